"""Settings, as one form."""

from __future__ import annotations

from iop_tui.domain.fields import Value
from iop_tui.services import planning, settingsform
from iop_tui.tui import themes
from iop_tui.tui.screens.form import FormScreen
from iop_tui.tui.screens.room import Base


def open_settings(screen: Base[None]) -> None:
    """Open the form over a screen."""
    house = screen.house
    seen = house.prefs, house.settings()

    async def save(found: dict[str, Value]) -> bool:
        before, settings = planning.current(house), house.settings()
        prefs, changed = settingsform.wanted(house, seen, found)
        done = await screen.iop.act(planning.change_settings, prefs, changed)
        if done is not None:
            screen.iop.theme = themes.choose(prefs.theme)
            said = settingsform.of_the_plan(house, before, settings)
            if said:
                screen.iop.say(said, seconds=8)
        return done is not None

    def open_plan() -> None:
        from iop_tui.tui.screens.plan import PlanScreen

        screen.app.push_screen(PlanScreen())

    form = FormScreen(
        "Settings",
        settingsform.fields(house),
        settingsform.values(house),
        key=settingsform.KEY,
        save=save,
        check=settingsform.check,
        intro=f"Your data is in {house.data}. Nothing leaves this machine. Passphrase, entries and backups: y on Today.",
        ways={"Your plan": open_plan},
    )
    screen.app.push_screen(form)
