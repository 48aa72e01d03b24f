"""A unit: one lesson with its exercise, as read from one file."""

from __future__ import annotations

from datetime import date

from iop_tui.domain.fields import Field
from iop_tui.domain.page import Block
from iop_tui.values import dataclass, field

SECTIONS = (
    "Why",
    "Before you start",
    "The idea",
    "Steps",
    "Example",
    "Try it",
    "If it is hard",
    "Practice",
    "Check",
    "Get more help",
    "Words",
    "Short version",
)
"""The headings of a unit, in their order."""

RISKS = ("R0", "R1", "R2", "R3")
AUDIENCES = ("all", "adult", "teen")
HELP_PAGES = ("help", "overdose", "withdrawal", "afraid")
"""The pages of Help now that a gate may offer."""

TOOLS = (
    "aftercare",
    "agreement",
    "asks",
    "attendance",
    "calls",
    "checkups",
    "commitments",
    "compare",
    "cost",
    "diary",
    "disclosures",
    "explained",
    "family",
    "fit",
    "goals",
    "groups",
    "homework",
    "intake",
    "letters",
    "medicines",
    "people",
    "prepare",
    "programs",
    "questions",
    "readiness",
    "resources",
    "safety-plan",
    "schedule",
    "signs",
    "stepdown",
    "unsaid",
)
"""The parts of the program that a unit may place in its text; beside them `sheet:phq9` and the like."""

SHEETS = ("phq9", "phq8", "phq2", "gad7", "gad2", "pcptsd5", "pcl5", "k6", "auditc", "total")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from; shipped ones are trusted first."""

    kind: str
    """`shipped`, `site` or `personal`."""
    path: str

    @property
    def words(self) -> str:
        """How the screen says it."""
        return {"shipped": "comes with the program", "site": "added on this machine"}.get(self.kind, "added by you")


@dataclass(frozen=True, slots=True)
class Header:
    """What the catalogue knows of a unit: the title and the `toml unit` block."""

    id: str
    title: str
    minutes: int
    risk: str
    version: int
    summary: str
    origin: Origin
    feelings: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    intensity: tuple[int, int] = (0, 100)
    audience: str = "all"
    alternative: tuple[str, ...] = ()
    content_note: str = ""
    sources: tuple[str, ...] = ()
    reuse: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    written_by: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None
    reviewed_text: str = ""
    allow: dict[str, str] = field(default_factory=dict)

    @property
    def track(self) -> str:
        return self.id.split(".")[0]

    @property
    def module(self) -> str:
        return ".".join(self.id.split(".")[:2])

    @property
    def name(self) -> str:
        """The title's first part, where a whole one has no room."""
        return self.title.partition(":")[0]

    @property
    def is_skill(self) -> bool:
        """Whether it is something to use again and again; the steps of starting a program are done once."""
        return self.track != "iop"

    def is_for(self, age: str) -> bool:
        """Whether a person of the age band `adult` or `teen` may open it."""
        return self.audience == "all" or self.audience == age


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of text between two data blocks."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a gate."""

    ask: str
    kind: str
    """`yesno`, `choice` or `multi`."""
    options: tuple[str, ...]
    passes: tuple[str, ...]
    """The only answers that let the person on."""
    because: str
    show: str = ""
    """A page of Help now to offer, one of `HELP_PAGES`, or nothing."""

    def lets_on(self, answers: tuple[str, ...]) -> bool:
        """Whether these answers, and nothing else, were given and all of them let the person on."""
        return bool(answers) and all(answer in self.passes for answer in answers)


@dataclass(frozen=True, slots=True)
class Gate:
    """Questions before an exercise that can harm some people. The answers are kept nowhere."""

    why: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a quiz."""

    text: str
    say: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with feedback for every answer."""

    id: str
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Timer:
    """Seconds to let pass."""

    label: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Pacer:
    """Breathing in counts of seconds."""

    label: str
    breathe_in: int
    breathe_out: int
    rounds: int

    @property
    def seconds(self) -> int:
        return (self.breathe_in + self.breathe_out) * self.rounds


@dataclass(frozen=True, slots=True)
class Practice:
    """Homework that one key turns into a commitment."""

    what: str
    times: int
    """Days a week, 1 to 7."""
    weeks: int


@dataclass(frozen=True, slots=True)
class Tool:
    """A part of the program placed in the text."""

    name: str


Part = Prose | Form | Gate | Quiz | Timer | Pacer | Practice | Tool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a unit under one heading."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A lesson with its exercise."""

    header: Header
    sections: tuple[Section, ...]
    text_hash: str
    """A fingerprint of the file without its review keys."""

    @property
    def id(self) -> str:
        return self.header.id

    @property
    def title(self) -> str:
        return self.header.title

    def fields(self) -> tuple[Field, ...]:
        """All fields, in reading order; a quiz counts as a choice."""
        found: list[Field] = []
        for section in self.sections:
            for part in section.parts:
                match part:
                    case Form(fields):
                        found.extend(fields)
                    case Quiz(id, ask, options):
                        found.append(Field(id=id, kind="choice", label=ask, options=tuple(option.text for option in options)))
        return tuple(found)

    def field(self, field_id: str) -> Field | None:
        return next((each for each in self.fields() if each.id == field_id), None)

    def practice(self) -> Practice | None:
        return next((part for section in self.sections for part in section.parts if isinstance(part, Practice)), None)

    def gate(self) -> Gate | None:
        return next((part for section in self.sections for part in section.parts if isinstance(part, Gate)), None)

    def has_tool(self, name: str) -> bool:
        return any(Tool(name) in section.parts for section in self.sections)

    def review(self) -> str:
        """What may be said of a clinical review: an edit after it voids it."""
        header = self.header
        if header.reviewed_by and header.reviewed_on and header.reviewed_text == self.text_hash:
            return f"reviewed by {header.reviewed_by}, {header.reviewed_on.isoformat()}"
        return "not clinically reviewed"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a track or a module says of itself."""

    id: str
    title: str
    summary: str
    order: tuple[str, ...]
    origin: Origin
    who: str = ""
    get_help: str = ""
    footer: str = ""
