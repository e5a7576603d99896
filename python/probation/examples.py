"""Example regions that come with the library."""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import TYPE_CHECKING

from ._region.files import read
from ._util.named import unknown_name

if TYPE_CHECKING:
    from ._region.region import Region

__all__ = ["kss", "names", "path"]


def __dir__() -> list[str]:
    return list(__all__)


def _folder() -> Path:
    return Path(str(importlib.resources.files(__package__) / "data"))


def names() -> list[str]:
    """Return the names of the examples."""
    return sorted(file.stem for file in _folder().glob("*.toml"))


def path(name: str) -> Path:
    """Return the file of an example, to read, copy or edit a copy of.

    Raises
    ------
    KeyError
        If there is no such example.
    """
    if name not in names():
        raise unknown_name(name, "example", names())
    return _folder() / f"{name}.toml"


def kss() -> Region:
    """Return the Kent, Surrey and Sussex region as the Chief Inspector's letter of 24 May 2022 describes it.

    Figures that the letter does not give are openly assumed. Contains public sector information licensed under the
    Open Government Licence v3.0.
    """
    return read(path("kss"))
