"""Leaving with everything and coming back: field for field, twice is once, two versions are both kept, and a bad file changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iop_tui.clock import Clock
from iop_tui.content.library import Library
from iop_tui.domain.answers import Answer, Kept, Run
from iop_tui.domain.commitments import Checkin, Commitment
from iop_tui.domain.settings import CONSENT_VERSION, Settings
from iop_tui.errors import DiskFull, UsageError
from iop_tui.services.house import House
from iop_tui.services.moving import DEEPEST, FORMAT, VERSION, take_in, take_out
from iop_tui.store import faults, moving, recovery, seal, sealing, slots
from iop_tui.store.connection import Connection
from iop_tui.store.engine import Row
from iop_tui.store.locations import new_profile
from iop_tui.store.moving import Taken
from iop_tui.store.prefs import Prefs, read_prefs
from iop_tui.store.store import Store
from iop_tui.store.table import VaultTable

WORDS = "Sam rang, and I did not shout. \N{WHITE SMILING FACE} سلام\n[/b] मैं ठीक हूँ"
TYPED = "four words that belong apart"
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here, and this process stays open to its debugger."""
    monkeypatch.setattr(slots, "FOR_A_PASSPHRASE", slots.Cost(8 * 1024, 1, 1))
    monkeypatch.setattr(seal, "close_memory", lambda: None)


@pytest.fixture
def new_house(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., House]]:
    """Houses on machines of their own, each before its start."""
    opened: list[House] = []

    def house(prefs: Prefs | None = None) -> House:
        data = tmp_path / f"machine {len(opened)}" / "iop-tui"
        made = House(data, prefs or Prefs(), clock, Library([]), Store.open(new_profile(data), clock, create=True))
        opened.append(made)
        return made

    yield house
    for each in opened:
        each.store.close()


@pytest.fixture
def old(new_house: Callable[..., House]) -> House:
    """Amina's house after some weeks."""
    house = new_house(
        Prefs(country="IE", zone="Europe/Dublin", theme="dark", day_ends_at=4, nickname="Amina", show_plan_before_unlock=True)
    )
    store = house.store
    store.shelf(Settings).put(replace(house.settings(), consent=CONSENT_VERSION))
    run = store.shelf(Run).put(Run(unit="dbt.dt.stop", version=1, title="STOP: a pause before you act")).record
    for number in range(5):
        answer = Answer(run=run.id, unit="dbt.dt.stop", version=1, field="f", kind="text", label="L", value=f"{number} {WORDS}")
        store.shelf(Answer).put(replace(answer, day=date(2024 + number % 3, 2, 1)))
    walk = store.shelf(Commitment).put(Commitment(title="Walk 20 minutes", starts=DAY)).record
    checkin = store.shelf(Checkin).put(Checkin(id=Checkin.id_for(walk.id, DAY), commitment=walk.id, state="kept")).record
    store.shelf(Checkin).put(replace(checkin, state="missed"))
    store.shelf(Run).put(replace(run, title="Seen by one window"))
    store.shelf(Run).put(replace(run, title="Seen by the other"))
    store.draft(f"run/{run.id}/next-time", "Next time I wi")
    assert store.flush(5)

    def moods() -> None:
        with store.writing() as storage:
            table = VaultTable(storage, "moods")
            for number in (3, 1, 2):
                table.insert({"mood": number, "deep": {"list": [1, 2.5, None, True, {"": ""}]}, "large": 1 << 70})
            table.save(-7, {}, 9)

    store.run(moods)
    return house


def everything(house: House) -> dict[str, Any]:
    return moving.everything(house.store)


def files(house: House) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in house.data.rglob("*") if path.is_file()}


def changed(text: str, change: Callable[[dict[str, Any]], object]) -> str:
    found = json.loads(text)
    change(found)
    return json.dumps(found)


# There and back


def test_everything_comes_back_field_for_field_into_an_empty_vault(old: House, new_house: Callable[..., House]) -> None:
    text, house = take_out(old), new_house()
    taken = take_in(house, text)
    assert everything(house) == everything(old)
    assert taken == Taken(new=sum(map(len, everything(old).values())))
    for kind in (Run, Answer, Commitment, Checkin, Kept, Settings):
        assert house.store.shelf(kind).all() == old.store.shelf(kind).all()
        assert house.store.shelf(kind).all()
    for year in (2024, 2025, 2026):
        span = date(year, 1, 1), date(year, 12, 31)
        assert house.store.shelf(Answer).between(*span) == old.store.shelf(Answer).between(*span) != []
    assert {of: each.text for of, each in house.store.drafts().items()} == {of: each.text for of, each in old.store.drafts().items()}
    assert [each["id"] for each in everything(house)["moods"]] == [1, 2, 3, -7], "in the order in which they came"
    again = json.loads(take_out(house))
    assert again["tables"] == json.loads(text)["tables"]


def test_a_number_that_came_in_is_not_given_out_again(old: House, new_house: Callable[..., House]) -> None:
    house = new_house()
    take_in(house, take_out(old))

    def insert() -> int:
        with house.store.writing() as storage:
            return VaultTable(storage, "moods").insert({"mood": 4})

    assert house.store.run(insert) == 4


def test_it_goes_from_a_sealed_vault_into_a_sealed_one(old: House, new_house: Callable[..., House]) -> None:
    before, house = everything(old), new_house()
    for each in (old, house):
        sealing.turn_on(each.store, TYPED, recovery.new())
    text = take_out(old)
    assert all(name in text for name in ("answers", "commitments"))
    take_in(house, text)
    assert everything(house) == before
    assert b"Sam rang" not in b"".join(files(house).values())


def test_the_settings_come_too_but_not_what_shows_before_unlock(old: House, new_house: Callable[..., House]) -> None:
    house = new_house(Prefs(nickname="A", lock_after=9))
    take_in(house, take_out(old))
    assert house.prefs == replace(old.prefs, nickname="A", show_plan_before_unlock=False, lock_after=5)
    assert read_prefs(house.store.profile.folder) == house.prefs
    assert (house.clock.day_ends_at, str(house.clock.zone)) == (4, "Europe/Dublin")


def test_in_a_vault_that_is_lived_in_the_settings_stay(old: House, new_house: Callable[..., House]) -> None:
    house = new_house(Prefs(country="DE"))
    house.store.shelf(Settings).put(replace(house.settings(), consent=CONSENT_VERSION))
    take_in(house, take_out(old))
    assert house.prefs == Prefs(country="DE")


def test_what_cannot_be_read_is_left_out_and_the_rest_comes(old: House, new_house: Callable[..., House]) -> None:
    before = everything(old)
    old.store.run(lambda: old.store.writer.engine.put("answers", Row(77, 1, 2026, b"what nobody can read")))
    assert everything(old) == before
    sealing_free = new_house()
    take_in(sealing_free, take_out(old))
    assert everything(sealing_free) == before


def test_a_sealed_table_whose_name_cannot_be_read_is_left_out(old: House) -> None:
    sealing.turn_on(old.store, TYPED, recovery.new())
    before = everything(old)
    old.store.run(lambda: old.store.writer.engine.put("no sealed name", Row(77, 1, 2026, b"what nobody can read")))
    assert everything(old) == before


# Twice, and two versions


def test_the_second_time_changes_nothing(old: House, new_house: Callable[..., House]) -> None:
    text, house = take_out(old), new_house()
    take_in(house, text)
    before = everything(house)
    assert take_in(house, text) == Taken(same=sum(map(len, before.values())))
    assert everything(house) == before
    assert take_in(old, text) == Taken(same=sum(map(len, before.values())))
    assert everything(old) == before


def test_where_both_say_something_else_both_are_kept(old: House, new_house: Callable[..., House]) -> None:
    text, house = take_out(old), new_house()
    take_in(house, text)
    mine = house.store.shelf(Answer).all()[0]
    mine = house.store.shelf(Answer).put(replace(mine, value="my newer words")).record
    kept_before = house.store.shelf(Kept).all()
    taken = take_in(house, text)
    assert (taken.new, taken.both) == (0, 1)
    assert house.store.shelf(Answer).get(mine.id) == mine, "what is here stays"
    [kept] = [each for each in house.store.shelf(Kept).all() if each not in kept_before]
    assert (kept.of_table, kept.of_id, kept.body["value"], kept.body["rev"]) == ("answers", mine.id, f"0 {WORDS}", 1)
    came = house.store.shelf(Answer).copy_in(kept)
    assert came and came.value == f"0 {WORDS}"
    take_in(house, text)
    assert len(house.store.shelf(Kept).all()) == len(kept_before) + 1, "the same copy is not kept twice"


def test_what_was_only_saved_again_is_the_same(old: House, new_house: Callable[..., House], watch: Any) -> None:
    text, house = take_out(old), new_house()
    take_in(house, text)
    run = house.store.shelf(Run).all()[0]
    watch.forward(days=3)
    house.store.shelf(Run).put(run)
    assert take_in(house, text).both == 0


def test_a_document_that_cannot_be_read_here_is_not_written_over(old: House, new_house: Callable[..., House]) -> None:
    text, house = take_out(old), new_house()
    take_in(house, text)
    id = house.store.shelf(Answer).all()[0].id
    house.store.run(lambda: house.store.writer.engine.put("answers", Row(id, 3, 2026, b"what nobody can read")))
    assert take_in(house, text).both == 1
    row = house.store.reading(lambda storage: storage.engine.row("answers", id))
    assert row and row.body == b"what nobody can read"


# Files that are not what they should be


def one(**document: Any) -> Callable[[dict[str, Any]], object]:
    """A change of the first document of the table `runs`."""
    return lambda found: found["tables"]["runs"][0].update(document)


HOSTILE: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "cut off": lambda text: text[: len(text) // 2],
    "cut off at the last sign": lambda text: text.rstrip()[:-1],
    "twice": lambda text: text + text,
    "no object": lambda text: "[]",
    "a number": lambda text: "7",
    "not JSON": lambda text: "Dear diary",
    "half a character": lambda text: "\ud800",
    "control characters": lambda text: "\x1b]0;title\x07",
    "nested without end": lambda text: "[" * 200_000,
    "an object nested without end": lambda text: '{"a":' * 200_000,
    "another format": lambda text: changed(text, lambda found: found.update(format="someone else's")),
    "no format": lambda text: changed(text, lambda found: found.pop("format")),
    "a version that is none": lambda text: changed(text, lambda found: found.update(version="1")),
    "a newer version": lambda text: changed(text, lambda found: found.update(version=VERSION + 1)),
    "no tables": lambda text: changed(text, lambda found: found.pop("tables")),
    "tables that are a list": lambda text: changed(text, lambda found: found.update(tables=[])),
    "a table that is no list": lambda text: changed(text, lambda found: found["tables"].update(runs={})),
    "a table with a path": lambda text: changed(text, lambda found: found["tables"].update({"../../x": []})),
    "a table without a name": lambda text: changed(text, lambda found: found["tables"].update({"": []})),
    "a table with a long name": lambda text: changed(text, lambda found: found["tables"].update({"a" * 41: []})),
    "a table with a foreign name": lambda text: changed(text, lambda found: found["tables"].update({"täble": []})),
    "a table with an escape": lambda text: changed(text, lambda found: found["tables"].update({"\x1b[2J": []})),
    "a document that is a list": lambda text: changed(text, lambda found: found["tables"]["runs"].append([])),
    "a document that is nothing": lambda text: changed(text, lambda found: found["tables"]["runs"].append(None)),
    "no id": lambda text: changed(text, lambda found: found["tables"]["runs"][0].pop("id")),
    "an id that is text": lambda text: changed(text, one(id="1")),
    "an id that is true": lambda text: changed(text, one(id=True)),
    "an id that is a fraction": lambda text: changed(text, one(id=1.5)),
    "a huge id": lambda text: changed(text, one(id=1 << 63)),
    "a huge negative id": lambda text: changed(text, one(id=-(1 << 63))),
    "a rev that is true": lambda text: changed(text, one(rev=True)),
    "a huge rev": lambda text: changed(text, one(rev=10**30)),
    "a negative rev": lambda text: changed(text, one(rev=-1)),
    "a body that is text": lambda text: changed(text, one(body="words")),
    "a body that is nothing": lambda text: changed(text, one(body=None)),
    "a body nested too deeply": lambda text: changed(text, one(body={"a": nested(DEEPEST + 1)})),
    "a number of 5,000 digits": lambda text: text.replace('"version":1', '"version":1' + "0" * 5000),
}


def nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("how", HOSTILE)
def test_a_file_that_is_not_what_it_should_be_is_refused_with_a_sentence_and_changes_nothing(
    how: str, old: House, new_house: Callable[..., House]
) -> None:
    house = new_house(Prefs(country="DE"))
    house.store.shelf(Run).put(Run(unit="u", version=1, title="mine"))
    text, before, content = HOSTILE[how](take_out(old)), everything(house), files(house)
    with pytest.raises(UsageError) as caught:
        take_in(house, text)
    said = str(caught.value)
    assert "Nothing was taken in." in said
    assert said.isprintable() and len(said) < 300
    assert "Sam rang" not in said
    assert everything(house) == before
    assert files(house) == content
    assert house.prefs == Prefs(country="DE")


def test_one_bad_document_at_the_end_leaves_all_others_out(old: House, new_house: Callable[..., House]) -> None:
    house = new_house()
    text = changed(take_out(old), lambda found: found["tables"].update(zzz=[{"id": 1, "rev": 1, "body": {"a": nested(DEEPEST + 1)}}]))
    with pytest.raises(UsageError):
        take_in(house, text)
    assert everything(house) == {}


def test_when_the_disk_is_full_half_way_nothing_came_in(
    old: House, new_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, left, query = new_house(), [8], Connection.query

    def full(self: Connection, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if statement.startswith("INSERT INTO doc"):
            left[0] -= 1
            if left[0] < 0:
                raise faults.disk_full()
        return query(self, statement, values)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "query", full)
        with pytest.raises(DiskFull):
            take_in(house, take_out(old))
    assert everything(house) == {}
    assert house.prefs == Prefs()
    take_in(house, take_out(old))
    assert everything(house) == everything(old)


def test_control_characters_in_words_and_names_are_taken_out_on_the_way_in(new_house: Callable[..., House]) -> None:
    house = new_house()
    body = {"title": "\x1b]52;c;c2VjcmV0\x07Called\x00 Sam\x9b2J\u202e", "a\x1bb": ["\x07"], "unit": "u\ud800", "version": 1}
    text = json.dumps({"format": FORMAT, "version": 1, "tables": {"runs": [{"id": 1 << 40, "rev": 1, "body": body}]}})
    take_in(house, text)
    [found] = everything(house)["runs"]
    assert found["body"]["title"] == "Called Sam"
    assert "\x1b" not in json.dumps(found["body"], ensure_ascii=False)
    assert [each.title for each in house.store.shelf(Run).all()] == ["Called Sam"]


def test_a_record_that_does_not_fit_its_kind_is_kept_and_not_shown(new_house: Callable[..., House]) -> None:
    house = new_house()
    documents = [
        {"id": 1 << 40, "rev": 1, "body": {"title": 7, "id": "x", "rev": {}}},
        {"id": 1 << 41, "rev": 0, "body": {"day": 20261123}},
    ]
    take_in(house, json.dumps({"format": FORMAT, "version": 1, "tables": {"runs": documents}}))
    assert house.store.shelf(Run).all() == []
    assert len(everything(house)["runs"]) == 2
    assert len(house.store.unreadable()) == 2


@pytest.mark.parametrize(
    "found",
    [
        None,
        7,
        [],
        {"country": 7, "zone": None, "mouse": "yes", "day_ends_at": -1, "lock_after": 10**9},
        {"nobody": "knows"},
        {"zone": "\x1b[2J/.."},
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_left_out(found: object, old: House, new_house: Callable[..., House]) -> None:
    house = new_house(Prefs(country="DE"))
    take_in(house, changed(take_out(old), lambda whole: whole.update(settings=found)))
    assert replace(house.prefs, zone="") == Prefs(country="DE")
    assert house.prefs.zone.isprintable()
    assert house.clock.today()
    assert everything(house) == everything(old)


def test_settings_that_are_missing_are_left_out(old: House, new_house: Callable[..., House]) -> None:
    house = new_house(Prefs(country="DE"))
    take_in(house, changed(take_out(old), lambda whole: whole.pop("settings")))
    assert house.prefs == Prefs(country="DE")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 66), 1 << 66) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=6,
)
rough = st.fixed_dictionaries({"format": st.just(FORMAT), "version": st.just(1) | json_values}) | st.just({})
tables = st.dictionaries(
    st.sampled_from(["runs", "answers", "kept", "settings", "drafts", "zzz"]) | st.text(max_size=5),
    st.lists(
        st.fixed_dictionaries({"id": st.integers(1, 9) | json_values, "rev": st.integers(0, 3) | json_values, "body": json_values})
        | json_values,
        max_size=3,
    )
    | json_values,
    max_size=3,
)


@given(head=rough, whole=tables | json_values, found=json_values)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_in_the_file_it_comes_in_whole_or_is_refused(head: dict[str, Any], whole: Any, found: Any, shared: House) -> None:
    before = everything(shared)
    try:
        taken = take_in(shared, json.dumps({**head, "tables": whole, "settings": found}))
    except UsageError as error:
        assert str(error).isprintable()
        assert everything(shared) == before
    else:
        assert taken.new + taken.same + taken.both == sum(map(len, whole.values()))
        for table in ("runs", "answers", "kept", "drafts"):
            for each in before.get(table, []):
                if table != "kept":
                    assert each in everything(shared)[table], "what was here stays as it was"
    shared.store.shelf(Run).all()
    shared.store.drafts()
    shared.settings()


@pytest.fixture
def shared(new_house: Callable[..., House]) -> House:
    return new_house()
