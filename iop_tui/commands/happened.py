"""Something happened, by questions: the next hour first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import once

if TYPE_CHECKING:
    from argparse import Namespace


def happened(asked: Namespace) -> int:
    """`iop happened`: what it was, the next hour, and a few words if one likes."""
    from iop_tui.plain.happened import happened as act

    return once(asked, act)
