"""Questions to ask: the list, and one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import house_of, once, show, show_data
from iop_tui.errors import Exit

if TYPE_CHECKING:
    from argparse import Namespace


def questions(asked: Namespace) -> int:
    """`iop questions`: what is still to be asked, then what was."""
    from iop_tui.domain.questions import to_ask, were_asked
    from iop_tui.services import asking, sharing

    house = house_of(asked)
    if asked.json:
        found = asking.questions(house)
        listed = [
            {
                "question": each.text,
                "for": each.whom,
                "answer": each.answer,
                "asked": each.asked.isoformat() if each.asked else None,
                "is_open": each.is_open,
            }
            for each in (*to_ask(found), *were_asked(found))
        ]
        show_data(listed)
    else:
        show(sharing.write(asking.page(house), "txt"))
    return Exit.OK


def ask_one(asked: Namespace) -> int:
    """`iop ask`: write one more question down."""
    from iop_tui.plain import questions

    return once(asked, questions.ask_one)
