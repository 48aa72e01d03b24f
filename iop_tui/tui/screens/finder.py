"""Find a skill: by what one feels or what it is about, how strong it is, and the minutes there are. One key from every room."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.services import finder
from iop_tui.services.finder import Fit
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.frame import KeyLine
from iop_tui.tui.widgets.rows import Row, Rows

MINUTES = (None, 5, 10)
ANY = "anything"
FIRST_KEYS = (("Enter", "Pick"), ("a-z", "Jump to a letter"), ("q", "Back"), ("?", "Keys"))


class FinderScreen(Base[None]):
    """First a list of words, then the skills for one of them."""

    keys = (("Enter", "Open"), ("0-9", "How strong"), ("m", "Minutes"), ("t", "I tried it"), ("q", "Back"))
    more_keys = (
        ("a letter", "in the list of feelings: jump to it"),
        ("Enter", "pick a feeling or a situation; then open a skill"),
        ("0 to 9", "how strong it is, 0 to 9: skills made for that stay"),
        ("m", "five minutes, ten minutes, any time"),
        ("t", "you tried the skill under the cursor"),
        ("q", "back to the list of words, then out"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "minutes", show=False), Binding("t", "tried", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.tag: str | None = None
        """Nothing while a word is still to be picked."""
        self.strength: int | None = None
        self.minutes: int | None = None
        self._fits: dict[str, Fit] = {}

    def heading(self) -> tuple[str, str]:
        return ("Find a skill", "")

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self.refresh_view()

    def refresh_view(self) -> None:
        rows = self._words() if self.tag is None else self._skills(self.tag)
        self.query_one(KeyLine).say(FIRST_KEYS if self.tag is None else (*self.keys, ("?", "Keys")))
        self.query_one(Rows).show(rows)

    def _words(self) -> list[Row]:
        self.title_says("Find a skill", "")
        feelings, situations = finder.tags(self.house)
        rows = [Row(ANY, ANY), Row(), Row(text="I feel", bold=True), *(Row(each, each) for each in feelings)]
        return [*rows, Row(), Row(text="It is about", bold=True), *(Row(each, each) for each in situations)]

    def _skills(self, tag: str) -> list[Row]:
        found = finder.skills_for(self.house, "" if tag == ANY else tag, self.strength, self.minutes)
        self._fits = {each.header.id: each for each in found}
        strength = f"strength {self.strength} of 10" if self.strength is not None else "any strength"
        self.title_says(f"Find a skill: {tag}", f"{strength}, {f'{self.minutes} min' if self.minutes else 'any time'}")
        if not found:
            return [Row("none", "No skill is made for exactly this. Another number, or m, finds more.")]
        return [
            Row(each.header.id, each.header.title, f"{each.header.minutes} min", note=each.why or each.header.summary) for each in found
        ]

    def on_key(self, event: events.Key) -> None:
        character = (event.character or "").casefold()
        if self.tag is None and character.isalpha() and character not in "qjku":
            event.stop()
            self.query_one(Rows).jump(character)
        elif self.tag is not None and character.isdecimal() and character.isascii():
            event.stop()
            self.strength = int(character)
            self._from_the_top()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        if row is None:
            return
        if self.tag is None:
            self.tag = row.id
            self._from_the_top()
        elif row.id in self._fits:
            self.iop.open_reader(row.id)

    def _from_the_top(self) -> None:
        self.refresh_view()
        rows = self.query_one(Rows)
        rows.highlighted = next((n for n, row in enumerate(rows.rows) if row.id), None)

    def action_minutes(self) -> None:
        if self.tag is not None:
            self.minutes = MINUTES[(MINUTES.index(self.minutes) + 1) % len(MINUTES)]
            self._from_the_top()

    def action_tried(self) -> None:
        from iop_tui.tui.screens.tried import open_tried

        row = self.query_one(Rows).chosen
        if row is not None and row.id in self._fits:
            open_tried(self, self._fits[row.id].header)

    async def action_back(self) -> None:
        if self.tag is None:
            self.dismiss()
            return
        before, self.tag = self.tag, None
        self.refresh_view()
        self.query_one(Rows).choose(before)

    async def action_leave_field(self) -> None:
        await self.action_back()


class OtherWayScreen(Base[None]):
    """After a use that did little: other skills, and people; people first when it happens again while it stays strong."""

    keys = (("Enter", "Choose"), ("q", "Back"))

    def __init__(self, said: str, fits: list[Fit], *, is_people_first: bool) -> None:
        super().__init__()
        self._said = said
        self._fits = fits
        self._is_people_first = is_people_first

    def heading(self) -> tuple[str, str]:
        return ("Another way", "")

    def body(self) -> ComposeResult:
        skills = [Row(f"unit:{each.header.id}", each.header.title, f"{each.header.minutes} min", note=each.why) for each in self._fits]
        people = [
            Row("help", "Help now: people and lines", note="Someone to call or write to, whatever it is about."),
            Row("safety", "Your safety plan"),
        ]
        parts = (people, skills) if self._is_people_first else (skills, people)
        yield Rows([Row(text=self._said), Row(), *parts[0], Row(), *parts[1], Row(), Row("back", "Enough for now")])

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        self.dismiss()
        match (row.id if row else "").split(":", 1):
            case ["unit", unit_id]:
                self.iop.open_reader(unit_id)
            case ["help"]:
                self.iop.action_help_now()
            case ["safety"]:
                from iop_tui.tui.screens.after import SafetyScreen

                self.app.push_screen(SafetyScreen())

    async def action_leave_field(self) -> None:
        self.dismiss()
