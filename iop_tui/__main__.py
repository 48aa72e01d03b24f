"""`python -m iop_tui` is the same program as `iop`."""

import sys

from iop_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
