"""Calls: the list, with a script to read from and the way to the program that a call is about."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from iop_tui.domain.book import Book
from iop_tui.domain.books.calls import Call
from iop_tui.domain.books.programs import PROGRAMS, Program
from iop_tui.services import calling, comparing
from iop_tui.tui.screens.book import BookScreen, open_filled

NEW = "A new program"


class CallsScreen(BookScreen):
    """The list of calls."""

    keys = (("Enter", "Open"), ("a", "One more"), ("s", "Script"), ("p", "Its program"), ("d", "Remove"), ("q", "Back"))
    more_keys = (
        *BookScreen.more_keys[:-1],
        ("s", "a script for this call, to read from"),
        ("p", "its program, with what you learned filled in; Ctrl+S there keeps it"),
        ("q", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "script", show=False),
        Binding("p", "program", show=False),
    ]

    def action_script(self) -> None:
        item = self.under_cursor()
        self.show_page(calling.page(self.house, item if isinstance(item, Call) else Call()))

    def action_program(self) -> None:
        call = self.under_cursor()
        if not isinstance(call, Call):
            return
        named = calling.programs_of(self.house, call)
        if len(named) == 1:
            self.learn(call, named[0])
        elif call.program and not named:
            self.learn(call, None)
        else:
            self._pick(call, named or comparing.programs(self.house))

    def learn(self, call: Call, program: Program | None) -> None:
        """The form of a program with what was learned filled in; saving keeps it."""
        open_filled(self, PROGRAMS, calling.taught(self.house, call, program), str(call.id))

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        call = self.items.get(origin)
        if book is PROGRAMS and isinstance(call, Call):
            self.learn(call, next((each for each in comparing.programs(self.house) if str(each.id) == item), None))
            return True
        return super().reopen(book, item, origin)

    def _pick(self, call: Call, programs: list[Program]) -> None:
        """Ask which program it was about."""
        from iop_tui.tui.screens.pick import PickScreen

        by_words = {f"{number}. {each.name}": each for number, each in enumerate(programs, 1)}

        def picked(said: str | None) -> None:
            if said is not None:
                self.learn(call, by_words.get(said))

        notes = {said: each.says("place") for said, each in by_words.items()}
        self.app.push_screen(PickScreen("Which program was it about?", [("Your list", list(by_words)), ("Or", [NEW])], notes), picked)
