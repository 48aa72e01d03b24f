"""`python -m bench.screens`: draw the README's pictures from the real rooms. Running it twice gives the same files."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from bench import person

FOLDER = Path(__file__).parent.parent / "docs" / "screens"
SIZE = (80, 24)

_FONT_FACE = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_ID = re.compile(r"terminal-\d+")
_FONTS = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace'


def tidied(svg: str, name: str) -> str:
    """A picture that fetches nothing and is the same each time."""
    svg = _ID.sub(name, _COMMENT.sub("", _FONT_FACE.sub("", svg)))
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {_FONTS};").replace(
        "font-family: arial;", "font-family: sans-serif;"
    )
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


async def draw(folder: Path) -> dict[str, tuple[str, str]]:
    """Each screen as a picture and as plain text, of a person who lives in `folder` for a moment."""
    from textual.pilot import Pilot

    from iop_tui.tui.app import IopApp
    from iop_tui.tui.screens.compare import CompareScreen
    from iop_tui.tui.screens.progress import look_screen
    from iop_tui.tui.screens.schedule import ScheduleScreen

    house = person.move_in(folder)
    app = IopApp(house)
    drawn: dict[str, tuple[str, str]] = {}

    async def take(pilot: Pilot[None], name: str) -> None:
        await pilot.pause()
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text.rstrip() for strip in strips)
        drawn[name] = (tidied(app.export_screenshot(title="iop"), name), text + "\n")

    try:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await take(pilot, "today")
            await pilot.press("5")
            await take(pilot, "diary")
            app.push_screen(look_screen("timeline", "month"))
            await take(pilot, "progress")
            await pilot.press("q", "1")
            app.push_screen(ScheduleScreen())
            await take(pilot, "schedule")
            await pilot.press("q")
            app.push_screen(CompareScreen())
            await take(pilot, "compare")
            await pilot.press("q")
            app.open_reader(person.UNIT)
            await take(pilot, "reader")
            app.action_help_now()
            await take(pilot, "help")
    finally:
        house.store.close()
    return drawn


def plain_environment() -> None:
    """The pictures do not depend on who draws them, and where."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in ("NO_COLOR", "COLORTERM")]:
        del os.environ[name]
    os.environ["TERM"] = "xterm-256color"


def main(folder: Path = FOLDER) -> int:
    plain_environment()
    with tempfile.TemporaryDirectory(prefix="iop-screens-") as place:
        drawn = asyncio.run(draw(Path(place)))
    folder.mkdir(parents=True, exist_ok=True)
    for name, (svg, text) in drawn.items():
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        (folder / f"{name}.txt").write_text(text, "utf-8")
    print(f"Drew {', '.join(drawn)} into {folder.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
