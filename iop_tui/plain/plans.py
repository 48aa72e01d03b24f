"""The plan for after the program and the safety plan, line by line: part by part, with the same entries as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain import aftercare, safety
from iop_tui.domain.aftercare import Part, PlanEntry
from iop_tui.domain.numbers import many
from iop_tui.domain.safety import SafetyEntry
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import aftercare as plans
from iop_tui.services import afterward, asking, program, sharing
from iop_tui.services.copies import other_copies
from iop_tui.values import dataclass

if TYPE_CHECKING:
    from iop_tui.domain.page import Page
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk
    from iop_tui.services.aftercare import AnyEntry
    from iop_tui.services.house import House


@dataclass(frozen=True)
class Plan:
    """One of the two plans."""

    kind: type[PlanEntry] | type[SafetyEntry]
    name: str
    parts: Sequence[Part]
    entries: Callable[[House], Sequence[AnyEntry]]
    lacking: Callable[[House], tuple[str, ...]]
    save: Callable[..., Any]
    page: Callable[[House], Page]

    def of_part(self, house: House, part: Part) -> list[Any]:
        """The entries of a part in their order."""
        own: list[Any] = [each for each in self.entries(house) if each.part == part.id]
        return list(aftercare.sorted_entries(own, part.id)) if self is AFTER else sorted(own, key=lambda each: each.order)


AFTER = Plan(PlanEntry, "the aftercare plan", aftercare.PARTS, plans.plan, plans.missing, plans.save_plan_values, sharing.aftercare_page)
SAFETY = Plan(
    SafetyEntry, "the safety plan", safety.PARTS, plans.safety_plan, plans.safety_missing, plans.save_safety_values, sharing.safety_page
)


# How it stands


def look(talk: Talk, plan: Plan) -> None:
    """Say every part with its entries, and what is still missing."""
    lacking, copies = set(plan.lacking(talk.house)), other_copies(talk.house, plan.kind.table)
    for part in plan.parts:
        own = plan.of_part(talk.house, part)
        gap = afterward.gap(talk.house) if plan is AFTER and part.id == "stepdown" else ""
        talk.say(f"Heading: {part.title}")
        if (part.missing in lacking or not own) and not gap:
            talk.say(part.missing)
        talk.say(*([gap] if gap else []))
        for number, each in enumerate(own, 1):
            said = [_title(part, each, number), *plans.beside(each, part)]
            talk.say("; ".join([*said, *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, []))]))


def _title(part: Part, entry: AnyEntry, number: int) -> str:
    if part.ordered:
        return f"Step {number}: {entry.first_line()}"
    if isinstance(entry, PlanEntry) and part.id == "signs":
        return f"{str(entry.values.get('rung') or 'early').capitalize()} sign: {entry.first_line()}"
    return entry.first_line()


def look_after(talk: Talk) -> None:
    """Say the plan for after the program, and how what goes with it stands."""
    look(talk, AFTER)
    tools = next((tools for title, tools in program.GROUPS if title == "After"), ())
    talk.say("Heading: Beside the plan", *(f"{each.title}: {each.state(talk.house) or 'nothing yet'}" for each in tools))


# Entries


def _pick(talk: Talk, plan: Plan, question: str, parts: Sequence[str] = ()) -> Any:
    """One entry of the plan, or of some of its parts."""
    own = [part for part in plan.parts if not parts or part.id in parts]
    rows = [(f"{part.title}: {each.first_line()}", each) for part in own for each in plan.of_part(talk.house, part)]
    if not rows:
        talk.say(f"{words.NOTHING_YET} An entry is added with: Add an entry.")
        return None
    return talk.pick(question, rows)


def _part_of(plan: Plan, part_id: str) -> Part:
    return next(each for each in plan.parts if each.id == part_id)


def fill_in(talk: Talk, plan: Plan, entry: Any) -> None:
    """The form of an entry, new or not."""
    part = _part_of(plan, entry.part)
    is_kept = form(
        talk,
        part.title,
        part.fields,
        entry.values,
        key=f"{entry.table}/{entry.id or f'new-{part.id}'}",
        save=lambda values: talk.act(plan.save, entry, values, undo_as=f"changed {plan.name}"),
        intro=part.purpose,
        check=lambda values: "" if values else words.NOTHING_YET,
    )
    if is_kept:
        talk.say("Kept.")


def add(talk: Talk, plan: Plan) -> None:
    """One more entry in any part."""
    part = talk.pick("To which part?", [(each.title, each) for each in plan.parts])
    if part is not None:
        fill_in(talk, plan, plan.kind(part=part.id))


def change(talk: Talk, plan: Plan) -> None:
    """Change an entry."""
    entry = _pick(talk, plan, "Which entry?")
    if entry is not None:
        fill_in(talk, plan, entry)


def remove(talk: Talk, plan: Plan) -> None:
    """Take an entry out."""
    entry = _pick(talk, plan, "Which entry is to be removed?")
    if entry is not None and talk.act(plans.remove_entry, entry, undo_as=f"removed {entry.first_line()}") is not None:
        talk.say("Removed. undo brings it back.")


def hear(talk: Talk, plan: Plan) -> None:
    """The whole plan as a page."""
    talk.page(plan.page(talk.house))


# What only the plan for after the program has


def move(talk: Talk) -> None:
    """Move a step up or down in its part."""
    entry = _pick(talk, AFTER, "Which entry is to be moved?")
    by = talk.pick("Which way?", [("Up", -1), ("Down", 1)]) if entry is not None else None
    if by is not None and talk.act(plans.move_entry, entry, by, undo_as="moved a step") is not None:
        talk.say("Moved.")


def commit(talk: Talk) -> None:
    """Make a daily thing a commitment."""
    from iop_tui.plain.keep import promise

    entry = _pick(talk, AFTER, "Which daily thing?", ("daily",))
    if entry is not None:
        promise(talk, plans.commitment_from(talk.house, entry))


def agree(talk: Talk) -> None:
    """An entry, or a whole part, that is agreed with somebody."""
    rows: list[tuple[str, tuple[str, list[Any]]]] = []
    for part in AFTER.parts:
        own = AFTER.of_part(talk.house, part)
        rows += [(f"All of: {part.title}", (part.id, own))] if own else []
        rows += [(f"{part.title}: {each.first_line()}", (str(each.id), [each])) for each in own]
    if not rows:
        talk.say("Nothing stands in the plan yet. It can be agreed when something does.")
        return
    picked = talk.pick("What was agreed?", rows)
    if picked is None:
        return
    which, found = picked

    def save(values: dict[str, Any]) -> Any:
        done = talk.act(plans.agree, found, values, undo_as="what was agreed")
        if done is not None and done.value:
            talk.say(f"{many(done.value, 'question')} added. They stand on Today.")
        return done

    intro = found[0].first_line() if len(found) == 1 else f"{aftercare.part(found[0].part).title}: {many(len(found), 'entry')}"
    values = plans.agreed_values(talk.house, found)
    if form(talk, "Agreed with somebody", plans.AGREED, values, key=f"agreed/{which}", save=save, intro=intro):
        talk.say("Kept.")


def ask_about_the_gap(talk: Talk) -> None:
    """Put the way to the first visit on the list of questions."""
    said = afterward.gap(talk.house)
    talk.say(said or "The last day of the program, and a first visit after it, are not both known yet.")
    if not afterward.is_gap_open(talk.house) or not talk.is_yes("Put it on your list of questions?"):
        return
    done = talk.act(asking.ask, aftercare.GAP_ASK, "my team", undo_as="a question")
    if done is not None:
        talk.say("Added. It stands on Today." if done.value else "It is among your questions already.")


def beside(talk: Talk) -> None:
    """What goes with the plan and is kept elsewhere."""
    from iop_tui.plain.tools import open_tool

    tools = next((tools for title, tools in program.GROUPS if title == "After"), ())
    tool = talk.pick("Which one?", [(each.title, each) for each in tools])
    if tool is not None:
        open_tool(talk, tool.id)


# Places


def _acts(plan: Plan) -> list[tuple[str, Do]]:
    from iop_tui.plain.versions import open_versions

    return [
        ("Add an entry", lambda talk: add(talk, plan)),
        ("Change an entry", lambda talk: change(talk, plan)),
        ("Remove an entry", lambda talk: remove(talk, plan)),
        ("Hear the whole plan", lambda talk: hear(talk, plan)),
        ("Earlier versions, and what was changed when", lambda talk: open_versions(talk, plan.kind.table)),
    ]


def open_safety(talk: Talk) -> None:
    """Be at the safety plan."""
    inside(talk, "Safety plan", lambda talk: look(talk, SAFETY), lambda: _acts(SAFETY))


after_add, after_change, after_remove, after_hear = (partial(each, plan=AFTER) for each in (add, change, remove, hear))
safety_add, safety_change, safety_remove, safety_hear = (partial(each, plan=SAFETY) for each in (add, change, remove, hear))
