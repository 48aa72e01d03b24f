"""Looking back, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.commands.talk import house_of, show, show_data
from iop_tui.errors import Exit

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.domain.helped import Helped
    from iop_tui.domain.series import Series
    from iop_tui.services.house import House


def progress(asked: Namespace) -> int:
    """`iop progress`: the three bars and a sentence on every series; with `--json` the numbers themselves."""
    from iop_tui.services import reporting, sharing

    house = house_of(asked)
    if asked.json:
        show_data(_numbers(house, asked.range))
    else:
        show(sharing.write(reporting.overview(house, asked.range), "txt"))
    return Exit.OK


def _numbers(house: House, span: str) -> dict[str, object]:
    from iop_tui.domain.helped import by_skill
    from iop_tui.services import looking, progressing, whathelped

    today = house.clock.today()
    found = looking.everything(house, span)
    return {
        "from": progressing.first_shown(span, today, found).isoformat(),
        "to": today.isoformat(),
        "bars": [
            {"name": each.name, "part": each.part, "partly": each.partly, "whole": each.whole, "rows": list(each.rows)}
            for each in progressing.bars(house)
        ],
        "series": [_series(each) for each in found],
        "helped": [_skill(each) for each in by_skill(whathelped.uses(house, span))],
    }


def _series(series: Series) -> dict[str, object]:
    numbers = [{"day": each.day.isoformat(), "value": each.value} for each in series.numbers]
    return {"name": series.name, "unit": series.unit, "lowest": series.low, "highest": series.high, "numbers": numbers}


def _skill(skill: Helped) -> dict[str, object]:
    fall = skill.fall
    lower = (
        {
            "uses": fall.count,
            "mean": round(fall.mean, 2),
            "from": round(fall.low, 2),
            "to": round(fall.high, 2),
            "is_interval": fall.is_interval,
        }
        if fall
        else None
    )
    rows = [
        {"day": each.day.isoformat() if each.day else None, "before": each.before, "after": each.after, "helped": each.helped}
        for each in skill.uses
    ]
    return {"unit": skill.unit, "title": skill.title, "uses": len(skill.uses), "lower": lower, "rows": rows}
