"""Values addressed by name, in the order of the document."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def near_name(name: object, what: str, known: list[str]) -> str:
    """Return what to say of a name that is not there: a near miss, or what there is."""
    text = f"no {what} is called {name!r}"
    near = difflib.get_close_matches(str(name), known, n=1)
    if near:
        return f"{text}; did you mean {near[0]!r}?"
    return f"{text}; there is: {', '.join(map(repr, known)) or 'none'}"


def unknown_name(name: object, what: str, known: list[str]) -> KeyError:
    """Return the error for a name that is not there, with a near miss or what there is."""
    return KeyError(near_name(name, what, known))


class Named(Mapping[str, T]):
    """A read-only mapping from names to values; a wrong name is answered with a near miss.

    Parameters
    ----------
    items
        The values by name.
    what
        What a value is, for messages: "unit", "grade".
    """

    __slots__ = ("_items", "_what")

    def __init__(self, items: Mapping[str, T], what: str) -> None:
        self._items = dict(items)
        self._what = what

    def __getitem__(self, name: str) -> T:
        try:
            return self._items[name]
        except (KeyError, TypeError):
            raise unknown_name(name, self._what, list(self._items)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} by {self._what}: {', '.join(self._items)}>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._items)
