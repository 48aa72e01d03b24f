"""Frozen dataclasses that are made in a fifth of the time.

The standard library compiles six methods for each frozen class; a command that lives for a twentieth of a second waits for hundreds of
them. Here one is compiled, and the others are shared. A class is the same to whoever uses it: `fields`, `replace`, `asdict`, `match` and
the type checker know it as a dataclass. Standard library only; see `dataclasses` for what each word means.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False):
        """As `dataclasses.dataclass`; a class that is not frozen is made by it."""

        def make(cls):
            if not frozen:
                return dataclasses.dataclass(cls, slots=slots, kw_only=kw_only)
            with _thawed(cls):
                made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
            return _freeze(made)

        return make if cls is None else make(cls)


_MISSING: Any = dataclasses.MISSING


@contextmanager
def _thawed(cls: type[Any]) -> Iterator[None]:
    """Frozen classes above one count as open while it is made: it is frozen afterward, and the library lets only like follow like."""
    known = [each.__dict__["__dataclass_params__"] for each in cls.__mro__[1:] if "__dataclass_params__" in each.__dict__]
    frozen = [each for each in known if each.frozen]
    for each in frozen:
        each.frozen = False
    yield
    for each in frozen:
        each.frozen = True


def _freeze(cls: type[Any]) -> type[Any]:
    """Give a class what makes its values frozen."""
    found = dataclasses.fields(cls)
    names = tuple(each.name for each in found)
    of = _getter(tuple(each.name for each in found if each.compare))

    def same(self: Any, other: object) -> bool:
        return of(self) == of(other) if other.__class__ is self.__class__ else NotImplemented

    def told(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def kept(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def back(self: Any, values: list[Any]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    methods = {
        "__init__": _init(cls, found),
        "__repr__": told,
        "__eq__": same,
        "__hash__": lambda self: hash(of(self)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": kept,
        "__setstate__": back,
    }
    for name, method in methods.items():
        if name not in cls.__dict__ or (name == "__hash__" and cls.__dict__[name] is None):
            setattr(cls, name, method)
    cls.__dataclass_params__.frozen = True
    return cls


def _getter(names: tuple[str, ...]) -> Any:
    """What gives the compared values of a class as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else (lambda self: ())


def _refuse(self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{name} of a frozen value")


def _init(cls: type[Any], found: tuple[dataclasses.Field[Any], ...]) -> Any:
    """The one method that is compiled: it knows the names and the defaults."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": _MISSING}
    plain: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for each in found:
        default = ""
        if each.default is not _MISSING:
            known[f"_default_{each.name}"] = each.default
            default = f"=_default_{each.name}"
        elif each.default_factory is not _MISSING:
            known[f"_make_{each.name}"] = each.default_factory
            default = "=_missing"
            body.append(f" if {each.name} is _missing: {each.name} = _make_{each.name}()")
        (named if each.kw_only else plain).append(f"{each.name}{default}")
        body.append(f" _set(self, {each.name!r}, {each.name})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    arguments = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({arguments}):\n" + "\n".join(body or [" pass"]), known)
    return known["__init__"]
