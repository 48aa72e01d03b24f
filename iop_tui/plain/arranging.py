"""The plan by weeks, line by line, and every way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.chosen import step
from iop_tui.plain.places import inside
from iop_tui.services import arranging, overview, sharing

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.overview import View

NONE = "There is no plan yet. Take another plan offers some; you can change every part of it."
NO_EARLIER = "There is no earlier plan yet. When you take another one, the one before is listed here with its dates."
MEANS = (
    "You are in the week of the first unit that is not done. The calendar has no say in it, so nothing is ever late.",
    "A unit that is done once counts as done, also from an earlier plan. You can do any unit again.",
)


def open_plan(talk: Talk) -> None:
    """Be at the plan."""
    inside(
        talk,
        "Your plan",
        look,
        lambda: [
            ("Move a unit one place earlier or later", move),
            ("Leave a unit out", leave_out),
            ("Bring back a unit that is left out", bring_back),
            ("Add any unit", add),
            ("Take another plan; what you did and changed stays", switch),
            ("How many units a week", change_pace),
            ("Which module comes first", put_first),
            ("Hear the plans before this one", earlier),
            ("Hear the whole plan", hear),
        ],
    )


def look(talk: Talk) -> None:
    """Say which plan it is, and its weeks."""
    view = overview.view(talk.house)
    if view is None:
        talk.say(NONE)
        return
    done = f" {view.done(view.items)}." if view.items else ""
    talk.say(f"{overview.about(talk.house, view.plan)}{done}")
    talk.say(*(f"{words.OTHER_COPY} {each}." for each in overview.other_copies(talk.house, view.plan)))
    talk.say(*(f"{week.title}: {view.done(found)}" for week, found in view.weeks), *MEANS)
    if view.left_out:
        talk.say("Left out: " + ", ".join(view.headers[each].title for each in view.left_out))


def _pick(talk: Talk, question: str) -> tuple[View, str] | None:
    """A unit of the plan, by its week."""
    view = overview.view(talk.house)
    if view is None or not view.items:
        talk.say(NONE)
        return None
    week = talk.pick("In which part of the plan?", [(week.title, found) for week, found in view.weeks])
    item = talk.pick(question, [(view.headers[each.unit].title, each) for each in week]) if week else None
    return (view, item.unit) if item is not None else None


def _called(talk: Talk, unit: str) -> str:
    header = talk.house.library.header(unit)
    return header.name if header else unit


def move(talk: Talk) -> None:
    """One place earlier or later."""
    picked = _pick(talk, "Which unit is to be moved?")
    by = talk.pick("Which way?", [("Earlier", -1), ("Later", 1)]) if picked else None
    if picked is None or by is None:
        return
    view, unit = picked
    to = step(view.items, unit, by)
    if to is None:
        talk.say("It stands at the end of the plan already.")
    elif talk.act(arranging.move, to, view.plan, undo_as=f"moved {_called(talk, unit)}") is not None:
        talk.say("Moved.")


def leave_out(talk: Talk) -> None:
    """Leave a unit out."""
    picked = _pick(talk, "Which unit is to be left out?")
    if picked is None:
        return
    view, unit = picked
    if talk.act(arranging.leave_out, unit, view.plan, undo_as=f"left {_called(talk, unit)} out") is not None:
        talk.say(f"{_called(talk, unit)} is left out. undo brings it back.")


def bring_back(talk: Talk) -> None:
    """A unit that is left out."""
    view = overview.view(talk.house)
    if view is None or not view.left_out:
        talk.say("Nothing is left out.")
        return
    unit = talk.pick("Which unit?", [(view.headers[each].title, each) for each in view.left_out])
    if unit is not None and talk.act(arranging.bring_back, unit, view.plan, undo_as=f"brought {_called(talk, unit)} back") is not None:
        talk.say("It stands where it stood.")


def add(talk: Talk) -> None:
    """Any unit, after one of the plan or at its end."""
    from iop_tui.plain.learn import pick_unit

    view = overview.view(talk.house)
    if view is None:
        talk.say(NONE)
        return
    header = pick_unit(talk, "Add which unit?")
    if header is None:
        return
    after = ""
    if view.items and talk.is_yes("Put it after a unit of the plan, rather than at the end?"):
        picked = _pick(talk, "After which unit?")
        after = picked[1] if picked else ""
    if header.id != after and talk.act(arranging.add, header.id, after, view.plan, undo_as=f"added {header.name}") is not None:
        talk.say("Added.")


def switch(talk: Talk) -> None:
    """Another plan."""
    view = overview.view(talk.house)
    now = overview.title(talk.house, view.plan) if view else ""
    rows = [
        (f"{each.title}. {'Your plan now. ' if each.title == now else ''}{each.summary}", each) for each in arranging.choices(talk.house)
    ]
    choice = talk.pick("Which plan? It can be changed at any time.", rows)
    if choice is None or choice.title == now:
        return
    if talk.act(arranging.switch, choice, view.plan if view else None, undo_as=f"took {choice.title}") is not None:
        talk.say(f"Your plan: {choice.title}. What you did, moved, added and left out is still here.")


def change_pace(talk: Talk) -> None:
    """How many units a week."""
    _change(talk, "How many units a week?", list(arranging.paces().items()), arranging.change_pace, "changed the pace")


def put_first(talk: Talk) -> None:
    """Which module comes first."""
    view = overview.view(talk.house)
    named = [each for _track, found in overview.modules(talk.house, view) for each in found] if view else []
    rows = [(arranging.NO_MODULE_FIRST, ""), *named]
    _change(talk, "Which module first?", rows, arranging.put_first, "changed what comes first")


def _change(talk: Talk, question: str, rows: list[tuple[str, Any]], act: Any, what: str) -> None:
    view = overview.view(talk.house)
    if view is None:
        talk.say(NONE)
        return
    picked = talk.pick(question, rows)
    if picked is not None and talk.act(act, picked, view.plan, undo_as=what) is not None:
        talk.say("Changed.")


def earlier(talk: Talk) -> None:
    """The plans before this one, with their dates."""
    plans = overview.earlier(talk.house)
    talk.say(*(f"{overview.title(talk.house, each)}: {overview.lived(talk.house, each)}" for each in plans) if plans else (NO_EARLIER,))


def hear(talk: Talk) -> None:
    """Every unit with its state and its reason."""
    talk.page(sharing.plan_page(talk.house))
