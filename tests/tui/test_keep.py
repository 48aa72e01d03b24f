"""Keep: small promises to oneself, made, marked, excused, put away and brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tui.harness import TODAY, Home, Person

from iop_tui.domain.commitments import Pause
from iop_tui.services import tracking
from iop_tui.tui.widgets.fields.typing import LineEditor

YESTERDAY = TODAY - timedelta(days=1)
FRIDAY = date(2026, 11, 20)


async def new(me: Person, title: str, kind: str = "yes or no", often: str = "every day") -> None:
    """Open the form from Keep, and answer its first questions."""
    if me.room() != "KeepRoom":
        await me.press("3")
    await me.press("n")
    await me.fill("title", title)
    await me.pick("kind", kind)
    await me.pick("often", often)


async def save(me: Person) -> None:
    await me.press("ctrl+s")
    await me.wait_for(lambda: me.room() == "KeepRoom", "the form closes")


# Making


async def test_an_empty_room_says_what_it_is_for_and_the_one_key_to_begin(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("3")
        await me.sees("Here you keep small promises to yourself. Press n to make the first one.", "A practice from any unit can become one")


async def test_a_promise_of_yes_or_no_is_made_and_kept(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await new(me, "Call Sam")
        assert not me.box("target").display and not me.box("unit").display and not me.box("days").display
        await me.fill("why", "He asks how I am and means it.")
        await save(me)
        await me.hears("Kept: Call Sam, every day.")
        await me.to_row("Call Sam")
        await me.sees("[ ] Call Sam", "new", "every day")
        await me.press("space")
        await me.sees("[x] Call Sam", "1 of 1 kept today", "strength 5 %")
    made = mina.promises()["Call Sam"]
    assert (made.kind, made.rule, made.times, made.starts, made.ends) == ("done", "FREQ=DAILY", 0, TODAY, None)
    assert made.why == "He asks how I am and means it."
    assert mina.marks("Call Sam")[TODAY].state == "kept"


async def test_a_promise_to_count_something(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await new(me, "Read", "count something")
        assert me.box("target").display and me.box("unit").display
        await me.fill("target", "10")
        await me.fill("unit", "pages")
        await save(me)
        await me.to_row("Read")
        await me.sees("every day, 10 pages or more")
        for amount, mark in (("4", "[+]"), ("0", "[-]"), ("12.5", "[x]")):
            await me.press("space")
            await me.fill("amount", amount)
            await me.press("ctrl+s")
            await me.sees(f"{mark} Read")
    assert (mina.promises()["Read"].kind, mina.promises()["Read"].target) == ("count", 10)
    assert mina.marks("Read")[TODAY].amount == 12.5


async def test_a_promise_that_is_rated(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await new(me, "Be kind to my body", "rate 0 to 10")
        assert not me.box("unit").display
        await me.fill("target", "6")
        await save(me)
        await me.to_row("Be kind")
        await me.sees("6 or more of 10")
        await me.press("space")
        await me.to_field("amount")
        await me.press("7", "ctrl+s")
        await me.sees("[x] Be kind to my body")
    assert mina.marks("Be kind to my body")[TODAY].amount == 7


async def test_a_rating_beyond_ten_is_not_taken(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me, "Be kind to my body", "rate 0 to 10")
        await me.fill("target", "60")
        await me.press("ctrl+s")
        await me.hears("A rating goes from 0 to 10.")
        assert me.room() == "FormScreen"


async def test_before_a_promise_of_less_the_note_on_withdrawal_is_read(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await new(me, "Wine", "less of something, or none")
        await me.fill("target", "0")
        await me.press("ctrl+s")
        assert me.room() == "ConfirmScreen"
        await me.sees("Before you stop or cut down", "Do not stop alcohol, benzodiazepines")
        await me.press("q")
        assert me.room() == "FormScreen"
        assert mina.promises() == {}
        await me.press("ctrl+s")
        await me.do("I have read this; save it")
        await me.wait_for(lambda: me.room() == "KeepRoom", "the form closes")
        await me.to_row("Wine")
        await me.sees("every day, none")
        await me.press("space")
        await me.fill("amount", "1")
        await me.press("ctrl+s")
        await me.sees("[-] Wine")
    assert (mina.promises()["Wine"].kind, mina.promises()["Wine"].target) == ("less", 0)


async def test_the_whole_note_can_be_read_on_a_small_screen(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await new(me, "Wine", "less of something, or none")
        await me.press("ctrl+s")
        await me.reads("After any break from opioids", "A seizure, confusion", "I have read this; save it", key="j")


async def test_a_promise_that_turns_into_less_shows_the_note_and_one_that_was_less_does_not(mina: Home) -> None:
    mina.promise("Beer", kind="count", target=2)
    async with mina.visit() as me:
        await me.press("3", "e")
        await me.pick("kind", "less of something, or none")
        await me.press("ctrl+s")
        assert me.room() == "ConfirmScreen"
        await me.do("I have read this; save it")
        await me.wait_for(lambda: me.room() == "KeepRoom", "the form closes")
        await me.press("e")
        await me.fill("target", "1")
        await save(me)
    assert mina.promises()["Beer"].target == 1


@pytest.mark.parametrize(
    ("often", "extra", "rule", "times", "said"),
    [
        ("every day", {}, "FREQ=DAILY", 0, "every day"),
        ("on some weekdays", {"days": ("Mon", "Thu")}, "FREQ=WEEKLY;BYDAY=MO,TH", 0, "Mon, Thu"),
        ("some days a week", {"number": "3"}, "FREQ=DAILY", 3, "3 days a week"),
        ("some days a week", {"number": "7"}, "FREQ=DAILY", 0, "every day"),
        ("every few days", {"number": "3"}, "FREQ=DAILY;INTERVAL=3", 0, "every 3 days"),
    ],
)
async def test_every_rhythm(mina: Home, often: str, extra: dict[str, object], rule: str, times: int, said: str) -> None:
    async with mina.visit() as me:
        await new(me, "Walk", often=often)
        for name, wanted in extra.items():
            if name == "days":
                for day in wanted:  # type: ignore[attr-defined]
                    await me.pick("days", day)
            else:
                await me.fill(name, str(wanted))
        await save(me)
        await me.hears(f"Kept: Walk, {said}.")
        await me.sees(said)
        await me.press("e")
        assert me.box("often").raw == ("every day" if said == "every day" else often)
        await me.press("escape", "q")
    made = mina.promises()["Walk"]
    assert (made.rule, made.times) == (rule, times)


@pytest.mark.parametrize(
    ("often", "said"),
    [
        ("on some weekdays", "Please tick at least one weekday, or choose another rhythm."),
        ("some days a week", "How many days a week: a whole number from 1 to 7, please."),
        ("every few days", "Every how many days: a whole number, please."),
    ],
)
async def test_a_rhythm_that_lacks_something_says_what(mina: Home, often: str, said: str) -> None:
    async with mina.visit() as me:
        await new(me, "Walk", often=often)
        await me.press("ctrl+s")
        await me.hears(said)
        assert me.room() == "FormScreen"
        assert me.box("title").raw == "Walk"


async def test_a_promise_without_words_and_one_that_ends_before_it_begins_are_not_saved(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("3", "n", "ctrl+s")
        await me.hears("A few words for what you want to keep, please.")
        await me.fill("title", "Walk")
        await me.fill("ends", "2026-11-01")
        await me.press("ctrl+s")
        await me.hears("The last day comes before the first.")
    assert mina.promises() == {}


async def test_a_form_that_was_left_half_filled_in_is_there_when_one_comes_back(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("3", "n")
        await me.type("Walk to the ri")
        await me.press("escape", "q")
        assert me.room() == "KeepRoom"
        await me.press("n")
        await me.sees("Walk to the ri", "Your unfinished typing is back.")
        assert me.house.store.flush(2)
    async with mina.visit(phone) as me:
        await me.press("3", "n")
        await me.type("ver")
        await save(me)
        await me.press("n")
        assert me.box("title").raw == "", "what was saved is no draft any more"
    assert list(mina.promises()) == ["Walk to the river"]


async def test_a_change_keeps_the_past(mina: Home) -> None:
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "kept")
    async with mina.visit() as me:
        await me.press("3", "e")
        await me.fill("title", "Call Sam or Priya")
        await save(me)
        await me.sees("Call Sam or Priya", "strength 5 %")
    assert list(mina.marks("Call Sam or Priya")) == [YESTERDAY]


async def test_a_promise_that_starts_later_says_from_when(mina: Home) -> None:
    async with mina.visit() as me:
        await new(me, "Swim")
        await me.fill("starts", "2026-12-01")
        await save(me)
        await me.sees("Swim", "from 2026-12-01")
        await me.press("1")
        await me.sees_not("[ ] Swim")


# Marking


@pytest.mark.parametrize(
    ("state", "mark"), [("kept", "[x]"), ("partly", "[+]"), ("missed", "[-]"), ("excused", "[e]"), ("not marked", "[ ]")]
)
async def test_a_day_is_marked_in_any_way(mina: Home, state: str, mark: str) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "space", "m")
        await me.pick("state", state)
        await me.press("ctrl+s")
        await me.sees(f"{mark} Call Sam")
    assert [each.state for each in mina.marks("Call Sam").values()] == ([] if state == "not marked" else [state])


async def test_another_day_is_marked_with_a_note_that_details_show(mina: Home, phone: tuple[int, int]) -> None:
    mina.promise("Call Sam")
    async with mina.visit(phone) as me:
        await me.press("3", "m")
        await me.pick("state", "kept")
        await me.fill("note", "He picked up\nafter two rings.")
        await me.fill("day", "2026-11-20")
        await me.press("ctrl+s")
        await me.sees("[ ] Call Sam")
        await me.press("d")
        await me.reads("Notes", "2026-11-20: kept", "He picked up after two rings.", key="j")
    mark = mina.marks("Call Sam")[FRIDAY]
    assert (mark.state, mark.note, mark.day) == ("kept", "He picked up\nafter two rings.", FRIDAY)


async def test_a_day_that_has_not_come_is_not_marked_and_the_form_stays(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "m")
        await me.pick("state", "kept")
        await me.fill("day", "2026-12-24")
        await me.press("ctrl+s")
        await me.hears("That day has not come yet. You can mark today and any day before it.")
        assert me.room() == "FormScreen"
    assert mina.marks("Call Sam") == {}


async def test_a_note_without_a_mark_is_not_lost(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "m")
        await me.fill("note", "I do not want to say how it went.")
        await me.press("ctrl+s")
        await me.hears("A note belongs to a marked day.")
        await me.press("escape", "escape", "m")
        await me.sees("I do not want to say how it went.")


async def test_moving_a_mark_to_another_day_keeps_that_days_note(mina: Home) -> None:
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, commitment, FRIDAY, "partly", note="He was at work.")
    async with mina.visit() as me:
        await me.press("3", "m")
        await me.pick("state", "kept")
        await me.fill("day", "2026-11-20")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "KeepRoom", "the form closes")
    mark = mina.marks("Call Sam")[FRIDAY]
    assert (mark.state, mark.note) == ("kept", "He was at work.")


async def test_a_missed_medicine_says_not_to_catch_up(mina: Home) -> None:
    mina.promise("Evening medicine")
    async with mina.visit() as me:
        await me.press("3", "m")
        await me.pick("state", "missed")
        await me.press("ctrl+s")
        await me.hears("Do not take extra to catch up.")


async def test_a_miss_costs_little_and_is_said_plainly(mina: Home) -> None:
    commitment = mina.promise("Call Sam", starts=TODAY - timedelta(days=60))
    with mina.house() as house:
        for days in range(1, 41):
            tracking.check_in(house, commitment, TODAY - timedelta(days=days), "kept")
        before = tracking.standing(house, commitment).strength.percent
        assert before > 80
    async with mina.visit() as me:
        await me.press("3", "m")
        await me.pick("state", "missed")
        await me.press("ctrl+s")
        await me.sees("[-] Call Sam", "kept 40 of 41")
    with mina.house() as house:
        assert before - 6 < tracking.standing(house, commitment).strength.percent < before


# Excuses and pauses


async def test_a_span_of_days_is_excused_for_one_promise(mina: Home, size: tuple[int, int]) -> None:
    mina.promise("Call Sam")
    mina.promise("Walk")
    async with mina.visit(size) as me:
        await me.press("3")
        await me.to_row("Walk")
        await me.press("x")
        await me.fill("first", "2026-11-22")
        await me.fill("last", "2026-11-24")
        await me.fill("reason", "A cold")
        await save(me)
        await me.to_row("Walk")
        await me.sees("[e] Walk")
        await me.to_row("Call Sam")
        await me.sees("[ ] Call Sam")
    with mina.house() as house:
        [pause] = house.store.shelf(Pause).all()
        assert (pause.first, pause.last, pause.reason) == (YESTERDAY, TODAY + timedelta(days=1), "A cold")
        assert pause.commitment == mina_id(mina, "Walk")


def mina_id(home: Home, title: str) -> int:
    return home.promises()[title].id


async def test_a_span_of_days_is_excused_for_everything(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "x")
        await me.pick("which", "all commitments")
        await save(me)
        await me.sees("Everything is paused until 2026-11-23. Nothing is counted meanwhile.", "[e] Call Sam")


async def test_an_excuse_that_ends_before_it_begins_is_not_taken(mina: Home) -> None:
    mina.promise("Call Sam")
    async with mina.visit() as me:
        await me.press("3", "x")
        await me.fill("last", "2026-11-01")
        await me.press("ctrl+s")
        await me.hears("The last day comes before the first.")
        assert me.room() == "FormScreen"


async def test_away_pauses_everything_and_back_goes_on(mina: Home, size: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "kept")
        strength = tracking.standing(house, commitment).strength.percent
    async with mina.visit(size) as me:
        await me.press("3", "w")
        await me.sees("Everything is paused until you press w.", "[e] Call Sam")
    mina.watch.forward(days=10)
    async with mina.visit(size) as me:
        await me.press("3", "w")
        await me.hears("Good to see you. Everything goes on from today.")
        await me.to_row("Call Sam")
        await me.sees("[ ] Call Sam", f"strength {strength} %")
    with mina.house() as house:
        standing = tracking.standings(house)[0]
        assert [standing.state_of(TODAY + timedelta(days=n)) for n in (0, 9)] == ["excused", "excused"]


# Putting away, deleting


async def test_a_promise_is_put_away_with_its_past_and_taken_up_again(mina: Home, size: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "kept")
    async with mina.visit(size) as me:
        await me.press("3", "p")
        await me.hears("Put away. Its past stays, and u takes it back.")
        await me.sees("Put away", "Call Sam")
        await me.press("1")
        await me.sees_not("Call Sam")
        await me.press("3")
        await me.open_row("Call Sam")
        assert me.room() == "CommitmentScreen"
        await me.press("q", "p")
        await me.sees("[ ] Call Sam", "strength 5 %")
        await me.sees_not("Put away")
    assert list(mina.marks("Call Sam")) == [YESTERDAY]


async def test_a_promise_whose_time_is_over_stands_with_those_put_away(mina: Home) -> None:
    mina.promise("Walk", ends=YESTERDAY)
    async with mina.visit() as me:
        await me.press("3")
        await me.sees("Put away", "Walk")


async def test_deleting_asks_once_and_u_brings_everything_back(mina: Home, phone: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "kept", note="He laughed.")
    async with mina.visit(phone) as me:
        await me.press("3", "D")
        await me.sees("Delete 'Call Sam' and every mark of it?")
        await me.press("enter")
        assert me.room() == "KeepRoom", "the first choice goes back"
        await me.sees("Call Sam")
        await me.press("D")
        await me.do("Delete")
        await me.wait_for(lambda: me.room() == "KeepRoom", "the question closes")
        await me.sees("Here you keep small promises to yourself.")
        await me.undo()
        await me.hears("Undone: deleted Call Sam")
        await me.sees("Call Sam", "strength 5 %")
    assert mina.marks("Call Sam")[YESTERDAY].note == "He laughed."


# Details


async def test_the_arrows_walk_through_twelve_weeks_and_enter_marks_a_day(mina: Home, size: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam", starts=TODAY - timedelta(days=90))
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "partly", note="Only a message.")
    async with mina.visit(size) as me:
        await me.press("3", "d")
        await me.reads("2026-11-23 unknown", key="j")
        await me.press("up")
        await me.reads("2026-11-22 partly: Only a message.", key="j")
        await me.press("left")
        await me.reads("2026-11-15 unknown", key="j")
        await me.press("enter")
        assert me.box("day").raw == "2026-11-15"
        await me.pick("state", "kept")
        await me.press("ctrl+s")
        await me.reads("2026-11-15 kept", key="j")
        await me.press("right", "down")
        await me.reads("2026-11-23 unknown", key="j")
        await me.press("down", "right")
        await me.reads("2026-11-23 unknown", key="j")
        await me.press(*["left"] * 13)
        await me.reads("2026-09-21 unknown" if size == (40, 12) else "2026-09-07 unknown", key="j")
    assert mina.marks("Call Sam")[date(2026, 11, 15)].state == "kept"


async def test_a_day_is_chosen_by_a_tap(mina: Home) -> None:
    mina.promise("Call Sam", starts=TODAY - timedelta(days=90))
    async with mina.visit() as me:
        await me.press("3", "d")
        await me.tap(me.app.focused, x=36, y=1)  # type: ignore[arg-type]
        await me.sees("2026-11-16 unknown")


async def test_details_say_how_strength_comes_about(mina: Home, phone: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam", why="He asks how I am and means it.")
    with mina.house() as house:
        for days in (1, 2, 3):
            tracking.check_in(house, commitment, TODAY - timedelta(days=days), "kept")
        tracking.check_in(house, commitment, TODAY - timedelta(days=4), "missed")
    async with mina.visit(phone) as me:
        await me.press("3", "d", "?")
        await me.reads("kept 3, partly 0, missed 1; 0 excused and 10 unmarked days changed nothing.", "walk through the days")


async def test_question_mark_explains_the_signs_and_every_number(mina: Home, phone: tuple[int, int]) -> None:
    commitment = mina.promise("Call Sam")
    mina.promise("Walk")
    with mina.house() as house:
        tracking.check_in(house, commitment, YESTERDAY, "kept")
    async with mina.visit(phone) as me:
        await me.press("3", "?")
        await me.reads(
            "The signs of the week: ■ kept, ▪ partly, x missed, e excused, · unknown. An unmarked day is unknown, not missed.",
            "Call Sam: Strength 5 %: kept 1, partly 0, missed 0;",
            "Walk: There is no strength to show yet; the first day you keep begins it.",
            "excuse a span of days",
        )


async def test_this_week_stands_under_each_promise_in_signs(mina: Home) -> None:
    mina.watch.forward(days=3)
    commitment = mina.promise("Call Sam")
    with mina.house() as house:
        for day, state in ((TODAY, "kept"), (TODAY + timedelta(days=1), "missed"), (TODAY + timedelta(days=2), "excused")):
            tracking.check_in(house, commitment, day, state)
    async with mina.visit() as me:
        await me.press("3")
        await me.sees("M■ Tx We T· F S S")


async def test_the_signs_have_plain_twins(home: Home) -> None:
    home.prefs = type(home.prefs)(country="US", zone="Europe/Berlin", glyphs="ascii")
    home.begin()
    home.promise("Call Sam")
    async with home.visit() as me:
        await me.press("3", "space")
        await me.sees("M# T")
        assert me.screen().isascii()


async def test_a_letter_of_a_form_of_which_no_message_has_told_is_kept_at_a_sudden_end(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("3", "n")
        editor = me.box("What do you want to keep?").editor
        assert isinstance(editor, LineEditor)
        await me.type("Walk to the riv")
        editor.value += "er"  # as keys do it, in the step before their messages go out
        assert me.app.flush(1.0)
        assert "Walk to the river" in [each.text for each in me.house.store.drafts().values()]
