"""Makes the golden vault of today's schema, `golden/schema-N.db`. Run it once when a schema is released, and never again for that schema.

python tests/store/make_golden.py
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.store.locations import new_profile
from iop_tui.store.migrations import MIGRATIONS
from iop_tui.store.store import Store

GOLDEN = Path(__file__).parent / "golden"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def fill(store: Store) -> None:
    """A little of everything, with fixed ids."""
    store.shelf(Run).put(Run(id=1 << 40, unit="dbt.dt.stop", version=1, title="STOP: a pause before you act", section=2))
    store.shelf(Answer).put(
        Answer(
            id=(1 << 40) + 1,
            run=1 << 40,
            unit="dbt.dt.stop",
            version=1,
            field="what-happened",
            kind="text",
            label="What happened, in a few words?",
            value="Sam rang, and I did not shout. \N{WHITE SMILING FACE} سلام",
        )
    )
    walk = Commitment(id=(1 << 40) + 2, title="Walk 20 minutes", kind="count", target=20, unit="minutes", starts=date(2026, 11, 1))
    store.shelf(Commitment).put(walk)
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 22)):
        store.shelf(Checkin).put(Checkin(id=Checkin.id_for(walk.id, day), commitment=walk.id, state="kept", amount=25, day=day))
    store.draft(f"run/{1 << 40}/next-time", "Next time I wi")
    store.flush(10)


def main() -> None:
    target = GOLDEN / f"schema-{len(MIGRATIONS)}.db"
    if target.exists():
        raise SystemExit(f"{target} exists. A golden vault of a released schema stays as it is.")
    data = GOLDEN / "making"
    profile = new_profile(data)
    store = Store.open(profile, Clock(tick=lambda: NOON), create=True)
    fill(store)
    store.close()
    shutil.copyfile(profile.vault, target)
    shutil.rmtree(data)


if __name__ == "__main__":
    main()
