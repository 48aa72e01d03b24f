"""A question with feedback for every answer; one can answer again."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Quiz
from iop_tui.tui.widgets.fields.editor import Edited, Onward
from iop_tui.tui.widgets.fields.picking import PickEditor
from iop_tui.tui.widgets.frame import Line


class QuizBox(Vertical):
    """Asks, and says something to each answer."""

    DEFAULT_CSS = """
    QuizBox { height: auto; padding: 0 1; margin: 0 0 1 0; max-width: 78; }
    QuizBox > Line { padding: 0; }
    QuizBox > .ask { text-style: bold; }
    """

    class Picked(Message):
        """An answer was picked, or taken back."""

        def __init__(self, field: Field, raw: str) -> None:
            super().__init__()
            self.field = field
            self.raw = raw

    def __init__(self, quiz: Quiz, raw: str = "") -> None:
        super().__init__()
        self.quiz = quiz
        self.field = Field(id=quiz.id, kind="choice", label=quiz.ask, options=tuple(option.text for option in quiz.options))
        self._picker = PickEditor(self.field)
        self._initial = raw
        self._say = Line("")

    def compose(self) -> ComposeResult:
        yield Line(self.quiz.ask, classes="ask")
        yield self._picker
        yield self._say

    def on_mount(self) -> None:
        self._picker.load(self._initial)
        self._feedback()

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        self._feedback()
        self.post_message(self.Picked(self.field, self._picker.raw))

    @on(Onward)
    def _onward(self, event: Onward) -> None:
        event.stop()
        self.screen.focus_next()

    def _feedback(self) -> None:
        option = next((each for each in self.quiz.options if each.text == self._picker.raw), None)
        self._say.say(option.say if option else "")
