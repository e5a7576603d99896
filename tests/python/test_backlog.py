"""Closed forms of waiting lists from Python: arrays, dates, errors, and the numbers that the documentation prints."""

from __future__ import annotations

import ast
import datetime as dt
import doctest
import inspect
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest
from hypothesis import given
from hypothesis import strategies as st

WEEKS = [1.0, 2.0, 4.0]


def test_the_examples_of_the_docstrings() -> None:
    modules = {sys.modules[getattr(pb.backlog, name).__module__] for name in pb.backlog.__all__}
    done = [doctest.testmod(module) for module in modules]
    assert sum(each.attempted for each in done) >= 10
    assert sum(each.failed for each in done) == 0


def test_public_names() -> None:
    assert dir(pb.backlog) == sorted(pb.backlog.__all__) == list(pb.backlog.__all__)
    for name in pb.backlog.__all__:
        assert inspect.getdoc(getattr(pb.backlog, name)), name


def test_numbers_give_numbers_and_arrays_arrays() -> None:
    assert isinstance(pb.backlog.load(3, 4), float)
    assert isinstance(pb.backlog.queue_too_big(3, 1), bool)
    np.testing.assert_allclose(pb.backlog.load([1, 2, 3], 4), [0.25, 0.5, 0.75])
    demand = np.array([[10.0], [30.0]])
    assert pb.backlog.target_queue_size(demand, WEEKS).shape == (2, 3)
    assert pb.backlog.target_queue_size(demand, WEEKS)[1, 2] == 30.0
    assert pb.backlog.queue_too_big([7, 8, 9], 4).tolist() == [False, False, True]
    np.testing.assert_allclose(pb.backlog.clearance_time(120, 40, [50, 40]), [12, np.inf])
    assert pb.backlog.erlang_c([2, 110], [1, 100])[1] == pytest.approx(0.2370075003, rel=1e-9)


def test_one_bad_element_is_an_error() -> None:
    with pytest.raises(ValueError, match="load: capacity must be a number above 0, got 0"):
        pb.backlog.load(1.0, [1.0, 0.0])
    with pytest.raises(ValueError, match="the load must be below 1"):
        pb.backlog.mmc_mean_wait(3, 1, 3)
    with pytest.raises(ValueError, match=r"got nan"):
        pb.backlog.pressure(float("nan"), 4)
    with pytest.raises(ValueError, match=r"2022-13"):
        pb.backlog.clearance_month(1, 1, 2, start="2022-13")
    with pytest.raises(TypeError):
        pb.backlog.load("many", 3)


@given(st.floats(0.01, 500), st.floats(0.1, 100), st.floats(0.5, 12), st.floats(0, 3), st.floats(0, 3))
def test_units_go_together(demand: float, target: float, factor: float, cv_d: float, cv_c: float) -> None:
    """A call in weeks and the same call in days say the same."""
    weekly = pb.backlog.target_capacity(demand, target, factor, cv_demand=cv_d, cv_capacity=cv_c)
    daily = pb.backlog.target_capacity(demand / 7, 7 * target, factor, cv_demand=cv_d, cv_capacity=cv_c)
    assert 7 * daily == pytest.approx(weekly)
    assert pb.backlog.target_queue_size(demand / 7, 7 * target, factor) == pytest.approx(
        pb.backlog.target_queue_size(demand, target, factor)
    )
    assert pb.backlog.pressure(7 * target / factor, 7 * target) == pytest.approx(2 / factor)


REFERRAL = ["2024-01-01", "2024-01-04", "2024-01-10"]
REMOVAL: list[Any] = ["2024-01-08", None, None]
FORMS = {
    "iso": (REFERRAL, REMOVAL),
    "dates": ([dt.date.fromisoformat(x) for x in REFERRAL], [dt.date(2024, 1, 8), None, None]),
    "datetimes": (
        [dt.datetime.fromisoformat(x + " 13:30") for x in REFERRAL],
        [dt.datetime(2024, 1, 8, 9), None, None],
    ),
    "numpy": (
        np.array(REFERRAL, dtype="datetime64[D]"),
        np.array(["2024-01-08", "NaT", "NaT"], dtype="datetime64[ns]"),
    ),
    "a list of numpy": (
        [np.datetime64(x) for x in REFERRAL],
        [np.datetime64("2024-01-08"), np.datetime64("NaT"), None],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_dates_in_any_form(form: str) -> None:
    referral, removal = FORMS[form]
    assert pb.backlog.queue_sizes(referral, removal).tolist() == [1, 1, 1, 2, 2, 2, 2, 1, 1, 2]
    assert pb.backlog.waits_at(referral, removal, day="2024-01-12").tolist() == [8, 2]
    assert pb.backlog.completed_waits(referral, removal).tolist() == [7]


def test_dates_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"referral": pandas.to_datetime(REFERRAL), "removal": pandas.to_datetime(REMOVAL)})
    assert pb.backlog.queue_sizes(table["referral"], table["removal"]).tolist() == [1, 1, 1, 2, 2, 2, 2, 1, 1, 2]


def test_days_looked_at() -> None:
    assert pb.backlog.queue_sizes(REFERRAL, start="2024-01-09", end=dt.date(2024, 1, 11)).tolist() == [2, 3, 3]
    assert pb.backlog.queue_sizes(REFERRAL, withdrawal=["2024-01-02", None, None], end="2024-01-04").tolist() == [
        1,
        0,
        0,
        1,
    ]
    assert pb.backlog.queue_sizes([], start="2024-01-01", end="2024-01-02").tolist() == [0, 0]


def test_statistics() -> None:
    s = pb.backlog.list_statistics(REFERRAL, REMOVAL, target_wait_days=28)
    assert (s.start, s.end) == (dt.date(2024, 1, 1), dt.date(2024, 1, 10))
    assert (s.referrals, s.removals, s.withdrawals, s.queue_size) == (3, 1, 0, 2)
    assert (s.demand, s.capacity, s.load, s.mean_wait) == pytest.approx((0.3, 0.1, 3.0, 3.0))
    assert s.cv_demand == pytest.approx(np.std([3, 6], ddof=1) / 4.5)
    assert s.cv_capacity is None
    assert s.target_queue_size == pytest.approx(0.3 * 28 / 4)
    assert not s.queue_too_big
    assert s.pressure == pytest.approx(2 * 3 / 28)
    assert (s.target_capacity, s.relief_capacity) == (None, None)


@pytest.mark.parametrize(
    ("referral", "removal", "message"),
    [
        (["2024-01-32"], None, r"row 0, referral: found .2024-01-32., expected a date such as 2024-01-31"),
        ([None], None, "row 0, referral: found nothing, expected the date of referral"),
        (
            ["2024-01-02"],
            ["2024-01-01"],
            "row 0, removal: found 2024-01-01, expected a day on or after the referral, 2024-01-02",
        ),
        (["2024-01-02"], [None, None], "the same length"),
        ([], None, "the list is empty: give start and end"),
    ],
)
def test_lists_that_cannot_be(referral: Any, removal: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pb.backlog.queue_sizes(referral, removal, end=None if not referral else "2024-02-01")


def test_workload_of_victim_liaison_officers() -> None:
    weights = {"referral": 60.0, "letter": 30.0}
    assert pb.backlog.vlo_workload({"referral": 20, "letter": 20}, weights) == pytest.approx(
        1800 / (37 * 60 * 365.25 / 84)
    )
    assert pb.backlog.vlo_workload({"letter": 20}, weights, contracted_hours=18.5) == pytest.approx(
        600 / (18.5 * 60 * 365.25 / 84)
    )
    with pytest.raises(ValueError, match='no minutes are given for "parole"'):
        pb.backlog.vlo_workload({"parole": 1}, weights)


# ------------------------------------------------------------------------------------------------- docs/reference/backlogs.md

DOC = (Path(__file__).parents[2] / "docs" / "reference" / "backlogs.md").read_text(encoding="utf-8")
LINES = [
    line for block in re.findall(r"^```python\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.partition("(")[0])
def test_the_numbers_of_the_documentation(line: str) -> None:
    call, _, printed = line.rpartition("  # ")
    found = eval(call, {"pb": pb})
    np.testing.assert_allclose(found, ast.literal_eval(printed.strip()), atol=5.1e-5, rtol=1e-9)


def test_the_documents_of_the_documentation() -> None:
    """All of the document's pieces together are a region, and every field of backlogs is in them."""
    text = "\n".join(re.findall(r"^```toml\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL))
    staff = {
        "programmes": {"staff": {"facilitator": {"in_post": 32}}},
        "unpaid work": {"staff": {"unpaid work supervisor": {"in_post": 50}}},
        "victim liaison": {"staff": {"VLO": {"in_post": 14}}},
    }
    grades = {name: {"ladder": [{"name": "in post"}]} for name in ("facilitator", "unpaid work supervisor")}
    region = pb.Region.from_dict(
        {
            "name": "Documentation",
            "as_of": "2022-04",
            "grades": grades,
            "functions": staff,
            "pdus": {"North": {"staff": {"CA": {"in_post": 20, "caseload": 5, "workload": 1}, "PO": {"in_post": 9}}}},
            **tomllib.loads(text),
        }
    )
    assert region.unpaid_work is not None
    assert region.unpaid_work.education is not None
    assert region.unpaid_work.sharing == "equal"
    assert region.programmes["sex offender"].most.parts[1][0] == "2022-09"
    assert list(region.waiting_lists["reasonable adjustments"].classes) == ["urgent", "other"]
    assert region.victim_contact is not None
    assert region.victim_contact.activities["first letter"].on == "letter"


def test_every_function_and_trap_is_documented() -> None:
    for name in pb.backlog.__all__:
        assert name == "ListStatistics" or f"`{name}(" in DOC or f"`{name}`" in DOC or f"backlog.{name}(" in DOC, name
    traps = (Path(__file__).parents[1] / "cpp" / "backlog" / "list_history_test.cpp").read_text(encoding="utf-8")
    assert re.findall(r"trap (\d):", traps) == ["1", "2", "3", "4", "5", "6"]
    assert re.findall(r"^(\d)\. \*\*", DOC, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
