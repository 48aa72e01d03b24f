"""People, support groups, and groups and places, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain import contacts, resources
from iop_tui.domain.aftercare import PlanEntry, has_help, part
from iop_tui.domain.books.logistics import SESSIONS
from iop_tui.domain.sessions import SUPPORT, Session
from iop_tui.plain import books, plans
from iop_tui.plain.places import inside
from iop_tui.services import aftercare, groups, listing
from iop_tui.services.copies import other_copies

if TYPE_CHECKING:
    from iop_tui.domain.resources import Resource
    from iop_tui.plain.talk import Talk


def _own(talk: Talk, part_id: str) -> list[PlanEntry]:
    return [each for each in aftercare.plan(talk.house) if each.part == part_id]


def _pick(talk: Talk, part_id: str, question: str) -> PlanEntry | None:
    found = _own(talk, part_id)
    if not found:
        talk.say(part(part_id).missing)
        return None
    return talk.pick(question, [(each.first_line(), each) for each in found])


def _change(talk: Talk, part_id: str) -> None:
    entry = _pick(talk, part_id, "Which one?")
    if entry is not None:
        plans.fill_in(talk, plans.AFTER, entry)


def _remove(talk: Talk, part_id: str) -> None:
    entry = _pick(talk, part_id, "Which one is to be removed?")
    if entry is not None and talk.act(aftercare.remove_entry, entry, undo_as=f"removed {entry.first_line()}") is not None:
        talk.say("Removed. undo brings it back.")


def _told(talk: Talk, entry: PlanEntry, note: str) -> str:
    copies = other_copies(talk.house, PlanEntry.table).get(entry.id, [])
    return "; ".join(each for each in (entry.first_line(), note, *(f"{words.OTHER_COPY} {copy}" for copy in copies)) if each)


# People


def open_people(talk: Talk) -> None:
    """Be at the people on one's side."""
    inside(
        talk,
        aftercare.PEOPLE,
        look_at_people,
        lambda: [
            ("Write one more person or place down", lambda talk: plans.fill_in(talk, plans.AFTER, PlanEntry(part="people"))),
            ("In touch today", in_touch),
            ("Change one: number, role, next small contact", lambda talk: _change(talk, "people")),
            ("Remove one", lambda talk: _remove(talk, "people")),
            ("Hear the list as a page", lambda talk: talk.page(aftercare.people_page(talk.house))),
        ],
    )


def look_at_people(talk: Talk) -> None:
    """Say everybody by what they are to one."""
    entries = _own(talk, "people")
    if not has_help(entries):
        talk.say(part("people").missing)
    for role, group in contacts.by_role(entries):
        talk.say(f"Heading: {role}", *(_told(talk, each, contacts.note(each)) for each in group))


def in_touch(talk: Talk) -> None:
    """One was in touch with somebody today."""
    entry = _pick(talk, "people", "With whom?")
    if entry is not None and talk.act(aftercare.in_touch, entry, undo_as="in touch today") is not None:
        talk.say("Noted: in touch today.")


# Support groups


def open_groups(talk: Talk) -> None:
    """Be at the support groups."""
    inside(
        talk,
        groups.TITLE,
        look_at_groups,
        lambda: [
            ("Write one more group down", new_group),
            ("I was there: mark the last meeting, or take the mark away", was_there),
            ("Change one: day and time, the way, did I like it", _change_group),
            ("Remove one", _remove_group),
            ("Hear the list as a page", lambda talk: talk.page(groups.page(talk.house))),
        ],
    )


def look_at_groups(talk: Talk) -> None:
    """Say every group, and how often one was there."""
    found = groups.groups(talk.house)
    talk.say(
        *("; ".join(part for part in (each.session.title, each.times, each.note) if part) for each in found) if found else (groups.EMPTY,)
    )


def _pick_group(talk: Talk) -> Session | None:
    found = groups.groups(talk.house)
    if not found:
        talk.say(groups.EMPTY)
        return None
    return talk.pick("Which group?", [(each.session.title, each.session) for each in found])


def new_group(talk: Talk) -> None:
    """One more support group."""
    books.fill_in(talk, SESSIONS, Session(values={"kind": SUPPORT, "every": "every week"}), "support")


def was_there(talk: Talk) -> None:
    """The last meeting of a group as attended; once more takes the mark away."""
    session = _pick_group(talk)
    if session is None:
        return
    at, marking = groups.marking(talk.house, session)
    if marking.act is None or talk.act(marking.act, at, *marking.arguments, undo_as="a mark") is not None:
        talk.say(marking.says)


def _change_group(talk: Talk) -> None:
    session = _pick_group(talk)
    if session is not None:
        books.fill_in(talk, SESSIONS, session)


def _remove_group(talk: Talk) -> None:
    session = _pick_group(talk)
    if session is not None and talk.act(listing.remove, SESSIONS, session, undo_as=f"removed {session.title}") is not None:
        talk.say("Removed. undo brings it back.")


# Groups and places


def open_resources(talk: Talk) -> None:
    """Be at the groups and places: one's own, and the starter list."""
    inside(
        talk,
        aftercare.RESOURCES,
        look_at_resources,
        lambda: [
            ("Look for some words in the starter list", look_into),
            ("Copy one of the starter list into my plan", copy),
            ("Write one of my own down", lambda talk: plans.fill_in(talk, plans.AFTER, PlanEntry(part="resources"))),
            ("A favorite of mine, or no more", favorite),
            ("Change one of my own", lambda talk: _change(talk, "resources")),
            ("Remove one of my own", lambda talk: _remove(talk, "resources")),
            ("Hear everything as a page", lambda talk: talk.page(aftercare.resources_page(talk.house))),
        ],
    )


def look_at_resources(talk: Talk) -> None:
    """Say one's own; the starter list is asked for."""
    mine = resources.own(_own(talk, "resources"))
    talk.say(*([_told(talk, each, resources.note(each)) for each in mine] or ["None of your own stands here yet."]))
    talk.say(f"{len(talk.house.library.resources())} stand in the starter list, to look into.", resources.NO_ONE_PATH)


def look_into(talk: Talk) -> None:
    """One of the starter list in full, found by words."""
    wanted = talk.ask("A few words, or Enter for all of them:").casefold().split()
    found = [
        each for each in talk.house.library.resources() if resources.fits(wanted, each.name, each.kind, each.what, each.who, each.find)
    ]
    if not found:
        talk.say("None with these words.")
        return
    one = talk.pick("Which one?", [(f"{each.name}: {each.kind}; {each.who}", each) for each in found])
    if one is None:
        return
    talk.say(one.name)
    talk.show(resources.in_full(one)[1:])
    if resources.is_in(one, _own(talk, "resources")) is None and talk.is_yes("Copy it into your plan?"):
        _copy(talk, one)


def copy(talk: Talk) -> None:
    """One of the starter list into the plan."""
    mine = _own(talk, "resources")
    rows = [(f"{each.name}{', in mine' if resources.is_in(each, mine) else ''}", each) for each in talk.house.library.resources()]
    one = talk.pick("Which one?", rows)
    if one is None:
        return
    if resources.is_in(one, mine):
        talk.say("It is among your own already.")
    else:
        _copy(talk, one)


def _copy(talk: Talk, one: Resource) -> None:
    if talk.act(aftercare.copy_resource, one, undo_as=f"copied {one.name}") is not None:
        talk.say("Copied. It stands in your plan now.")


def favorite(talk: Talk) -> None:
    """A favorite, or no more; one of the starter list is copied first."""
    mine = resources.own(_own(talk, "resources"))
    rows: list[tuple[str, PlanEntry | Resource]] = [
        (f"{each.first_line()}{', a favorite' if resources.is_favorite(each) else ''}", each) for each in mine
    ]
    rows += [(each.name, each) for each in talk.house.library.resources() if not resources.is_in(each, mine)]
    picked = talk.pick("Which one?", rows)
    if picked is None:
        return
    if isinstance(picked, PlanEntry):
        done = talk.act(aftercare.turn_favorite, picked, undo_as="a favorite")
    else:
        done = talk.act(aftercare.copy_resource, picked, is_favorite=True, undo_as=f"copied {picked.name}")
    if done is not None:
        talk.say("A favorite." if resources.is_favorite(done.value) else "No favorite any more.")
