"""Results of processes on this machine, handed over as files.

A pool of processes sends results through one pipe. A worker that is killed in the middle of a large result leaves half of
it there, and its reader waits for ever for the rest. A message below the size that a pipe takes at once is there
whole or not at all, so a block's part goes into a file and only its name through the pipe; and so does a long error.
"""

from __future__ import annotations

import pickle
import tempfile
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


LONG = 16_384  # bytes of a message that a pipe does not surely take at once


class Failure:
    """An error of a block, handed over instead of a result.

    Attributes
    ----------
    error
        What the block raised.
    """

    def __init__(self, error: Exception) -> None:
        self.error = error


class Handover:
    """The files of one run, in a folder of its own that goes with it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="probation-", ignore_cleanup_errors=True)

    def task(self, task: Callable[..., Any]) -> Callable[..., str]:
        """Return a task that writes what `task` returns and returns the file's name."""
        return partial(run_to_file, task, self._folder.name)

    def fetch(self, name: object) -> Any:
        """Return what a task has written, a result or a Failure, and remove the file.

        Raises
        ------
        TypeError
            If `name` is not that of a file in the folder: then a worker returned something else than it was asked for.
        ValueError
            If the file is missing or damaged.
        """
        file = Path(name) if isinstance(name, str) else None
        if file is None or file.parent != Path(self._folder.name):
            message = f"a worker returned {name!r:.80}, where the name of a file with its result was asked for"
            raise TypeError(message)
        try:
            result = pickle.loads(file.read_bytes())
        except Exception as error:  # damaged pickles raise anything
            message = f"a worker's result cannot be read: {type(error).__name__}: {error}"
            raise ValueError(message) from error
        file.unlink()
        return result

    def close(self) -> None:
        """Remove all that is left."""
        self._folder.cleanup()


def run_to_file(task: Callable[..., Any], folder: str, /, **options: Any) -> str:
    """Run a task in a worker and write what it returns to a new file in `folder`; returns its name."""
    try:
        result = pickle.dumps(task(**options), protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        result = pickle.dumps(Failure(error), protocol=pickle.HIGHEST_PROTOCOL)
        if len(result) <= LONG:
            raise
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(result)
    return file.name


def shares_files(executor: Executor) -> bool:
    """Whether an executor's workers are processes on this machine that send results through a pipe."""
    return isinstance(executor, ProcessPoolExecutor) or any(
        base.__module__.partition(".")[0] == "loky" for base in type(executor).__mro__
    )
