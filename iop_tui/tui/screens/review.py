"""The weekly review: what the week holds, five minutes of own words, and the next week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value
from iop_tui.domain.page import Entry, paragraph
from iop_tui.domain.weekreview import week_to_review
from iop_tui.services import agreeing, reviewing, sharing
from iop_tui.tui.screens.room import Sheet
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.frame import Line
from iop_tui.tui.widgets.prose import Prose


class ReviewScreen(Sheet[None]):
    """One week."""

    keys = (("Tab", "Next choice"), ("Enter", "Choose"), ("[ ]", "Other weeks"), ("v", "As a page"), ("q", "Back"))
    more_keys = (
        ("Tab, Enter", "go to a choice, and take it"),
        ("Down, PgDn", "read on"),
        ("[ and ]", "the week before, the week after"),
        ("v", "the week as one page, to take along"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "turn(-7)", show=False),
        Binding("right_square_bracket", "turn(7)", show=False),
        Binding("v", "view", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, monday: date | None = None) -> None:
        super().__init__()
        self._asked_for = monday

    def heading(self) -> tuple[str, str]:
        return ("The week", "")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Prose([paragraph(reviewing.INTRO)])
            yield Line(" ")
            yield Prose((), id="facts")
            yield Line(" ")
            yield Prose((), id="words")
            yield Act("Write about this week", "write")
            yield Act("The cards of this week", "cards")
            yield Line(" ")

    def explain(self) -> tuple[str, ...]:
        return agreeing.explained(self.house, self.monday)

    def on_mount(self) -> None:
        self.monday = self._asked_for or week_to_review(self.house.clock.today())
        self.refresh_view()
        self.query(Act).first().focus(scroll_visible=False)

    def refresh_view(self) -> None:
        self.way = ("review", self.monday.isoformat())
        self.review = reviewing.review_of(self.house, self.monday)
        self.title_says(f"The week  {in_words(self.monday)} to {in_words(self.monday + timedelta(days=6))}")
        self.query_one("#facts", Prose).say(reviewing.facts(self.house, self.monday))
        own = [Entry(field.label, text) for field in reviewing.FIELDS if (text := getattr(self.review, field.id))]
        words = self.query_one("#words", Prose)
        words.display = bool(own)
        words.say(own)

    def action_turn(self, days: int) -> None:
        monday = self.monday + timedelta(days=days)
        if monday > self.house.clock.today():
            self.iop.say("That week has not come yet.")
            return
        self.monday = monday
        self.refresh_view()

    def action_view(self) -> None:
        self.show_page(reviewing.page(self.house, self.monday))

    @on(Act.Pressed)
    def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        if event.name == "write":
            open_review(self)
        else:
            self.show_page(sharing.card_page(self.house, self.monday))


def open_review(screen: ReviewScreen) -> None:
    """The few questions about a week; every one can stay empty."""
    from iop_tui.tui.screens.form import FormScreen

    review, monday = screen.review, screen.monday

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(reviewing.write, review, found, undo_as="words about the week")
        screen.refresh_view()
        return done is not None

    title = f"The week of {in_words(monday)}"
    screen.app.push_screen(FormScreen(title, reviewing.FIELDS, reviewing.values(review), key=f"review/{monday}", save=save))
