"""E5, E6, E8: what can be read can be forecast, in bounded time and memory; what cannot is an error with a path."""

from __future__ import annotations

import copy
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation._region.files import document_text, parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
SMALL: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "small.json").read_text())
HALVED = {"recruitment": {"PO": {"vetting": {"value": 10, "unit": "weeks"}}}}


def document(**changes: Any) -> dict[str, Any]:
    """Return the small document with some keys of its root replaced."""
    return {**copy.deepcopy(SMALL), **changes}


def staff(**fields: Any) -> dict[str, Any]:
    return {"in_post": 10, "establishment": 12, "leaving_rate": {"value": 0.1, "per": "year"}, **fields}


def merged(tree: Any, patch: Any) -> Any:
    if not isinstance(patch, dict) or not isinstance(tree, dict):
        return patch
    return {**tree, **{key: merged(tree.get(key, {}), value) for key, value in patch.items()}}


def runs(of: dict[str, Any], months: int = 6) -> pb.Forecast:
    region = pb.Region.from_dict(of)
    pb.forecast(region, months=months, runs=0)
    return pb.forecast(region, months=months, runs=5, threads=1)


# --- E8: what validate passes, forecast runs ---------------------------------------------------------------------------

BY_PROMOTION = {
    "pdus": {"A": {"staff": {"PSO": staff()}}, "B": {"staff": {"PO": staff()}}},
    "grades": {"PSO": {"promotion": {"to": "PO", "rate": {"value": 0.1, "per": "year"}}}},
}


@pytest.mark.parametrize(
    "changes",
    [
        {"recruitment": {"PO": {"per_month": 2}}},
        {"recruitment": {"PO": {"fill": {}}}},
        {"recruitment": {"PO": {"fill": {"cap": 1}}}},
        {"recruitment": {"PO": {"schedule": [{"month": "2022-05", "headcount": 4}], "share": "establishment"}}},
        {"recruitment": {"PO": {"in_vetting": 3, "vetting": {"value": 3, "unit": "months"}}}},
        {"intakes": [{"grade": "PO", "headcount": 5, "start": "2022-05", "share": "vacancies"}]},
    ],
    ids=lambda changes: json.dumps(changes)[:60],
)
def test_faults_E08_nobody_is_shared_to_staff_who_come_by_promotion_alone(changes: dict[str, Any]) -> None:
    given = document(**{"recruitment": {}, "intakes": [], "scenarios": {}, **BY_PROMOTION, **changes})
    forecast = runs(given)
    assert forecast["joiners", "A", "PO"].mean.sum() == 0
    if "in_vetting" not in json.dumps(changes):
        assert forecast["joiners", "B", "PO"].mean.sum() > 0


def test_faults_E08_feedback_of_those_who_come_by_promotion_is_none() -> None:
    holders = staff(caseload=40, workload=1.1)
    lists = {
        "reviews": {
            "waiting": 20,
            "arrivals": {"per_month": 5},
            "capacity": {"staff": {"grade": "PO"}, "each": 1, "feedback": 0.5},
        }
    }
    given = document(recruitment={}, intakes=[], scenarios={}, **copy.deepcopy(BY_PROMOTION), waiting_lists=lists)
    given["pdus"]["B"]["staff"]["PO"] = holders
    runs(given)
    given["pdus"]["B"]["staff"]["PO"] = staff()
    with pytest.raises(
        pb.DocumentError, match=r'waiting_lists.reviews.capacity.feedback: found PO of "B", who hold no'
    ):
        pb.Region.from_dict(given)


def test_faults_E08_people_in_vetting_are_shared_by_the_posts_of_the_first_month() -> None:
    dated = [20, {"from": "2022-08", "value": 60}]
    units = {"A": {"staff": {"PO": staff(establishment=dated)}}, "B": {"staff": {"PO": staff(establishment=20)}}}
    vetting = {"in_vetting": 100, "vetting": {"value": 12, "unit": "months"}, "share": "establishment"}
    given = document(pdus=units, recruitment={"PO": vetting}, intakes=[], scenarios={})
    forecast = pb.forecast(pb.Region.from_dict(given), months=6, runs=0)
    assert [forecast["in_pipeline", unit, "PO"].mean[0] for unit in "AB"] == pytest.approx([50, 50])


@pytest.mark.parametrize(
    ("path", "patch"),
    [
        ("in_post", {"pdus": {"North": {"staff": {"PO": {"in_post": 1e-300, "headcount": 1}}}}}),
        ("establishment", {"pdus": {"North": {"staff": {"PO": {"establishment": 1e-12}}}}}),
        ("caseload.PO.dwell.profile[0]", {"caseload": {"PO": {"dwell": {"profile": [2.4e-228]}}}}),
        ("caseload.PO.dwell.profile", {"caseload": {"PO": {"dwell": {"profile": [1.0] * 601}}}}),
        ("caseload.PO.dwell.stages", {"caseload": {"PO": {"dwell": {"stages": 1000, "shape": "erlang"}}}}),
        (
            "recruitment.PO.vetting",
            {"recruitment": {"PO": {"vetting": {"low": 1, "mode": 2, "high": 6000, "unit": "weeks"}}}},
        ),
        ("recruitment.PO.vetting", {"recruitment": {"PO": {"vetting": {"mean": 40, "sd": 60, "unit": "years"}}}}),
    ],
)
def test_faults_E08_numbers_that_no_plan_can_have_are_problems_with_a_path(path: str, patch: dict[str, Any]) -> None:
    given = merged(document(scenarios={}), patch)
    if "vetting" in path:
        given["recruitment"]["PO"]["vetting"] = patch["recruitment"]["PO"]["vetting"]
    with pytest.raises(pb.DocumentError) as caught:
        pb.Region.from_dict(given)
    assert any(path in problem.path for problem in caught.value.problems), str(caught.value)


@pytest.mark.parametrize("sd", [0.0001, 1e-9, 1e-300, 62.0, 500.0])
def test_faults_E08_a_number_may_be_known_as_well_as_one_likes(sd: float) -> None:
    given = document(scenarios={})
    given["pdus"]["North"]["staff"]["PO"].update(in_post={"mean": 62, "sd": sd}, headcount=62, establishment=70)
    forecast = pb.forecast(pb.Region.from_dict(given), months=2, runs=64, threads=1)
    first = forecast["fte", "North", "PO"]
    if sd < 0.01:
        assert first.mean[0] == pytest.approx(62, abs=6 * sd / 8 + 1e-6)


def test_faults_E08_vetting_of_no_time_is_over_at_once() -> None:
    given = document(scenarios={}, recruitment={"PO": {"per_month": 2, "vetting": {"value": 0, "unit": "months"}}})
    assert runs(given)["joiners", "*", "PO"].mean.sum() > 0


def test_faults_E08_the_example_without_its_remainder() -> None:
    """It has staff by subtraction; without `remainder` some of its units have none."""
    whole = pb.examples.kss().to_dict()
    rest = [name for name, unit in whole["pdus"].items() if unit.pop("remainder", False)]
    assert rest
    pb.forecast(pb.Region.from_dict(whole), months=3, runs=3)


def test_faults_E08_a_patch_names_the_scenario_that_no_longer_fits() -> None:
    region = pb.Region.from_dict(
        document(
            scenarios={
                "vetting halved": HALVED,
                "South leaves": {"pdus": {"South": {"staff": {"PO": {"leaving_rate": {"value": 0.3, "per": "year"}}}}}},
            }
        )
    )
    gone = {"pdus": {"South": None}}
    with pytest.raises(pb.DocumentError, match=r'scenarios."South leaves"') as caught:
        region.patched(gone)
    assert "a scenario that no longer fits: patch it too, or remove it" in str(caught.value)
    without = region.patched({**gone, "scenarios": {"South leaves": None}})
    assert without.scenarios == ["vetting halved"]
    assert pb.Region.from_dict(without.to_dict()) == pb.Region.from_dict(json.loads(without.to_json()))
    kept = region.scenario("vetting halved")  # the others are kept, to be applied together with it
    assert kept.scenarios == region.scenarios


def test_faults_E15_minus_zero_is_zero() -> None:
    given = document(scenarios={})
    given["pdus"]["North"]["staff"]["PO"]["leaving_rate"] = {"value": -0.0, "per": "year"}
    given["recruitment"]["PO"] = {"per_month": -0.0}
    region = pb.Region.from_dict(given)
    for format in ("json", "toml"):
        text = document_text(region, format)
        assert "-0" not in re.sub(r"20\d\d-0", "", text)
        again = parse(text.encode(), name="again", format=format)
        assert again == region
        assert document_text(again, format) == text


# --- E6: everything ends -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "patch"),
    [
        ("starts.per_month", {"caseload": {"PO": {"starts": {"per_month": 1e14, "dispersion": 0.5}}}}),
        ("limit", {"waiting_lists": {"x": {"limit": {"value": 1e6, "unit": "weeks"}}}}),
        ("expiry", {"waiting_lists": {"x": {"expiry": {"value": 2.0**53, "unit": "days"}}}}),
        (
            "held_by.grades",
            {
                "pdus": {
                    "North": {"caseload": {"mixed": {"cases": 10, "points": 50, "held_by": {"grades": ["PO"] * 40}}}}
                }
            },
        ),
    ],
)
def test_faults_E06_what_would_not_end_is_refused(path: str, patch: dict[str, Any]) -> None:
    lists = {"x": {"waiting": 10, "arrivals": {"per_month": 5}, "capacity": {"per_month": 5}}}
    given = merged(document(scenarios={}, waiting_lists=lists), patch)
    with pytest.raises(pb.DocumentError) as caught:
        pb.Region.from_dict(given)
    assert any(problem.path.endswith(path) for problem in caught.value.problems), str(caught.value)


def test_faults_E06_the_largest_numbers_end() -> None:
    lists = {
        "x": {
            "waiting": 1e6,
            "arrivals": {"per_month": 1e6, "dispersion": 0.5},
            "capacity": {"per_month": 1e6},
            "limit": {"value": 49, "unit": "years"},
            "expiry": {"value": 50, "unit": "years"},
        }
    }
    given = document(scenarios={}, waiting_lists=lists)
    given["caseload"] = {"PO": {"starts": {"per_month": 1e6, "dispersion": 0.5}}}
    begin = time.perf_counter()
    pb.forecast(pb.Region.from_dict(given), months=12, runs=20)
    assert time.perf_counter() - begin < 60


# --- E5: reading is linear, and stated limits come before memory and time --------------------------------------------------


def seconds(text: str) -> tuple[float, str]:
    begin = time.perf_counter()
    try:
        parse(text.encode(), name="big", format="json")
        message = ""
    except pb.DocumentError as error:
        message = str(error)
    return time.perf_counter() - begin, message


def test_faults_E05_scenarios_take_the_time_that_each_takes() -> None:
    took, message = seconds(json.dumps(document(scenarios={f"s{i}": {} for i in range(1000)})))
    assert not message
    assert took < 2
    took, message = seconds(json.dumps(document(scenarios={f"s{i}": {} for i in range(3000)})))
    assert "scenarios: found 3000 scenarios, expected at most 1000" in message
    assert took < 2


def test_faults_E05_repeated_and_unknown_keys_are_found_in_linear_time() -> None:
    body = json.dumps(SMALL)[:-1]
    took, message = seconds(body + "," + ",".join(['"zz": 1'] * 40_000) + "}")
    assert "found the key zz again" in message
    assert took < 5
    took, message = seconds(body + "," + ",".join(f'"zz{i}": 1' for i in range(9_000)) + "}")
    assert "found an unknown key" in message
    assert "and 8900 more" in message
    assert len(message) < 100_000
    assert took < 5
    took, message = seconds(body + "," + ",".join(f'"zz{i}": 1' for i in range(80_000)) + "}")
    assert "found more than 10000 keys, expected at most 10000 in one table" in message
    assert took < 5


def test_faults_E05_wrong_names_are_found_in_linear_time() -> None:
    unit = SMALL["pdus"]["North"]
    units = {f"unit {i}": unit for i in range(1000)}
    intakes = [{"grade": "PSO", "headcount": 1, "start": "2022-06", "unit": f"no {i}"} for i in range(5000)]
    took, message = seconds(json.dumps(document(pdus=units, intakes=intakes, scenarios={})))
    assert "and 980 more" in message
    assert took < 20


LIMITS: dict[str, tuple[Callable[[int], str], str, int]] = {
    "bytes": (lambda n: json.dumps(document(notes=["x" * n])), "67108864", 67_108_864),
    "depth": (lambda n: json.dumps(document(notes="[[" * 1))[:-1] + ', "x": ' + "[" * n + "]" * n + "}", "32", 32),
    "key": (lambda n: json.dumps(document(**{"k" * n: 1})), "1000", 1000),
    "keys": (lambda n: json.dumps(document(indicators={f"i{i}": 1 for i in range(n)})), "10000", 10_000),
    "scenarios": (lambda n: json.dumps(document(scenarios={f"i{i}": {} for i in range(n)})), "1000", 1_000),
    "units": (
        lambda n: json.dumps(document(functions={f"i{i}": {} for i in range(n)}, scenarios={})),
        "2500",
        2_500,
    ),
    "values": (lambda n: '{"notes": [' + "0," * n + "0]}", "4000000", 4_000_000),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_faults_E05_each_limit_of_a_document_is_an_error_that_names_it(limit: str) -> None:
    text, shown, most = LIMITS[limit]
    took, message = seconds(text(most + 1))
    assert f"at most {shown}" in message, message[:300]
    assert took < 30
    page = (ROOT / "docs" / "reference" / "limits.md").read_text()
    assert f"{most:,}" in page, f"docs/reference/limits.md does not state the limit of {limit}"


def test_faults_E05_toml_and_mappings_have_the_same_limits() -> None:
    with pytest.raises(pb.DocumentError, match="at most 67108864"):
        parse(b'name = "' + b"x" * 67_108_865 + b'"', name="big.toml", format="toml")
    with pytest.raises(pb.DocumentError, match="at most 1000"):
        pb.Region.from_dict(document(scenarios={f"s{i}": {} for i in range(1001)}))


def test_faults_E05_patches_are_merged_in_linear_time() -> None:
    region = pb.Region.from_dict(
        document(indicators={f"indicator {i}": {"text": "x"} for i in range(5000)}, scenarios={})
    )
    begin = time.perf_counter()
    changed = region.patched({"indicators": {f"other {i}": {"text": "x"} for i in range(4000)}})
    assert len(changed.indicators) == 9000
    assert time.perf_counter() - begin < 20


def test_faults_E05_more_series_and_months_than_memory_has_room_for_are_refused() -> None:
    units = {f"unit {i}": SMALL["pdus"]["North"] for i in range(900)}
    region = pb.Region.from_dict(document(pdus=units, intakes=[], recruitment={}, scenarios={}))
    with pytest.raises(
        ValueError,
        match=r"of which at most 20000000 are kept; name fewer|name the measures= that",
    ):
        pb.forecast(region, months=600, runs=1)
    assert "20,000,000" in (ROOT / "docs" / "reference" / "limits.md").read_text()
    assert pb.forecast(region, months=2, runs=0, measures="workload").months == 2
