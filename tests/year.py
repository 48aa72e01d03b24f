"""A made-up year of somebody: cards with gaps, skills, marks and scores, and a lapse in the middle. The same seed makes the same year."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from iop_tui.domain.commitments import Checkin, Commitment, on_days
from iop_tui.domain.diary import Card, Target, standard
from iop_tui.domain.measures import Score
from iop_tui.domain.practice import Practice
from iop_tui.domain.record import Record
from iop_tui.services.house import House

TARGETS = {each.title: each for each in standard("both")}
SLEEP, HARD, URGE = TARGETS["hours of sleep"], TARGETS["how hard the day was"], TARGETS["drink or use"]

SKILLS = (
    ("dbt.dt.breath", "Paced breathing", 1.9),
    ("dbt.dt.stop", "STOP: a pause before you act", 1.2),
    ("dbt.dt.tipp", "TIPP: change the body first", 2.8),
    ("dbt.dt.soothe", "Soothe with the senses", 1.4),
    ("sud.core.surf", "Urge surfing", 2.1),
    ("dbt.mf.observe", "Observe", 0.3),
)
"""Unit, title, and by how much it comes down afterward on average."""

PROMISES = (
    Commitment(id=11, title="Evening medicine", starts=date.min),
    Commitment(id=12, title="Call Ana or Priya", rule=on_days(["MO", "TH", "SA"]), starts=date.min),
    Commitment(id=13, title="Walk 20 minutes", times=3, starts=date.min),
)

FEELS_LIKE = {"sadness": 0.0, "fear": 0.6, "anger": -1.5, "shame": -0.4, "how hard the day was": 0.8}
"""By how much each lies beside the distress of the day."""


@dataclass(frozen=True)
class Year:
    """What somebody left behind."""

    today: date
    cards: dict[date, Card]
    uses: tuple[Practice, ...]
    marks: tuple[Checkin, ...]
    scores: tuple[Score, ...]
    """The oldest first."""

    @property
    def lapse(self) -> date:
        return self.today - timedelta(days=182)

    def values(self, target: Target, first: date = date.min) -> dict[date, float]:
        """The numbers of one row of the card, by day."""
        found = {day: card.number(target) for day, card in self.cards.items() if day >= first}
        return {day: value for day, value in found.items() if value is not None}


def year(today: date, days: int = 365, seed: int = 7) -> Year:
    """So many days up to today."""
    chance = random.Random(seed)
    cards: dict[date, Card] = {}
    uses: list[Practice] = []
    marks: list[Checkin] = []
    wave = 0.0
    for ago in range(days - 1, -1, -1):
        day = today - timedelta(days=ago)
        wave = 0.7 * wave + chance.gauss(0, 0.9)
        distress = 4 + 2.5 * ago / days + wave + _lapse(ago)
        if not _is_gap(ago) and chance.random() < 0.84:
            cards[day] = _card(chance, day, distress)
        uses.extend(_uses(chance, day, distress))
        marks.extend(_marks(chance, day, distress))
    return Year(today, cards, tuple(uses), tuple(marks), tuple(sorted(_scores(chance, today, days), key=lambda each: each.day or date.min)))


def keep(house: House, made: Year) -> None:
    """Put all of it into a vault, at once."""
    begun = min(each.day for each in made.marks if each.day)
    records: list[Record] = [*made.cards.values(), *made.uses, *made.marks, *made.scores]
    records += [Commitment(id=each.id, title=each.title, rule=each.rule, times=each.times, starts=begun) for each in PROMISES]

    def job() -> None:
        with house.store.transaction():
            for record in records:
                house.store.shelf(type(record)).put(record)

    house.store.run(job)


def _lapse(ago: int) -> float:
    """How much worse it was around the middle: up in three days, down again in three weeks."""
    since = 182 - ago % 365
    return 0 if not -3 <= since <= 21 else 4 * (1 + since / 3) if since < 0 else 4 * (1 - since / 21)


def _is_gap(ago: int) -> bool:
    """Nothing was written for twelve days after the lapse, and in one week away."""
    return 168 <= ago % 365 <= 179 or 60 <= ago % 365 <= 66


def _card(chance: random.Random, day: date, distress: float) -> Card:
    values: dict[str, float | int | str] = {}
    for title, beside in FEELS_LIKE.items():
        values[str(TARGETS[title].id)] = _rating(distress + beside + chance.gauss(0, 0.8))
    values[str(TARGETS["joy"].id)] = _rating(8 - distress + chance.gauss(0, 1))
    urge = _rating(distress - 1 + chance.gauss(0, 1.2))
    values[str(URGE.id)] = urge
    if chance.random() < 0.9:
        values[str(SLEEP.id)] = round(2 * max(2.5, min(11, 7.6 - distress / 6 + chance.gauss(0, 0.9)))) / 2
    values[str(TARGETS["medicine"].id)] = "not taken" if chance.random() < 0.05 else "taken"
    acted = {str(URGE.id): urge >= 8 and chance.random() < 0.6} if urge > 2 else {}
    return Card(id=Card.id_for(day), day=day, values=values, acted=acted)


def _uses(chance: random.Random, day: date, distress: float) -> Iterable[Practice]:
    for _ in range(chance.choices((0, 1, 2, 3), (40, 40, 15, 5))[0]):
        unit, title, fall = chance.choices(SKILLS, (6, 4, 3, 2, 3, 2))[0]
        before = _rating(distress + 1 + chance.gauss(0, 1.5)) if chance.random() < 0.9 else None
        after = _rating(before - fall + chance.gauss(0, 1.3)) if before is not None and chance.random() < 0.95 else None
        helped = _rating(3 + fall + chance.gauss(0, 1.5)) if chance.random() < 0.8 else None
        yield Practice(unit=unit, title=title, before=before, after=after, helped=helped, day=day)


def _marks(chance: random.Random, day: date, distress: float) -> Iterable[Checkin]:
    for promise, share in zip(PROMISES, (0.9, 0.42, 0.45), strict=True):
        if chance.random() > share:
            continue
        state = chance.choices(("kept", "partly", "missed", "excused"), (max(1, 12 - distress), 1, max(0.5, distress / 3), 0.4))[0]
        yield Checkin(id=Checkin.id_for(promise.id, day), day=day, commitment=promise.id, state=state)


def _scores(chance: random.Random, today: date, days: int) -> Iterable[Score]:
    """Every four weeks one sheet, two weeks later the other."""
    for n in range(days // 14):
        ago = 14 * n + 3
        distress = 4 + 2.5 * ago / days + _lapse(ago)
        sheet, title, highest = ("phq9", "PHQ-9", 27) if n % 2 else ("gad7", "GAD-7", 21)
        total = max(0, min(highest, round((2.3 * distress + chance.gauss(0, 1.5)) * highest / 27)))
        day = today - timedelta(days=ago)
        yield Score(id=Score.id_for(sheet, day), day=day, sheet=sheet, title=title, total=total, lowest=0, highest=highest)


def _rating(value: float) -> int:
    return max(0, min(10, round(value)))
