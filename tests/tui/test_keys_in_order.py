"""Keys that come faster than the screen are handed over one by one: each goes where the one before has put the focus."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.containers import VerticalScroll
from tui.harness import Home

from iop_tui.services import starting
from iop_tui.tui import driver
from iop_tui.tui.screens.room import Base
from iop_tui.tui.widgets.act import Act
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.frame import HelpKey


def field(app: App[None]) -> str:
    """Which field has the focus."""
    return next((node.field.id for node in app.focused.ancestors if isinstance(node, FieldBox)), "") if app.focused else ""


async def press(app: App[None], *keys: str) -> list[str]:
    """Hand keys over as the driver does, and nothing beside that; the fields with the focus after each."""
    found = []
    for key in keys:
        app.post_message(events.Key(key, {"enter": "\r", "tab": "\t"}.get(key, key)))
        await driver.settled(app)
        found.append(field(app))
    return found


async def test_enter_held_down_at_start(home: Home) -> None:
    async with home.visit() as me:
        await me.sees("It is not treatment")
        assert await press(me.app, *["enter"] * 7) == ["age", "trusted_adult", "", "country", "zone", "", "need"]


async def test_digits_behind_enter_go_into_the_scale_that_it_leads_to(mina: Home) -> None:
    async with mina.visit() as me:
        me.app.open_reader("dbt.dt.stop", ("Try it",))
        await me.sees("What set it off?")
        assert await press(me.app, "tab", "r", "enter", "8", "5", "tab") == [
            "moment",
            "moment",
            "urge-before",
            "urge-before",
            "urge-before",
            "",
        ]


async def test_what_has_just_come_is_in_its_place_before_it_was_drawn(home: Home) -> None:
    async with home.visit() as me:
        await me.sees("It is not treatment")
        screen = me.app.screen
        assert isinstance(screen, Base)
        await screen.refill(screen.query_one("#page", VerticalScroll), [*map(FieldBox, starting.about_you()), Act("Go on", "onward")])
        ages, adult, onward, help_now = screen.focus_chain
        assert (ages.query_ancestor(FieldBox).field.id, adult.query_ancestor(FieldBox).field.id) == ("age", "trusted_adult")
        assert isinstance(onward, Act) and isinstance(help_now, HelpKey)
