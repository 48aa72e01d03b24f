"""Questions to ask: one key writes one down from anywhere, and the list shows them when the moment is there."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.fields import Value
from iop_tui.domain.questions import Question, to_ask, were_asked
from iop_tui.services import asking
from iop_tui.services.copies import other_copies
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.rows import Row, Rows


def open_question(screen: Base[None] | Base[str], which: str = "new") -> None:
    """The form of a question, or of a new one."""
    from iop_tui.tui.screens.form import FormScreen

    kept = asking.find(screen.house, int(which)) if which.isdecimal() else None
    question = kept or Question(text="")

    async def save(found: dict[str, Value]) -> bool:
        if await screen.iop.act(asking.keep, question, found, undo_as="a question") is None:
            return False
        if kept is None:
            screen.iop.say("Kept. Your questions stand on Today, under Ask.")
        return True

    title, fields = ("A question", asking.FIELDS) if kept else ("A question to ask", asking.NEW)
    screen.app.push_screen(FormScreen(title, fields, asking.values(question), key=f"question/{question.id or 'new'}", save=save))


class QuestionsScreen(ListScreen):
    """The list; what is still to be asked stands first."""

    way = ("questions",)
    keys = (("Enter", "Open, write the answer"), ("a", "One more"), ("d", "Remove"), ("v", "One page"), ("q", "Back"))
    more_keys = (
        ("Enter", "open a question: write what the answer was"),
        ("a or Q", "write one more question down"),
        ("d", "remove the question; u brings it back"),
        ("v", "the list as one page"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,Q", "add", show=False),
        Binding("delete,d", "remove", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return ("My questions", "")

    def refresh_view(self) -> None:
        found = asking.questions(self.house)
        copies = other_copies(self.house, Question.table)
        rows: list[Row] = []
        for name, group in (("To ask", to_ask(found)), ("Asked", were_asked(found))):
            if group:
                rows += ([Row()] if rows else []) + [Row(text=name, bold=True)]
            for each in group:
                note = "; ".join((asking.told(each), *(f"{words.OTHER_COPY} {copy}" for copy in copies.get(each.id, [])))).strip("; ")
                rows.append(Row(str(each.id), f"  {' '.join(each.text.split())}", note=f"    {note}" if note else ""))
        self.query_one(Rows).show(rows or [Row(text=asking.NONE_YET)])

    def _under_cursor(self) -> Question | None:
        row = self.query_one(Rows).chosen
        return asking.find(self.house, int(row.id)) if row and row.id else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        question = self._under_cursor()
        if question is not None:
            open_question(self, str(question.id))

    def action_add(self) -> None:
        open_question(self)

    async def action_remove(self) -> None:
        question = self._under_cursor()
        if question is not None and await self.iop.act(asking.remove, question, undo_as="removed a question") is not None:
            self.iop.say("Removed. Press u to bring it back.")
            self.refresh_view()

    def action_view(self) -> None:
        self.show_page(asking.page(self.house))
