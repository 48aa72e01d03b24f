"""Forks children that save until they are killed, and tell on a pipe what they began and what is saved.

python killed_child.py FOLDER [PASSPHRASE]     reads a seed from each line of its input, answers with the child's number, what it did,
                                               and `dead`; with a passphrase it makes a sealed vault first
"""

from __future__ import annotations

import os
import random
import sys
from dataclasses import replace
from pathlib import Path

from failing.acts import CODE, make_guesses_cheap, say

from iop_tui.clock import Clock
from iop_tui.domain.answers import Answer, Run
from iop_tui.store import sealing
from iop_tui.store.locations import Profile
from iop_tui.store.store import Store

PLACES = 40


def answer(place: int, value: str) -> Answer:
    return Answer(id=(1 << 40) + place, run=1, unit="dbt.dt.stop", version=1, field="f", kind="text", label="What happened?", value=value)


def save_for_ever(profile: Profile, typed: str | None, seed: int) -> None:
    chance = random.Random(seed)
    store = Store.open(profile, Clock(), create=True, draft_delay=0.0, typed=typed)
    say("open")
    step = 0
    while True:
        step += 1
        place, value = chance.randrange(PLACES), f"{seed}.{step}"
        size = chance.choice((1, 1, 1, 40_000))
        match chance.randrange(5):
            case 0 | 1:
                say("begin put", place, value)
                stored = store.shelf(Answer).get((1 << 40) + place)
                new = answer(place, value + " " * size)
                store.shelf(Answer).put(replace(new, rev=stored.rev, created=stored.created) if stored else new)
            case 2:
                say("begin remove", place, "-")
                store.shelf(Answer).remove((1 << 40) + place)
            case 3:
                say("begin pair", place, value)
                store.run(lambda place=place, value=value, size=size: pair(store, place, value + " " * size))
            case 4:
                say("begin draft", place, value)
                store.draft(f"run/{place}", value)
                store.flush(60)
        say("saved")


def pair(store: Store, place: int, value: str) -> None:
    """Two records that are both there or neither."""
    with store.transaction():
        for kind in (0, 1):
            id = (1 << 41) + 2 * place + kind
            stored = store.shelf(Run).get(id)
            run = Run(id=id, unit="u", version=1, title=value, rev=stored.rev if stored else 0, created=stored.created if stored else None)
            store.shelf(Run).put(run)


def make_sealed(profile: Profile, passphrase: str) -> None:
    make_guesses_cheap()
    store = Store.open(profile, Clock(), create=True)
    sealing.turn_on(store, passphrase, CODE)
    store.close()


def main() -> None:
    profile, typed = Profile(Path(sys.argv[1])), next(iter(sys.argv[2:]), None)
    if typed:
        make_sealed(profile, typed)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            save_for_ever(profile, typed, int(line))
        say("child", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
