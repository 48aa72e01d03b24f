"""Commands that look after what is kept: looking over, copies, the passphrase, people, moving, leaving."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import ask, door_of, house_of, is_sure, once, say, secrets, show, show_data, unlocked
from iop_tui.errors import Exit, IopError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from iop_tui.plain.talk import Talk
    from iop_tui.services.examining import Finding
    from iop_tui.services.house import Door, House


def doctor(asked: Namespace) -> int:
    """`iop doctor [--repair]`: look at the files and print nothing private; with `--repair` mend what can be mended, after a copy."""
    from iop_tui.services.examining import look_over, repair
    from iop_tui.services.house import doors

    if asked.repair:
        for line in repair(door_of(asked)):
            say(line)
    is_sealed = sys.stdin.isatty() and any(each.is_sealed for each in doors())
    typed = ""
    if is_sealed:
        with secrets() as ask_secret:
            typed = ask_secret("Passphrase, to look into the documents too (Enter: without): ")
    return _told(look_over(typed or None), asked)


def privacy(asked: Namespace) -> int:
    """`iop privacy`: who else could read these files here, and what would change that."""
    from iop_tui.services.examining import who_could_read

    return _told(who_could_read(), asked)


def _told(findings: Iterable[Finding], asked: Namespace) -> int:
    found = list(findings)
    levels = {each.level for each in found}
    if asked.json:
        show_data([{"level": each.level, "what": each.what, "advice": each.advice} for each in found])
    else:
        show("\n".join(f"{each.level}: {each.what} {each.advice}".rstrip() for each in found))
    return Exit.DOCTOR_FOUND_DAMAGE if "damage" in levels else Exit.DOCTOR_WARNS if "warning" in levels else Exit.OK


def backup(asked: Namespace) -> int:
    """`iop backup [--only]`: a copy now, opened and looked through."""
    from iop_tui.services import keeping

    house = house_of(asked)
    if asked.only and not is_sure(words.ONLY_THIS_COPY):
        say("Nothing was changed.")
        return Exit.REFUSED
    made = keeping.back_up(house, only_this=asked.only)
    show(f"{made.name}: {made.line}, {made.size // 1024} KB")
    say(f"It lies in {house.store.profile.backups}.")
    return Exit.OK


def restore(asked: Namespace) -> int:
    """`iop restore [NAME]`: list the copies, or put one in the place of what is there now."""
    from iop_tui.services import keeping

    door = door_of(asked)
    copies = keeping.copies(door, _open_if_it_can_be(door))
    if not copies:
        raise IopError("There is no copy yet.", "One is made each day, and now by: iop backup")
    if not asked.name:
        if asked.json:
            show_data([{"name": each.name, "holds": each.line, "bytes": each.size} for each in copies])
            return Exit.OK
        show("\n".join(f"{each.name}: {each.line}, {each.size // 1024} KB" for each in copies))
        say("To bring one back: iop restore NAME. What is there now is copied first.")
        return Exit.OK
    if not is_sure(f"{asked.name} takes the place of what is there now, which is copied first."):
        say("Nothing was changed.")
        return Exit.REFUSED
    present = keeping.bring_back(door, asked.name)
    say(f"{asked.name} is back.")
    say(f"To undo this: iop restore {present}" if present else words.PRESENT_DAMAGED)
    return Exit.OK


def _open_if_it_can_be(door: Door) -> House | None:
    """The seal tells the tables of a copy apart; a vault that cannot be opened must not stand in the way of its copies."""
    try:
        return unlocked(door)
    except IopError as error:
        say(str(error))
        return None


def passphrase(asked: Namespace) -> int:
    """`iop passphrase [on, change, code, off]`: seal everything, or change that."""
    from iop_tui.plain.yours import change_seal
    from iop_tui.services import sealing

    def act(talk: Talk) -> None:
        is_sealed = sealing.is_sealed(talk.house)
        wanted = asked.act or ("change" if is_sealed else "on")
        if is_sealed and wanted == "on":
            raise IopError("There is a passphrase already.", "Change it with: iop passphrase change")
        change_seal(talk, wanted)

    return once(asked, act)


def profile(asked: Namespace) -> int:
    """`iop profile [new, name]`: who has a vault on this account; one more; another nickname."""
    from iop_tui.services import people
    from iop_tui.services.house import doors

    if asked.act == "new":
        made = people.welcome(ask(f"{words.NICKNAME_ASK}: "))
        say(f"Made. It opens with: iop --profile {made.number}")
    elif asked.act == "name":
        people.call(door_of(asked), ask(f"{words.NICKNAME_ASK}: "))
    listed = [each for each in doors() if each.profile]
    if asked.json:
        show_data([{"number": each.number, "name": each.name, "is_sealed": each.is_sealed} for each in listed])
    else:
        show("\n".join(each.line for each in listed) or words.NOBODY_YET)
    return Exit.OK


def forget_me(asked: Namespace) -> int:
    """`iop forget-me`: delete everything of one person."""
    from iop_tui.services import people

    door = door_of(asked)
    if door.profile is None:
        raise UsageError("There is nothing saved here yet.", "Nothing was deleted.")
    if door.is_sealed:
        unlocked(door).store.close()  # only who can open it may delete it here
    say("\n".join(words.FORGET))
    if not is_sure(f"Delete everything of {door.name}?"):
        say("Nothing was deleted.")
        return Exit.REFUSED
    left = people.forget(door)
    if left:
        raise IopError("Some files could not be deleted.", "\n".join(str(each) for each in left))
    say(words.FORGOTTEN)
    return Exit.OK


def import_(asked: Namespace) -> int:
    """`iop import FILE`: take in what `iop export all --format json` took out."""
    from iop_tui.services import moving

    text = _whole(asked.file)
    taken = moving.take_in(house_of(asked, create=True), text)
    say(f"Taken in: {taken.new} new, {taken.same} the same as here, {taken.both} kept beside what is here.")
    return Exit.OK


def _whole(path: Path) -> str:
    """A plain file's text, if it is not too large."""
    from iop_tui.services.moving import LARGEST

    nothing = "Nothing was taken in."
    try:
        if not path.is_file():
            raise UsageError(f"There is no plain file at {path}.", nothing)
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST // 1024 // 1024} MB.", nothing)
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not text.", nothing) from None
    except OSError as error:
        raise UsageError(f"{path} could not be read: {error.strerror}.", nothing) from None
