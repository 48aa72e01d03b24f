"""The main job through a real sshd on this machine, with the connection cut in the middle of a word."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from person import CHECKOUT, PROGRAM, Person
from terminal import Terminal
from walks import PROMISE, main_job

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
TOOLS = [name for name in ("ssh", "ssh-keygen") if shutil.which(name) is None]

pytestmark = pytest.mark.skipif(SSHD is None or bool(TOOLS), reason="needs sshd, ssh and ssh-keygen")


@dataclass
class Line:
    """A way in over the network of this machine."""

    port: int
    folder: Path

    def command(self, person: Person) -> list[str]:
        """What somebody at another machine types."""
        wanted = person.environment()
        there = {name: wanted[name] for name in ("HOME", "XDG_DATA_HOME", "PYTHONPATH", "LANG", "TZ", "TERM")}
        set_up = " ".join(f"{name}={shlex.quote(value)}" for name, value in there.items())
        options = {
            "Port": self.port,
            "IdentityFile": self.folder / "key",
            "UserKnownHostsFile": self.folder / "known",
            "StrictHostKeyChecking": "no",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "IdentitiesOnly": "yes",
        }
        flags = [flag for name, value in options.items() for flag in ("-o", f"{name}={value}")]
        remote = f"cd {shlex.quote(str(CHECKOUT))} && env {set_up} {shlex.join(PROGRAM)}"
        return ["ssh", "-F", "none", "-tt", *flags, f"{getpass.getuser()}@127.0.0.1", remote]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """An sshd of our own, on a port of our own, that lets in one key."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\nPidFile {folder}/pid\n"
        "UsePAM no\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nPrintMotd no\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    assert SSHD is not None
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert server.stderr is not None
    said = b""
    while b"Server listening" not in said:
        heard = server.stderr.readline()
        if not heard:
            pytest.skip(f"sshd does not run here: {said.decode(errors='replace')[-200:]}")
        said += heard
    yield Line(port, folder)
    server.terminate()
    server.wait()


def test_the_main_job_over_ssh_survives_a_cut_connection(newcomer: Person, line: Line) -> None:
    opened: list[Terminal] = []

    def log_in() -> Terminal:
        opened.append(Terminal(line.command(newcomer), {**os.environ, **newcomer.environment()}))
        return opened[-1]

    def cut(terminal: Terminal) -> None:
        """The client is gone between two packets; the server notices, and the program on it gets a hang-up."""
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.ends()
        terminal.until(lambda: not newcomer.processes(), "see the program on the server gone", seconds=3.0)

    try:
        terminal = main_job(log_in, cut, newcomer)
        terminal.press("q")
        assert terminal.ends() == 0
        assert newcomer.processes() == []
    finally:
        for each in opened:
            each.close()
    assert newcomer.drafts() == []
    assert PROMISE in newcomer.run("today").stdout
