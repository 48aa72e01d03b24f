"""A folder of units from somebody who means harm: nothing breaks, nothing runs, nothing takes long, and the good units stay."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from content.hostile_corpus import CLEAN_KINDS, CORPUS, HEAD, MIB

from iop_tui.cli import main
from iop_tui.content import ledger, source, where
from iop_tui.content.folder import MOST_ENTRIES
from iop_tui.content.library import Library
from iop_tui.content.problems import Problem
from iop_tui.content.source import MOST_BYTES, read_file
from iop_tui.content.where import shipped_folder
from iop_tui.errors import IopError
from iop_tui.services import helping

CHECKOUT = Path(__file__).parents[2]
SECONDS, MEMORY = 1.0, 64 * MIB
GOOD = HEAD + "## Why\n\nIt helps some people.\n"
SECRET = "the diary of somebody else"

WATCHED = """
import json, sys, time, tracemalloc
from pathlib import Path

BAD = ("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "socket.", "webbrowser.", "ctypes.dlopen",
       "urllib.", "http.", "ftplib.", "smtplib.", "pty.", "os.remove", "os.rename", "os.mkdir", "os.chmod", "os.symlink", "os.link")
noted = []

def watch(event, about):
    if event.startswith(BAD) or (event == "open" and isinstance(about[1], str) and set(about[1]) & set("wax+")):
        noted.append(f"{event} {about!r}")
    if event == "import" and about[1] and str(about[1]).startswith(sys.argv[1]):
        noted.append(f"import {about!r}")

from iop_tui.content.check import check_files
from iop_tui.content.library import Library
from iop_tui.content.parse import read_unit_file
from iop_tui.domain.unit import Origin
from iop_tui.services.sharing import unit_page, write

def most():
    return next((int(row.split()[1]) for row in open("/proc/self/status") if row.startswith("VmHWM")), 0) * 1024

def cost(act):
    if "--trace" in sys.argv:
        tracemalloc.start()
    began = time.process_time()
    act()
    spent = time.process_time() - began
    if "--trace" in sys.argv:
        found["traced"] = max(found.get("traced", 0), tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return spent

def pace():
    # How slow this machine is right now beside a usual one with nothing else to do, where the sum takes USUAL seconds.
    began = time.process_time()
    sum(number * number for number in range(200_000))
    return max(1.0, (time.process_time() - began) / USUAL)

USUAL = 0.020

def quickest(act):
    # Again where it was slow, and by the machine's pace: what else goes on in it is not the file's doing.
    spent = cost(act)
    for _ in range(4 if spent > 0.8 else 0):
        before = pace()
        spent = min(spent, cost(act) / min(before, pace()))
    return spent

def check(path):
    check_files([path], None)

def read(path, folder):
    reading = read_unit_file(path, "own.bad.u", Origin("personal", "home"), folder)
    if reading.unit is not None:
        write(unit_page(reading.unit), "txt")

def look(folder):
    library = Library([(folder, "personal")])
    return library.problems, library.headers(), library.search("calm")

folder = Path(sys.argv[1])
found = {}
warm = folder / "warm"
(warm / "own" / "bad").mkdir(parents=True)
(warm / "own" / "bad" / "good.md").write_text(sys.argv[2])
check(warm)
read(warm / "own" / "bad" / "good.md", warm)  # what is imported and compiled once counts for nobody
look(warm)
sys.addaudithook(watch)
before = most()
times = {}
for pack in sorted(each for each in folder.iterdir() if each.is_dir() and each != warm):
    for path in sorted(pack.glob("own/bad/*.md")) if "--only-whole" not in sys.argv else ():
        times[f"check {pack.name}"] = quickest(lambda: check(path))
        times[f"read {pack.name}"] = quickest(lambda: read(path, pack))
    if "--whole" in sys.argv or "--only-whole" in sys.argv:
        times[f"{pack.name} Learn"] = quickest(lambda: look(pack))
        times[f"{pack.name} check"] = quickest(lambda: check(pack))
print(json.dumps({"times": times, "memory": most() - before, "noted": noted, **found}))
"""


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(where, "SITE", tmp_path / "site")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A person's own modules with one good unit in `own/bad`."""
    folder = tmp_path / "data" / "iop-tui" / "modules"
    (folder / "own" / "bad").mkdir(parents=True)
    (folder / "own" / "bad" / "good.md").write_text(GOOD)
    return folder


def is_harmless(text: str) -> bool:
    """Nothing in it but letters, signs, and the ends of lines."""
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") or "\u202a" <= each <= "\u202e" or "\u2066" <= each <= "\u2069"
        for each in text
        if each != "\n"
    )


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """One command; whatever it prints has to be harmless."""
    code = main(list(arguments))
    said = capsys.readouterr()
    assert is_harmless(said.out) and is_harmless(said.err)
    assert "Traceback" not in said.out + said.err
    return code, said.out, said.err


def library_of(own: Path) -> Library:
    return Library.find(own.parent)


def left_out(library: Library) -> dict[str, str]:
    """What Learn says of each file that it leaves out, by the file's name."""
    said = {Path(each.path).name: str(each) for each in library.problems}
    assert all(is_harmless(each) and "\n" not in each for each in said.values())
    return said


def the_good_one_is_there(library: Library) -> None:
    assert library.unit("own.bad.good").title == "A calm title"
    assert "own.bad.good" in {header.id for header in library.headers()}
    assert "dbt.dt.stop" in {header.id for header in library.headers()}


def measured(folder: Path, *options: str) -> dict[str, Any]:
    """What checking each file of some packs costs in a process of its own, and what it did beside."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", WATCHED, str(folder), GOOD, *options],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


def costs_little(found: dict[str, Any]) -> None:
    assert found["noted"] == []
    assert {each: spent for each, spent in found["times"].items() if spent > SECONDS} == {}
    assert found["memory"] < MEMORY
    assert found.get("traced", 0) < MEMORY


# Words


def test_the_corpus_is_as_large_as_it_claims() -> None:
    files = [raw for kind in CORPUS.values() for raw in kind] + [make() for make in CLEAN_KINDS.values()]
    assert len(CORPUS) + len(CLEAN_KINDS) >= 60
    assert len(files) >= 300
    assert len(set(files)) == len(files)


def test_each_file_takes_a_second_at_most_and_all_of_them_little_memory_and_nothing_runs(tmp_path: Path) -> None:
    """With IOP_TORTURE the memory of each is counted by itself, and then the time means nothing."""
    every = {f"{kind} {n}": raw for kind, files in CORPUS.items() for n, raw in enumerate(files, 1)}
    every |= {kind: make() for kind, make in CLEAN_KINDS.items()}
    for name, raw in every.items():
        folder = tmp_path / "packs" / name.replace("/", " ") / "own" / "bad"
        folder.mkdir(parents=True)
        (folder / "u.md").write_bytes(raw)
    for place in (tmp_path / "packs", folder.parent.parent, folder.parent, folder):
        for name in ("__init__.py", "conftest.py", "sitecustomize.py", "iop_tui.py", "tomllib.py"):
            (place / name).write_text("import os\nos.mkdir('CAUGHT')\n")
    costs_little(measured(tmp_path / "packs"))
    if os.environ.get("IOP_TORTURE"):
        shutil.rmtree(tmp_path / "packs" / "warm")
        costs_little({**measured(tmp_path / "packs", "--trace"), "times": {}})
    assert not list(tmp_path.rglob("CAUGHT"))


@pytest.mark.parametrize("kind", CORPUS)
def test_check_and_read_print_no_control_byte_of_any_kind(kind: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, raw in enumerate(CORPUS[kind]):
        (own / "own" / "bad" / f"u{number}.md").write_bytes(raw)
    code, out, _err = run(capsys, "check", str(own))
    assert code == 1
    assert {f"u{number}.md" for number in range(len(CORPUS[kind]))} <= {Path(row.partition(":")[0]).name for row in out.split("\n")}
    for number in range(len(CORPUS[kind])):
        code, out, err = run(capsys, "read", f"own.bad.u{number}")
        assert code != 0 and out == "" and len(err.strip().split("\n")) <= 2
    library = library_of(own)
    the_good_one_is_there(library)
    assert set(left_out(library)) == {f"u{number}.md" for number in range(len(CORPUS[kind]))}


@pytest.mark.parametrize("kind", CLEAN_KINDS)
def test_what_is_odd_but_harmless_is_printed_as_text(kind: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "own" / "bad" / "u.md").write_bytes(CLEAN_KINDS[kind]())
    code, out, err = run(capsys, "read", "own.bad.u")
    assert (code, err) == (0, "") and out
    run(capsys, "check", str(own))
    library = library_of(own)
    the_good_one_is_there(library)
    assert left_out(library) == {}


# Files that are none


def a_link_out(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def a_link_out_by_dots(path: Path, victim: Path) -> None:
    path.symlink_to(os.path.relpath(victim, path.parent))


def a_link_to_itself(path: Path, victim: Path) -> None:
    path.symlink_to(path.name)


def two_links_in_a_ring(path: Path, victim: Path) -> None:
    (path.parent / "ring").symlink_to(path.name)
    path.symlink_to("ring")


def a_link_to_nowhere(path: Path, victim: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def a_link_to_a_device(path: Path, victim: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_the_terminal(path: Path, victim: Path) -> None:
    path.symlink_to("/dev/tty")


def a_link_to_what_a_process_reads(path: Path, victim: Path) -> None:
    path.symlink_to("/proc/self/environ")


def a_link_to_open_input(path: Path, victim: Path) -> None:
    path.symlink_to("/proc/self/fd/0")


def a_link_to_its_folder(path: Path, victim: Path) -> None:
    path.symlink_to(".")


def a_fifo(path: Path, victim: Path) -> None:
    os.mkfifo(path)


def a_link_to_a_fifo(path: Path, victim: Path) -> None:
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


def a_socket(path: Path, victim: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's address has to be short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def a_device(path: Path, victim: Path) -> None:
    try:
        os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5))
    except OSError:
        pytest.skip("only the administrator can make a device")


def a_folder(path: Path, victim: Path) -> None:
    path.mkdir()


def a_folder_of_units(path: Path, victim: Path) -> None:
    path.mkdir()
    (path / "stop.md").write_text(GOOD)


def a_huge_file_of_nothing(path: Path, victim: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1024 * MIB)


def a_line_of_ten_megabytes(path: Path, victim: Path) -> None:
    path.write_bytes(GOOD.encode() + b"w" * (10 * MIB))


def one_byte_too_many(path: Path, victim: Path) -> None:
    path.write_bytes(GOOD.encode().ljust(MOST_BYTES + 1))


NO_FILES: dict[str, Callable[[Path, Path], None]] = {
    make.__name__.replace("_", " "): make
    for make in (
        *(a_link_out, a_link_out_by_dots, a_link_to_itself, two_links_in_a_ring, a_link_to_nowhere, a_link_to_a_device),
        *(a_link_to_the_terminal, a_link_to_what_a_process_reads, a_link_to_open_input, a_link_to_its_folder, a_fifo, a_link_to_a_fifo),
        *(a_socket, a_device, a_folder, a_folder_of_units, a_huge_file_of_nothing, a_line_of_ten_megabytes, one_byte_too_many),
    )
}


@pytest.mark.parametrize("name", ["u.md", "_module.md", "../_track.md", "../../README.md", "../../helplines.toml", "../../tags.toml"])
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_plain_file_of_the_folder_is_refused_by_name_and_never_waited_for(
    kind: str, name: str, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = tmp_path / "diary.md"
    victim.write_text(GOOD.replace("It helps some people.", SECRET))
    path = Path(os.path.normpath(own / "own" / "bad" / name))
    NO_FILES[kind](path, victim)
    library = library_of(own)
    the_good_one_is_there(library)
    said = left_out(library)
    if name in ("u.md", "_module.md", "../_track.md"):
        assert set(said) == {path.name}
    code, out, err = run(capsys, "check", str(own))
    assert SECRET not in out + err
    assert code == 1
    if "README" not in name:
        with suppress(IopError):
            library.opening("own.bad")
        assert path.name in out or (path.suffix == ".toml" and not path.exists())
    if name == "u.md":
        code, out, err = run(capsys, "read", "own.bad.u")
        assert code != 0 and out == "" and SECRET not in err


@pytest.mark.parametrize("kind", ["a link out", "a link to its folder", "a link to nowhere", "two links in a ring"])
@pytest.mark.parametrize("level", ["track", "module"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(kind: str, level: str, own: Path, tmp_path: Path) -> None:
    victim = tmp_path / "elsewhere"
    (victim / "bad").mkdir(parents=True)
    for place in (victim, victim / "bad"):
        (place / "secret.md").write_text(GOOD)
    path = own / "linked" if level == "track" else own / "own" / "linked"
    NO_FILES[kind](path, victim)
    library = library_of(own)
    the_good_one_is_there(library)
    assert not any("linked" in each for each in library.ids())


def test_a_second_name_of_a_file_is_only_another_text(own: Path, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("not a unit\n")
    os.link(tmp_path / "note.md", own / "own" / "bad" / "u.md")
    library = library_of(own)
    the_good_one_is_there(library)
    assert set(left_out(library)) == {"u.md"}
    assert (tmp_path / "note.md").read_text() == "not a unit\n"


@pytest.fixture
def anybody(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Makes this process somebody whom the rights of files stop; the administrator is stopped by nothing."""
    ways = [(each, each.stat().st_mode) for each in (tmp_path, *tmp_path.parents) if each != Path("/")]

    def become() -> None:
        if os.geteuid() == 0:
            for each, mode in ways:
                each.chmod(mode | 0o011)
            os.seteuid(65534)

    yield become
    if os.getuid() == 0:
        os.seteuid(0)
        for each, mode in ways:
            each.chmod(mode)


@pytest.mark.parametrize("what", ["own/bad/u.md", "own/closed", "closed"])
def test_what_may_not_be_read_is_named_and_hides_nothing(
    what: str, own: Path, anybody: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "check", str(own))  # imports what it needs
    path = own / what
    if path.suffix:
        path.write_text(GOOD)
    else:
        path.mkdir()
    path.chmod(0)
    anybody()
    library = library_of(own)
    the_good_one_is_there(library)
    assert left_out(library)[path.name].endswith(f"{what}: this {'file' if path.suffix else 'folder'} cannot be read: permission denied")
    code, out, _err = run(capsys, "check", str(own))
    assert code == 1 and f"{path.name}: this" in out and "cannot be read: permission denied" in out
    path.chmod(0o700) if os.getuid() else None


# Names


NAMES = (
    *("a\x1b[31mb.md", "a\x1b]0;x\x07.md", "a\nall is well: b.md", "a\rb.md", "a\x9bb.md", "a\u202eb.md", "a\u2066b.md"),
    *(
        "[b]x[].md",
        "[@click=app.quit]x[@].md",
        " .md",
        "a b.md",
        "-rf.md",
        "--help.md",
        "$(id).md",
        "A.md",
        "\u00e9.md",
        "a" * 240 + ".md",
    ),
    *("con.md", "u.md.md", "u..md", "..md.md", "a\u0301\u0301\u0301.md", "a\u200b.md", "\ufeff.md", "u.MD", "u\t.md", "%s{0}.md"),
)


@pytest.mark.parametrize("place", ["unit", "module", "track"])
def test_a_name_of_mischief_is_named_as_text_on_one_line(place: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [*map(os.fsencode, NAMES), b"caf\xe9.md", b"\xff\xfe.md", b"\xc3\x28.md"]
    folder = {"unit": own / "own" / "bad", "module": own / "own", "track": own}[place]
    for name in names:
        path = os.path.join(os.fsencode(folder), name)
        if place == "unit":
            Path(os.fsdecode(path)).write_text(GOOD)
        else:
            os.mkdir(path)
    library = library_of(own)
    the_good_one_is_there(library)
    left_out(library)
    assert len(library.problems) == len(names) - (4 if place == "unit" else 1)  # one is hidden; two are good names, and one ends otherwise
    assert {each for each in library.ids() if each.startswith("own.")} <= {"own.bad.good", "own.bad.con", f"own.bad.{'a' * 240}"}
    code, out, _err = run(capsys, "check", str(own))
    assert code == 1
    assert not any(row.startswith("all is well") for row in out.split("\n"))


@pytest.mark.parametrize("name", NAMES[:9])
def test_a_command_says_a_name_of_mischief_as_text(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a shell hands it over when somebody types `iop check *.md`."""
    (tmp_path / "here" / name).write_text("no unit")
    assert run(capsys, "check", name)[0] == 1
    assert run(capsys, "check", "--fingerprint", name)[0] == 1
    assert run(capsys, "read", name)[0] == 2
    assert run(capsys, "new-unit", name)[0] == 1


# Packs


def test_a_pack_cannot_take_the_place_of_a_shipped_unit(own: Path) -> None:
    shipped = Library([(shipped_folder(), "shipped")])
    for unit_id in ("dbt.dt.stop", "dbt.dt.tipp"):
        path = own.joinpath(*unit_id.split(".")).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.replace("A calm title", "Do it now"))
    (own / "dbt" / "_track.md").write_text(GOOD.replace("toml unit", "toml track"))
    library = library_of(own)
    assert library.unit("dbt.dt.stop").title == shipped.unit("dbt.dt.stop").title
    assert library.tracks()[: len(shipped.tracks())] == shipped.tracks()
    assert {"stop.md", "_track.md"} <= set(left_out(library))


def test_a_pack_cannot_claim_the_name_of_a_shipped_unit_as_its_earlier_one(own: Path) -> None:
    (own / "own" / "bad" / "u.md").write_text(GOOD.replace("version = 1", 'version = 1\nwas = ["dbt.dt.stop", "own.bad.good"]'))
    library = library_of(own)
    assert library.unit("dbt.dt.stop").title.startswith("STOP")
    assert library.unit("own.bad.good").header.was == ()


def test_of_two_packs_with_one_id_the_machines_own_stays(own: Path, tmp_path: Path) -> None:
    site = tmp_path / "site" / "own" / "bad"
    site.mkdir(parents=True)
    (site / "good.md").write_text(GOOD.replace("A calm title", "Of this machine"))
    library = library_of(own)
    assert library.unit("own.bad.good").title == "Of this machine"
    assert "is already there" in left_out(library)["good.md"]


def test_a_pack_cannot_change_helplines_tags_plans_or_the_ledger(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (helping.in_short(helping.country("US", shipped_folder())), Library.find(None).plans())
    (own / "helplines.toml").write_text('[[country]]\ncode = "US"\nname = "x"\nemergency = "0900 CHEAT"\n')
    (own / "tags.toml").write_text('feelings = ["CHEAT"]\nsituations = ["x"]\nneeds = ["x"]\n')
    (own / "plans.toml").write_text('[[plan]]\nid = "CHEAT"\n')
    (own / "ledger.toml").write_text('planned = ["dbt.dt.stop"]\n[unit."dbt.dt.stop"]\nversion = 99\n')
    (own / "planned.txt").write_text("dbt.dt.stop\nCHEAT\n")
    library = library_of(own)
    assert library.unit("dbt.dt.stop").title.startswith("STOP")
    assert not library.is_planned("CHEAT")
    assert (helping.in_short(helping.country("US", library.shipped)), library.plans()) == before
    assert main(["help-now"]) == 0
    assert "CHEAT" not in capsys.readouterr().out
    code, out, _err = run(capsys, "check", str(own))
    assert code == 1 and "dbt.dt.stop was published and is gone" in out  # of their folder, and nothing else


BOMBS = {
    "deep": lambda most: "a = " + "[" * most,
    "dotted": lambda most: "\n".join("a." * 1000 + f"k{n} = 1" for n in range(most // 2010)),
    "dotted as deep as may be": lambda most: "\n".join("a." * 60 + f"k{n} = 1" for n in range(most // 132)),
    "headers": lambda most: "\n".join(f"[{'a.' * 60}k{n}]" for n in range(most // 130)),
    "inline": lambda most: "a = " + "{a=" * (most // 3),
    "many keys": lambda most: "\n".join(f"k{n} = 1" for n in range(most // 12)),
    "many tables": lambda most: "\n".join(f"[unit.k{n}]" for n in range(most // 15)),
    "many shapes": lambda most: "[unit.a.fields]\n" + "\n".join(f'k{n} = ["a", "b"]' for n in range(most // 22)),
    "long array": lambda most: "planned = [" + '"a",' * (most // 4 - 10) + "]",
    "long number": lambda most: "a = " + "9" * (most - 10),
    "long rows": lambda most: "\n".join(f"k{n} = " + '"' + "\\u0041" * 2600 + '"' for n in range(most // 15700)),
    "long text": lambda most: 'a = "' + "\\u0041" * (most // 6 - 10) + '"',
    "no end": lambda most: 'a = """' + '\\"' * (most // 2 - 10),
    "only remarks": lambda most: "#" * most,
    "too large": lambda most: "#" * (8 * MIB),
    "nothing": lambda most: "\0" * most,
}


def test_bombs_in_the_files_beside_the_units_take_a_second_at_most(tmp_path: Path) -> None:
    limits = {"ledger.toml": ledger.MOST_BYTES, "tags.toml": ledger.MOST_BYTES, "helplines.toml": MOST_BYTES, "plans.toml": MOST_BYTES}
    for name, most in {**limits, "planned.txt": MOST_BYTES, "own/_track.md": MOST_BYTES}.items():
        for kind, make in BOMBS.items():
            folder = tmp_path / f"{kind} in {name.replace('/', ' ')}"
            (folder / "own" / "bad").mkdir(parents=True)
            (folder / "own" / "bad" / "good.md").write_text(GOOD)
            (folder / name).write_text(make(most))
    costs_little(measured(tmp_path, "--whole"))


def test_ten_thousand_files_in_one_folder_are_cut_off_aloud(tmp_path: Path) -> None:
    folder = tmp_path / "pack" / "own" / "bad"
    folder.mkdir(parents=True)
    for number in range(10_000):
        (folder / f"u{number:05}.md").write_bytes(b"no unit")
    (folder / "a.md").write_text(GOOD)
    library = Library([(tmp_path / "pack", "personal")])
    assert library.unit("own.bad.a").title == "A calm title"
    assert f"more than {MOST_ENTRIES} files in one folder; the rest is left out" in {each.message for each in library.problems}
    assert len(library.ids()) <= MOST_ENTRIES
    found = measured(tmp_path, "--only-whole")
    found["times"] = {each: spent / MOST_ENTRIES * 10 for each, spent in found["times"].items()}  # a hundredth of a second each
    costs_little(found)


# While it is read


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    (tmp_path / "diary.md").write_text(SECRET)
    return tmp_path / "diary.md"


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_exchanged_after_it_was_looked_at_is_not_opened(
    kind: str, own: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the worst moment: between the look and the opening."""
    path = own / "own" / "bad" / "good.md"
    opening = os.open

    def exchange(*args: object, **kwargs: object) -> int:
        monkeypatch.setattr(source.os, "open", opening)
        path.unlink()
        NO_FILES[kind](path, victim)
        return opening(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(source.os, "open", exchange)
    found = read_file(path, own)
    assert isinstance(found, Problem) and is_harmless(str(found))


@pytest.fixture
def restless(own: Path, victim: Path) -> Iterator[Path]:
    """A file that somebody changes as fast as they can: longer, shorter, gone, a link out, a FIFO, a folder."""
    path = own / "own" / "bad" / "u.md"
    fresh = path.with_suffix(".tmp")
    stop = threading.Event()

    def exchange() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            with suppress(OSError):
                match turn % 6:
                    case 0:
                        fresh.write_text(GOOD)
                    case 1:
                        fresh.symlink_to(victim)
                    case 2:
                        os.mkfifo(fresh)
                    case 3:
                        fresh.write_bytes(b"w" * MOST_BYTES * 2)
                    case 4:
                        path.write_text(GOOD[: turn % len(GOOD)])
                        continue
                    case 5:
                        path.unlink()
                        continue
                os.rename(fresh, path)

    thread = threading.Thread(target=exchange, daemon=True)
    thread.start()
    yield path
    stop.set()
    thread.join()


def test_a_file_that_changes_all_the_time_is_text_or_refused_and_nothing_else(restless: Path, own: Path) -> None:
    seen: set[str] = set()
    link = "this leads out of its folder; put the file itself here"
    until = time.monotonic() + 20
    reads = 0
    while reads < 1500 or (not {"text", link} <= seen and time.monotonic() < until):
        reads += 1
        found = read_file(restless, own)
        assert isinstance(found, Problem) or GOOD.startswith(found) or set(found) == {"w"}
        seen.add(found.message if isinstance(found, Problem) else "text")
    assert {"text", link} <= seen
    for _ in range(30):
        library = Library([(own, "personal")])
        library.problems  # noqa: B018
        with suppress(IopError):
            library.unit("own.bad.u")
        assert library.unit("own.bad.good").title == "A calm title"


def test_the_shipped_word_lists_are_within_the_limits_of_a_pack() -> None:
    """What bounds a hostile file must not bound the program's own."""
    for name in ("tags.toml", "plans.toml", "helplines.toml"):
        text = read_file(shipped_folder() / name)
        assert isinstance(text, str) and tomllib.loads(text)
    assert ledger.read_ledger(shipped_folder()).units
