"""Names of series as people write them: what a table shows is accepted, and a selection of nothing is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .._core import name_key
from .._util.arguments import names_given
from .._util.named import known_name
from .numbers import measure_of, of_title, unit_title

Name = tuple[str, str, str]
Selection = str | Sequence[str] | None
PARTS = ("measure", "unit", "of")


def canonical(part: int, name: str, known: Iterable[str]) -> str:
    """Return the name of a series' part that is meant: "*" for "region" and "all grades", "fte" for "in post, FTE".

    Names are compared as everywhere, whatever the capitals, spaces and dashes. A name that is neither known nor a title is
    returned as it is.
    """
    known = list(dict.fromkeys(known))
    if name in known:
        return name
    key = name_key(name)
    titles = {} if part else {name_key(measure_of(measure).title): measure for measure in known}
    found = titles.get(key) or known_name(name, known)
    if found is not None or part == 0:
        return found or name
    title = (unit_title if part == 1 else of_title)("*")
    return "*" if key == name_key(title) and "*" in known else name


def asked(part: int, names: Any, known: Iterable[str]) -> list[str] | None:
    """Return the names that one part of a selection gives, or None for all.

    Raises
    ------
    TypeError
        If they are neither a name nor several.
    ValueError
        If they are no names at all, which would select nothing.
    """
    if names is None:
        return None
    given = names_given(PARTS[part], names)
    if not given:
        message = f"{PARTS[part]}={names!r} selects nothing: give a name, several names, or None for all"
        raise ValueError(message)
    known = list(known)
    return [canonical(part, name, known) for name in given]


def under_text(names: Sequence[str]) -> str:
    """Return how a title names the scenarios that a region is under: ``, scenario "A", then "B"``; "" for none."""
    quoted = [f'"{name}"' for name in names]
    return f", scenario {', then '.join(quoted)}" if quoted else ""


def chosen(
    names: Sequence[Name], wanted: Sequence[list[str] | None], near_miss: Callable[[Name], object]
) -> list[Name]:
    """Return the names that a selection asks for; every name that was asked for must be there in some of them.

    Parameters
    ----------
    names
        All names of series.
    wanted
        For each part the names that were asked for, or None for all.
    near_miss
        Raises the error for a name of which a part does not exist.

    Raises
    ------
    KeyError
        If a name that was asked for is in no series that the rest of the selection asks for.
    """
    for part, asked_for in enumerate(wanted):
        known = {name[part] for name in names}
        for each in asked_for or ():
            if each not in known and names:
                probe = list(names[0])
                probe[part] = each
                near_miss((probe[0], probe[1], probe[2]))
    found = [name for name in names if all(w is None or part in w for part, w in zip(name, wanted, strict=True))]
    for part, asked_for in enumerate(wanted):
        for each in asked_for or ():
            if not any(name[part] == each for name in found):
                raise KeyError(_nothing(names, wanted, part, each))
    return found


def _nothing(names: Sequence[Name], wanted: Sequence[list[str] | None], part: int, each: str) -> str:
    """Return what to say of a name whose series are none of those that the rest of the selection asks for."""
    having = [name for name in names if name[part] == each]
    what = [
        " or ".join(_shown(p, x) for x in ([each] if p == part else asked_for or []))
        for p, asked_for in enumerate(wanted)
    ]
    measure, unit, of = what
    text = f"there is no {measure or 'series'}"
    text += f" of {of}" if of else ""
    text += f" in {unit}" if unit else ""
    hints = []
    for other, asked_for in enumerate(wanted):
        if other == part or asked_for is None:
            continue
        there = dict.fromkeys(_shown(other, name[other]) for name in having)
        hints.append(_there_is(part, each, other, list(there)))
    for other, asked_for in enumerate(wanted):  # the other way round: of whom there is what was asked for
        if other == part or asked_for is None or len(asked_for) != 1:
            continue
        there = dict.fromkeys(_shown(part, name[part]) for name in names if name[other] == asked_for[0])
        hints.append(_there_is(other, asked_for[0], part, list(there)))
    return "; ".join([text, *dict.fromkeys(hints)])


def _there_is(part: int, name: str, other: int, there: Sequence[str]) -> str:
    names = ", ".join(there)
    match part, other:
        case 0, 2:
            return f"{name} there is of {names}"
        case 0, 1:
            return f"{name} there is in {names}"
        case 1, 0:
            return f"{_shown(part, name)} has {names}"
        case 1, 2:
            return f"in {_shown(part, name)} there is {names}"
        case 2, 0:
            return f"{_shown(part, name)} has {names}"
    return f"{_shown(part, name)} is in {names}"


def _shown(part: int, name: str) -> str:
    return name if part == 0 else repr(unit_title(name)) if part == 1 else of_title(name)
