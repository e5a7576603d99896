"""Trees of mappings, lists and plain values as TOML text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def to_toml(document: Mapping[str, Any]) -> str:
    """Return a tree of mappings, lists and plain values as TOML.

    Raises
    ------
    ValueError
        For None, which TOML cannot say: a scenario that removes a key can be written as JSON only.
    """
    lines: list[str] = []
    _table(document, [], lines)
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], keys: list[str], lines: list[str]) -> None:
    """Add the lines of a table, in its order: plain values, then the tables at its end under headings of their own.

    Order counts, for units and grades are shown in the order of the document. Only at the top it is free, since every
    key there has its own meaning.
    """
    items = sorted(table.items(), key=lambda item: _is_table(item[1])) if not keys else list(table.items())
    end = len(items)
    while end > 0 and _is_table(items[end - 1][1]):
        end -= 1
    if keys:
        while end < len(items) and not _wants_heading(items[end][1]):
            end += 1
    if keys and (end > 0 or not items):
        lines += ["", f"[{_dotted(keys)}]"]
    for key, value in items[:end]:
        _line([key], value, lines)
    for key, value in items[end:]:
        if isinstance(value, Mapping):
            _table(value, [*keys, key], lines)
            continue
        for item in value:
            lines += ["", f"[[{_dotted([*keys, key])}]]"]
            lines += [f"{_key(k)} = {_value(v)}" for k, v in item.items()]


def _line(keys: list[str], value: Any, lines: list[str]) -> None:
    """Add a value in one line, or a table of tables in a line for each of their values."""
    if isinstance(value, Mapping) and _wants_heading(value):
        for key, inner in value.items():
            _line([*keys, key], inner, lines)
    else:
        lines.append(f"{_dotted(keys)} = {_value(value)}")


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or _is_list_of_tables(value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _wants_heading(value: Any) -> bool:
    """Whether a table is too much for one line: it holds tables, or it is a list of them."""
    return _is_list_of_tables(value) or (isinstance(value, Mapping) and any(map(_is_table, value.values())))


def _dotted(keys: list[str]) -> str:
    return ".".join(map(_key, keys))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    def escaped(c: str) -> str:
        return _ESCAPES.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 0x20 or ord(c) == 0x7F else c)

    return '"' + "".join(map(escaped, text)) + '"'


def _value(value: Any) -> str:
    match value:
        case None:
            message = "TOML cannot say null, by which a scenario removes a key: write JSON"
            raise ValueError(message)
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int():
            return str(value)
        case float():
            if not math.isfinite(value):
                msg = f"a document holds finite numbers, not {value}"
                raise ValueError(msg)
            return repr(value)
        case Mapping():
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
    msg = f"a document cannot hold {type(value).__name__}"
    raise TypeError(msg)
