"""Places that can go on helping: the shipped ones to look into, and a person's own, favorites first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iop_tui.domain.aftercare import PlanEntry, sorted_entries
from iop_tui.domain.days import in_words
from iop_tui.domain.fields import Value
from iop_tui.domain.page import Block, Entry, Page, heading, paragraph
from iop_tui.values import dataclass

NO_ONE_PATH = "No path is the only one. What fits you is yours to find out, and you can leave any of them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of place or group that comes with the program; no recommendation."""

    id: str
    name: str
    kind: str
    what: str
    who: str
    """For whom it is."""
    find: str
    """How to find it, in words."""
    checked: str = ""
    """The day on which a person looked whether this is still so, as ISO text; empty when nobody did."""

    def known(self) -> str:
        """What can honestly be said of its age."""
        return f"Looked at on {self.checked}." if self.checked else "Nobody has checked this lately."

    def values(self) -> dict[str, Value]:
        """As an entry of a person's own plan."""
        return {"name": self.name, "kind": self.kind, "find": self.find}


def own(entries: Iterable[PlanEntry]) -> list[PlanEntry]:
    """A person's own, favorites first."""
    return sorted(sorted_entries(entries, "resources"), key=lambda each: not is_favorite(each))


def is_favorite(entry: PlanEntry) -> bool:
    return entry.says("favorite") == "yes"


def note(entry: PlanEntry) -> str:
    """Kind, when and where, how it went."""
    tried, fit = entry.on("tried"), entry.says("fit")
    parts = (
        "favorite" if is_favorite(entry) else "",
        entry.says("kind"),
        entry.says("when"),
        entry.says("find").replace("\n", ", "),
        f"tried {in_words(tried)}" if tried else "",
        {"yes": "liked", "no": "not for me", "not now": ""}.get(entry.says("liked"), ""),
        f"fit {fit} of 10" if fit else "",
    )
    return "; ".join(each for each in parts if each)


def is_in(shipped: Resource, entries: Iterable[PlanEntry]) -> PlanEntry | None:
    """The entry of the plan that was made from a shipped one, by its name."""
    name = shipped.name.casefold()
    return next((each for each in entries if each.part == "resources" and each.says("name").casefold() == name), None)


def fits(words: Sequence[str], *texts: str) -> bool:
    """Whether every word stands in one of some texts, in capitals or not."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def page(entries: Iterable[PlanEntry], shipped: Iterable[Resource]) -> Page:
    """A person's own, then those to look into."""
    mine = own(entries)
    blocks: list[Block] = [paragraph(NO_ONE_PATH), heading("My own")]
    blocks += [Entry(each.first_line(), note(each)) for each in mine] or [paragraph("No group or place listed yet.")]
    blocks.append(heading("To look into"))
    blocks += [each for one in shipped for each in in_full(one)]
    return Page("Groups and places", tuple(blocks))


def in_full(one: Resource) -> list[Block]:
    """A shipped one with all that is known of it."""
    return [
        heading(one.name, 3),
        paragraph(one.what),
        Entry("For whom", one.who),
        Entry("How to find it", one.find),
        paragraph(one.known()),
    ]
