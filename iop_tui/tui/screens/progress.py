"""Progress: three bars, and one's own numbers as charts, each with the rows it came from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList

from iop_tui.domain.helped import BANDS, Band, band_words
from iop_tui.domain.threebars import ThreeBar
from iop_tui.render import charts
from iop_tui.services import looking, progressing
from iop_tui.services.progressing import SPAN_WORDS, SPANS, View
from iop_tui.tui.screens.page import PageScreen
from iop_tui.tui.screens.room import Base, Room
from iop_tui.tui.widgets.frame import KeyLine, Rule, TitleLine
from iop_tui.tui.widgets.prose import Prose
from iop_tui.tui.widgets.rows import Row, Rows

BESIDE_FROM = 110
"""Columns from which the page of a row stands beside the list."""

BAR = 26
"""Cells of a bar in the list."""

RANGE = ("r", "another range: the last 7 days, the last 30, all there is")
BEHIND = ("w", "where the numbers come from: every row behind them")
SHEETS = ("S", "the score sheets: fill one in, or put one away")
LEVEL = ("d", "how strong distress is now: what helped at that level comes first")


class ProgressRoom(Room):
    """A list of what there is to see; each row opens a page, or shows it beside the list where there is room."""

    CSS_PATH = "progress.tcss"
    keys = (("Enter", "Open"), ("r", "Range"), ("w", "Where from"), ("t", "I tried a skill"), ("q", "Back"))
    more_keys = (("Enter", "open the page of the row"), RANGE, BEHIND, LEVEL, SHEETS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "span", show=False),
        Binding("w", "behind", show=False),
        Binding("d", "level", show=False),
        Binding("S", "sheets", show=False),
    ]

    def __init__(self, span: str = "month") -> None:
        super().__init__()
        self.span = span if span in SPANS else "month"
        self.band: Band | None = None
        self._bars: tuple[ThreeBar, ...] = ()
        self._seen: dict[str, View] = {}

    def heading(self) -> tuple[str, str]:
        return ("Progress", "")

    def body(self) -> ComposeResult:
        with Horizontal():
            yield Rows()
            with VerticalScroll(id="side", can_focus=False):
                yield Prose(())

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def on_resize(self) -> None:
        super().on_resize()
        self.query_one("#side").display = self.size.width >= BESIDE_FROM
        self._show_beside()

    def refresh_view(self) -> None:
        self.way = ("progress", self.span)
        self._bars = progressing.bars(self.house)
        self._seen = {}
        rows = [Row(key, each.name, each.figure, note=_drawn(each)) for key, each in zip(looking.BARS, self._bars, strict=True)]
        rows.append(Row())
        rows.extend(Row(each.id, each.title, each.fact) for each in looking.looks(self.house, self.span))
        self.title_says("Progress", SPAN_WORDS[self.span])
        self.query_one(Rows).show(rows)
        self._show_beside()

    def explain(self) -> tuple[str, ...]:
        return (*(each.explain() for each in self._bars), *self._view().explained)

    def _chosen(self) -> str:
        row = self.query_one(Rows).chosen
        return row.id if row else "timeline"

    def _view(self) -> View:
        """The page of the row under the cursor."""
        which = self._chosen()
        if which not in self._seen:
            self._seen[which] = looking.view(self.house, which, self.span, self.band)
        return self._seen[which]

    @on(OptionList.OptionHighlighted)
    def _show_beside(self) -> None:
        side = self.query_one("#side", VerticalScroll)
        if side.display:
            side.query_one(Prose).say(self._view().blocks)
            side.scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        self._open_look(self._chosen())

    def _open_look(self, which: str) -> None:
        def back(span: str | None) -> None:
            if span and span != self.span:
                self.span = span
                self.refresh_view()

        self.app.push_screen(look_screen(which, self.span, self.band), back)

    def action_span(self) -> None:
        self.span = progressing.next_span(self.span)
        self.refresh_view()

    def action_behind(self) -> None:
        open_rows(self, self._view())

    def action_sheets(self) -> None:
        from iop_tui.tui.screens.score import open_scores

        open_scores(self)

    def action_level(self) -> None:
        if self.query_one("#side").display:
            self.band = next_band(self.band)
            self.query_one(Rows).choose("helped")
            self.refresh_view()
        else:
            self._open_look("helped")


class LookScreen(Base[str]):
    """One page of Progress; answers with the range that was chosen last."""

    keys: tuple[tuple[str, str], ...] = (("r", "Range"), ("w", "Where from"), ("b", "Bare, to copy"), ("q", "Back"))
    more_keys: tuple[tuple[str, str], ...] = (RANGE, BEHIND, ("b", "take the frame away, to select and copy"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "span", show=False),
        Binding("w", "behind", show=False),
        Binding("b", "bare", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, look: str, span: str = "month") -> None:
        super().__init__()
        self.look = look
        self.span = span if span in SPANS else "month"

    def view(self) -> View:
        return looking.view(self.house, self.look, self.span)

    def side(self) -> str:
        """What stands on the right of the title."""
        return looking.range_words(self.look, self.span)

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(())

    def on_mount(self) -> None:
        self.refresh_view()
        self.query_one(VerticalScroll).focus()

    def refresh_view(self) -> None:
        self.way = ("look", self.look, self.span)
        self._view = self.view()
        self.title_says(self._view.title, self.side())
        self.query_one(Prose).say(self._view.blocks)

    def explain(self) -> tuple[str, ...]:
        return self._view.explained

    def action_span(self) -> None:
        if not looking.range_words(self.look, self.span):
            self.iop.say("This page has a range of its own.")
            return
        self.span = looking.next_range(self.look, self.span)
        self.refresh_view()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_behind(self) -> None:
        open_rows(self, self._view)

    def action_bare(self) -> None:
        for frame in (TitleLine, Rule, KeyLine):
            part = self.query_one(frame)
            part.display = not part.display

    async def action_back(self) -> None:
        self.dismiss(self.span)


class HelpedScreen(LookScreen):
    """What has helped, for the distress of now."""

    keys = (("d", "Distress now"), ("r", "Range"), ("w", "Where from"), ("b", "Bare, to copy"), ("q", "Back"))
    more_keys = (LEVEL, RANGE, BEHIND, ("b", "take the frame away, to select and copy"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "level", show=False)]

    def __init__(self, look: str, span: str = "month", band: Band | None = None) -> None:
        super().__init__(look, span)
        self.band = band

    def view(self) -> View:
        return looking.view(self.house, self.look, self.span, self.band)

    def side(self) -> str:
        return f"distress now: {band_words(self.band)}"

    def action_level(self) -> None:
        self.band = next_band(self.band)
        self.refresh_view()
        self.query_one(VerticalScroll).scroll_home(animate=False)


class CourseScreen(LookScreen):
    """The course of the scores, with the way to the sheets."""

    keys = (("S", "Score sheets"), ("r", "Range"), ("w", "Where from"), ("b", "Bare, to copy"), ("q", "Back"))
    more_keys = (SHEETS, RANGE, BEHIND, ("b", "take the frame away, to select and copy"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("S", "sheets", show=False)]

    def action_sheets(self) -> None:
        from iop_tui.tui.screens.score import open_scores

        open_scores(self)

    def on_screen_resume(self) -> None:
        self.refresh_view()


def look_screen(which: str, span: str, band: Band | None = None) -> LookScreen:
    """The page of a name."""
    match which:
        case "helped":
            return HelpedScreen(which, span, band)
        case "scores":
            return CourseScreen(which, span)
    return LookScreen(which, span)


def open_rows(screen: Base[None] | Base[str], view: View) -> None:
    """The rows behind a page."""
    if view.rows:
        screen.app.push_screen(PageScreen(f"{view.title}: the rows", view.rows))
    else:
        screen.iop.say("There are no rows behind this yet.")


def next_band(band: Band | None) -> Band | None:
    """From any level through each of them, and back to any."""
    levels: list[Band | None] = [None, *reversed(BANDS)]
    return levels[(levels.index(band) + 1) % len(levels)]


def _drawn(bar: ThreeBar) -> str:
    """The bar, or how it begins."""
    return charts.bar(bar.bar(), BAR).lines[0] if bar.part else bar.begins
