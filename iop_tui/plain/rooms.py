"""Every room line by line, and every act in it: the list that `iop do`, the places and the tests go by."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from iop_tui.plain.places import Act, Do, Place

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk


def _do(path: str) -> Do:
    """A function of a module of this package by its name; the module is imported when it is first wanted."""
    module, _, name = path.partition(".")

    def doing(talk: Talk) -> None:
        getattr(import_module(f"iop_tui.plain.{module}"), name)(talk)

    return doing


def _act(name: str, says: str, path: str) -> Act:
    return Act(name, says, _do(path))


PRACTICE = _act("practice", "Tell of a skill that you tried", "practicing.tried")
CHECK_IN = _act("check-in", "Mark today's commitments, one after the other", "keep.check_in")
CARD = _act("card", "Fill in today's diary card", "diary.today")
SETTINGS = _act("settings", "Settings", "settings.change_settings")
HAPPENED = _act("happened", "Something happened: the next hour first", "happened.happened")
ASK = _act("ask", "Write a question down to ask", "questions.ask_one")
SEARCH = _act("search", "Search in all units and in your own words", "search.search")
SAFETY_PLAN = _act("safety-plan", "Your safety plan", "plans.open_safety")
SCORES = _act("scores", "The score sheets", "scores.open_scores")
PLAN = _act("plan", "Change your plan of units: its order, its pace, or another one", "arranging.open_plan")
FIND = _act("find", "Find a skill by what you feel or what it is about", "learn.find")
PREPARE = _act("prepare", "Hear the sheet for the next session", "program.prepare")
SESSION = _act("session", "Mark how today's session went", "schedule.mark_today")
WEEK = _act("week", "Look back at the week, and ahead", "reviewing.review")

TODAY = Place(
    "today",
    "Today",
    _do("today.look"),
    (
        _act("next", "Go on with the next unit", "today.go_on"),
        PRACTICE,
        CHECK_IN,
        SESSION,
        CARD,
        HAPPENED,
        _act("go-back", "Go back to the next hour of what happened", "happened.go_back_to_it"),
        SAFETY_PLAN,
        ASK,
        _act("due", "See to something in a list that is due", "today.due"),
        _act("again", "Use a skill once more", "today.once_more"),
        _act("step", "Go on with one of the seven steps", "today.step"),
        WEEK,
        _act("sign", "Tell of a warning sign", "today.notice"),
        _act("checkup", "A check-up after the program", "checkups.fill_in_one"),
        _act("fit", "How a session fits: four lines", "sessions.fit_one"),
        _act("look-back", "Look back at what happened", "today.look_back"),
        FIND,
        SEARCH,
        SCORES,
        PLAN,
        SETTINGS,
    ),
)
LEARN = Place(
    "learn",
    "Learn",
    _do("learn.look"),
    (
        _act("unit", "Open a unit of your plan", "learn.of_plan"),
        _act("any-unit", "Open any unit, by track and module", "learn.choose"),
        FIND,
        PRACTICE,
        PLAN,
        _act("about", "What a track and a module are about", "learn.about"),
        SEARCH,
        _act("move-unit", "Move a unit of the plan earlier or later", "arranging.move"),
        _act("leave-out", "Leave a unit out of the plan", "arranging.leave_out"),
        _act("bring-back", "Bring back a unit that is left out", "arranging.bring_back"),
        _act("add-unit", "Add a unit to the plan", "arranging.add"),
        _act("switch-plan", "Take another plan", "arranging.switch"),
        _act("pace", "How many units a week", "arranging.change_pace"),
        _act("first-module", "Which module comes first", "arranging.put_first"),
    ),
)
KEEP = Place(
    "keep",
    "Keep",
    _do("keep.look"),
    (
        CHECK_IN,
        _act("mark", "Mark a day of one, with a note or an amount", "keep.mark"),
        _act("make", "Make a new commitment", "keep.make"),
        _act("change-commitment", "Change one", "keep.change"),
        _act("hear-commitment", "Hear one in full: how strong it is, its weeks, its notes", "keep.hear"),
        _act("put-away", "Put one away; its past stays", "keep.put_away"),
        _act("take-up", "Take up one that was put away", "keep.take_up"),
        _act("excuse", "Excuse a span of days", "keep.excuse"),
        _act("away", "Away or in hospital: pause everything, or be back", "keep.away"),
        _act("delete-commitment", "Delete one and all its marks", "keep.delete"),
    ),
)
AFTER = Place(
    "after",
    "After",
    _do("plans.look_after"),
    (
        _act("plan-add", "Add an entry to the plan for after the program", "plans.after_add"),
        _act("plan-change", "Change an entry", "plans.after_change"),
        _act("plan-remove", "Remove an entry", "plans.after_remove"),
        _act("plan-move", "Move a step up or down", "plans.move"),
        _act("plan-hear", "Hear the whole plan", "plans.after_hear"),
        _act("agree", "Agreed with somebody: an entry or a whole part", "plans.agree"),
        _act("daily", "Make a daily thing a commitment", "plans.commit"),
        _act("gap", "The days until the first visit, as a question to ask", "plans.ask_about_the_gap"),
        _act("beside", "What goes with the plan: people, groups, places, check-ups", "plans.beside"),
        SAFETY_PLAN,
        _act("safety-add", "Add an entry to the safety plan", "plans.safety_add"),
        _act("safety-change", "Change an entry of the safety plan", "plans.safety_change"),
        _act("safety-remove", "Remove an entry of the safety plan", "plans.safety_remove"),
        _act("safety-hear", "Hear the safety plan", "plans.safety_hear"),
        _act("versions", "Earlier versions of either plan", "versions.choose"),
        _act("copy-back", "Copy an entry of an earlier version into the plan of today", "versions.copy_back_of_one"),
        _act("forget-version", "Take an entry out of every earlier version", "versions.forget_of_one"),
        _act("people", "People on your side", "contacts.open_people"),
        _act("in-touch", "In touch with somebody today", "contacts.in_touch"),
        _act("groups", "Support groups", "contacts.open_groups"),
        _act("new-group", "Write a support group down", "contacts.new_group"),
        _act("was-there", "Mark the last meeting of a support group", "contacts.was_there"),
        _act("resources", "Groups and places to turn to", "contacts.open_resources"),
        _act("copy-resource", "Copy one of the starter list into the plan", "contacts.copy"),
        _act("favorite", "A favorite group or place, or no more", "contacts.favorite"),
        _act("checkups", "Check-ups after the program", "checkups.open_checkups"),
        _act("last-day", "The last day of the program", "checkups.last_day"),
        _act("remove-checkup", "Remove a check-up that you filled in", "checkups.remove"),
    ),
)
DIARY = Place(
    "diary",
    "Diary",
    _do("diary.look"),
    (
        CARD,
        _act("card-of-day", "Fill in the card of another day", "diary.another_day"),
        _act("hear-card", "Hear a card", "diary.hear"),
        _act("rate-skill", "Say how much a skill helped", "diary.rate_skill"),
        _act("remove-skill", "Take a skill off a card", "diary.remove_skill"),
        _act("card-week", "Hear the week of the card", "diary.week"),
        _act("rows", "The rows of the card", "diary.open_rows"),
        _act("new-row", "Add a row to the card", "diary.new_row"),
        _act("change-row", "Change a row", "diary.change_row"),
        _act("turn-row", "Put a row away, or take it up again", "diary.turn_row"),
    ),
)
PROGRESS = Place(
    "progress",
    "Progress",
    _do("progress.look"),
    (
        _act("numbers", "Hear your numbers: scores, feelings, sleep, skills, what helped, commitments", "progress.open_page"),
        SCORES,
        _act("score", "Fill in a score sheet", "scores.fill_in_one"),
        _act("earlier-score", "Add a score from an earlier day", "scores.earlier"),
        _act("other-score", "Another measure: its name and its number", "scores.other"),
        _act("turn-sheet", "Put a score sheet away, or take it up again", "scores.turn"),
        _act("hear-scores", "Hear all scores as one page", "scores.hear"),
    ),
)
PROGRAM = Place(
    "program",
    "Program",
    _do("program.look"),
    (
        _act("tool", "Open any tool of the program", "program.choose"),
        PREPARE,
        _act("schedule", "The schedule of your sessions", "schedule.open_schedule"),
        SESSION,
        _act("mark-session", "Mark how a session of another day went", "schedule.mark"),
        _act("open-session", "Open a session: before and after it, homework, its units", "schedule.open_day"),
        _act("different", "One time is different: moved, or it does not take place", "schedule.different"),
        _act("new-session", "A new session of the week", "schedule.new"),
        _act("change-over", "Another therapist, group or time from a day on", "sessions.change_one"),
        _act("month", "Hear a month of sessions", "schedule.month"),
        _act("attendance", "Hear how all sessions went", "schedule.attendance"),
        _act("questions", "Your questions, with their answers", "questions.open_questions"),
        ASK,
        _act("answer", "Write the answer to a question down", "questions.answer"),
        _act("remove-question", "Remove a question", "questions.remove"),
        _act("check-off", "Go through a list to tick off", "checklists.check_off"),
        _act("tick", "Tick a line of such a list, or take its tick away", "checklists.turn_in_one"),
        _act("tick-note", "Write a note on a line of such a list", "checklists.note_in_one"),
        _act("ask-open", "Put what is open in such a list on your questions", "checklists.ask_open_of_one"),
        WEEK,
        _act("another-week", "Look back at another week", "reviewing.another"),
        _act("compare", "Programs side by side", "comparing.open_compare"),
        _act("weigh", "Say how much each thing matters to you in a program", "comparing.weigh"),
        _act("side-by-side", "Choose which programs stand side by side", "comparing.mark"),
        _act("call-program", "Plan or note a call to a program", "bookplaces.call_program"),
        _act("script", "Hear a script for a call", "bookplaces.script"),
        _act("learned", "Put what a call told into its program", "bookplaces.learn"),
        _act("paper", "Pages to print or to take along", "paper.open_paper"),
        _act("page", "One page as it will leave, and save it", "paper.choose"),
        _act("remove-share", "Take a note off the list of what has left", "paper.forget"),
        _act("add", "Write one more down in a list", "books.add_to_one"),
        _act("change", "Change something in a list", "books.change_in_one"),
        _act("remove", "Remove something from a list", "books.remove_from_one"),
        _act("bring", "Bring into a list what you wrote in its unit", "books.bring_into_one"),
    ),
)
YOURS = Place(
    "yours",
    "Your data",
    _do("yours.look"),
    (
        _act("passphrase", "Set a passphrase, change it, or turn it off", "yours.passphrase"),
        _act("entry", "Read one entry of all that you wrote", "yours.hear"),
        _act("delete", "Delete one entry", "yours.delete"),
        _act("backups", "Hear which copies there are", "yours.copies"),
        _act("privacy", "Who else could read it here", "yours.privacy"),
        SETTINGS,
    ),
)

PLACES: dict[str, Place] = {each.name: each for each in (TODAY, LEARN, KEEP, AFTER, DIARY, PROGRESS, PROGRAM, YOURS)}
"""By the name that leads there."""

ACTS: dict[str, Act] = {act.name: act for place in PLACES.values() for act in place.acts}
"""Every act by its name, each once; some stand in more than one room."""
