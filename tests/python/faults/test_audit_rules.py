"""Rules of the audit: no figure is held against itself, and each against what its neighbours allow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from small_regions import region, staff

ROOT = Path(__file__).parents[3]

# --- A21: no check of a figure with itself -----------------------------------------------------------------------------------


def test_faults_A21_the_yardstick_is_not_taken_for_an_outcome(kss: pb.Region) -> None:
    """272,131 / 3,978,852 is the share behind every volume of the example: hours owed cannot be tested with it."""
    assert round(272_131 / 3_978_852, 4) == 0.0684
    page = (ROOT / "docs/explanation/example-kss.md").read_text("utf-8")
    for line in page.splitlines():
        if "272,131" in line:
            assert "3,978,852" in line or "yardstick" in line, line
    for claim in ("were left out of the document", "has them within its 80 % interval", "later anchor, not used"):
        assert claim not in page
    document = (ROOT / "python/probation/data/kss.toml").read_text("utf-8")
    assert "anchor" not in document
    assert "× 50 supervisors it is" not in document  # 50 is what 17,100 hours are of 342
    tests = (ROOT / "tests/python/test_kss_backlogs.py").read_text("utf-8")
    assert "272_131" not in tests


def test_faults_A21_figures_that_are_not_used_are_told_as_they_came_out(kss: pb.Region) -> None:
    """The page says that two of three lie outside; nothing in the document is of their source."""
    page = (ROOT / "docs/explanation/example-kss.md").read_text("utf-8")
    text = (ROOT / "python/probation/data/kss.toml").read_text("utf-8")
    section = page[page.index("## Against figures that the document does not use") :]
    assert "10822" in section
    assert "10822" not in text
    assert "405,801" not in text
    forecast = pb.forecast(kss, months=43, runs=200, seed=2022, measures=["vacancy_rate", "establishment"])
    vacant = forecast["vacancy_rate", "*", "PO"]
    assert vacant.quantile(0.9)[vacant.months.index("2025-10")] < 0.33
    every = forecast["vacancy_rate", "*", "*"]
    at = every.months.index("2023-09")
    assert every.quantile(0.1)[at] * forecast["establishment", "*", "*"].mean[at] > 77


# --- A22: the audit sees what neighbours allow ---------------------------------------------------------------------------------


def found(document: pb.Region, rule: str) -> list[pb.Finding]:
    return list(pb.audit(document, only=rule))


def test_faults_A22_the_letter_contradicts_itself_in_three_more_places(kss: pb.Region) -> None:
    into = {f.path: f.text for f in found(kss, "intake-vacancies")}
    assert list(into) == ["intakes[0].headcount", "intakes[2].headcount"]
    assert "39 PSO" in into["intakes[0].headcount"]
    assert "21 FTE are vacant" in into["intakes[0].headcount"]
    high = {f.path: f.text for f in found(kss, "above-sixty")}
    assert "46 %" in high['indicators."caseload above 60, West Kent".value']
    assert "42 %" in high['indicators."caseload above 60, West Sussex".value']
    assert {f.path for f in found(kss, "never-replaced")} == {
        "pdus",  # trainees
        'functions."quality and performance".staff.QDO',
        'functions."serious further offences".staff."SFO investigator"',
    }


@pytest.mark.parametrize("where", ["unit", "region", "units of the region", "cohorts"])
def test_faults_A22_twelve_per_cent_over_establishment(where: str) -> None:
    unit: dict[str, Any] = {"in_post": 112}
    parts: dict[str, Any] = {"pdus": {"North": {"staff": {"CA": unit}}}}
    if where == "unit":
        unit["establishment"] = 100
    elif where == "region":
        parts["staff"] = {"CA": {"in_post": 112, "establishment": 100}}
    elif where == "units of the region":
        parts["staff"] = {"CA": {"establishment": 100}}
    else:
        trainees = {"establishment": 100, "cohorts": [{"headcount": 112, "qualifies": "2022-09"}]}
        parts["pdus"] = {"North": {"staff": {"PQiP": trainees}}}
    (finding,) = found(region(**parts), "over-establishment")
    assert "-12 %" in finding.text


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ({}, True),
        ({"recruitment": {"CA": {"per_month": 0}}}, True),
        ({"recruitment": {"CA": {"per_month": 1}}}, False),
        ({"recruitment": {"CA": {"fill": {}}}}, False),
        ({"recruitment": {"CA": {"in_vetting": 2, "vetting": {"value": 3, "unit": "months"}}}}, False),
        ({"recruitment": {"CA": {"schedule": [{"month": "2022-06", "headcount": 3}]}}}, False),
        ({"intakes": [{"grade": "CA", "headcount": 2, "start": "2022-06", "unit": "North"}]}, False),
        ({"grades": {"VLO": {"promotion": {"to": "CA", "rate": {"value": 0.1, "per": "year"}}}}}, False),
    ],
)
def test_faults_A22_who_leaves_and_is_never_recruited(more: dict[str, Any], is_found: bool) -> None:
    pdus = {"North": {"staff": {"CA": staff(10, 20, 0.12), "VLO": staff(5, 5)}}}
    assert bool(found(region(pdus=pdus, **more), "never-replaced")) is is_found


def test_faults_A22_joiners_are_held_against_posts() -> None:
    def joining(heads: int, months: int = 1, leaving: float = 0.0) -> bool:
        document = region(
            pdus={"A": {"staff": {"CA": staff(40, 50, leaving, headcount=80)}}},
            intakes=[{"grade": "CA", "headcount": heads, "start": f"2022-{4 + months:02}", "unit": "A"}],
        )
        return bool(found(document, "intake-vacancies"))

    assert [joining(heads) for heads in (20, 22, 24)] == [False, False, True]  # half a post each, ten vacant
    assert not joining(24, months=6, leaving=0.12)


@pytest.mark.parametrize(("per_month", "is_found"), [(50, False), (38, False), (37, True), (62, False), (64, True)])
def test_faults_A22_starts_are_held_against_cases_and_dwell(per_month: int, is_found: bool) -> None:
    document = region(
        pdus={"North": {"staff": {"PO": staff(10, 10, caseload=40, workload=1.1)}}},
        caseload={"PO": {"dwell": {"rate": {"value": 0.125, "per": "month"}}, "starts": {"per_month": per_month}}},
    )
    assert bool(found(document, "starts-balance")) is is_found


def test_faults_A22_a_share_above_sixty_is_held_against_the_average() -> None:
    def doubted(share: float, caseload: float) -> bool:
        document = region(
            pdus={"North": {"staff": {"PO": staff(10, 10, caseload=caseload, workload=1.1)}}},
            indicators={"high": {"text": "t", "value": share, "unit": "North", "measure": "share_above_60"}},
        )
        return bool(found(document, "above-sixty"))

    assert [doubted(share, 42) for share in (0.2, 0.24, 0.46)] == [False, False, True]
    assert not doubted(0.9, 80)


def test_faults_A22_posts_of_the_region_are_those_of_its_units() -> None:
    pdus = {"A": {"staff": {"CA": staff(10, 20)}}, "B": {"staff": {"CA": staff(10, 20)}}}
    assert not found(region(pdus=pdus, staff={"CA": {"in_post": 20, "establishment": 40}}), "totals")
    (finding,) = found(region(pdus=pdus, staff={"CA": {"in_post": 20, "establishment": 50}}), "totals")
    assert finding.path == "staff.CA.establishment"
    assert "50 FTE of CA are established in the region, and 40 in its units" in finding.text


def test_faults_A22_points_given_as_minutes() -> None:
    contact = {
        "staff": {"grade": "VLO"},
        "referrals": {"per_month": 5},
        "each": 5,
        "available": 2176,
    }
    parts = {"functions": {"V": {"staff": {"VLO": {"in_post": 2}}}}}
    (finding,) = found(region(**parts, victim_contact=contact), "points-as-minutes")
    assert "9653" in finding.text
    assert not found(region(**parts, victim_contact={**contact, "available": 9653}), "points-as-minutes")


def test_faults_A22_a_first_draft_gets_one_note_for_all_that_nobody_explained() -> None:
    pdus = {f"P{i}": {"staff": {"CA": staff(10, 12, 0.1)}} for i in range(26)}
    notes = pb.audit(region(pdus=pdus, recruitment={"CA": {"per_month": 1}})).notes
    (note,) = notes
    assert note.rule == "unexplained"
    assert note.text.startswith("79 numbers are assumed")
    assert len(note.evidence) == 5
    assert note.evidence[0].path == "pdus.P0.staff.CA.establishment"
    (one,) = pb.audit(region(pdus={"A b": {"staff": {"CA": {"in_post": 3}}}})).notes
    assert (one.path, len(one.evidence)) == ('pdus."A b".staff.CA.in_post', 1)


# --- B12: a vacancy rate of no posts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("in_post", [0, 3])
def test_faults_B12_establishment_of_nothing_has_no_vacancy_rate_anywhere(in_post: int) -> None:
    """Not 0.0 here and minus infinity there: not defined, in Python, tables, forecasts, exports and the audit."""
    document = region(
        pdus={"A": {"staff": {"CA": {"in_post": in_post, "establishment": 0}}}, "B": {"staff": {"CA": staff(8, 10)}}}
    )
    assert document.pdus["A"].staff["CA"].vacancy_rate is None
    assert document.pdus["B"].staff["CA"].vacancy_rate == pytest.approx(0.2)
    for runs in (0, 20):
        forecast = pb.forecast(document, months=2, runs=runs)
        assert ("vacancy_rate", "A", "CA") not in forecast
        assert forecast["establishment", "A", "CA"].mean[0] == 0
        assert forecast["vacancy_rate", "B", "CA"].mean[0] == pytest.approx(0.2)
        assert forecast["vacancy_rate", "*", "CA"].mean[0] == pytest.approx(1 - (8 + in_post) / 10)
        json.loads(forecast.to_json(), parse_constant=pytest.fail)  # NaN, Infinity
    texts = [f.text for f in found(document, "over-establishment")]
    assert texts == (
        ["3 FTE are in post where 0 are established: a vacancy rate of no posts is not defined"] if in_post else []
    )


def test_faults_B12_establishment_that_falls_to_nothing_is_refused() -> None:
    falling = [{"value": 10}, {"value": 0, "from": "2022-09"}]
    with pytest.raises(pb.DocumentError, match=r"establishment\[1\].*vacancy rate of no posts"):
        region(pdus={"A": {"staff": {"CA": {"in_post": 3, "establishment": falling}}}})


def test_faults_B12_establishment_of_nothing_loses_nobody_who_is_shared() -> None:
    pdus = {name: {"staff": {"CA": {"in_post": 2, "establishment": 0}}} for name in ("A", "B")}
    intake = {"grade": "CA", "headcount": 6, "start": "2022-04", "share": "vacancies"}
    forecast = pb.forecast(region(pdus=pdus, intakes=[intake]), months=1, runs=0)
    assert forecast["headcount", "*", "CA"].mean[1] == pytest.approx(10)
