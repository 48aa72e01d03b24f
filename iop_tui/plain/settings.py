"""Settings, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iop_tui.plain.forms import form
from iop_tui.services import planning, settingsform

if TYPE_CHECKING:
    from iop_tui.domain.fields import Value
    from iop_tui.plain.talk import Talk


def change_settings(talk: Talk) -> None:
    """The form of all settings."""
    house = talk.house
    said: list[str] = []
    seen = house.prefs, house.settings()

    def save(found: dict[str, Value]) -> Any:
        before, settings = planning.current(house), house.settings()
        done = talk.act(planning.change_settings, *settingsform.wanted(house, seen, found))
        if done is not None:
            said.append(settingsform.of_the_plan(house, before, settings))
        return done

    is_kept = form(
        talk,
        "Settings",
        settingsform.fields(house),
        settingsform.values(house),
        key=settingsform.KEY,
        save=save,
        check=settingsform.check,
        intro=f"Your data is in {house.data}. Nothing leaves this machine. Passphrase, entries and backups: in the place yours.",
    )
    if is_kept:
        talk.say("Kept.", *(each for each in said if each))
