"""What can go wrong, said once, with a way on. Exit codes are a documented promise."""

from __future__ import annotations

import os
from enum import IntEnum

from iop_tui import words


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    NO_VAULT = 10
    BUSY = 11
    WRONG_PASSPHRASE = 12
    DAMAGED = 13
    SLOTS_DAMAGED = 14
    NEWER_SCHEMA = 15
    DISK_FULL = 16
    READ_ONLY = 17
    DOCTOR_WARNS = 20
    DOCTOR_FOUND_DAMAGE = 21


class IopError(Exception):
    """A sentence for the person: what happened, and what is safe or what to do next."""

    exit_code: Exit = Exit.REFUSED

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class UsageError(IopError):
    """The command was asked for something that does not exist."""

    exit_code = Exit.USAGE


class SeveralPeople(UsageError):
    """It has to be said whose vault is meant."""


class StoreError(IopError):
    """The vault could not do what was asked; nothing that was saved is touched."""


class OutputLost(IopError):
    """What was to be shown did not arrive, where it was sent to a file for example."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"Not all of this could be written out: {error.strerror}.", "What you saved is safe.")


class NoVault(StoreError):
    exit_code = Exit.NO_VAULT


class Busy(StoreError):
    exit_code = Exit.BUSY


class WrongPassphrase(StoreError):
    exit_code = Exit.WRONG_PASSPHRASE


class Locked(WrongPassphrase):
    """The vault is sealed, and nobody has typed the passphrase yet."""


class SlotsDamaged(StoreError):
    exit_code = Exit.SLOTS_DAMAGED


class SealChanged(StoreError):
    """Another window has turned the seal on or off."""


class Damaged(StoreError):
    exit_code = Exit.DAMAGED


class NewerSchema(StoreError):
    exit_code = Exit.NEWER_SCHEMA


class DiskFull(StoreError):
    exit_code = Exit.DISK_FULL


class ReadOnly(StoreError):
    exit_code = Exit.READ_ONLY


def say_fault(error: BaseException) -> str:
    """What the person reads after a fault: its type, and where in our code it happened. No message, no values."""
    place, trace = "unknown place", error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if "iop_tui" in path or place == "unknown place":
            place = f"{os.path.basename(path)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{words.CRASHED}\n({type(error).__name__} at {place})"
