"""Tables of other libraries as columns of ours: what is there, what is missing, what is misspelt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .. import _core
from .named import did_you_mean, near_miss

if TYPE_CHECKING:
    from numpy.typing import NDArray

Errors = Literal["raise", "report"]
Rest = Literal["error", "ignore"]

MAX_SHOWN = 20


class TableError(ValueError):
    """Rows of a table that cannot be used: all of them, not the first.

    ``problems`` lists what is wrong, with row (counted from 0) and column, up to a thousand; ``rows`` holds the number of
    every row that something is wrong with, and ``count`` is the number of all problems.
    """

    problems: list[_core.Problem]
    rows: NDArray[np.int64]
    count: int

    def __init__(self, rows: NDArray[np.int64], count: int, problems: list[_core.Problem]) -> None:
        shown = [f"  {problem}" for problem in problems[:MAX_SHOWN]]
        more = count - len(shown)
        what = "1 problem" if count == 1 else f"{count:,} problems"
        where = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        lines = [f"table: {what} in {where}", *shown, *([f"  … and {more:,} more"] if more > 0 else [])]
        super().__init__("\n".join(lines))
        self.rows, self.count, self.problems = rows, count, problems

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.rows, self.count, self.problems)


@dataclass(frozen=True)
class Extra:
    """What is done with columns that are not read.

    Parameters
    ----------
    ignore
        Names of columns that are left alone, whatever they are like.
    rest
        "error": any other that is not read is an error. "ignore": only one that is nearly called like a column that
        is not there.
    """

    ignore: Sequence[str] = ()
    rest: Rest = "error"

    def __post_init__(self) -> None:
        if self.rest not in ("error", "ignore"):
            msg = f'extra must be "error" or "ignore", not {self.rest!r}'
            raise ValueError(msg)
        if isinstance(self.ignore, str):
            msg = f"ignore must be a list of names, not {self.ignore!r}: write ignore=[{self.ignore!r}]"
            raise TypeError(msg)

    def left_alone(self, there: Sequence[str]) -> list[str]:
        """Return the columns among those of a table that are to be ignored."""
        out = []
        for name in self.ignore:
            key = _core.name_key(str(name))
            out += [name] if name in there else [each for each in there if _core.name_key(each) == key]
        return out

    def check_used(self, *tables: Sequence[str]) -> None:
        """Refuse a name that is to be ignored, and that no table has."""
        there = [name for names in tables for name in names]
        keys = {_core.name_key(name) for name in there}
        for name in self.ignore:
            if _core.name_key(str(name)) not in keys:
                msg = f"ignore: there is no column {name!r}{did_you_mean(str(name), there)}"
                raise ValueError(msg)


def read(
    frame: object,
    known: Sequence[str],
    *,
    required: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    extra: Extra | None = None,
    carried: Sequence[str] = (),
) -> _core.Table:
    """Read the columns of a table that we know; names that differ only in capitals, spaces and dashes are one name.

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
    extra
        What is done with other columns; they are an error if None.
    carried
        Names that may be there though they are not read: that of the case.

    Raises
    ------
    TypeError
        If it is not a table.
    ValueError
        If a required column is missing, two are of one name, one is not known, or a column cannot be read.
    """
    extra = Extra() if extra is None else extra
    columns = dict(columns or {})
    strange = [name for name in columns if name not in known]
    if strange:
        msg = f"columns: {strange[0]!r} is no column that is read here{did_you_mean(strange[0], known)}; there are {listed(known)}"
        raise ValueError(msg)
    wanted = [(name, columns.get(name, name)) for name in known]
    names = names_of(frame)
    ignored = extra.left_alone(names) if names is not None else [str(name) for name in extra.ignore]
    table = _core.read_table(_part(frame, [theirs for _, theirs in wanted], ignored), wanted, ignored)
    there = table.names if names is None else names
    ignored = extra.left_alone(there)
    missing = [name for name in known if name not in table.columns]
    for name in missing:
        if name in columns:
            msg = f"columns: the table has no column {columns[name]!r}{did_you_mean(columns[name], sorted(there))}"
            raise ValueError(msg)
    alone = {*table.read, *ignored}
    keys = {_core.name_key(name) for name in carried}
    others = [name for name in there if name not in alone and _core.name_key(name) not in keys]
    absent = [name for name in required if name in missing]
    _check_others(others, missing, absent, extra)
    if absent:
        msg = f"table: there is no column {listed(absent)}; it has {listed(sorted(there)) or 'none'}"
        raise ValueError(msg)
    return table


def _check_others(others: Sequence[str], missing: Sequence[str], absent: Sequence[str], extra: Extra) -> None:
    """Raise for columns that are not known, each with the column that it may be meant to be."""
    said = []
    for name in others:
        strict = extra.rest == "ignore"
        ours = near_miss(name, missing, cutoff=0.85 if strict else 0.7)
        if ours is not None:
            said.append(
                f"column {name!r} is not known; is it {ours!r}? Rename it, or say columns={{{ours!r}: {name!r}}}; "
                f"ignore=[{name!r}] leaves it alone"
            )
        elif not strict and not absent:
            said.append(f"column {name!r} is not read here: leave it out, or say ignore=[{name!r}]")
    if said:
        many = 'extra="ignore" leaves alone all columns that are not read'
        lines = (
            said
            if len(said) == 1
            else [f"{len(said)} columns are not known", *(f"  {line}" for line in said), f"  {many}"]
        )
        raise ValueError("table: " + "\n".join(lines))


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


def _part(frame: Any, wanted: Sequence[str], ignored: Sequence[str]) -> object:
    """Return only the wanted columns, where the library can do that: the others need not even be readable."""
    keys = {_core.name_key(name) for name in wanted}

    def is_wanted(name: object) -> bool:
        return str(name) not in ignored and _core.name_key(str(name)) in keys

    if isinstance(frame, Mapping):
        return {str(name): values for name, values in frame.items() if is_wanted(name)}
    is_pandas = type(frame).__module__.partition(".")[0] == "pandas"
    if not hasattr(frame, "__arrow_c_stream__") and not is_pandas:
        msg = f"a table is a DataFrame, an Arrow table or a mapping from names to columns, not {type(frame).__name__}"
        raise TypeError(msg)
    chosen = [name for name in names_of(frame) or [] if is_wanted(name)]
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        msg = f"table: two columns are called {twice[0]!r}"
        raise ValueError(msg)
    if is_pandas:
        return _pandas(frame[[name for name in frame.columns if is_wanted(name)]])
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
