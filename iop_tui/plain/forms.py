"""A form, question by question. Typing is kept under the same names as on the screen, so that either goes on where the other broke off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iop_tui.domain.fields import Field, Unreadable, Value, read, write
from iop_tui.plain.filling import Enough, fill_in
from iop_tui.plain.talk import Back

if TYPE_CHECKING:
    from iop_tui.domain.filled import Snag
    from iop_tui.plain.talk import Talk
    from iop_tui.services.house import Done

Values = dict[str, Value]


def form(
    talk: Talk,
    title: str,
    fields: Sequence[Field],
    values: Mapping[str, Value],
    *,
    key: str,
    save: Callable[[Any], Done[Any] | None],
    intro: str = "",
    check: Callable[[Values], str] = lambda _values: "",
    snag: Callable[[Values], Snag | None] = lambda _values: None,
    hidden: Callable[[Values], frozenset[str]] = lambda _values: frozenset(),
    parts: Mapping[str, str] | None = None,
) -> bool:
    """Ask each field in turn, then save; whether it was saved. `back` at the first question leaves, and typing is kept."""
    return _Form(talk, title, tuple(fields), dict(values), f"form/{key}/", hidden, dict(parts or {})).run(intro, save, check, snag)


class _Form:
    """One form while it is filled in."""

    def __init__(
        self,
        talk: Talk,
        title: str,
        fields: tuple[Field, ...],
        values: Values,
        key: str,
        hidden: Callable[[Values], frozenset[str]],
        parts: dict[str, str],
    ) -> None:
        self.talk, self.title, self.fields, self.key, self.hidden, self.parts = talk, title, fields, key, hidden, parts
        drafts = {of.removeprefix(key): draft.text for of, draft in talk.house.store.drafts(key).items()}
        self.begun = set(drafts)
        """Fields with unfinished typing."""
        self.raws = {each.id: drafts.get(each.id, write(each, values.get(each.id))) for each in fields}

    def run(
        self,
        intro: str,
        save: Callable[[Any], Done[Any] | None],
        check: Callable[[Values], str],
        snag: Callable[[Values], Snag | None],
    ) -> bool:
        with self.talk.at(self.title):
            self.talk.say(self.title, *([intro] if intro else []))
            if len(self.fields) > 1:
                self.talk.say("save at any question saves and asks no more; back at the first one leaves, and typing is kept.")
            if self.begun:
                self.talk.say("Your unfinished typing is back.")
            at = 0
            while True:
                try:
                    self._ask_from(at)
                except Back:
                    self.talk.say("Left. What you typed waits here." if self.begun else "Left.")
                    return False
                unreadable = next((number for number, each in enumerate(self.fields) if not self._is_readable(each)), None)
                if unreadable is not None:
                    at = unreadable
                    continue
                found = self._values()
                stop = snag(found)
                if stop is not None:
                    self.talk.refuse(stop.sentence)
                    at = self._number(stop.field)
                    continue
                problem = check(found)
                if problem:
                    self.talk.refuse(problem)
                    at = 0
                    continue
                if save(found) is None:
                    at = len(self.fields) - 1
                    continue
                for field in self.fields:
                    self.talk.house.store.drop_draft(f"{self.key}{field.id}")
                return True

    def _ask_from(self, at: int) -> None:
        """Ask the fields from one on; raises `Back` before the first."""
        while at < len(self.fields):
            field = self.fields[at]
            if field.id in self.hidden(self._values()):
                at += 1
                continue
            if field.id in self.parts:
                self.talk.say(f"Heading: {self.parts[field.id]}")
            try:
                self._fill_in(field, at)
            except Enough:
                return
            except Back:
                at = self._before(at)
                if at < 0:
                    raise
                continue
            at += 1

    def _fill_in(self, field: Field, at: int) -> None:
        """Ask one field; raises `Enough` when the person wants to save, and what stands in the field is taken over first."""
        before = self.raws[field.id]
        try:
            self.raws[field.id] = fill_in(
                self.talk,
                field,
                before,
                is_begun=field.id in self.begun,
                keep=lambda text: self._keep(field, text),
                place=f"{at + 1} of {len(self.fields)}" if len(self.fields) > 1 else "",
                can_save=len(self.fields) > 1,
            )
        except Enough as enough:
            self.raws[field.id] = enough.raw
            raise
        finally:
            if self.raws[field.id] != before:
                self.begun.add(field.id)
                self._keep(field, None)

    def _keep(self, field: Field, text: str | None) -> None:
        """Keep unfinished typing; without a text, what stands in the field."""
        if text is not None:
            self.talk.house.store.draft(f"{self.key}{field.id}", text)
        elif field.id in self.begun:
            self.talk.house.store.draft(f"{self.key}{field.id}", self.raws[field.id])
        else:
            self.talk.house.store.drop_draft(f"{self.key}{field.id}")

    def _before(self, at: int) -> int:
        """The field before one that is not hidden; below 0 when there is none."""
        hidden = self.hidden(self._values())
        at -= 1
        while at >= 0 and self.fields[at].id in hidden:
            at -= 1
        return at

    def _values(self) -> Values:
        found: Values = {}
        for field in self.fields:
            try:
                value = read(field, self.raws[field.id])
            except Unreadable:
                continue
            if value is not None:
                found[field.id] = value
        return found

    def _is_readable(self, field: Field) -> bool:
        try:
            read(field, self.raws[field.id])
        except Unreadable as error:
            self.talk.refuse(f"{field.label}: {error}")
            return False
        return True

    def _number(self, field_id: str) -> int:
        return next((number for number, each in enumerate(self.fields) if each.id == field_id), 0)
