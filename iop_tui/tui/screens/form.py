"""A small form: some fields, saved together. What is typed is kept as a draft until then."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from iop_tui import words
from iop_tui.domain.fields import Field, Unreadable, Value, read, write
from iop_tui.domain.filled import Snag
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.editor import Onward
from iop_tui.tui.widgets.frame import KeyLine, Line

Values = dict[str, Value]
Part = tuple[str, tuple[Field, ...]]

NEXT_PART = "next-part"


class FormScreen(Base[None]):
    """Closes only when `save` could save, or when the person leaves; the words are never lost in between."""

    keys = (("^S", "Save"), ("Esc, q", "Leave, typing is kept"))
    more_keys = (
        ("Ctrl+S", "save, and go back"),
        ("Enter", "next field (in a text of several lines: a new line)"),
        ("Esc, then q", "leave; what you typed is here when you come back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("u", "nothing", show=False),  # undo is for what is done; here it would reach behind the form
        Binding("ctrl+n", "part(1)", show=False),
        Binding("ctrl+p", "part(-1)", show=False),
    ]
    DEFAULT_CSS = """
    FormScreen #part { height: auto; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Value],
        *,
        key: str,
        save: Callable[[Values], Awaitable[bool]],
        intro: str = "",
        check: Callable[[Values], str] = lambda _values: "",
        snag: Callable[[Values], Snag | None] = lambda _values: None,
        hidden: Callable[[Values], frozenset[str]] = lambda _values: frozenset(),
        save_label: str = "Save",
        ways: Mapping[str, Callable[[], object]] | None = None,
        parts: Mapping[str, str] | None = None,
    ) -> None:
        """`check` says something in passing, `snag` at its field; `ways` lead elsewhere from here, and what is typed stays meanwhile.

        `parts` make a long form short: the name of each part by its first field, one part on the screen at a time.
        """
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._values = dict(values)
        self._key = f"form/{key}/"
        self.way = ("form", key)
        self._intro = intro
        self._save = save
        self._check = check
        self._snag = snag
        self._hidden = hidden
        self._save_label = save_label
        self._ways = dict(ways or {})
        self._parts = _in_parts(self._fields, parts or {})
        self._part = 0
        self._raws: dict[str, str] = {}
        """What stands in the fields of the parts that are not on the screen."""

    def heading(self) -> tuple[str, str]:
        return (self._title, "")

    def body(self) -> ComposeResult:
        drafts = {of.removeprefix(self._key): draft.text for of, draft in self.house.store.drafts(self._key).items()}
        self._raws = {each.id: drafts.get(each.id, write(each, self._values.get(each.id))) for each in self._fields}
        self._restored = set(drafts)
        with VerticalScroll(can_focus=False):
            with Vertical(id="part"):
                yield from self._part_boxes()
            yield Act(self._save_label, "save")
            for name in self._ways:
                yield Act(name, name)
            yield Line(" ")

    def on_mount(self) -> None:
        self._begin_part()

    def _part_boxes(self) -> Iterator[Widget]:
        """The fields of the part that is on the screen, what is said above them, and the way to the next part."""
        name, fields = self._parts[self._part]
        said = name if self._part else self._intro
        if said:
            yield Line(said, classes="-bold" if self._part else "-quiet")
            yield Line(" ")
        for field in fields:
            yield FieldBox(field, self._raws[field.id], state=words.RESTORED_HERE if field.id in self._restored else "")
        if self._part + 1 < len(self._parts):
            yield Act(f"Next part: {self._parts[self._part + 1][0]}", NEXT_PART)

    def _begin_part(self) -> None:
        if len(self._parts) > 1:
            self.title_says(right=f"part {self._part + 1} of {len(self._parts)}")
            self.query_one(KeyLine).say((self.keys[0], ("^N", "Next part"), *self.keys[1:], ("?", "Keys")))
        self._hide()
        self.query(FieldBox).first().editor.enter()

    def keys_in_full(self) -> tuple[tuple[str, str], ...]:
        onward = ("Ctrl+N, Ctrl+P", "the next part of the form, or the one before")
        return (*self.more_keys, *([onward] if len(self._parts) > 1 else []))

    def action_nothing(self) -> None:
        """Nothing happens."""

    async def action_part(self, by: int) -> None:
        """The next part of the form, or the one before."""
        if 0 <= self._part + by < len(self._parts):
            await self._go_to(self._part + by)

    async def _go_to(self, part: int) -> None:
        """Put another part on the screen; what was typed in this one stays as unfinished typing."""
        for name, raw in self._texts().items():
            if raw != self._raws[name]:
                self._raws[name] = raw
                self.house.store.draft(f"{self._key}{name}", raw)
        self._part = part
        place = self.query_one("#part")
        async with self.batch():
            await self.refill(place, self._part_boxes())
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._begin_part()

    def _texts(self) -> dict[str, str]:
        """What stands in every field, on the screen or not."""
        return {**self._raws, **{box.field.id: box.raw for box in self.query(FieldBox)}}

    def _hide(self) -> None:
        """Leave out the fields that the others make needless."""
        found: Values = {}
        texts = self._texts()
        for field in self._fields:
            with contextlib.suppress(Unreadable):
                value = read(field, texts[field.id])
                if value is not None:
                    found[field.id] = value
        hidden = self._hidden(found)
        for box in self.query(FieldBox):
            box.display = box.field.id not in hidden

    @on(FieldBox.Typed)
    def _typed(self, event: FieldBox.Typed) -> None:
        self.house.store.draft(f"{self._key}{event.box.field.id}", event.box.tell())
        event.box.say("")

    def keep_typing(self) -> None:
        """Keep what stands in a field and was not told yet, at a sudden end."""
        for box in self.query(FieldBox):
            if box.is_ahead:
                self.house.store.draft(f"{self._key}{box.field.id}", box.raw)

    @on(FieldBox.Settled)
    def _settled(self, event: FieldBox.Settled) -> None:
        """Tell early when something cannot be read; it stays where it is."""
        self._hide()
        try:
            read(event.box.field, event.box.raw)
        except Unreadable as error:
            event.box.say_below(str(error))

    @on(Onward)
    def _onward(self, event: Onward) -> None:
        event.stop()
        self.focus_next()

    @on(Act.Pressed)
    async def _pressed(self, event: Act.Pressed) -> None:
        event.stop()
        if event.name == NEXT_PART:
            await self.action_part(1)
        elif event.name in self._ways:
            self._ways[event.name]()
        else:
            await self.action_save()

    async def action_save(self) -> None:
        """Read every field; the first that cannot be read gets the focus and a sentence."""
        found: Values = {}
        texts = self._texts()
        for field in self._fields:
            try:
                value = read(field, texts[field.id])
            except Unreadable as error:
                await self._say_at(field.id, str(error))
                return
            if value is not None:
                found[field.id] = value
        snag = self._snag(found)
        if snag is not None:
            await self._say_at(snag.field, snag.sentence)
            return
        problem = self._check(found)
        if problem:
            self.iop.say(problem, seconds=8)
            return
        if await self._save(found):
            self.forget_drafts()
            self.dismiss()

    async def _say_at(self, field_id: str, sentence: str) -> None:
        """Say something at a field, wherever it is."""
        part = next(number for number, (_name, fields) in enumerate(self._parts) if any(each.id == field_id for each in fields))
        if part != self._part:
            await self._go_to(part)
        box = next(each for each in self.query(FieldBox) if each.field.id == field_id)
        box.display = True
        box.editor.enter()
        box.say_below(f"{sentence} What you typed stays here.")

    def forget_drafts(self) -> None:
        """The typing became part of what is saved."""
        for field in self._fields:
            self.house.store.drop_draft(f"{self._key}{field.id}")

    async def action_back(self) -> None:
        self.dismiss()

    async def action_leave_field(self) -> None:
        """Esc leaves the field; a second time it leaves the form."""
        if self.focused is None:
            self.dismiss()
        else:
            self.set_focus(None)


def _in_parts(fields: Sequence[Field], names: Mapping[str, str]) -> list[Part]:
    """The fields in parts; each begins at a field that has a name."""
    parts: list[Part] = []
    for field in fields:
        if not parts or field.id in names:
            parts.append((names.get(field.id, ""), ()))
        name, before = parts[-1]
        parts[-1] = (name, (*before, field))
    return parts
