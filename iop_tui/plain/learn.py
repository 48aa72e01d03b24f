"""Learn, line by line: the plan's order, every unit, and finding a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.fields import Field, read
from iop_tui.domain.page import Block, heading, paragraph
from iop_tui.plain.filling import fill_in
from iop_tui.plain.units import open_unit
from iop_tui.services import finder, overview, planning

if TYPE_CHECKING:
    from iop_tui.domain.unit import Header
    from iop_tui.plain.talk import Talk
    from iop_tui.services.overview import View

EMPTY = "No units were found. The program's modules folder may be missing; iop where shows where it looks."
STRENGTH = Field(id="strength", kind="scale", label="How strong is it?", min=0, max=10)
TIMES = (("Five minutes", 5), ("Ten minutes", 10))


def look(talk: Talk) -> None:
    """Say where one is in the plan, and the week of now."""
    done = len(planning.finished_units(talk.house))
    plan = overview.view(talk.house)
    talk.say(*([f"{done} units done."] if done else []))
    if plan is None or plan.next is None:
        talk.say("No unit of a plan waits. Any unit can be done, in any order.")
    else:
        talk.say(f"Your plan: {plan.place}.")
        for week, found in plan.weeks:
            if any(each is plan.next for each in found):
                talk.say(f"Heading: {week.title}, {plan.done(found)}", *(line(plan, each.unit) for each in found))
    problems = [each for each in talk.house.library.problems if each.level == "error"]
    talk.say(*([f"Left out: {problems[0]}; iop check lists all."] if problems else []))


def line(plan: View, unit: str) -> str:
    """A unit of the plan with its state."""
    header = plan.headers[unit]
    return f"{header.title}, {plan.state(unit)}, {header.minutes} minutes"


def of_plan(talk: Talk) -> None:
    """The whole plan by weeks, and then open any unit of it."""
    plan = overview.view(talk.house)
    if plan is None or not plan.items:
        choose(talk)
        return
    week = talk.pick("Which part of the plan?", [(f"{week.title}, {plan.done(found)}", found) for week, found in plan.weeks])
    if week is not None:
        item = talk.pick("Which unit?", [(f"{line(plan, each.unit)}. {plan.note(each)}", each) for each in week])
        if item is not None:
            open_unit(talk, item.unit)


def pick_module(talk: Talk) -> list[Header]:
    """The units of one module; none when nothing was picked."""
    library, age = talk.house.library, talk.house.settings().age
    rows: list[tuple[str, list[Header]]] = []
    for track in library.tracks():
        for module in library.modules_of(track.id):
            own = [each for each in library.units_of(module.id) if each.is_for(age)]
            rows += [(f"{track.title}: {module.title}, {len(own)} units", own)] if own else []
    if not rows:
        talk.say(EMPTY)
        return []
    return talk.pick("Which module?", rows) or []


def pick_unit(talk: Talk, question: str = "Which unit?") -> Header | None:
    """Any unit, by its module."""
    units, states = pick_module(talk), planning.unit_states(talk.house)
    if not units:
        return None
    rows = [(f"{each.title}, {states.get(each.id, 'to do')}, {each.minutes} minutes. {each.summary}", each) for each in units]
    return talk.pick(question, rows)


def choose(talk: Talk) -> None:
    """Any unit, by track and module."""
    header = pick_unit(talk)
    if header is not None:
        open_unit(talk, header.id)


def about(talk: Talk) -> None:
    """What a track and a module are about."""
    units = pick_module(talk)
    if not units:
        return
    blocks: list[Block] = []
    for opening in (talk.house.library.opening(units[0].track), talk.house.library.opening(units[0].module)):
        if opening is not None:
            blocks.extend((heading(opening.title), paragraph(opening.summary), *talk.house.library.opening_text(opening.id)))
            blocks.extend(paragraph(text) for text in (opening.get_help, opening.footer) if text)
    talk.show(blocks)


def find(talk: Talk) -> None:
    """A skill by what one feels or what it is about, how strong it is, and the minutes there are."""
    feelings, situations = finder.tags(talk.house)
    rows = [("anything", ""), *((f"I feel: {each}", each) for each in feelings), *((f"It is about: {each}", each) for each in situations)]
    tag = talk.pick("What is it about?", rows)
    if tag is None:
        return
    strength = read(STRENGTH, fill_in(talk, STRENGTH))
    minutes = talk.pick("How much time is there?", TIMES, none="Enter for any time")
    found = finder.skills_for(talk.house, tag, strength if isinstance(strength, int) else None, minutes)
    if not found:
        talk.say("No skill is made for exactly this. Another number, or more time, finds more.")
        return
    skills = [(f"{each.header.title}, {each.header.minutes} minutes. {each.why or each.header.summary}", each.header) for each in found]
    header = talk.pick("Which skill?", skills)
    if header is None:
        return
    if talk.pick("Now?", [("Open it", "open"), ("I tried it: how it went", "tried")], none="Enter opens it") == "tried":
        from iop_tui.plain.practicing import tell

        tell(talk, header)
    else:
        open_unit(talk, header.id)
