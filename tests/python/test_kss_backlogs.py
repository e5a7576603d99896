"""The backlogs of the example region: they start as the document says, move as they should, and answer the letter."""

from __future__ import annotations

import numpy as np
import probation as pb
import pytest

WORK = ("unpaid work", "unpaid work")  # unit and name
MONTHS = 24


@pytest.fixture(scope="module")
def expected(kss: pb.Region) -> pb.Forecast:
    return pb.forecast(kss, months=MONTHS, runs=0)


@pytest.fixture(scope="module")
def shares(kss: pb.Region) -> dict[str, pb.Series]:
    """People past 12 months by scenario, 200 runs each: a chance of 0.5 is known to 0.035."""
    names = ("as planned", "42 new staff by August", "oldest first", "unpaid work, everything")
    return {
        name: pb.forecast(kss.scenario(name), months=12, runs=200, seed=2022)["share_past_12_months", *WORK]
        for name in names
    }


def test_the_start_is_what_the_document_says(expected: pb.Forecast) -> None:
    def now(measure: str, *name: str) -> float:
        return float(expected[(measure, *name)].mean[0])  # type: ignore[index]

    assert now("share_past_12_months", *WORK) == pytest.approx(0.30, abs=0.005)
    assert now("share_past_24_months", *WORK) == pytest.approx(0.11, abs=0.005)
    assert now("people_outstanding", *WORK) == pytest.approx(3443, abs=1)
    assert now("hours_outstanding", *WORK) == pytest.approx(301_000, rel=1e-6)
    assert now("hours_delivered", *WORK) == pytest.approx(1.10 * 27_900, rel=0.005)  # V5
    assert now("share_not_started", "programmes", "sex offender") == pytest.approx(0.74, abs=0.01)  # V7
    assert now("share_not_started", "programmes", "other") == pytest.approx(0.80, abs=0.01)
    assert now("open_cases", "victim liaison", "victim contact") == 1620


def test_every_backlog_has_its_series(kss: pb.Region, expected: pb.Forecast) -> None:
    names = {*kss.programmes, *kss.waiting_lists, "unpaid work", "victim contact"}
    assert set(expected.backlogs()) == names
    assert not names & set(expected.practitioners())
    table = expected.table()
    assert names <= {row.of for row in table}
    assert len({(row.measure, row.unit, row.of) for row in table}) == len(table)
    assert sum(row.of == "unpaid work" and row.measure == "share_past_12_months" for row in table) == 1
    assert "grade or backlog" in str(table)
    assert "not within" in str(table)


def test_backlogs_travel_like_any_measure(expected: pb.Forecast) -> None:
    pandas = pytest.importorskip("pandas")
    frame = expected.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert {"unpaid work", "SFO reviews", "sex offender"} <= set(frame["of"])
    picked = expected.table(["waiting", "mean_wait"], of="SFO reviews")
    assert {row.of for row in picked} == {"SFO reviews"}
    pytest.importorskip("matplotlib").use("Agg")
    axes = expected.plot("waiting")
    panels = axes.figure.get_axes()
    assert [len(panel.get_lines()) for panel in panels] == [1] * 6  # two programmes, three lists, victim contact


def test_delivery_is_held_at_its_level(kss: pb.Region) -> None:
    for level in (110, 120):
        forecast = pb.forecast(kss.scenario(f"delivery {level} %"), months=12, runs=0)
        np.testing.assert_allclose(forecast["hours_delivered", *WORK].mean, level / 100 * 27_900, rtol=1e-9)
        kinds = [
            forecast[f"hours_delivered_{k}", *WORK].mean for k in ("group", "individual", "independent", "education")
        ]
        np.testing.assert_allclose(sum(kinds), level / 100 * 27_900, rtol=1e-9)


def test_scenarios_differ_as_they_should(kss: pb.Region, expected: pb.Forecast) -> None:
    planned = expected["hours_outstanding", *WORK].mean[12]
    for name in ("delivery 120 %", "42 new staff by August", "ETE at 30 %"):
        assert pb.forecast(kss.scenario(name), months=12, runs=0)["hours_outstanding", *WORK].mean[12] < planned
    education = pb.forecast(kss.scenario("ETE at 30 %"), months=1, runs=0)
    share = education["hours_delivered_education", *WORK].mean[0] / education["hours_delivered", *WORK].mean[0]
    assert share == pytest.approx(0.30, abs=0.005)
    larger = pb.forecast(kss.scenario("group size 12"), months=MONTHS, runs=0)
    for name in kss.programmes:
        waiting = ("waiting", "programmes", name)
        assert larger[waiting].mean[MONTHS] < 0.7 * expected[waiting].mean[MONTHS]


def test_largely_eliminated_within_twelve_months(shares: dict[str, pb.Series]) -> None:
    """The letter's claim, read as at most 5 %: not with more hours alone, nor with the oldest first alone."""
    chance = {name: float(s.probability(at_most=0.05)[12]) for name, s in shares.items()}
    middle = {name: float(s.quantile(0.5)[12]) for name, s in shares.items()}
    assert chance["as planned"] == 0
    assert chance["42 new staff by August"] < 0.02
    assert 0.1 < chance["oldest first"] < 0.5
    assert 0.5 < chance["unpaid work, everything"] < 0.9
    assert 0.2 < middle["as planned"] < 0.3
    assert middle["unpaid work, everything"] < middle["oldest first"] < middle["42 new staff by August"]


def test_victim_liaison_workload_is_that_of_the_closed_form(kss: pb.Region, expected: pb.Forecast) -> None:
    series = expected["workload", "victim liaison", "victim contact"]
    assert series.is_flow
    # In the first month the letters that were waiting are sent too: 15 more of half an hour.
    assert series.mean[0] == pytest.approx(pb.backlog.victim_team_workload(kss), rel=0.02)


def test_a_vetting_desk_catches_up(kss: pb.Region) -> None:
    """21.6 cases a month by four officers, 16 come: 52 are gone within ten months, and recruits start the sooner."""
    desk = pb.forecast(kss.scenario("one more vetting officer"), months=MONTHS, runs=0)
    waiting = desk["waiting", "vetting", "vetting"].mean
    assert waiting[0] == pytest.approx(52)
    assert waiting[6] > 0
    assert waiting[12] == pytest.approx(0, abs=1e-9)
    assert pb.backlog.clearance_month(52, 16.05, 21.6, start="2022-04") == "2023-02"
    assert desk["waiting", "vetting", "vetting"].months[int(np.argmax(waiting < 0.5))] == "2023-02"
    planned = pb.forecast(kss, months=MONTHS, runs=0)
    assert desk["headcount", "*", "CA"].mean[MONTHS] > planned["headcount", "*", "CA"].mean[MONTHS]
