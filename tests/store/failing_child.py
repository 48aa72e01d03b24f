"""Forks a child for each line of its input, which does one act to a vault: `[act, part, folder, settings of the environment]`.

The child answers with its number and the steps that were saved or refused; after `run` also with `calls N FIRST`, how many calls there
were that could fail and which did first, and `done`; then it lives on if it was told to `stay`, until somebody kills it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
import traceback
from pathlib import Path

from failing.acts import ACTS, make_guesses_cheap, say

from iop_tui.store import seal  # noqa: F401  loaded once, before the children are forked
from iop_tui.store.locations import Profile


def live(act: str, part: str, folder: str, settings: dict[str, str]) -> None:
    os.environ.update(settings)
    profile = Profile(Path(folder))
    if part == "prepare":
        ACTS[act].prepare(profile)
        return
    ACTS[act].run(profile)
    gc.collect()  # what was left open shows now
    if "FAILING_BELOW" in settings:
        layer = ctypes.CDLL(None)
        layer.failing_first.restype = ctypes.c_char_p
        say("calls", layer.failing_calls(), layer.failing_first().decode())
    say("done")
    if part == "stay":
        signal.pause()


def main() -> None:
    make_guesses_cheap()
    import cryptography.hazmat.primitives.ciphers.aead
    import cryptography.hazmat.primitives.kdf.argon2
    import cryptography.hazmat.primitives.kdf.hkdf  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                live(*json.loads(line))
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(1)
            os._exit(0)
        say("child", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
