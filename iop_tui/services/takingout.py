"""Saving a page to a file: what is asked, and what an answer means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iop_tui.domain.fields import Field, Value
from iop_tui.domain.leaving import Keys
from iop_tui.domain.page import Page
from iop_tui.domain.shares import Share
from iop_tui.services import paper
from iop_tui.services.house import House
from iop_tui.services.paper import FORMS, Sheet, Wish
from iop_tui.values import dataclass, replace

FIELDS = (
    Field(id="form", kind="choice", label="As what?", help="HTML and PDF are for a printer.", options=tuple(FORMS.values())),
    Field(id="name", kind="line", label="Name of the file", help="In your home folder. Never over a file that is there."),
    Field(
        id="whom", kind="line", label="For whom is it?", help="Lines with words that you keep from them stay behind. Empty: nothing does."
    ),
)


def fields(house: House, sheet: Sheet) -> tuple[Field, ...]:
    """What is asked for a sheet; who is known to have words kept from them is named."""
    known = ", ".join(paper.kept_from_somebody(house))
    whom = replace(FIELDS[2], help=f"{FIELDS[2].help} Your list has: {known}.") if known else FIELDS[2]
    return (replace(FIELDS[0], options=tuple(paper.forms(sheet).values())), FIELDS[1], whom)


def values(house: House, sheet: Sheet) -> dict[str, Value]:
    """What the form begins with."""
    forms = paper.forms(sheet)
    return {"form": forms.get("ics") or forms["html"], "name": paper.free_name(house.clock.today())}


def draft_name(sheet: Sheet, wish: Wish) -> str:
    """Under what unfinished typing is kept."""
    return "/".join(each for each in ("share", sheet.name, wish.of) if each)


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how a page is to be written."""

    path: Path
    form: str
    whom: str


def target(house: House, sheet: Sheet, found: Mapping[str, Value]) -> Target:
    """What was answered; raises `IopError` where there is no such place."""
    forms = paper.forms(sheet)
    form = next((form for form, name in forms.items() if name == found.get("form")), next(iter(forms)))
    path = paper.file_for(str(found.get("name") or paper.free_name(house.clock.today())), form)
    return Target(path, form, str(found.get("whom") or ""))


def share(sheet: Sheet, page: Page, left_out: Keys, to: Target) -> Share:
    """The note of what leaves."""
    return Share(sheet=sheet.name, title=page.title, form=to.form, to=to.path.name, whom=to.whom, left_out=paper.stayed(page, left_out))
