"""A vault as it is in the middle of a save, as after a kill."""

from __future__ import annotations

import shutil

import pytest

from iop_tui.store.locations import Profile
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable


def cut_off(store: Store, profile: Profile) -> None:
    """The vault and its journal as they are in the middle of a save, as after a kill."""
    aside = profile.folder.parent

    def half() -> None:
        with store.writing() as storage:
            storage.engine.connection.query("PRAGMA cache_spill = 1")
            storage.engine.connection.query("PRAGMA cache_size = 1")
            for number in range(50):
                VaultTable(storage, "answers").save(number + 1, {"value": "half a save " * 300}, 1)
            for name in ("vault.db", "vault.db-journal"):
                shutil.copy(profile.folder / name, aside / name)
            raise KeyError

    with pytest.raises(KeyError):
        store.run(half)
    store.close()
    for name in ("vault.db", "vault.db-journal"):
        shutil.move(aside / name, profile.folder / name)
    assert (profile.folder / "vault.db-journal").stat().st_size > 0
