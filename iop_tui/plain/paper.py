"""Pages to print or to take along, line by line: one as it will leave, and what has left so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui import words
from iop_tui.domain.fields import read_date
from iop_tui.domain.numbers import many
from iop_tui.errors import IopError
from iop_tui.plain.forms import form
from iop_tui.plain.places import inside
from iop_tui.services import paper, takingout
from iop_tui.services.paper import NOTHING, Sheet, Wish

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.places import Do
    from iop_tui.plain.talk import Talk

NOTHING_LEFT = "Nothing has left yet."


def open_paper(talk: Talk) -> None:
    """Be at the pages."""
    inside(
        talk,
        "To print or to take along",
        look,
        lambda: [("Look at a page as it will leave, and save it", choose), ("Take a note off the list of what has left", forget)],
    )


def look(talk: Talk) -> None:
    """Say what has left so far."""
    left = [f"Left {each.day}: {each.title}; {each.line}" for each in paper.left_so_far(talk.house)]
    talk.say(*(left or [NOTHING_LEFT]))


def choose(talk: Talk) -> None:
    """Pick any page."""
    rows = [(f"{each.title}: {each.line}", (each, "")) for each in paper.SHEETS if each.of not in ("unit", "letter")]
    rows += [(f"Letter: {title}", (paper.sheet("letter"), which)) for which, title in paper.letters_written(talk.house)]
    rows += [(f"What you filled in: {title}", (paper.sheet("run"), unit)) for unit, title in paper.units_filled_in(talk.house)]
    picked = talk.pick("Which page?", rows)
    if picked is not None:
        open_sheet(talk, *picked)


def forget(talk: Talk) -> None:
    """Take a note off the list; the file itself is not reached."""
    left = paper.left_so_far(talk.house)
    if not left:
        talk.say(NOTHING_LEFT)
        return
    share = talk.pick("Which note?", [(f"{each.day} {each.title}", each) for each in left])
    if share is not None and talk.act(paper.forget, share, undo_as="a note of what has left") is not None:
        talk.say("Taken off the list. undo brings it back.")


def open_sheet(talk: Talk, sheet: Sheet, of: str = "") -> None:
    """A page as it will leave; with scores the question about safety answers comes first."""
    with_safety = sheet.asks(talk.house) and talk.is_yes(words.SCORE_WITH_SAFETY)
    try:
        preview = _Preview(talk, sheet, Wish(of, with_safety))
    except IopError as error:
        talk.say_error(error)
        return
    inside(talk, "As it will leave", lambda _talk: preview.look(), preview.choices)


class _Preview:
    """One page, made once and held: what is heard of it is what goes into the file."""

    def __init__(self, talk: Talk, sheet: Sheet, wish: Wish) -> None:
        self.talk, self.sheet, self.wish = talk, sheet, wish
        self.page = sheet.make(talk.house, wish)
        self.left_out = NOTHING

    def choices(self) -> list[tuple[str, Do]]:
        found: list[tuple[str, Do]] = [
            ("Leave a part out, or take it in again", lambda _talk: self._turn()),
            ("Save it to a file, as text, markdown, HTML or PDF", lambda _talk: self._ask_where()),
            ("Hear it as it will leave", lambda talk: talk.page(paper.leaves(self.page, self.left_out))),
        ]
        return [*found, *([("The same page of another week", self._another_week)] if self.sheet.of == "day" else [])]

    def look(self) -> None:
        """Say the page part by part, with a number for each."""
        self.talk.say(self.page.title)
        shown = paper.preview(self.page, self.left_out)
        for number, each in enumerate(shown, 1):
            self.talk.say(f"Part {number}{f', {each.state}' if each.state else ''}: {' '.join(each.text.split())}")
        if paper.no_room(self.page, self.left_out):
            self.talk.say(words.CARD_FULL)
        count = sum(each.state == "left out" for each in shown)
        self.talk.say(f"{count} left out." if count else "Nothing is left out.")

    def _turn(self) -> None:
        shown = paper.preview(self.page, self.left_out)
        rows = [(f"{' '.join(each.text.split())}{f' ({each.state})' if each.state else ''}", each.key) for each in shown]
        key = self.talk.pick("Which part?", rows)
        if key is not None:
            is_out = key in self.left_out
            self.left_out = paper.turned(self.page, self.left_out, key)
            self.talk.say("Taken in again." if is_out else "Left out.")

    def _another_week(self, talk: Talk) -> None:
        from iop_tui.plain.diary import ask_day

        day = ask_day(talk, may_be_ahead=True) or (read_date(self.wish.of) if self.wish.of else None)
        if day is not None:
            self.wish = Wish(day.isoformat())
            self.page, self.left_out = self.sheet.make(talk.house, self.wish), NOTHING
            self.look()

    def _ask_where(self) -> None:
        """Ask for form, name and person; a login that leads only here is asked for no path."""
        if self.talk.is_captive:
            self.talk.say(words.CAPTIVE_WRITES_NOTHING)
            return
        house = self.talk.house
        fields, values = takingout.fields(house, self.sheet), takingout.values(house, self.sheet)
        key = takingout.draft_name(self.sheet, self.wish)
        form(self.talk, "Save this page", fields, values, key=key, save=self._save)

    def _save(self, found: dict[str, Value]) -> Any:
        house, whom = self.talk.house, str(found.get("whom") or "")
        self.page = paper.titled_for(house, self.page, whom)
        more = paper.kept_from(house, self.page, whom) - self.left_out
        if more:
            self.left_out |= more
            self.talk.say(words.KEPT_FROM.format(count=many(len(more), "line"), whom=whom))
            self.look()
            if not self.talk.is_yes("Save it like this?"):
                return None
        try:
            target = takingout.target(house, self.sheet, found)
        except IopError as error:
            self.talk.say_error(error)
            return None
        leaving = paper.leaves(self.page, self.left_out)
        done = self.talk.act(paper.save, leaving, target.path, takingout.share(self.sheet, self.page, self.left_out, target))
        if done is not None:
            self.talk.say(words.LEFT.format(path=target.path), *([] if done.value else [words.LEFT_UNNOTED]))
        return done
