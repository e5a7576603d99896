"""Tables come in whole, whatever library made them and however it lays them out."""

from __future__ import annotations

import datetime
import gc
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import TableError, _core
from probation._util import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = [1.0, None, 3.0, 0.0, 1.0]
WORDS = ["a", None, "", "a rather long word, longer than twelve bytes", "é"]
DAYS = [
    datetime.date(1970, 1, 2),
    None,
    datetime.date(1969, 12, 31),
    datetime.date(2026, 8, 17),
    datetime.date(2000, 2, 29),
]
AS_DAYS = [1.0, None, -1.0, 20682.0, 11016.0]


def column(source: object, name: str = "x") -> list[Any]:
    """A column as it was read, with None where there is nothing."""
    found = _core.read_table(source, [(name, name)]).column(name)
    if isinstance(found, tuple):
        codes, words = found
        assert len(set(words)) == len(words)
        return [None if code < 0 else words[code] for code in codes]
    return [None if math.isnan(x) else x for x in found]


WHOLE = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]


@pytest.mark.parametrize("kind", [*WHOLE, pa.float32(), pa.float64()], ids=str)
def test_numbers_of_every_width(kind: pa.DataType) -> None:
    values = pa.array(NUMBERS, pa.float64()).cast(kind)
    assert column(pa.table({"x": values})) == NUMBERS
    assert column({"x": values}) == NUMBERS
    assert column(pa.table({"x": values}).slice(1, 3)) == NUMBERS[1:4]


def test_flags_are_0_and_1() -> None:
    flags = [True, None, False, True, True] * 5
    wanted = [None if flag is None else float(flag) for flag in flags]
    assert column(pa.table({"x": flags})) == wanted
    assert column(pa.table({"x": flags}).slice(3, 14)) == wanted[3:17]
    assert column({"x": flags}) == wanted
    assert column(pl.DataFrame({"x": flags})) == wanted
    assert column({"x": np.array([True, False])}) == [1.0, 0.0]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_texts_of_every_layout(kind: pa.DataType) -> None:
    values = pa.array(WORDS, kind)
    assert column(pa.table({"x": values})) == WORDS
    assert column({"x": values.slice(2)}) == WORDS[2:]
    assert column(pa.table({"x": pa.chunked_array([values, values.slice(3), values.slice(0, 0)])})) == WORDS + WORDS[3:]


@pytest.mark.parametrize("index", WHOLE, ids=str)
def test_dictionaries_with_every_index_and_one_for_each_chunk(index: pa.DataType) -> None:
    first = pa.DictionaryArray.from_arrays(pa.array([1, None, 0], index), pa.array(["b", "a"]))
    second = pa.DictionaryArray.from_arrays(pa.array([0, 1, 1], index), pa.array(["a", None]))
    assert column(pa.table({"x": pa.chunked_array([first])})) == ["a", None, "b"]
    assert column({"x": first.slice(2)}) == ["b"]
    batches = [pa.record_batch({"x": each}) for each in (first, second)]
    assert column(pa.Table.from_batches(batches)) == ["a", None, "b", "a", None, None]


@pytest.mark.parametrize(
    "kind", [pa.date32(), pa.date64(), *(pa.timestamp(unit) for unit in ("s", "ms", "us", "ns"))], ids=str
)
def test_days_of_dates_and_timestamps(kind: pa.DataType) -> None:
    values = pa.array(DAYS, pa.date32()).cast(kind)
    assert column(pa.table({"x": values})) == AS_DAYS
    assert column({"x": DAYS}) == AS_DAYS
    assert column({"x": pd.Series(pd.to_datetime(pd.Series(DAYS)))}) == AS_DAYS
    assert column({"x": np.array(DAYS, dtype="datetime64[s]")}) == AS_DAYS
    assert column(pl.DataFrame({"x": DAYS})) == AS_DAYS


def test_the_last_moment_of_a_day_is_of_that_day() -> None:
    late = [datetime.datetime(1969, 12, 31, 23, 59, 59), datetime.datetime(2026, 8, 17, 23, 59, 59)]
    assert column(pa.table({"x": pa.array(late, pa.timestamp("us"))})) == [-1.0, 20682.0]


def test_objects_of_python() -> None:
    assert column({"x": [None, 1, 2.5, np.float32(3), np.int64(4), float("nan"), pd.NA]}) == [
        None, 1.0, 2.5, 3.0, 4.0, None, None,
    ]  # fmt: skip
    assert column({"x": [True, 1, None]}) == ["True", "1", None]  # a truth is no number
    assert column({"x": ["a", 1, 2.5, None]}) == ["a", "1", "2.5", None]
    assert column({"x": (None, None)}) == [None, None]
    assert column({"x": pd.Series(["a", None, "b"], dtype="category")}) == ["a", None, "b"]
    assert column({"x": pd.Series([1, None], dtype="Int64")}) == [1.0, None]
    assert column(pd.DataFrame({"x": [pd.NaT, pd.Timestamp("1970-01-02")]})) == [None, 1.0]


def test_what_is_not_wanted_need_not_be_readable() -> None:
    assert column(pa.table({"nested": [[1], [2]], "x": [1, 2]})) == [1.0, 2.0]
    table = columns.read(pd.DataFrame({"x": [1.0], "mixed": [object()]}), ["x"], extra=columns.Extra(rest="ignore"))
    assert (table.rows, table.columns) == (1, ["x"])


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (pa.array([[1], [2]]), "something nested"),
        (pa.array([1, 2], pa.duration("s")), "a time of day or a duration"),
        (pa.array([b"1", b"2"]), 'the Arrow format "z"'),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_types_that_cannot_be_read_are_named(values: pa.Array, what: str) -> None:
    with pytest.raises(ValueError, match=f'column "x": found {what}'):
        column(pa.table({"x": values}))


def test_what_is_no_table() -> None:
    with pytest.raises(
        TypeError, match="a table is a DataFrame, an Arrow table or a mapping from names to columns, not int"
    ):
        columns.read(3, ["x"])
    with pytest.raises(ValueError, match="this is a column, not a table"):
        column(pa.chunked_array([[1, 2]]))
    with pytest.raises(ValueError, match='column "x": found int, expected an array'):
        column({"x": 3})
    with pytest.raises(ValueError, match='column "x": an array of 2 dimensions'):
        column({"x": np.zeros((2, 2))})
    with pytest.raises(ValueError, match='column "y" has 1 rows, those before it have 2'):
        _core.read_table({"x": [1, 2], "y": [1]}, [("x", "x"), ("y", "y")])
    with pytest.raises(ValueError, match="two columns are called 'x'"):
        columns.read(pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["x", "x"]), ["x"])


def test_a_stream_that_fails_says_why_and_one_that_was_read_is_not_read_again() -> None:
    schema = pa.schema({"x": pa.int64()})

    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"x": [1]}, schema)
        msg = "the disk is gone"
        raise OSError(msg)

    with pytest.raises(RuntimeError, match="the disk is gone"):
        column(pa.RecordBatchReader.from_batches(schema, batches()))

    class Once:
        capsule = pa.table({"x": [1]}).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    assert column(Once()) == [1.0]
    assert column(Once()) == []  # a stream at its end


def test_everything_is_given_back() -> None:
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(3):
        table = pa.table({"x": pa.array(range(10_000)), "y": pa.array(["a", "b"] * 5_000).dictionary_encode()})
        read = _core.read_table(table, [("x", "x"), ("y", "y")])
        assert read.rows == 10_000
        with pytest.raises(ValueError, match="nested"):
            column(pa.table({"x": pa.array([[1]] * 10_000)}))
        del table, read
    gc.collect()
    assert pa.total_allocated_bytes() == before


@settings(max_examples=30, deadline=None)
@given(
    numbers=st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=True), max_size=30),
    cut=st.integers(0, 30),
)
def test_chunks_make_no_difference(numbers: list[float | None], cut: int) -> None:
    words = [None if x is None else repr(x) for x in numbers]
    table = pa.table({"x": pa.array(numbers, pa.float64()), "y": pa.array(words, pa.string())})
    parts = pa.concat_tables([table.slice(0, cut), table.slice(cut)])
    assert column(parts) == column(table) == column({"x": numbers}) == numbers
    assert column(parts, "y") == column(pl.DataFrame(table), "y") == words


def test_table_errors_say_what_and_where_and_are_pickled() -> None:
    import pickle

    problems = [_core.Problem(path=f"row {i}, x", found="-1", expected="0 or more") for i in range(25)]
    error = TableError(np.arange(25), 30, problems)
    lines = str(error).splitlines()
    assert lines[0] == "table: 30 problems in 25 rows"
    assert lines[1] == "  row 0, x: found -1, expected 0 or more"
    assert lines[-1] == "  … and 10 more"
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.problems == problems
