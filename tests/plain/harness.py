"""A person who listens and types: answers in order, and every line that is said looked at as a listener would."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from tui.harness import Home
from tui.test_words import UNKIND

from iop_tui.plain.keyboard import Keep
from iop_tui.plain.rooms import PLACES
from iop_tui.plain.talk import Back, Leave, Talk

Answer = str | tuple[str, str]
"""What is typed; with what has to be asked for, Enter is pressed until it is."""

KEYS_OF_THE_SCREEN = re.compile(r"Ctrl\+|\bEsc\b|[Pp]ress [a-z]\b|\bTab\b")
MOST_SKIPPED = 100
"""Questions that are skipped on the way to the one that is waited for."""


@dataclass
class Listener:
    """Somebody with a list of answers, in the order of the questions."""

    home: Home
    width: int = 79
    pauses: bool = True
    said: list[str] = field(default_factory=list)
    """Every line, questions and answers among them."""
    places: tuple[str, ...] = tuple(PLACES)

    def does(self, act: Callable[[Talk], object], *answers: Answer, of_unit: bool = False) -> str:
        """Do one act; all answers are taken, and no more is asked. What was said is given back as one text."""
        hands = Hands(list(answers), self.said)
        before = len(self.said)
        self.home.watch.forward(seconds=1)
        with self.home.house() as house:
            talk = Talk(house, hands, self.said.append, width=self.width, pauses=self.pauses, places=self.places)
            try:
                act(talk)
            except (Back, Leave):
                self.said.append("(left)")
            assert not hands.answers, f"not asked for: {hands.answers}\n" + "\n".join(self.said[before:])
            assert house.store.flush(5)
        told = self.said[before:]
        for line in told:
            sounds_right(line, self.width)
        text = " ".join(" ".join(told).split())
        if not of_unit:
            is_kind(text)
        return text


@dataclass
class Hands:
    """A keyboard on which the answers are typed."""

    answers: list[Answer]
    said: list[str]
    is_over: bool = False
    _since: int = 0
    """How much had been said at the answer before."""
    _skipped: int = 0

    def line(self, prompt: str, *, begun: str = "", keep: Keep | None = None, within: float | None = None) -> str | None:
        self.said.append(prompt.rstrip())
        assert self.answers, "one more question:\n" + "\n".join(self.said[-15:])
        typed = self._next()
        typed = begun if typed == "" and begun else typed
        if keep is not None:
            for count in range(1, len(typed) + 1):
                keep(typed[:count])
        return typed

    def _next(self) -> str:
        asked, self._since = " ".join(self.said[self._since :]), len(self.said)
        match self.answers[0]:
            case (wanted, answer):
                if wanted not in asked:
                    self._skipped += 1
                    assert self._skipped < MOST_SKIPPED, f"never asked for {wanted!r}:\n" + "\n".join(self.said[-40:])
                    return ""
                self.answers[0] = answer
        typed = self.answers.pop(0)
        assert isinstance(typed, str)
        return typed

    def secret(self, prompt: str) -> str | None:
        return self.line(prompt)

    def wait(self, seconds: float) -> bool:
        """Time passes at once."""
        return False


def sounds_right(line: str, width: int = 79) -> None:
    """One line as a listener gets it."""
    assert line.isprintable(), repr(line)
    assert sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line) <= width, line
    assert not line.strip() or any(each.isalnum() for each in line), f"only signs: {line!r}"
    assert not KEYS_OF_THE_SCREEN.search(line), f"a key of the screen: {line!r}"
    assert not any(0x2500 <= ord(each) <= 0x259F for each in line), f"drawn: {line!r}"


def is_kind(text: str) -> None:
    """Nothing that is said blames or sounds like a machine. Texts of units have a test of their own."""
    for what, pattern in UNKIND.items():
        found = re.search(pattern, text, re.IGNORECASE)
        assert not found, f"{what}: {text[max(0, found.start() - 60) : found.end() + 60]!r}"
