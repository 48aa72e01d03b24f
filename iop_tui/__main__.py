"""`python -m iop_tui` is the same program as `iop`, and like it imports nothing from the folder that one happens to be in."""

import os
import sys

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if sys.path and os.path.abspath(sys.path[0]) == os.getcwd() != HOME:
    del sys.path[0]

from iop_tui.cli import entry  # noqa: E402

if __name__ == "__main__":
    entry()
