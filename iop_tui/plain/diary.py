"""Diary, line by line: the card of a day, its skills, its note, and the rows of one's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain import diary
from iop_tui.domain.days import in_words
from iop_tui.domain.diary import Target
from iop_tui.domain.fields import Field, Value, read, read_date, show, write
from iop_tui.domain.practice import HELPED_LITTLE
from iop_tui.plain.filling import fill_in
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.plain.practicing import pick_skill
from iop_tui.services import diarying, helping, practicing, preferring, rows, sharing
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.diarying import Day

DAY = Field(id="day", kind="date", label="Which day?")
NOTE = Field(id="note", kind="text", label="A few words on the day", help="What happened, what you noticed. It can stay empty.")
ACTED = Field(id="acted", kind="choice", label="Acted on it?", options=("yes", "no"))
HELPED = Field(id="helped", kind="scale", label="Did it help?", low="not at all", high="a great deal")
GROUPS = {"feeling": "Feelings", "urge": "Urges", "more": "To do more of"}
"""What is said before the first row of a kind."""


def look(talk: Talk) -> None:
    """Say how today's card stands."""
    say_card(talk, diarying.of_day(talk.house, talk.house.clock.today()))


def say_card(talk: Talk, view: Day) -> None:
    """A card, row by row."""
    talk.say(f"Diary card of {in_words(view.day)}: {'begun' if view.card.is_begun else 'not begun'}")
    copies = other_copies(talk.house, view.card.table).get(view.card.id, [])
    talk.say(*([f"{words.OTHER_COPY} {'; '.join(copies)}"] if copies else []))
    for target in view.targets:
        value, acted = view.card.value(target), view.card.acted.get(str(target.id))
        said = "" if acted is None else ", acted on it" if acted else ", not acted on"
        if value is not None or said:
            talk.say(f"{target.title}: {show(value) or 'not said'}{said}")
    for skill in view.skills:
        talk.say(f"Skill {skill.title}: {f'helped {skill.helped} of 10' if skill.helped is not None else 'helped, not said'}")
    talk.say(*([f"No skill: {view.card.why_none}"] if view.card.why_none else []), *([f"Note: {view.card.note}"] if view.card.note else []))


def today(talk: Talk) -> None:
    """Fill in today's card."""
    fill_in_card(talk, talk.house.clock.today())


def another_day(talk: Talk) -> None:
    """Fill in the card of any past day."""
    day = ask_day(talk)
    if day is not None:
        fill_in_card(talk, day)


def ask_day(talk: Talk, *, may_be_ahead: bool = False) -> date | None:
    """A day by its date; nothing when it was skipped."""
    typed = fill_in(talk, DAY)
    day = read_date(typed) if typed else None
    if day is not None and day > talk.house.clock.today() and not may_be_ahead:
        talk.refuse(words.NOT_YET)
        return None
    return day


def fill_in_card(talk: Talk, day: date) -> None:
    """One question for each row; Enter leaves it as it is, and every answer is kept at once."""
    with talk.at(f"Diary card of {in_words(day)}"):
        view = diarying.of_day(talk.house, day)
        say_card(talk, view)
        talk.say("Enter leaves a row as it is.")
        kind = ""
        for target in view.targets:
            if target.kind != kind and target.kind in GROUPS:
                talk.say(f"Heading: {GROUPS[target.kind]}")
            kind = target.kind
            _row(talk, view, target)
        _skills(talk, day)
        _note(talk, day)
        talk.say("Saved.")


def _row(talk: Talk, view: Day, target: Target) -> None:
    before = view.card.value(target)
    value = _ask(talk, target.field(), before)
    if value != before:
        is_kept = talk.act(diarying.fill_in, view.day, target, value, before, undo_as=f"{target.title} on the card")
        if is_kept and target.about == diary.LIFE and diary.rises_high(target, before, value):
            help_first(talk)
    if target.kind != "urge":
        return
    said = view.card.acted.get(str(target.id))
    now = None if said is None else "yes" if said else "no"
    typed = _ask(talk, ACTED, now)
    if (
        typed != now
        and talk.act(diarying.say_acted, view.day, target, _yes(typed), undo_as=f"{target.title} on the card")
        and typed == "yes"
    ):
        if target.about == diary.LIFE:
            help_first(talk)
        elif target.about == diary.SUBSTANCES:
            talk.say(words.ACTED)


def _yes(typed: Value | None) -> bool | None:
    return None if typed is None else typed == "yes"


def _ask(talk: Talk, field: Field, now: Value | None) -> Value | None:
    return read(field, fill_in(talk, field, write(field, now)))


def help_first(talk: Talk) -> None:
    """Help now, before the next question."""
    talk.show(helping.in_short(helping.country(talk.house.prefs.country, preferring.modules())))
    talk.say(words.HELP_ANYTIME)


def _skills(talk: Talk, day: date) -> None:
    """Skills of the day: more of them, and why there was none."""
    view = diarying.of_day(talk.house, day)
    talk.say("Heading: Skills", *(f"Now: {each.title}" for each in view.skills))
    while (header := pick_skill(talk, "A skill you used?")) is not None:
        done = talk.act(practicing.keep, header, {"day": day.isoformat()}, undo_as=f"tried {header.title}")
        if done is not None:
            _rate(talk, done.value)
    if not diarying.skills_on(talk.house, day):
        why = talk.pick("No skill that day, because:", [(each, each) for each in diary.WHY_NONE], none="Enter leaves it open")
        if why is not None:
            talk.act(diarying.say_why_none, day, why, undo_as="a line on the card")


def _rate(talk: Talk, skill: Any) -> None:
    value = _ask(talk, HELPED, skill.helped)
    if value == skill.helped:
        return
    helped = value if isinstance(value, int) else None
    if talk.act(practicing.rate, skill, helped, undo_as=f"{skill.title} on the card") and helped is not None and helped <= HELPED_LITTLE:
        talk.say(words.HELPED_LITTLE)


def _note(talk: Talk, day: date) -> None:
    card = diarying.card_of(talk.house, day)
    draft = f"form/card/{day}/note"
    begun = talk.house.store.drafts(draft).get(draft)

    def keep(text: str | None) -> None:
        if text is None:
            talk.house.store.drop_draft(draft)
        else:
            talk.house.store.draft(draft, text)

    note = fill_in(talk, NOTE, begun.text if begun else card.note, is_begun=begun is not None, keep=keep)
    if note != card.note and talk.act(diarying.write_note, day, note, card.note, undo_as="the note of the day") is None:
        return
    talk.house.store.drop_draft(draft)


def _on_day(talk: Talk) -> date | None:
    day = talk.house.clock.today()
    return day if not talk.is_yes(f"Another day than today, {in_words(day)}?") else ask_day(talk)


def rate_skill(talk: Talk) -> None:
    """How much a skill of a day helped."""
    skill = _pick_used(talk)
    if skill is not None:
        _rate(talk, skill)


def remove_skill(talk: Talk) -> None:
    """Take a skill of a day away."""
    skill = _pick_used(talk)
    if skill is not None and talk.act(practicing.remove, skill, undo_as=f"took {skill.title} away") is not None:
        talk.say("Taken away. undo brings it back.")


def _pick_used(talk: Talk) -> Any:
    day = _on_day(talk)
    found = diarying.skills_on(talk.house, day) if day else ()
    if not found:
        talk.say("No skill stands on that day.")
        return None
    return talk.pick("Which skill?", [(each.title, each) for each in found])


def hear(talk: Talk) -> None:
    """The card of any day."""
    day = _on_day(talk)
    if day is not None:
        say_card(talk, diarying.of_day(talk.house, day))


def week(talk: Talk) -> None:
    """The week of a day as one page."""
    day = talk.house.clock.today()
    if talk.is_yes("Another week than this one?"):
        day = ask_day(talk) or day - timedelta(days=7)
    talk.page(sharing.card_page(talk.house, day))


# The rows


def open_rows(talk: Talk) -> None:
    """The rows of the card: one's own, and those that are put away."""
    inside(
        talk,
        "Rows of the card",
        look_at_rows,
        lambda: [("Add a row", new_row), ("Change one", change_row), ("Put one away, or take it up again", turn_row)],
    )


def look_at_rows(talk: Talk) -> None:
    on = talk.house.clock.today()
    for each in diarying.targets(talk.house):
        state = "" if each.is_on(on) else "put away"
        talk.say(", ".join(part for part in (each.title, rows.KIND_SHORT.get(each.kind, each.kind), rows.about(each), state) if part))


def new_row(talk: Talk) -> None:
    _row_form(talk, Target(kind="", title=""))


def change_row(talk: Talk) -> None:
    found = [each for each in diarying.targets(talk.house) if each.kind in rows.KIND_WORDS]
    target = talk.pick("Which row?", [(each.title, each) for each in found])
    if target is not None:
        _row_form(talk, target)


def turn_row(talk: Talk) -> None:
    target = talk.pick("Which row?", [(each.title, each) for each in diarying.targets(talk.house)])
    if target is None:
        return
    is_asked = target.is_on(talk.house.clock.today())
    act = diarying.put_away if is_asked else diarying.take_up
    if talk.act(act, target, undo_as=f"{target.title} {'put away' if is_asked else 'taken up'}") is not None:
        talk.say(f"{target.title}: {'not asked any more. Older cards keep it' if is_asked else 'asked again from today on'}.")


def _row_form(talk: Talk, target: Target) -> None:
    def save(found: dict[str, Value]) -> Any:
        wanted = rows.read(target, found)
        return talk.act(diarying.save_target, wanted, undo_as=f"changed the row {wanted.title}")

    title, key = target.title or "A new row", f"row/{target.id or 'new'}"
    if form(talk, title, rows.FIELDS, rows.values(target), key=key, save=save, check=rows.check, hidden=rows.hidden):
        talk.say("Kept.")
