"""Settings: one form, kept as a whole, and what is not right said in a sentence."""

from __future__ import annotations

from tui.harness import Home

from iop_tui.store.prefs import read_prefs


async def test_settings_open_from_today_and_are_kept(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("o")
        await me.sees("Settings", "Nothing leaves this machine.")
        await me.pick("country", "Germany")
        await me.fill("zone", "Asia/Tokyo")
        await me.pick("minutes", "5")
        await me.pick("stage", "finishing")
        await me.fill("message", "One thing at a time, love.")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
        await me.sees("Tue 24 Nov", "One thing at a time, love.")
    prefs = read_prefs(mina.data)
    assert (prefs.country, prefs.zone) == ("DE", "Asia/Tokyo")
    settings = mina.settings()
    assert (settings.minutes, settings.stage, settings.message) == (5, "finishing", "One thing at a time, love.")
    async with mina.visit(size) as me:
        await me.press("o")
        assert me.box("zone").raw == "Asia/Tokyo"
        assert me.box("country").raw == "Germany"
        assert me.box("message").raw == "One thing at a time, love."
        await me.press("ctrl+g")
        await me.reads("112")


async def test_colors_change_at_once_and_stay(mina: Home) -> None:
    themes = {"dark": "iop-dark", "light": "iop-light", "auto": "iop-dark", "terminal colors": "ansi-dark", "high contrast": "iop-contrast"}
    async with mina.visit() as me:
        for choice, theme in themes.items():
            await me.press("o")
            await me.pick("theme", choice)
            await me.press("ctrl+s")
            await me.wait_for(lambda theme=theme: me.app.theme == theme, theme)
            await me.sees("Today", "STOP: a pause before you act")
    async with mina.visit() as me:
        assert me.app.theme == "iop-contrast"
        await me.sees("STOP: a pause before you act")


async def test_an_unknown_zone_is_not_saved_and_the_sentence_names_near_ones(mina: Home, size: tuple[int, int]) -> None:
    async with mina.visit(size) as me:
        await me.press("o")
        await me.fill("zone", "new york")
        await me.press("ctrl+s")
        await me.hears("The time zone new york is not known. Near it: America/New_York")
        assert me.room() == "FormScreen"
        assert me.box("zone").raw == "new york"
        assert read_prefs(mina.data).zone == "Europe/Berlin"
        await me.fill("zone", "America/New_York")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
    assert read_prefs(mina.data).zone == "America/New_York"


async def test_leaving_changes_nothing_and_keeps_the_typing(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        await me.fill("message", "One thing")
        await me.press("escape", "q")
        assert me.room() == "TodayRoom"
        await me.sees_not("One thing")
        await me.press("o")
        assert me.box("message").raw == "One thing"
    assert mina.settings().message == ""


async def test_a_shorter_sitting_changes_the_plan_and_what_was_done_stays_done(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("2")
        eight_weeks = me.rows()
        await me.press("1", "o")
        await me.pick("stage", "skills only")
        await me.pick("minutes", "5")
        await me.press("ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
        await me.press("2")
        assert me.rows() != eight_weeks


async def test_a_day_may_end_at_four_in_the_morning(mina: Home) -> None:
    mina.watch.forward(hours=5)
    async with mina.visit() as me:
        await me.sees("Tue 24 Nov")
        await me.press("o")
        await me.to_field("day_ends_at")
        await me.press("4", "ctrl+s")
        await me.wait_for(lambda: me.room() == "TodayRoom", "the form closes")
        await me.sees("Mon 23 Nov")


async def test_settings_say_where_the_data_lies(mina: Home) -> None:
    async with mina.visit() as me:
        await me.press("o")
        shown = "".join(me.screen().split())
        assert f"Yourdataisin{mina.data}.".replace(" ", "") in shown
