"""The command line: understand what was typed, call the command, say what went wrong."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn, cast

from iop_tui import clean
from iop_tui.arguments import COMMANDS, HELP_NOW, OPEN, LeftOut
from iop_tui.errors import Exit, IopError, OutputLost, UsageError, say_fault

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    Command = Callable[[Namespace], int]


def entry() -> NoReturn:
    """The program from its start to the end of its process.

    What a command keeps is on the disk when it returns, so the process ends there: taking the interpreter apart would take as long as a
    quarter of the command.
    """
    gc.disable()  # nothing that one command leaves behind is worth looking for
    _open_closed()
    try:
        code = main()
    except SystemExit as end:  # the parser has shown its help
        code = int(end.code or 0)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        if code == Exit.OK:  # else it was said why
            code = Exit.REFUSED
            with suppress(OSError):
                print(OutputLost(error), file=sys.stderr, flush=True)
    os._exit(code)


def _open_closed() -> None:
    """Streams that were closed before the start lead nowhere; a file that is opened later would take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what went wrong is said on stderr."""
    try:
        typed = sys.argv[1:] if argv is None else list(argv)
        asked = understand(typed)
        if asked.captive and asked.command not in (OPEN, HELP_NOW):
            raise UsageError("Only the full screen opens here.", "Start the program without a command.")
        return _function(asked.command)(asked)
    except IopError as error:
        for line in (error.message, error.advice):
            if line:
                print(clean.text(line), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.OK
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        print(say_fault(error), file=sys.stderr)
        return Exit.REFUSED


def understand(typed: Sequence[str]) -> Namespace:
    """What was typed. Nothing, or a command and nothing else, is understood without a parser."""
    command = OPEN
    left_out = LeftOut()
    if typed and typed[0] in COMMANDS:
        _, arguments, command = COMMANDS[typed[0]]
        arguments(cast("ArgumentParser", left_out))
    if typed[1:] or not left_out.is_enough or (typed and command == OPEN):
        from iop_tui.parsing import parser

        return parser(_named(typed)).parse_args(typed)
    return cast("Namespace", SimpleNamespace(profile=None, line=False, captive=False, command=command, **left_out.values))


def _named(typed: Sequence[str]) -> str | None:
    """The command that was typed, if it is one; the others need no parser then."""
    at = 2 if typed[:1] == ["--profile"] else 0
    name = next((each for each in typed[at:] if not each.startswith("-")), "")
    return name if name in COMMANDS else None


def _function(path: str) -> Command:
    """The function of a command; its module is imported when the command is called."""
    module, _, name = path.partition(".")
    command: Command = getattr(import_module(f"iop_tui.commands.{module}"), name)
    return command
