"""The parser of the command line, for when more was typed than a command."""

from __future__ import annotations

import argparse
from typing import NoReturn

from iop_tui import __version__
from iop_tui.arguments import COMMANDS, OPEN
from iop_tui.errors import UsageError

IS = (
    "Self-guided skills before, during and after an Intensive Outpatient Program. "
    "Not treatment, not monitored. Help at any time: iop help-now"
)


WIDTH = 79


class _Formatter(argparse.HelpFormatter):
    """Help of one width; asking the terminal for its own costs every command an import."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class _Parser(argparse.ArgumentParser):
    """A parser whose refusals are one sentence."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"That was not understood: {message}.", f"The commands are listed by: {self.prog.split()[0]} --help")


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands with their arguments, or only one of them."""
    made = _Parser(prog="iop", description=IS, epilog="Without a command the full screen opens.", formatter_class=_Formatter)
    made.add_argument("--version", action="version", version=f"iop-tui {__version__}")
    made.add_argument("--profile", type=int, metavar="NUMBER", help="which person, where several share this account")
    made.add_argument("--line", action="store_true", help="line by line instead of the full screen, as for a screen reader")
    made.add_argument("--captive", action="store_true", help="the full screen and nothing else, for a login that leads only here")
    made.set_defaults(command=OPEN)
    listed = made.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    for name, (summary, arguments, command) in COMMANDS.items():
        if only in (None, name):
            each = listed.add_parser(name, help=summary, description=summary, formatter_class=_Formatter)
            arguments(each)
            each.set_defaults(command=command)
    return made
