"""Exit codes, and what is said with them."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import typer

from .. import _core
from .._util.escaping import visible
from .._util.optional import MissingLibraryError
from .ends import give_up, named_stream

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
            with named_stream():
                command(*args, **kwargs)
        except (_core.DocumentError, _core.ForecastError) as error:
            leave(str(error), NO)
        except MissingLibraryError as error:
            leave(str(error), WRONG_USAGE)
        except BrokenPipeError:
            give_up(sys.stdout)  # the reader has enough
            raise typer.Exit(UNREADABLE) from None
        except OSError as error:
            leave(text_of(error), UNREADABLE)
        except MemoryError:
            leave("there is not enough memory: take fewer runs, months or threads, or name measures", UNREADABLE)
        except RuntimeError as error:
            if not str(error).startswith("PROBATION_ISA "):  # a setting of the environment that is none
                raise
            leave(str(error), WRONG_USAGE)
        except KeyboardInterrupt:
            leave("interrupted", INTERRUPTED)

    return run


def text_of(error: OSError) -> str:
    """Return what to say of a file that cannot be read or written, with its name."""
    where = "" if error.filename is None else f"{visible(os.fsdecode(error.filename))}: "
    return f"{where}{error.strerror or visible(str(error))}"


def say(message: str, code: int) -> int:
    """Write a message to stderr and return the exit code."""
    try:
        print(visible(message, lines=True), file=sys.stderr, flush=True)
    except OSError:  # nobody reads it
        give_up(sys.stderr)
    return code


def leave(message: str, code: int) -> NoReturn:
    """Write a message to stderr and end with an exit code."""
    raise typer.Exit(say(message, code))


def crashed(error: BaseException) -> int:
    """Say that a fault is ours, not the document's nor the user's, and return the exit code for that."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    lines = [
        f"probation {_core.__version__} has failed: {type(error).__name__}: {str(error).strip() or 'no more is known'}",
        "This is a fault of the program, not of your document or command. Please report it where you have the program",
        f"from, with the command and, if you can share it, the document. {DEBUG}=1 shows where it happened.",
    ]
    return say("\n".join(lines), OURS)
