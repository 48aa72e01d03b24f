"""A good beginning for a new unit: it passes the parser as it stands, and says what belongs where."""

from __future__ import annotations

from pathlib import Path

from iop_tui import clean
from iop_tui.errors import IopError

SKELETON = Path(__file__).parent / "skeleton.md"


def new_unit(path: Path) -> None:
    """Writes a skeleton to a new file. IopError when there is anything at that path, or its folder cannot be written to."""
    shown = clean.for_output(str(path))
    if path.suffix != ".md":
        raise IopError(f"A unit is a file that ends in .md; {shown} does not.", f"Try {clean.for_output(str(path.with_suffix('.md')))}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(SKELETON.read_text(encoding="utf-8"))
    except FileExistsError:
        raise IopError(f"There is something at {shown} already.", "Choose another name; nothing was changed.") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise IopError(f"{shown} cannot be written: {reason}.", "Choose a folder of your own.") from None
