"""The questions before an exercise that can harm some people. What is picked here stays in this widget and is kept nowhere."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from iop_tui.domain.fields import Field
from iop_tui.domain.unit import Gate, Question
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.editor import Edited, Onward
from iop_tui.tui.widgets.fields.picking import PickEditor
from iop_tui.tui.widgets.frame import Line


class GateBox(Vertical):
    """Asks, and tells whether the exercise may open."""

    DEFAULT_CSS = """
    GateBox { height: auto; padding: 0 1; margin: 1 0; max-width: 78; }
    GateBox > Line { padding: 0; }
    GateBox > .ask { text-style: bold; margin: 1 0 0 0; }
    GateBox > Act { margin: 0; }
    GateBox > .answer { margin: 1 0 0 0; }
    """

    class Answered(Message):
        """All questions were answered: `is_open` when every answer lets the person on."""

        def __init__(self, is_open: bool, stops: tuple[Question, ...]) -> None:
            super().__init__()
            self.is_open = is_open
            self.stops = stops

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate
        self._pickers = [
            PickEditor(Field(id=str(n), kind=each.kind, label=each.ask, options=each.options)) for n, each in enumerate(gate.questions)
        ]
        self._answer = Line("", classes="answer -bold")

    def compose(self) -> ComposeResult:
        yield Line(self.gate.why)
        for question, picker in zip(self.gate.questions, self._pickers, strict=True):
            yield Line(question.ask, classes="ask")
            yield picker
        yield Line("These answers are not kept anywhere.", classes="-quiet")
        yield Act("Go on", "gate")
        self._answer.display = False
        yield self._answer

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        self._answer.say("")

    @on(Onward)
    def _onward(self, event: Onward) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Act.Pressed)
    def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        answers = [tuple(picker.picked) for picker in self._pickers]
        if not all(answers):
            self._say("Please answer each question first, or go on reading without the exercise.")
            return
        stops = tuple(question for question, given in zip(self.gate.questions, answers, strict=True) if not question.lets_on(given))
        for picker in self._pickers:
            picker.load("")
        self._say("\n".join(dict.fromkeys(question.because for question in stops)) if stops else "The exercise is open.")
        self.post_message(self.Answered(not stops, stops))

    def show_answer(self) -> None:
        """Bring what was said to the answers into sight."""
        self._answer.scroll_visible(animate=False)

    def _say(self, answer: str) -> None:
        self._answer.say(answer)
        self.call_after_refresh(self.show_answer)
