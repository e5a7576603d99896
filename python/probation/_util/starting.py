"""Ctrl-C while the command line is still being imported: a message, as later, and no traceback.

A host program that imports the library is left alone: this is for ``python -m probation`` and the script ``probation``.
"""

from __future__ import annotations

import os
import signal
import sys

INTERRUPTED = 130


def is_command_line() -> bool:
    """Whether this process is the command line."""
    if sys.orig_argv[1:3] == ["-m", "probation"]:
        return True
    name = os.path.basename(sys.argv[0]) if sys.argv else ""  # noqa: PTH119
    return name.removesuffix(".exe") == "probation"


def interruptible() -> None:
    """End the process with a message at Ctrl-C; what has been set before by others stays."""
    if not is_command_line():
        return
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _end)
    except ValueError:  # not the main thread
        return


def finished() -> None:
    """Put Ctrl-C back as it was: from here on it is an exception."""
    try:
        if signal.getsignal(signal.SIGINT) is _end:
            signal.signal(signal.SIGINT, signal.default_int_handler)
    except ValueError:
        return


def _end(number: int, frame: object) -> None:  # noqa: ARG001
    # Nothing has been opened yet, and an exception could be caught by what is being imported.
    os.write(2, b"interrupted\n")
    os._exit(INTERRUPTED)
