"""Exit codes, and what is said with them."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import typer

from .. import _core
from ..optional import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

NO = 1
WRONG_USAGE = 2
UNREADABLE = 3
OURS = 70
INTERRUPTED = 130

DEBUG = "PROBATION_DEBUG"

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
        except MissingLibraryError as error:
            leave(str(error), WRONG_USAGE)
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


def crashed(error: BaseException) -> int:
    """Say that a fault is ours, not the document's nor the user's, and return the exit code for that."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    lines = [
        f"probation {_core.__version__} has failed: {type(error).__name__}: {str(error).strip() or 'no more is known'}",
        "This is a fault of the program, not of your document or command. Please report it where you have the program",
        f"from, with the command and, if you can share it, the document. {DEBUG}=1 shows where it happened.",
    ]
    print("\n".join(lines), file=sys.stderr)
    return OURS
