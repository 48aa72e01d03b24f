"""Every command and its arguments, as a table. What a command needs is imported inside its function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from pathlib import Path

    Arguments = Callable[[ArgumentParser], None]


def _path(typed: str) -> Path:
    from pathlib import Path

    return Path(typed)


def _none(parser: ArgumentParser) -> None:
    """No arguments."""


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script to read")


def _unit(parser: ArgumentParser) -> None:
    parser.add_argument("unit", metavar="ID", help="like dbt.dt.stop")


def _read(parser: ArgumentParser) -> None:
    _unit(parser)
    _json(parser)


def _checkin(parser: ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="the number that iop today shows; all when left out")


def _day(parser: ArgumentParser) -> None:
    parser.add_argument("day", nargs="?", metavar="DAY", help="like 2026-11-23; today when left out")


def _card(parser: ArgumentParser) -> None:
    _day(parser)
    parser.add_argument("--show", action="store_true", help="print the card, and ask nothing")
    _json(parser)


def _week(parser: ArgumentParser) -> None:
    _day(parser)
    _json(parser)


def _score(parser: ArgumentParser) -> None:
    parser.add_argument("sheet", nargs="?", metavar="SHEET", help="like phq9, or other for any other measure; left out: the scores so far")
    _json(parser)


def _plan(parser: ArgumentParser) -> None:
    parser.add_argument("act", nargs="?", choices=("switch",), help="take another plan; what you did stays")
    parser.add_argument("name", nargs="?", metavar="NAME", help="the plan to take; left out: list them")
    _json(parser)


def _progress(parser: ArgumentParser) -> None:
    parser.add_argument("--range", choices=("week", "month", "all"), default="month", help="the last 7 days, the last 30, all there is")
    _json(parser)


def _help_now(parser: ArgumentParser) -> None:
    parser.add_argument("page", nargs="*", metavar="PAGE", help="overdose, afraid or withdrawal; anything else brings help now")
    parser.add_argument("--country", default="", metavar="CODE", help="like US, GB or DE; else the one in the settings")
    _json(parser)


def _settings(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the setting to change")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="what it is to be")
    _json(parser)


def _export(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", metavar="WHAT", help="the page; left out: list them; all: everything, as json")
    parser.add_argument(
        "id", nargs="?", metavar="ID", help="the unit, for run; any day of the week, for card, week and schedule; the number of a letter"
    )
    parser.add_argument("--format", choices=("txt", "md", "html", "pdf", "ics", "json"), default="txt")
    parser.add_argument("--whom", action="store_true", help="ask for whom it is, for your own list of what has left")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", type=_path, metavar="FILE", help="a new file that only you can read; never over an existing one")
    where.add_argument("--stdout", action="store_true", help="print it (this is also what happens without --to)")


def _list(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="like programs or homework; left out: how each of them stands")
    _json(parser)


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the list, like asks")


def _do(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the act; left out: list them all")
    _json(parser)


def _check_off(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="explained or stepdown; left out: how each of them stands")
    parser.add_argument("--show", action="store_true", help="print the list, and ask nothing")
    _json(parser)


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=_path, metavar="FILE", help="made by: iop export all --format json")


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument("--only", action="store_true", help="delete the older copies, so that what was deleted is in none of them")


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the copy to bring back; left out: list them")
    _json(parser)


def _passphrase(parser: ArgumentParser) -> None:
    parser.add_argument("act", nargs="?", choices=("on", "change", "code", "off"), help="code: another recovery code")


def _profile(parser: ArgumentParser) -> None:
    parser.add_argument("act", nargs="?", choices=("new", "name"), help="new: one more person; name: another nickname")
    _json(parser)


def _doctor(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="mend what can be mended, after a copy of everything")
    _json(parser)


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=_path, metavar="PATH", help="unit files or folders; left out: all of them")
    parser.add_argument("--ledger", action="store_true", help="bring the ledger of the program's own modules up to date")
    parser.add_argument("--release", action="store_true", help="also list helplines that nobody has checked in the last 6 months")
    parser.add_argument("--fingerprint", type=_path, metavar="FILE", help="print what a review of this unit vouches for, and nothing else")
    _json(parser)


def _new_unit(parser: ArgumentParser) -> None:
    parser.add_argument("path", type=_path, metavar="PATH", help="where the new file is to be, like my/unit.md")


OPEN, HELP_NOW = "opening.open_screen", "help.help_now"

COMMANDS: dict[str, tuple[str, Arguments, str]] = {
    "today": ("what is next and what is due", _json, "daily.today"),
    "read": ("a unit as text", _read, "daily.read"),
    "open": ("the full screen at a unit", _unit, OPEN),
    "plan": ("your plan by weeks, or take another one", _plan, "plan.plan"),
    "checkin": ("mark today's commitments, by questions", _checkin, "daily.checkin"),
    "week": ("the sessions of a week", _week, "schedule.week"),
    "attend": ("how the sessions of a day went, by questions", _day, "schedule.attend"),
    "happened": ("something happened: the next hour first", _none, "happened.happened"),
    "card": ("the diary card of a day, by questions", _card, "diary.card"),
    "score": ("the numbers of a questionnaire you have on paper, by questions", _score, "score.score"),
    "practice": ("a skill that you tried, by questions", _none, "daily.practice"),
    "questions": ("what you want to ask, and what was answered", _json, "questions.questions"),
    "ask": ("write down a question to ask", _none, "questions.ask_one"),
    "list": ("your lists: programs, calls, homework and others", _list, "lists.list_"),
    "add": ("one more in a list, by questions", _add, "lists.add"),
    "check-off": ("a list to tick off: what was explained to you, or stepping down", _check_off, "checkoff.check_off"),
    "do": ("one act of any room, by questions; without a name, all of them", _do, "acts.do"),
    "progress": ("three bars, and a sentence on each of your numbers", _progress, "progress.progress"),
    "search": ("look in the units and in your own words", _json, "daily.search"),
    "help-now": ("crisis help, in any state of your data", _help_now, HELP_NOW),
    "where": ("where your data and the units are", _json, "daily.where"),
    "settings": ("show the settings, or change one", _settings, "daily.settings"),
    "export": ("take out what you wrote, as text, markdown, HTML or PDF", _export, "export.export"),
    "import": ("take in what export all has taken out", _import, "care.import_"),
    "backup": ("make a copy now", _backup, "care.backup"),
    "restore": ("list the copies, or bring one back", _restore, "care.restore"),
    "passphrase": ("seal everything with a passphrase, change it, or turn it off", _passphrase, "care.passphrase"),
    "profile": ("who has a vault on this account, and adding one", _profile, "care.profile"),
    "forget-me": ("delete everything of yours", _none, "care.forget_me"),
    "privacy": ("who else could read your files here, and what would change that", _json, "care.privacy"),
    "doctor": ("look over your files; mends only with --repair", _doctor, "care.doctor"),
    "check": ("every problem of unit files, with its line and what would do", _check, "authors.check"),
    "new-unit": ("a good skeleton for a unit of your own", _new_unit, "authors.new_unit"),
}
"""Every command: what it is, its arguments, and its function by module and name."""


class LeftOut:
    """Takes the arguments of a command as a parser does, and knows what each of them is when it is not typed.

    Building a parser costs a command as much as the interpreter takes to start, and most are typed without any argument.
    """

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.is_enough = True
        """Whether the command can be called so."""

    def add_argument(self, name: str, *, nargs: str | None = None, action: str = "store", default: Any = None, **_words: Any) -> None:
        if not name.startswith("-"):
            self.is_enough = self.is_enough and nargs is not None
            default = [] if nargs == "*" else default
        self.values[name.lstrip("-")] = False if action == "store_true" else default

    def add_mutually_exclusive_group(self) -> LeftOut:
        return self
