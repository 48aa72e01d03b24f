"""The parser against the cases in `cases/`, which a writer can add to."""

import pytest
from content.reading_cases import Case, all_cases, told

from iop_tui.content.parse import read_unit
from iop_tui.domain.unit import Origin


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.title)
def test_a_case_reads_as_its_writer_expects(case: Case) -> None:
    reading = read_unit(case.text, "dbt.dt.pause", "pause.md", Origin("shipped", "modules"))
    assert told(reading, case.added_lines, with_prose="\n  " in case.expected) == case.expected
    assert (reading.unit is None) == bool(reading.findings.problems)
