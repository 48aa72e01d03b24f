"""Help now: one key from everywhere."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.page import Heading, Paragraph, Span, paragraph
from iop_tui.services import aftercare, helping, preferring
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.prose import Prose

PAGES = {"1": "help", "2": "overdose", "3": "afraid", "4": "withdrawal"}


class HelpScreen(Base[None]):
    """Crisis help, and three pages beside it."""

    keys = (("q", "Back"), ("2", "Won't wake up"), ("3", "Afraid"), ("4", "Stopping"), ("s", "Safety plan"), ("h", "What happened"))
    more_keys = (
        ("1", "help now"),
        ("2", words.OVERDOSE_TITLE.lower()),
        ("3", "I am afraid of someone"),
        ("4", "before you stop or cut down a substance"),
        ("s", "your safety plan"),
        ("h", "something happened: the next hour first"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"page('{page}')", show=False) for key, page in PAGES.items()),
        Binding("s", "safety", show=False),
        Binding("h", "happened", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, page: str = "help") -> None:
        super().__init__()
        self._page = page

    def heading(self) -> tuple[str, str]:
        return (words.HELP_TITLE, "")

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(())

    def on_mount(self) -> None:
        self.app.clear_notifications()  # nothing may lie over a number to call
        self.action_page(self._page)
        self.query_one(VerticalScroll).focus()

    def action_page(self, name: str) -> None:
        """Show one of the pages; its first paragraph is drawn bold."""
        where = helping.country(self.iop.prefs.country, preferring.modules())
        page = helping.page_named(name, where, aftercare.own_help(self.house) if name == "help" and not self.iop.is_covered else ())
        self.title_says(page.title)
        blocks = list(page.blocks)
        if isinstance(blocks[0], Paragraph):
            blocks[0] = Heading(2, tuple(Span(span.text, bold=True) for span in blocks[0].spans))
        blocks.insert(1, paragraph(words.HELP_BESIDE))
        self.query_one(Prose).say(blocks)
        self.query_one(VerticalScroll).scroll_home(animate=False, immediate=True)

    def action_safety(self) -> None:
        from iop_tui.tui.screens.after import SafetyScreen

        if not self.iop.is_covered:
            self.dismiss()
            self.app.push_screen(SafetyScreen())

    def action_happened(self) -> None:
        from iop_tui.tui.screens.happened import pick_happened

        if not self.iop.is_covered:
            pick_happened(self)

    async def action_back(self) -> None:
        self.dismiss()
        self.iop.say(words.HELP_AFTER)
