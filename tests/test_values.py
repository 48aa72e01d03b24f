"""A frozen value is what a frozen dataclass is, to whoever uses it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from typing import ClassVar

import msgspec
import pytest

from iop_tui.values import as_dict, dataclass, defaults, field, names, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """With a default, one that is made, and one that is not compared."""

    table: ClassVar[str] = "bases"

    id: int = 0
    rev: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Base):
    """More of it."""

    name: str
    tags: list[str] = field(default_factory=list)

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
    assert dataclasses.replace(one, name="b") == replace(one, name="b")
    assert (names(Point), as_dict(one)) == (("id", "rev", "name", "tags"), dataclasses.asdict(one))
    assert (defaults(Point), defaults(Pair)) == ({"id": 0, "rev": 0, "tags": []}, {"right": 2})
    match Pair(1):
        case Pair(left, right):
            assert (left, right) == (1, 2)
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one


def test_a_value_may_come_without_its_init() -> None:
    """A library that reads documents makes values in its own way, perhaps the first of a class."""

    @dataclass(frozen=True, slots=True)
    class Other:
        left: int
        right: int = 2

    one = msgspec.convert({"left": 1}, Other)
    assert (one, repr(one), len({one, Other(1)})) == (Other(1), f"{Other.__qualname__}(left=1, right=2)", 1)
    assert msgspec.to_builtins(one) == {"left": 1, "right": 2}
    assert pickle.loads(pickle.dumps(Pair(3))) == Pair(3)


def test_one_that_is_not_frozen_can_be_changed_and_is_no_key() -> None:
    @dataclass
    class Open:
        left: int
        kept: list[int] = field(default_factory=list)

    one = Open(1)
    one.left = 2
    assert one == Open(2) and repr(one).endswith("Open(left=2, kept=[])")
    with pytest.raises(TypeError):
        hash(one)


def test_a_class_costs_nothing_of_the_library_until_it_is_asked_for() -> None:
    code = (
        "import sys; from iop_tui.values import dataclass, field, replace\n"
        "@dataclass(frozen=True, slots=True)\n"
        "class One:\n    left: int\n    right: list = field(default_factory=list)\n"
        "assert replace(One(1), left=2) == One(2) and hash(replace(One(1), right=3)) == hash(One(1, 3))\n"
        "print({'dataclasses', 'inspect'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
