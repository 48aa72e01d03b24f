"""Today, line by line: one next thing, what is due, what is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.checkups import invitation
from iop_tui.domain.days import in_words
from iop_tui.plain.units import open_unit
from iop_tui.services import aftercare, steps
from iop_tui.services import today as service

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.scheduling import Slot
    from iop_tui.services.today import Today
    from iop_tui.services.tracking import Standing


def look(talk: Talk) -> None:
    """Say how the day stands."""
    talk.say(*lines(service.today(talk.house)))


def lines(view: Today) -> list[str]:
    """What Today shows, one thing a line."""
    found = [f"{in_words(view.day)}. {f'Plan: {view.place}' if view.place.startswith('week') else view.place}".strip()]
    found += [view.message] if view.message else []
    found += [f"First: the next hour, after what happened. {view.happened.title}"] if view.happened else []
    if view.next:
        found.append(f"Next: {view.next.header.title}, {view.next.header.minutes} minutes. {view.next.reason}")
    else:
        found.append("Next: choose a unit. You have been through everything in your plan, and any unit can be done again.")
    found += [f"Again: {view.again.header.title}. {view.again.reason.replace('; t tells how it went', '')}"] if view.again else []
    found += [f"Step: {view.step.title}, {view.step.line}"] if view.step else []
    found += [f"When you are ready: {view.look_back[1].title}, to look back at {view.look_back[0].title}"] if view.look_back else []
    found += [view.pause] if view.pause else []
    found += [session(each) for each in view.sessions]
    found += [commitment(each) for each in (*view.due, *view.later)]
    found += [f"Due: {each.line}" for each in view.lists]
    found.append(view.card)
    found += [f"Score sheet {each.title} can be filled in" for each in view.sheets]
    found += ["The week: five minutes to look back and ahead"] if view.is_review_due else []
    found += [f"Goals: {view.goals}"] if view.goals else []
    found += [f"To ask: {view.questions}"] if view.questions else []
    found += [f"Fit: how does {each.title} fit? Four lines, if you like" for each in view.fits]
    for entry in view.noticed:
        says = "; ".join(str(entry.values[key]) for key in ("do", "who") if entry.values.get(key))
        found.append(f"Sign noticed: {entry.first_line()}. {f'Your plan says: {says}' if says else ''}".rstrip())
    found += [f"Coming, {in_words(day)}: {what}" for day, what in sorted((*view.coming, *view.contacts))]
    found += [view.countdown] if view.countdown else []
    found += [invitation(view.checkup)] if view.checkup else []
    found += [f"After: {view.aftercare_line}"] if view.aftercare_line else []
    return found


def session(slot: Slot) -> str:
    """A session with what is good to know before it."""
    one = slot.at.session
    parts = [f"leave by {slot.leave_by}" if slot.leave_by else "", f"plan B: leave by {slot.leave_by_b}" if slot.leave_by_b else ""]
    if not slot.state and not one.is_duty:
        parts += [" ".join(one.says("place").split()), f"bring: {' '.join(one.says('bring').split())}" if one.says("bring") else ""]
        parts += [f'to say: "{one.says("say")}"' if one.says("say") else ""]
    parts += [] if one.is_duty else [slot.state or "not marked"]
    return f"Session {slot.at.hours} {one.title}: {'; '.join(each for each in parts if each)}".removesuffix(": ")


def commitment(standing: Standing) -> str:
    """A commitment and how it stands."""
    strength = f" Strength {standing.strength.percent} percent." if standing.strength.has_begun else ""
    return f"Commitment {standing.commitment.title}: {standing.state or 'not due'}. {standing.line}.{strength}"


def go_on(talk: Talk) -> None:
    """The next unit."""
    view = service.today(talk.house)
    if view.next is None:
        from iop_tui.plain.learn import choose

        choose(talk)
    else:
        open_unit(talk, view.next.header.id)


def once_more(talk: Talk) -> None:
    """The skill whose turn it is again."""
    view = service.today(talk.house)
    if view.again is None:
        talk.say("No skill waits to be used once more.")
    else:
        open_unit(talk, view.again.header.id)


def look_back(talk: Talk) -> None:
    """The unit to look back with."""
    found = service.today(talk.house).look_back
    if found is None:
        talk.say("There is nothing to look back at.")
    else:
        open_unit(talk, found[1].id)


def step(talk: Talk) -> None:
    """Go on with any of the seven steps."""
    picked = talk.pick("The seven steps, in any order.", [(f"{each.title}: {each.line}", each) for each in steps.steps(talk.house)])
    if picked is not None:
        header = picked.next or next(iter(talk.house.library.units_of(f"{steps.TRACK}.s{picked.number}")), None)
        if header is not None:
            open_unit(talk, header.id)


def due(talk: Talk) -> None:
    """Something in a list whose time has come."""
    from iop_tui.plain import books

    found = service.today(talk.house).lists
    if not found:
        talk.say("Nothing in your lists is due.")
        return
    picked = talk.pick("Which one?", [(each.line, each) for each in found])
    if picked is not None:
        books.fill_in(talk, picked.book, picked.item)


def notice(talk: Talk) -> None:
    """Tell of a warning sign."""
    signs = aftercare.signs(talk.house)
    if not signs:
        talk.say("No signs stand in your plan yet. The place after has them.")
        return
    entry = talk.pick("Which sign was it?", [(each.first_line(), each) for each in signs])
    if entry is not None and talk.act(aftercare.notice, entry, undo_as="a sign noticed") is not None:
        talk.say("Noticing it early is the point of the list. What your plan says:")
        talk.say(*(each for each in lines(service.today(talk.house)) if each.startswith("Sign noticed")))
