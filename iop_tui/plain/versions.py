"""Earlier versions of a plan, line by line; nothing in them can be changed, and an entry can be copied back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.plain.places import inside, of_one
from iop_tui.services import aftercare as plans
from iop_tui.services import versions

if TYPE_CHECKING:
    from iop_tui.domain.versions import Held, Version
    from iop_tui.plain.talk import Talk

NONE_YET = "Nothing here yet. From the first change on, each day on which the plan changes is kept as it stood in the evening."


def open_versions(talk: Talk, plan: str) -> None:
    """Be at the versions of a plan."""
    inside(
        talk,
        "Earlier versions",
        lambda talk: look(talk, plan),
        lambda: [
            ("Hear the plan as it stood on a day", lambda talk: hear(talk, plan)),
            ("Copy an entry into the plan of today", lambda talk: copy_back(talk, plan)),
            ("Take an entry out of every earlier version", lambda talk: forget(talk, plan)),
        ],
    )


def which(talk: Talk) -> str | None:
    """One of the two plans."""
    return talk.pick("Of which plan?", [(title, table) for table, title in versions.TITLES.items()])


def look(talk: Talk, plan: str) -> None:
    """Say the days on which the plan changed, and what changed."""
    found = versions.told(talk.house, plan)
    talk.say(*(f"{each.title}: {'; '.join(each.lines)}" for each in found) if found else (NONE_YET,))


def _pick(talk: Talk, plan: str) -> Version | None:
    found = versions.told(talk.house, plan)
    if not found:
        talk.say(NONE_YET)
        return None
    return talk.pick("Of which day?", [(each.title, each.version) for each in found])


def _pick_entry(talk: Talk, plan: str) -> Held | None:
    version = _pick(talk, plan)
    if version is None:
        return None
    since = versions.now_and_then(talk.house, version)
    gone, changed = {each.id for each in since.removed}, {each.id for each in since.changed}
    how = {**dict.fromkeys(gone, ", not in the plan now"), **dict.fromkeys(changed, ", reads otherwise now")}
    return talk.pick("Which entry?", [(f"{each.first_line()}{how.get(each.id, '')}", each) for each in versions.in_order(version)])


def hear(talk: Talk, plan: str) -> None:
    """The plan of a day as a page."""
    version = _pick(talk, plan)
    if version is not None:
        talk.page(versions.page(version))


def copy_back(talk: Talk, plan: str) -> None:
    """An older entry into the plan of today."""
    held = _pick_entry(talk, plan)
    done = talk.act(plans.bring_back, held, plan, undo_as="copied an older entry back") if held is not None else None
    if done is not None:
        talk.say("Copied into the plan of today." if done.value else "It stands in the plan of today as it is.")


def forget(talk: Talk, plan: str) -> None:
    """An entry out of every earlier version."""
    held = _pick_entry(talk, plan)
    if held is not None and talk.act(plans.forget, held, plan, undo_as="removed from earlier versions") is not None:
        talk.say("Gone from every earlier version. undo brings it back.")


choose, copy_back_of_one, forget_of_one = (of_one(which, each) for each in (open_versions, copy_back, forget))
