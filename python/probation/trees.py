"""Documents as trees of mappings, lists and plain values."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from . import _core

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def path_of(parent: str, key: str) -> str:
    """Return the path of a key below `parent`: ``pdus."West Kent".staff``."""
    if not _PLAIN_KEY.fullmatch(key):
        key = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{parent}.{key}" if parent else key


def plain_tree(document: Mapping[str, Any], name: str) -> Any:
    """Return the document as JSON has it: dates and times become text, what JSON cannot say is refused.

    Raises
    ------
    DocumentError
        For numbers that are not finite and values of other types, each with its path.
    """
    problems: list[_core.Problem] = []

    def plain(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            return {str(key): plain(item, path_of(path, str(key))) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(item, f"{path}[{i}]") for i, item in enumerate(value)]
        if isinstance(value, (datetime.date, datetime.time)):
            return value.isoformat()
        if isinstance(value, float) and not math.isfinite(value):
            problems.append(_core.Problem(path=path, found=str(value), expected="a finite number"))
        elif not isinstance(value, (str, int, float, type(None))):
            problems.append(_core.Problem(path=path, found=type(value).__name__, expected="text, a number or a table"))
        return value

    tree = plain(document, "")
    if problems:
        _core.raise_document_error(problems, name)
    return tree
