"""Documents as trees of mappings, lists and plain values."""

from __future__ import annotations

import datetime
import decimal
import math
import numbers
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _core

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def path_of(parent: str, key: str) -> str:
    """Return the path of a key below `parent`: ``pdus."West Kent".staff``."""
    if not _PLAIN_KEY.fullmatch(key):
        key = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{parent}.{key}" if parent else key


def simple(value: Any) -> Any:
    """Return a value as a plain text, number, truth value, list or None, whatever library it is of.

    Decimals and fractions become floats; a float32 the shortest decimal that is it, so 0.12 stays 0.12; arrays lists; days,
    moments and periods their ISO text; "not available" of pandas None. Other values are handed back as they are.
    """
    if value is None or type(value) in (str, bool, int, float, list, tuple, dict):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value).removesuffix("T00:00:00.000000000")
    if type(value).__name__ == "Period":
        return str(value)
    if isinstance(value, (np.float16, np.float32)):
        return float(str(value))
    if isinstance(value, np.generic):
        return simple(value.item()) if type(value.item()) is not type(value) else float(value)
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if isinstance(value, np.ndarray):
        return [simple(item) for item in value] if value.ndim else simple(value[()])
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, (numbers.Real, decimal.Decimal)):
        return float(value)
    return value


def plain_tree(document: Mapping[str, Any], name: str) -> Any:
    """Return the document as JSON has it, see :func:`simple`; what JSON cannot say is refused.

    Raises
    ------
    DocumentError
        For numbers that are not finite and values of other types, each with its path.
    """
    problems: list[_core.Problem] = []

    def plain(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            return keyed(value, path)
        value = simple(value)
        if isinstance(value, (list, tuple)):
            return [plain(item, f"{path}[{i}]") for i, item in enumerate(value)]
        if isinstance(value, float) and not math.isfinite(value):
            problems.append(_core.Problem(path=path, found=str(value), expected="a finite number"))
        elif not isinstance(value, (str, int, float, type(None))):
            problems.append(_core.Problem(path=path, found=type(value).__name__, expected="text, a number or a table"))
        return value

    def keyed(values: Mapping[Any, Any], path: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, item in values.items():
            name = str(key)
            at = path_of(path, name)
            if name in out:
                problems.append(_core.Problem(path=at, found=f"the key {key!r} again", expected="each key once"))
            out[name] = plain(item, at)
        return out

    tree = plain(document, "")
    if problems:
        _core.raise_document_error(problems, name)
    return tree
