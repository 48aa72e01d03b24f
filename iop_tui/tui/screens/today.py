"""Today: one next thing, what is due, what is coming."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from iop_tui.domain.checkups import invitation
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import read_date
from iop_tui.services import aftercare, afterward, planning, steps
from iop_tui.services.scheduling import Slot
from iop_tui.services.today import Today, today
from iop_tui.services.tracking import Standing
from iop_tui.tui.screens.marking import MARKS, MarkingRoom
from iop_tui.tui.screens.slots import mark_attended, slot_row, slot_under
from iop_tui.tui.widgets.frame import short
from iop_tui.tui.widgets.rows import Row, Rows
from iop_tui.values import replace

MOST_DUE = 4
"""Rows for what has its time in the lists; a day with more of it is a full day already."""


class TodayRoom(MarkingRoom):
    """The first room."""

    keys = (
        ("2", "Learn"),
        ("3", "Keep"),
        ("4", "After"),
        ("5", "Diary"),
        ("6", "Progress"),
        ("7", "Program"),
        ("/", "Search"),
        ("o", "Settings"),
        ("q", "Leave"),
    )
    more_keys = (
        ("Enter", "open the row, or mark a commitment as kept"),
        ("Space", "mark a commitment as kept or a session as attended; again to take the mark away"),
        ("m", "mark it another way: partly, missed, excused, an amount, a note, another day"),
        ("s", "your safety plan"),
        ("p", "the session sheet: one page to take along"),
        ("w", "the week: what it holds, and a few words about it"),
        ("S", "score sheets: the numbers of questionnaires you have on paper"),
        ("o", "settings"),
        ("P", "your plan by weeks"),
        ("x", "pages to print or to take along"),
        ("y", "your data: passphrase, every entry, backups"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "safety", show=False),
        Binding("w", "week", show=False),
        Binding("p", "prepare", show=False),
        Binding("S", "scores", show=False),
        Binding("o", "settings", show=False),
        Binding("P", "plan", show=False),
        Binding("x", "paper", show=False),
        Binding("y", "yours", show=False),
    ]

    def heading(self) -> tuple[str, str]:
        return (f"Today  {in_words(self.house.clock.today())}", "")

    def body(self) -> ComposeResult:
        yield Rows(labels=True)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self.call_after_refresh(self.iop.act, planning.seen_today)

    def refresh_view(self) -> None:
        view = today(self.house)
        self.standings = {f"commitment:{each.commitment.id}": each for each in (*view.due, *view.later)}
        self.countdown = view.countdown
        self.title_says(self.heading()[0], f"plan: {view.place}" if view.place.startswith("week") else view.place)
        self.query_one(Rows).show(_rows(view))

    def explain(self) -> tuple[str, ...]:
        told = tuple(f"{short(each.commitment.title)}: {each.strength.explain()}" for each in self.standings.values())
        return (*told, afterward.explain(self.house)) if self.countdown else told

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        row = self.query_one(Rows).chosen
        match (row.id if row else "").split(":"):
            case ["unit", unit_id]:
                self.iop.open_reader(unit_id)
            case ["commitment", _]:
                await self.action_kept()
            case ["sheet", which]:
                from iop_tui.tui.screens.score import open_sheet

                sheet = self.house.library.sheet(which)
                if sheet is not None:
                    open_sheet(self, sheet)
            case ["session", which, key]:
                from iop_tui.tui.screens.session import open_session_day

                open_session_day(self, int(which), read_date(key))
            case ["list", book_id, which]:
                from iop_tui.domain.books import BOOKS
                from iop_tui.tui.screens.book import open_item

                open_item(self, BOOKS[book_id], which)
            case ["tool", name]:
                from iop_tui.tui.screens.tools import open_tool

                open_tool(self, name)
            case ["checkup", week]:
                from iop_tui.tui.screens.checkups import open_checkup

                open_checkup(self, int(week))
            case ["step", _]:
                self._pick_step()
            case ["noticed", _]:
                self._notice()
            case ["sign", _]:
                self.iop.open_room("4")
            case ["ask", _]:
                from iop_tui.tui.screens.questions import QuestionsScreen

                self.app.push_screen(QuestionsScreen())
            case ["week", _]:
                self.action_week()
            case ["safety", _]:
                self.action_safety()
            case ["happened", which]:
                from iop_tui.tui.screens.happened import open_happened

                open_happened(self, int(which))
            case ["fit", which]:
                from iop_tui.tui.screens.session import open_fit

                open_fit(self, int(which))
            case ["room", number]:
                self.iop.open_room(number)

    async def action_kept(self) -> None:
        """Mark the commitment, or the session, under the cursor."""
        slot = slot_under(self)
        if slot is not None:
            await mark_attended(self, slot, self.refresh_view)
        else:
            await super().action_kept()

    def action_mark(self) -> None:
        slot = slot_under(self)
        if slot is not None:
            from iop_tui.tui.screens.session import open_marking

            open_marking(self, slot)
        else:
            super().action_mark()

    def action_safety(self) -> None:
        from iop_tui.tui.screens.after import SafetyScreen

        self.app.push_screen(SafetyScreen())

    def _pick_step(self) -> None:
        """Go on with any of the seven steps."""
        from iop_tui.tui.screens.pick import PickScreen

        by_words = {f"{each.title}: {each.line}": each for each in steps.steps(self.house)}

        def picked(said: str | None) -> None:
            step = by_words.get(said or "")
            if step is not None:
                header = step.next or next(iter(self.house.library.units_of(f"{steps.TRACK}.s{step.number}")), None)
                if header is not None:
                    self.iop.open_reader(header.id)

        self.app.push_screen(PickScreen("The seven steps", [("In any order", list(by_words))]), picked)

    def _notice(self) -> None:
        """Ask which sign it was."""
        from iop_tui.tui.screens.pick import PickScreen

        by_words = {entry.first_line(): entry for entry in aftercare.signs(self.house)}

        async def picked(said: str | None) -> None:
            if said is not None and await self.iop.act(aftercare.notice, by_words[said], undo_as="a sign noticed") is not None:
                self.iop.say("Noticing it early is the point of the list. What your plan says stands on Today now.", seconds=8)
                self.refresh_view()

        self.app.push_screen(PickScreen("Which sign was it?", [("In your own words", list(by_words))]), picked)

    def action_week(self) -> None:
        from iop_tui.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_prepare(self) -> None:
        from iop_tui.tui.screens.tools import open_tool

        open_tool(self, "prepare")

    def action_scores(self) -> None:
        from iop_tui.tui.screens.score import open_scores

        open_scores(self)

    def action_plan(self) -> None:
        from iop_tui.tui.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen())

    def action_paper(self) -> None:
        from iop_tui.tui.screens.paper import PaperScreen

        self.app.push_screen(PaperScreen())

    def action_yours(self) -> None:
        from iop_tui.tui.screens.yours import YoursScreen

        self.app.push_screen(YoursScreen())

    def action_settings(self) -> None:
        from iop_tui.tui.screens.settings import open_settings

        open_settings(self)


def _rows(view: Today) -> list[Row]:
    rows: list[Row] = []
    if view.message:
        rows.extend((Row(text=view.message), Row()))
    if view.happened:
        note = "Nothing is lost. One step at a time."
        rows.extend((Row(f"happened:{view.happened.id}", "The next hour", label="First", note=note), Row()))
    rows.extend(_next(view))
    if view.again and not (view.next and view.next.header.id == view.again.header.id):
        rows.append(Row(f"unit:{view.again.header.id}", f"Again: {view.again.header.title}", note=view.again.reason))
    if view.step:
        rows.append(Row("step:", view.step.title, view.step.line, label="Step"))
    if view.look_back:
        what, header = view.look_back
        said = f"{what.title}, {what.day}. Only if you like: it shows where you could step off next time."
        rows.append(Row(f"unit:{header.id}", f"When you are ready: {header.title}", note=said))
    rows.append(Row())
    rows.extend(_due(view))
    if view.lists:
        rows.append(Row())
        shown = view.lists if len(view.lists) <= MOST_DUE else view.lists[: MOST_DUE - 1]
        rows.extend(Row(f"list:{each.book.id}:{each.item.id}", each.line, label="" if n else "Due") for n, each in enumerate(shown))
        if len(shown) < len(view.lists):
            rows.append(Row("room:7", f"and {len(view.lists) - len(shown)} more, in Program"))
    rows.extend((Row(), Row("room:5", view.card, label="Card")))
    rows.extend(Row(f"sheet:{each.id}", f"Score sheet {each.title} can be filled in") for each in view.sheets)
    if view.is_review_due:
        rows.append(Row("week:", "The week: five minutes to look back and ahead"))
    if view.goals and not any(each.book.id == "goals" for each in view.lists):
        rows.append(Row("tool:goals", view.goals, label="Goals"))
    if view.questions:
        rows.append(Row("ask:", view.questions, label="Ask"))
    rows.extend(Row(f"fit:{each.id}", f"How does it fit: {each.title}? Four lines, if you like", label="Fit") for each in view.fits)
    rows.extend(_signs(view))
    rows.append(Row())
    if view.program:
        rows.append(Row("room:7", f"{view.program} (7)", label="Program"))
    rows.extend(_after(view))
    return rows


def _next(view: Today) -> list[Row]:
    if view.next is None:
        return [
            Row("room:2", "Choose a unit", label="Next", note="You have been through everything in your plan. Any unit can be done again.")
        ]
    header = view.next.header
    return [Row(f"unit:{header.id}", header.title, f"{header.minutes} min", label="Next", note=view.next.reason)]


def _due(view: Today) -> list[Row]:
    rows: list[Row] = []
    if view.pause:
        rows.append(Row(label="Today", text=view.pause))
    rows.extend(_session(slot, label="" if n or rows else "Today") for n, slot in enumerate(view.sessions))
    for standing in (*view.due, *view.later):
        state = MARKS[standing.state]
        row_id = f"commitment:{standing.commitment.id}"
        right = standing.line if standing.commitment.times else _strength(standing)
        rows.append(Row(row_id, f"{state} {standing.commitment.title}", right, label="" if rows else "Today"))
    if not rows:
        rows.append(Row("room:3", "Nothing promised yet. A small one can begin here.", label="Today"))
    return rows


def _session(slot: Slot, label: str) -> Row:
    """A session with what is good to have at hand before it: where it is or the link, and the line to say."""
    session = slot.at.session
    where = " ".join(session.says("place").split())
    said = f'to say: "{session.says("say")}"' if session.says("say") else ""
    bring = " ".join(session.says("bring").split())
    parts = (where, f"plan B: leave by {slot.leave_by_b}" if slot.leave_by_b else "", f"bring: {bring}" if bring else "", said)
    note = "; ".join(each for each in parts if each)
    return replace(slot_row(slot, label), note="" if slot.state or session.is_duty else f"    {note}" if note else "")


def _strength(standing: Standing) -> str:
    return f"strength {standing.strength.percent} %" if standing.strength.has_begun else standing.commitment.schedule()


def _signs(view: Today) -> list[Row]:
    """The signs that were noticed, with what the plan says to do; else the way to tell of one."""
    rows = []
    for number, entry in enumerate(view.noticed):
        says = [str(entry.values[key]) for key in ("do", "who") if entry.values.get(key)]
        note = f"Your plan says: {'; '.join(says)}." if says else "Your plan has room for what to do then."
        rung = str(entry.values.get("rung") or "early")
        rows.append(Row(f"sign:{entry.id}", f"Noticed, {rung}: {entry.first_line()}", label="" if number else "Signs", note=note))
    if view.has_signs:
        rows.append(Row("noticed:", "I noticed one of my signs", label="" if rows else "Signs"))
    return rows


def _after(view: Today) -> list[Row]:
    coming = [("room:4", day, what) for day, what in view.coming] + [("tool:people", day, what) for day, what in view.contacts]
    coming.sort(key=lambda each: each[1])
    rows = [Row(which, what, day.isoformat(), label="" if n else "Coming") for n, (which, day, what) in enumerate(coming)]
    if rows:
        rows.append(Row())
    plan = [Row("tool:stepdown", view.countdown)] if view.countdown else []
    if view.checkup:
        plan.append(Row(f"checkup:{view.checkup}", invitation(view.checkup)))
    plan.append(Row("room:4", view.aftercare_line or "Your plan for after the program can begin with one line."))
    rows.extend((replace(plan[0], label="After"), *plan[1:]))
    rows.append(
        Row("safety:", "Open your safety plan" if view.has_safety_plan else "Make a safety plan: a page for the worst hour", label="Safety")
    )
    return rows
