"""A person in front of the program: a home on the disk of the test, a visit at some size, keys, and eyes for the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from time import monotonic
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from iop_tui.domain.books import BOOKS
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.settings import Settings
from iop_tui.services import listing, planning, program, tracking
from iop_tui.services.house import House, open_house
from iop_tui.store.prefs import Prefs
from iop_tui.tui.app import IopApp
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.typing import TextEditor
from iop_tui.tui.widgets.rows import Rows

MONDAY = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
"""In Berlin it is half past eight in the evening."""
TODAY = date(2026, 11, 23)

SIZES = ((80, 24), (60, 20), (40, 12))
WIDE = (120, 30)

PATIENCE = 25.0
"""Seconds until something that was waited for counts as missing; on a machine at rest nothing takes a hundredth of it."""


def to_tool(name: str) -> tuple[str, ...]:
    """The keys that open a tool of the program."""
    return ("7", *["down"] * list(program.tools()).index(name), "enter")


class Watch:
    """A clock that a test sets forward by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Home:
    """Where a person's data lies, and how the program is opened there."""

    data: Path
    watch: Watch
    begun: Path
    """Where first days are kept that were lived already."""
    prefs: Prefs = field(default_factory=lambda: Prefs(country="US", zone="Europe/Berlin", theme="dark", glyphs="unicode"))

    @contextmanager
    def house(self) -> Iterator[House]:
        """The house without a screen: to prepare something, to look, or as another window."""
        house = open_house(create=True, data=self.data)
        try:
            yield house
        finally:
            house.store.close()

    def begin(self, **about: Any) -> Home:
        """Answer Start without walking through it; who answers the same has the same first day, so that it is lived only once."""
        about = {"stage": "attending", "need": "both", "minutes": 20, **about}
        day = self.begun / str(abs(hash((self.prefs, tuple(sorted(about.items())), self.watch.now))))
        if not day.exists():
            with replace(self, data=day).house() as house:
                planning.begin(house, self.prefs, replace(house.settings(), **about))
        copytree(day, self.data, dirs_exist_ok=True)
        return self

    def promise(self, title: str, **about: Any) -> Commitment:
        """Make a commitment without walking through its form; it began two weeks ago."""
        with self.house() as house:
            begun = {"starts": house.clock.today() - timedelta(days=14), **about}
            return tracking.save_commitment(house, Commitment(title=title, **begun)).value

    def keep(self, book: str, values: Mapping[str, Any]) -> Any:
        """Put something into a list without walking through its form."""
        with self.house() as house:
            return listing.keep(house, BOOKS[book], BOOKS[book].kind(), values).value

    def marks(self, title: str) -> dict[date, Checkin]:
        """Every marked day of a commitment, running or put away."""
        with self.house() as house:
            found = next(each for each in (*tracking.active(house), *tracking.put_away(house)) if each.title == title)
            return tracking.standing(house, found).checkins

    def promises(self) -> dict[str, Commitment]:
        """The running commitments by title."""
        with self.house() as house:
            return {each.title: each for each in tracking.active(house)}

    def settings(self) -> Settings:
        with self.house() as house:
            return house.settings()

    def unit(self, name: str, text: str) -> None:
        """Put a unit into the person's own modules: `own.day.walk` is `own/day/walk.md`."""
        path = self.data / "modules" / f"{name.replace('.', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @asynccontextmanager
    async def visit(self, size: tuple[int, int] = (80, 24), open_unit: str = "", toasts: bool = False) -> AsyncIterator[Person]:
        """Sit down, and get up again at the end; what was typed is kept as on any way out."""
        self.watch.forward(seconds=1)
        house = open_house(create=True, data=self.data)
        app = IopApp(house, open_unit)
        said: list[str] = []
        say = app.notify

        def listen(message: str, **how: Any) -> None:
            said.append(message)
            say(message, **how)

        app.notify = listen  # type: ignore[method-assign, assignment]
        try:
            async with app.run_test(size=size, notifications=toasts) as pilot:
                person = Person(app, pilot, house, said)
                await person.rest()
                yield person
        finally:
            house.store.close()


@dataclass
class Person:
    """Somebody with a keyboard."""

    app: IopApp
    pilot: Pilot[None]
    house: House
    said: list[str]
    """What the program said in passing, oldest first."""

    # Hands

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            self.app._driver.send_message(key_of(key))  # type: ignore[union-attr]
            await self.rest()

    async def undo(self) -> None:
        """Press u, and wait for what is said about it."""
        before = len(self.said)
        await self.press("u")
        await self.wait_for(lambda: len(self.said) > before, "u says what it did")

    async def type(self, text: str) -> None:
        """Type a text at the pace of a person whose hands are fast; Enter where there is a new line."""
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.press("enter")
            for character in line:
                self.app._driver.send_message(key_of(character))  # type: ignore[union-attr]
            await self.rest()

    async def paste(self, text: str) -> None:
        self.app._driver.send_message(events.Paste(text))  # type: ignore[union-attr]
        await self.rest()

    async def tap(self, widget: Widget, x: int = 0, y: int = 0) -> None:
        """Tap a widget at a cell of its own."""
        await self.pilot.click(widget, offset=(x, y))
        await self.rest()

    async def to_row(self, words: str) -> None:
        """Walk to the row of the list that has these words."""
        rows = self.app.screen.query_one(Rows)
        number = next((n for n, row in enumerate(rows.rows) if row.id and words in f"{row.label} {row.text}"), None)
        assert number is not None, f"no row {words!r} among {[row.text for row in rows.rows]}"
        for _ in range(len(rows.rows)):
            if rows.highlighted == number:
                return
            await self.press("down" if rows.highlighted is None or rows.highlighted < number else "up")
        raise AssertionError(f"the cursor does not come to {words!r}")

    async def open_row(self, words: str) -> None:
        await self.to_row(words)
        await self.press("enter")

    async def to_act(self, label: str) -> None:
        """Tab to a word in brackets."""
        for _ in range(80):
            focused = self.app.focused
            if isinstance(focused, Act) and label in focused.label:
                return
            await self.press("tab")
        raise AssertionError(f"Tab does not come to {label!r}:\n{self.screen()}")

    async def do(self, label: str) -> None:
        await self.to_act(label)
        await self.press("enter")

    def box(self, name: str) -> FieldBox:
        """The field with an id, or with a label that begins so."""
        boxes = self.app.screen.query(FieldBox)
        found = next((each for each in boxes if each.field.id == name or each.field.label.startswith(name)), None)
        assert found is not None, f"no field {name!r} among {[each.field.id for each in boxes]}"
        return found

    async def to_field(self, name: str) -> FieldBox:
        """Tab to a field."""
        box = self.box(name)
        for _ in range(80):
            if box.has_focus_within:
                return box
            await self.press("tab")
        raise AssertionError(f"Tab does not come to {name!r}:\n{self.screen()}")

    async def fill(self, name: str, text: str) -> None:
        """Go to a field and put a text in place of what stands there."""
        await self.to_field(name)
        await self.clear()
        await self.type(text)

    async def clear(self) -> None:
        """Empty the field that has the focus."""
        await self.press(*(("f7", "backspace") if isinstance(self.app.focused, TextEditor) else ("end", "shift+home", "backspace")))

    async def pick(self, name: str, option: str) -> None:
        """Go to a choice and take an option."""
        await self.to_field(name)
        await self.pick_here(option)

    async def pick_here(self, option: str) -> None:
        """Take an option of the choice that has the focus."""
        picker: Any = self.app.focused
        if option in picker.picked:
            return
        number = picker.options.index(option)
        while picker.at != number:
            far = abs(picker.at - number) > 6
            await self.press(option[0].lower() if far else "down" if picker.at < number else "up")
        await self.press("space")

    async def turn_to(self, section: str) -> None:
        """In the reader: press n until a section stands there."""
        await self.press("escape")
        for _ in range(20):
            if section in self.lines()[2]:
                return
            await self.press("n")
        raise AssertionError(f"n does not come to {section!r}:\n{self.screen()}")

    # Eyes

    def lines(self) -> list[str]:
        """What is on the screen, line by line, without the ends of scroll bars."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip().rstrip("▁▂▃▄▅▆▇").rstrip() for strip in strips]

    def screen(self) -> str:
        return "\n".join(self.lines())

    def flat(self) -> str:
        """The screen as one line, so that a sentence is found however it is wrapped."""
        return " ".join(self.screen().split())

    def rows(self) -> list[str]:
        """The ids of the rows of the list that is open."""
        return [row.id for row in self.app.screen.query_one(Rows).rows]

    def row(self) -> str:
        """The id of the row under the cursor."""
        chosen = self.app.screen.query_one(Rows).chosen
        return chosen.id if chosen else ""

    def room(self) -> str:
        """The name of the open screen's class."""
        return type(self.app.screen).__name__

    async def sees(self, *texts: str) -> None:
        """Wait until these stand on the screen."""
        for text in texts:
            await self.wait_for(lambda text=text: " ".join(text.split()) in self.flat(), text)

    async def reads(self, *texts: str, key: str = "pagedown") -> None:
        """Find these on a page that may be longer than the screen, by going down from where it stands; a section of a unit to its end."""
        missing = [" ".join(text.split()) for text in texts]
        page: list[str] = []
        been: set[tuple[str, object]] = set()
        await self.rest()
        lines = first = self.lines()
        while (here := ("\n".join(lines), self._cursor())) not in been and (self.room() != "ReaderScreen" or lines[2] == first[2]):
            been.add(here)
            page = _joined(page, lines[3 if self.room() == "ReaderScreen" else 2 : -1])
            shown = " ".join(" ".join([lines[0], *page, lines[-1]]).split())
            missing = [text for text in missing if text not in shown]
            if not missing:
                return
            await self.press(key)
            lines = self.lines()
        raise AssertionError(f"{missing} not found on:\n" + "\n".join(page))

    def _cursor(self) -> object:
        """The row under the cursor, where there is a list."""
        rows = self.app.screen.query(Rows)
        return rows.first().highlighted if rows else None

    async def sees_not(self, *texts: str) -> None:
        """None of these stand on the screen when everything has come to rest."""
        await self.rest()
        for text in texts:
            assert " ".join(text.split()) not in self.flat(), f"{text!r} stands here:\n{self.screen()}"

    async def hears(self, text: str) -> None:
        """Wait until something with these words is said in passing."""
        await self.wait_for(lambda: any(text in each for each in self.said), f"said: {text}")

    async def wait_for(self, condition: Callable[[], object], what: str = "") -> None:
        until = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < until, f"waited for {what!r}, said {self.said}, and saw:\n{self.screen()}"
            await asyncio.sleep(0.005)
            await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is left to do: no message under way, no act on the saving thread, and the screen drawn."""
        loop: Any = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0.001 if self._is_busy() else 0)
            if loop._ready or self._is_busy():
                continue
            self.app.screen._on_timer_update()
            await asyncio.sleep(0)
            if not loop._ready and not self._is_busy():
                return

    def _is_busy(self) -> bool:
        """Whether the saving thread, or the timer that scrolls, has something in hand."""
        return self.app._acting.locked() or bool(self.app.animator._animations or self.app.animator._scheduled)


def key_of(name: str) -> events.Key:
    """A key as the terminal sends it."""
    named = {" ": "space", "?": "question_mark", "!": "exclamation_mark", "/": "slash", "[": "left_square_bracket"}
    named["]"] = "right_square_bracket"
    character = {"space": " ", **{name: sign for sign, name in named.items()}}.get(name, name if len(name) == 1 else None)
    return events.Key(named.get(name, name), character)


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Two looks at a page as one; what stands in both stands there once."""
    most = next((n for n in range(min(len(above), len(below)), 0, -1) if above[-n:] == below[:n]), 0)
    return above + below[most:]
