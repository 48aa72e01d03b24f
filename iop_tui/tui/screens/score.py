"""Score sheets: those in use and how they stand."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui import words
from iop_tui.domain.fields import Value
from iop_tui.domain.measures import OTHER, Score, Sheet
from iop_tui.errors import IopError
from iop_tui.services import scorepages, scoring
from iop_tui.services.scoring import Standing
from iop_tui.tui.screens.confirm import ConfirmScreen
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.pick import PickScreen
from iop_tui.tui.screens.room import Base, ListScreen
from iop_tui.tui.widgets.rows import Row, Rows

EMPTY = "Numbers of questionnaires that you have on paper. Press n to pick the first."
MORE = "No question stands here: you type the numbers from your form, line by line or as a total."
ANOTHER = "another measure: its name and its number"


class ScoresScreen(ListScreen):
    """Every sheet in use: the last score, what it is called, what the change is worth, and when the next one fits."""

    way = ("scores",)
    keys = (("Enter", "Open"), ("n", "New sheet"), ("v", "All on a page"), ("e", "Earlier"), ("p", "Put away"), ("q", "Back"))
    more_keys = (
        ("Enter", "fill it in when its time has come, correct today's, or see its course"),
        ("n", "pick a sheet, or another measure"),
        ("e", "add a score from an earlier day to the sheet under the cursor"),
        ("c", "the course of the sheet under the cursor"),
        ("v", "all scores as one page, to talk about"),
        ("p", "put the sheet away; its scores stay. Again: take it up"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("e", "earlier", show=False),
        Binding("c", "course", show=False),
        Binding("v", "view", show=False),
        Binding("p", "put_away", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return ("Score sheets", "")

    def refresh_view(self) -> None:
        used, away = scoring.standings(self.house), scoring.put_away(self.house)
        self._standings = {each.key: each for each in (*used, *away)}
        self._begun, self._copies = scoring.drafts(self.house), scoring.other_copies(self.house)
        rows = [self._row(each) for each in used] or [Row(text=EMPTY), Row(text=MORE)]
        if away:
            rows.extend((Row(), Row(text="Put away", bold=True), *(self._row(each) for each in away)))
        due = [each for each in used if each.is_due]
        self.title_says("Score sheets", f"{len(due)} due" if due else "")
        self.query_one(Rows).show(rows)

    def _row(self, standing: Standing) -> Row:
        last = standing.last
        said = [
            "half filled in" if standing.sheet.id in self._begun else "",
            standing.band,
            standing.since_last.line if standing.since_last else "",
            _when(standing),
            *(f"{words.OTHER_COPY} {copy}" for copy in self._copies.get(last.id if last else 0, ())),
        ]
        about = f"{standing.sheet.title}, {standing.sheet.about}" if standing.sheet.about else standing.sheet.title
        return Row(standing.key, about, last.shown if last else "none yet", note="; ".join(each for each in said if each))

    def explain(self) -> tuple[str, ...]:
        changes = [each.since_last for each in self._standings.values() if each.since_last]
        held = dict.fromkeys(f"{each.held_against} points ({each.sources})." for each in changes if each.thresholds)
        return (
            "Bigger than chance: the change reaches the number that studies found for this sheet. Within chance: it may be how days go.",
            *(f"Held against: {each}" for each in held),
            words.SCORE_IS,
        )

    @property
    def _chosen(self) -> Standing | None:
        row = self.query_one(Rows).chosen
        return self._standings.get(row.id) if row else None

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        standing = self._chosen
        if standing is None:
            return
        if standing.can_fill and (standing.is_due or standing.of_today or standing.sheet.id in self._begun):
            open_sheet(self, standing.sheet)
        elif standing.sheet.id == OTHER:
            open_other(self, {"title": standing.sheet.title, "lowest": standing.sheet.lowest, "highest": standing.sheet.highest})
        else:
            self.action_course()

    def action_course(self) -> None:
        if self._chosen is not None:
            self.show_page(scorepages.course_page(self._chosen))

    def action_earlier(self) -> None:
        standing = self._chosen
        if standing is None:
            return
        if standing.can_fill:
            open_sheet(self, standing.sheet, is_earlier=True)
        elif standing.sheet.id == OTHER:
            self._open()

    def action_new(self) -> None:
        try:
            sheets = {_name(each): each for each in self.house.library.sheets()}
        except IopError as error:
            self.iop.say_error(error)
            return

        def picked(name: str | None) -> None:
            if name == ANOTHER:
                open_other(self, {})
            elif name is not None:
                self.run_worker(self._take_up(sheets[name]))

        new = [name for name, each in sheets.items() if each.id not in self._standings]
        groups = [
            ("By lines or by total", [name for name in new if not sheets[name].is_total_only]),
            ("Only the total", [*(name for name in new if sheets[name].is_total_only), ANOTHER]),
        ]
        self.app.push_screen(PickScreen("Which sheet?", [each for each in groups if each[1]]), picked)

    async def _take_up(self, sheet: Sheet) -> None:
        if await self.iop.act(scoring.use, sheet.id, sheet.title, undo_as=f"picked {sheet.title}") is not None:
            self.refresh_view()
            self.query_one(Rows).choose(sheet.id)
            open_sheet(self, sheet)

    def action_view(self) -> None:
        """All scores; the safety lines stand there only if the person says so."""

        def show(with_safety: bool | None) -> None:
            self.show_page(scorepages.scores_page(self.house, with_safety=bool(with_safety)))

        if scorepages.has_safety_answer(self.house):
            self.app.push_screen(ConfirmScreen(words.SCORE_WITH_SAFETY, "In words, too", "Leave it out"), show)
        else:
            show(False)

    async def action_put_away(self) -> None:
        standing = self._chosen
        if standing is None:
            return
        title, is_used = standing.sheet.title, not standing.is_used
        what = f"took up {title}" if is_used else f"put {title} away"
        if await self.iop.act(scoring.use, standing.key, title, is_used, undo_as=what) is not None:
            self.iop.say("In use again." if is_used else "Put away. Its scores stay, and u takes it back.")
        self.refresh_view()

    async def action_leave_field(self) -> None:
        self.dismiss()


def open_scores(screen: Base[Any]) -> None:
    """The score sheets, over any screen."""
    screen.app.push_screen(ScoresScreen())


def open_sheet(screen: Base[Any], sheet: Sheet, *, is_earlier: bool = False) -> None:
    """Fill in a sheet; from 13 to 17 only together with a clinician, which is asked each time."""
    from iop_tui.tui.screens.sheet import SheetScreen

    def go_on(together: bool | None) -> None:
        if together:
            screen.app.push_screen(SheetScreen(sheet, is_earlier=is_earlier))

    if sheet.is_for(screen.house.settings().age):
        go_on(True)
    else:
        text = f"{words.SCORE_FOR_ADULTS}\n\n{words.SCORE_TOGETHER}"
        screen.app.push_screen(ConfirmScreen(text, "Yes, together"), go_on)


def open_other(screen: Base[Any], values: dict[str, Value]) -> None:
    """The number of any other measure."""

    async def save(found: dict[str, Value]) -> bool:
        done = await screen.iop.act(scoring.keep_other, found, undo_as=f"kept {found.get('title', 'a number')}")
        if done is not None:
            screen.call_after_refresh(show_result, screen, done.value)
        return done is not None

    held: dict[str, Value] = {"day": screen.house.clock.today().isoformat(), **values}
    screen.app.push_screen(FormScreen("Another measure", scoring.OTHER_FIELDS, held, key="other-score", save=save, intro=words.SCORE_IS))


def show_result(screen: Base[Any], score: Score) -> None:
    """What came out, as a page."""
    standing = scoring.standing(screen.house, score.key)
    if standing is not None:
        screen.show_page(scorepages.result_page(screen.house, standing, score))


def _name(sheet: Sheet) -> str:
    origin = f" ({sheet.origin.words})" if sheet.origin.kind != "shipped" else ""
    return f"{sheet.title}: {sheet.about}{origin}" if sheet.about else f"{sheet.title}{origin}"


def _when(standing: Standing) -> str:
    if not standing.can_fill or standing.sheet.id == OTHER:
        return ""
    if standing.is_due:
        return "can be filled in today"
    return f"next from {standing.due_on}{'; today can be corrected' if standing.of_today else ''}"
