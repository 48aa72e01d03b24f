"""A frozen value is what a frozen dataclass is, to whoever uses it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest

from iop_tui.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """With a default, one that is made, and one that is not compared."""

    table: ClassVar[str] = "bases"

    id: int = 0
    rev: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Base):
    """More of it."""

    name: str
    tags: list[str] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        assert isinstance(self.name, str)


@dataclass(frozen=True)
class Pair:
    """Without slots, by position."""

    left: int
    right: int = 2


def test_it_is_made_compared_and_told_like_a_dataclass() -> None:
    one = Point(name="a", id=3)
    assert (one, one.tags) == (Point(id=3, name="a", rev=9), [])
    assert one != Point(name="b", id=3) and one != "a" and Pair(1) != Pair(1, 3)
    assert one.tags is not Point(name="a").tags
    assert repr(one) == "Point(id=3, rev=0, name='a', tags=[])"
    assert hash(Pair(1)) == hash(Pair(1, 2)) and len({Pair(1), Pair(1, 2), Pair(2)}) == 2
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Pair(1, 2, 3)  # type: ignore[call-arg]


def test_nothing_in_it_can_be_changed() -> None:
    one = Pair(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.left = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.left
    assert not hasattr(Point(name="a"), "__dict__")


def test_the_tools_of_dataclasses_know_it() -> None:
    one = Point(name="a", tags=["x"])
    assert [each.name for each in dataclasses.fields(one)] == ["id", "rev", "name", "tags"]
    assert dataclasses.replace(one, name="b") == Point(name="b", tags=["x"])
    assert dataclasses.asdict(one) == {"id": 0, "rev": 0, "name": "a", "tags": ["x"]}
    match Pair(1):
        case Pair(left, right):
            assert (left, right) == (1, 2)
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
