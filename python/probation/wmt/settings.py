"""Settings of the tool: the shipped seed, documents of one's own, and changes to either."""

from __future__ import annotations

import datetime
import importlib.resources
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.shown import Shown
from .._document.trees import text_of_tree

if TYPE_CHECKING:
    import os

Configuration = _wmt.Configuration
Configurations = _wmt.Configurations
Day = str | datetime.date


@cache
def _shipped() -> Configurations:
    text = (importlib.resources.files("probation") / "data" / "wmt-seed.json").read_text(encoding="utf-8")
    return _wmt.parse_configurations(text, "wmt-seed.json")


def configuration(date: Day | None = None) -> Configuration:
    """Return the settings that the package ships: the public seed of the tool's database.

    Production has been edited since, so these weights are those of test and initial data: give your own with
    :func:`read_configurations` or :func:`changed`.

    Parameters
    ----------
    date
        The day on which they should hold, such as "2024-04-30"; None for the last of all.
    """
    return _shipped().at(date)


def read_configurations(path: str | os.PathLike[str]) -> Configurations:
    """Read a document of settings (JSON, comments allowed) with one or more dated versions.

    Raises
    ------
    DocumentError
        If it cannot be used; ``problems`` lists all that is wrong.
    OSError
        If the file cannot be read.
    """
    file = Path(path)
    return _wmt.parse_configurations(file.read_text(encoding="utf-8"), file.name)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of documents of settings, for editors and validators."""
    tree: dict[str, Any] = json.loads(_wmt.json_schema())
    return tree


def to_dict(configuration: Configuration) -> dict[str, Any]:
    """Return settings as the tree of a document's version, to read, change and give to :func:`from_dict`."""
    version: dict[str, Any] = json.loads(_wmt.to_json(configuration, False))["versions"][0]
    return version


def from_dict(version: Mapping[str, Any]) -> Configuration:
    """Return the settings of a tree such as :func:`to_dict` makes.

    Raises
    ------
    DocumentError
        If it cannot be used; ``problems`` lists all that is wrong.
    """
    document = text_of_tree({"versions": [version]}, "configuration")
    return _wmt.parse_configurations(document, "configuration").versions[0]


def changed(configuration: Configuration, changes: Mapping[str, Any]) -> Configuration:
    """Return settings with a merge patch (RFC 7386) applied: what is given replaces, None takes away.

    Examples
    --------
    >>> import probation as pb
    >>> more = pb.wmt.changed(pb.wmt.configuration(), {"hours": {"PO": 35}})
    >>> pb.wmt.available_points(contracted_hours=35, grade="PO", configuration=more)
    2176
    """
    return from_dict(_merged(to_dict(configuration), changes))


def _merged(target: Any, patch: Any) -> Any:
    if not isinstance(patch, Mapping):
        return patch
    out = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = _merged(out.get(key), value)
    return out


class Weights(Shown):
    """The points of a case by tier and location; made by :func:`weights`."""

    __slots__ = ("configuration",)

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration

    def _grid(self) -> Grid:
        settings = self.configuration
        tables = [("", settings.weights), (", T2A", settings.t2a_weights)]
        columns = [(f"{at}{suffix}", cells) for suffix, table in tables for at, cells in table.items()]
        rows = [[tier, *(cells[tier].text for _, cells in columns)] for tier in settings.tiers]
        title = f"Points a case{', ' + settings.name if settings.name else ''}"
        notes = [f"Source: {settings.source or 'not given'}."]
        return Grid(title, ["tier", *(name for name, _ in columns)], rows, notes=notes)

    def __repr__(self) -> str:
        return f"<Weights of {len(self.configuration.tiers)} tiers>"


def weights(configuration: Configuration | Configurations | None = None, date: Day | None = None) -> Weights:
    """Return a table of the points of a case by tier and location, to be shown."""
    return Weights(in_force(configuration, date))


def in_force(configuration: Configuration | Configurations | None, date: Day | None) -> Configuration:
    """Return the settings to compute with: those given, the version of a date, or the shipped."""
    if configuration is None:
        return _shipped().at(date)
    if isinstance(configuration, Configurations):
        return configuration.at(date)
    return configuration
