"""`w`: the week, five minutes to look back and ahead."""

from __future__ import annotations

from datetime import date

from tui.harness import TODAY, Home

from iop_tui.services import diarying, reviewing


async def test_the_week_is_read_and_written_about_and_is_there_again(mina: Home, size: tuple[int, int]) -> None:
    with mina.house() as house:
        fear = next(each for each in diarying.targets(house) if each.title == "drink or use")
        diarying.fill_in(house, TODAY, fear, 4)
    mina.watch.forward(days=6)
    async with mina.visit(size) as me:
        await me.open_row("The week: five minutes")
        await me.reads("nothing in it is a grade", "1 day of 7 filled in")
        await me.do("Write about this week")
        await me.fill("kept", "[/b] Group, twice.")
        await me.fill("to_say", "I left early.")
        await me.press("ctrl+s")
        await me.reads("[/b] Group, twice.", "I left early.")
        await me.press("v")
        await me.reads("In my words", "I left early.")
        await me.press("q", "q")
        assert "week:" not in me.rows()
        await me.press("w")
        await me.reads("[/b] Group, twice.")


async def test_other_weeks_are_a_bracket_away_and_none_to_come(mina: Home) -> None:
    with mina.house() as house:
        reviewing.write(house, reviewing.review_of(house, date(2026, 11, 9)), {"kept": "The first call."})
    async with mina.visit() as me:
        await me.press("w")
        await me.sees("Mon 16 Nov to Sun 22 Nov")
        await me.press("[")
        await me.sees("Mon 9 Nov to Sun 15 Nov", "The first call.")
        await me.press("]", "]", "]")
        await me.hears("That week has not come yet.")


async def test_half_written_words_wait(mina: Home, phone: tuple[int, int]) -> None:
    async with mina.visit(phone) as me:
        await me.press("w")
        await me.do("Write about this week")
        await me.fill("helped", "The bench by the")
        await me.press("escape", "q")
        await me.do("Write about this week")
        await me.reads("The bench by the", key="tab")


async def test_the_cards_of_the_week_are_a_choice_away(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("w")
        await me.do("The cards of this week")
        await me.sees("Diary card", "Mon 16 Nov")
