"""How the process of the command line ends: by signals, and where its streams are closed."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS = ("SIGTERM", "SIGHUP")


@contextmanager
def tidy_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program by way of an exception, so that temporary files go; the code is 128 + n.

    What the caller has set for them stays, and all is put back afterwards.
    """
    before: dict[int, Any] = {}
    for name in SIGNALS:
        number = getattr(signal, name, None)
        with suppress(ValueError):  # not the main thread
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: object) -> None:  # noqa: ARG001
    for name in (*SIGNALS, "SIGINT"):  # nothing interrupts the tidying up
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _nothing)
    raise SystemExit(128 + number)


def _nothing(number: int, frame: object) -> None:
    """Do nothing. SIG_IGN would not do: Python complains of a signal that has come but not yet been handled."""


def open_streams() -> None:
    """Put something in the place of standard streams that the caller has closed.

    Otherwise the next file that is opened would become one of them. What is written to a closed stdout is an error.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR if number == 2 else os.O_WRONLY if number == 0 else os.O_RDONLY)
    given: tuple[Any, Any] = (sys.stdout, sys.stderr)
    if given[0] is None:
        closed: Any = _Closed()
        sys.stdout = closed
    if given[1] is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


class _Closed:
    """A stdout that is closed."""

    encoding = "utf-8"
    errors = "replace"
    closed = False

    def write(self, text: str) -> int:
        if text:
            msg = "standard output"
            raise no_stream(msg)
        return 0

    def flush(self) -> None:
        """Nothing has been written."""

    def isatty(self) -> bool:
        return False


def no_stream(name: str) -> OSError:
    """Return the error for a stream that is closed."""
    return OSError(errno.EBADF, "it is closed", name)


@contextmanager
def named_stream() -> Iterator[None]:
    """Name standard output in an error of writing to it, and let nothing more be written there."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(sys.stdout)
        if error.filename is None:
            raise type(error)(error.errno, error.strerror or str(error), "standard output") from None
        raise


def give_up(stream: TextIO) -> None:
    """Give a stream another end, so that Python does not complain when it closes it."""
    with suppress(OSError, AttributeError, ValueError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stream.fileno())
        os.close(sink)
