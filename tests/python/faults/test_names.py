"""Names that differ only in capitals, spaces, dashes and kinds of quotes are one name, wherever they stand."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import _core

SMALL = Path(__file__).parents[2] / "data" / "small.json"
SPACES = [" ", "_", "\u00a0", "  ", " \u2013 ", "-", "\u2011", "\u202f"]


@st.composite
def respelt(draw: st.DrawFn, name: str) -> str:
    """The name with other capitals, spaces, dashes, and space at its ends."""
    out = "".join(
        draw(st.sampled_from(SPACES)) if c in " -_" else draw(st.sampled_from([c.lower(), c.upper(), c])) for c in name
    )
    return draw(st.sampled_from(["", " ", "\u00a0"])) + out + draw(st.sampled_from(["", " ", "\t"]))


def west_kent() -> dict[str, Any]:
    """The small region with a unit of two words, and with something that refers to every kind of name."""
    text = SMALL.read_text(encoding="utf-8").replace('"North"', '"West Kent"')
    document: dict[str, Any] = json.loads(text)
    document["recruitment"]["PO"]["share"] = {"West Kent": 0.6, "South": 0.4}
    document["recruitment"]["PO"]["stage"] = "newly qualified"
    document["pdus"]["West Kent"]["staff"]["PO"]["stages"] = {"newly qualified": 5}
    document["pdus"]["South"]["caseload"] = {
        "high risk": {"tiers": {"A3": 40, "B2": 30}, "location": "community", "held_by": {"grades": ["PO", "PSO"]},
                      "dwell": {"time": {"value": 12, "unit": "months"}}},
    }  # fmt: skip
    document["transfers"] = [{"grade": "PO", "from": "South", "to": "West Kent", "month": "2022-09", "headcount": 1}]
    document["waiting_lists"] = {
        "reviews": {"unit": "West Kent", "waiting": 20, "arrivals": {"per_month": 5},
                    "capacity": {"staff": {"grade": "PSO", "unit": "West Kent"}, "each": 1}},
    }  # fmt: skip
    document["grades"] = {"PO": {"leaving_rate": {"value": 0.2, "per": "year"}}}
    document["inspections"] = {"West Kent": {"methodology": "pdu-2021", "score": 3, "maximum": 27}}
    return document


def test_faults_A06_two_units_of_one_name_are_an_error_that_names_both() -> None:
    document = {"name": "A", "as_of": "2022-04", "pdus": {"West": {"staff": {"PO": {"in_post": 5}}}}}
    for same in ("West ", " west", "WEST", "west\u00a0", "W\u200best"):
        both = copy.deepcopy(document)
        both["pdus"][same] = {"staff": {"PO": {"in_post": 6}}}  # type: ignore[index]
        with pytest.raises(pb.DocumentError) as caught:
            pb.Region.from_dict(both)
        assert len(caught.value.problems) == 1
        problem = caught.value.problems[0]
        assert (problem.found, problem.expected) == (f'"{same}"', "a name of its own")
        assert 'the same name as "West"' in problem.hint


@pytest.mark.parametrize(
    "path",
    [
        ("pdus", "West Kent", "staff", "PO"),
        ("recruitment", "PO"),
        ("recruitment", "PO", "share", "West Kent"),
        ("waiting_lists", "reviews"),
        ("scenarios", "vetting halved"),
        ("scenarios", "vetting halved", "recruitment"),
        ("scenarios", "vetting halved", "recruitment", "PO"),
        ("grades", "PO"),
        ("inspections", "West Kent"),
        ("pdus", "South", "caseload", "high risk"),
        ("pdus", "South", "caseload", "high risk", "tiers", "A3"),
    ],
)
def test_faults_A06_in_every_map_of_names(path: tuple[str, ...]) -> None:
    document = west_kent()
    pb.Region.from_dict(document)
    at: Any = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1].upper().replace(" ", "_") + " "] = copy.deepcopy(at[path[-1]])
    with pytest.raises(pb.DocumentError, match="a name of its own"):
        pb.Region.from_dict(document)


def references(document: dict[str, Any], spell: Any) -> dict[str, Any]:
    """The document with every name that refers to something spelt otherwise."""
    out = copy.deepcopy(document)
    unit, grade, stage = "West Kent", "PO", "newly qualified"
    north, south = out["pdus"][unit], out["pdus"]["South"]
    for place in (north, south):
        place["staff"] = {spell(name): values for name, values in place["staff"].items()}
    po = next(values for name, values in north["staff"].items() if _core.name_key(name) == "po")
    po["stages"] = {spell(stage): 5}
    recruitment = out["recruitment"].pop(grade)
    recruitment["share"] = {spell(unit): 0.6, spell("South"): 0.4}
    recruitment["stage"] = spell(stage)
    out["recruitment"][spell(grade)] = recruitment
    out["grades"] = {spell(grade): out["grades"][grade]}
    cases = south["caseload"]["high risk"]
    cases["tiers"] = {spell(tier): n for tier, n in cases["tiers"].items()}
    cases["location"] = spell(cases["location"])
    cases["held_by"]["grades"] = [spell("PO"), spell("PSO")]
    out["intakes"][0] |= {"grade": spell("PSO"), "unit": spell(unit)}
    out["transfers"][0] |= {"grade": spell(grade), "from": spell("South"), "to": spell(unit)}
    reviews = out["waiting_lists"]["reviews"]
    reviews["unit"] = spell(unit)
    reviews["capacity"]["staff"] = {"grade": spell("PSO"), "unit": spell(unit)}
    out["scenarios"]["vetting halved"]["recruitment"] = {
        spell(grade): out["scenarios"]["vetting halved"]["recruitment"].pop(grade)
    }
    out["inspections"] = {spell(unit): {"methodology": spell("pdu-2021"), "score": 3, "maximum": 27}}
    return out


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_faults_A06_references_find_what_they_name(data: st.DataObject) -> None:
    document = west_kent()
    wanted = pb.Region.from_dict(document)
    found = pb.Region.from_dict(references(document, lambda name: data.draw(respelt(name))))
    for wanted_one, found_one in (
        (wanted, found),
        (wanted.scenario("vetting halved"), found.scenario("VETTING_Halved ")),
    ):
        plain, spelt = wanted_one.to_dict(), found_one.to_dict()
        assert list(spelt.pop("scenarios")) == list(plain.pop("scenarios"))
        assert spelt == plain


def test_faults_A06_a_name_that_is_only_near_is_an_error_with_the_near_miss() -> None:
    for path, value, near in (
        (("intakes", 0, "unit"), "West Kentt", "West Kent"),
        (("transfers", 0, "grade"), "POO", "PO"),
        (("recruitment", "PO", "stage"), "newly qualifed", "newly qualified"),
    ):
        document: Any = west_kent()
        at = document
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        with pytest.raises(pb.DocumentError, match=f'did you mean "{near}"'):
            pb.Region.from_dict(document)


def test_faults_A06_what_is_shown_is_the_name_as_written() -> None:
    document = west_kent()
    document["pdus"] = {"WEST  kent": document["pdus"].pop("West Kent"), **document["pdus"]}
    region = pb.Region.from_dict(document)
    assert list(region.pdus) == ["WEST  kent", "South"]
    assert json.loads(region.to_json())["recruitment"]["PO"]["share"] == {"WEST  kent": 0.6, "South": 0.4}
    assert region.pdus["west kent"].name == "WEST  kent"
    assert "West_Kent" in region.pdus
    assert region.pdus["West Kent"].staff["po"].grade == "PO"
    with pytest.raises(KeyError, match="did you mean 'WEST  kent'"):
        region.pdus["West Kant"]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_faults_A06_a_patch_finds_what_it_changes(data: st.DataObject) -> None:
    region = pb.Region.from_dict(west_kent())
    patch = {"pdus": {"West Kent": {"staff": {"PO": {"in_post": 20}}}}, "recruitment": {"PO": {"drop_out": None}}}
    spelt = {
        "pdus": {data.draw(respelt("West Kent")): {"staff": {data.draw(respelt("PO")): {"in_post": 20}}}},
        "recruitment": {data.draw(respelt("PO")): {"drop_out": None}},
    }
    assert region.patched(spelt).to_json() == region.patched(patch).to_json()


def test_faults_A06_a_patch_says_each_name_once() -> None:
    region = pb.Region.from_dict(west_kent())
    with pytest.raises(pb.DocumentError, match='the same name as "West Kent"'):
        region.patched({"pdus": {"West Kent": {}, "west kent": {"staff": {"PO": {"in_post": 1}}}}})


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_faults_A06_selections_find_their_series(expected: pb.Forecast, data: st.DataObject) -> None:
    measure, unit, of = (data.draw(respelt(name)) for name in ("vacancy_rate", "North", "PO"))
    wanted = expected["vacancy_rate", "North", "PO"]
    assert expected[measure, unit, of] == wanted
    assert (measure, unit, of) in expected
    assert expected.select(measure, unit, of) == [wanted]
    assert expected.select([measure, "fte"], [unit], [of]) == expected.select(["vacancy_rate", "fte"], "North", "PO")
    assert expected.first_month(measure, unit=unit, of=of, at_most=0.99) == "2022-04"
    assert str(expected.table(measure, unit=unit, of=of)) == str(expected.table("vacancy_rate", unit="North", of="PO"))
    assert expected.to_json(measure=measure, unit=unit, of=of) == expected.to_json(
        measure="vacancy_rate", unit="North", of="PO"
    )


def test_faults_A06_near_selections_are_answered_with_the_near_miss(expected: pb.Forecast) -> None:
    for call in (
        lambda: expected["workload", "Nort", "PO"],
        lambda: expected.select("workload", "Nort"),
        lambda: expected.table("workload", unit="Nort"),
    ):
        with pytest.raises(KeyError, match='did you mean "North"'):
            call()


def test_faults_A06_measures_that_are_kept(small: pb.Region) -> None:
    kept = pb.forecast(small, months=3, runs=0, measures=["Workload ", "VACANCY-RATE"])
    assert {name[0] for name in kept} == {"workload", "vacancy_rate"}


def test_faults_A06_the_command_line() -> None:
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "probation", *arguments], capture_output=True, text=True, timeout=120, check=True
        )
        return done.stdout

    plain = run(
        "forecast", str(SMALL), "--runs", "0", "--months", "3", "--measure", "workload", "--unit", "North", "--of", "PO"
    )
    assert "North" in plain
    assert (
        run(
            "forecast",
            str(SMALL),
            "--runs",
            "0",
            "--months",
            "3",
            "--measure",
            "Workload",
            "--unit",
            " north",
            "--of",
            "po",
        )
        == plain
    )
    scenario = ("forecast", str(SMALL), "--runs", "0", "--months", "3", "--scenario")
    assert run(*scenario, "Vetting_halved") == run(*scenario, "vetting halved")
