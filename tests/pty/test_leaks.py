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
from walks import to_section

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


@pytest.mark.parametrize("end", ["q", "SIGTERM"])
def test_nothing_private_is_written_outside_the_screen_that_vanishes(amina: Person, sit: Sit, end: str) -> None:
    terminal = sit(amina, "open", "dbt.dt.stop")
    write_a_moment(terminal, CANARY)
    if end == "q":
        terminal.press("escape", "q")
        terminal.see("Next")
        terminal.press("q")
        assert terminal.ends() == 0
    else:
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
    assert CANARY.encode() in bytes(terminal.raw)
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
    assert new <= {"ballast", "vault.db-journal"}


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
    calls = {line.split("(")[0].split()[-1] for line in trace.read_text().splitlines() if "(" in line and "---" not in line}
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
