"""Workload of tables: every library the same, every row counted once, everything wrong said at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd
import polars as pl
import probation as pb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import TableError
from probation.wmt import from_frame
from probation.wmt.calculation import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = pb.wmt.configuration()
FRACTIONAL = pb.wmt.changed(
    SEED,
    {
        "cases": {"points": {"community": {"A3": 206.1, "B2": 114.7}}},
        "t2a": {"inactive": {"warrants": 50, "unpaid_work": 100, "overdue": 25}},
    },
)
PEOPLE = ["Ash", "Birch", "Cedar"]
GRADES = {"Ash": "PO", "Birch": "PSO", "Cedar": "SPO"}
KINDS = {"warrant": 1, "unpaid work": 2, "overdue": 3}

rows = st.lists(
    st.fixed_dictionaries(
        {
            "officer": st.sampled_from(PEOPLE),
            "team": st.sampled_from(["North", "South"]),
            "tier": st.sampled_from(["A3", "B2", "C1", "D0", "untiered"]),
            "location": st.sampled_from(["community", "custody", "licence"]),
            "t2a": st.booleans(),
            "inactive": st.sampled_from([None, None, *KINDS]),
            "cases": st.integers(1, 3),
        }
    ),
    min_size=1,
    max_size=25,
)


def by_column(cases: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [case[name] for case in cases] for name in cases[0]}


def staff(cases: list[dict[str, Any]]) -> dict[str, list[Any]]:
    pairs = sorted({(case["officer"], case["team"]) for case in cases})
    return {
        "officer": [name for name, _ in pairs],
        "team": [team for _, team in pairs],
        "grade": [GRADES[name] for name, _ in pairs],
        "reduction_hours": [0.0 if GRADES[name] == "SPO" else 7.4 for name, _ in pairs],
    }


def counted(cases: list[dict[str, Any]], officer: str, team: str, policy: Policy, config: Any) -> float:
    """The points of one officer by the function for one officer."""
    normal: dict[str, dict[str, int]] = {}
    t2a: dict[str, dict[str, list[int]]] = {}
    for case in cases:
        if (case["officer"], case["team"]) != (officer, team):
            continue
        if case["t2a"]:
            cell = t2a.setdefault(case["location"], {}).setdefault(case["tier"], [0, 0, 0, 0])
            cell[0] += case["cases"]
            if case["inactive"]:
                cell[KINDS[case["inactive"]]] += case["cases"]
        elif not case["inactive"]:
            cells = normal.setdefault(case["location"], {})
            cells[case["tier"]] = cells.get(case["tier"], 0) + case["cases"]
    order = ["community", "custody", "licence"]
    tiers = [*SEED.tiers, "untiered"]
    sort: Callable[[Any], Any] = lambda held: {
        place: dict(sorted(held[place].items(), key=lambda item: tiers.index(item[0])))
        for place in order
        if place in held
    }
    return pb.wmt.points(sort(normal), t2a=sort(t2a), policy=policy, configuration=config).total


@settings(max_examples=25, deadline=None)
@given(cases=rows, config=st.sampled_from([SEED, FRACTIONAL]))
def test_points_of_a_table_are_those_of_its_officers(cases: list[dict[str, Any]], config: Any) -> None:
    for policy in get_args(Policy):
        if policy == "hmpps_workload" and any(case["tier"] == "untiered" for case in cases):
            continue
        found = from_frame(by_column(cases), officers=staff(cases), policy=policy, configuration=config)
        for officer, team, points in zip(found["officer"], found["team"], found["points"].tolist(), strict=True):
            assert points == counted(cases, officer, team, policy, config), (policy, officer)


@settings(max_examples=25, deadline=None)
@given(cases=rows, data=st.data())
def test_order_chunks_and_library_make_no_difference(cases: list[dict[str, Any]], data: st.DataObject) -> None:
    columns = by_column(cases)
    people = staff(cases)
    wanted = from_frame(columns, officers=people).to_pandas().set_index(["officer", "team"]).sort_index()
    order = data.draw(st.permutations(range(len(cases))))
    cut = data.draw(st.integers(0, len(cases)))
    table = pa.table(
        {
            "inactive": pa.array(columns["inactive"], pa.string()),
            **{k: v for k, v in columns.items() if k != "inactive"},
        }
    )
    frames: list[Any] = [
        by_column([cases[i] for i in order]),
        pd.DataFrame(columns),
        pl.DataFrame(columns),
        table,
        pa.concat_tables([table.slice(0, cut), table.slice(cut)]),
        {name: np.array(values, dtype=object) for name, values in columns.items()},
    ]
    for frame in frames:
        got = from_frame(frame, officers=pl.DataFrame(people)).to_pandas().set_index(["officer", "team"]).sort_index()
        pd.testing.assert_frame_equal(got, wanted)


@settings(max_examples=25, deadline=None)
@given(cases=rows)
def test_one_table_or_two(cases: list[dict[str, Any]]) -> None:
    people = staff(cases)
    hours = dict(zip(zip(people["officer"], people["team"], strict=True), people["reduction_hours"], strict=True))
    wide = by_column(cases) | {
        "grade": [GRADES[case["officer"]] for case in cases],
        "reduction_hours": [hours[case["officer"], case["team"]] for case in cases],
    }
    one = from_frame(wide).to_pandas().sort_values(["officer", "team"], ignore_index=True)
    two = from_frame(by_column(cases), officers=people).to_pandas().sort_values(["officer", "team"], ignore_index=True)
    pd.testing.assert_frame_equal(one, two)


@settings(max_examples=25, deadline=None)
@given(cases=rows)
def test_one_row_a_case_or_one_row_an_officer(cases: list[dict[str, Any]]) -> None:
    cases = [case | {"inactive": None} for case in cases]
    people: dict[str, Any] = staff(cases)
    for case in cases:
        name = f"{'t2a ' if case['t2a'] else ''}{case['location']} {case['tier']}"
        at = list(zip(people["officer"], people["team"], strict=True)).index((case["officer"], case["team"]))
        people.setdefault(name, [0] * len(people["officer"]))[at] += case["cases"]
    by_officer = from_frame(people, by="officer")
    by_case = from_frame(by_column(cases), officers=staff(cases))
    pd.testing.assert_frame_equal(by_officer.to_pandas(), by_case.to_pandas())


def test_groups_are_ratios_of_sums_and_nobody_is_hidden() -> None:
    cases = {"officer": ["Ash"] * 4 + ["Birch"] * 3, "tier": ["A3"] * 6 + ["untiered"], "location": ["community"] * 7}
    people = {"officer": ["Ash", "Birch", "Cedar"], "grade": ["PO", "SPO", "PO"], "pdu": ["West"] * 2 + ["East"]}
    found = from_frame(cases, officers=people)
    assert found["points"].tolist() == [824, 412, 0]
    assert found["available_points"].tolist() == [2176, 0, 2176]
    assert found["percent"][0] == 100 * 824 / 2176
    assert math.isnan(found["percent"][1])
    assert found["cases"].tolist() == [4, 3, 0]
    west = found.by("pdu")["West"]
    assert west.percent == 100 * 1236 / 2176
    assert (west.without_capacity, west.points_without_capacity) == (1, 412)
    assert found.total.percent == 100 * 1236 / 4352
    assert [finding.kind for finding in found.findings()] == ["no capacity", "untiered cases"]
    assert pb.wmt.aggregate(found.officers, by="pdu")[0] == west
    assert found.problems is None
    assert len(found) == 12


def test_points_may_be_given() -> None:
    found = from_frame(
        {"officer": [101, 102], "grade": ["PO", "PO"], "points": [3000.0, 1000.0], "cases": [40, 20]}, by="officer"
    )
    assert found["officer"].tolist() == ["101", "102"]
    assert found["points"].tolist() == [3000, 1000]
    assert found.total.cases == 60
    assert [finding.kind for finding in found.findings()] == ["excess"]


def test_reports_contacts_and_codes() -> None:
    people = {
        "officer": ["Ash", "Birch"],
        "grade_code": ["NPSM", "??"],
        "sdrs": [2, 0],
        "fdrs": [None, 1],
        "cms_points": [-13, 13],
    }
    found = from_frame(people | {"community A3": [1, 0]}, by="officer")
    assert found["grade"].tolist() == ["PO", "DMY"]
    assert found["points"].tolist() == [206 + 276 - 13, 65 + 13]
    assert found["available_points"].tolist() == [2176, 0]


BAD = {
    "officer": ["Ash", None, "Ash", "Ash", "Ash", "Ash", "Birch", "Ash"],
    "tier": ["A3", "A3", "A9", None, "A3", "A3", "A3", "a3"],
    "location": ["community", "community", "community", "prison", "custody", "licence", "custody", "LICENSE"],
    "cases": [1.0, 1.0, 1.0, 1.0, -1.0, 1.5, 1.0, float("nan")],
    "grade": ["PO", "PO", "PO", "PO", "PO", "PSO", "P0", "PO"],
    "t2a": [False, False, "maybe", False, False, False, False, False],
}
BAD_SAID = [
    "row 1, officer: found nothing, expected who holds the case",
    'row 2, tier: found "A9", expected one of A3, A2',
    'row 2, t2a: found "maybe", expected yes or no',
    'row 3, location: found "prison", expected community, custody, licence',
    "row 3, tier: found nothing, expected one of A3, A2",
    "row 4, cases: found -1, expected a whole number of cases, 0 or more",
    'row 5, grade: found "PSO", expected "PO" as in row 0 (an officer in a team has one grade)',
    "row 5, cases: found 1.5, expected a whole number of cases, 0 or more",
    'row 6, grade: found "P0", expected one of PO, SPO',
    "row 7, cases: found nothing, expected a whole number of cases, 0 or more",
]


@pytest.mark.parametrize(
    "make", [dict, pd.DataFrame, lambda c: pl.DataFrame(c, strict=False)], ids=["dict", "pandas", "polars"]
)
def test_everything_wrong_is_said_at_once_with_its_row(make: Callable[[Any], Any]) -> None:
    with pytest.raises(TableError) as caught:
        from_frame(make(BAD))
    said = {str(problem) for problem in caught.value.problems}
    for wanted in BAD_SAID:
        assert any(problem.startswith(wanted) for problem in said), (wanted, said)
    assert caught.value.rows.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert caught.value.count == len(BAD_SAID)
    found = from_frame(make(BAD), errors="report")
    assert found["officer"].tolist() == ["Ash"]
    assert found["points"].tolist() == [206]
    assert found.problems is not None
    assert found.problems.rows.tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_a_table_of_officers_is_checked_with_its_rows() -> None:
    people = {"officer": ["Ash", "Ash", None, "Birch", "Cedar"], "grade": "PO", "reduction_hours": [0, 0, 0, 40, -1]}
    cases = {"officer": ["Ash", "Birch", "Dawn"], "tier": ["A3"] * 3, "location": ["community"] * 3}
    with pytest.raises(TableError) as caught:
        from_frame(cases, officers=pd.DataFrame(people))
    assert [str(problem) for problem in caught.value.problems] == [
        'officers row 1, officer: found "Ash", expected each officer once in a team (row 0 is the same)',
        "officers row 2, officer: found nothing, expected who it is",
        (
            "officers row 3, reduction_hours: found 40 of 37 contracted hours, expected no more than are contracted "
            '(over_reduction="zero" takes it for no capacity)'
        ),
        "officers row 4, reduction_hours: found -1, expected hours a week, 0 or more",
        'row 1, officer: found "Birch", expected an officer whose row can be used (that is row 3 of it)',
        'row 2, officer: found "Dawn", expected an officer of the table of officers',
    ]
    kept = from_frame(cases, officers=pd.DataFrame(people), errors="report")
    assert kept["officer"].tolist() == ["Ash"]
    zero = {"officer": ["Ash"], "grade": ["PO"], "reduction_hours": [40.0], "community A3": [1]}
    assert from_frame(zero, by="officer", over_reduction="zero")["available_points"].tolist() == [0]
    with pytest.raises(TableError, match="wmt_worker makes -176 points of it"):
        from_frame(zero, by="officer", policy="wmt_worker")


def test_untiered_cases_are_beyond_the_service() -> None:
    cases = {"officer": ["Ash"], "tier": ["untiered"], "location": ["custody"], "grade": ["PO"]}
    assert from_frame(cases)["untiered"].tolist() == [1]
    with pytest.raises(TableError, match="hmpps-workload cannot represent untiered cases"):
        from_frame(cases, policy="hmpps_workload")
    with pytest.raises(TableError, match="row 0, custody untiered: found 1, expected 0"):
        from_frame(
            {"officer": ["Ash"], "grade": ["PO"], "custody untiered": [1]}, by="officer", policy="hmpps_workload"
        )


CASE = {"officer": ["Ash"], "tier": ["A3"], "location": ["custody"]}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: from_frame(CASE), "neither of the columns 'grade' and 'grade_code' is there"),
        (lambda: from_frame(CASE | {"grade": ["PO"], "grade_code": ["M"]}), "both of the columns"),
        (lambda: from_frame({"officer": ["Ash"], "grade": ["PO"]}), "there is no column 'tier', 'location'"),
        (lambda: from_frame(CASE | {"grade": ["PO"], "t2aa": [1]}), "column 't2aa' is not known; is it 't2a'"),
        (lambda: from_frame(CASE, by="team"), 'by must be "case" or "officer"'),  # type: ignore[arg-type]
        (lambda: from_frame(CASE | {"grade": ["PO"]}, over_reduction="no"), "over_reduction must be"),  # type: ignore[arg-type]
        (lambda: from_frame(CASE | {"team": ["N"]}, officers={"officer": ["Ash"], "grade": ["PO"]}), "both need it, or neither"),
        (lambda: from_frame({"officer": ["Ash"], "grade": ["PO"]}, by="officer"), "neither of the column 'points' and columns"),
        (
            lambda: from_frame({"officer": ["Ash"], "grade": ["PO"], "community A9": [1], "custody A3": [1]}, by="officer"),
            "column 'community A9' is not known",
        ),
        (lambda: from_frame(CASE, officers={"officer": ["Ash"], "grade": ["PO"]}, columns={"tierr": "x"}), "did you mean 'tier'"),
    ],
    ids=range(10),
)  # fmt: skip
def test_tables_that_do_not_say_enough(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_columns_of_other_names() -> None:
    cases = {"staff id": [1, 1], "Tier": ["A3", "A3"], "location": ["custody", "custody"]}
    people = {"staff id": [1], "band": ["PO"]}
    names = {"officer": "staff id", "tier": "Tier", "grade": "band"}
    assert from_frame(cases, officers=people, columns=names)["points"].tolist() == [150]


def test_display(golden: Callable[[str, str | None], None]) -> None:
    cases = {"officer": ["Ash"] * 12 + ["Birch"], "tier": ["A3"] * 12 + ["untiered"], "location": ["licence"] * 13}
    people = {"officer": ["Ash", "Birch"], "grade": ["PO", "PSO"], "pdu": ["West", "<East>"]}
    found = from_frame(cases, officers=people)
    golden("wmt-frame.txt", str(found))
    golden("wmt-frame.html", found._repr_html_())
    assert repr(found) == "<Workloads of 2 officers>"
