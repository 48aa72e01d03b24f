"""Finding a skill by feeling, strength and time; what helped before comes first."""

from __future__ import annotations

import pytest

from iop_tui.domain.practice import Practice, did_little_twice
from iop_tui.services import answering, finder, practicing
from iop_tui.services.house import House


def use(house: House, unit_id: str, **said: int) -> Practice:
    header = house.library.header(unit_id)
    assert header is not None
    return practicing.keep(house, header, dict(said)).value


def found(house: House, tag: str = "", strength: int | None = None, minutes: int | None = None) -> list[str]:
    return [each.header.id for each in finder.skills_for(house, tag, strength, minutes)]


def test_only_skills_with_the_word_for_the_strength_and_in_the_time_are_found(house: House) -> None:
    for unit_id in found(house, "anger", 8, 10):
        header = house.library.header(unit_id)
        assert header is not None
        assert "anger" in (*header.feelings, *header.situations)
        assert header.intensity[0] <= 80 <= header.intensity[1]
        assert header.minutes <= 10
    assert len(found(house)) > len(found(house, "anger")) > len(found(house, "anger", 8)) > 0


def test_what_helped_at_such_a_strength_comes_before_what_helped_at_another(house: House) -> None:
    use(house, "dbt.dt.breath", before=3, helped=9)
    use(house, "dbt.dt.breath", before=8, helped=2)
    use(house, "dbt.dt.soothe", before=8, helped=6)
    assert found(house, "", 8)[0] == "dbt.dt.soothe"
    assert found(house, "", 5)[0] == "dbt.dt.breath"


def test_what_is_known_stands_beside_it(house: House) -> None:
    use(house, "dbt.dt.breath", helped=7)
    answering.finish_run(house, answering.start_run(house, house.library.unit("dbt.dt.stop")).value)
    why = {each.header.id: each.why for each in finder.skills_for(house)}
    assert why["dbt.dt.breath"] == "helped 7 of 10, 1 use"
    assert why["dbt.dt.stop"] == "you know it"
    assert why["dbt.dt.soothe"] == ""


def test_a_teen_finds_no_adult_skill(house: House) -> None:
    assert all(header.is_for("adult") for header in (house.library.header(each) for each in found(house)) if header)


@pytest.mark.parametrize(
    ("helped", "after", "is_people_first"),
    [((2, 1), (8, 9), True), ((2, 8), (8, 9), False), ((1, 1), (8, 4), False), ((3,), (9,), False)],
)
def test_people_come_first_when_two_uses_did_little_and_it_stays_strong(
    helped: tuple[int, ...], after: tuple[int, ...], is_people_first: bool
) -> None:
    uses = [Practice(unit="dbt.dt.stop", title="STOP", helped=h, after=a) for h, a in zip(helped, after, strict=True)]
    assert did_little_twice(uses) is is_people_first


def test_another_way_is_never_the_same_skill(house: House) -> None:
    fits, is_people_first = finder.another(house, use(house, "dbt.dt.breath", before=7, after=7, helped=1))
    assert len(fits) == 3
    assert "dbt.dt.breath" not in [each.header.id for each in fits]
    assert not is_people_first
