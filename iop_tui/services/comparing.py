"""Programs side by side: the person's weights, which programs stand there, and the page of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iop_tui.domain import compare
from iop_tui.domain.answers import Kept
from iop_tui.domain.books.programs import NOT_ASKED, PROGRAMS, Program
from iop_tui.domain.compare import SIDE_BY_SIDE, Comparison, Score
from iop_tui.domain.fields import Value
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Items, Page, Table, heading, paragraph, plain
from iop_tui.domain.settings import THE_ONE
from iop_tui.services import listing
from iop_tui.services.copies import settle
from iop_tui.services.house import House, act
from iop_tui.values import replace

TITLE = "Programs side by side"
NONE = "Nothing stands side by side yet. Write a program or two into your list, and what you find out about each; here they get one table."
HOW = (
    "A score is the sum of weight x rating, divided by the weights of what is known. Weights are yours, 0 to 10. A yes or a match "
    "counts 10, partly 5, a no 0; a scale counts as you set it; several answers count as their mean. "
    "What is not checked or not asked is left out: it is never counted as a yes.",
    "A score of little that is known says little. Signs to be wary, and what you cannot do without, stand above any score.",
)
BEST = (
    "Without marks, the three with the most points so far stand here. "
    "What is not known adds none, and one with a sign to be wary comes later."
)


def comparison(house: House) -> Comparison:
    return house.store.shelf(Comparison).get(THE_ONE) or Comparison(id=THE_ONE)


def programs(house: House) -> list[Program]:
    """All of them, in the order of the list."""
    return [each for each in listing.items(house, PROGRAMS) if isinstance(each, Program)]


def fresh(house: House, **values: Value) -> Program:
    """A program that is not kept yet, with a row for each need that was named before."""
    told = house.settings().need
    needs = dict.fromkeys(["mental health", "substance use"] if told == "both" else [told])
    needs |= dict.fromkeys(need for each in programs(house) for need in each.needs)
    rows = [{"need": need, "fits": NOT_ASKED} for need in list(needs)[:10]]
    return Program(values={"needs": rows, **values})


WEIGHING = "0 does not matter and is left out of the score; 10 matters as much as can be. An empty line takes its starting weight."


def weights(kept: Comparison) -> dict[str, Value]:
    """The weights that count now, by the field of each."""
    return {each.id: kept.weight(each) for each in compare.CRITERIA}


@act
def weigh(house: House, before: Comparison, values: Mapping[str, Value]) -> Comparison:
    """Keep how much each thing matters; where another window has weighed since, both are kept."""
    now = comparison(house)
    seen = now if now.values == before.values else replace(before, chosen=now.chosen)
    settle(house, seen)
    return house.store.shelf(Comparison).put(replace(seen, values=dict(values))).record


def others(house: House) -> list[str]:
    """The weights of another window, in words, until one weighs again."""
    return [Comparison(values=each.body.get("values", {})).told() for each in house.store.shelf(Kept).where(of_table=Comparison.table)]


@act
def mark(house: House, program: Program) -> Comparison:
    """Put a program among those that stand side by side, or take it out; a fourth one takes the place of the first."""
    before = comparison(house)
    there = [each.id for each in programs(house) if each.id in before.chosen]
    kept = [which for which in before.chosen if which in there and which != program.id]
    chosen = kept if program.id in before.chosen else [*kept, program.id][-SIDE_BY_SIDE:]
    return house.store.shelf(Comparison).put(replace(before, chosen=tuple(chosen))).record


def scores(house: House) -> list[Score]:
    """The programs that stand side by side."""
    return compare.side_by_side(programs(house), comparison(house), house.settings().need)


def state(house: House) -> str:
    """How it stands, in a few words."""
    count = sum(1 for each in house.store.shelf(Program).all() if not each.is_off)
    return many(min(count, SIDE_BY_SIDE), "program") if count else ""


def blocks(house: House, shown: Callable[[str], str] = str) -> tuple[Block, ...]:
    """Signs to be wary first, then the scores with what they come from, then the facts. `shown` shortens a cell."""
    found = scores(house)
    if not found:
        return (paragraph(NONE),)
    wary = [f"{shown(each.program.name)}: {shown('; '.join(each.program.flags))}" for each in found if each.program.flags]
    first: list[Block] = [heading("Signs to be wary"), Items(tuple((paragraph(each),) for each in wary))] if wary else []
    rows = [("Score", [_score(each) for each in found])]
    for number, criterion in enumerate(compare.CRITERIA):
        across = [each.rows[number] for each in found]
        rows.append((f"{criterion.title} x{across[0].weight}", [each.cell for each in across]))
    needs = dict.fromkeys(need for each in found for need in each.program.needs)
    rows += [(f"Need: {need}", [each.program.needs.get(need, NOT_ASKED) for each in found]) for need in needs]
    facts = {title: [compare.fact(each.program, names) for each in found] for title, names in compare.FACTS}
    empty = [title for title, cells in facts.items() if all(cell in (compare.NOT_NOTED, NOT_ASKED) for cell in cells)]
    rows += [(title, cells) for title, cells in facts.items() if title not in empty]
    table = Table(
        (plain(""), *(plain(shown(each.program.name)) for each in found)),
        tuple((plain(shown(title)), *(plain(shown(cell)) for cell in cells)) for title, cells in rows),
        side_by_side=True,
    )
    still = [paragraph(f"Nothing noted yet of: {', '.join(empty)}. These can be questions for the next call.")] if empty else []
    return (*first, table, *still)


def _score(score: Score) -> str:
    wary = len(score.program.flags)
    return f"{score.line}; {many(wary, 'sign')} to be wary" if wary else score.line


def explain(house: House) -> tuple[str, ...]:
    """How every score came about, with the person's own numbers."""
    found = scores(house)
    return (*(each.explain() for each in found), *HOW, BEST) if found else (NONE,)


def page(house: House) -> Page:
    """Programs side by side, with how each score came about."""
    reasons: list[Block] = [heading("How the scores come about"), *(paragraph(each) for each in explain(house))]
    return Page(TITLE, (*blocks(house), *(reasons if scores(house) else ())))
