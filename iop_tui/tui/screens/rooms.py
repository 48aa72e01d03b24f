"""The numbered rooms. A number never changes its room."""

from __future__ import annotations

from iop_tui.tui.screens.room import Room


def room(number: str) -> Room:
    """A new room; its module is imported when it is first opened."""
    made = _made(number)
    made.way = ("room", number)
    return made


def _made(number: str) -> Room:
    match number:
        case "2":
            from iop_tui.tui.screens.learn import LearnRoom

            return LearnRoom()
        case "3":
            from iop_tui.tui.screens.keep import KeepRoom

            return KeepRoom()
        case "4":
            from iop_tui.tui.screens.after import AfterRoom

            return AfterRoom()
        case "5":
            from iop_tui.tui.screens.diary import DiaryRoom

            return DiaryRoom()
        case "6":
            from iop_tui.tui.screens.progress import ProgressRoom

            return ProgressRoom()
        case "7":
            from iop_tui.tui.screens.program import ProgramRoom

            return ProgramRoom()
    from iop_tui.tui.screens.today import TodayRoom

    return TodayRoom()
