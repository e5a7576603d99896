"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


MARK = "probation-"  # in the names of temporary files, so that what a killed process left is known again
OLD = 60.0  # seconds after which a temporary file whose process is gone is removed


@contextmanager
def draft(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary file beside `path` to write to; it takes the place of `path` when the block ends well.

    The file is flushed to the disk before, and its folder after. Where `path` is a link, what it points to is replaced;
    a device or a pipe is written to. A temporary file for `path` that a killed process has left is removed.

    Raises
    ------
    OSError
        If it cannot be written, with the name that was asked for; then nothing is left behind.
    """
    given = Path(path)
    there = _status(given, path)
    if there is not None and stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    special = there is not None and not stat.S_ISREG(there.st_mode)
    target = given if special else given.resolve()
    beside = None if special else target.parent
    start = f".{target.name[:150]}.{MARK}"
    if beside is not None:
        _remove_left_over(beside, start, target.suffix)
    try:
        handle, name = tempfile.mkstemp(dir=beside, prefix=start, suffix=target.suffix)
    except OSError as error:
        raise _named(error, path) from error  # not the name of the temporary file
    made = Path(name)
    held = _hold(handle)
    try:
        if not held:
            os.close(handle)
        yield made
        if special:
            with made.open("rb") as source, target.open("wb", buffering=0) as sink:
                shutil.copyfileobj(source, sink)
            made.unlink()
        else:
            made.chmod(0o666 & ~_umask() if there is None else there.st_mode & 0o777)
            _flush(made)
            made.replace(target)
            _flush(target.parent)
    except BaseException as error:
        made.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (name, None):
            raise _named(error, path) from error
        raise
    finally:
        if held:
            os.close(handle)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file by way of a temporary file beside it, so that no part of it is ever seen."""
    with draft(path) as name, name.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _status(given: Path, path: str | os.PathLike[str]) -> os.stat_result | None:
    """Return what `path` is, or None if it is not there; links that go round in a circle are an error."""
    try:
        return given.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _named(error, path) from None


def _hold(handle: int) -> bool:
    """Take the lock that says that the process which writes a temporary file is alive; it ends with the process."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):  # another system, or a disk without locks
        return False
    return True


def _remove_left_over(folder: Path, start: str, suffix: str) -> None:
    """Remove temporary files of one target whose processes were killed: old ones that no process holds."""
    name = re.compile(re.escape(start) + "[a-z0-9_]{8}" + re.escape(suffix))
    try:
        old = [
            each
            for each in folder.iterdir()
            if name.fullmatch(each.name) and time.time() - each.lstat().st_mtime > OLD and not each.is_symlink()
        ]
    except OSError:  # it cannot be listed, or one went meanwhile
        return
    for each in old:
        with suppress(OSError):
            handle = os.open(each, os.O_RDWR)
            try:
                if _hold(handle):
                    each.unlink()
            finally:
                os.close(handle)


def _named(error: OSError, path: str | os.PathLike[str]) -> OSError:
    number = errno.EIO if error.errno is None else error.errno
    return type(error)(number, error.strerror or str(error), str(path))


def _flush(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk; not every system can do that with a folder."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
