"""The cost estimate, from what stands in the fields of its unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from iop_tui.domain.cost import ZERO, Estimate, Terms, estimate, kind_turn, money, unkind_turn
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Items, heading, paragraph

TOOL = "cost"
STANDS_HERE = "Here the program works the sum out from what was filled in, step by step."
NOT_A_QUOTE = "An estimate, not a quote. The bill can still come out higher or lower."
NEEDED = "When these are filled in above, the sum stands here: {names}."
BOTH = "A copay and a coinsurance are both filled in; the sum takes the copay. Empty the one that your plan does not use."
NO_SUM = "No sum can be made of these numbers. They are saved as you typed them."


def terms_of(values: Mapping[str, Value]) -> Terms:
    """What is known, from answers by field id."""
    first = values.get("deductible-first")
    allowed = _amount(values, "sessions-allowed")
    return Terms(
        weeks=_amount(values, "weeks"),
        days=_amount(values, "days"),
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


def worked_out(values: Mapping[str, Value]) -> tuple[Block, ...]:
    """The sum for a kind and an unkind turn, step by step, or what is still needed for it."""
    try:
        terms = terms_of(values)
        if terms.needed:
            return (paragraph(NEEDED.format(names=", ".join(terms.needed))),)
        fewer = _amount(values, "sessions-fewer")
        low = estimate(kind_turn(terms))
        high = estimate(unkind_turn(terms, _amount(values, "weeks-long"), None if fewer is None else int(fewer)))
        return _page(terms, values, low, high)
    except (ArithmeticError, ValueError):
        return (paragraph(NO_SUM),)


def _page(terms: Terms, values: Mapping[str, Value], low: Estimate, high: Estimate) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if low == high:
        blocks += [heading(f"About {money(low.total)}"), _steps(low)]
    else:
        low, high = sorted((low, high), key=lambda each: each.total)
        blocks += [heading(f"In a kind turn: {money(low.total)}"), _steps(low)]
        blocks += [heading(f"In an unkind turn: {money(high.total)}"), _steps(high)]
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
