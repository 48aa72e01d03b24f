"""Every page that can be printed or taken along, by name; what of it leaves, in which form; and the list of what has left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from iop_tui.domain import leaving
from iop_tui.domain.answers import Answer
from iop_tui.domain.books import BOOKS
from iop_tui.domain.books.logistics import DISCLOSURES, LETTERS, Disclosure, Letter
from iop_tui.domain.checklist import CHECKLISTS
from iop_tui.domain.commitments import week_of
from iop_tui.domain.fields import Unreadable, read_date
from iop_tui.domain.leaving import Keys
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Page
from iop_tui.domain.shares import Share
from iop_tui.errors import IopError, StoreError, UsageError
from iop_tui.render import card, ics, layout
from iop_tui.services import (
    asking,
    checkups,
    comparing,
    insuring,
    letters,
    listing,
    preparing,
    reporting,
    reviewing,
    schedulepages,
    scorepages,
    sharing,
    ticking,
    wallet,
)
from iop_tui.services.house import Done, House, act
from iop_tui.store.locations import write_private
from iop_tui.values import dataclass, replace

FORMS = {"txt": "text", "md": "markdown", "html": "HTML", "pdf": "PDF"}
"""The endings of files, and what they are called."""
CALENDAR = {"ics": "calendar file"}
"""What the sessions ahead can leave as, too."""
NOTHING: Keys = frozenset()
NEUTRAL = "A page"
"""The title where a page's own is not for everybody."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants on a page."""

    of: str = ""
    """A day of the week that is meant, or the id of a unit."""
    with_safety: bool = False
    """Whether answers to safety lines may stand there in words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of page."""

    name: str
    """As in `iop export after`."""
    title: str
    line: str
    """What is on it, in a few words."""
    make: Callable[[House, Wish], Page]
    of: str = ""
    """`day`, `unit` or `letter`, where the page is made of one."""
    asks: Callable[[House], bool] = lambda _house: False
    """Whether there is a question before safety answers stand on it in words."""


LISTS = {
    "programs": "what I know of each",
    "calls": "and what came of them",
    "goals": "and how they stand",
    "homework": "and how it went",
    "agreement": "in my words",
    "readiness": "over time",
}
"""Lists that are worth a page of their own."""


def _list(name: str, line: str) -> Sheet:
    book = BOOKS[name]
    return Sheet(name, book.title, line, lambda house, _wish: listing.page(house, book))


SHEETS = (
    Sheet("safety", "Safety plan", "for the worst hour", lambda house, _wish: sharing.safety_page(house)),
    Sheet("wallet", "Wallet card", "whom to call, 85 by 54 mm", lambda house, _wish: wallet.page(house)),
    Sheet("after", "Plan for after the program", "signs, people, steps", lambda house, _wish: sharing.aftercare_page(house)),
    Sheet("questions", "My questions", "what to ask, and the answers", lambda house, _wish: asking.page(house)),
    Sheet("week", "My week", "what it held, in my words", lambda house, wish: reviewing.page(house, _monday(house, wish)), of="day"),
    Sheet("card", "Diary card", "a week on one page", lambda house, wish: sharing.card_page(house, _day(house, wish)), of="day"),
    Sheet("report", "Progress report", "for a talk with the team", lambda house, _wish: reporting.report(house)),
    Sheet("scores", "My scores", "every score in one table", lambda house, wish: _scores(house, wish), asks=scorepages.has_safety_answer),
    Sheet("plan", "My plan by weeks", "every unit with its state", lambda house, _wish: sharing.plan_page(house)),
    Sheet("cost", "Cost estimate", "the sum, step by step", lambda house, _wish: sharing.newest_run_page(house, "iop.s3.cost")),
    Sheet("callsheet", "Insurance call sheet", "to fill in on the phone", lambda house, _wish: insuring.page(house)),
    Sheet("intake", "Intake packet", "facts for the first talk", lambda house, _wish: sharing.newest_run_page(house, "iop.s4.packet")),
    Sheet("compare", "Programs side by side", "with the arithmetic", lambda house, _wish: comparing.page(house)),
    Sheet(
        "schedule",
        "Week of sessions",
        "hours, ways, what meets",
        lambda house, wish: schedulepages.week_page(house, _monday(house, wish)),
        of="day",
    ),
    Sheet(
        "month", "Month of sessions", "a sign for each", lambda house, wish: schedulepages.month_page(house, _day(house, wish)), of="day"
    ),
    Sheet("calendar", "Sessions for a calendar", "as a file that calendars read", lambda house, _wish: schedulepages.calendar_page(house)),
    Sheet("prepare", "Session sheet", "for the next session", lambda house, _wish: preparing.page(house)),
    Sheet("sessions", "How the sessions went", "the share, with its rule", lambda house, _wish: schedulepages.attendance_page(house)),
    Sheet("explained", "What was explained to me", "and what to ask", lambda house, _wish: ticking.page(house, CHECKLISTS["explained"])),
    Sheet("stepdown", "Stepping down", "the list to tick off", lambda house, _wish: ticking.page(house, CHECKLISTS["stepdown"])),
    Sheet("checkups", "Check-ups", "after the program", lambda house, _wish: checkups.page(house)),
    *(_list(name, line) for name, line in LISTS.items()),
    Sheet("letter", "A letter", "for work or school", lambda house, wish: _letter(house, wish.of), of="letter"),
    Sheet("run", "A unit's answers", "all times, the newest first", lambda house, wish: sharing.unit_runs_page(house, wish.of), of="unit"),
)
"""To add one, add a line; the screen and `iop export` list it."""


def forms(sheet: Sheet) -> dict[str, str]:
    """The forms in which a sheet can leave."""
    return {**CALENDAR, **FORMS} if sheet.name == "calendar" else FORMS


def sheet(name: str) -> Sheet:
    """The sheet of a name; raises `UsageError` when there is none."""
    found = next((each for each in SHEETS if each.name == name), None)
    if found is None:
        raise UsageError(f"There is no page called '{name}'.", f"These are: {', '.join(each.name for each in SHEETS)}, all.")
    return found


def units_filled_in(house: House) -> list[tuple[str, str]]:
    """Id and title of every unit that has an answer, the one that was used last first."""
    answers = sorted(house.store.shelf(Answer).all(), key=lambda each: (each.day or date.min, each.id), reverse=True)
    headers = (house.library.header(unit) for unit in dict.fromkeys(each.unit for each in answers))
    return list({header.id: (header.id, header.title) for header in headers if header is not None}.values())


def _month(house: House, wish: Wish) -> Page:
    return schedulepages.month_page(house, _day(house, wish))


def _schedule(house: House, wish: Wish) -> Page:
    return schedulepages.week_page(house, _monday(house, wish))


def letters_written(house: House) -> list[tuple[str, str]]:
    """Id and name of every letter."""
    return [(str(each.id), each.first_line()) for each in listing.items(house, LETTERS)]


def _letter(house: House, which: str) -> Page:
    """One letter by its id; the only one where none is named."""
    found = listing.items(house, LETTERS)
    letter = next((each for each in found if str(each.id) == which), found[0] if len(found) == 1 and not which else None)
    if not isinstance(letter, Letter):
        known = "; ".join(f"{each.id} ({each.first_line()})" for each in found)
        raise UsageError("Which letter?", f"These are there: {known}." if known else "Write one with: iop add letters")
    return letters.page(house, letter)


def _scores(house: House, wish: Wish) -> Page:
    return scorepages.scores_page(house, with_safety=wish.with_safety)


def _day(house: House, wish: Wish) -> date:
    try:
        return read_date(wish.of) if wish.of else house.clock.today()
    except Unreadable as error:
        raise UsageError(str(error), "For example: 2026-11-23") from None


def _monday(house: House, wish: Wish) -> date:
    return week_of(_day(house, wish))[0]


# What of it leaves


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a page before it leaves."""

    key: str
    text: str
    """As it stands in the text form."""
    state: str = ""
    """`left out`, `no room`, or nothing where it goes along."""
    is_first: bool = False
    """Whether a new block begins here."""


def preview(page: Page, left_out: Keys = NOTHING) -> list[Shown]:
    """Every part of a page; those that go along read as they will leave."""
    full = no_room(page, left_out)
    return [each for place in range(len(page.blocks)) for each in _shown(page, place, left_out, full)]


def _shown(page: Page, place: int, left_out: Keys, full: Keys) -> Iterator[Shown]:
    width = card.WIDTH if page.is_card else layout.PAPER
    block = page.blocks[place]
    names = leaving.parts(place, block)
    own = layout.groups(block, width)
    kept = leaving.only(place, block, left_out | full)
    going = iter(layout.groups(kept, width) if kept is not None else ())
    if len(names) == 1:
        own, going = [[line for group in own for line in group]], iter([[line for group in going for line in group]])
    for number, (key, lines) in enumerate(zip(names, own, strict=True)):
        state = "no room" if key in full else "left out" if kept is None or key in left_out else ""
        text = layout.bare(lines if state else next(going))
        if text.strip():
            yield Shown(key, text, state, is_first=number == 0)


def no_room(page: Page, left_out: Keys = NOTHING) -> Keys:
    """What a card is too small for."""
    return card.no_room(page, left_out) if page.is_card else NOTHING


def turned(page: Page, left_out: Keys, key: str) -> Keys:
    """What is left out after one part was left out, or taken in again."""
    return leaving.turned(page, left_out, key)


def leaves(page: Page, left_out: Keys = NOTHING) -> Page:
    """The page as it leaves, without what was left out and what had no room."""
    return leaving.without(page, left_out | no_room(page, left_out))


def _words_kept_from(house: House, whom: str) -> frozenset[str]:
    """The words that somebody is not to get, by the list of who knows what."""
    name = whom.strip().casefold()
    return frozenset(
        " ".join(word.split()).casefold()
        for each in listing.items(house, DISCLOSURES)
        if isinstance(each, Disclosure) and name and each.says("who").strip().casefold() == name
        for word in each.kept_from
    )


def kept_from_somebody(house: House) -> list[str]:
    """Everybody from whom words are kept, as they are called in the list of who knows what."""
    held = (each for each in listing.items(house, DISCLOSURES) if isinstance(each, Disclosure) and each.kept_from)
    return [each.says("who").strip() for each in held if each.says("who").strip()]


def kept_from(house: House, page: Page, whom: str) -> Keys:
    """What stays behind because it holds a word that this person is not to get, by the list of who knows what."""
    kept = _words_kept_from(house, whom)
    return frozenset(each.key for each in preview(page) if _holds(each.text, kept))


def titled_for(house: House, page: Page, whom: str) -> Page:
    """The page, under another title where its own holds a word that this person is not to get."""
    return replace(page, title=NEUTRAL) if _holds(page.title, _words_kept_from(house, whom)) else page


def _holds(text: str, kept: Collection[str]) -> bool:
    said = " ".join(text.split()).casefold()
    return any(word in said for word in kept)


def stayed(page: Page, left_out: Keys) -> int:
    """How many parts that can be seen were left out."""
    return sum(each.state == "left out" for each in preview(page, left_out))


def in_form(house: House, page: Page, form: str) -> bytes:
    """A page as the bytes of a file; as a calendar file the appointments that stand on it."""
    if form == "ics":
        return ics.write(schedulepages.events_on(house, page), house.clock.now()).encode()
    if form == "pdf":
        from iop_tui.render import pdf  # it loads reportlab when it writes, and nobody else needs it

        return pdf.write(page, house.prefs.country)
    return sharing.write(page, form).encode()


# Where it goes


def file_for(typed: str, form: str) -> Path:
    """The file that a person named: in the home folder where no other is named, and with the ending of its form."""
    try:
        path = Path.home() / Path(typed.strip()).expanduser()
    except RuntimeError:
        raise IopError("There is no home folder here.", "Name the whole way to the file. Nothing was written.") from None
    return path if path.suffix == f".{form}" else path.with_name(f"{path.name}.{form}")


def free_name(today: date) -> str:
    """A name that says nothing of what is in the file, and is not taken in the home folder."""
    home, number = Path("~").expanduser(), 1
    while True:
        name = f"page-{today}" + (f"-{number}" if number > 1 else "")
        if not any((home / f"{name}.{form}").exists() for form in (*FORMS, *CALENDAR)):
            return name
        number += 1


def save(house: House, page: Page, path: Path, share: Share) -> Done[Share | None]:
    """Write a page to a new private file and note that it left; nothing comes back where only the note could not be kept."""
    write_private(path, in_form(house, page, share.form))
    try:
        done = note(house, share)
    except StoreError:
        return Done(None)
    return Done(done.value, done.changes)


@act
def note(house: House, share: Share) -> Share:
    """Keep that a page left."""
    return house.store.shelf(Share).put(share).record


@act
def forget(house: House, share: Share) -> None:
    """Take a note off the list; the file it tells of is not reached."""
    house.store.shelf(Share).remove(share.id)


def state(house: House) -> str:
    """How many pages have left."""
    count = len(house.store.shelf(Share).all())
    return f"{many(count, 'page')} so far" if count else ""


def left_so_far(house: House) -> list[Share]:
    """What has left, the newest first."""
    shares = house.store.shelf(Share).all()
    return sorted(shares, key=lambda each: (each.day or date.min, each.created is not None, each.created, each.id), reverse=True)
