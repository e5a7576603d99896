"""Forecasts: their series, tables, JSON and arguments."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import probation as pb
import pytest


def test_a_forecast_is_a_mapping_of_series(projected: pb.Forecast) -> None:
    assert len(projected) == len(projected.names) == len(projected.series)
    assert ("workload", "North", "PO") in projected
    assert set(projected) == set(projected.names)
    assert (projected.start, projected.months) == ("2022-04", 24)
    assert (
        repr(projected) == f"<Forecast Small region: {len(projected)} series, 24 months from 2022-04, 400 runs, seed 7>"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (("worklod", "North", "PO"), 'did you mean "workload"'),
        (("workload", "Nroth", "PO"), 'no unit is called "Nroth"'),
        (("workload", "North", "QDO"), "no grade or backlog"),
        (("workload", "North"), "named by"),
        ("workload", "named by"),
    ],
)
def test_wrong_names_are_key_errors_that_help(projected: pb.Forecast, name: Any, message: str) -> None:
    with pytest.raises(KeyError, match=message):
        projected[name]


def test_month_nought_is_what_the_document_says(expected: pb.Forecast, projected: pb.Forecast) -> None:
    for forecast in (expected, projected):
        assert forecast["workload", "North", "PO"].mean[0] == pytest.approx(1.32, abs=1e-12)
        assert forecast["caseload_per_officer", "South", "PSO"].mean[0] == pytest.approx(48, abs=1e-12)


def test_stocks_have_a_point_more_than_flows(projected: pb.Forecast) -> None:
    stock, flow = projected["headcount", "North", "PO"], projected["leavers", "North", "PO"]
    assert (len(stock), len(flow)) == (25, 24)
    assert (stock.is_flow, flow.is_flow) == (False, True)
    assert stock.months == [*flow.months, "2024-04"]
    assert stock.months[0] == "2022-04"


def test_arrays_are_fresh_float64(projected: pb.Forecast) -> None:
    series = projected["headcount", "North", "PO"]
    for numbers in (
        series.mean,
        series.sd,
        series.standard_error,
        series.quantile(0.5),
        series.probability(at_most=30),
    ):
        assert numbers.dtype == np.float64
        assert numbers.shape == (25,)
    mean = series.mean
    mean[:] = -1
    assert (series.mean >= 0).all()


def test_quantiles_and_probabilities_agree(projected: pb.Forecast) -> None:
    series = projected["headcount", "North", "PO"]
    rows = series.quantile([0.1, 0.5, 0.9])
    assert rows.shape == (3, 25)
    assert (np.diff(rows, axis=0) >= 0).all()
    assert (rows[1] == series.quantile(0.5)).all()
    assert (rows == np.round(rows)).all()  # whole people
    assert (series.probability(at_most=rows[2][12])[12]) >= 0.9
    assert series.probability(at_least=0).tolist() == [1.0] * 25
    assert series.quantile([]).shape == (0, 25)
    assert (series.quantile(np.float32(0.5)) == rows[1]).all()
    assert series.quantile(np.array([0.5])).shape == (1, 25)
    assert series.standard_error == pytest.approx(series.sd / math.sqrt(series.runs))
    for q in (-0.1, 1.1, math.nan):
        with pytest.raises(ValueError, match="between 0 and 1"):
            series.quantile(q)
    with pytest.raises(TypeError, match="exactly one"):
        series.probability()


def test_first_month(projected: pb.Forecast) -> None:
    series = projected["workload", "South", "PSO"]
    by_hand = next((m for m, p in zip(series.months, series.probability(at_most=1.1), strict=True) if p >= 0.8), None)
    assert (
        projected.first_month("workload", unit="South", of="PSO", at_most=1.1, probability=0.8) == by_hand is not None
    )
    assert projected.first_month("workload", unit="North", of="PO", at_most=0.1) is None
    assert projected.first_month("headcount", at_least=1) == "2022-04"
    with pytest.raises(TypeError, match="exactly one"):
        projected.first_month("workload", unit="South", of="PSO", at_most=1, at_least=1)
    with pytest.raises(ValueError, match="probability"):
        projected.first_month("headcount", at_most=1, probability=0)


def test_expected_forecasts_have_no_spread(expected: pb.Forecast) -> None:
    series = expected["headcount", "North", "PO"]
    assert expected.provenance["policy"] == "expected"
    assert (series.quantile(0.1) == series.mean).all()
    assert not series.sd.any()


def test_paths_are_kept_only_on_request(small: pb.Region, projected: pb.Forecast) -> None:
    kept = pb.forecast(small, months=6, runs=50, keep="paths")["workload", "North", "PO"]
    assert kept.paths.shape == (50, 7)
    assert kept.paths.mean(axis=0) == pytest.approx(kept.mean)
    with pytest.raises(ValueError, match='keep="paths"'):
        projected["workload", "North", "PO"].paths.sum()


def test_select_takes_names_lists_and_nothing(projected: pb.Forecast) -> None:
    assert len(projected.select()) == len(projected)
    chosen = projected.select(("workload", "headcount"), unit="North", of=["PO", "PSO"])
    assert {(s.measure, s.unit, s.of) for s in chosen} == {
        (m, "North", g) for m in ("workload", "headcount") for g in ("PO", "PSO")
    }
    with pytest.raises(KeyError, match='did you mean "North"'):
        projected.select(unit=["South", "Noth"])


def test_the_table_has_units_grades_and_measures(projected: pb.Forecast) -> None:
    table = projected.table()
    assert [(r.unit, r.of) for r in table[::3]] == [(u, g) for u in ("North", "South", "*") for g in ("PO", "PSO")]
    assert [r.measure for r in table[:3]] == ["workload", "vacancy_rate", "caseload_per_officer"]
    first = table[0]
    series = projected["workload", "North", "PO"]
    assert [cell.month for cell in first.cells] == ["2022-04", "2022-10", "2023-04", "2024-04"]
    assert first.cells[2].low == series.quantile(0.1)[12]
    assert first.cells[2].median == series.quantile(0.5)[12]
    assert first.first_month == series.first_month(at_most=1.0, probability=0.9)
    assert table[1].first_month is None
    narrow = projected.table("headcount", unit="*", of="*", at=(0,), interval=0.5)
    assert [len(narrow), len(narrow[0].cells), narrow.at] == [1, 1, [0]]


def test_the_table_of_a_region_without_cases_or_targets() -> None:
    staff = {"PO": {"in_post": 30}, "CA": {"in_post": 10, "establishment": 12}}
    region = pb.Region.from_dict({"name": "Bare", "as_of": "2022-04", "pdus": {"North": {"staff": staff}}})
    table = pb.forecast(region, months=6, runs=10).table()
    assert {row.measure for row in table} == {"headcount", "vacancy_rate"}
    assert {row.of for row in table} == {"PO", "CA", "*"}
    assert "at most" not in str(table)
    nobody = pb.Region.from_dict({"name": "Nobody", "as_of": "2022-04"})
    nothing = pb.forecast(nobody, months=6, runs=10)
    assert len(nothing.table()) == 0
    assert nothing._repr_html_() is None
    assert nothing.to_pandas().shape == (0, 8)
    assert nothing.to_xarray().sizes["month"] == 0
    assert json.loads(nothing.to_json())["series"] == []


def test_to_json_is_the_documented_object(projected: pb.Forecast) -> None:
    tree = json.loads(projected.to_json(unit="North"))
    assert list(tree) == ["schema", "provenance", "months", "series"]
    assert tree["schema"] == 1
    assert tree["provenance"]["seed"] == 7
    assert len(tree["months"]) == 25
    assert {s["unit"] for s in tree["series"]} == {"North"}
    series = next(s for s in tree["series"] if (s["measure"], s["of"]) == ("workload", "PO"))
    assert list(series) == ["measure", "unit", "of", "mean", "quantiles"]
    assert list(series["quantiles"]) == ["0.1", "0.5", "0.9"]
    assert series["mean"] == projected["workload", "North", "PO"].mean.tolist()
    assert series["quantiles"]["0.9"] == projected["workload", "North", "PO"].quantile(0.9).tolist()


def test_what_is_not_finite_is_null_in_json(small: pb.Region) -> None:
    few = {"in_post": 1, "headcount": 1, "leaving_rate": {"value": 3, "per": "year"}}
    one_leaves = small.patched({"pdus": {"North": {"staff": {"PO": few}}}, "recruitment": None, "scenarios": None})
    forecast = pb.forecast(one_leaves, months=6, runs=40)
    assert np.isinf(forecast["workload", "North", "PO"].mean).any()
    text = forecast.to_json()
    assert "Infinity" not in text
    assert "NaN" not in text
    series = next(
        s for s in json.loads(text)["series"] if (s["measure"], s["unit"], s["of"]) == ("workload", "North", "PO")
    )
    assert series["mean"][-1] is None
    assert "∞" in str(forecast)


def test_assumptions_say_where_they_stand(projected: pb.Forecast) -> None:
    assumptions = projected.assumptions()
    by_path = {a.path: a for a in assumptions}
    assert by_path["pdus.North.staff.PO.establishment"].status == "disputed"
    assert by_path["pdus.North.staff.PSO.leaving_rate"].value == "0.1 (0.08–0.15) per year"
    assert "pdus.North.staff.PO.caseload" not in by_path  # counted, with a source
    assert "pdus.North.staff.PO.caseload" in {a.path for a in projected.inputs()}
    assert len(assumptions[:2]) == 2


def test_provenance_is_enough_to_make_it_again(small: pb.Region, projected: pb.Forecast) -> None:
    origin = projected.provenance
    assert (origin["region"], origin["seed"], origin["runs"], origin["version"]) == (
        "Small region",
        7,
        400,
        pb.__version__,
    )
    again = pb.forecast(small, months=projected.months, runs=origin["runs"], seed=origin["seed"], first=origin["first"])
    assert again == projected
    assert pb.forecast(small, runs=400, seed=8) != projected


@pytest.mark.parametrize(
    ("argument", "value", "error", "message"),
    [
        ("months", 0, ValueError, "months must be 1 to 600, got 0"),
        ("months", 601, ValueError, "months must be 1 to 600"),
        ("months", 2.5, TypeError, "months must be a whole number"),
        ("runs", -1, ValueError, "runs must be 0 to"),
        ("seed", -1, ValueError, "seed must be 0 to 4294967295, got -1"),
        ("seed", 2**32, ValueError, "seed must be 0 to 4294967295"),
        ("seed", 2**70, ValueError, "seed must be 0 to 4294967295"),
        ("seed", None, TypeError, "seed must be a whole number"),
        ("threads", 0, ValueError, "threads must be 1 to"),
        ("block", 0, ValueError, "block must be 1 to"),
        ("first", 2**32 - 1, ValueError, "first must be 0 to"),
        ("keep", "all", ValueError, "keep must be None or"),
    ],
)
def test_arguments_are_checked(
    small: pb.Region, argument: str, value: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        pb.forecast(small, **{"runs": 10, argument: value})


def test_a_forecast_is_of_a_region() -> None:
    with pytest.raises(TypeError, match=r"read\(\) makes one"):
        pb.forecast("region.toml")  # type: ignore[arg-type]


def test_numpy_integers_are_whole_numbers(small: pb.Region) -> None:
    assert pb.forecast(small, months=np.int64(3), runs=np.uint8(5)).months == 3  # type: ignore[arg-type]


def test_a_draw_beyond_meaning_is_a_forecast_error(small: pb.Region) -> None:
    # The region's total is less than what its units have together, in some draws.
    region = small.patched(
        {
            "staff": {"PO": {"in_post": {"mean": 90, "sd": 10}, "caseload": 40, "workload": 1.2}},
            "pdus": {"Rest": {"remainder": True}},
            "recruitment": None,
            "scenarios": None,
        }
    )
    with pytest.raises(pb.ForecastError, match="in replicate"):
        pb.forecast(region, runs=20_000)
