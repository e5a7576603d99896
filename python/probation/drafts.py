"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def draft(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary file beside `path` to write to; it takes the place of `path` when the block ends well.

    The file is flushed to the disk before, and its folder after. Where `path` is a link, what it points to is replaced;
    a device or a pipe is written to.

    Raises
    ------
    OSError
        If it cannot be written, with the name that was asked for; then nothing is left behind.
    """
    given = Path(path)
    if given.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    there = given.exists()
    special = there and not given.is_file()
    target = given if special else given.resolve()
    try:
        handle, name = tempfile.mkstemp(
            dir=None if special else target.parent, prefix=f".{target.name}.", suffix=target.suffix
        )
    except OSError as error:
        raise _named(error, path) from error  # not the name of the temporary file
    os.close(handle)
    made = Path(name)
    try:
        yield made
        if special:
            with made.open("rb") as source, target.open("wb", buffering=0) as sink:
                shutil.copyfileobj(source, sink)
            made.unlink()
        else:
            made.chmod(target.stat().st_mode & 0o777 if there else 0o666 & ~_umask())
            _flush(made)
            made.replace(target)
            _flush(target.parent)
    except BaseException as error:
        made.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (name, None):
            raise _named(error, path) from error
        raise


def _named(error: OSError, path: str | os.PathLike[str]) -> OSError:
    return type(error)(error.errno, error.strerror or str(error), str(path))


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
