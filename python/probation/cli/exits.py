"""Exit codes, and what is said with them."""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import typer

from .. import _core

if TYPE_CHECKING:
    from collections.abc import Callable

NO = 1
UNREADABLE = 3
INTERRUPTED = 130

P = ParamSpec("P")


def with_exit_codes(command: Callable[P, None]) -> Callable[P, None]:
    """Return the command with its errors as messages on stderr and exit codes, never as tracebacks."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except (_core.DocumentError, _core.ForecastError) as error:
            leave(str(error), NO)
        except BrokenPipeError:
            # The reader has enough. Python would complain when it closes stdout, so give it another.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(UNREADABLE) from None
        except OSError as error:
            where = "" if error.filename is None else f"{error.filename}: "
            leave(f"{where}{error.strerror or error}", UNREADABLE)
        except KeyboardInterrupt:
            leave("interrupted", INTERRUPTED)

    return run


def leave(message: str, code: int) -> NoReturn:
    """Write a message to stderr and end with an exit code."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)
