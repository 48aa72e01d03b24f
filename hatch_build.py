"""What is made when a wheel is built: the man page and the completions of the shells, all from the parser of the commands."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPLETIONS = {
    "bash": "share/bash-completion/completions/iop",
    "zsh": "share/zsh/site-functions/_iop",
    "fish": "share/fish/vendor_completions.d/iop.fish",
}
MAN = "share/man/man1/iop.1"


class Generated(BuildHookInterface):  # type: ignore[type-arg]
    """Adds them to a wheel; an editable install has none, and needs none of what makes them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        folder = Path(mkdtemp(prefix="iop-generated-"))
        for number, (place, text) in enumerate(generated(Path(self.root)).items()):
            made = folder / str(number)
            made.write_text(text, "utf-8")
            build_data["shared_data"][str(made)] = place


def generated(root: Path) -> dict[str, str]:
    """Every file by its place under the prefix of an installation."""
    import shtab

    sys.path.insert(0, str(root))
    from iop_tui.parsing import parser

    return {MAN: man_page(root), **{place: shtab.complete(parser(), shell) for shell, place in COMPLETIONS.items()}}


def man_page(root: Path) -> str:
    """The parser as a page for `man`, with the exit codes of docs/commands.md."""
    from argparse_manpage.manpage import Manpage

    from iop_tui.parsing import IS, parser

    made = Manpage(parser())
    made.manual, made.source, made.date = "User Commands", "iop-tui", ""
    page = str(made).replace(".SH NAME\niop\n", f".SH NAME\niop \\- {_groff(IS[0].lower() + IS[1:].split('. ')[0])}\n", 1)
    codes = re.findall(r"^\| ([\d, +n]+) \| (.+) \|$", (root / "docs" / "commands.md").read_text("utf-8"), re.MULTILINE)
    told = "".join(f".TP\n.B {_groff(code)}\n{_groff(meaning.replace('`', ''))}\n" for code, meaning in codes)
    return f"{page.rstrip()}\n.SH EXIT STATUS\n{told}"


def _groff(text: str) -> str:
    return text.replace("\\", "\\\\").replace("-", "\\-")
