"""Leaving: at once when everything is kept, with a way on when something could not be, and at a sudden end."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.errors import IopError
from iop_tui.plain.keyboard import give_back_at
from iop_tui.plain.talk import Back, Leave
from iop_tui.services import keeping

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk

WITHIN = 2.0
"""Seconds to write what is left."""


def may_leave(talk: Talk) -> bool:
    """Whether all is on the disk, or the person leaves without what is not."""
    while not talk.house.store.flush(WITHIN):
        talk.say(str(talk.house.store.trouble() or words.NOT_SAVED_YET), words.UNSAVED)
        try:
            if _chosen(talk):
                return True
        except Back:
            return False
        except Leave:
            return True
    talk.say("Everything is kept. Goodbye.")
    return True


def _chosen(talk: Talk) -> bool:
    """Do what is chosen with words that could not be saved; whether to leave without them."""
    ways = ["try again", "hear the words", "leave without them"]
    ways += ["free space: let all backups but the newest go"] if keeping.has_older(talk.house) else []
    ways += [] if talk.is_captive else ["write them into a file elsewhere"]
    match talk.pick("What now?", [(each, each) for each in ways], none="Enter tries again"):
        case "hear the words":
            talk.say(*talk.house.store.unsaved().values())
        case "leave without them":
            return True
        case str() as way if way.startswith("free"):
            try:
                keeping.free_space(talk.house)
            except IopError as error:
                talk.say_error(error)
        case str() as way if way.startswith("write"):
            _write(talk)
    return False


def _write(talk: Talk) -> None:
    from iop_tui.domain.page import paragraph
    from iop_tui.services import sharing

    typed = talk.ask(words.UNSAVED_FILE)
    if not typed:
        return
    page = sharing.page("Not saved yet", [paragraph(each) for each in talk.house.store.unsaved().values()])
    try:
        sharing.save_as(sharing.write(page, "txt"), Path(typed).expanduser())
    except IopError as error:
        talk.say_error(error)
    else:
        talk.say(words.UNSAVED_WRITTEN.format(path=typed))


def watch(talk: Talk) -> None:
    """At a hang-up or a kill: keep what was typed, give the terminal back, and go."""
    ends = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)
    give_back_at(ends, talk.keyboard, lambda: talk.house.store.flush(WITHIN))
