"""Values addressed by name, in the order of the document."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from .._core import name_key
from .escaping import visible

T = TypeVar("T")


def near_miss(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the one of the names that is most like `name`, whatever the capitals, spaces and dashes; None if none is.

    Parameters
    ----------
    cutoff
        How alike they must be, 1.0 for the same.
    """
    keys = {name_key(each): each for each in known}
    found = difflib.get_close_matches(name_key(name), keys, n=1, cutoff=cutoff)
    return keys[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" if one of the names is like `name`, else ""."""
    found = near_miss(name, known)
    return "" if found is None else f"; did you mean {found!r}?"


def near_name(name: object, what: str, known: list[str]) -> str:
    """Return what to say of a name that is not there: a near miss, or what there is."""
    text = f"no {what} is called {name!r}"
    return text + (did_you_mean(str(name), known) or f"; there is: {', '.join(map(repr, known)) or 'none'}")


def unknown_name(name: object, what: str, known: list[str]) -> KeyError:
    """Return the error for a name that is not there, with a near miss or what there is."""
    return KeyError(near_name(name, what, known))


def known_name(name: object, known: Iterable[str]) -> str | None:
    """Return the one of the names that is called so: exactly, or but for capitals, spaces, dashes and kinds of quotes."""
    if not isinstance(name, str):
        return None
    names = list(known)
    if name in names:
        return name
    key = name_key(name)
    return next((each for each in names if name_key(each) == key), None)


class Named(Mapping[str, T]):
    """A read-only mapping from names to values; a wrong name is answered with a near miss.

    Capitals, spaces, ``_``, dashes and kinds of quotes do not tell names apart: ``"west kent"`` finds "West Kent".

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
        found = known_name(name, self._items)
        if found is None:
            raise unknown_name(name, self._what, list(self._items))
        return self._items[found]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return visible(f"<{len(self)} by {self._what}: {', '.join(self._items)}>")

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._items)
