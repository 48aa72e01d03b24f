"""Something to do, as a word in brackets that can be reached by Tab, Enter or a tap."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Act(Widget, can_focus=True):
    """A button that takes one line."""

    DEFAULT_CSS = """
    Act { width: auto; height: 1; margin: 0 1; }
    Act:focus { text-style: bold reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """The person wants this done."""

        def __init__(self, act: Act) -> None:
            super().__init__()
            self.act = act
            self.name = act.name or ""

    def __init__(self, label: str, name: str) -> None:
        super().__init__(name=name)
        self.label = label

    def say(self, label: str) -> None:
        self.label = label
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content(f"[ {self.label} ]")

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_press()
