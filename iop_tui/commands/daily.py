"""Commands of every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import ask, door_of, house_of, once, show, show_data
from iop_tui.errors import Exit, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import House
    from iop_tui.services.scheduling import Slot
    from iop_tui.services.today import Today
    from iop_tui.services.tracking import Standing


def today(asked: Namespace) -> int:
    """`iop today`: what Today shows, in lines."""
    from iop_tui.domain.checkups import invitation
    from iop_tui.services.today import today as look

    house = house_of(asked)
    view = look(house)
    if asked.json:
        show_data(_today_json(house, view))
        return Exit.OK
    lines = [f"{view.day.isoformat()}  {view.place}".rstrip()]
    lines += [view.message] if view.message else []
    lines += [f"First: the next hour, after what happened. {view.happened.title} (iop happened)"] if view.happened else []
    if view.next:
        lines.append(f"Next: {view.next.header.title} ({view.next.header.minutes} min, iop open {view.next.header.id})")
    lines += [f"Again: {view.again.header.title} (iop practice)"] if view.again else []
    lines += [view.pause] if view.pause else []
    lines += [_session(each) for each in view.sessions]
    listed = _listed(house)
    for number, standing in enumerate(listed, 1):
        strength = f", strength {standing.strength.percent} %" if standing.strength.has_begun else ""
        lines.append(f"{number}. {standing.commitment.title}: {standing.state or 'not due'}. {standing.line}{strength}")
    lines += [f"{each.line} (iop list {each.book.id})" for each in view.lists]
    lines.append(f"{view.card} (iop card)")
    lines += [f"Score sheet {each.title} can be filled in (iop score {each.id})" for each in view.sheets]
    lines += ["The week: five minutes to look back and ahead (iop export week)"] if view.is_review_due else []
    lines += [f"Goals: {view.goals} (iop list goals)"] if view.goals else []
    lines += [f"{view.questions} (iop questions)"] if view.questions else []
    lines += [f"Sign noticed: {entry.first_line()}" for entry in view.noticed]
    lines += [f"Coming: {day.isoformat()} {what}" for day, what in view.coming]
    lines += [f"Coming: {day.isoformat()} {what}" for day, what in view.contacts]
    lines += [f"{view.countdown} (iop check-off stepdown)"] if view.countdown else []
    lines += [f"{invitation(view.checkup)} (iop add checkups)"] if view.checkup else []
    lines += [f"After: {view.aftercare_line}"] if view.aftercare_line else []
    if view.next is None and not listed:
        lines.append("Nothing is planned here yet. Start the program with: iop")
    show("\n".join(lines))
    return Exit.OK


def _session(slot: Slot) -> str:
    leave = f", leave by {slot.leave_by}" if slot.leave_by else ""
    state = "" if slot.at.session.is_duty else f": {slot.state or 'not marked'} (iop attend)"
    return f"{slot.at.hours} {slot.at.session.title}{leave}{state}"


def _today_json(house: House, view: Today) -> dict[str, object]:
    return {
        "day": view.day.isoformat(),
        "place": view.place,
        "next": view.next.header.id if view.next else None,
        "sessions": [
            {"title": each.at.session.title, "hours": each.at.hours, "leave_by": each.leave_by, "state": each.state}
            for each in view.sessions
        ],
        "commitments": [
            {
                "number": number,
                "title": standing.commitment.title,
                "state": standing.state or "not due",
                "schedule": standing.commitment.schedule(),
                "strength": standing.strength.percent,
            }
            for number, standing in enumerate(_listed(house), 1)
        ],
        "card": view.card,
        "signs_noticed": [entry.first_line() for entry in view.noticed],
        "coming": [{"day": day.isoformat(), "what": what} for day, what in view.coming],
    }


def read(asked: Namespace) -> int:
    """`iop read ID`: a unit as text."""
    from iop_tui.services.house import library
    from iop_tui.services.sharing import unit_page, write

    show(write(unit_page(library().unit(asked.unit)), "json" if asked.json else "txt"))
    return Exit.OK


def checkin(asked: Namespace) -> int:
    """`iop checkin [NUMBER]`: mark today, by questions."""
    from iop_tui.plain.keep import check_in

    def act(talk: Talk) -> None:
        count = len(_listed(talk.house))
        if count == 0:
            show("There is no commitment yet. Make one with: iop do make")
        elif asked.number is not None and not 1 <= asked.number <= count:
            raise UsageError(f"There is no commitment number {asked.number}.", f"The numbers go from 1 to {count}: iop today lists them.")
        else:
            check_in(talk, asked.number)

    return once(asked, act)


def practice(asked: Namespace) -> int:
    """`iop practice`: a skill that was used in life, by questions."""
    from iop_tui.plain.practicing import tried

    return once(asked, tried)


def search(asked: Namespace) -> int:
    """`iop search`: asks for the words, so that they stand in no list of processes and in no shell history."""
    from iop_tui.services.finding import search as find

    house = house_of(asked)
    found = find(house, ask("Search for: "), with_private=False)
    if asked.json:
        show_data([{"kind": each.kind, "title": each.title, "text": each.text, "id": each.id} for each in found])
    else:
        show("\n".join(f"{each.kind}: {each.title}\n  {each.text}".rstrip() for each in found) or "Nothing found. Another word may do.")
    return Exit.OK


def where(asked: Namespace) -> int:
    """`iop where`: where everything lies."""
    from iop_tui.services.preferring import places

    data, vault, folders = places()
    if asked.json:
        listed = [{"kind": kind, "path": str(path)} for path, kind in folders]
        show_data({"data": str(data), "vault": str(vault) if vault else None, "modules": listed})
        return Exit.OK
    show(f"Your data: {data}" + ("" if vault else "  (nothing is saved yet)"))
    if vault:
        show(f"The vault: {vault}")
    for path, kind in folders:
        show(f"Modules ({kind}): {path}")
    show(f"Your own modules would go to: {data / 'modules'}")
    return Exit.OK


def settings(asked: Namespace) -> int:
    """`iop settings [NAME VALUE]`: show them, or change one of those that are read before the vault is opened."""
    from iop_tui.services.house import door
    from iop_tui.services.preferring import change, shown

    if asked.name and asked.value is None:
        raise UsageError(f"What is {asked.name} to be?", f"For example: iop settings {asked.name} VALUE")
    chosen = door_of(asked)
    if asked.name:
        change(chosen, asked.name, asked.value)
        chosen = door(chosen.number)
    found = shown(chosen)
    if asked.json:
        show_data(found)
    else:
        show("\n".join(f"{name}: {value or '(not set)'}" for name, value in found.items()))
    return Exit.OK


def _listed(house: House) -> list[Standing]:
    from iop_tui.services import tracking

    return tracking.standings(house)
