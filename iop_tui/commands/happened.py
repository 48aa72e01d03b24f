"""Something happened, by questions: the next hour first."""

from __future__ import annotations

from argparse import Namespace

from iop_tui.commands.talk import once


def happened(asked: Namespace) -> int:
    """`iop happened`: what it was, the next hour, and a few words if one likes."""
    from iop_tui.plain.happened import happened as act

    return once(asked, act)
