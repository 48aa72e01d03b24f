"""Filling in one field, line by line. What comes out is the text that `domain.fields.read` takes, as from an editor of the screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from iop_tui.domain.fields import CONTACT, Field, Unreadable, Value, read, show
from iop_tui.plain.talk import MANY, chosen, numbered, unknown

if TYPE_CHECKING:
    from iop_tui.plain.keyboard import Keep
    from iop_tui.plain.talk import Talk

FEW = 5
SHORT = 50
"""Options that are said in the question itself: so many, and so many characters of them."""

CONTACT_WORDS = ("Name", "Phone", "Anything else, such as when to call")


SAVE = "save"
"""Typed at a question of a form, it saves what is there and asks no more."""


class Enough(Exception):
    """The person wants to save; `raw` is what stands in the field."""

    def __init__(self, raw: str) -> None:
        super().__init__(SAVE)
        self.raw = raw


def fill_in(
    talk: Talk,
    field: Field,
    raw: str = "",
    *,
    is_begun: bool = False,
    keep: Keep | None = None,
    place: str = "",
    can_save: bool = False,
) -> str:
    """Ask until it can be read; the text that stands in the field then. Enter alone keeps `raw`. Raises what `Talk.ask` raises.

    With `is_begun`, `raw` is unfinished typing that goes on where it broke off. `keep` hears of every letter. With `can_save`, raises
    `Enough` when the person wants to save.
    """
    while True:
        typed = _Asking(talk, field, raw, keep, can_save).typed(is_begun, place)
        try:
            read(field, typed)
        except Unreadable as error:
            if keep is not None:
                keep(None)
            talk.refuse(str(error))
            continue
        return typed


def present(field: Field, raw: str) -> str:
    """What stands in a field, to be read out."""
    try:
        return _said(field, read(field, raw))
    except Unreadable:
        return raw


def _said(field: Field, value: Value | None) -> str:
    return f"{show(value)} of {field.most}" if field.kind == "scale" and value is not None else show(value)


def _how(field: Field) -> str:
    """What can be typed, with the meaning of its ends."""
    match field.kind:
        case "scale":
            low = f", {field.low}," if field.low else ""
            high = f", {field.high}" if field.high else ""
            return f"{field.least}{low} to {field.most}{high}. "
        case "date":
            return "A date like 2026-11-23. "
        case "time":
            return "A time like 18:30. "
        case "money":
            return "An amount like 12.50. "
        case "number":
            return "A number. "
    return ""


CLEAR = "clear"


class _Asking:
    """One field while it is asked for."""

    def __init__(self, talk: Talk, field: Field, raw: str, keep: Keep | None, can_save: bool) -> None:
        self.talk, self.field, self.raw, self.keep, self.can_save = talk, field, raw, keep, can_save
        self.skip = "Enter keeps it" if raw else "Enter skips"

    def typed(self, is_begun: bool, place: str) -> str:
        field = self.field
        self.talk.say(f"{field.label}{f' ({place})' if place else ''}", *([field.help] if field.help else []))
        goes_on = is_begun and field.kind not in ("choice", "yesno", "multi", "contact", "grid", "table")
        now = "" if goes_on else present(field, self.raw)
        if now:
            self.talk.say(f"Now: {now}")
        answer = self._by_kind(self.raw if goes_on else "")
        return "" if answer == CLEAR else answer or self.raw

    def _by_kind(self, begun: str) -> str:
        match self.field.kind:
            case "choice" | "yesno":
                return self._choice()
            case "multi":
                return self._several()
            case "list" | "text":
                return self._lines(begun)
            case "contact":
                return self._contact()
            case "grid":
                return self._grid()
            case "table":
                return self._table()
        return self._ask(f"{_how(self.field)}{self.skip}:", begun=begun, keep=self.keep)

    def _ask(self, question: str, now: str | None = None, **how: Any) -> str:
        """One line; `clear` comes back as it is, and `save` ends all with what stands in the field `now`."""
        typed = self.talk.ask(question, own=(CLEAR, *((SAVE,) if self.can_save else ())), **how)
        if self.can_save and typed.casefold() == SAVE:
            raise Enough(self.raw if now is None else now)
        return CLEAR if typed.casefold() == CLEAR else typed

    def _listed(self) -> None:
        self.talk.say(*numbered(self.field.choices()))

    def _choice(self) -> str:
        options = self.field.choices()
        is_short = 1 < len(options) <= FEW and sum(map(len, options)) <= SHORT
        if not is_short and len(options) <= MANY:
            self._listed()
        how = f"{', '.join(options[:-1])} or {options[-1]}." if is_short else f"A number from 1 to {len(options)}."
        if len(options) > MANY:
            how = f"A word of its name; list says all {len(options)}."
        while (typed := self._ask(f"{how} {self.skip}:", listed=self._listed)) not in ("", CLEAR):
            found = chosen(options, typed)
            if found is not None:
                return options[found]
            self.talk.refuse(unknown(options, typed))
        return typed

    def _several(self) -> str:
        options = self.field.options
        self._listed()
        while (typed := self._ask(f"Numbers with spaces between them, like 1 3. {self.skip}:", listed=self._listed)) not in ("", CLEAR):
            parts = [typed] if chosen(options, typed) is not None else typed.replace(",", " ").split()
            found = [chosen(options, part) for part in parts]
            if None not in found:
                return "\n".join(options[each] for each in found if each is not None)
            self.talk.refuse("Some of that is none of these. list says them once more.")
        return typed

    def _lines(self, begun: str) -> str:
        """Several lines; an empty one ends them."""
        most = self.field.most if self.field.kind == "list" else 0
        *found, last = begun.split("\n")
        self.talk.say(*found)
        many = f"Up to {most} lines" if most else "As many lines as you like"
        typed = self._ask(f"{many}; an empty line ends them. {self.skip}:", begun=last, keep=_after(self.keep, found))
        if typed == CLEAR:
            return typed
        while typed:
            found.append(typed)
            typed = "" if most and len(found) >= most else self.talk.ask("Next line:", keep=_after(self.keep, found))
        return "\n".join(found)

    def _contact(self) -> str:
        now = [*self.raw.split("\n"), "", "", ""][: len(CONTACT)]
        for number, name in enumerate(CONTACT_WORDS):
            typed = self._ask(f"{name}. {'Enter keeps it' if now[number] else 'Enter skips'}:", "\n".join(now).rstrip("\n"))
            now[number] = "" if typed == CLEAR else typed or now[number]
        return "\n".join(now).rstrip("\n")

    def _grid(self) -> str:
        found: dict[str, dict[str, str]] = json.loads(self.raw) if self.raw else {}
        for row in self.field.rows:
            self.talk.say(row)
            self._cells(found.setdefault(row, {}), found)
        return json.dumps(found, ensure_ascii=False)

    def _cells(self, row: dict[str, str], whole: object, first: int = 0) -> None:
        """Fill in the cells of one row, from a column on."""
        for column in self.field.columns[first:]:
            try:
                row[column.name] = fill_in(self.talk, column.field(), row.get(column.name, ""), can_save=self.can_save)
            except Enough as enough:
                row[column.name] = enough.raw
                raise Enough(json.dumps(whole, ensure_ascii=False)) from None

    def _table(self) -> str:
        rows: list[dict[str, str]] = json.loads(self.raw) if self.raw else []
        lead = self.field.columns[0]
        while len(rows) < self.field.most:
            self.talk.say(f"Row {len(rows) + 1}. {lead.name}")
            typed = self._ask(f"{_how(lead.field())}Enter ends the rows:", json.dumps(rows, ensure_ascii=False) if rows else "")
            if not typed:
                break
            if typed == CLEAR:
                rows = []
                continue
            try:
                read(lead.field(), typed)
            except Unreadable as error:
                self.talk.refuse(str(error))
                continue
            rows.append({lead.name: typed})
            self._cells(rows[-1], rows, 1)
        return json.dumps(rows, ensure_ascii=False) if rows else CLEAR


def _after(keep: Keep | None, before: list[str]) -> Keep | None:
    """Keep a line together with those before it."""
    if keep is None or not before:
        return keep
    lines = [*before]
    return lambda typed: keep("\n".join(lines if typed is None else [*lines, typed]))
