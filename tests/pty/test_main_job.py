"""The main job, as a person does it: start, a unit, the line lost in the middle of a word, and on with everything there."""

from __future__ import annotations

from pathlib import Path

import kept
from hearing import DUMB
from hearing import main_job as by_lines
from person import Person, Sit
from terminal import LEAVE_SCREEN, Terminal
from walks import PROMISE, SIGN, main_job


def test_the_main_job_survives_a_kill_in_the_middle_of_a_word(newcomer: Person, sit: Sit, tmp_path: Path) -> None:
    terminal = main_job(lambda: sit(newcomer), Terminal.kill, newcomer)
    terminal.press("q")
    assert terminal.ends() == 0
    assert terminal.modes() == terminal.modes_before
    assert LEAVE_SCREEN in bytes(terminal.raw)
    assert newcomer.drafts() == []
    by_screen = kept.kept(newcomer.data)
    told = newcomer.run("today").stdout
    assert PROMISE in told and "kept" in told
    assert SIGN in newcomer.run("export", "after").stdout
    # Lina listens, and does the same.
    home = tmp_path / "lina"
    home.mkdir(mode=0o700)
    lina = Person(home, newcomer.zone)
    by_lines(lambda: sit(lina, environment=DUMB), Terminal.kill, lina)
    assert kept.kept(lina.data) == by_screen
    assert kept.drafts(lina.data) == []
