"""Every input is accounted for, regional numbers are the region's, defaults that act are listed."""

from __future__ import annotations

import copy
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
FORMS = ("value", "low", "mode", "high", "mean", "sd", "count", "of")
PO = {"in_post": 30, "caseload": 40, "workload": 1.0}


def numbers(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of the quantities of a document, plain or spelt out."""
    if isinstance(tree, dict):
        if path and any(isinstance(tree.get(form), (int, float)) for form in FORMS):
            yield path
        else:
            for key, value in tree.items():
                if key not in ("scenarios", "priority", "notes", "profile", "seasonality", "inspections"):
                    yield from numbers(value, (*path, key))
    elif isinstance(tree, list):
        for i, item in enumerate(tree):
            yield from numbers(item, (*path, i))
    elif isinstance(tree, (int, float)) and not isinstance(tree, bool):
        yield path


def moved(tree: dict[str, Any], path: tuple[Any, ...], by: float) -> dict[str, Any]:
    """The document with one of its quantities moved a little."""
    out = copy.deepcopy(tree)
    where = out
    for key in path[:-1]:
        where = where[key]
    given = where[path[-1]]

    def move(x: float) -> float:
        return x + 1 if path[-1] in ("headcount", "count", "of", "stages", "score", "maximum") else x * by or by - 1

    if isinstance(given, dict):
        where[path[-1]] = {k: move(v) if k in FORMS else v for k, v in given.items()}
    else:
        where[path[-1]] = move(given)
    return out


def spelt(path: tuple[Any, ...]) -> str:
    """The path as the library writes it."""
    out = ""
    for key in path:
        if isinstance(key, int):
            out += f"[{key}]"
        else:
            plain = re.fullmatch(r"[A-Za-z0-9_-]+", key)
            out += ("." if out else "") + (key if plain else f'"{key}"')
    return out


def means(region: pb.Region, months: int, runs: int = 0) -> list[bytes]:
    forecast = pb.forecast(region, months=months, runs=runs)
    return [s.mean.tobytes() for s in forecast.series]


def unmoved(region: pb.Region, months: int) -> list[str]:
    """Quantities that move nothing, and of which the library does not say so."""
    tree = region.to_dict()
    tree.pop("scenarios", None)
    region = pb.Region.from_dict(tree)
    said = {u.path for u in pb.unused(region, months=months)}
    base = means(region, months)
    random = means(region, months, 6)
    left = []
    for path in numbers(tree):
        if any(each.startswith(spelt(path)) for each in said):
            continue
        for by in (1.05, 0.9, 0.3):  # a bound that is not reached must move something where it is drawn in
            try:
                other = pb.Region.from_dict(moved(tree, path, by))
            except pb.DocumentError:  # shares that must add to one: the library says why not
                moves = True
                continue
            moves = means(other, months) != base or means(other, months, 6) != random
            if moves:
                break
        if not moves:
            left.append(spelt(path))
    return left


def test_faults_A09_every_number_moves_something_or_the_library_says_why_not() -> None:
    assert unmoved(pb.read(DATA / "everything.toml"), 13) == []


def test_faults_A09_every_number_of_the_example_too(kss: pb.Region) -> None:
    assert unmoved(kss, 13) == []


def test_faults_A09_what_is_not_used_is_named_with_the_reason(kss: pb.Region) -> None:
    region = pb.read(DATA / "everything.toml")
    tree = region.to_dict()
    tree["grades"]["tutor"]["leaving_rate"] = {"value": 0.12, "per": "year"}
    tree["functions"]["delivery"]["staff"]["tutor"]["leaving_rate"] = {"value": 0.1, "per": "year"}
    tree["grades"]["nobody"] = {"points": 2000}
    tree["workload"]["weights"]["custody"] = {"A1": 99}
    tree["caseload"]["custody"] = {"dwell": {"time": {"value": 9, "unit": "months"}}}
    found = {u.path: u.reason for u in pb.unused(pb.Region.from_dict(tree)) if not u.by_design}
    assert found == {
        "grades.tutor.leaving_rate": "every unit, or every stage, of the grade gives its own",
        "grades.nobody.points": "no unit has staff of the grade",
        "caseload.custody.dwell.time": "every unit that has the class says its own",
        "workload.weights.custody.A1": "no case is of that tier in that location",
    }
    by_design = {u.path: u.reason for u in region.unused() if u.by_design}
    assert by_design["pdus.North.staff.PO.reported_vacancy"].startswith("the audit compares it")
    assert by_design["surveys.enough.share"].startswith("evidence")
    rules = {(f.rule, f.path) for f in pb.audit(pb.Region.from_dict(tree), only="unused")}
    assert rules == {("unused", path) for path in found}
    assert not pb.audit(region, only="unused")
    assert not pb.audit(kss, only=["unused", "idle-scenario", "holds-nothing"])
    assert "numbers that no forecast depends on" in str(region.unused())


def test_faults_A09_a_unit_that_only_a_patch_names_is_an_error() -> None:
    document = {
        "name": "Two",
        "as_of": "2024-04",
        "pdus": {"Ashford": {"staff": {"PO": PO}}, "Bexley": {"staff": {"PO": PO}}},
    }
    region = pb.Region.from_dict(document)
    patches: list[dict[str, object]] = [
        {"pdus": {"Ashfrod": {}}},
        {"pdus": {"Ashfrod": {"recruitment": {"PO": {"per_month": 1}}}}},
    ]
    for patch in patches:
        with pytest.raises(pb.DocumentError, match=r'pdus.Ashfrod: found "Ashfrod".*did you mean "Ashford"'):
            region.patched(patch)
        with pytest.raises(pb.DocumentError, match=r"scenarios.x.pdus.Ashfrod"):
            pb.Region.from_dict({**document, "scenarios": {"x": patch}})
    leaving = {"leaving_rate": {"value": 0.1, "per": "year"}}
    with pytest.raises(pb.DocumentError, match="in_post"):
        region.patched({"pdus": {"Ashfrod": {"staff": {"PO": leaving}}}})
    with pytest.raises(pb.DocumentError, match=r"grades.POO: .*did you mean"):
        region.patched({"grades": {"POO": leaving}})
    # Capitals and dashes do not make another name: the unit that is there is patched.
    assert region.patched({"pdus": {"ASHFORD": {"staff": {"po": leaving}}}}) == region.patched(
        {"pdus": {"Ashford": {"staff": {"PO": leaving}}}}
    )
    region.patched({"pdus": {"Newtown": {"staff": {"PO": {"in_post": 3}}}}})  # a unit of its own is fine
    moves = [{"grade": "PO", "from": "Ashford", "to": "Newtown", "month": "2024-06", "headcount": 2}]
    region.patched({"pdus": {"Newtown": {}}, "transfers": moves})


def test_faults_A09_reset_works_or_is_refused() -> None:
    reset = {"workload": {"reset": {"from": "2024-04"}}}
    averages = {"name": "R", "as_of": "2024-04", "pdus": {"A": {"staff": {"PO": PO}}}}
    with pytest.raises(pb.DocumentError, match=r"workload.reset: .*no cases by tier"):
        pb.Region.from_dict({**averages, **reset})
    tiers = {"tiers": {"A1": 100}, "location": "community", "held_by": {"grades": ["PSO"]}}
    both = {**averages, **reset, "pdus": {"A": {"staff": {"PO": PO, "PSO": {"in_post": 9}}, "caseload": {"t": tiers}}}}
    said = pb.forecast(pb.Region.from_dict(both), months=2, runs=0).assumptions()
    assert any(a.path == "workload.reset" and "averages" in a.source for a in said)


def test_faults_A09_a_scenario_that_changes_nothing_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rate = {"leaving_rate": {"value": 0.1, "per": "year"}}
    region = pb.Region.from_dict(
        {
            "name": "Idle",
            "as_of": "2024-04",
            "pdus": {"A": {"staff": {"PO": {**PO, **rate}}}},
            "scenarios": {
                "idle": {"grades": {"PO": {"leaving_rate": {"value": 0.2, "per": "year"}}}},
                "acts": {"pdus": {"A": {"staff": {"PO": {"leaving_rate": {"value": 0.2}}}}}},
                "as it is": {},
            },
        }
    )
    with pytest.warns(pb.NoEffectWarning, match='scenario "idle" changes no output'):
        pb.forecast(region.scenario("idle"), months=2, runs=0)
    with pytest.warns(pb.NoEffectWarning, match='scenario "idle" changes no output'):
        pb.forecast(region.scenario("acts", "idle"), months=2, runs=0)
    with pytest.warns(pb.NoEffectWarning, match='"idle"'):
        pb.compare({"a": region, "b": region.scenario("idle")}, months=2, runs=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pb.forecast(region.scenario("acts"), months=2, runs=0)
        pb.forecast(region.scenario("as it is"), months=2, runs=0)  # it says that it changes nothing
    assert [f.path for f in pb.audit(region, only="idle-scenario")] == ["scenarios.idle"]
    assert [f.path for f in pb.audit(region.scenario("idle"), only="idle-scenario")] == ["scenarios.idle"]
    assert not pb.audit(region.scenario("acts"), only="idle-scenario")
    file = tmp_path / "idle.json"
    pb.write(region, file)
    quick = ("--months", "2", "--runs", "0", "--quiet")
    for command in (["validate"], ["compare", *quick], ["forecast", *quick, "--scenario", "idle"]):
        assert main([command[0], str(file), *command[1:]]) == 0
        said = capsys.readouterr().err
        assert said.count("changes no output") == 1, command
        assert '"idle"' in said


def two_units(**flows: Any) -> dict[str, Any]:
    return {
        "name": "Two",
        "as_of": "2024-04",
        "pdus": {
            "A": {"staff": {"PO": {**PO, "caseload": 40}}},
            "B": {"staff": {"PO": {**PO, "in_post": 24, "caseload": 42}}},
        },
        "caseload": {"PO": flows},
    }


def begun(document: dict[str, Any]) -> dict[str, float]:
    """Starts of the first month by unit: a month later less those who are left."""
    forecast = pb.forecast(pb.Region.from_dict(document), months=1, runs=0)
    kept = 1 - 1 / 12
    return {
        u: float(forecast["caseload", u, "PO"].mean[1] - kept * forecast["caseload", u, "PO"].mean[0]) for u in "AB"
    }


def test_faults_A08_starts_given_for_the_region_are_the_regions() -> None:
    """200 a month for 1,200 and 1,008 cases are 108.7 and 91.3."""
    document = two_units(starts={"per_month": 200})
    assert begun(document) == pytest.approx({"A": 108.7, "B": 91.3}, abs=0.05)
    said = pb.forecast(pb.Region.from_dict(document), months=1, runs=0).assumptions()
    assert [(a.path, a.value) for a in said if "by cases held now" in a.source] == [("caseload.PO.share", "")]
    given = two_units(starts={"per_month": 200}, share={"A": 0.25, "B": 0.75})
    assert begun(given) == pytest.approx({"A": 50, "B": 150})
    said = pb.forecast(pb.Region.from_dict(given), months=1, runs=0).assumptions()
    assert {a.path for a in said} >= {"caseload.PO.share.A", "caseload.PO.share.B"}


def test_faults_A08_units_that_say_their_own_have_no_share() -> None:
    document = two_units(starts={"per_month": 200})
    document["pdus"]["A"]["caseload"] = {"PO": {"starts": {"per_month": 30}}}
    assert begun(document) == pytest.approx({"A": 30, "B": 200})


def test_faults_A08_a_units_starts_keep_the_regions_dwell() -> None:
    document = two_units(dwell={"time": {"value": 24, "unit": "months"}})
    document["pdus"]["A"]["caseload"] = {"PO": {"starts": {"per_month": 0}}}
    forecast = pb.forecast(pb.Region.from_dict(document), months=1, runs=0)
    assert forecast["caseload", "A", "PO"].mean[1] == pytest.approx(1200 * 23 / 24)


def test_faults_A08_dispersion_is_that_of_the_regions_starts() -> None:
    """A negative binomial of size 5 and mean 200 has a variance of 200 + 200² ÷ 5, however it is shared."""
    document = two_units(starts={"per_month": 200, "dispersion": 5}, dwell={"time": {"value": 1, "unit": "months"}})
    forecast = pb.forecast(pb.Region.from_dict(document), months=1, runs=20_000, measures="caseload")
    assert forecast["caseload", "*", "PO"].sd[1] ** 2 == pytest.approx(200 + 200**2 / 5, rel=0.05)


def test_faults_A08_shares_are_checked() -> None:
    for flows, message in (
        ({"share": {"A": 1.0}}, "shares without starts"),
        ({"starts": {"per_month": 200}, "share": {"A": 0.5, "b": 0.5}}, "did you mean"),
        ({"starts": {"per_month": 200}, "share": {"A": 0.5, "B": 0.4}}, "add to 1"),
    ):
        with pytest.raises(pb.DocumentError, match=message):
            pb.Region.from_dict(two_units(**flows))


def test_faults_A20_defaults_that_act_are_listed(kss: pb.Region) -> None:
    listed = {a.path: a for a in pb.forecast(kss, months=2, runs=0).assumptions()}
    for path, value in (
        ("grades.PO.ladder[0].months", "9 months"),
        ("grades.PO.ladder[0].capacity", "0.8"),
        ("grades.PSO.ladder[0].months", "6 months"),
        ("grades.PSO.ladder[0].capacity", "0.8"),
    ):
        assert listed[path].value == value, path
        assert listed[path].source.startswith("not given: "), path
        assert listed[path].status == "assumed"
    texts = {path: a.source for path, a in listed.items() if not a.value}
    assert texts["caseload.PO.starts.per_month"] == "not given: as many begin as end at the start"
    assert "by vacancies" in texts["recruitment.PO.share"]
    assert "evenly over its length" in texts["recruitment.PO.in_vetting"]
    assert "last stage" in texts["*.staff.PO.stages"]
    assert any("oldest first" in text for text in texts.values())
    # SPOs and case administrators hold no cases: what a full one of them could carry does not act.
    assert not [path for path in listed if path.startswith(("grades.CA.points", "default grades.SPO.ladder"))]


def test_faults_A20_a_minimal_document_lists_what_acts() -> None:
    region = pb.Region.from_dict({"name": "M", "as_of": "2024-04", "pdus": {"A": {"staff": {"PO": PO}}}})
    listed = {a.path: (a.value, a.source) for a in pb.forecast(region, months=2, runs=0).assumptions()}
    assert listed["pdus.A.caseload.PO.dwell.time"] == ("12 months", "not given: a year")
    assert listed["pdus.A.staff.PO.leaving_rate"][1] == "not given: nobody leaves"
    assert "caseload.PO.starts.per_month" in listed
    assert "*.staff.PO.stages" in listed
