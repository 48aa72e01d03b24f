"""What a program may cost: the order in which a US health plan pays, as arithmetic that can be followed by hand.

Amounts are `Decimal` money of any currency. Deductible, copay, coinsurance and out-of-pocket maximum are meant as in the US Uniform
Glossary of Health Coverage and Medical Terms (2019).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import ClassVar

from iop_tui.domain.numbers import many, number_text
from iop_tui.values import dataclass, replace

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is known of a program and a plan. None is what nobody has said yet."""

    SELF_PAY: ClassVar[str] = "I pay it myself"

    weeks: Decimal | None = None
    days: Decimal | None = None
    """Days a week, 0 to 7."""
    counted: int | None = None
    """Sessions as a schedule has them, in the place of weeks and days."""
    price: Decimal | None = None
    """Of one session: what the plan allows, or without a plan the program's own."""
    paid: str = ""
    """`SELF_PAY`, or in the unit's words how the plan takes part."""
    deductible: Decimal = ZERO
    """What is left of it, as is `maximum`."""
    maximum: Decimal | None = None
    copay: Decimal | None = None
    coinsurance: Decimal | None = None
    """One's own part, 0 to 100."""
    is_deductible_first: bool | None = None
    """Whether a copay begins only after the deductible."""
    allowed: int | None = None
    """Sessions that the plan pays for; None where it has set no limit."""
    gap: Decimal = ZERO
    """What an out-of-network program charges above the price that the plan allows, each session."""
    sliding: Decimal = ZERO
    """What a sliding scale takes off, 0 to 100, for who pays it all."""

    @property
    def sessions(self) -> int:
        return ceil((self.weeks or ZERO) * (self.days or ZERO)) if self.counted is None else self.counted

    @property
    def needed(self) -> tuple[str, ...]:
        """What has to be known before there is any sum."""
        missing = [
            name
            for name, value in (("weeks", self.weeks), ("days a week", self.days), ("the price of one session", self.price))
            if value is None
        ]
        if self.paid != self.SELF_PAY and self.copay is None and self.coinsurance is None:
            missing.append("a copay or a coinsurance, or that you pay it yourself")
        return tuple(missing)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sum, with every step of it as a sentence."""

    sessions: int
    share: Decimal
    """One's own part of the covered sessions; never more than the maximum that is left."""
    uncovered: Decimal
    """Sessions that the plan does not pay for, and gaps; nothing caps these."""
    steps: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        return self.share + self.uncovered


def estimate(terms: Terms) -> Estimate:
    """The sum for terms that lack nothing (`Terms.needed` is empty)."""
    price = terms.price or ZERO
    sessions = terms.sessions
    steps = [f"{many(terms.weeks or ZERO, 'week')} x {many(terms.days or ZERO, 'day')} = {many(sessions, 'session')}."]
    if terms.counted is not None:
        steps = [f"By your schedule: {many(sessions, 'session')} in {many(terms.weeks or ZERO, 'week')}."]
    if terms.paid == Terms.SELF_PAY:
        return _self_pay(terms, price, sessions, steps)
    covered = sessions if terms.allowed is None else min(sessions, terms.allowed)
    if covered < sessions:
        steps.append(f"The plan pays toward {covered} of them.")
    share = _with_copay(terms, covered, price, steps) if terms.copay is not None else _with_coinsurance(terms, covered, price, steps)
    if terms.maximum is not None and share > terms.maximum:
        steps.append(f"Only {money(terms.maximum)} is left until the maximum, so it stops there.")
        share = terms.maximum
    uncovered = (sessions - covered) * price
    if covered < sessions:
        steps.append(f"Not covered: {sessions - covered} x {money(price)} = {money(uncovered)}. No maximum caps this.")
    if terms.gap:
        gaps = sessions * terms.gap
        steps.append(f"The gap out of network: {sessions} x {money(terms.gap)} = {money(gaps)}. Often no maximum caps this.")
        uncovered += gaps
    return Estimate(sessions, share, uncovered, tuple(steps))


def _self_pay(terms: Terms, price: Decimal, sessions: int, steps: list[str]) -> Estimate:
    full = sessions * price
    steps.append(f"{sessions} x {money(price)} = {money(full)}.")
    off = _part(full, terms.sliding)
    if off:
        steps.append(f"A sliding scale takes off {number_text(terms.sliding)} of each 100: {money(off)}.")
    return Estimate(sessions, ZERO, full - off, tuple(steps))


def _with_coinsurance(terms: Terms, covered: int, price: Decimal, steps: list[str]) -> Decimal:
    full = covered * price
    steps.append(f"{covered} x {money(price)} = {money(full)}.")
    first = min(terms.deductible, full)
    if first:
        steps.append(f"Toward the deductible you pay {money(first)}.")
    part = terms.coinsurance or ZERO
    own = _part(full - first, part)
    steps.append(f"Of the {'other ' if first else ''}{money(full - first)}, your {number_text(part)} of each 100 is {money(own)}.")
    return first + own


def _with_copay(terms: Terms, covered: int, price: Decimal, steps: list[str]) -> Decimal:
    copay = min(terms.copay or ZERO, price)
    if not (terms.is_deductible_first and terms.deductible and price):
        steps.append(f"{covered} x a copay of {money(copay)} = {money(covered * copay)}.")
        return covered * copay
    first = min(terms.deductible, covered * price)
    full, rest = int(first // price), first % price
    steps.append(f"The deductible comes first: {money(first)} in the first {ceil(first / price)} sessions.")
    within = min(copay, price - rest) if rest else ZERO
    if rest:
        steps.append(f"In the one where it runs out, a copay of {money(within)} more.")
    after = covered - full - (1 if rest else 0)
    steps.append(f"Then {after} x a copay of {money(copay)} = {money(after * copay)}.")
    return first + within + after * copay


def _part(amount: Decimal, of_each_100: Decimal) -> Decimal:
    return (amount * of_each_100 / 100).quantize(CENT, ROUND_HALF_UP)


def money(amount: Decimal) -> str:
    """An amount with a comma at each thousand, and without cents where there are none."""
    text = f"{amount.quantize(CENT, ROUND_HALF_UP):,}"
    return text.removesuffix(".00")


def kind_turn(terms: Terms) -> Terms:
    """What nobody has said is taken as it costs least."""
    return replace(terms, is_deductible_first=bool(terms.is_deductible_first))


def unkind_turn(terms: Terms, weeks: Decimal | None, allowed: int | None) -> Terms:
    """It takes longer, fewer sessions are allowed, and what nobody has said costs most."""
    fewer = [each for each in (terms.allowed, allowed) if each is not None]
    longer = max(filter(None, (terms.weeks, weeks)), default=None)
    return replace(
        terms,
        weeks=longer,
        counted=terms.counted if longer == terms.weeks else None,
        allowed=min(fewer, default=None),
        is_deductible_first=terms.is_deductible_first is not False,
    )
