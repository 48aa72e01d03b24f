"""Dataclasses that cost next to nothing until one is made.

The standard library compiles up to eight methods when a class is made, and loads what reads source code to do it; a command that lives for
a twentieth of a second waits for hundreds of them, most of which it never uses. Here a class is given shared methods, and its `__init__`
is compiled when the first value is made. To whoever uses it the class is a dataclass: `fields`, `asdict`, `match` and the type checker
know it as one. See the standard library's `dataclasses` for what each word means; a field takes a default, a factory and `compare`.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False):
        """As `dataclasses.dataclass`."""

        def make(cls):
            return _make(cls, frozen, slots, kw_only)

        return make if cls is None else make(cls)

    def field(**said):
        """As `dataclasses.field`, for `default`, `default_factory` and `compare`."""
        return _Field(**said)

    def replace(value, /, **changes):
        """As `dataclasses.replace`."""
        return value.__class__(**{**as_dict(value), **changes})


def names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a class made here, by name, in their order."""
    return tuple(_fields(kind))


def as_dict(value: Any) -> dict[str, Any]:
    """The fields of a value with what is in them, which stays as it is."""
    return {name: getattr(value, name) for name in names(value.__class__)}


def defaults(kind: type[Any]) -> dict[str, Any]:
    """The fields of a class that need not be given, with what they are then."""
    found = {name: each.made() for name, each in _fields(kind).items()}
    return {name: value for name, value in found.items() if value is not _MISSING}


_MISSING: Any = object()


class _Field:
    """What is said of one field."""

    __slots__ = ("annotation", "compare", "default", "default_factory", "kw_only")

    def __init__(self, default: Any = _MISSING, default_factory: Any = _MISSING, compare: bool = True) -> None:
        self.default = default
        self.default_factory = default_factory
        self.compare = compare
        self.kw_only = False
        self.annotation: Any = None

    def made(self) -> Any:
        """The default, made anew if it has to be."""
        return self.default if self.default_factory is _MISSING else self.default_factory()

    @property
    def words(self) -> dict[str, Any]:
        """The same for the standard library's `field`."""
        found = {"compare": self.compare, "kw_only": self.kw_only}
        given = {"default": self.default, "default_factory": self.default_factory}
        return found | {name: value for name, value in given.items() if value is not _MISSING}


class _Later:
    """Something of a class that is worked out when it is first asked for, and stands in this one's place then."""

    __slots__ = ("name", "owner", "work")

    def __init__(self, work: Callable[[type[Any]], Any]) -> None:
        self.work = work

    def of(self, owner: type[Any], name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, value: object, kind: type[Any]) -> Any:
        found = self.work(self.owner)
        setattr(self.owner, self.name, found)
        return found


def _make(cls: type[Any], is_frozen: bool, has_slots: bool, is_kw_only: bool) -> type[Any]:
    written = {name: each for name, each in cls.__annotations__.items() if not _is_of_class(each)}
    own = {name: _said(cls, name, each, is_kw_only) for name, each in written.items()}
    later = {"__dataclass_fields__": _Later(_as_library), "__match_args__": _Later(_by_position), "__compared__": _Later(_compared)}
    given = {**_SHARED, **(_FROZEN if is_frozen else {"__hash__": None}), **later, "__init__": None, "__own_fields__": own}
    for name in [name for name in given if not name.startswith("__own") and _is_written(cls, name)]:
        del given[name]
    made = _with_slots(cls, own, given) if has_slots else _in_place(cls, own, given)
    for name, each in later.items():
        each.of(made, name)
    if "__init__" in given:
        made.__init__ = _first(made)
    return made


def _is_written(cls: type[Any], name: str) -> bool:
    """Whether the class has a method of its own; Python itself takes the hash of one that says what is equal."""
    return cls.__dict__.get(name) is not None


def _is_of_class(annotation: object) -> bool:
    return str(annotation).removeprefix("typing.").startswith("ClassVar")


def _said(cls: type[Any], name: str, annotation: object, is_kw_only: bool) -> _Field:
    default = cls.__dict__.get(name, _MISSING)
    found = default if isinstance(default, _Field) else _Field(default)
    found.annotation, found.kw_only = annotation, is_kw_only
    return found


def _with_slots(cls: Any, own: dict[str, _Field], given: dict[str, Any]) -> type[Any]:
    """The class again: slots have to be known when a class is made."""
    above = {slot for base in cls.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
    body = {name: value for name, value in cls.__dict__.items() if name not in own and name not in ("__dict__", "__weakref__")}
    made: type[Any] = type(cls)(
        cls.__name__, cls.__bases__, {**body, **given, "__slots__": tuple(name for name in own if name not in above)}
    )
    made.__qualname__ = cls.__qualname__
    return made


def _in_place(cls: type[Any], own: dict[str, _Field], given: dict[str, Any]) -> type[Any]:
    for name in own:
        if isinstance(cls.__dict__.get(name), _Field):
            delattr(cls, name)
    for name, value in given.items():
        setattr(cls, name, value)
    return cls


def _fields(cls: type[Any]) -> dict[str, _Field]:
    """The fields of a class and of those above it."""
    found: dict[str, _Field] = {}
    for each in reversed(cls.__mro__):
        found |= each.__dict__.get("__own_fields__", {})
    return found


def _as_library(cls: type[Any]) -> Any:
    """What the standard library knows of a class, for its `fields` and for others that read it."""
    import dataclasses

    found = [(name, each.annotation, dataclasses.field(**each.words)) for name, each in _fields(cls).items()]
    like = dataclasses.make_dataclass(cls.__name__, found, namespace={"__doc__": ""}, init=False, repr=False, eq=False)
    return like.__dict__["__dataclass_fields__"]


def _by_position(cls: type[Any]) -> tuple[str, ...]:
    return tuple(name for name, each in _fields(cls).items() if not each.kw_only)


def _compared(cls: type[Any]) -> Any:
    """What gives the compared values of a class as a tuple."""
    compared = [name for name, each in _fields(cls).items() if each.compare]
    if len(compared) > 1:
        return attrgetter(*compared)
    return (lambda self: (getattr(self, compared[0]),)) if compared else (lambda self: ())


def _first(cls: type[Any]) -> Any:
    """Makes the first value, and the method that makes all others."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *values, **named)

    return __init__


def _init(cls: type[Any]) -> Any:
    """The one method that is compiled: it knows the names and the defaults."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": _MISSING}
    plain: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for name, each in _fields(cls).items():
        default = ""
        if each.default is not _MISSING:
            known[f"_default_{name}"] = each.default
            default = f"=_default_{name}"
        elif each.default_factory is not _MISSING:
            known[f"_make_{name}"] = each.default_factory
            default = "=_missing"
            body.append(f" if {name} is _missing: {name} = _make_{name}()")
        (named if each.kw_only else plain).append(f"{name}{default}")
        body.append(f" _set(self, {name!r}, {name})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    arguments = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({arguments}):\n" + "\n".join(body or [" pass"]), known)
    return known["__init__"]


def _same(self: Any, other: Any) -> Any:
    kind: Any = self.__class__
    if other.__class__ is not kind:
        return NotImplemented
    compared = kind.__compared__
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self.__class__.__compared__(self))


def _told(self: Any) -> str:
    return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names(self.__class__))})"


def _kept(self: Any) -> list[Any]:
    return [getattr(self, name) for name in names(self.__class__)]


def _back(self: Any, values: list[Any]) -> None:
    for name, value in zip(names(self.__class__), values, strict=True):
        object.__setattr__(self, name, value)


def _refuse(self: object, name: str, *_value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{name} of a frozen value")


_SHARED = {"__repr__": _told, "__eq__": _same, "__getstate__": _kept, "__setstate__": _back}
_FROZEN = {"__hash__": _hash, "__setattr__": _refuse, "__delattr__": _refuse}
