"""Your data, line by line: the passphrase, every entry, the copies, and where all of it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.domain.tools import LABELS, NUMBERS
from iop_tui.errors import Exit, IopError
from iop_tui.plain.talk import Back, Elsewhere, Leave
from iop_tui.plain.tools import open_tool
from iop_tui.services import entries, examining, keeping, sealing

if TYPE_CHECKING:
    from collections.abc import Callable

    from iop_tui.plain.talk import Talk
    from iop_tui.services.entries import Piece

COMMANDS = "A copy now: iop backup. One in the place of what is here: iop restore. Everything of you gone: iop forget-me."
"""What is done from the shell, with the program closed."""


def look(talk: Talk) -> None:
    """Say how it stands."""
    is_sealed, copies = sealing.is_sealed(talk.house), keeping.newest_day(talk.house)
    talk.say(f"Passphrase: {'on' if is_sealed else 'off'}. {words.SEALED if is_sealed else words.OPEN_TO_ALL}")
    talk.say(f"Backups: {f'newest {copies}' if copies else 'none yet'}. One a day; any can be brought back.")
    talk.say(f"Your data is in {talk.house.data}.", COMMANDS)


# Entries


def _pick(talk: Talk) -> Piece | None:
    found = entries.pieces(talk.house)
    if not found:
        talk.say("Nothing stands here yet. What you write anywhere will.")
        return None
    return talk.pick("Which entry?", [(f"{each.day or ''} {each.kind}: {each.title}".strip(), each) for each in found])


def hear(talk: Talk) -> None:
    """Read one entry, then go to its place if wanted."""
    piece = _pick(talk)
    if piece is None:
        return
    talk.say(f"{piece.day or ''} {piece.kind}: {piece.title}".strip(), *piece.text.split("\n"))
    if piece.way and talk.is_yes("Go to its place?"):
        _go(talk, piece.way)


def _go(talk: Talk, way: str) -> None:
    """Where an entry can be changed."""
    if way in LABELS:
        open_tool(talk, way)
    elif way == "scores":
        from iop_tui.plain.scores import open_scores

        open_scores(talk)
    elif way.isdecimal():
        raise Elsewhere(next(name for name, number in NUMBERS.items() if number == way))
    else:
        from iop_tui.plain.units import open_unit

        open_unit(talk, way)


def delete(talk: Talk) -> None:
    """Delete one entry everywhere but in the copies."""
    piece = _pick(talk)
    if piece is None:
        return
    talk.say(entries.REACH)
    is_sure = talk.is_yes(f"Delete this {piece.kind}: {piece.title}?")
    if is_sure and talk.act(entries.delete, piece, undo_as=f"deleted {piece.title}") is not None:
        talk.say("Deleted. undo brings it back.")


# The copies, and who could read it


def copies(talk: Talk) -> None:
    """The copies there are."""
    talk.say(words.COPIES)
    talk.say(*(f"{each.name}: {each.line}, {each.size // 1024} KB" for each in keeping.copies_of(talk.house)))


def privacy(talk: Talk) -> None:
    """Who else could read it here."""
    for each in examining.who_could_read(talk.house.data):
        talk.say(f"{each.what} {each.advice}".strip())


# The passphrase


def passphrase(talk: Talk) -> None:
    """Set it, change it, get another recovery code, or turn it off."""
    if not sealing.is_sealed(talk.house):
        seal(talk)
        return
    ways = [("Change the passphrase", "change"), ("Get another recovery code", "code"), ("Turn the passphrase off", "off")]
    act = talk.pick("What is to be done?", ways)
    if act is not None:
        seal(talk, act)


def seal(talk: Talk, act: str = "on") -> None:
    """One of `on`, `change`, `code`, `off`, with what goes against it said."""
    try:
        change_seal(talk, act)
    except IopError as error:
        talk.say_error(error)


def change_seal(talk: Talk, act: str) -> None:
    """Ask for what an act of the seal needs, and do it. Nothing that is typed is shown or kept. Raises `IopError`."""
    try:
        _change_seal(talk, act)
    except (Back, Leave):
        talk.say("Nothing was changed.")
        talk.refused = Exit.REFUSED
        raise


def _change_seal(talk: Talk, act: str) -> None:
    if act == "on":
        talk.say(*words.SEAL)
        new = _new_passphrase(talk)
        _do(talk, sealing.turn_on, new, _new_code(talk), said=words.SEALED_NOW)
        return
    typed = _secret(talk, f"{words.PASSPHRASE_TODAY}:")
    if act == "off":
        _do(talk, sealing.turn_off, typed, said=words.UNSEALED_NOW)
    elif not sealing.opens_with(talk.house, typed):
        raise sealing.wrong()
    elif act == "code":
        _do(talk, sealing.change_code, typed, _new_code(talk), said="Changed. The old recovery code opens nothing but older backups.")
    else:
        new = _new_passphrase(talk)
        _do(talk, sealing.change_passphrase, typed, new, said="Changed. Backups from before still open with the old passphrase.")


def _do(talk: Talk, function: Callable[..., None], *typed: str, said: str) -> None:
    talk.say(words.OPENING)
    function(talk.house, *typed)
    talk.say(said)


def _secret(talk: Talk, question: str) -> str:
    typed = talk.keyboard.secret(f"{question} ")
    if typed is None:
        raise Leave
    return typed


def _new_passphrase(talk: Talk) -> str:
    """Two times the same, with nothing shown; Enter alone goes back."""
    while True:
        typed = _secret(talk, f"{words.PASSPHRASE_NEW}:")
        if not typed:
            raise Back
        again = _secret(talk, f"{words.PASSPHRASE_AGAIN}:")
        problem = sealing.problem_with(typed, again)
        if not problem:
            return typed
        talk.refuse(problem)


def _new_code(talk: Talk) -> str:
    """Shown once, and typed back once."""
    code = sealing.new_code()
    talk.say(words.CODE_SHOWN, code)
    while not sealing.is_same_code(code, talk.ask(words.CODE_TYPE)):
        talk.refuse(words.CODE_DIFFERS)
    return code
