"""Who else could read a person's files on this machine, as far as can be told from here, and what would change it."""

from __future__ import annotations

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path

from iop_tui.store import doctor, private
from iop_tui.store.doctor import Finding
from iop_tui.store.locations import find_profiles

ALWAYS = (
    "Who runs this machine can read everything while a session is open, and an unsealed vault at any time.",
    "So can anyone who looks over your shoulder, and who owns the tmux or screen session you sit in.",
    "ps and w show that this program runs, and the ids of units in commands.",
    "The host's own backups and old blocks on its disk may keep what you deleted. A court can ask the host for files.",
)
"""What no program can change."""

_ACL = ("system.posix_acl_access", "system.posix_acl_default")


def look(data: Path) -> list[Finding]:
    """Everything there is to say."""
    found = list(_account())
    if private.look(data) is None:
        found.append(Finding("ok", f"Nothing is kept yet: there is no {data}."))
    else:
        found.extend((*_rights(data), *doctor.disk(data), *_seals(data)))
    found.extend(_terminal())
    return [*found, *(Finding("ok", f"Always so: {each}") for each in ALWAYS)]


def _account() -> Iterator[Finding]:
    if os.geteuid() == 0:
        yield Finding("warning", "You work as the administrator.", "An account of your own keeps what you write apart.")
    name = _name_of(os.geteuid())
    others = [each.pw_name for each in _accounts() if each.pw_uid == os.geteuid() and each.pw_name != name]
    if others:
        yield Finding("warning", f"{', '.join(others)} is the same account as {name} under another name.", "A passphrase keeps them out.")


def _rights(data: Path) -> Iterator[Finding]:
    """Folders and files that others can open."""
    found = False
    for path in (data, *sorted(data.rglob("*"))):
        state = os.lstat(path)
        mode = stat.S_IMODE(state.st_mode)
        if not stat.S_ISLNK(state.st_mode) and mode & 0o077:
            found = True
            right = private.FOLDER if stat.S_ISDIR(state.st_mode) else private.FILE
            yield Finding("warning", f"{_who(state)} can get at {path}.", f"chmod {right:o} '{path}'")
        if not stat.S_ISLNK(state.st_mode) and _has_list(path):
            found = True
            yield Finding("warning", f"{path} has a list of people with extra rights.", f"Take it away: setfacl -b '{path}'")
    if not found:
        yield Finding("ok", f"No other account can open {data}, by the rights of its files.")


def _seals(data: Path) -> Iterator[Finding]:
    for number, profile in enumerate(find_profiles(data), 1):
        if private.look(profile.seal_mark) is None:
            yield Finding(
                "warning", f"Person {number}'s vault has no passphrase: anyone using this account can read it.", "iop passphrase seals it."
            )
        else:
            yield Finding("ok", f"Person {number}'s vault is sealed: without the passphrase its files tell nothing but sizes and times.")
        if any(profile.quarantine.glob("*")):
            yield Finding("warning", f"{profile.quarantine} holds older copies as they were.", "Delete it when you no longer need it.")


def _terminal() -> Iterator[Finding]:
    for name, program in (("TMUX", "tmux"), ("STY", "screen")):
        if os.environ.get(name):
            yield Finding("warning", f"You sit in {program}: whoever can attach to it sees your screen.", "Detach only where it is yours.")


def _who(state: os.stat_result) -> str:
    if state.st_mode & 0o007:
        return "Everybody on this machine"
    return f"The group number {state.st_gid}"


def _has_list(path: Path) -> bool:
    """Whether a file has an access control list, which the plain rights do not show."""
    try:
        return any(name in _ACL for name in os.listxattr(path, follow_symlinks=False))
    except OSError:
        return False


def _accounts() -> list[pwd.struct_passwd]:
    try:
        return pwd.getpwall()
    except OSError:
        return []


def _name_of(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
