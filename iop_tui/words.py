"""Safety, consent and error sentences, in one place, so that a clinician can read them in one sitting.

Screens, line mode and commands all take them from here. Facts: the safety section of docs/safety.md.
"""

NAME = "iop-tui"

IS_NOT = (
    "This is a place to learn and practice skills. It is not treatment, not a diagnosis, and not a crisis service.",
    "Nobody watches it. No clinician reads what you write, and it contacts nobody.",
    "It has not been tested in studies. It does not replace a program, a clinician or medicine.",
    "Stop any exercise that makes you feel worse. Sharing what you do here with your care team is a good idea.",
)

KEPT_WHERE = (
    "What you write is kept on the machine you are logged in to, in a folder that only your account can open.",
    "The people who run that machine could still read it, and so could anyone who uses this same account.",
    "Nothing is sent over a network. You can take all of it with you, and you can delete it.",
)

IF_NOT_SAFE = "If you might act on thoughts of ending your life, or someone is hurt, use Help now: Ctrl+G, at any time."

CONSENT = "I understand this"
UNDER_13 = "This program is not made for anyone under 13. A parent, a school nurse or a doctor can help you find what is. Help now still works: Ctrl+G."
AGE_FIRST = "Please pick an age: it decides which units are open to you."
TEEN = "From 13 to 17, please use this together with an adult you trust. Tell them that you do."
TRUSTED_ADULT = "Which adult do you trust with this? (A first name is enough, or skip it.)"

HELP_TITLE = "Help now"
HELP_FIRST = "If you might act on thoughts of ending your life, or someone is hurt, call {emergency} now."
HELP_FIRST_NO_NUMBER = "If you might act on thoughts of ending your life, or someone is hurt, call your local emergency number now."
HELP_NEAREST = "You can also go to the nearest emergency department, or ask someone near you to go with you."
HELP_BESIDE = (
    "Pages beside this one: 2 someone will not wake up, 3 I am afraid of someone, 4 before you stop or cut down. 1 leads back here."
)
HELP_CALL = "On a call, a person answers, asks what is going on, and listens. You can stay silent for a while. You can hang up at any time. You do not have to be sure that it is bad enough."
HELP_NUMBERS_CHANGE = "Numbers can change. Each line says what is known of its age."
HELP_AFTER = "Thank you for stopping here."
HELP_ANYTIME = "You can come back here at any time: Ctrl+G, or the command iop help-now."
HELP_NOBODY_TOLD = "This program calls nobody and tells nobody. The call is yours to make."
HELP_OWN_PLAN = "Your own people and plan"
HELP_NO_PLAN = "Your safety plan is still empty. It is on the After screen, for a calmer hour."

OVERDOSE_TITLE = "Someone will not wake up"
OVERDOSE = (
    "Shout, and rub the breastbone hard with your knuckles. No answer, slow or no breath, blue or gray lips, or a gurgling sound: treat it as an overdose.",
    "Call the emergency number. Say: someone is not waking up, and where you are.",
    "Give naloxone if you have it. It does no harm if opioids were not the cause.",
    "Give a breath about every 5 seconds, or chest compressions if the call taker tells you to.",
    "No change after 2 to 3 minutes: give a second dose, if you have one.",
    "Breathing, but not awake: roll the person onto the side, with the head low and the mouth free.",
    "Stay until help is there. Naloxone can wear off before the drug does.",
)
OVERDOSE_DO_NOT = "No cold bath, no hard slapping, no making them vomit. Do not leave them alone."
OVERDOSE_ALCOHOL = "After a lot of alcohol it is the same: cannot be woken, slow breath, vomiting asleep, or a seizure means call now, and roll the person onto the side."

AFRAID_TITLE = "I am afraid of someone"
AFRAID = (
    "If you are in danger right now, call {emergency}, or leave for a place with other people if that is safer.",
    "You do not have to be sure what to call it. Being afraid is reason enough to ask.",
    "An advocate on a violence line can help you think. The time around leaving can be risky, so it helps to plan it with them.",
    "Use a phone and a computer that the other person cannot look at. They may be able to see calls, messages, places and files.",
    "What you do in this program leaves files on this machine, and a terminal keeps what it showed. Deleting a lot at once may be noticed.",
    "Do not tell the other person that you looked at this page.",
)

WITHDRAWAL_TITLE = "Before you stop or cut down"
WITHDRAWAL = (
    "Do not stop alcohol, benzodiazepines, sleeping pills, barbiturates or GHB at once on your own after daily use. Stopping suddenly can be deadly. Ask a doctor or a detox service first.",
    "Do not stop methadone or buprenorphine on your own. They protect your life.",
    "After any break from opioids, even a few days, your body can handle much less. An amount from before can kill.",
)
AFTER_A_BREAK = (
    "After any break your body can take much less than before. An amount from before can kill. Do not use alone.",
    "If opioids or street drugs are in your story or your home, keep naloxone near, and tell somebody where it is.",
    "Days of drinking, or sedatives? Do not stop at once on your own. Ask a doctor or a detox service first.",
)

WITHDRAWAL_NOW = "A seizure, confusion, seeing things that are not there, fever, chest pain, or a pregnancy: call the emergency number now."

SAFE_TITLE = "One thing first"
SAFE_THANKS = "Thank you for answering that line. You are not in trouble."
SAFE_COMMON = "What this line asks about is common when life is hard. It is a reason to talk with somebody, and no proof of danger."
SAFE_TELL_TEAM = "Tell your treatment team today that you gave this answer. A call or a short note is enough."
SAFE_ASK = "Are you safe right now?"
SAFE_NOBODY = "This program contacts nobody, and nobody sees this page. What you say here is kept nowhere."
SAFE_WAITS = "The sheet waits with everything that you filled in. You can leave at any time."
SAFE_YES = "Good to know, and thank you for stopping here. You can go on with the sheet, look at your safety plan, or stop for today."
SAFE_NO = "Thank you for saying so. These come first, in this order."
SAFE_PERSON = "Then a person: call somebody who knows you, or ask whoever is near to stay with you. A few plain words are enough."
SAFE_PLAN = "Then your safety plan, one step at a time."
SAFE_NO_PLAN = "Your safety plan is still empty. The line above can help you think of a first step."
SAFE_ASKED_TOTAL = "One line counts by itself, also beside a total. Type its number, or leave it empty."
SAFE_SKIPPED = "One line was left empty, and that is all right. If it is about you:"
SAFE_ANSWERED = (
    "You answered the line '{label}' with {answer}. It counts by itself, whatever the total says. Talk about it with somebody you trust."
)

SCORE_IS = "This is a self-report for talking with a professional. It is not a diagnosis."
SCORE_TALK = "Talk about it with your care team."
SCORE_ON_PAPER = "A page on paper or in a file can be read by others."
SCORE_FOR_ADULTS = "This sheet was made for adults. From 13 to 17, please fill it in only together with a clinician."
SCORE_TOGETHER = "Is a clinician filling it in with you?"
SCORE_WITH_SAFETY = "Is the line about death or self-harm to stand on the page in words, too? Others may read a page."
SCORE_HAVE_FORM = "Type the number circled on each line of your form."
SCORE_HAVE_TOTAL = "Type the total that stands on your form."

MEDICINE_NO_CATCHING_UP = "Missed one? Do not take extra to catch up. Your pharmacist or prescriber can tell you what to do."
MEDICINE_WORDS = ("medicine", "medication", "meds", "pill", "tablet", "dose")

PASSPHRASE = "Passphrase"
SEALED = "Sealed: it opens with a passphrase."
OPEN_TO_ALL = "Anyone using this account can read this."

COVER_TITLE = "List"
COVER_ITEMS = ("Milk, bread, onions", "Water the plants", "Call about the meter", "Library books back", "Batteries, two small ones")
"""What the cover shows: nothing that says anything about anybody."""
OPENING = "One moment."

ONLY_THIS_COPY = "All older copies are deleted, so that what you deleted is in none of them."
PRESENT_DAMAGED = "What was there before is damaged; a copy of it lies in the folder quarantine."
SEAL_ASK = "You can seal what you write with a passphrase. It can also be set, changed or turned off later: y on Today."
SEAL = (
    "With a passphrase, everything you write is sealed: somebody who copies the files, or uses this account, can read none of it.",
    "You type it at each start. Nobody can look it up or reset it. If both it and the recovery code are lost, what you wrote is lost.",
    "What it cannot do: hide old traces on the disk or in the host's own backups, or stop somebody who runs this machine while it is open.",
)
PASSPHRASE_NEW = "A new passphrase (8 characters or more; nothing is shown)"
PASSPHRASE_AGAIN = "Once more"
PASSPHRASE_TODAY = "The passphrase of today, or the recovery code"
CODE_TYPE = "Please type it back, so that the paper is right:"
CHANGED = "Changed. Backups from before still open with what opened them then."
COPIES = (
    "One is made each day: seven days, four weeks and twelve months are kept. To bring one back, leave the program and run: iop restore"
)
CODE_SHOWN = "Your recovery code. Write it on paper; it is shown only now, and it opens the vault without the passphrase:"
CODE_DIFFERS = "That is not the same. Compare it letter by letter."
SEALED_NOW = "Sealed. Older copies that were open have been replaced by a sealed one. Files you exported are as open as before."
UNSEALED_NOW = "The seal is off. Anyone using this account can read this. Sealed backups still need their passphrase."
NICKNAME_ASK = "A nickname that others on this account may see (Enter for none)"
NOBODY_YET = "Nobody has a vault on this account yet. Start the program with: iop"
FORGET = (
    "This deletes your vault, its backups, the copies of damaged files, and your settings.",
    "It does not reach: files you exported, backups that the host makes of this machine, and old traces on its disk.",
    "To take everything with you first: iop export all --format json --to FILE",
)
FORGOTTEN = "Deleted. Thank you for the time you spent here."

SAVED_AT = "saved {time}"
NOT_SAVED = "Not saved: {reason} Your words are still on this screen."
NOT_SAVED_YET = "Not saved yet. Your words are still on this screen; Ctrl+S tries again."
UNSAVED = "These words are only on this screen so far. You can save them again, copy them, or put them into a file elsewhere."
UNSAVED_UNDER_COVER = "Something could not be saved yet. Please open first, then leave."
UNSAVED_FILE = "A new file, on another disk if this one is full:"
UNSAVED_WRITTEN = "Written to {path}. Only your account can read it. Now you can leave."
UNIT_DONE = "Done. Everything you wrote is kept."
UNIT_READ = "That was the whole unit. You can come back to it as often as you like."
WAITING = "Another window is saving. Waiting for it..."
RESTORED_HERE = "Your unfinished typing is back."
BOTH_KEPT = "This was also changed in another window. Both are kept."
OTHER_COPY = "Another window wrote this, and it is kept until you save again:"
OTHER_STAYS = ("Another window wrote something here since, and it stays.", "Go back and look; it can be taken away after that.")
RESTORED = "Your unfinished typing is back. It becomes an answer when you leave the field."
UNDONE = "Undone: {what}"
NOTHING_TO_UNDO = "There is nothing to undo."
UNDO_TOO_LATE = "That has been changed since, so it was left as it is."

PDF_NEEDS = "A PDF is made by a part of the program that is not installed here. Everything you wrote is safe."
PDF_NEEDS_ADVICE = "It comes with: pip install 'iop-tui[pdf]'. Or take HTML, which every browser prints."
PDF_LETTERS = "The PDF has no letters for these signs on the page: {letters}. Nothing was written."
PDF_LETTERS_ADVICE = "Take HTML instead: it shows them all, and every browser prints it."
PDF_IS_NO_TEXT = "A PDF is nothing to read on a terminal."
PDF_IS_NO_TEXT_ADVICE = "Give it a file: --to page.pdf. Or take --format txt."
LEFT = "Written to {path}. Only your account can read it."
LEFT_FOR_WHOM = "For whom is it? Only for your own list, and can stay empty: "
LEFT_UNNOTED = "It has left, but the list of what has left could not be brought up to date."
CARD_FULL = "The card is full. What had no room stands in your safety plan."
CAPTIVE_WRITES_NOTHING = "From this login no file can be written. b shows the page bare, to select and copy."

CRASHED = "The program met a fault and closed. Everything that was saved is safe. Starting it again brings back what you were typing. Help still works: iop help-now"
NOT_REVIEWED = "not clinically reviewed"

HELPED_LITTLE_TWICE = "That is the second time today that it stayed strong. This may be more than a skill can carry. People come first now."
HELPED_LITTLE = "It did not help much today. That happens with every skill, and it tells you something. Another one may fit better, or a person: Ctrl+G."

HAPPENED_PICK = "Thank you for coming here. What comes nearest?"
HAPPENED_FIRST = "Nothing you have done is lost, and nothing is counted against you. First comes the next hour."
HAPPENED_SAFE = "Are you safe right now?"
HAPPENED_LATER = "That is all for now. Looking at how it came about has time: Today offers it in two days, and you can let it rest."
HAPPENED_WORDS = "For you, and for a talk with your team. Every line can stay empty."
NEXT_HOUR = {
    "used": (
        "Hard to wake, slow breath, blue or gray lips, chest pain, a seizure, confusion: call {emergency} now.",
        "Stop here, and put distance between you and the rest of it: another room, another street.",
        "Stay where somebody can see you. If opioids or street drugs were in it, keep naloxone near.",
        "Tell one person. One sentence is enough: I used, and I want to stop here.",
        "Call your program, even if it is only to leave a message. They have heard it before.",
        "Daily use before? Then stopping at once can be dangerous. The page below the question tells more.",
    ),
    "hurt": (
        "See to any wound first. If you are injured, or took too much of anything: call {emergency} now.",
        "Go where another person is, or ask one to come to you.",
        "Ask them to take what you could hurt yourself with out of reach for a while.",
        "Open your safety plan together, or Help now: Ctrl+G.",
        "Tell your treatment team today. They can hear this.",
    ),
    "hard": (
        "Sit or stand somewhere safe. Feel what holds you up, and say where you are.",
        "A glass of water. Something to eat, if you can.",
        "Tell one person what happened, in one sentence.",
        "Nothing big is decided today: no long messages, no promises, no ends.",
        "One thing for the body: a slow breath out, a walk around the block, a blanket.",
    ),
    "away": (
        "Nothing is to be caught up on. Today is a day like any other.",
        "One small thing is enough: a unit of six minutes, one mark, one line in the diary.",
        "Write to your program, if you have one: I was away. When can I come again?",
        "The days in between can be excused: 3 leads to Keep, x excuses a span.",
    ),
    "other": (
        "Somebody is hurt or in danger: call {emergency} now.",
        "Sit or stand somewhere safe, and take a slow breath out.",
        "Tell one person, in one sentence.",
        "Then one plain thing: water, shoes, the next room.",
    ),
}
NEXT_HOUR_NOBODY = "Nobody is listed yet. The lines on Help now count: Ctrl+G. So does a clinic's front desk."

ACTED = "Thank you for writing it down. It changes nothing you have done. h on Today has the next hour, if it is fresh."

TRIED = "Kept: you tried {title}. That counts, whatever came of it."
TRIED_INTRO = "Every line can be skipped. Trying counts, also when it did not help."

NOT_LED = (
    "This program joins no call and no therapist leads it. Your session is where you go or dial in; nobody here sees whether you came."
)
DURING_GROUP = (
    "Now the room counts. The screen can rest until the session is over.\n\n"
    "If a few words keep you there, you can write them. They are about you only: no names, and nobody else's story."
)
KEPT_FROM = "{count} stayed behind, with words that you keep from {whom}."
UNSAID_STAYS = "What you have not said yet is not in it. It leaves only item by item: iop export unsaid. Backups keep it."
CHANGING = (
    "You may change, and say why or not. Up to the day before, all stays as it was: marks, pages, what you wrote. Nobody is told from here."
)
NO_NAMES = "About you only. Who was there, and what they said, stays in the room. Every line can stay empty."
MAY_NAME = "Saved. {name} may be somebody's name. Groups ask that names stay in the room; you can take it out, or leave it."
MISSED_ONE = "A missed session is a fact about a day. All that you did before it is still yours."
AFTER_MISSED = (
    "Marked. A missed session is a fact about a day, and all that you did before it is still yours.\n\n"
    "One line to the program keeps the door open: I could not come. I plan to be there next time.\n\n"
    "If you like, four questions look at what got in the way. If it was an urge or not being safe, a person comes first: Ctrl+G."
)

GAPS = "Where nothing was filled in there is a gap. No number is ever made up, and a gap says nothing about that day."
NO_GRADE = "None of the three bars is a grade. They name what is there and what could come next, and nobody else sees them."
NOT_PROOF = "This is what came after each skill, in your own numbers. It is not proof of anything: strong feelings also come down by themselves, with time."
HOW_HELPED = (
    "Lower means: the number before minus the number after, on average over the uses that have both.",
    "With fewer than five uses you see the lowest and the highest. From five on, from and to are an interval: if all uses were alike and each stood for itself, 95 of 100 such intervals would hold the true average. Days differ, so it is a hint and no more.",
    "The order goes by how much lower it was, held back where there are few uses. With d you say how strong it is now; what was followed by the greatest fall at that level then comes first.",
)
NOT_PROMISED = "How much changes in eight weeks differs from person to person, and nobody can promise it. Numbers that stand still or go up are something to bring to your team, and no verdict on you."
OWN_ROWS = "The rows of the card are your own. Nobody has published how much of a change in them counts, so these are trends only."

WELCOME_BACK = "Good to see you."
STAYS = "What you typed is still here."
NOTHING_YET = "Nothing is filled in yet."
WAY_OUT = "Esc, then q, leaves."
NOT_YET = "That day has not come yet."
GAP = "It has been a while. Everything you did is still here. One small thing is enough for today."
GAP_MONTH = "Good to see you. Everything you did is still here, and the days between cost nothing. One small thing is enough for today."

DBT_NOTE = (
    "These skills come from dialectical behavior therapy (DBT), made by Marsha Linehan. DBT is a registered trademark of Marsha M. Linehan. "
    "This program is not linked with or approved by her or Behavioral Tech."
)
