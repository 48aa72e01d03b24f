"""The command line: parse, call a command, say what went wrong. What a command needs is imported inside its function."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from iop_tui import __version__, commands
from iop_tui.errors import Exit, IopError, UsageError

Command = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]

IS = (
    "Self-guided skills before, during and after an Intensive Outpatient Program. "
    "Not treatment, not monitored. Help at any time: iop help-now"
)


class _Parser(argparse.ArgumentParser):
    """A parser whose refusals are one sentence."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"That was not understood: {message}.", f"The commands are listed by: {self.prog.split()[0]} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what went wrong is said on stderr."""
    try:
        asked = _parser().parse_args(argv)
        command: Command = asked.command
        return command(asked)
    except IopError as error:
        print(error.message, file=sys.stderr)
        if error.advice:
            print(error.advice, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.OK
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="iop", description=IS, epilog="Without a command the full screen opens.")
    parser.add_argument("--version", action="version", version=f"iop-tui {__version__}")
    parser.set_defaults(command=commands.open_screen)
    listed = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    for name, (summary, arguments, command) in COMMANDS.items():
        each = listed.add_parser(name, help=summary, description=summary)
        arguments(each)
        each.set_defaults(command=command)
    return parser


def _none(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script to read")


def _unit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="ID", help="like dbt.dt.stop")


def _checkin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="the number that iop today shows; all when left out")


def _help_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("page", nargs="*", metavar="PAGE", help="overdose, afraid or withdrawal; anything else brings help now")
    parser.add_argument("--country", default="", metavar="CODE", help="like US, GB or DE; else the one in the settings")


def _settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the setting to change")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="what it is to be")
    _json(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("run", "after", "safety"), help="a unit's answers, the aftercare plan, or the safety plan")
    parser.add_argument("id", nargs="?", metavar="ID", help="the unit, for run")
    parser.add_argument("--format", choices=("txt", "md"), default="txt")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", type=Path, metavar="FILE", help="a new file that only you can read; never over an existing one")
    where.add_argument("--stdout", action="store_true", help="print it (this is also what happens without --to)")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="unit files or folders; left out: all of them")
    parser.add_argument("--ledger", action="store_true", help="bring the ledger of the program's own modules up to date")
    parser.add_argument("--release", action="store_true", help="also list helplines that nobody has checked in the last 6 months")
    parser.add_argument("--fingerprint", type=Path, metavar="FILE", help="print what a review of this unit vouches for, and nothing else")


def _new_unit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="where the new file is to be, like my/unit.md")


COMMANDS: dict[str, tuple[str, Arguments, Command]] = {
    "today": ("what is next and what is due", _json, commands.today),
    "read": ("a unit as text", _unit, commands.read),
    "open": ("the full screen at a unit", _unit, commands.open_screen),
    "checkin": ("mark today's commitments, by questions", _checkin, commands.checkin),
    "search": ("look in the units and in your own words", _json, commands.search),
    "help-now": ("crisis help, in any state of your data", _help_now, commands.help_now),
    "where": ("where your data and the units are", _json, commands.where),
    "settings": ("show the settings, or change one", _settings, commands.settings),
    "export": ("take out what you wrote, as text or markdown", _export, commands.export),
    "doctor": ("look over your files; changes nothing", _none, commands.doctor),
    "check": ("every problem of unit files, with its line and what would do", _check, commands.check),
    "new-unit": ("a good skeleton for a unit of your own", _new_unit, commands.new_unit),
}
