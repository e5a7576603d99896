"""The present is a fact: month 0 is the same whatever rates a scenario changes, and scenarios are named everywhere."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from probation.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
LIST: dict[str, Any] = {
    "waiting": 120,
    "arrivals": {"per_month": 60},
    "limit": {"value": 8, "unit": "weeks"},
    "capacity": {"per_month": 55},
}
# Numbers that state the present, or say how it is weighed or judged: a scenario that gives another means it.
STATES = {
    *("in_post", "headcount", "caseload", "workload", "cases", "tiers", "stages", "waiting", "mean_wait", "waited"),
    *("identified", "not_started", "people", "hours", "past_12_months", "past_24_months", "since_order", "open_cases"),
    *("in_vetting", "cohorts", "vacancy_rate", "establishment", "limit", "points", "protected", "weights"),
    *("t2a_weights", "spread", "eligible", "surveys", "indicators", "recommendations", "inspections"),
}
FORMS = ("value", "low", "mode", "high", "mean", "sd", "count", "of")


def numbers(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of the quantities of a document, plain or spelt out."""
    if isinstance(tree, dict):
        if path and any(isinstance(tree.get(form), (int, float)) for form in FORMS):
            yield path
        else:
            for key, value in tree.items():
                if key not in ("scenarios", "priority", "notes"):
                    yield from numbers(value, (*path, key))
    elif isinstance(tree, list):
        for i, item in enumerate(tree):
            yield from numbers(item, (*path, i))
    elif isinstance(tree, (int, float)) and not isinstance(tree, bool):
        yield path


def moved(tree: dict[str, Any], path: tuple[Any, ...], by: float) -> dict[str, Any]:
    """The document with one of its quantities multiplied."""
    out = copy.deepcopy(tree)
    where = out
    for key in path[:-1]:
        where = where[key]
    given = where[path[-1]]
    if isinstance(given, dict):
        where[path[-1]] = {k: v * by if k in FORMS else v for k, v in given.items()}
    else:
        where[path[-1]] = given + 1 if isinstance(given, int) and path[-1] == "headcount" else given * by
    return out


def patch_of(tree: dict[str, Any], path: tuple[Any, ...], by: float) -> dict[str, Any]:
    """The merge patch that multiplies one of its quantities: lists are replaced whole."""
    at = next((i for i, key in enumerate(path) if isinstance(key, int)), len(path))
    value: Any = moved(tree, path, by)
    for key in path[:at]:
        value = value[key]
    for key in reversed(path[:at]):
        value = {key: value}
    return value  # type: ignore[no-any-return]


def month_0(forecast: pb.Forecast) -> dict[tuple[str, str, str], bytes]:
    """Bits of every stock at the start: means, and replicates where they were kept."""
    out = {}
    for name, s in forecast.items():
        if not s.is_flow:
            paths = s._core.paths()
            out[name] = (s.mean[:1] if paths is None else paths[:, 0]).tobytes()
    return out


@pytest.fixture(scope="module")
def everything() -> pb.Region:
    return pb.read(DATA / "everything.toml")


def listed(**scenarios: Any) -> pb.Region:
    return pb.Region.from_dict(
        {"name": "One list", "as_of": "2024-04", "waiting_lists": {"course": LIST}, "scenarios": scenarios}
    )


@pytest.mark.parametrize("arrivals", [30, 0, 90])
def test_faults_A01_todays_waits_do_not_follow_from_a_scenarios_arrivals(arrivals: float) -> None:
    region = listed(other={"waiting_lists": {"course": {"arrivals": {"per_month": arrivals}}}})
    for runs in (0, 50):
        base = pb.forecast(region, months=3, runs=runs)
        other = pb.forecast(region.scenario("other"), months=3, runs=runs)
        assert month_0(other) == month_0(base)
        assert base["mean_wait", "*", "course"].mean[0] == pytest.approx(1.0, abs=0.02)
        assert other["share_overdue", "*", "course"].mean[0] == pytest.approx(0.08, abs=0.01)
    assert other["waiting", "*", "course"].mean[3] == pytest.approx(max(0, 120 + 3 * (arrivals - 55)), abs=10)


def test_faults_A01_a_scenario_may_state_another_present() -> None:
    region = listed(other={"waiting_lists": {"course": {"waiting": 240, "arrivals": {"per_month": 30}}}})
    other = pb.forecast(region.scenario("other"), months=3, runs=0)
    assert other["waiting", "*", "course"].mean[0] == 240
    assert other["mean_wait", "*", "course"].mean[0] == pytest.approx(2.0)  # by 60 a month, as the document says


def test_faults_A01_waits_that_cannot_be_inferred_are_an_error() -> None:
    document = listed().to_dict()
    document["waiting_lists"]["course"]["arrivals"]["per_month"] = 0
    with pytest.raises(pb.DocumentError, match=r"nobody who arrives.*waited or mean_wait"):
        pb.Region.from_dict(document)
    document["waiting_lists"]["course"]["mean_wait"] = {"value": 2, "unit": "months"}
    assert pb.forecast(pb.Region.from_dict(document), months=1, runs=0)["mean_wait", "*", "course"].mean[0] == (
        pytest.approx(2.0)
    )


def test_faults_A01_who_waits_longer_than_a_new_expiry_leaves_in_the_first_month() -> None:
    document = listed(short={"waiting_lists": {"course": {"expiry": {"value": 2, "unit": "months"}}}}).to_dict()
    document["waiting_lists"]["course"]["waited"] = [0.25, 0.25, 0.25, 0.25]
    document["waiting_lists"]["course"]["capacity"]["per_month"] = 0
    region = pb.Region.from_dict(document)
    base, short = (pb.forecast(r, months=2, runs=0) for r in (region, region.scenario("short")))
    assert month_0(base) == month_0(short)
    assert short["expired", "*", "course"].mean[0] == pytest.approx(90)  # 30 of those at 1 month, 60 beyond two


def test_faults_A01_month_0_is_the_same_under_every_patch_of_a_flow_or_a_rate(everything: pb.Region) -> None:
    tree = everything.to_dict()
    base = pb.forecast(everything, months=1, runs=0)
    random = month_0(pb.forecast(everything, months=1, runs=4, keep="paths"))
    expected = month_0(base)
    ordered = [{"hours": 50, "share": 0.6}, {"hours": 120, "share": 0.4}]
    classes = {"urgent": {"share": 0.6}, "other": {"share": 0.4}}
    for patch in (  # shares that must add to one
        {"recruitment": {"PO": {"share": {"North": 0.1, "South": 0.2, "East": 0.7}}}},
        {"unpaid_work": {"ordered": ordered}},
        {"waiting_lists": {"counselling": {"classes": classes}}},
        {"pdus": {"South": {"caseload": {"community": {"mix": {"A1": 0.5, "B1": 0.4, "C1": 0.1}}}}}},
        {"caseload": {"licence": {"share": {"East": 0.1, "West": 0.9}}}},
        {"unpaid_work": {"extension": None, "education": None}},
        {"waiting_lists": {"counselling": {"expiry": None, "reneging": None}}},
        {"recruitment": {"PO": {"provisional_start": None, "drop_out": None}}},
    ):
        changed = everything.patched(patch)
        assert month_0(pb.forecast(changed, months=1, runs=0)) == expected, patch
        assert month_0(pb.forecast(changed, months=1, runs=4, keep="paths")) == random, patch
    patched = 0
    for path in numbers(tree):
        if STATES & set(path) or ("ladder" in path and path[-1] == "capacity"):
            continue
        moved: pb.Region | None = None
        for by in (1.5, 0.6):
            try:
                moved = everything.patched(patch_of(tree, path, by))
                break
            except pb.DocumentError:  # shares that must add to one, limits of a number
                continue
        if moved is None:
            continue
        patched += 1
        assert month_0(pb.forecast(moved, months=1, runs=0)) == expected, path
        assert month_0(pb.forecast(moved, months=1, runs=4, keep="paths")) == random, path
    assert patched > 70


def test_faults_A01_month_0_of_the_example_is_the_same_under_its_scenarios(kss: pb.Region) -> None:
    base = month_0(pb.forecast(kss, months=1, runs=4, keep="paths"))
    # "no recruitment" states that nobody is in vetting; "one more vetting officer" four officers and a list.
    stated = {"no recruitment": {"in_pipeline"}, "one more vetting officer": {"in_pipeline", "headcount", "fte"}}
    for name in kss.scenarios:
        other = month_0(pb.forecast(kss.scenario(name), months=1, runs=4, keep="paths"))
        differing = {n[0] for n, bits in base.items() if other[n] != bits}
        assert differing <= stated.get(name, set()), name


def test_faults_A01_steady_starts_are_those_of_the_present(everything: pb.Region) -> None:
    """A dwell that is made shorter lowers the caseload, and not the more begin."""
    held = {"in_post": 30, "caseload": 40, "workload": 1.0}
    region = pb.Region.from_dict(
        {
            "name": "Steady",
            "as_of": "2024-04",
            "pdus": {"A": {"staff": {"PO": held}}},
            "caseload": {"PO": {"dwell": {"time": {"value": 12, "unit": "months"}}}},
            "scenarios": {"shorter": {"caseload": {"PO": {"dwell": {"time": {"value": 6}}}}}},
        }
    )
    base, shorter = (pb.forecast(r, months=60, runs=0) for r in (region, region.scenario("shorter")))
    assert base["caseload", "*", "PO"].mean[[0, 60]] == pytest.approx(1200)
    assert shorter["caseload", "*", "PO"].mean[0] == 1200
    assert shorter["caseload", "*", "PO"].mean[60] == pytest.approx(600, rel=0.01)


def test_faults_A01_vetting_made_shorter_lets_those_who_are_through_start() -> None:
    region = pb.Region.from_dict(
        {
            "name": "Vetting",
            "as_of": "2024-04",
            "pdus": {"A": {"staff": {"PO": {"in_post": 10}}}},
            "recruitment": {"PO": {"per_month": 0, "in_vetting": 12, "vetting": {"value": 6, "unit": "months"}}},
            "scenarios": {"halved": {"recruitment": {"PO": {"vetting": {"value": 3}}}}},
        }
    )
    base, halved = (pb.forecast(r, months=6, runs=0) for r in (region, region.scenario("halved")))
    assert base["joiners", "*", "PO"].mean[:2] == pytest.approx([2, 2])
    assert halved["in_pipeline", "*", "PO"].mean[0] == 12
    assert halved["joiners", "*", "PO"].mean[:4] == pytest.approx([8, 2, 2, 0])


def test_faults_A01_the_present_stays_that_of_the_document_through_scenarios_in_a_row() -> None:
    region = listed(
        fewer={"waiting_lists": {"course": {"arrivals": {"per_month": 30}}}},
        faster={"waiting_lists": {"course": {"capacity": {"per_month": 80}}}},
    )
    both = region.scenario("fewer", "faster")
    assert both == region.scenario("fewer").scenario("faster")
    assert both.present == region
    assert both.under == ["fewer", "faster"]
    assert month_0(pb.forecast(both, months=1, runs=0)) == month_0(pb.forecast(region, months=1, runs=0))
    again = pickle.loads(pickle.dumps(both))
    assert again == both
    assert again.present == region
    assert again.under == both.under
    written = pb.Region.from_dict(both.to_dict())  # states what it states, and is its own present
    assert written != both
    assert written.present == written
    assert pb.forecast(written, months=1, runs=0)["mean_wait", "*", "course"].mean[0] == pytest.approx(2.0)


def test_faults_A01_workers_get_the_present_too() -> None:
    region = listed(fewer={"waiting_lists": {"course": {"arrivals": {"per_month": 30}}}}).scenario("fewer")
    part = pb.run_block(region.packed(), 0, 30, months=2)
    gathered = pb.gather(region, [part])
    whole = pb.forecast(region, months=2, runs=30)
    for name in whole.names:
        assert np.array_equal(gathered[name].mean, whole[name].mean)
    with pytest.raises(ValueError, match="another region"):
        pb.gather(region, [pb.run_block(region.to_json(), 0, 30, months=2)])


def test_faults_A12_scenarios_are_applied_in_order_and_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    region = listed(
        A={"waiting_lists": {"course": {"arrivals": {"per_month": 30}}}},
        B={"waiting_lists": {"course": {"capacity": {"per_month": 20}}}},
        C={"waiting_lists": {"course": {"capacity": {"per_month": 90}}}},
    )
    file = tmp_path / "list.json"
    pb.write(region, file)
    both = pb.forecast(region.scenario("A", "B"), months=6, runs=10)
    assert both.provenance["scenarios"] == ["A", "B"]
    assert pb.forecast(region, months=6, runs=10).provenance["scenarios"] == []
    assert 'scenario "A", then "B"' in str(both.table())
    assert 'scenario "A", then "B"' in repr(both)
    assert 'scenario "A", then "B"' in repr(region.scenario("A", "B"))
    assert json.loads(both.to_json())["provenance"]["scenarios"] == ["A", "B"]
    assert region.scenario("B", "C") != region.scenario("C", "B")
    assert pb.read(file, scenario=["A", "B"]) == region.scenario("A", "B")
    quick = ("--months", "6", "--runs", "10", "--quiet")
    assert main(["forecast", str(file), *quick, "--scenario", "A", "--scenario", "B"]) == 0
    assert capsys.readouterr().out == f"{both.table()}\n"
    assert main(["forecast", str(file), *quick, "--json", "--scenario", "A", "--scenario", "B"]) == 0
    assert json.loads(capsys.readouterr().out)["provenance"]["scenarios"] == ["A", "B"]
    for command in (["audit"], ["ratings"], ["plan"], ["convert"], ["validate"]):
        assert main([*command, str(file), "--scenario", "A", "--scenario", "C"]) == 0, command
    assert 'One list, scenario "A", then "C"' in capsys.readouterr().out  # of the audit
    with pytest.raises(TypeError, match="name of a scenario"):
        region.scenario()
    with pytest.raises(KeyError, match="no scenario is called 'D'"):
        region.scenario("A", "D")


def test_faults_A12_a_comparison_says_what_its_rows_are_under() -> None:
    region = listed(A={"waiting_lists": {"course": {"arrivals": {"per_month": 30}}}})
    both = pb.compare({"as it is": region, "less": region.scenario("A")}, months=6, runs=0)
    assert 'less: scenario "A"' in str(both.table("waiting", of="course"))
