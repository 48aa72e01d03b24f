"""`iop export`: a page in a file or on stdout, with a note of what has left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from iop_tui import words
from iop_tui.commands.talk import ask, house_of, is_sure, say, show, show_data
from iop_tui.errors import Exit, StoreError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from iop_tui.domain.shares import Share
    from iop_tui.services.house import House


def export(asked: Namespace) -> int:
    """`iop export [WHAT] [ID]`: a page as text, markdown, HTML or PDF, or everything as JSON; without a name, the list of them."""
    if asked.what is None:
        return _list(asked)
    if asked.what == "all" and asked.format != "json":
        raise UsageError("Everything comes as JSON.", "For example: iop export all --format json --to FILE")
    match asked.what:
        case "all":
            return _everything(asked)
        case "unsaid":
            return _unsaid(asked)
    return _page(asked)


def _list(asked: Namespace) -> int:
    from iop_tui.services.paper import SHEETS

    if asked.format == "json":
        show_data([{"name": each.name, "title": each.title, "holds": each.line, "of": each.of} for each in SHEETS])
        return Exit.OK
    show("\n".join(f"{each.name:10} {each.title}: {each.line}" for each in SHEETS))
    show(f"{'unsaid':10} What I have not said yet: asks for each item")
    show(f"{'all':10} Everything else, to take to another machine (--format json)")
    return Exit.OK


def _everything(asked: Namespace) -> int:
    from iop_tui.domain.shares import Share
    from iop_tui.services import moving

    house = house_of(asked)
    say(words.UNSAID_STAYS)
    return _out(asked, house, moving.take_out(house).encode(), Share(sheet="all", title="Everything", form="json"))


def _unsaid(asked: Namespace) -> int:
    """What is to leave of what was not said yet, asked for one by one."""
    from iop_tui.domain.books.working import UNSAID
    from iop_tui.domain.shares import Share
    from iop_tui.services import listing, paper

    house = house_of(asked)
    chosen = [each for each in listing.items(house, UNSAID) if is_sure(f"{each.first_line()}\nTake this one along?")]
    if not chosen:
        raise UsageError("None of it was chosen.", "It all stays where it is.")
    page = listing.page_of(UNSAID, chosen)
    share = Share(sheet="unsaid", title=page.title, form=asked.format)
    return _out(asked, house, paper.in_form(house, page, asked.format), share)


def _page(asked: Namespace) -> int:
    from iop_tui.domain.numbers import many
    from iop_tui.domain.shares import Share
    from iop_tui.services import paper

    sheet = paper.sheet(asked.what)
    if sheet.of == "unit" and not asked.id:
        raise UsageError("Which unit?", f"For example: iop export {sheet.name} dbt.dt.stop --stdout")
    if asked.format == "pdf" and asked.to is None and sys.stdout.isatty():
        raise UsageError(words.PDF_IS_NO_TEXT, words.PDF_IS_NO_TEXT_ADVICE)
    house = house_of(asked)
    with_safety = sheet.asks(house) and is_sure(words.SCORE_WITH_SAFETY)
    page = sheet.make(house, paper.Wish(asked.id or "", with_safety))
    if paper.no_room(page):
        say(words.CARD_FULL)
    if asked.format not in (*paper.forms(sheet), "json"):
        raise UsageError(f"{sheet.title} does not come as {asked.format}.", "For example: iop export calendar --format ics --to FILE")
    whom = ask(words.LEFT_FOR_WHOM) if asked.whom else ""
    page, left_out = paper.titled_for(house, page, whom), paper.kept_from(house, page, whom)
    if left_out:
        say(words.KEPT_FROM.format(count=many(paper.stayed(page, left_out), "line"), whom=whom))
    share = Share(sheet=sheet.name, title=page.title, form=asked.format, whom=whom, left_out=paper.stayed(page, left_out))
    return _out(asked, house, paper.in_form(house, paper.leaves(page, left_out), asked.format), share)


def _out(asked: Namespace, house: House, data: bytes, share: Share) -> int:
    """Write or print it, and note that it left."""
    from iop_tui.services import paper, sharing
    from iop_tui.values import replace

    if asked.whom and not share.whom:
        share = replace(share, whom=ask(words.LEFT_FOR_WHOM))
    if asked.to is not None:
        sharing.save_as(data, asked.to)
        share = replace(share, to=asked.to.name)
        say(words.LEFT.format(path=asked.to))
    elif share.form in ("pdf", "ics"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        show(data.decode())
    try:
        paper.note(house, share)
    except StoreError:
        say(words.LEFT_UNNOTED)
    return Exit.OK
