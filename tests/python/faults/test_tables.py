"""Cells, columns and totals rows of tables: each is read, or refused with its place; none is lost or counted twice."""

from __future__ import annotations

import datetime
import decimal
import doctest
import fractions
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import probation as pb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import TableError
from probation.tiering import v2
from probation.wmt import from_frame

D = decimal.Decimal
PEOPLE: dict[str, list[Any]] = {
    "officer": ["Ash", "Birch", "Cedar"],
    "grade": ["PO", "PO", "PSO"],
    "contracted_hours": [37.0, 18.5, 37.0],
    "sdrs": [1, 0, 2],
    "community A3": [6, 3, 0],
    "licence B1": [2, 1, 4],
}
CASES: dict[str, list[Any]] = {"rsr": [8.0, 1.0], "rosh": [None, "HIGH"], "mappa_level": [None, "M1"], "ogrs": [99, 0]}


# --- A2: names of columns ---------------------------------------------------------------------------------------------

SPACES = [" ", "_", "\u00a0", "  ", " \u2013 ", "-", "\u2011", "\u202f", "__"]


@st.composite
def respelt(draw: st.DrawFn, name: str) -> str:
    """The name with other capitals, spaces, dashes, and space at its ends."""
    letters = "".join(draw(st.sampled_from([c.lower(), c.upper(), c])) for c in name)
    parts = letters.replace("_", " ").split(" ")
    joined = "".join(
        part + (draw(st.sampled_from(SPACES)) if i + 1 < len(parts) else "") for i, part in enumerate(parts)
    )
    return draw(st.sampled_from(["", " ", "\u00a0", "\ufeff"])) + joined + draw(st.sampled_from(["", " ", "\t", "_"]))


def test_faults_A02_contracted_hours_give_half_a_capacity() -> None:
    frame = {"officer": ["Ash"], "grade": ["PO"], "Contracted Hours": [18.5], "community A3": [6]}
    assert from_frame(frame, by="officer")["available_points"].tolist() == [1088]
    for name in ("CONTRACTED_HOURS", "contracted\u00a0hours", " Contracted  Hours ", "contracted-hours"):
        frame = {"officer": ["Ash"], "grade": ["PO"], name: [18.5], "community A3": [6]}
        assert from_frame(pd.DataFrame(frame), by="officer")["available_points"].tolist() == [1088], name


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_faults_A02_however_columns_are_spelt_the_result_is_the_same(data: st.DataObject) -> None:
    wanted = from_frame(PEOPLE, by="officer").to_pandas()
    spelt = {data.draw(respelt(name)): values for name, values in PEOPLE.items()}
    for make in (dict, pd.DataFrame, pl.DataFrame, pa.table):
        pd.testing.assert_frame_equal(from_frame(make(spelt), by="officer").to_pandas(), wanted, check_exact=True)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_faults_A02_tiering_finds_its_columns_and_words(data: st.DataObject) -> None:
    frame = CASES | {"mandate": [False, True], "suspended": [True, False], "strengths_and_needs": [True, True]}
    wanted = v2(frame)
    spelt = {data.draw(respelt(name)): values for name, values in frame.items()}
    assert v2(spelt)["reasons"].tolist() == wanted["reasons"].tolist()
    assert v2({"RSR": CASES["rsr"], "RoSH": [None, " high "], "MAPPA Level": [None, "m1"], "OGRS": CASES["ogrs"],
               "MANDATE": [False, True], "SUSPENDED": [True, False]})["tier"].tolist() == wanted["tier"].tolist()  # fmt: skip


def test_faults_A02_of_v3_too() -> None:
    frame = {"ARP": [1.0], "ARP_TYPE": ["Static"], "CSRP": [1.0], "CSRP Type": ["dynamic"], "ROSH": ["Very-High"],
             "MAPPA_CATEGORY": [None], "DC_SRP": [9.0], "DC_SRP_BAND": ["very high"]}  # fmt: skip
    low = {name.lower().replace(" ", "_"): values for name, values in frame.items()}
    assert pb.tiering.v3(frame)["reasons"].tolist() == pb.tiering.v3(low)["reasons"].tolist()


@pytest.mark.parametrize("name", ["Cases", "SDRs", "T2A", "Team", "INACTIVE", "Grade"])
def test_faults_A02_columns_of_cases(name: str) -> None:
    frame: dict[str, list[Any]] = {
        "officer": ["Ash"], "tier": ["A3"], "location": ["custody"], "cases": [3], "sdrs": [1], "t2a": [True], "team": ["N"],
        "inactive": ["overdue"], "grade": ["PO"],
    }  # fmt: skip
    spelt = {name if each == name.lower() else each: values for each, values in frame.items()}
    pd.testing.assert_frame_equal(from_frame(spelt).to_pandas(), from_frame(frame).to_pandas())


def test_faults_A02_a_column_that_is_not_read_is_an_error_with_the_near_miss() -> None:
    with pytest.raises(ValueError, match="column 'Contracted Hrs' is not known; is it 'contracted_hours'"):
        from_frame(
            {n: v for n, v in PEOPLE.items() if n != "contracted_hours"} | {"Contracted Hrs": [1] * 3}, by="officer"
        )
    with pytest.raises(ValueError, match="column 'shoe size' is not read here") as caught:
        from_frame(PEOPLE | {"shoe size": [40, 41, 42]}, by="officer")
    assert "ignore=['shoe size']" in str(caught.value)
    with pytest.raises(ValueError, match="2 columns are not known"):
        v2(CASES | {"suspnded": [True, True], "note": ["", ""]})
    wanted = from_frame(PEOPLE, by="officer").to_pandas()
    for how in ({"ignore": ["Shoe Size"]}, {"extra": "ignore"}):
        found = from_frame(PEOPLE | {"shoe size": [object()] * 3}, by="officer", **how)
        pd.testing.assert_frame_equal(found.to_pandas(), wanted)
    with pytest.raises(ValueError, match="is it 'suspended'"):
        v2(CASES | {"suspnded": [True, True]}, extra="ignore")
    assert v2(CASES | {"suspnded": [True, True]}, ignore=["suspnded"])["tier"].tolist() == v2(CASES)["tier"].tolist()
    with pytest.raises(ValueError, match="ignore: there is no column 'nte'; did you mean 'note'"):
        v2(CASES | {"note": ["", ""]}, ignore=["nte"], extra="ignore")
    assert v2(CASES | {"CRN": ["X1", "X2"]})["tier"].tolist() == v2(CASES)["tier"].tolist()


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame, pa.table, lambda c: pa.table(c).to_reader()])
def test_faults_A02_two_columns_of_one_name_are_refused(make: Any) -> None:
    with pytest.raises(ValueError, match=r"the columns .SDRs. and .sdrs. are of one name"):
        from_frame(make({"SDRs": [9, 9, 9], **PEOPLE}), by="officer")
    found = from_frame(make({"SDRs": [9, 9, 9], **PEOPLE}), by="officer", ignore=["SDRs"])
    assert found["points"].tolist() == from_frame(PEOPLE, by="officer")["points"].tolist()


def test_faults_A02_names_of_people_teams_grades_and_tiers() -> None:
    cases = {
        "officer": ["Ash", " ash", "ASH\u00a0", "O\u2019Neill", "O'Neill"],
        "team": ["North 1", "north_1", "North\u20111", "South", "south "],
        "tier": ["A3", "a3", " A3", "Untiered", "b1"],
        "location": ["community", "Community ", "COMMUNITY", "License", "custody"],
        "grade": ["PO", "po", "PO ", "pso", "PSO"],
        "pdu": ["West", "west", "WEST ", "East", "East"],
    }
    found = from_frame(cases)
    assert found["officer"].tolist() == ["Ash", "O\u2019Neill"]
    assert found["team"].tolist() == ["North 1", "South"]
    assert found["grade"].tolist() == ["PO", "PSO"]
    assert found["cases"].tolist() == [3, 2]
    assert found.by("pdu")["west"].cases == 3
    staff = {"Officer": ["ASH", "o'neill"], "Team": ["NORTH 1", "south"], "Grade": ["PO", "PSO"]}
    two = from_frame({name: cases[name] for name in ("officer", "team", "tier", "location")}, officers=staff)
    assert two["points"].tolist() == found["points"].tolist()
    with pytest.raises(TableError, match="did you mean PQiP"):
        from_frame({"officer": ["Ash"], "grade": ["PQiiP"], "points": [1]}, by="officer")
    officers = [pb.wmt.Officer("A", 100, 200, team="North"), pb.wmt.Officer("B", 100, 200, team="north ")]
    assert [(g.name, g.officers) for g in pb.wmt.aggregate(officers)] == [("North", 2)]
    seen = pb.wmt.history([("2022-01-03", "West Kent", 132), ("10/01/2022", "west kent ", 133)])
    assert list(seen) == ["West Kent"]
    assert seen["WEST KENT"].days == ["2022-01-03", "2022-01-10"]


# --- A7: totals rows --------------------------------------------------------------------------------------------------

POINTS: dict[str, list[Any]] = {"officer": ["Ash", "Birch"], "grade": ["PO", "PSO"], "points": [1000.0, 1200.0]}


def with_row(frame: dict[str, list[Any]], at: int, **row: Any) -> dict[str, list[Any]]:
    return {name: [*values[:at], row.get(name), *values[at:]] for name, values in frame.items()}


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize(
    "label", ["Total", "TOTALS", "Grand total", "All", "Sub-total", "West Kent total", "Total for the team"]
)
@pytest.mark.parametrize("grade", [None, "", "PO", "Total", "All grades"])
def test_faults_A07_a_row_that_says_total(at: int, label: str, grade: str | None) -> None:
    frame = with_row(POINTS, at, officer=label, grade=grade, points=2200.0)
    with pytest.raises(TableError, match="a totals row") as caught:
        from_frame(frame, by="officer")
    assert caught.value.rows.tolist() == [at]
    assert 'totals="drop"' in str(caught.value)
    found = from_frame(frame, by="officer", totals="drop")
    assert found.total.points == 2200
    assert [p.path.partition(",")[0] for p in found.dropped] == [f"row {at}"]
    assert f'"{label}"' in found.dropped[0].found
    assert "Totals rows were dropped" in str(found)
    assert from_frame(POINTS, by="officer").dropped == []
    kept = from_frame(frame, by="officer", errors="report")
    assert kept.total.points == 2200
    assert kept.problems is not None


@pytest.mark.parametrize("at", [0, 3])
@pytest.mark.parametrize("label", [None, "", "Kent", "West"])
def test_faults_A07_a_row_that_is_the_sum_of_the_others(at: int, label: str | None) -> None:
    frame = PEOPLE | {"team": ["West", "West", "East"]}
    row = {"officer": label, "grade": "PO", "contracted_hours": 92.5, "sdrs": 3, "community A3": 9, "licence B1": 7}
    frame = with_row(frame, at, **row)
    with pytest.raises(TableError, match="the sum of all other rows"):
        from_frame(frame, by="officer")
    found = from_frame(frame, by="officer", totals="drop")
    assert found["officer"].tolist() == ["Ash", "Birch", "Cedar"]
    assert len(found.dropped) == 1
    with pytest.raises(TableError, match="the sum of all other rows"):
        from_frame(with_row(PEOPLE, at, **(row | {"contracted_hours": None})), by="officer")


def test_faults_A07_totals_of_teams_and_of_all() -> None:
    frame: dict[str, list[Any]] = {
        "team": ["N", "N", "N", "S", "S", "S", None],
        "officer": ["Ash", "Birch", None, "Cedar", "Dawn", "S", "Region"],
        "grade_code": ["NPSM", "NPSM", None, "NPSM", "NPSM", None, None],
        "points": ["1,000", "500", "1,500", "700", "800", "1500", "3,000"],
    }
    with pytest.raises(TableError) as caught:
        from_frame(frame, by="officer")
    assert caught.value.rows.tolist() == [2, 5, 6]
    found = from_frame(pd.DataFrame(frame), by="officer", totals="drop")
    assert found.total.points == 3000
    assert [p.path for p in found.dropped] == ["row 2, officer", "row 5, officer", "row 6, officer"]
    # above the rows that they add up, and without a column of teams
    order = [2, 0, 1, 5, 3, 4]
    above = {name: [frame[name][i] for i in order] for name in ("officer", "grade_code", "points")}
    above["officer"] = [None if name == "S" else name for name in above["officer"]]
    assert from_frame(above, by="officer", totals="drop").total.points == 3000


def test_faults_A07_in_the_table_of_officers_and_of_cases() -> None:
    cases = {"officer": ["Ash", "Ash", "Ash", "All"], "tier": ["A3", "B1", "Total", "Total"], "location": ["custody"] * 4,
             "cases": [3, 2, 5, 5]}  # fmt: skip
    staff = {"officer": ["Ash", "Birch", "Total"], "grade": ["PO", "PO", None], "contracted_hours": [37, 37, 74]}
    with pytest.raises(TableError) as caught:
        from_frame(cases, officers=staff)
    assert caught.value.count >= 3
    found = from_frame(cases, officers=staff, totals="drop")
    assert found.total.cases == 5
    assert [p.path for p in found.dropped] == ["officers row 2, officer", "row 2, tier", "row 3, tier"]


@pytest.mark.parametrize(
    "frame",
    [
        {"officer": ["Ash"], "grade": ["PO"], "points": [0.0], "sdrs": [0]},
        {"officer": ["Ash", "Birch"], "grade": ["PO", "PO"], "points": [5.0, 5.0], "sdrs": [1, 1]},
        {"officer": ["Ash", "Birch", "Cedar"], "grade": ["PO"] * 3, "points": [5.0, 5.0, 0.0], "sdrs": [1, 1, 0]},
        {"officer": ["Ash", "Birch", "Cedar"], "grade": ["PO"] * 3, "points": [0.0] * 3, "sdrs": [0, 0, 0]},
        {"officer": ["Ash", "Birch", "Cedar"], "grade": ["PO"] * 3, "points": [1.0, 2.0, 3.0], "cases": [1, 2, 4]},
        {"officer": ["Ash", "Birch", "Cedar"], "grade": ["PO"] * 3, "points": [1.0, 2.0, 3.0]},
        {"officer": ["Ash", "Birch"], "grade_code": ["NPSM", None], "points": [1000.0, 1000.0]},
        {"officer": ["Allan", "Tota", "Summers"], "grade": ["PO"] * 3, "points": [1.0, 2.0, 3.0]},
    ],
    ids=range(8),
)
def test_faults_A07_what_is_no_totals_row(frame: dict[str, list[Any]]) -> None:
    found = from_frame(frame, by="officer")
    assert len(found["officer"]) == len(frame["officer"])
    assert found.dropped == []


def test_faults_A07_an_officer_called_so_may_be_kept() -> None:
    frame = POINTS | {"officer": ["Ash", "Total"]}
    assert from_frame(frame, by="officer", totals="keep")["officer"].tolist() == ["Ash", "Total"]
    with pytest.raises(ValueError, match='totals must be "error", "drop" or "keep"'):
        from_frame(frame, by="officer", totals="no")  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 60)] * 4), min_size=2, max_size=8).filter(
        lambda rows: sum(any(row) for row in rows) >= 2 and sum(any(c) for c in zip(*rows, strict=True)) >= 2
    ),
    st.integers(0, 8),
)
def test_faults_A07_a_sum_is_found_wherever_it_stands(rows: list[tuple[int, ...]], at: int) -> None:
    at = min(at, len(rows))
    total = tuple(sum(c) for c in zip(*rows, strict=True))
    names = ["community A3", "custody B1", "licence C2", "sdrs"]
    everybody = [*rows[:at], total, *rows[at:]]
    frame = {name: [row[i] for row in everybody] for i, name in enumerate(names)}
    frame |= {"officer": [f"P{i}" for i in range(len(everybody))], "grade": ["PO"] * len(everybody)}
    with pytest.raises(TableError, match="a totals row") as caught:
        from_frame(frame, by="officer")
    assert at in caught.value.rows.tolist()


# --- B11: all rows at once --------------------------------------------------------------------------------------------


def test_faults_B11_lists_of_tiering_name_every_bad_row() -> None:
    frame = {
        "rsr": [1.0, {}, "x", 4.0],
        "rosh": ["HIGH", 3j, None, object()],
        "mappa_level": [None] * 4,
        "ogrs": [0] * 4,
    }
    with pytest.raises(TableError) as caught:
        v2(frame)
    assert caught.value.rows.tolist() == [1, 2, 3]
    assert [p.path for p in caught.value.problems] == ["row 1, rsr", "row 1, rosh", "row 2, rsr", "row 3, rosh"]
    assert v2(frame, errors="report")["tier"].tolist()[0] is not None


# --- B3: documents from other libraries -------------------------------------------------------------------------------


def test_faults_B03_numbers_of_other_libraries(small: pb.Region) -> None:
    document = small.to_dict()
    unit = next(iter(document["pdus"]))
    staff = document["pdus"][unit]["staff"]["PO"]
    staff |= {"in_post": 12.0, "leaving_rate": {"value": 0.12, "per": "year"}}
    wanted = pb.Region.from_dict(document)
    for twelve in (np.int64(12), np.float32(12), np.float64(12), D(12), D("12.0"), fractions.Fraction(12), np.array(12),
                   np.uint8(12), pd.Series([12]).iloc[0], pa.scalar(12).as_py()):  # fmt: skip
        staff["in_post"] = twelve
        assert pb.Region.from_dict(document) == wanted, repr(twelve)
    for share in (np.float32(0.12), np.float64(0.12), D("0.12"), np.array(0.12), fractions.Fraction(12, 100)):
        staff["leaving_rate"]["value"] = share
        assert pb.Region.from_dict(document).to_json() == wanted.to_json(), repr(share)
    staff["leaving_rate"]["value"] = np.float32("nan")
    with pytest.raises(pb.DocumentError, match="found nan, expected a finite number"):
        pb.Region.from_dict(document)
    staff["leaving_rate"]["value"] = 1j
    with pytest.raises(pb.DocumentError, match="found complex"):
        pb.Region.from_dict(document)


def test_faults_B03_months_and_lists_of_other_libraries(small: pb.Region) -> None:
    document = small.to_dict()
    document["notes"] = np.array(["one", "two"])
    assert pb.Region.from_dict(document).notes == ["one", "two"]
    as_of = pd.Timestamp(document["as_of"] + "-01")
    for first in (as_of, as_of.date(), as_of.to_pydatetime(), as_of.to_datetime64(), as_of.to_period("M"),
                  np.datetime64(as_of, "D"), np.datetime64(document["as_of"], "M")):  # fmt: skip
        assert pb.Region.from_dict(document | {"as_of": first}).as_of == document["as_of"], repr(first)
    with pytest.raises(pb.DocumentError, match=f'write "{document["as_of"]}"'):
        pb.Region.from_dict(document | {"as_of": as_of.date() + datetime.timedelta(14)})
    with pytest.raises(pb.DocumentError, match="a key of type int, expected a text as a key"):
        pb.Region.from_dict(document | {"indicators": {1: {"text": "a"}, "1": {"text": "b"}}})
    changed = small.patched({"notes": pd.Series(["x"])})
    assert changed.notes == ["x"]


def test_faults_A02_the_page_says_what_happens() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "reading.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert failed == 0
    assert tried >= 7
