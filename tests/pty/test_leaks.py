"""Promise 3: nothing private leaves the vault and the open screen."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from person import PROGRAM, Person, Sit
from terminal import Terminal
from walks import go_on, seal, to_field, to_section

CANARY = "quetzal-lantern-83"

FAULT = """
import sys
from iop_tui.tui.screens import after

def broken(self):
    private = {canary!r} + " in a local"
    raise ValueError({canary!r} + " in a message")

after.AfterRoom.refresh_view = broken
from iop_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""

NO_SOCKETS = """
import socket, sys

def refuse(*args, **kwargs):
    print("A SOCKET WAS OPENED", file=sys.__stderr__, flush=True)
    raise OSError("no network here")

class Refused(socket.socket):
    def __init__(self, family=-1, *args, **kwargs):
        if family not in (-1, socket.AF_UNIX):
            refuse()
        super().__init__(family, *args, **kwargs)

socket.socket = Refused
socket.create_connection = socket.getaddrinfo = refuse
from iop_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def runner(folder: Path, text: str) -> tuple[str, ...]:
    """A way to start the program with something of it replaced."""
    path = folder / "runner.py"
    path.write_text(text)
    return (sys.executable, str(path))


def write_a_moment(terminal: Terminal, words: str) -> None:
    """Type something private into the first field of STOP."""
    terminal.see("Some urges are fast")
    to_section(terminal, "Try it")
    terminal.see("What set it off?")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 3)
    terminal.type(words)
    terminal.see(words)


@pytest.fixture
def amina(newcomer: Person) -> Person:
    """Amina; every word that is drawn is sent in one piece, so that it can be looked for in the bytes."""
    return newcomer.begin(drawing="whole")


@pytest.mark.parametrize("end", ["q", "SIGTERM"])
def test_nothing_private_is_written_outside_the_screen_that_vanishes(amina: Person, sit: Sit, end: str) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop")
    write_a_moment(terminal, CANARY)
    terminal.see(CANARY)
    if end == "q":
        terminal.press("escape", "q")
        terminal.see("Next")
        terminal.press("q")
        assert terminal.ends() == 0
    else:
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
    assert not any(word in terminal.outside() for word in (CANARY.encode(), b"STOP", b"urge", b"pause"))
    assert b"\x1b]" not in bytes(terminal.raw) and b"\x9d" not in bytes(terminal.raw), "an OSC sequence, such as a window title"
    assert terminal.was_given_back()


def test_a_fault_says_its_type_and_place_and_nothing_of_the_person(amina: Person, sit: Sit, tmp_path: Path) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop", command=runner(tmp_path, FAULT.format(canary=CANARY)))
    write_a_moment(terminal, "words that stay")
    terminal.press("escape", "4")
    assert terminal.ends() == 1
    told = terminal.outside().decode()
    assert "ValueError at runner.py:" in told or re.search(r"ValueError at \w+\.py:\d+", told)
    assert "Everything that was saved is safe" in told
    assert CANARY not in bytes(terminal.raw).decode(errors="replace")
    assert terminal.modes() == terminal.modes_before
    assert amina.answers()["moment"] == "words that stay"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_LOG", "{home}/seen.log"),
        ("TEXTUAL_SCREENSHOT", "0"),
        ("TEXTUAL_SCREENSHOT_LOCATION", "{home}"),
        ("TEXTUAL_DRIVER", "no.such:Driver"),
        ("TEXTUAL_PRESS", "q,q"),
        ("TEXTUAL_DEBUG", "1"),
        ("TEXTUAL", "debug,devtools"),
        ("TEXTUAL_DEVTOOLS_HOST", "127.0.0.1"),
        ("TEXTUAL_SHOW_RETURN", "1"),
    ],
)
def test_the_frameworks_switches_do_nothing(amina: Person, sit: Sit, name: str, value: str) -> None:
    before = {path for path in amina.home.rglob("*") if path.is_file()}
    terminal = sit(amina, environment={name: value.format(home=amina.home)})
    terminal.see("Next", "Keys")
    terminal.press("q")
    assert terminal.ends() == 0
    new = {path.name for path in amina.home.rglob("*") if path.is_file()} - {path.name for path in before}
    assert new <= {"ballast", "index.json", "vault.db-journal", *(path.name for path in amina.data.glob("profiles/*/backups/*.db"))}


def test_no_socket_is_opened(amina: Person, sit: Sit, tmp_path: Path) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop", command=runner(tmp_path, NO_SOCKETS))
    write_a_moment(terminal, "quiet")
    terminal.press("escape", "4", "ctrl+g")
    terminal.see("Help now")
    terminal.press("q", "q", "q")
    assert terminal.ends() == 0
    assert b"A SOCKET WAS OPENED" not in bytes(terminal.raw)


def test_no_network_call_reaches_the_system(amina: Person, sit: Sit, tmp_path: Path) -> None:
    """The same, seen from outside: the only sockets are the pair with which the event loop wakes itself."""
    if shutil.which("strace") is None or subprocess.run(["strace", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs strace")
    trace = tmp_path / "trace"
    terminal = sit(amina, "open", "dbt.dt.stop", command=("strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), *PROGRAM))
    write_a_moment(terminal, "quiet")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0
    calls = set(re.findall(r"^\d+ +(?:<\.\.\. )?([a-z]\w*)", trace.read_text(), re.MULTILINE))
    assert calls <= {"socketpair", "sendto", "recvfrom", "shutdown", "getsockname", "getpeername", "getsockopt", "setsockopt"}, calls
    assert "AF_INET" not in trace.read_text()


def test_the_program_cannot_be_stopped_in_the_background(amina: Person, sit: Sit) -> None:
    terminal = sit(amina)
    terminal.see("Next")
    terminal.press("ctrl+z")
    terminal.signal(signal.SIGTSTP)
    terminal.press("2")
    terminal.see("Learn")


def test_no_core_file_can_be_written(amina: Person, sit: Sit) -> None:
    terminal = sit(amina)
    terminal.see("Next")
    limits = Path(f"/proc/{terminal.process.pid}/limits")
    if not limits.exists():
        pytest.skip("this system does not show limits")
    assert re.search(r"Max core file size\s+0\s+0", limits.read_text())


def test_no_private_word_stands_in_the_list_of_processes(amina: Person, sit: Sit) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop")
    write_a_moment(terminal, CANARY)
    for name in ("cmdline", "environ"):
        shown = Path(f"/proc/{terminal.process.pid}/{name}")
        if shown.exists():
            assert CANARY.encode() not in shown.read_bytes()


@pytest.mark.parametrize("end", ["q", "kill"])
def test_the_answers_to_a_gate_are_in_no_file(amina: Person, sit: Sit, end: str) -> None:
    """The gate of `dbt.dt.when`: one answer that stops, picked and said."""
    stops = "I might hurt myself or someone else"
    terminal = sit(amina, "open", "dbt.dt.when")
    terminal.see("A pot boiling over")
    to_section(terminal, "Before you start")
    terminal.see(stops)
    terminal.press("tab")
    terminal.see_marked("I might act on thoughts")
    terminal.press("down")
    terminal.see_marked(stops)
    terminal.press(" ")
    terminal.see(f"[x] {stops}")
    terminal.press("tab")
    terminal.see_marked("( ) no")
    terminal.press(" ")
    terminal.see("(x) no")
    if end == "kill":
        terminal.wait_without_reading(2.5)  # longer than it takes for typing to become a draft, and a draft an answer
        terminal.kill()
    else:
        terminal.press("tab")
        terminal.see_marked("[ Go on ]")
        terminal.press("enter")
        terminal.see("Help now", "call 911")
        terminal.press("q")
        terminal.see("This is a time for people")
        terminal.press("ctrl+q")
        assert terminal.ends() == 0
    assert amina.files_with(stops.encode()) == []
    assert amina.table("answers") == amina.table("drafts") == []
    assert stops not in amina.run("export", "run", "dbt.dt.when").stdout
    again = sit(amina, "open", "dbt.dt.when")
    again.see("When to use crisis skills", "of ")
    to_section(again, "Before you start")
    again.see(f"[ ] {stops}")


def test_what_one_window_saves_shows_in_the_other_without_a_key(amina: Person, sit: Sit) -> None:
    amina.in_the_middle_of("dbt.dt.stop", "Try it")
    one, other = sit(amina, "open", "dbt.dt.stop"), sit(amina, "open", "dbt.dt.stop")
    other.see("What set it off?")
    one.see("What set it off?")
    one.press("tab")
    one.see_cursor_below("What set it off?", 3)
    one.type("seen from here")
    one.see("seen from here")
    one.press("escape")
    one.see("saved")
    other.see("seen from here", "changed in another window", seconds=6.0)


def test_two_windows_in_one_field_keep_both_texts(amina: Person, sit: Sit) -> None:
    amina.in_the_middle_of("dbt.dt.stop", "Try it")
    one, other = sit(amina, "open", "dbt.dt.stop"), sit(amina, "open", "dbt.dt.stop")
    for window, words in ((one, "from the phone"), (other, "from the laptop")):
        window.see("What set it off?")
        window.press("tab")
        window.see_cursor_below("What set it off?", 3)
        window.type(words)
        window.see(words)
    one.press("escape")
    one.see("saved")
    other.press("escape")
    other.see("saved", "Both are kept")
    kept = {amina.answers()["moment"], *(each["body"]["value"] for each in amina.table("kept"))}
    assert kept == {"from the phone", "from the laptop"}


@pytest.mark.parametrize("how", ["bracketed", "burst"])
def test_a_paste_outside_a_field_does_nothing_and_inside_one_is_text(amina: Person, sit: Sit, how: str) -> None:
    pasted = "nnn q2 u/ d4 qqqq 1234 /x n?"
    wrap = (b"\x1b[200~%s\x1b[201~" if how == "bracketed" else b"%s") % pasted.encode()
    terminal = sit(amina, "open", "dbt.dt.stop")
    terminal.see("Some urges are fast")
    terminal.send(wrap)
    terminal.rest(0.3)
    to_section(terminal, "The idea")
    terminal.see("A strong feeling wants to move")
    to_section(terminal, "Try it")
    terminal.see("What set it off?")
    terminal.press("tab")
    terminal.see_cursor_below("What set it off?", 3)
    terminal.send(wrap)
    terminal.see(pasted)
    terminal.press("escape")
    terminal.until(lambda: amina.answers() == {"moment": pasted}, "find the pasted text in the vault")


def test_nothing_is_imported_from_the_folder_one_stands_in(amina: Person, tmp_path: Path) -> None:
    """A file that waits in a shared folder under the name of a package."""
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("textual.py", "tinydb.py", "tomllib.py"):
        (trap / name).write_text("raise SystemExit('CAUGHT')\n")
    script = "import os, sys; os.chdir(sys.argv[1]); from iop_tui.cli import main; sys.exit(main(['today']))"
    done = amina.run(
        str(trap), command=(sys.executable, "-I", "-c", f"import sys; sys.path.append({os.fspath(amina.checkout)!r}); {script}")
    )
    assert "CAUGHT" not in done.stderr + done.stdout
    assert done.returncode == 0


# Words in every field

WORDS = ("quokka", "ibis", "tapir", "lemur", "heron", "otter", "marten", "plover", "dunlin", "serval", "caracal", "jacana", "hoatzin")
"""Animals that stand in no unit: one for each field. Each is typed with a number, so that none is found by chance."""
NUMBER = "4711"
PASS = "seven lamps beyond a wall"


def canaries() -> list[str]:
    return [f"{word}{NUMBER}" for word in WORDS]


def find_no(person: Person, *words: str) -> None:
    """None of the words is in any file of the account."""
    for word in words:
        assert person.files_with(word.encode()) == [], word


def only_kept(person: Person, word: str) -> None:
    """A word is in the vault, perhaps in the day's copy of it, and nowhere else."""
    found = person.files_with(word.encode())
    assert person.vault in found, word
    assert {path.name if path.parent == person.vault.parent else path.parent.name for path in found} <= {"vault.db", "backups"}, found


def live(terminal: Terminal, person: Person, words: list[str]) -> None:
    """A first evening in every room, with one word in every kind of field."""
    adult, zone, moment, inside, step, title, why, note, sign, tell, notice, looked_for, message = words
    terminal.see("It is not treatment")
    terminal.press("enter")
    terminal.see_marked("18 or over")
    terminal.press("enter")
    terminal.see_cursor_below("which adult knows?", 3)
    terminal.type(adult)
    terminal.press("enter")
    go_on(terminal)
    terminal.see_marked("United States")
    terminal.press("enter")
    terminal.see_cursor_below("Your time zone", 3)
    terminal.type(zone)
    terminal.press("enter")
    go_on(terminal)
    terminal.see(f"{zone} is not known")
    to_field(terminal, "Your time zone")
    terminal.press(*["backspace"] * len(zone), "enter")
    go_on(terminal)
    terminal.see_marked("mental health")
    terminal.press("enter")
    terminal.see_marked("thinking about it")
    terminal.press("enter")
    terminal.see_marked("( ) 5")
    terminal.press("enter")
    terminal.see_marked("2 to 7: not set")
    terminal.press("enter")
    go_on(terminal)
    terminal.see_marked("[ Not now ]")
    terminal.press("enter")
    terminal.see("First what helps before a program")
    terminal.press("enter")
    write_a_moment(terminal, moment)
    to_field(terminal, "What was going on inside you?")
    terminal.type(inside)
    to_field(terminal, "One small act that would have helped?")
    terminal.type(step)
    terminal.press("escape")
    terminal.until(lambda: {moment, inside, step} <= set(map(str, person.answers().values())), "find the answers in the vault")
    terminal.press("3")
    terminal.see("Press n to make the first one")
    terminal.press("n")
    terminal.see_cursor_below("What do you want to keep?", 3)
    terminal.type(title)
    to_field(terminal, "Why does it matter to you?")
    terminal.type(why)
    terminal.press("ctrl+s")
    terminal.see(f"[ ] {title}")
    terminal.press("m")
    terminal.see("A note, if you like")
    to_field(terminal, "A note, if you like")
    terminal.type(note)
    terminal.see(note)
    terminal.press("shift+tab", "enter", "ctrl+s")
    terminal.until(lambda: note in [each["note"] for each in person.table("checkins")], "find the note in the vault")
    terminal.press("4")
    terminal.see_marked("Warning signs")
    terminal.press("enter")
    terminal.see_cursor_below("What is the sign?", 3)
    terminal.type(sign)
    to_field(terminal, "Who do I tell?")
    terminal.type(tell)
    terminal.press("ctrl+s")
    terminal.see("of 9 parts begun", sign)
    terminal.press("s")
    terminal.see_marked("How I know it is starting")
    terminal.press("enter")
    terminal.see_cursor_below("What do I notice?", 3)
    terminal.type(notice)
    terminal.press("ctrl+s")
    terminal.see("1 of 7 parts begun", notice)
    terminal.press("/")
    terminal.see("Looks in all units")
    terminal.type(looked_for)
    terminal.see("Nothing found")
    terminal.press("escape", "1")
    terminal.see("Next")
    terminal.press("o")
    terminal.see("Settings")
    to_field(terminal, "A line to see on Today", 5)
    terminal.type(message)
    terminal.press("ctrl+s")
    terminal.see("Next", message)


def test_a_word_typed_in_any_field_is_in_the_vault_alone_and_with_a_seal_nowhere(newcomer: Person, sit: Sit) -> None:
    words = canaries()
    adult, zone, *rest = words
    looked_for = rest[-2]
    terminal = sit(newcomer)
    live(terminal, newcomer, words)
    for name in ("cmdline", "environ"):
        shown = Path(f"/proc/{terminal.process.pid}/{name}")
        if shown.exists():
            assert NUMBER.encode() not in shown.read_bytes()
    terminal.press("q")
    assert terminal.ends() == 0
    raw = bytes(terminal.raw)
    assert NUMBER.encode() in raw
    assert NUMBER.encode() not in terminal.outside()
    assert b"\x1b]" not in raw and b"\x1bP" not in raw and b"\x1b_" not in raw, "a title, a notice, or a copy to the clipboard"
    assert terminal.was_given_back()
    find_no(newcomer, zone, looked_for)  # a zone that was none, and what was searched for, are not kept at all
    for word in {adult, *rest} - {looked_for}:
        only_kept(newcomer, word)
    assert newcomer.run("backup").returncode == 0
    assert len(newcomer.files_with(rest[0].encode())) >= 2

    door = sit(newcomer, "passphrase", "on", size=(120, 40))
    code = seal(door, PASS)
    assert PASS.encode() not in bytes(door.raw)
    find_no(newcomer, *words, PASS, code, code.replace("-", ""))
    for name in ("commitments", "aftercare", "safety", "dbt.dt.stop"):
        found = {path.name for path in newcomer.files_with(name.encode())}
        assert found <= {"index.json"}, name  # which lists every unit there is, whoever has done what
    again = sit(newcomer)
    again.see("Water the plants", "Passphrase")
    again.type(PASS)
    again.press("enter")
    again.see("Next", rest[-1])
    again.press("4")
    again.see(rest[6])
    again.press("enter", "enter")
    again.type("unfinished" + NUMBER)
    again.wait_without_reading(2.5)  # longer than it takes for typing to become a draft
    for name in ("cmdline", "environ"):
        shown = Path(f"/proc/{again.process.pid}/{name}")
        if shown.exists():
            assert not any(each in shown.read_bytes() for each in (NUMBER.encode(), PASS.encode()))
    again.kill()
    find_no(newcomer, *words, PASS, "unfinished" + NUMBER)
    assert NUMBER.encode() not in again.outside()
    assert newcomer.run("backup", typed=f"{PASS}\n").returncode == 0
    find_no(newcomer, *words, PASS)
    assert not list(newcomer.home.rglob("core*"))
    told = newcomer.run("export", "after", typed=f"{PASS}\n")
    assert rest[6] in told.stdout, told.stderr


FAULTS = {
    "in an act": "from iop_tui.services import aftercare as place\nplace.plan = broken",
    "in a message": "from iop_tui.tui.screens.learn import LearnRoom as place\nplace.body = broken",
    "in a timer": "from iop_tui.tui.app import IopApp as place\nplace._look = broken",
    "in a chain": "from iop_tui.tui.screens.after import AfterRoom as place\nplace.refresh_view = chained",
    "in a group": "from iop_tui.tui.screens.after import AfterRoom as place\nplace.refresh_view = grouped",
    "without its words": "from iop_tui.tui.screens.after import AfterRoom as place\nplace.refresh_view = unspeakable",
}

BROKEN = """
import sys

def broken(*_, **__):
    private = {canary!r}
    raise ValueError(private)

def chained(*_, **__):
    try:
        broken()
    except ValueError as error:
        raise KeyError({canary!r}) from error

def grouped(*_, **__):
    raise ExceptionGroup({canary!r}, [ValueError({canary!r})])

class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError({canary!r})
    __repr__ = __str__

def unspeakable(*_, **__):
    raise Unspeakable({canary!r})

{fault}
from iop_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_anywhere_tells_nothing_of_the_person(amina: Person, sit: Sit, tmp_path: Path, where: str) -> None:
    terminal = sit(amina, command=runner(tmp_path, BROKEN.format(canary=CANARY, fault=FAULTS[where])))
    terminal.until(lambda: "Next" in terminal.words() or terminal.process.poll() is not None, "see Today, or the end")
    terminal.press(*("2", "4") if terminal.process.poll() is None else ())
    assert terminal.ends() == 1
    told = terminal.outside().decode()
    assert re.search(r"\(\w+ at \w+\.py:\d+\)", told), told
    assert CANARY.encode() not in bytes(terminal.raw)
    assert b"Traceback" not in bytes(terminal.raw)
    assert amina.files_with(CANARY.encode()) == []
    assert terminal.modes() == terminal.modes_before


COMMAND_FAULTS = {
    ("today",): "from iop_tui.services import today as place\nplace.today = broken",
    ("where",): "from iop_tui.services import preferring as place\nplace.places = broken",
    ("export", "after"): "from iop_tui.services import sharing as place\nplace.aftercare_page = chained",
}


@pytest.mark.parametrize("arguments", COMMAND_FAULTS, ids=" ".join)
def test_a_fault_in_a_command_tells_nothing_of_the_person(amina: Person, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = amina.run(*arguments, command=runner(tmp_path, BROKEN.format(canary=CANARY, fault=COMMAND_FAULTS[arguments])))
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert re.search(r"\w+ at \w+\.py:\d+", done.stderr), done.stderr


SWITCHES = [
    *(("PYTHONFAULTHANDLER", "1"), ("PYTHONINSPECT", "1"), ("PYTHONDEVMODE", "1")),
    *(("PYTHONASYNCIODEBUG", "1"), ("PYTHONTRACEMALLOC", "1"), ("PYTHONMALLOC", "debug"), ("PYTHONBREAKPOINT", "os.abort")),
    ("PYTHONPYCACHEPREFIX", "{home}/cache"),
]


@pytest.mark.parametrize(("name", "value"), SWITCHES if os.environ.get("IOP_TORTURE") else SWITCHES[:3])
def test_the_interpreters_switches_write_nothing_private(amina: Person, sit: Sit, name: str, value: str) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop", environment={name: value.format(home=amina.home)})
    write_a_moment(terminal, CANARY)
    terminal.press("escape")
    terminal.see("saved")
    if name == "PYTHONFAULTHANDLER":
        terminal.signal(signal.SIGSEGV)
        assert terminal.ends() == -signal.SIGSEGV
    else:
        terminal.press("ctrl+q")
        terminal.until(lambda: terminal.process.poll() is not None or ">>>" in terminal.words(), "see the end")
    terminal.rest(0.1)
    assert CANARY.encode() not in terminal.outside()
    only_kept(amina, CANARY)
    assert not list(amina.home.rglob("core*"))


def test_whatever_the_umask_everything_that_is_made_is_closed_to_others(newcomer: Person, sit: Sit) -> None:
    letting_all = ("sh", "-c", 'umask 000; exec "$@"', "sh", *PROGRAM)
    first = sit(newcomer, command=letting_all)
    first.see("It is not treatment")
    first.press("ctrl+q")
    assert first.ends() == 0
    seal(sit(newcomer, "passphrase", "on", command=letting_all, size=(120, 40)), PASS)
    typed = f"{PASS}\n"
    for arguments in (
        *(("backup",), ("export", "all", "--format", "json", "--to", str(newcomer.home / "all.json"))),
        *(("export", "safety", "--to", str(newcomer.home / "safety.txt")), ("settings", "theme", "dark")),
    ):
        done = newcomer.run(*arguments, typed=typed, command=letting_all)
        assert done.returncode == 0, done.stderr
    assert newcomer.run("profile", "new", typed="Ben\n", command=letting_all).returncode == 0
    made = list(newcomer.home.rglob("*"))
    assert {"vault.db", "ballast", "sealed", "backups", "prefs.json", "all.json", "safety.txt"} <= {path.name for path in made}
    for path in made:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
