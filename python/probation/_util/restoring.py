"""Objects of the compiled classes out of pickles: what a pickle calls, by a name that Python can import."""

from __future__ import annotations

from typing import TypeVar

from .. import _core

T = TypeVar("T")


def restored(kind: type[T], state: object) -> T:
    """Return the object of a class that had this state.

    Raises
    ------
    TypeError
        If it is no class whose objects can be pickled, or the state is none of its.
    ValueError
        If the state is damaged, or of another version.
    """
    return _core.restored(kind, state)
