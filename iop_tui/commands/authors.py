"""Commands for people who write units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import say, show, show_data
from iop_tui.errors import Exit
from iop_tui.values import as_dict

if TYPE_CHECKING:
    from argparse import Namespace


def check(asked: Namespace) -> int:
    """`iop check [PATH...]`: every problem of unit files."""
    from datetime import date

    from iop_tui.services import writing

    if asked.fingerprint:
        show(writing.fingerprint_of(asked.fingerprint))
        return Exit.OK
    checked = writing.check(asked.paths, ledger=asked.ledger, release=asked.release, today=date.today())
    if asked.json:
        show_data([as_dict(each) for each in checked.problems])
    elif checked.lines:
        show("\n".join(checked.lines))
    say(checked.summary)
    if checked.ledger:
        say(f"Wrote {checked.ledger}")
    return Exit.REFUSED if checked.has_failed else Exit.OK


def new_unit(asked: Namespace) -> int:
    """`iop new-unit PATH`: a skeleton to start from."""
    from iop_tui.services import writing

    writing.new_unit(asked.path)
    say(f"Wrote {asked.path}. Fill it in, then run: iop check {asked.path}")
    return Exit.OK
