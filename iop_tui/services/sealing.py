"""A passphrase for everything: turned on, changed, turned off. What was typed is asked again before the seal is changed."""

from __future__ import annotations

from iop_tui.errors import IopError, WrongPassphrase
from iop_tui.services.house import House
from iop_tui.store import faults, recovery, sealing, slots

SHORTEST = slots.SHORTEST


def is_sealed(house: House) -> bool:
    return sealing.is_sealed(house.store)


def opens_with(house: House, typed: str) -> bool:
    """Whether a passphrase or a recovery code is the one of this vault."""
    return sealing.is_right(house.store, typed)


def wrong() -> WrongPassphrase:
    return faults.wrong_passphrase()


def new_code() -> str:
    """A recovery code, to be shown once and typed back."""
    return recovery.new()


def is_same_code(shown: str, typed: str) -> bool:
    """Whether a code was written down right."""
    return recovery.read(typed) == shown


def problem_with(passphrase: str, again: str) -> str:
    """Why a new passphrase cannot be taken, or nothing."""
    if len(passphrase) < SHORTEST:
        return f"Please use at least {SHORTEST} characters. Four or five words that do not belong together are strong and easy to type."
    return "" if passphrase == again else "The two are not the same. Please type it once more."


def turn_on(house: House, passphrase: str, code: str) -> None:
    """Seal everything under a passphrase and a recovery code."""
    if is_sealed(house):
        raise IopError("There is a passphrase already.", faults.NOTHING_CHANGED)
    sealing.turn_on(house.store, passphrase, code)


def turn_off(house: House, typed: str) -> None:
    """Take the seal away; WrongPassphrase unless the present one was typed."""
    _check(house, typed)
    sealing.turn_off(house.store)


def change_passphrase(house: House, typed: str, new: str) -> None:
    """Another passphrase; WrongPassphrase unless the present one, or the recovery code, was typed."""
    _check(house, typed)
    sealing.change_passphrase(house.store, new)


def change_code(house: House, typed: str, code: str) -> None:
    """Another recovery code; the old paper opens nothing from now on but older backups."""
    _check(house, typed)
    sealing.change_code(house.store, code)


def _check(house: House, typed: str) -> None:
    if not is_sealed(house):
        raise faults.not_sealed()
    if not sealing.is_right(house.store, typed):
        raise wrong()
