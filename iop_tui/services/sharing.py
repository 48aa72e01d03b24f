"""Taking things out: pages made from what is kept, and the files they are written to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iop_tui.domain import aftercare, safety
from iop_tui.domain.answers import Run
from iop_tui.domain.cardweek import week_page
from iop_tui.domain.chosen import Item
from iop_tui.domain.commitments import week_of
from iop_tui.domain.fields import Field, show
from iop_tui.domain.numbers import many
from iop_tui.domain.page import Block, Entry, Heading, Items, Page, Paragraph, heading, paragraph, text_of
from iop_tui.domain.practice import Practice as Use
from iop_tui.domain.unit import Form, Gate, Pacer, Part, Practice, Prose, Quiz, Timer, Tool, Unit
from iop_tui.errors import UsageError
from iop_tui.render import card, data, html, layout, markdown
from iop_tui.services import afterward, answering, checkups, costing, diarying, overview, practicing, versions
from iop_tui.services.aftercare import plan, safety_plan
from iop_tui.services.house import House
from iop_tui.services.overview import View
from iop_tui.store.locations import write_private
from iop_tui.values import replace

FORMATS = ("txt", "md", "html")
EXERCISE = "Try it"
LINE_TO_WRITE_ON = "_" * 40


def run_page(house: House, unit: Unit, run: Run) -> Page:
    """One run with every question it answered, in the order of the unit; answers to older fields stand at the end."""
    answers = answering.answers_of(house, run)
    order = [field.id for field in unit.fields()]
    keys = [*(each for each in order if each in answers), *(each for each in answers if each not in order)]
    day = run.day.isoformat() if run.day else ""
    blocks: list[Block] = [paragraph(f"{day}, {'finished' if run.finished else 'not finished yet'}")]
    blocks.extend(Entry(answers[key].label, show(answers[key].value)) for key in keys)
    if not keys:
        blocks.append(paragraph("Nothing was filled in."))
    if unit.has_tool(costing.TOOL):
        blocks.extend(costing.worked_out({key: answer.value for key, answer in answers.items()}, costing.planned(house)))
    return Page(run.title, tuple(blocks))


def unit_page(unit: Unit) -> Page:
    """A unit as text to read: prose, and its fields as questions."""
    blocks: list[Block] = [paragraph(unit.header.summary)]
    if unit.header.content_note:
        blocks.append(paragraph(f"This page talks about {unit.header.content_note}."))
    for section in unit.sections:
        blocks.append(heading(section.title))
        for part in section.parts:
            blocks.extend(_in_words(part))
    blocks.append(paragraph(f"Sources: {'; '.join(unit.header.sources)}. {unit.review().capitalize()}."))
    return Page(unit.title, tuple(blocks))


def _in_words(part: Part) -> list[Block]:
    match part:
        case Prose(prose):
            return list(prose)
        case Form(fields):
            return [Entry(field.label, field.help or f"({field.kind})") for field in fields]
        case Gate(why, questions):
            asked: list[Block] = [paragraph(why)]
            asked.extend(Entry(each.ask, " / ".join(each.options)) for each in questions)
            return [
                *asked,
                paragraph("The exercise is for people who can answer: " + "; ".join(each for q in questions for each in q.passes) + "."),
            ]
        case Quiz(_id, ask, options):
            return [Entry(ask, "\n".join(f"- {option.text}: {option.say}" for option in options))]
        case Timer(label, seconds):
            return [paragraph(f"{label}: {seconds} seconds.")]
        case Pacer():
            return [paragraph(f"{part.label}: in for {part.breathe_in}, out for {part.breathe_out}, {part.rounds} times.")]
        case Practice(what, times, weeks):
            return [paragraph(f"Practice: {what}, {many(times, 'day')} a week, {many(weeks, 'week')}.")]
        case Tool(costing.TOOL):
            return [paragraph(costing.STANDS_HERE)]
    return []


def page(title: str, blocks: Sequence[Block]) -> Page:
    """A page of one's own."""
    return Page(title, tuple(blocks))


def newest_run_page(house: House, unit_id: str) -> Page:
    """What was filled in last in a unit; its questions with lines to write on where nothing ever was."""
    unit = house.library.unit(unit_id)
    runs = [run for run in answering.runs_of(house, unit) if answering.answers_of(house, run)]
    return run_page(house, unit, runs[-1]) if runs else blank_page(unit)


def blank_page(unit: Unit) -> Page:
    """The questions of an exercise, to be filled in by hand, with its headings and the words to say aloud."""
    blocks: list[Block] = []
    for part in parts_to_fill_in(unit):
        match part:
            case Form(fields):
                blocks.extend(Entry(each.label, _room_for(each)) for each in fields)
            case Prose(prose):
                blocks.extend(each for each in prose if isinstance(each, Heading) or is_said_aloud(each))
    return Page(unit.title, tuple(blocks))


def parts_to_fill_in(unit: Unit) -> list[Part]:
    """What stands in the exercise of a unit."""
    return [part for section in unit.sections if section.title == EXERCISE for part in section.parts]


def is_said_aloud(block: Block) -> bool:
    """Whether these are words to say to somebody."""
    return isinstance(block, Paragraph) and text_of(block.spans).startswith(('"', "“"))


def _room_for(field: Field) -> str:
    """A choice to circle, or as many lines as an answer may need."""
    if field.kind == "scale":
        return f"{field.least} to {field.most}: {LINE_TO_WRITE_ON}"
    if field.choices():
        return " / ".join(field.choices())
    asked = [", ".join(each.name for each in field.columns)] if field.columns else []
    return "\n".join([*asked, *[LINE_TO_WRITE_ON] * {"text": 3, "list": 3, "table": 4, "grid": 4}.get(field.kind, 1)])


def unit_runs_page(house: House, unit_id: str) -> Page:
    """All runs of a unit, newest first; raises `UsageError` when there is none."""
    unit = house.library.unit(unit_id)
    runs = answering.runs_of(house, unit)
    if not runs:
        raise UsageError(f"You have not filled in {unit_id} yet.", f"Open it with: iop open {unit_id}")
    pages = [run_page(house, unit, run) for run in reversed(runs)]
    blocks: list[Block] = []
    for page in pages:
        blocks.extend((heading(page.title), *page.blocks))
    return Page(unit.title, tuple(blocks))


def earlier_page(house: House, unit: Unit) -> Page:
    """All times with a unit, newest first: uses in life, then runs."""
    blocks: list[Block] = []
    for use in practicing.uses_of(house, unit.header):
        blocks.append(heading(f"Tried on {use.day.isoformat() if use.day else 'a day'}"))
        blocks.extend(_use(use))
    if answering.runs_of(house, unit):
        blocks.extend(unit_runs_page(house, unit.id).blocks)
    return Page(unit.title, tuple(blocks))


def _use(use: Use) -> list[Block]:
    said = [
        f"before {use.before}" if use.before is not None else "",
        f"after {use.after}" if use.after is not None else "",
        f"helped {use.helped} of 10" if use.helped is not None else "",
    ]
    line = ", ".join(each for each in said if each)
    return [paragraph(each) for each in (line or ("" if use.note else "Nothing more was noted."), use.note) if each]


def aftercare_page(house: House) -> Page:
    """The whole plan, with what is worth a word under its parts, and the check-ups so far."""
    made = aftercare.page_of(versions.TITLES[aftercare.PlanEntry.table], aftercare.PARTS, plan(house), afterward.notes(house))
    looks = checkups.page(house) if checkups.filled(house) else None
    return replace(made, blocks=(*made.blocks, heading(looks.title), *looks.blocks)) if looks else made


def plan_page(house: House) -> Page:
    """The plan by weeks, with what is done and why each unit is there."""
    found = overview.view(house)
    if found is None:
        return Page("My plan", (paragraph("There is no plan yet."),))
    blocks: list[Block] = [paragraph(f"{overview.about(house, found.plan)} {found.done(found.items)}.")]
    for week, units in found.weeks:
        blocks.append(heading(f"{week.title} ({found.done(units)})"))
        blocks.append(Items(tuple((paragraph(_planned(found, each)),) for each in units)))
    if found.left_out:
        blocks.append(heading("Left out"))
        blocks.append(Items(tuple((paragraph(found.headers[each].title),) for each in found.left_out)))
    return Page("My plan", tuple(blocks))


def _planned(found: View, item: Item) -> str:
    header = found.headers[item.unit]
    why = "" if item.reason == item.week.theme else f" {found.note(item)}"
    return f"{header.title} ({header.minutes} min): {found.state(item.unit)}.{why}"


def card_page(house: House, day: date) -> Page:
    """The cards of the week of a day, with the skills used under their modules."""
    monday, sunday = week_of(day)
    uses: dict[str, list[Use]] = {}
    for use in house.store.shelf(Use).between(monday, sunday):
        opening = house.library.opening(use.unit.rpartition(".")[0])
        uses.setdefault(opening.title if opening else use.unit, []).append(use)
    return week_page(monday, diarying.targets(house), diarying.cards(house, monday, sunday), list(uses.items()))


def safety_page(house: House) -> Page:
    entries = safety_plan(house)
    blocks: list[Block] = []
    for part in safety.PARTS:
        own = [entry for entry in entries if entry.part == part.id]
        if own:
            blocks.append(heading(part.title))
            blocks.extend(
                Entry(each.label, show(entry.values[each.id])) for entry in own for each in part.fields if entry.values.get(each.id)
            )
    return Page("My safety plan", tuple(blocks) or (paragraph("Nothing stands here yet."),))


def colophon(house: House, unit: Unit) -> list[str]:
    """Where the words of a unit come from, and who has looked at them."""
    header, library = unit.header, house.library
    written = f"Written by {header.written_by}. " if header.written_by else ""
    lines = [f"{written}This unit {header.origin.words}; it is {unit.review()}.", f"Sources: {'; '.join(header.sources)}."]
    openings = (library.opening(header.module), library.opening(header.track))
    return [*lines, *(opening.footer for opening in openings if opening and opening.footer)]


def write(page: Page, form: str) -> str:
    """A page as text (`txt`), as markdown (`md`), as a file for a browser (`html`), or as data for a script (`json`)."""
    match form:
        case "txt" if page.is_card:
            title, lines = card.lay_out_card(page)
            return layout.bare([*title, *lines]) + "\n"
        case "txt":
            return layout.bare(layout.lay_out_page(page, layout.PAPER)) + "\n"
        case "md":
            return markdown.write(page)
        case "html":
            return html.write(page)
        case "json":
            return data.write(page) + "\n"
    raise UsageError(f"The format {form} is not known.", f"These are: {', '.join(FORMATS)}.")


def save_as(content: str | bytes, path: Path) -> None:
    """Write a page to a new private file; never over an existing one."""
    write_private(path, content)
