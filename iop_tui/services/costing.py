"""The cost estimate, from what stands in the fields of its unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import ceil

from iop_tui.domain.commitments import week_of
from iop_tui.domain.cost import ZERO, Estimate, Terms, estimate, kind_turn, money, unkind_turn
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Items, heading, paragraph
from iop_tui.services import scheduling
from iop_tui.services.house import House
from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """What the schedule says of the program."""

    sessions: int
    """Days with a session: programs mostly bill by the day."""
    weeks: Decimal
    days: Decimal
    """A week, rounded up."""


TOOL = "cost"
STANDS_HERE = "Here the program works the sum out from what was filled in, step by step."
NOT_A_QUOTE = "An estimate, not a quote. The bill can still come out higher or lower."
NEEDED = "When these are filled in above, the sum stands here: {names}."
BOTH = "A copay and a coinsurance are both filled in; the sum takes the copay. Empty the one that your plan does not use."
DIFFERS = "These fields make {fields}; your schedule has {plan}. With weeks and days empty, the sum follows the schedule."
NO_SUM = "No sum can be made of these numbers. They are saved as you typed them."


def planned(house: House) -> Planned | None:
    """The sessions of the program as the schedule has them; nothing where its first or last day is not known."""
    span = scheduling.program_span(house)
    if span is None:
        return None
    found = [each for each in scheduling.occurrences(house, *span) if each.session.is_of_program and not each.is_canceled]
    days = {each.on for each in found}
    weeks = len({week_of(day)[0] for day in days})
    return Planned(len(days), Decimal(weeks), Decimal(ceil(len(days) / weeks))) if days else None


def terms_of(values: Mapping[str, Value], plan: Planned | None = None) -> Terms:
    """What is known, from answers by field id; weeks and days that are both empty come from the schedule."""
    first = values.get("deductible-first")
    allowed = _amount(values, "sessions-allowed")
    weeks, days = _amount(values, "weeks"), _amount(values, "days")
    follows = plan is not None and weeks is None and days is None
    return Terms(
        weeks=plan.weeks if follows and plan else weeks,
        days=plan.days if follows and plan else days,
        counted=plan.sessions if follows and plan else None,
        price=_amount(values, "price"),
        paid=str(values.get("network") or ""),
        deductible=_amount(values, "deductible-left") or ZERO,
        maximum=_amount(values, "oop-left"),
        copay=_amount(values, "copay"),
        coinsurance=_amount(values, "coinsurance"),
        is_deductible_first=first == "yes" if first in ("yes", "no") else None,
        allowed=None if allowed is None else int(allowed),
        gap=_amount(values, "gap") or ZERO,
        sliding=_amount(values, "sliding") or ZERO,
    )


def worked_out(values: Mapping[str, Value], plan: Planned | None = None) -> tuple[Block, ...]:
    """The sum for a kind and an unkind turn, step by step, or what is still needed for it."""
    try:
        terms = terms_of(values, plan)
        if terms.needed:
            return (paragraph(NEEDED.format(names=", ".join(terms.needed))),)
        fewer = _amount(values, "sessions-fewer")
        low = estimate(kind_turn(terms))
        high = estimate(unkind_turn(terms, _amount(values, "weeks-long"), None if fewer is None else int(fewer)))
        return (*_page(terms, values, low, high), *_beside(terms, plan))
    except (ArithmeticError, ValueError):
        return (paragraph(NO_SUM),)


def _beside(terms: Terms, plan: Planned | None) -> tuple[Block, ...]:
    """Where the fields say something else than the schedule: both numbers, and how to follow it."""
    if plan is None or terms.sessions == plan.sessions:
        return ()
    return (paragraph(DIFFERS.format(fields=many(terms.sessions, "session"), plan=many(plan.sessions, "session"))),)


def _page(terms: Terms, values: Mapping[str, Value], low: Estimate, high: Estimate) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if low == high:
        blocks += [heading(f"About {money(low.total)}"), _steps(low)]
    else:
        low, high = sorted((low, high), key=lambda each: each.total)
        blocks += [heading(f"In a kind turn: {money(low.total)}"), _steps(low)]
        blocks += [heading(f"In an unkind turn: {money(high.total)}"), _steps(high)]
    if terms.weeks:
        blocks.append(paragraph(f"A week, on average: {_range(low.total / terms.weeks, high.total / terms.weeks)}."))
    months = _amount(values, "months")
    if months:
        each = _range(low.total / months, high.total / months)
        blocks.append(paragraph(f"Over {many(months, 'month')}: {each} a month."))
    aside = (_amount(values, "travel") or ZERO) + (_amount(values, "lost-pay") or ZERO)
    if aside:
        sums = _range(low.sessions * aside, high.sessions * aside)
        blocks.append(paragraph(f"Travel and lost pay come beside it: {sums}. No plan caps these."))
    if terms.paid != Terms.SELF_PAY and terms.copay is not None and terms.coinsurance is not None:
        blocks.append(paragraph(BOTH))
    return (*blocks, paragraph(NOT_A_QUOTE))


def _steps(found: Estimate) -> Items:
    steps = list(found.steps)
    if found.share and found.uncovered:
        steps.append(f"Together: {money(found.share)} + {money(found.uncovered)} = {money(found.total)}.")
    return Items(tuple((paragraph(each),) for each in steps))


def _range(low: Decimal, high: Decimal) -> str:
    low, high = sorted((low, high))
    return money(low) if money(low) == money(high) else f"{money(low)} to {money(high)}"


def _amount(values: Mapping[str, Value], key: str) -> Decimal | None:
    value = values.get(key)
    return Decimal(str(value)) if isinstance(value, (int, float, str)) and value != "" else None
