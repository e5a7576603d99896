"""Cells of tables: numbers as people and publishers write them, columns of every make, and what is refused."""

from __future__ import annotations

import datetime
import decimal
import fractions
import math
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from probation import TableError, _core
from probation.tiering import v2
from probation.wmt import from_frame

CASES: dict[str, list[Any]] = {"rsr": [8.0, 1.0], "rosh": [None, "HIGH"], "mappa_level": [None, "M1"], "ogrs": [99, 0]}


def column(values: object) -> list[Any]:
    found = _core.read_table({"x": values}, [("x", "x")]).column("x")
    if isinstance(found, tuple):
        codes, words = found
        return [None if code < 0 else words[code] for code in codes]
    return [None if math.isnan(x) else x for x in found]


D = decimal.Decimal


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (pa.array([1, None, 3], pa.int64()).dictionary_encode(), [1, None, 3]),
        (pa.array([0.5, None, 2.5]).dictionary_encode(), [0.5, None, 2.5]),
        (pa.DictionaryArray.from_arrays(pa.array([1, 0, 1], pa.uint16()), pa.array([7, 9], pa.int8())), [9, 7, 9]),
        (pa.array([D("1.10"), None, D("-2.25")], pa.decimal128(9, 2)), [1.1, None, -2.25]),
        (pa.array([D("1.10"), None, D("-2.25")], pa.decimal256(40, 2)), [1.1, None, -2.25]),
        (pa.array([D("123456789012345678901234567890.12")], pa.decimal128(38, 2)), [123456789012345678901234567890.12]),
        (pa.array([D("0.1"), D("-0.3")], pa.decimal128(3, 1)).dictionary_encode(), [0.1, -0.3]),
        (pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 6], pa.int32()), pa.array([1.5, None, 2.0])),
         [1.5, 1.5, None, 2, 2, 2]),
        (pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int16()), pa.array(["a", "b"])), ["a", "a", "b"]),
        (pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 6], pa.int64()), pa.array([1, 2, 3])).slice(1, 3), [1, 2, 3]),
        (pa.array([np.float16(1.5), None], pa.float16()), [1.5, None]),
        (pa.array([True, None]), [1, None]),
        (pd.Series([1, None, 3], dtype="Int64"), [1, None, 3]),
        (pd.Series([True, None], dtype="boolean"), [1, None]),
        (pd.Series(["a", None], dtype="string"), ["a", None]),
        (pd.Series([3, 1, None], dtype="category"), [3, 1, None]),
        (pd.Series([D("1.5"), None]), [1.5, None]),
        (np.ma.array([1.0, 2.0, 3.0], mask=[False, True, False]), [1, None, 3]),
        (np.ma.array([1, 2], mask=[True, False]), [None, 2]),
        (np.ma.array(["2022-01-01", "2022-01-02"], dtype="datetime64[ns]", mask=[True, False]), [None, 18994]),
        ([D("1.5"), fractions.Fraction(1, 4), np.int8(3), np.float32(0.5), None, D("NaN")], [1.5, 0.25, 3, 0.5, None, None]),
        ([10**400, 1], [math.inf, 1]),
    ],
    ids=range(22),
)  # fmt: skip
def test_faults_B08_columns_of_every_make(values: Any, wanted: list[Any]) -> None:
    assert column(values) == wanted
    if isinstance(values, pa.Array):
        assert column(pa.chunked_array([values, values])) == wanted + wanted
        table = pa.table({"x": values})
        assert _core.read_table(table, [("x", "x")]).rows == len(wanted)


TEXTS = {
    "1,234.5": 1234.5, "1 234.5": 1234.5, "1\u202f234.5": 1234.5, "\u22123": -3, "\u20133": -3, "(3)": -3, "+2": 2,
    "12 [r]": 12, "12[p]": 12, "7 [note 3]": 7, "1e2": 100, " 5 ": 5, "\u00a05": 5,
}  # fmt: skip
MISSING = ["", " ", "-", "\u2013", "\u2014", "..", "~", "[x]", "[z]", "n/a", "N/A", "nan", None]


@pytest.mark.parametrize(("text", "wanted"), TEXTS.items())
def test_faults_B08_numbers_as_people_write_them(text: str, wanted: float) -> None:
    found = from_frame({"officer": ["Ash"], "grade": ["PO"], "points": [1], "cms_points": [text]}, by="officer")
    assert found["points"].tolist() == [1 + wanted]


@pytest.mark.parametrize("text", MISSING)
def test_faults_B08_marks_for_what_is_not_there(text: str | None) -> None:
    frame = {"officer": ["Ash"], "grade": ["PO"], "points": ["1"], "contracted_hours": [text], "cms_points": [text]}
    found = from_frame(frame, by="officer")
    assert (found["points"].tolist(), found["contracted_hours"].tolist()) == ([1], [37])
    with pytest.raises(TableError, match="row 0, points: found nothing"):
        from_frame(frame | {"points": [text]}, by="officer")
    tiers = v2({"rsr": ["8", text], "rosh": ["HIGH", text], "mappa_level": [text, text], "ogrs": ["5", text]})
    assert tiers["tier"].tolist() == v2({"rsr": [8, None], "rosh": ["HIGH", None], "mappa_level": [None] * 2,
                                         "ogrs": [5, None]})["tier"].tolist()  # fmt: skip


def test_faults_B08_percentages() -> None:
    texts = v2({"rsr": ["22%", "6.9 %"], "rosh": [None] * 2, "mappa_level": [None] * 2, "ogrs": ["75%", "12"]})
    plain = v2({"rsr": [22, 6.9], "rosh": [None] * 2, "mappa_level": [None] * 2, "ogrs": [75, 12]})
    assert texts["reasons"].tolist() == plain["reasons"].tolist()
    with pytest.raises(TableError, match=r'row 0, rsr: found "116\.9%", expected a percentage, 0 to 100'):
        v2({"rsr": ["116.9%"], "rosh": [None], "mappa_level": [None], "ogrs": [0]})
    with pytest.raises(TableError, match='row 0, contracted_hours: found "50%", expected hours a week'):
        from_frame({"officer": ["Ash"], "grade": ["PO"], "points": [1], "contracted_hours": ["50%"]}, by="officer")


@pytest.mark.parametrize("cell", ["1,5", "12 hours", "\u00a33", "inf", "3-", "1.234,5", True, np.True_, b"3", [3], 1j,
                                  datetime.date(2022, 1, 1), datetime.timedelta(3), np.timedelta64(3, "D")])  # fmt: skip
def test_faults_B08_anything_else_is_refused_with_its_row(cell: Any) -> None:
    for good in (["7", "8"], [7, 8], [None, None]):
        frame = {
            "officer": ["Ash", "Birch", "Cedar"],
            "grade": ["PO"] * 3,
            "points": [1, 2, 4],
            "cms_points": [*good, cell],
        }
        with pytest.raises(TableError) as caught:
            from_frame(frame, by="officer")
        assert caught.value.rows.tolist() == [2]
        assert caught.value.problems[0].path == "row 2, cms_points"
        assert from_frame(frame, by="officer", errors="report")["officer"].tolist() == ["Ash", "Birch"]


def test_faults_B08_truth_is_no_number_and_durations_are_none() -> None:
    for flags in (
        [True, False],
        np.array([True, False]),
        pa.array([True, False]),
        pd.Series([True, False], dtype="boolean"),
    ):
        with pytest.raises(TableError, match="row 0, rsr: found true, expected a percentage"):
            v2(CASES | {"rsr": flags})
        v2(CASES | {"suspended": flags})
    with pytest.raises(ValueError, match="found durations"):
        v2(CASES | {"rsr": np.array([1, 2], dtype="timedelta64[ns]")})


def test_faults_B08_names_that_are_none() -> None:
    frame = {"officer": ["Ash", ["x"], "Cedar"], "grade": ["PO"] * 3, "points": [1, 2, 4], "team": ["N", "N", 1j]}
    with pytest.raises(TableError) as caught:
        from_frame(frame, by="officer")
    assert [str(p) for p in caught.value.problems] == [
        "row 1, officer: found something of type list, expected a name",
        "row 2, team: found something of type complex, expected a name",
    ]
