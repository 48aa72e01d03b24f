"""The form of a commitment: its questions, and what is made of the answers."""

from __future__ import annotations

from collections.abc import Mapping

from iop_tui import words
from iop_tui.domain.commitments import WEEKDAYS, Commitment, daily, every, is_about_stopping, on_days
from iop_tui.domain.days import WEEKDAY_NAMES
from iop_tui.domain.fields import Field, Value, read_date
from iop_tui.values import replace

HOW_OFTEN = ("every day", "on some weekdays", "some days a week", "every few days")
KIND_WORDS = {"done": "yes or no", "count": "count something", "rating": "rate 0 to 10", "less": "less of something, or none"}

NOTE = "\n\n".join((words.WITHDRAWAL_TITLE, *words.WITHDRAWAL, words.WITHDRAWAL_NOW))
"""What stopping at once can do; read before a promise to stop or cut down is made."""

FIELDS = (
    Field(id="title", kind="line", label="What do you want to keep?", help="Small and clear: Walk 10 minutes. Call Sam."),
    Field(id="kind", kind="choice", label="How do you tell?", options=tuple(KIND_WORDS.values())),
    Field(id="target", kind="number", label="How much?", min=0, help="At least this much; for less of something, at most. None at all: 0."),
    Field(id="unit", kind="line", label="Of what?", help="Minutes, pages, cups."),
    Field(id="often", kind="choice", label="How often?", options=HOW_OFTEN),
    Field(id="days", kind="multi", label="Which weekdays?", options=WEEKDAY_NAMES),
    Field(id="number", kind="number", label="Which number?", min=1, max=60, help="Days a week, or every how many days."),
    Field(id="starts", kind="date", label="From which day?"),
    Field(id="ends", kind="date", label="Until which day?", help="Empty: it goes on."),
    Field(id="why", kind="text", label="Why does it matter to you?"),
)


def needs_note(before: Commitment, wanted: Commitment) -> bool:
    """Whether it is a new promise to stop or to cut down: then `NOTE` is read first."""
    turns_to_less = wanted.kind == "less" and before.kind != "less"
    is_new_stop = is_about_stopping(wanted.title) and not (before.id and is_about_stopping(before.title))
    return turns_to_less or is_new_stop


def draft_name(commitment: Commitment) -> str:
    """Under which name the typing of its form is kept."""
    return f"commitment/{commitment.id or commitment.from_unit or 'new'}"


def values(commitment: Commitment) -> dict[str, Value]:
    """What stands in the form of a commitment."""
    parts = dict(part.split("=", 1) for part in commitment.rule.split(";"))
    found: dict[str, Value] = {
        "title": commitment.title,
        "kind": KIND_WORDS[commitment.kind],
        "unit": commitment.unit,
        "starts": commitment.starts.isoformat(),
        "ends": commitment.ends.isoformat() if commitment.ends else "",
        "why": commitment.why,
        "often": HOW_OFTEN[0],
    }
    if commitment.kind != "done":
        found["target"] = commitment.target
    if commitment.times:
        found.update(often=HOW_OFTEN[2], number=commitment.times)
    elif "BYDAY" in parts:
        found.update(often=HOW_OFTEN[1], days=[WEEKDAY_NAMES[WEEKDAYS.index(day)] for day in parts["BYDAY"].split(",") if day in WEEKDAYS])
    elif int(parts.get("INTERVAL", "1")) > 1:
        found.update(often=HOW_OFTEN[3], number=int(parts["INTERVAL"]))
    return found


def check(found: Mapping[str, Value]) -> str:
    """What is still missing, as one sentence; nothing when it can be saved."""
    often = found.get("often")
    number = found.get("number")
    if not str(found.get("title") or "").strip():
        return "A few words for what you want to keep, please."
    if often == HOW_OFTEN[1] and not found.get("days"):
        return "Please tick at least one weekday, or choose another rhythm."
    if often == HOW_OFTEN[2] and (not isinstance(number, int) or not 1 <= number <= 7):
        return "How many days a week: a whole number from 1 to 7, please."
    if often == HOW_OFTEN[3] and (not isinstance(number, int) or number < 1):
        return "Every how many days: a whole number, please."
    if found.get("ends") and found.get("starts") and read_date(str(found["ends"])) < read_date(str(found["starts"])):
        return "The last day comes before the first. Please look at the two dates again."
    if found.get("kind") == KIND_WORDS["rating"] and isinstance(found.get("target"), (int, float)) and float(str(found["target"])) > 10:
        return "A rating goes from 0 to 10."
    return ""


def hidden(found: Mapping[str, Value]) -> frozenset[str]:
    """The fields that do not apply to what was chosen so far."""
    hidden = set()
    if found.get("kind") in (None, KIND_WORDS["done"]):
        hidden |= {"target", "unit"}
    if found.get("kind") == KIND_WORDS["rating"]:
        hidden.add("unit")
    if found.get("often") != HOW_OFTEN[1]:
        hidden.add("days")
    if found.get("often") not in (HOW_OFTEN[2], HOW_OFTEN[3]):
        hidden.add("number")
    return frozenset(hidden)


def read(commitment: Commitment, found: Mapping[str, Value]) -> Commitment:
    """The commitment as the answers have it."""
    kind = next((kind for kind, label in KIND_WORDS.items() if label == found.get("kind")), "done")
    number = found.get("number")
    times, rule = 0, daily()
    match found.get("often"):
        case "on some weekdays":
            days = found.get("days")
            rule = on_days(WEEKDAYS[WEEKDAY_NAMES.index(str(day))] for day in (days if isinstance(days, list) else []))
        case "some days a week":
            times = int(str(number))
            times, rule = (0, daily()) if times == 7 else (times, daily())
        case "every few days":
            rule = every(int(str(number)))
    target = found.get("target")
    return replace(
        commitment,
        title=str(found.get("title") or ""),
        kind=kind,
        target=float(str(target)) if target is not None else (0.0 if kind == "less" else 1.0),
        unit=str(found.get("unit") or ""),
        times=times,
        rule=rule,
        starts=read_date(str(found.get("starts") or commitment.starts.isoformat())),
        ends=read_date(str(found["ends"])) if found.get("ends") else None,
        why=str(found.get("why") or ""),
    )
