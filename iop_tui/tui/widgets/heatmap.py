"""Twelve weeks of days, or as many as fit, a sign each; the arrows walk through them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from iop_tui.domain.commitments import week_of
from iop_tui.domain.days import WEEKDAY_NAMES

WEEKS = 12


class HeatMap(Widget, can_focus=True):
    """Rows are weekdays, columns weeks; the newest week stands on the right."""

    DEFAULT_CSS = """
    HeatMap { height: 8; width: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-7)", show=False),
        Binding("right", "move(7)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter,space", "choose", show=False),
    ]
    at: reactive[date] = reactive(date.min)

    class Moved(Message):
        """The cursor stands on another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Chosen(Message):
        """The person wants to mark this day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, state_of: Callable[[date], str], signs: dict[str, str]) -> None:
        super().__init__()
        self.today = today
        self.state_of = state_of
        self.signs = signs
        self.set_reactive(HeatMap.at, today)

    @property
    def weeks(self) -> int:
        """How many weeks fit."""
        return max(1, min(WEEKS, (self.content_size.width - 4) // 3))

    @property
    def first(self) -> date:
        return week_of(self.today)[0] - timedelta(weeks=self.weeks - 1)

    def show(self, today: date, state_of: Callable[[date], str]) -> None:
        """Show other days."""
        self.today, self.state_of = today, state_of
        self.refresh()

    def action_move(self, days: int) -> None:
        day = self.at + timedelta(days=days)
        if self.first <= day <= self.today:
            self.at = day
            self.post_message(self.Moved(day))

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self.at))

    def on_click(self, event: events.Click) -> None:
        week, weekday = (event.x - 5) // 3, event.y - 1
        day = self.first + timedelta(weeks=week, days=weekday)
        if 0 <= weekday < 7 and self.first <= day <= self.today:
            self.at = day
            self.post_message(self.Moved(day))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 8

    def render(self) -> Content:
        weeks = [self.first + timedelta(weeks=n) for n in range(self.weeks)]
        lines = [Content("    " + "".join(f"{monday.day:>3}" for monday in weeks))]
        for weekday, name in enumerate(WEEKDAY_NAMES):
            parts = [Content(f"{name} ")]
            for monday in weeks:
                day = monday + timedelta(days=weekday)
                sign = self.signs[self.state_of(day)] if day <= self.today else " "
                style = "reverse" if day == self.at and self.has_focus else ""
                parts.append(Content("  ") + (Content.styled(sign, style) if style else Content(sign)))
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)
