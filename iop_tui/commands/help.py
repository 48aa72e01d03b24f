"""`iop help-now`: help in any state of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui.commands.talk import show
from iop_tui.errors import Exit

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from iop_tui.domain.page import Block

WIDTH = 80
HELP_PAGES = ("help", "overdose", "afraid", "withdrawal")


def help_now(asked: Namespace) -> int:
    """`iop help-now`: help in any state of the data; nothing that may fail stands before it."""
    from iop_tui.render.layout import bare, lay_out, lay_out_page
    from iop_tui.services import helping

    code = asked.country or _own_country()
    name = next((word for word in asked.page if word in HELP_PAGES), HELP_PAGES[0])
    place = helping.country(code.upper(), _modules())
    page = helping.page_named(name, place, _own_help() if name == HELP_PAGES[0] else ())
    if asked.json:
        from iop_tui.render import data

        show(data.write(page))
        return Exit.OK
    show(bare(lay_out_page(page, WIDTH)))
    others = ", ".join(f"iop help-now {other}" for other in HELP_PAGES if other != name)
    show(f"\nMore: {others}\n")
    show(bare(lay_out(helping.in_short(place), WIDTH)))
    return Exit.OK


def _own_country() -> str:
    try:
        from iop_tui.services.preferring import for_help

        return for_help().country
    except Exception:  # whatever is wrong with the data, help comes first
        return ""


def _own_help() -> Sequence[Block]:
    """The person's own plan, only if they chose to show it here, and only if it can be read."""
    try:
        from iop_tui.services.preferring import for_help

        if not for_help().show_plan_before_unlock:
            return ()
        from iop_tui.services.house import open_house
        from iop_tui.services.sharing import safety_page

        return safety_page(open_house()).blocks
    except Exception:  # whatever is wrong with the data, help comes first
        return ()


def _modules() -> Path:
    try:
        from iop_tui.services.preferring import modules

        return modules()
    except Exception:  # then the built-in rows serve
        return Path("/nonexistent")
