"""The repository as a stranger finds it: lock files, commands, links and words that hold on any machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import iop_tui

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PAGES = [path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))) if path.exists()]

_PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)( ; [^\\]+)?$")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_LINK = re.compile(r"\]\(([^)\s]+)\)|\]:\s+(\S+)|(?:src|href)=\"([^\"]+)\"")
_ELSEWHERE = re.compile(r"^(?:[a-z]+:|#)")
_ONE_MACHINE = re.compile(r"(?<![\w.$}~/-])/(?:work|root|Users)/")
"""A path that is true on one machine only; this line does not match itself."""


def requirements(lock: str) -> dict[str, str]:
    """Each pinned package of a lock file with everything that stands behind its name."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        pin, _, rest = line.partition(" --hash")
        pinned = _PINNED.match(pin.strip())
        assert pinned, f"{lock} holds a line that pins nothing: {line[:80]}"
        found[pinned[1]] = f"{pinned[2]} --hash{rest}" if rest else pinned[2]
    return found


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_file_carries_its_hashes(lock: str) -> None:
    found = requirements(lock)
    assert len(found) > 5
    assert [name for name, rest in found.items() if not _HASH.search(rest)] == []
    left = [_HASH.sub("", rest).split(maxsplit=1)[1:] for rest in found.values()]
    assert [words for words in left if "".join(words).strip()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_index_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert re.findall(r"://|index-url|find-links|trusted-host|^-[a-z]|^--[a-z]|@", text, re.MULTILINE) == []


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    run, develop = (requirements(lock) for lock in LOCKS)
    extras = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    assert {name_of(each) for each in PROJECT["dependencies"]} <= set(run)
    assert {name_of(each) for each in extras} <= set(develop)
    assert {name: rest for name, rest in run.items() if develop.get(name) != rest} == {}


def section(title: str) -> str:
    """The one command under a heading of the README."""
    found = re.search(rf"^## {title}\n(?:(?!^## ).*\n)*?```\n(.+)\n```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert found, f"README.md has no command under {title}"
    return found[1]


@pytest.mark.parametrize(("title", "lock", "last"), [("Start it", LOCKS[0], "-m iop_tui"), ("Test it", LOCKS[1], "-m pytest")])
def test_the_readme_has_one_command_that_installs_from_the_lock_and_starts(title: str, lock: str, last: str) -> None:
    command = section(title)
    assert f"--require-hashes -r {lock} " in command
    assert command.startswith("python3 -m venv .venv && ")
    assert command.endswith(f".venv/bin/python {last}")


def files() -> list[Path]:
    """Every file that belongs to the repository, new ones too."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a clone")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert _ONE_MACHINE.search('see "/' + 'root/notes"')
    assert not _ONE_MACHINE.search("~/.local/share and $HOME/work/x and docs/home/y/")
    found = {str(path.relative_to(ROOT)): _ONE_MACHINE.findall(path.read_bytes().decode("utf-8", "replace")) for path in files()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = ["".join(found) for found in _LINK.findall(re.sub(r"`[^`\n]*`", "", text))]
    lost = [target for target in targets if not _ELSEWHERE.match(target) and not (page.parent / target.split("#")[0]).exists()]
    assert lost == []


def test_the_pictures_of_the_readme_are_there_and_fetch_nothing() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+\.svg)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {ROOT / each for each in pictures} == set((ROOT / "docs" / "screens").glob("*.svg"))
    for picture in pictures:
        svg = (ROOT / picture).read_text("utf-8")
        addresses = re.findall(r"https?://[^\"\s]+", svg)
        assert set(addresses) == {"http://www.w3.org/2000/svg"}
        assert "@font-face" not in svg and "@import" not in svg


def test_the_changelog_tells_of_the_current_version() -> None:
    assert re.search(rf"^## {re.escape(iop_tui.__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_the_python_versions_that_are_asked_for_and_named_agree() -> None:
    lowest = re.fullmatch(r">=3\.(\d+)", PROJECT["requires-python"])
    named = [
        int(found[1]) for each in PROJECT["classifiers"] if (found := re.fullmatch(r"Programming Language :: Python :: 3\.(\d+)", each))
    ]
    assert lowest and named == list(range(int(lowest[1]), int(lowest[1]) + len(named)))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert settings["ruff"]["target-version"] == f"py3{lowest[1]}"
    assert settings["mypy"]["python_version"] == f"3.{lowest[1]}"
