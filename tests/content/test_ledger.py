"""The ledger: what was published keeps its name and its meaning."""

from pathlib import Path

import pytest
from content.test_library import put, unit

from iop_tui.content.check import check_files, keep_ledger
from iop_tui.content.ledger import (
    Ledger,
    changes,
    ledger_problems,
    meaning,
    planned_in,
    published,
    read_ledger,
    update_ledger,
    updated,
    written,
)
from iop_tui.content.parse import parse_unit
from iop_tui.domain.fields import Column, Field
from iop_tui.domain.unit import Origin, Unit
from iop_tui.errors import IopError

FIELD = '\n## Try it\n\n```toml field\nid = "urge"\nkind = "scale"\nlabel = "How strong?"\nlow = "none"\nhigh = "all"\n```\n'


def parsed(text: str, name: str = "dbt.dt.stop") -> Unit:
    found, problems = parse_unit(text, name, "stop.md", Origin("shipped", ""))
    assert found is not None, problems
    return found


STOP = unit("STOP") + FIELD
LEDGER = updated(Ledger(), [parsed(STOP)])


def told(text: str) -> list[str]:
    return [problem.message for problem in changes(LEDGER, parsed(text), "stop.md") if problem.level == "error"]


def test_a_unit_that_did_not_change_has_no_problem() -> None:
    assert ledger_problems(LEDGER, [parsed(STOP)], {"dbt.dt.stop": "stop.md"}) == []


def test_a_field_that_vanished_needs_a_higher_version() -> None:
    assert told(unit("STOP")) == ['field "urge" was published and is gone; raise the version']
    assert told(unit("STOP").replace("version = 1", "version = 2")) == []


def test_another_kind_is_another_meaning() -> None:
    text = STOP.replace('"scale"', '"text"').replace('low = "none"\nhigh = "all"\n', "")
    assert told(text) == ['field "urge" was "scale | 0 to 10" and is "text"; raise the version']
    assert told(STOP.replace('kind = "scale"', 'kind = "scale"\nmax = 100')) != []


def test_another_label_is_only_pointed_out() -> None:
    found = changes(LEDGER, parsed(STOP.replace("How strong?", "How loud?")), "stop.md")
    assert [problem.level for problem in found] == ["warning"]


def test_a_lower_version_is_a_mistake() -> None:
    later = updated(Ledger(), [parsed(STOP.replace("version = 1", "version = 3"))])
    assert changes(later, parsed(STOP), "stop.md")[0].message == "version 1 is lower than 3, which was published"


def test_a_published_unit_cannot_vanish_but_can_be_renamed() -> None:
    assert [problem.message[:44] for problem in ledger_problems(LEDGER, [], {})] == ["dbt.dt.stop was published and is gone; put i"]
    renamed = parsed(unit("Pause", 'was = ["dbt.dt.stop"]') + FIELD, "dbt.dt.pause")
    assert ledger_problems(LEDGER, [renamed], {"dbt.dt.pause": "pause.md"}) == []


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    odd = parsed(STOP.replace("How strong?", 'Is it \\"loud\\" \\\\ or not?'))
    ledger = updated(Ledger(planned=frozenset({"dbt.er.check", "dbt.dt.stop"})), [odd])
    (tmp_path / "ledger.toml").write_text(written(ledger))
    assert read_ledger(tmp_path) == ledger
    assert ledger.planned == {"dbt.er.check"}


def test_what_was_planned_moves_to_what_is_published(tmp_path: Path) -> None:
    put(tmp_path, "planned.txt", "dbt.dt.stop\ndbt.er.check\n")
    assert planned_in(tmp_path) == {"dbt.dt.stop", "dbt.er.check"}
    update_ledger(tmp_path, [parsed(STOP)])
    assert not (tmp_path / "planned.txt").exists()
    assert planned_in(tmp_path) == {"dbt.er.check"}
    assert list(read_ledger(tmp_path).units) == ["dbt.dt.stop"]
    assert update_ledger(tmp_path, [parsed(STOP)]).read_text() == written(read_ledger(tmp_path))


def test_no_ledger_and_a_broken_one_are_empty(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == Ledger()
    put(tmp_path, "ledger.toml", "planned = [")
    assert read_ledger(tmp_path) == Ledger()


def test_a_ledger_is_not_kept_while_a_problem_is_open(tmp_path: Path) -> None:
    put(tmp_path, "dbt/dt/stop.md", unit("STOP"))
    checked = check_files([tmp_path], tmp_path)
    assert checked.failed
    with pytest.raises(IopError, match="left as it is"):
        keep_ledger(tmp_path, checked)
    assert not (tmp_path / "ledger.toml").exists()


def test_a_check_of_a_folder_asks_its_ledger(tmp_path: Path) -> None:
    put(tmp_path, "ledger.toml", written(updated(LEDGER, [parsed(unit("Gone"), "dbt.dt.gone")])))
    put(tmp_path, "dbt/dt/stop.md", unit("STOP"))
    found = [problem.message for problem in check_files([tmp_path], tmp_path).problems]
    assert any("dbt.dt.gone was published and is gone" in each for each in found)
    assert 'field "urge" was published and is gone; raise the version' in found


def test_the_meaning_of_a_table_names_its_columns() -> None:
    columns = (Column("who"), Column("rung", "choice", ("early", "late")))
    assert meaning(Field("log", "table", "What?", columns=columns)) == "table | who:line | rung:choice:early/late"
    assert published(parsed(STOP)).fields["urge"].label == "How strong?"
