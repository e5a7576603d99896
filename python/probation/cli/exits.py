"""Exit codes and messages."""

from __future__ import annotations

import sys

NO = 1
UNREADABLE = 3
INTERRUPTED = 130


def complain(message: str, code: int) -> int:
    """Write a message to stderr and return the exit code."""
    print(message, file=sys.stderr)
    return code
