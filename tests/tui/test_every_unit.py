"""Every shipped unit in the reader on a small screen: it opens, every section is drawn, and its gate works both ways."""

from __future__ import annotations

import pytest
from tui.harness import Home

from iop_tui.content.library import Library
from iop_tui.tui.screens.reader import ReaderScreen
from iop_tui.tui.screens.reader_parts import CLOSED
from iop_tui.tui.widgets.fields.box import FieldBox
from iop_tui.tui.widgets.fields.picking import PickEditor
from iop_tui.tui.widgets.gate import GateBox

LIBRARY = Library.find()
HEADERS = [each for each in LIBRARY.headers() if each.origin.kind == "shipped"]
GATED = [each.id for each in HEADERS if LIBRARY.unit(each.id).gate() is not None]


@pytest.mark.parametrize("unit_id", [each.id for each in HEADERS])
async def test_it_opens_and_every_section_is_drawn(mina: Home, phone: tuple[int, int], unit_id: str) -> None:
    unit = LIBRARY.unit(unit_id)
    async with mina.visit(phone, open_unit=unit_id) as me:
        for section in unit.sections:
            if section.title != "Short version":
                assert section.title in me.lines()[2]
                assert len([line for line in me.lines()[3:-1] if line.strip()]) >= 2
                await me.press("escape", "n")
        assert isinstance(me.app.screen, ReaderScreen)


@pytest.mark.parametrize("unit_id", GATED)
@pytest.mark.parametrize("lets_on", [True, False])
async def test_its_gate_opens_the_exercise_or_keeps_it_shut_and_keeps_nothing(mina: Home, unit_id: str, lets_on: bool) -> None:
    gate = LIBRARY.unit(unit_id).gate()
    assert gate is not None
    async with mina.visit(open_unit=unit_id) as me:
        await me.turn_to("Before you start")
        pickers = list(me.app.screen.query_one(GateBox).query(PickEditor))
        for number, (question, picker) in enumerate(zip(gate.questions, pickers, strict=True)):
            stops = [option for option in question.options if option not in question.passes]
            picker.load(stops[0] if number == 0 and not lets_on else question.passes[0])
        await me.do("Go on")
        if me.room() == "HelpScreen":
            await me.press("q")
        await me.turn_to("Try it")
        if lets_on:
            assert me.app.screen.query(FieldBox)
        else:
            await me.sees(CLOSED)
            assert not me.app.screen.query(FieldBox)
    with mina.house() as house:
        drafts = house.store.drafts()
        assert not [each for each in drafts.values() if gate.questions[0].options[0] in each.text]
