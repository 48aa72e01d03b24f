"""Progress, line by line: three sentences, and one's own numbers as sentences and small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iop_tui.domain.helped import BANDS, band_words
from iop_tui.services import looking, progressing

if TYPE_CHECKING:
    from iop_tui.plain.talk import Talk
    from iop_tui.services.progressing import View


def look(talk: Talk) -> None:
    """Say the three bars as sentences, and what else there is to look at."""
    for bar in progressing.bars(talk.house):
        talk.say(f"{bar.name}: {bar.figure or bar.begins}")
    talk.say(*(f"{each.title}: {each.fact or 'nothing yet'}" for each in looking.looks(talk.house, "month")))


def _pick(talk: Talk) -> View | None:
    """One page of Progress, over the days that are wanted."""
    bars = zip(looking.BARS, progressing.bars(talk.house), strict=True)
    rows = [*((bar.name, key) for key, bar in bars), *((each.title, each.id) for each in looking.looks(talk.house, "month"))]
    which = talk.pick("What do you want to look at?", rows)
    if which is None:
        return None
    span = "month"
    if looking.range_words(which, span):
        spans = [(looking.range_words(which, each), each) for each in looking.ranges(which)]
        span = talk.pick("Over which days?", spans, none=f"Enter for {looking.range_words(which, span)}") or span
    band = None
    if which == "helped":
        levels = [(band_words(each), each) for each in reversed(BANDS)]
        band = talk.pick("How strong is distress now?", levels, none="Enter for any level")
    return looking.view(talk.house, which, span, band)


def open_page(talk: Talk) -> None:
    """Hear one page; then how its numbers come about, and the rows behind them, if wanted."""
    view = _pick(talk)
    if view is None:
        return
    talk.say(view.title)
    talk.show(view.blocks)
    ways = [("How the numbers come about", "how"), *([("The rows behind them", "rows")] if view.rows else [])]
    while (more := talk.pick("More?", ways)) is not None:
        if more == "how":
            talk.say(*view.explained)
        else:
            talk.show(view.rows)
