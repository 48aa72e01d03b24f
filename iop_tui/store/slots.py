"""Key slots: the data key, wrapped once by the passphrase and once by the recovery code. Changing the passphrase changes one small row."""

from __future__ import annotations

import os
import unicodedata

import msgspec

from iop_tui.digest import blake2b
from iop_tui.store import faults, recovery
from iop_tui.values import dataclass

PASSPHRASE, RECOVERY = "passphrase", "recovery"

SHORTEST = 8
"""Characters of the shortest passphrase that is taken."""

_VERSION = b"1"
_MARK = 8
_SALT, _NONCE = 16, 12
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs, in Argon2id's own terms."""

    memory: int
    """KiB."""
    rounds: int
    lanes: int

    def is_sane(self) -> bool:
        return 8 * _KIB <= self.memory <= _KIB * _KIB and 1 <= self.rounds <= 16 and 1 <= self.lanes <= 16


FOR_A_PASSPHRASE = Cost(64 * _KIB, 3, 4)
FOR_A_CODE = Cost(8 * _KIB, 1, 1)
"""A recovery code holds 128 random bits; nobody guesses it, however fast a guess is."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the data key."""

    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def wrap(key: bytes, secret: str, name: str, vault: bytes, cost: Cost) -> bytes:
    """The data key, wrapped by a secret, as the bytes of a slot."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    wrapped = AESGCM(_stretched(secret, salt, cost)).encrypt(nonce, key, _about(name, vault))
    text = msgspec.json.encode(Slot(cost, salt, nonce, wrapped))
    return _VERSION + _mark(text) + text


def unlock(slots: dict[str, bytes], typed: str, vault: bytes) -> bytes:
    """The data key by a passphrase or a recovery code; WrongPassphrase or SlotsDamaged, never one for the other."""
    code = recovery.read(typed)
    order = ((RECOVERY, code), (PASSPHRASE, typed)) if code else ((PASSPHRASE, typed),)
    damaged = False
    for name, secret in order:
        if name not in slots:
            damaged = True  # both are made when the seal is turned on
            continue
        slot = _read(slots[name])
        if slot is None:
            damaged = True
        elif (key := _unwrapped(slot, secret, name, vault)) is not None:
            return key
    if damaged:
        raise faults.slots_damaged()
    raise faults.mistyped_code() if recovery.looks_like_one(typed) and not code else faults.wrong_passphrase()


def are_whole(slots: dict[str, bytes]) -> bool:
    """Whether both slots are there and are what was written."""
    return slots.keys() >= {PASSPHRASE, RECOVERY} and all(_read(each) is not None for each in slots.values())


def _read(body: bytes) -> Slot | None:
    """A slot, or nothing if its bytes are not what was written or ask for too much or too little work."""
    text = body[1 + _MARK :]
    if body[:1] != _VERSION or body[1 : 1 + _MARK] != _mark(text):
        return None
    try:
        slot = msgspec.json.decode(text, type=Slot)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return slot if slot.cost.is_sane() else None


def _unwrapped(slot: Slot, secret: str, name: str, vault: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_stretched(secret, slot.salt, slot.cost)).decrypt(slot.nonce, slot.wrapped, _about(name, vault))
    except (InvalidTag, ValueError):
        return None


def _stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    kdf = Argon2id(salt=salt, length=32, iterations=cost.rounds, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(typed)


def _about(name: str, vault: bytes) -> bytes:
    return b"slot\0" + name.encode() + b"\0" + vault


def _mark(text: bytes) -> bytes:
    """Tells damage from a wrong passphrase; needs no key."""
    return blake2b(text, digest_size=_MARK).digest()
