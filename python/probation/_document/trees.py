"""Documents as trees of mappings, lists and plain values."""

from __future__ import annotations

import datetime
import decimal
import json
import math
import numbers
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .. import _core

if TYPE_CHECKING:
    from .._util.progress import Report

MAX_DEPTH = _core.document_limits()["depth"]
"""How many tables and lists may stand inside each other: as many as in JSON."""
MAX_VALUES = _core.document_limits()["values"]
"""How many texts, numbers, tables and lists a document may hold."""

Syntax = Literal["json", "toml", "python"]

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def path_of(parent: str, key: str) -> str:
    """Return the path of a key below `parent`: ``pdus."West Kent".staff``."""
    if not _PLAIN_KEY.fullmatch(key):
        key = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{parent}.{key}" if parent else key


def simple(value: Any) -> Any:
    """Return a value as a plain text, number, truth value, list or None, whatever library it is of.

    Decimals and fractions become floats; a float32 the shortest decimal that is it, so 0.12 stays 0.12; arrays lists; days,
    moments and periods their ISO text; "not available" of pandas None; parts of a region what documents say of them. Other
    values are handed back as they are.
    """
    if value is None or type(value) in (str, bool, int, float, list, tuple, dict):
        return value
    written = getattr(getattr(value, "_core", value), "_document", None)
    if written is not None:
        return written()
    if isinstance(value, _core.Rating):
        return str(value)
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
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return list(value)
    return value


def plain_tree(document: Mapping[str, Any], name: str) -> Any:
    """Return the document as JSON has it, see :func:`simple`; what JSON cannot say is refused.

    Raises
    ------
    DocumentError
        For numbers that are not finite or too large, values of other types, keys that are not text, a table or list that
        holds itself and more than 32 of them inside each other, each with its path.
    """
    problems: list[_core.Problem] = []
    around: list[int] = []  # what the value stands in

    count = 0

    def plain(value: Any, path: str) -> Any:
        nonlocal count
        count += 1
        if count > MAX_VALUES:  # a list that holds one list many times may hold more than there is memory for
            found = f"more than {MAX_VALUES} values"
            too_many = _core.Problem(found=found, expected=f"at most {MAX_VALUES} texts, numbers, tables and lists")
            _core.raise_document_error([*problems, too_many], name)
        value = value if isinstance(value, Mapping) else simple(value)
        if not isinstance(value, (Mapping, list, tuple)):
            return plain_value(value, path)
        if id(value) in around:
            problems.append(_core.Problem(path=path, found="a table or list that holds itself", expected="a document"))
            return None
        if len(around) == MAX_DEPTH:
            problems.append(too_deep(path))
            return None
        around.append(id(value))
        out: Any
        if isinstance(value, Mapping):
            out = keyed(value, path)
        else:
            out = [plain(item, f"{path}[{i}]") for i, item in enumerate(value)]
        around.pop()
        return out

    def plain_value(value: Any, path: str) -> Any:
        if isinstance(value, int) and abs(value) > sys.float_info.max:
            found = f"a number of about {int(value.bit_length() * math.log10(2)) + 1} digits"
            problems.append(_core.Problem(path=path, found=found, expected="a number between 1e-307 and 1e308"))
            return 0
        if isinstance(value, float) and not math.isfinite(value):
            problems.append(_core.Problem(path=path, found=str(value), expected="a finite number"))
        elif not isinstance(value, (str, int, float, type(None))):
            problems.append(_core.Problem(path=path, found=type(value).__name__, expected="text, a number or a table"))
        return value

    def keyed(values: Mapping[Any, Any], path: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, item in values.items():
            name = text_key(key, path)
            at = path_of(path, name)
            if name in out:
                problems.append(_core.Problem(path=at, found=f"the key {key!r} again", expected="each key once"))
            out[name] = plain(item, at)
        return out

    def text_key(key: Any, path: str) -> str:
        if isinstance(key, str):
            return key
        found = f"a key of type {type(key).__name__}"
        problems.append(_core.Problem(path=path, found=found, expected="a text as a key"))
        return ""

    tree = plain(document, "")
    if problems:
        _core.raise_document_error(problems, name)
    return tree


def too_deep(path: str = "") -> _core.Problem:
    """Return the problem of a document with too much inside each other."""
    shown = path if len(path) <= 80 else path[:77] + "…"
    found = "too many tables and lists inside each other"
    return _core.Problem(path=shown, found=found, expected=f"at most {MAX_DEPTH}")


def text_of_tree(document: Mapping[str, Any], name: str) -> str:
    """Return the document as JSON text. Raises DocumentError as :func:`plain_tree` does."""
    return json.dumps(plain_tree(document, name))


def from_tree(document: Mapping[str, Any], name: str, syntax: Syntax, progress: Report | None = None) -> _core.Region:
    """Return the region of a document; messages are in the syntax that it was written in.

    Raises
    ------
    DocumentError
        If it cannot become a region.
    """
    return _core.parse_region(text_of_tree(document, name), name, syntax, progress)
