"""Run the command line: ``python -m probation``."""

import sys

from ._util import starting

starting.interruptible()

from .cli import main

starting.finished()

if __name__ == "__main__":
    sys.exit(main())
