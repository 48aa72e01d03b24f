"""A small form: some fields, saved together. What is typed is kept as a draft until then."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from iop_tui import words
from iop_tui.domain.fields import Field, Unreadable, Value, read, write
from iop_tui.domain.filled import Snag
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.editor import Onward
from iop_tui.tui.widgets.frame import Line

Values = dict[str, Value]


class FormScreen(Base[None]):
    """Closes only when `save` could save, or when the person leaves; the words are never lost in between."""

    keys = (("^S", "Save"), ("Esc q", "Leave, typing is kept"))
    more_keys = (
        ("Ctrl+S", "save, and go back"),
        ("Enter", "next field (in a text of several lines: a new line)"),
        ("Esc, then q", "leave; what you typed is here when you come back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

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
    ) -> None:
        """`check` says something in passing, `snag` at its field; `ways` lead elsewhere from here, and what is typed stays meanwhile."""
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

    def heading(self) -> tuple[str, str]:
        return (self._title, "")

    def body(self) -> ComposeResult:
        drafts = {of.removeprefix(self._key): draft.text for of, draft in self.house.store.drafts(self._key).items()}
        with VerticalScroll(can_focus=False):
            if self._intro:
                yield Line(self._intro, classes="-quiet")
                yield Line(" ")
            for field in self._fields:
                draft = drafts.get(field.id)
                raw = write(field, self._values.get(field.id)) if draft is None else draft
                yield FieldBox(field, raw, state=words.RESTORED_HERE if draft is not None else "")
            yield Act(self._save_label, "save")
            for name in self._ways:
                yield Act(name, name)
            yield Line(" ")

    def on_mount(self) -> None:
        self._hide()
        self.query(FieldBox).first().editor.enter()

    def _hide(self) -> None:
        """Leave out the fields that the others make needless."""
        found: Values = {}
        for box in self.query(FieldBox):
            with contextlib.suppress(Unreadable):
                value = read(box.field, box.raw)
                if value is not None:
                    found[box.field.id] = value
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
        if event.name in self._ways:
            self._ways[event.name]()
        else:
            await self.action_save()

    async def action_save(self) -> None:
        """Read every field; the first that cannot be read gets the focus and a sentence."""
        found: Values = {}
        for box in self.query(FieldBox):
            try:
                value = read(box.field, box.raw)
            except Unreadable as error:
                self._say_at(box, str(error))
                return
            if value is not None:
                found[box.field.id] = value
        snag = self._snag(found)
        if snag is not None:
            self._say_at(next(box for box in self.query(FieldBox) if box.field.id == snag.field), snag.sentence)
            return
        problem = self._check(found)
        if problem:
            self.iop.say(problem, seconds=8)
            return
        if await self._save(found):
            self.forget_drafts()
            self.dismiss()

    def _say_at(self, box: FieldBox, sentence: str) -> None:
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
