"""The weekly review: what the week holds by itself, and what a person writes about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from iop_tui.domain.answers import Run
from iop_tui.domain.attendance import STATES
from iop_tui.domain.commitments import Commitment
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Field, Value
from iop_tui.domain.happening import Happening
from iop_tui.domain.numbers import many, number_text
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.domain.practice import Practice
from iop_tui.domain.weekreview import Review, is_time, week_to_review
from iop_tui.services import agreeing, diarying, scheduling, tracking
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import replace

INTRO = "A look at what was, and one small thing for what comes. It takes about five minutes, and nothing in it is a grade."
FIELDS = (
    Field(id="kept", kind="text", label="What did you keep, or what went well?", help="Small things are what weeks are made of."),
    Field(id="helped", kind="text", label="What helped?"),
    Field(id="in_the_way", kind="text", label="What got in the way?", help="As news about the plan, not about you."),
    Field(id="next_week", kind="text", label="One small thing for next week?"),
    Field(
        id="to_say", kind="text", label="One thing to say in the next session?", help="To your therapist, your group or someone you trust."
    ),
    Field(id="questions", kind="text", label="Any questions to ask?"),
)


def review_of(house: House, monday: date) -> Review:
    """What was written about a week; an empty one when nothing was."""
    return house.store.shelf(Review).get(Review.id_for(monday)) or Review(id=Review.id_for(monday), day=monday)


def values(review: Review) -> dict[str, Value]:
    """What was written, by its field."""
    return {field.id: text for field in FIELDS if (text := getattr(review, field.id))}


@act
def write(house: House, review: Review, values: Mapping[str, Value]) -> Review:
    """Keep what was written about a week."""
    kept, helped, in_the_way, next_week, to_say, questions = (str(values.get(field.id) or "") for field in FIELDS)
    settle(house, review)
    written = replace(review, kept=kept, helped=helped, in_the_way=in_the_way, next_week=next_week, to_say=to_say, questions=questions)
    return house.store.shelf(Review).put(written).record


def is_due(house: House) -> bool:
    """Whether a week is over that has something in it, and no look back yet."""
    today = house.clock.today()
    monday = week_to_review(today)
    began = house.settings().began
    return is_time(today) and began is not None and began <= monday + timedelta(days=3) and not review_of(house, monday).is_begun


def facts(house: House, monday: date) -> list[Block]:
    """What the week holds: marks, cards, skills, units, what happened, homework, and the agreement as it stands."""
    sunday = monday + timedelta(days=6)
    blocks: list[Block] = []
    for title, lines in (
        ("Sessions", _sessions(house, monday, sunday)),
        ("Commitments", _commitments(house, monday)),
        ("Diary", card_lines(house, monday, sunday)),
        ("Skills used", _skills(house, monday, sunday)),
        ("Units done", _units(house, monday, sunday)),
        ("What happened", _happenings(house, monday, sunday)),
    ):
        if lines:
            blocks.append(Entry(title, "\n".join(lines)))
    nothing = paragraph("Nothing was marked or written in this week. That is a fact about a week, and no more.")
    return [*(blocks or [nothing]), *agreeing.in_review(house, monday)]


def page(house: House, monday: date) -> Page:
    """The week on one page, to take along: what is in it, and one's own words."""
    review = review_of(house, monday)
    sunday = monday + timedelta(days=6)
    blocks: list[Block] = [paragraph(f"{in_words(monday)} to {in_words(sunday)} {sunday.year}."), *facts(house, monday)]
    own = [Entry(field.label, text) for field in FIELDS if (text := getattr(review, field.id))]
    if own:
        blocks.extend((heading("In my words"), *own))
    return Page("My week", tuple(blocks))


def _sessions(house: House, monday: date, sunday: date) -> list[str]:
    found = [each for each in scheduling.slots(house, monday, sunday) if not each.at.session.is_duty and each.state]
    counts = {state: sum(1 for each in found if each.state == state) for state in STATES}
    said = ", ".join(f"{state} {count}" for state, count in counts.items() if count)
    return [said] if said else []


def _commitments(house: House, monday: date) -> list[str]:
    lines = []
    for commitment in house.store.shelf(Commitment).all():
        standing = tracking.standing(house, commitment)
        states = [standing.state_of(monday + timedelta(days=n)) for n in range(7) if monday + timedelta(days=n) <= standing.today]
        counted = [(state, states.count(state)) for state in ("kept", "partly", "missed", "excused")]
        said = ", ".join(f"{state} {number}" for state, number in counted if number)
        if said:
            lines.append(f"{commitment.title}: {said}")
    return lines


def card_lines(house: House, monday: date, sunday: date) -> list[str]:
    """Some days of the diary card in a few lines."""
    cards = diarying.cards(house, monday, sunday)
    if not cards:
        return []
    lines = [f"{many(len(cards), 'day')} of 7 filled in"]
    for target in diarying.targets(house):
        if target.kind not in ("number", "urge"):
            continue
        said = {day: number for day, card in cards.items() if (number := card.number(target)) is not None}
        if said:
            top = max(said, key=lambda day: said[day])
            lines.append(f"{target.title}: highest {number_text(said[top])}, on {in_words(top)}")
        acted = sum(card.acted.get(str(target.id), False) for card in cards.values())
        if acted:
            lines.append(f"{target.title}: acted on it on {many(acted, 'day')}")
    return lines


def _skills(house: House, monday: date, sunday: date) -> list[str]:
    uses: dict[str, list[Practice]] = {}
    for use in house.store.shelf(Practice).between(monday, sunday):
        uses.setdefault(use.title, []).append(use)
    lines = []
    for title, own in sorted(uses.items(), key=lambda each: -len(each[1])):
        helped = [use.helped for use in own if use.helped is not None]
        mean = f", helped {sum(helped) / len(helped):.0f} of 10" if helped else ""
        lines.append(f"{title}: {many(len(own), 'time')}{mean}")
    return lines


def _units(house: House, monday: date, sunday: date) -> list[str]:
    clock = house.clock
    done = [run for run in house.store.shelf(Run).all() if run.finished and monday <= clock.day_of(run.finished) <= sunday]
    return list(dict.fromkeys(run.title for run in done))


def _happenings(house: House, monday: date, sunday: date) -> list[str]:
    found = house.store.shelf(Happening).between(monday, sunday)
    return [f"{in_words(each.day)}: {each.title}. You wrote it down, and went on." for each in found if each.day]
