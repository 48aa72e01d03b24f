"""A talk with a person, a line at a time: what is shown, what is asked, and the words that work at every question."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from iop_tui import clean, words
from iop_tui.domain.fields import Unreadable
from iop_tui.errors import Exit, IopError
from iop_tui.plain.keyboard import Asked, Idle, Keep, Keyboard
from iop_tui.plain.wording import by_lines
from iop_tui.render import lines
from iop_tui.values import dataclass, field

if TYPE_CHECKING:
    from iop_tui.domain.page import Block, Page
    from iop_tui.services.house import Done, House

T = TypeVar("T")

WORDS = (
    ("!", "help now, at any question; help overdose, help afraid and help withdrawal show those pages"),
    ("Enter alone", "skips a question, or keeps what is there"),
    ("clear", "empties what is there"),
    ("back", "goes back to the question before, or out of a place"),
    ("again", "says the last part once more"),
    ("list", "says the choices once more"),
    ("where", "says where you are"),
    ("acts", "says the names of all that can be done; each of them works in every place"),
    ("undo", "takes back the last thing that was kept"),
    ("lock", "locks what is sealed with a passphrase, and asks for it"),
    ("save and leave", "ends the program; everything is kept"),
)
"""What can be typed at every question; in quotes it is an answer."""

LEAVE = ("save and leave", "leave", "quit", "exit", "q")
HELP = ("!", "help", "help now", "help overdose", "help afraid", "help withdrawal")
MANY = 15
"""Things to choose from that are not said before somebody asks for them."""
NEAR = 6
"""Names that are said where one was meant that more than one has."""
PAUSE_AFTER = 12
"""Lines after which a long text waits at its next heading."""


class Back(Exception):
    """The person wants to go back."""


class Leave(Exception):
    """The person wants to leave, or nothing more will come from where answers come from."""


class Lock(Exception):
    """What is sealed is to be locked."""


class Elsewhere(Exception):
    """The person wants to go to a place by its name."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass
class Talk:
    """One person's talk with the program, over one open house."""

    house: House
    keyboard: Keyboard
    out: Callable[[str], None]
    """Takes one line of what is shown."""
    aside: Callable[[str], None] | None = None
    """Takes one line of what is said and asked about it; left out: the same."""
    width: int = lines.WIDTH
    pauses: bool = True
    """Whether a long text waits at its headings."""
    is_captive: bool = False
    places: tuple[str, ...] = ()
    """Names that lead elsewhere from every question of a place."""
    where: list[str] = field(default_factory=list)
    _last: list[str] = field(default_factory=list)
    _undoable: list[tuple[str, Done[Any]]] = field(default_factory=list)
    refused: int = Exit.OK
    """The exit code of the last thing that was tried, where it could not be done."""
    _was_asked: bool = False

    # Showing

    def say(self, *texts: str) -> None:
        """Say some sentences, each on a line of its own."""
        self._tell(texts, self.aside or self.out)

    def _tell(self, texts: Iterable[str], out: Callable[[str], None]) -> None:
        if self._was_asked:
            self._last, self._was_asked = [], False
        for text in texts:
            for each in clean.text(by_lines(text)).split("\n"):
                for line in lines.folded(each, self.width):
                    self._last.append(line)
                    out(line)

    def show(self, blocks: Iterable[Block]) -> None:
        """Read a text out, heading by heading; a long one waits between them, and `back` ends it."""
        said = 0
        for part in lines.parts(list(blocks)):
            texts = [*lines.sentences(part)]
            if self.pauses and said > PAUSE_AFTER:
                try:
                    self.ask("Enter reads on, back ends it:")
                except Back:
                    return
                said = 0
            self._tell(texts, self.out)
            said += sum(len(lines.folded(each, self.width)) for each in texts)

    def page(self, page: Page) -> None:
        """Read a page out, its title first."""
        self._tell([page.title], self.out)
        self.show(page.blocks)

    @contextlib.contextmanager
    def at(self, *places: str) -> Iterator[None]:
        """Be at a place, for `where`."""
        self.where.extend(places)
        try:
            yield
        finally:
            del self.where[len(self.where) - len(places) :]

    # Asking

    def ask(
        self,
        question: str,
        *,
        begun: str = "",
        keep: Keep | None = None,
        listed: Callable[[], object] | None = None,
        own: Sequence[str] = (),
    ) -> str:
        """One line from the person, clean, without spaces around it; empty for a skip. Raises `Back`, `Leave`, `Lock`, `Elsewhere`.

        `own` are words that the one who asks understands by itself.
        """
        while True:
            *above, last = lines.folded(by_lines(question), self.width - 1) or [""]
            for line in above:
                (self.aside or self.out)(line)
            try:
                typed = self.keyboard.line(f"{last} ", begun=begun, keep=keep, within=self._patience())
            except Asked as asked:
                begun = asked.typed
                typed = asked.word
            except Idle:
                raise Lock from None
            else:
                begun = ""
            if typed is None:
                raise Leave
            typed = typed.strip()
            self._was_asked = True
            self.refused = self.refused if self.keyboard.is_over else Exit.OK
            word = typed.casefold()
            if keep is not None and (word in own or self._is_word(word)):
                keep(begun or None)
            if word in own or not self._was_word(word, listed):
                return _answer(typed)

    def _is_word(self, word: str) -> bool:
        return is_word(word) or word in self.places

    def _was_word(self, word: str, listed: Callable[[], object] | None) -> bool:
        """Do what a word asks for that works everywhere; whether it was one."""
        if word in HELP:
            from iop_tui.plain.helping import help_now

            help_now(self, word.removeprefix("help").strip(" !"))
        elif word == "?":
            self.say("These work at every question:", *(f"{name}: {does}" for name, does in WORDS))
            self.say(*([f"The places: {', '.join(self.places)}."] if self.places else []))
        elif word == "where":
            self.say(f"You are at: {', '.join(self.where) or 'the beginning'}.")
        elif word == "again":
            for line in self._last:
                self.out(line)
        elif word == "list":
            if listed is None:
                self.say("There is no list here.")
            else:
                listed()
        elif word == "acts":
            from iop_tui.plain.rooms import PLACES

            self.say(*(f"{place.title}: {', '.join(act.name for act in place.acts)}." for place in PLACES.values()))
        elif word == "undo":
            self.undo()
        elif word == "back":
            raise Back
        elif word == "lock":
            raise Lock
        elif word in LEAVE:
            raise Leave
        elif word in self.places:
            raise Elsewhere(word)
        else:
            return False
        return True

    def _patience(self) -> float | None:
        """Seconds without a key until a sealed vault is locked."""
        from iop_tui.services import sealing

        minutes = self.house.prefs.lock_after
        return minutes * 60.0 if minutes and sealing.is_sealed(self.house) else None

    def pick(self, question: str, rows: Sequence[tuple[str, T]], *, none: str = "Enter for none") -> T | None:
        """One of some things by its number or the beginning of its name; None for none of them."""

        def listed() -> None:
            self.say(*numbered(name for name, _value in rows))

        self.say(question)
        how = f"A number from 1 to {len(rows)}"
        if len(rows) > MANY:
            how = f"A word of its name; list says all {len(rows)}"
        else:
            listed()
        while typed := self.ask(f"{how}. {none}:", listed=listed):
            found = chosen([name for name, _value in rows], typed)
            if found is not None:
                return rows[found][1]
            self.refuse(unknown([name for name, _value in rows], typed))
        return None

    def is_yes(self, question: str) -> bool:
        """Whether the person says yes; Enter alone is no."""
        return self.ask(f"{question} Type yes, or Enter for no:").casefold() in ("yes", "y")

    # Acts

    def act(self, function: Callable[..., Done[T]], *args: Any, undo_as: str = "", **kwargs: Any) -> Done[T] | None:
        """Do an act of the house; nothing comes back when it could not be done, and the person has been told why. Raises `Unreadable`."""
        from iop_tui.services.copies import kept_another

        try:
            done = function(self.house, *args, **kwargs)
        except Unreadable:
            raise
        except IopError as error:
            self.say_error(error)
            return None
        if kept_another(done):
            self.say(words.BOTH_KEPT)
        if undo_as and done.changes:
            self._undoable.append((undo_as, done))
        return done

    def undo(self) -> None:
        """Take back the last act, if nothing has changed it since."""
        from iop_tui.services.house import follow, undo

        if not self._undoable:
            self.say(words.NOTHING_TO_UNDO)
            return
        what, done = self._undoable.pop()
        try:
            undone = undo(self.house, done)
        except IopError as error:
            self._undoable.append((what, done))
            self.say_error(error)
            return
        if undone:
            self._undoable = [(each, follow(earlier, done)) for each, earlier in self._undoable]
        self.say(words.UNDONE.format(what=what) if undone else words.UNDO_TOO_LATE)

    def say_error(self, error: IopError) -> None:
        """What could not be done, what is safe, and what to do."""
        self.refuse(*(each for each in (error.message, error.advice) if each), code=error.exit_code)

    def refuse(self, *sentences: str, code: int = Exit.REFUSED) -> None:
        """Say why something could not be done. Raises `Leave` where nobody is left to answer it in another way."""
        self.say(*sentences)
        self.refused = code
        if self.keyboard.is_over:
            raise Leave


def numbered(names: Iterable[str]) -> list[str]:
    """Some names as a list to choose from."""
    return [f"{number}. {name}" for number, name in enumerate(names, 1)]


def chosen(names: Sequence[str], typed: str) -> int | None:
    """Which of some names is meant: by its number, all of it, or words that only one has, at its beginning first."""
    if typed.isdecimal() and 1 <= int(typed) <= len(names):
        return int(typed) - 1
    near = _near(names, typed)
    return near[0] if len(near) == 1 else None


def unknown(names: Sequence[str], typed: str) -> str:
    """What is said to something that names none of some things, or more than one."""
    near = [names[each] for each in _near(names, typed)]
    if near:
        return f"That could be {' or '.join(near[:NEAR])}{', and others' if len(near) > NEAR else ''}. A little more, please."
    return f"{typed} is none of these. list says them once more."


def _near(names: Sequence[str], typed: str) -> list[int]:
    """The names that are just that, else those that begin so, else those that have it in them."""
    wanted, known = typed.casefold(), [name.casefold() for name in names]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [number for number, name in enumerate(known) if fits(name, wanted)]
        if found:
            return found
    return []


def _answer(typed: str) -> str:
    """What was answered: nothing for a skip, and a word in quotes as itself."""
    if typed.casefold() == "skip":
        return ""
    return typed[1:-1] if len(typed) > 2 and typed[0] == typed[-1] == '"' and is_word(typed[1:-1].casefold()) else typed


def is_word(word: str) -> bool:
    """Whether something that was typed is meant for the program."""
    return word in {name for name, _does in WORDS} | set(LEAVE) | set(HELP) | {"skip", "?"}
