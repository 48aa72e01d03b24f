"""A timer and a breathing pacer: in words, with a bar, to be stopped at any time."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer as Ticker
from textual.widget import Widget

from iop_tui.domain.days import span_in_words
from iop_tui.domain.unit import Pacer, Timer

BAR = 30


class Waiting(Widget, can_focus=True):
    """What timer and pacer share: Enter starts and stops; time is the clock's, not the screen's."""

    DEFAULT_CSS = """
    Waiting { height: auto; min-height: 2; margin: 0 1 1 1; width: 1fr; max-width: 78; }
    Waiting:focus { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "flip", show=False)]

    class Flipped(Message):
        """It was started, or it has stopped or ended."""

        def __init__(self, key: str, *, is_running: bool) -> None:
            super().__init__()
            self.key = key
            self.is_running = is_running

    def __init__(self, label: str, seconds: int, key: str = "", began_ago: float | None = None) -> None:
        """`key` names its place; `began_ago` are seconds since it was started there, before the line dropped or the screen was locked."""
        super().__init__()
        self.label = label
        self.seconds = seconds
        self.key = key
        self.has_ended = False
        self._began: float | None = None if began_ago is None or not 0 <= began_ago < seconds else monotonic() - began_ago
        self._ticker: Ticker | None = None

    def on_mount(self) -> None:
        if self._began is not None:
            self._ticker = self.set_interval(1.0, self._tick)

    @property
    def elapsed(self) -> float:
        return 0.0 if self._began is None else min(self.seconds, monotonic() - self._began)

    def action_flip(self) -> None:
        if self._began is None:
            self.has_ended = False
            self._began = monotonic()
            self._ticker = self.set_interval(1.0, self._tick)
            self.post_message(self.Flipped(self.key, is_running=True))
        else:
            self._stop()
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_flip()

    def _tick(self) -> None:
        self.app.keep_awake()  # type: ignore[attr-defined]
        if self.elapsed >= self.seconds:
            self.has_ended = True
            self._stop()
        self.refresh(layout=True)

    def _stop(self) -> None:
        self._began = None
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
            self.post_message(self.Flipped(self.key, is_running=False))

    def bar(self, share: float) -> str:
        """A bar filled to a share from 0 to 1."""
        glyphs = self.app.glyphs  # type: ignore[attr-defined]
        width = max(8, min(BAR, self.size.width - 12))
        full = round(width * share)
        return f"[{glyphs.full * full}{glyphs.empty * (width - full)}]"

    def lines(self) -> tuple[str, str]:
        """What is said, and the bar."""
        raise AssertionError

    def render(self) -> Content:
        return Content("\n".join(self.lines()))


class TimerBox(Waiting):
    """Counts down."""

    def __init__(self, timer: Timer, key: str = "", began_ago: float | None = None) -> None:
        super().__init__(timer.label, timer.seconds, key, began_ago)

    def lines(self) -> tuple[str, str]:
        if self._began is None:
            ended = "Done. " if self.has_ended else ""
            return (f"{self.label}: {ended}{span_in_words(self.seconds)}", "[ Enter starts it, and stops it at any time ]")
        left = max(0, round(self.seconds - self.elapsed))
        return (f"{self.label}: {span_in_words(left)} left", f"{self.bar(self.elapsed / self.seconds)} Enter stops")


class PacerBox(Waiting):
    """Breathing in and out by counts."""

    def __init__(self, pacer: Pacer, key: str = "", began_ago: float | None = None) -> None:
        super().__init__(pacer.label, pacer.seconds, key, began_ago)
        self.pacer = pacer

    def lines(self) -> tuple[str, str]:
        pacer = self.pacer
        if self._began is None:
            ended = "Done. " if self.has_ended else ""
            plan = f"in for {pacer.breathe_in}, out for {pacer.breathe_out}, {pacer.rounds} times"
            return (f"{self.label}: {ended}{plan}", "[ Enter starts it, and stops it at any time ]")
        length = pacer.breathe_in + pacer.breathe_out
        done, at = divmod(int(self.elapsed), length)
        if at < pacer.breathe_in:
            word, count, share = "Breathe in", at + 1, (at + 1) / pacer.breathe_in
        else:
            count = at - pacer.breathe_in + 1
            word, share = "Breathe out", 1 - count / pacer.breathe_out
        return (f"{word}  {count}   (breath {min(done + 1, pacer.rounds)} of {pacer.rounds})", f"{self.bar(share)} Enter stops")
