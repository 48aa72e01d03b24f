"""What each command does: take the words of the command line, call an act, print. Data goes to stdout, talk to stderr.

Nothing here imports Textual but `open_screen`; everything heavier than the standard library is imported where it is used.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.errors import Exit, IopError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iop_tui.domain.page import Block, Page
    from iop_tui.services.house import House
    from iop_tui.services.tracking import Standing

WIDTH = 80
HELP_PAGES = ("help", "overdose", "afraid", "withdrawal")


def open_screen(asked: Namespace) -> int:
    """`iop` and `iop open ID`: the full screen."""
    import os

    from iop_tui.tui import guard

    if os.environ.get("TERM", "dumb") in ("", "dumb") or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise IopError(words.NO_SCREEN, words.NO_SCREEN_ADVICE)
    guard.prepare()
    house = _house(create=True)
    unit = getattr(asked, "unit", "")
    if unit:
        house.library.unit(unit)
    from iop_tui.tui.app import run

    return run(house, unit)


def today(asked: Namespace) -> int:
    """`iop today`: what Today shows, in lines."""
    from iop_tui.services.today import today as look

    house = _house()
    view = look(house)
    if asked.json:
        _print(json.dumps(_today_json(house), ensure_ascii=False, indent=2))
        return Exit.OK
    lines = [f"{view.day.isoformat()}  {view.place}".rstrip()]
    lines += [view.message] if view.message else []
    if view.next:
        lines.append(f"Next: {view.next.header.title} ({view.next.header.minutes} min, iop open {view.next.header.id})")
    lines += [view.pause] if view.pause else []
    for number, standing in enumerate(_listed(house), 1):
        strength = f", strength {standing.strength.percent} %" if standing.strength.steps else ""
        lines.append(f"{number}. {standing.commitment.title}: {standing.state or 'not due'}. {standing.line}{strength}")
    lines += [f"Coming: {day.isoformat()} {what}" for day, what in view.coming]
    lines += [f"After: {view.aftercare_line}"] if view.aftercare_line else []
    if len(lines) == 1:
        lines.append("Nothing is planned here yet. Start the program with: iop")
    _print("\n".join(lines))
    return Exit.OK


def _today_json(house: House) -> dict[str, object]:
    from iop_tui.services.today import today as look

    view = look(house)
    return {
        "day": view.day.isoformat(),
        "next": view.next.header.id if view.next else None,
        "commitments": [
            {
                "number": number,
                "title": standing.commitment.title,
                "state": standing.state or "not due",
                "schedule": standing.commitment.schedule(),
                "strength": standing.strength.percent,
            }
            for number, standing in enumerate(_listed(house), 1)
        ],
        "coming": [{"day": day.isoformat(), "what": what} for day, what in view.coming],
    }


def read(asked: Namespace) -> int:
    """`iop read ID`: a unit as text."""
    from iop_tui.services.house import library
    from iop_tui.services.sharing import unit_page, write

    _print(write(unit_page(library().unit(asked.unit)), "txt"))
    return Exit.OK


def checkin(asked: Namespace) -> int:
    """`iop checkin [NUMBER]`: mark today, by questions."""
    from iop_tui.services import tracking

    house = _house()
    listed = _listed(house)
    if not listed:
        _print("There is no commitment yet. Make one with: iop, then 3, then n.")
        return Exit.OK
    chosen = [n for n in range(1, len(listed) + 1) if asked.number in (None, n)]
    if not chosen:
        raise UsageError(f"There is no commitment number {asked.number}.", f"The numbers go from 1 to {len(listed)}: iop today lists them.")
    for number in chosen:
        standing = listed[number - 1]
        commitment = standing.commitment
        _print(f"{number}. {commitment.title} ({commitment.goal()}). Now: {standing.state or 'not due'}.")
        state, amount = _ask_state(commitment.kind)
        if not state and amount is None:
            _print("Left as it is.")
            continue
        kept = tracking.check_in(house, commitment, standing.today, state or commitment.state_of(amount or 0), amount)
        _print(f"Saved: {kept.value.state}.")
        if kept.value.state == "missed" and any(word in commitment.title.casefold() for word in words.MEDICINE_WORDS):
            _print(words.MEDICINE_NO_CATCHING_UP)
    return Exit.OK


def _ask_state(kind: str) -> tuple[str, float | None]:
    """Ask until there is an answer that can be kept; an empty line skips."""
    from iop_tui.domain.fields import Field, Unreadable
    from iop_tui.domain.fields import read as read_field

    letters = {"k": "kept", "p": "partly", "m": "missed", "e": "excused"}
    question = "kept, partly, missed, excused, or Enter to skip"
    field = Field(id="amount", kind="number", label="How much?", min=0, max=10 if kind == "rating" else None)
    while True:
        typed = _ask(f"  {question if kind == 'done' else 'A number, ' + question}: ").strip().casefold()
        if not typed:
            return "", None
        state = next((name for letter, name in letters.items() if typed in (letter, name)), "")
        if state:
            return state, None
        try:
            value = read_field(field, typed) if kind != "done" else None
        except Unreadable as error:
            _say(str(error))
            continue
        if isinstance(value, (int, float)):
            return "", float(value)
        _say("Please type one of these words, or its first letter.")


def search(asked: Namespace) -> int:
    """`iop search`: asks for the words, so that they stand in no list of processes and in no shell history."""
    from iop_tui.services.finding import search as find

    house = _house()
    found = find(house, _ask("Search for: "))
    if asked.json:
        _print(
            json.dumps(
                [{"kind": each.kind, "title": each.title, "text": each.text, "id": each.id} for each in found], ensure_ascii=False, indent=2
            )
        )
    else:
        _print("\n".join(f"{each.kind}: {each.title}\n  {each.text}".rstrip() for each in found) or "Nothing found. Another word may do.")
    return Exit.OK


def help_now(asked: Namespace) -> int:
    """`iop help-now`: help in any state of the data; nothing that may fail stands before it."""
    from iop_tui.render.layout import bare, lay_out, lay_out_page
    from iop_tui.services import helping

    code = asked.country or _own_country()
    name = next((word for word in asked.page if word in HELP_PAGES), HELP_PAGES[0])
    place = helping.country(code.upper(), _modules())
    page = helping.page_named(name, place, _own_help() if name == HELP_PAGES[0] else ())
    _print(bare(lay_out_page(page, WIDTH)))
    others = ", ".join(f"iop help-now {other}" for other in HELP_PAGES if other != name)
    _print(f"\nMore: {others}\n")
    _print(bare(lay_out(helping.in_short(place), WIDTH)))
    return Exit.OK


def _own_country() -> str:
    try:
        from iop_tui.services.preferring import prefs

        return prefs().country
    except Exception:  # whatever is wrong with the data, help comes first
        return ""


def _own_help() -> Sequence[Block]:
    """The person's own plan, only if they chose to show it here, and only if it can be read."""
    try:
        from iop_tui.services.preferring import prefs

        if not prefs().show_plan_before_unlock:
            return ()
        from iop_tui.services.sharing import safety_page

        return safety_page(_house()).blocks
    except Exception:  # whatever is wrong with the data, help comes first
        return ()


def _modules() -> Path:
    try:
        from iop_tui.services.preferring import modules

        return modules()
    except Exception:  # then the built-in rows serve
        return Path("/nonexistent")


def where(asked: Namespace) -> int:
    """`iop where`: where everything lies."""
    from iop_tui.services.preferring import places

    data, vault, folders = places()
    if asked.json:
        listed = [{"kind": kind, "path": str(path)} for path, kind in folders]
        _print(json.dumps({"data": str(data), "vault": str(vault) if vault else None, "modules": listed}, indent=2))
        return Exit.OK
    _print(f"Your data: {data}" + ("" if vault else "  (nothing is saved yet)"))
    if vault:
        _print(f"The vault: {vault}")
    for path, kind in folders:
        _print(f"Modules ({kind}): {path}")
    _print(f"Your own modules would go to: {data / 'modules'}")
    return Exit.OK


def settings(asked: Namespace) -> int:
    """`iop settings [NAME VALUE]`: show them, or change one of those that are read before the vault is opened."""
    from iop_tui.services.preferring import change, shown

    if asked.name and asked.value is None:
        raise UsageError(f"What is {asked.name} to be?", f"For example: iop settings {asked.name} VALUE")
    if asked.name:
        change(asked.name, asked.value)
    found = shown()
    _print(json.dumps(found, indent=2) if asked.json else "\n".join(f"{name}: {value or '(not set)'}" for name, value in found.items()))
    return Exit.OK


def doctor(asked: Namespace) -> int:
    """`iop doctor`: look at the files, change nothing, print nothing private."""
    from iop_tui.services.examining import look_over

    findings = look_over()
    for finding in findings:
        _print(f"{finding.level}: {finding.what}" + (f" {finding.advice}" if finding.advice else ""))
    levels = {finding.level for finding in findings}
    return Exit.DOCTOR_FOUND_DAMAGE if "damage" in levels else Exit.DOCTOR_WARNS if "warning" in levels else Exit.OK


def export(asked: Namespace) -> int:
    """`iop export run ID`: what was written in a unit, as text or markdown."""
    from iop_tui.services import sharing

    house = _house()
    pages: dict[str, Page] = {}
    if asked.what == "run":
        if not asked.id:
            raise UsageError("Which unit?", "For example: iop export run dbt.dt.stop --stdout")
        pages["run"] = sharing.unit_runs_page(house, asked.id)
    elif asked.what == "after":
        pages["after"] = sharing.aftercare_page(house)
    else:
        pages["safety"] = sharing.safety_page(house)
    text = sharing.write(pages[asked.what], asked.format)
    if asked.to is None:
        _print(text)
        return Exit.OK
    sharing.save_as(text, asked.to)
    _say(f"Written to {asked.to}. Only your account can read it.")
    return Exit.OK


def check(asked: Namespace) -> int:
    """`iop check [PATH...]`: every problem of unit files."""
    from datetime import date

    from iop_tui.services import writing

    if asked.fingerprint:
        _print(writing.fingerprint_of(asked.fingerprint))
        return Exit.OK
    checked = writing.check(asked.paths, ledger=asked.ledger, release=asked.release, today=date.today())
    if checked.lines:
        _print("\n".join(checked.lines))
    _say(checked.summary)
    if checked.ledger:
        _say(f"Wrote {checked.ledger}")
    return Exit.REFUSED if checked.has_failed else Exit.OK


def new_unit(asked: Namespace) -> int:
    """`iop new-unit PATH`: a skeleton to start from."""
    from iop_tui.services import writing

    writing.new_unit(asked.path)
    _say(f"Wrote {asked.path}. Fill it in, then run: iop check {asked.path}")
    return Exit.OK


def _house(*, create: bool = False) -> House:
    from iop_tui.services.house import open_house

    return open_house(create=create)


def _listed(house: House) -> list[Standing]:
    from iop_tui.services import tracking

    return tracking.standings(house)


def _print(text: str) -> None:
    """Data, guarded like the screen: no control character of any text gets out."""
    from iop_tui import clean

    print(clean.text(text).rstrip("\n"))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _ask(question: str) -> str:
    """One line from the person; the end of input is an empty line."""
    from iop_tui import clean

    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(file=sys.stderr)
    return clean.line(line.rstrip("\n"))
