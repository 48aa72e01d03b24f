"""What every screen has: a title line, a key line, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from iop_tui.tui.widgets.frame import KeyLine, Keys, Rule, TitleLine
from iop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from iop_tui.domain.book import Book
    from iop_tui.domain.page import Page
    from iop_tui.services.house import House
    from iop_tui.tui.app import IopApp

T = TypeVar("T")

EVERYWHERE = (
    ("1 to 7", "go to Today, Learn, Keep, After, Diary, Progress, Program"),
    ("/", "search the units and your own words"),
    ("t", "I tried a skill: which one, and how it went"),
    ("f", "find a skill by feeling, strength and minutes"),
    ("h", "something happened: the next hour first"),
    ("Q", "write down a question to ask"),
    ("u", "undo the last thing you did"),
    ("!  or Ctrl+G", "help now; Ctrl+G works in a field too"),
    ("Ctrl+L", "cover the screen; with a passphrase, lock it"),
    ("?", "these keys"),
    ("q", "back; on Today: leave. Nothing is lost"),
    ("Tab", "next field"),
    ("Esc", "leave a field; then letters are keys again"),
)
"""The keys of every screen, for the page that `?` opens."""


class Base(Screen[T]):
    """A screen with its frame. `heading` and `keys` are given by each room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "keys", show=False),
        Binding("exclamation_mark", "app.help_now", show=False),
        Binding("q", "back", show=False),
        Binding("escape", "leave_field", show=False),
        Binding("u", "app.undo", show=False),
        Binding("slash", "search", show=False),
    ]
    AUTO_FOCUS = ""
    keys: tuple[tuple[str, str], ...] = ()
    """Key and short label, the most useful first; the line shows as many as fit."""
    more_keys: tuple[tuple[str, str], ...] = ()
    """Key and what it does, for the page that `?` opens."""
    way: tuple[str, ...] = ()
    """How to come back here after a lock; nothing where one comes back to the screen below."""

    def on_resize(self) -> None:
        """Keep what has the focus in sight, as when the keyboard of a phone opens."""
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    @property
    def iop(self) -> IopApp:
        return cast("IopApp", self.app)

    @property
    def house(self) -> House:
        return self.iop.house

    def heading(self) -> tuple[str, str]:
        """The two ends of the title line."""
        return ("", "")

    def body(self) -> ComposeResult:
        """What stands between title and keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        yield TitleLine(*self.heading())
        yield Rule()
        yield from self.body()
        yield KeyLine((*self.keys, ("?", "Keys")))

    def title_says(self, left: str | None = None, right: str | None = None) -> None:
        self.query_one(TitleLine).say(left, right)

    def reopen(self, book: Book, item: str, origin: str) -> bool:
        """Open the form of an item again after a lock, with what this screen fills in beforehand; whether it opens such a form."""
        return False

    @property
    def focus_chain(self) -> list[Widget]:
        """What can have the focus, in the order of the page. The framework sorts by place, and what has just come has none yet."""
        return list(_focusable(self))

    async def refill(self, place: Widget, widgets: Iterable[Widget]) -> None:
        """Put other things in a place. Meanwhile nothing has the focus: else it would go to Help, and a key on its way would open that."""
        if place.has_focus_within:
            self.set_focus(None)
        await place.remove_children()
        await place.mount_all(widgets)

    def explain(self) -> tuple[str, ...]:
        """Paragraphs on the numbers that this screen shows."""
        return ()

    def show_page(self, page: Page) -> None:
        """A page to read."""
        from iop_tui.tui.screens.page import PageScreen

        self.app.push_screen(PageScreen(page.title, page.blocks))

    def action_keys(self) -> None:
        from iop_tui.tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen((*self.keys_in_full(), *EVERYWHERE), self.explain()))

    def keys_in_full(self) -> tuple[tuple[str, str], ...]:
        return self.more_keys or self.keys

    def action_search(self) -> None:
        from iop_tui.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen())

    async def action_back(self) -> None:
        self.dismiss()

    async def action_leave_field(self) -> None:
        """Out of a field; a list is none, and keeps the focus, so that the arrows go on from there."""
        if not isinstance(self.focused, Rows):
            self.set_focus(None)

    @on(Keys.Pressed)
    def _tapped(self, event: Keys.Pressed) -> None:
        """A tapped key does what it says, where it is one key."""
        if len(event.key) == 1:
            self.app.simulate_key({"?": "question_mark", "/": "slash"}.get(event.key, event.key))


def _focusable(node: Widget) -> Iterator[Widget]:
    for child in node.displayed_children:
        if child.focusable:
            yield child
        yield from _focusable(child)


class Sheet(Base[T]):
    """A screen whose page, called `page`, can be read on while a choice on it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "lines(1)", show=False),
        Binding("up,k", "lines(-1)", show=False),
        Binding("pagedown", "pages(1)", show=False),
        Binding("pageup", "pages(-1)", show=False),
    ]

    def action_lines(self, by: int) -> None:
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_pages(self, by: int) -> None:
        self.action_lines(by * max(1, self.query_one("#page", VerticalScroll).size.height - 1))


class ListScreen(Base[None]):
    """A screen that is a list to walk through, and shows what is kept now whenever it comes into sight."""

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        if len(self.query(TitleLine)) and len(self.query(Rows)):  # they go first when the program closes
            self.refresh_view()

    def refresh_view(self) -> None:
        """Show what is kept now."""


class Room(Base[None]):
    """One of the numbered rooms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(number, f"go('{number}')", show=False) for number in "1234567"),
        Binding("t", "tried", show=False),
        Binding("h", "happened", show=False),
        Binding("f", "find", show=False),
        Binding("Q", "question", show=False),
    ]

    async def action_go(self, number: str) -> None:
        self.iop.open_room(number)

    def action_tried(self) -> None:
        """Tell that a skill was used in life."""
        from iop_tui.tui.screens.tried import pick_tried

        pick_tried(self)

    def action_find(self) -> None:
        """Find a skill by feeling, strength and time."""
        from iop_tui.tui.screens.finder import FinderScreen

        self.app.push_screen(FinderScreen())

    def action_question(self) -> None:
        """Write down a question to ask."""
        from iop_tui.tui.screens.questions import open_question

        open_question(self)

    def action_happened(self) -> None:
        """Tell that something happened; the next hour comes first."""
        from iop_tui.tui.screens.happened import pick_happened

        pick_happened(self)

    async def action_back(self) -> None:
        """Any room leads back to Today; Today leads out."""
        from iop_tui.tui.screens.today import TodayRoom

        if isinstance(self, TodayRoom):
            await self.iop.action_leave()
        else:
            self.iop.open_room("1")

    def refresh_view(self) -> None:
        """Show what is kept now."""

    def on_screen_resume(self) -> None:
        """Come into sight; a room that another one already covers waits until it is seen."""
        if self.app.screen is self:
            self.refresh_view()
