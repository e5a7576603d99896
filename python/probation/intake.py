"""Tables of other libraries as columns of ours: what is there, what is missing, what is misspelt."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from . import _core

if TYPE_CHECKING:
    from numpy.typing import NDArray

Errors = Literal["raise", "report"]

MOST_SHOWN = 20


class TableError(ValueError):
    """Rows of a table that cannot be used: all of them, not the first.

    ``problems`` lists what is wrong, with row (counted from 0) and column, up to a thousand; ``rows`` holds the number of
    every row that something is wrong with, and ``count`` is the number of all problems.
    """

    problems: list[_core.Problem]
    rows: NDArray[np.int64]
    count: int

    def __init__(self, rows: NDArray[np.int64], count: int, problems: list[_core.Problem]) -> None:
        shown = [f"  {problem}" for problem in problems[:MOST_SHOWN]]
        more = count - len(shown)
        what = "1 problem" if count == 1 else f"{count:,} problems"
        where = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        lines = [f"table: {what} in {where}", *shown, *([f"  … and {more:,} more"] if more > 0 else [])]
        super().__init__("\n".join(lines))
        self.rows, self.count, self.problems = rows, count, problems

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.rows, self.count, self.problems)


def read(
    frame: object,
    known: Sequence[str],
    *,
    required: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    checked: Sequence[str] | None = None,
) -> _core.Table:
    """Read the columns of a table that we know.

    Parameters
    ----------
    frame
        A DataFrame of pandas or polars, a table of Arrow, whatever else has ``__arrow_c_stream__``, or a mapping from
        names to columns.
    known
        Names of the columns to read, as we call them.
    required
        Those of them that must be there.
    columns
        What the table calls them, where it calls them something else.
    checked
        Those for which a name that is nearly theirs is an error; all if None.

    Raises
    ------
    TypeError
        If it is not a table.
    ValueError
        If a required column is missing, a name is nearly that of a column that is not there, or a column cannot be read.
    """
    columns = dict(columns or {})
    strange = [name for name in columns if name not in known]
    if strange:
        msg = f"columns: {strange[0]!r} is no column that is read here{near(strange[0], known)}; there are {listed(known)}"
        raise ValueError(msg)
    wanted = [(name, columns.get(name, name)) for name in known]
    table = _core.read_table(_part(frame, {theirs for _, theirs in wanted}), wanted)
    there = set(names_of(frame) or table.names)
    checked = known if checked is None else checked
    others = sorted(there - {other for _, other in wanted})
    for name, theirs in wanted:
        if theirs in there:
            continue
        if name in columns:
            msg = f"columns: the table has no column {theirs!r}{near(theirs, sorted(there))}"
            raise ValueError(msg)
        if name not in checked:
            continue
        slip = difflib.get_close_matches(name, others, n=1, cutoff=0.85)
        if slip:
            msg = f"table: column {slip[0]!r} is not known; is it {name!r}? Rename it, or say columns={{{name!r}: {slip[0]!r}}}"
            raise ValueError(msg)
    missing = [name for name in required if columns.get(name, name) not in there]
    if missing:
        msg = f"table: there is no column {listed(missing)}; it has {listed(sorted(there)) or 'none'}"
        raise ValueError(msg)
    return table


def raise_or_keep(problems: tuple[NDArray[np.int64], int, list[_core.Problem]], errors: Errors) -> TableError | None:
    """Raise what is wrong with the rows, or hand it back where that was asked for; None if nothing is wrong."""
    if errors not in ("raise", "report"):
        msg = f'errors must be "raise" or "report", not {errors!r}'
        raise ValueError(msg)
    rows, count, kept = problems
    if not count:
        return None
    error = TableError(rows, count, kept)
    if errors == "raise":
        raise error
    return error


def words(encoded: tuple[NDArray[np.int32], list[str]], missing: str | None = None) -> NDArray[np.object_]:
    """Return a column of words for numbers of words; those without a number are `missing`."""
    codes, names = encoded
    table = np.array([*names, missing], dtype=object)
    return table[codes]


def listed(names: Sequence[str]) -> str:
    """Return names in quotation marks, with commas."""
    return ", ".join(map(repr, names))


def near(name: str, names: Sequence[str]) -> str:
    """Return "; did you mean …?" if one of the names is like `name`."""
    close = difflib.get_close_matches(name, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def names_of(frame: Any) -> list[str] | None:
    """Return the names of all columns, or None if they show only as the table is read."""
    if isinstance(frame, Mapping):
        return [str(name) for name in frame]
    for attribute in ("column_names", "columns"):
        names = getattr(frame, attribute, None)
        if names is not None and not callable(names):
            try:
                return [str(name) for name in names]
            except TypeError:
                return None
    return None


def _part(frame: Any, wanted: set[str]) -> object:
    """Return only the wanted columns, where the library can do that: the others need not even be readable."""
    if isinstance(frame, Mapping):
        return {str(name): values for name, values in frame.items() if str(name) in wanted}
    is_pandas = type(frame).__module__.partition(".")[0] == "pandas"
    if not hasattr(frame, "__arrow_c_stream__") and not is_pandas:
        msg = f"a table is a DataFrame, an Arrow table or a mapping from names to columns, not {type(frame).__name__}"
        raise TypeError(msg)
    chosen = [name for name in names_of(frame) or [] if name in wanted]
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        msg = f"table: two columns are called {twice[0]!r}"
        raise ValueError(msg)
    if is_pandas:
        return _pandas(frame[[name for name in frame.columns if str(name) in wanted]])
    select = getattr(frame, "select", None)
    return select(chosen) if chosen and callable(select) else frame


class _Stream:
    """An Arrow stream that was begun."""

    def __init__(self, capsule: object) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._capsule


def _pandas(frame: Any) -> object:
    """Return a stream if Arrow can read the frame, else its columns one by one: without pyarrow, or with mixed columns."""
    try:
        return _Stream(frame.__arrow_c_stream__())
    except (AttributeError, ImportError, NotImplementedError, TypeError, ValueError):
        return {str(name): frame[name].to_numpy() for name in frame.columns}
