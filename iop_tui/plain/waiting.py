"""A timer and a breathing pacer in words: a line when something changes, and Enter ends it at any time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iop_tui.domain.days import span_in_words
from iop_tui.domain.unit import Pacer, Timer

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.running import OpenRun

EVERY = 30
"""Seconds between two lines of a long timer."""


def wait(talk: Talk, part: Timer | Pacer, run: OpenRun, place: str) -> None:
    """Offer it; once begun, it goes on where it was when the line dropped."""
    key = run.timer_key(place)
    ago = run.began_ago(place, part.seconds)
    if ago is None:
        plan = (
            f"in for {part.breathe_in}, out for {part.breathe_out}, {part.rounds} times"
            if isinstance(part, Pacer)
            else span_in_words(part.seconds)
        )
        if not talk.is_yes(f"{part.label}: {plan}. Begin it?"):
            return
        run.note_timer(key, is_running=True)
    talk.say("Begun. Enter ends it at any time.")
    has_ended = False
    for seconds, line in _rest(_steps(part), ago or 0):
        talk.say(line)
        has_ended = talk.keyboard.wait(seconds)
        if has_ended:
            break
    run.note_timer(key, is_running=False)
    talk.say("Ended." if has_ended else "Done.")


def _steps(part: Timer | Pacer) -> Iterator[tuple[float, str]]:
    """What is said, and how long until the next line."""
    if isinstance(part, Pacer):
        for number in range(1, part.rounds + 1):
            yield part.breathe_in, f"Breathe in, {part.breathe_in} seconds. Breath {number} of {part.rounds}."
            yield part.breathe_out, f"Breathe out, {part.breathe_out} seconds."
        return
    for gone in range(0, part.seconds, EVERY):
        yield min(EVERY, part.seconds - gone), f"{span_in_words(part.seconds - gone)} left."


def _rest(steps: Iterator[tuple[float, str]], gone: float) -> Iterator[tuple[float, str]]:
    """The steps that are still to come, the first of them perhaps in part."""
    for seconds, line in steps:
        if gone >= seconds:
            gone -= seconds
            continue
        yield seconds - gone, line
        gone = 0
