"""The small file that is read before a vault is opened."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iop_tui.store.prefs import Prefs, change_prefs, read_prefs, write_prefs

IRISH = Prefs(country="IE", zone="Europe/Dublin", theme="dark", day_ends_at=4, mouse=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "iop-tui"


def test_settings_come_back_as_they_were_written(home: Path) -> None:
    assert read_prefs(home) == Prefs()
    write_prefs(home, IRISH)
    assert read_prefs(home) == IRISH
    assert [path.name for path in home.iterdir()] == ["prefs.json"]


BROKEN = ["", "{", "[]", "null", '{"country": 7}', '{"day_ends_at": 9}', '{"mouse": 1}', "\x00" * 100, '{"a":' * 50_000, "\udcff"]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_gives_defaults_and_the_next_write_keeps_it_aside(text: str, home: Path) -> None:
    home.mkdir()
    raw = text.encode("utf-8", "surrogateescape")
    (home / "prefs.json").write_bytes(raw)
    assert read_prefs(home) == Prefs()
    write_prefs(home, IRISH)
    assert read_prefs(home) == IRISH
    assert (home / "prefs.json.broken-1").read_bytes() == raw
    (home / "prefs.json").write_bytes(raw)
    write_prefs(home, IRISH)
    assert (home / "prefs.json.broken-2").read_bytes() == raw


def test_one_wrong_value_does_not_take_the_others_along(home: Path) -> None:
    home.mkdir()
    (home / "prefs.json").write_text('{"country": "IE", "theme": 5}')
    assert read_prefs(home) == Prefs(country="IE")


def test_keys_of_a_newer_version_stay(home: Path) -> None:
    home.mkdir()
    (home / "prefs.json").write_text('{"country": "IE", "idle_lock": 5}')
    write_prefs(home, IRISH)
    assert json.loads((home / "prefs.json").read_text())["idle_lock"] == 5


def test_two_windows_that_change_different_settings_both_count(home: Path) -> None:
    threads = [
        Thread(target=change_prefs, args=(home,), kwargs=change) for change in ({"country": "IE"}, {"zone": "UTC"}, {"day_ends_at": 3})
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_prefs(home) == Prefs(country="IE", zone="UTC", day_ends_at=3)


@given(raw=st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_never_raises(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "prefs.json").write_bytes(raw)
    assert isinstance(read_prefs(tmp_path), Prefs)
