"""Regions as objects: names, quantities, scenarios, patches."""

from __future__ import annotations

import copy

import probation as pb
import pytest


def test_a_region_says_what_its_document_says(small: pb.Region) -> None:
    assert (small.name, small.as_of) == ("Small region", "2022-04")
    assert list(small.pdus) == ["North", "South"]
    assert list(small.functions) == []
    assert small.scenarios == ["vetting halved"]
    assert {"PO", "PSO", "PQiP"} <= set(small.grades)
    assert small.grades["PQiP"].qualifies_to == "PO"
    assert [stage.name for stage in small.grades["PO"].ladder] == ["newly qualified", "qualified"]
    assert repr(small) == "<Region Small region, as of 2022-04: 2 PDUs, 1 scenarios>"


def test_staff_are_quantities_with_a_source(small: pb.Region) -> None:
    po = small.pdus["North"].staff["PO"]
    assert po.establishment is not None
    assert po.caseload is not None
    assert po.leaving_rate is not None
    assert po.in_post is not None
    assert float(po.establishment) == 40.0
    assert po.establishment.status == "disputed"
    assert str(po.caseload) == "42, observed: staffing return"
    assert str(po.in_post) == "31.5, assumed"
    assert (po.leaving_rate.text, po.leaving_rate.unit) == ("0.12 per year", "per year")
    assert po.leaving_rate.in_months == pytest.approx(0.01)
    assert po.vacancy_rate == pytest.approx(1 - 31.5 / 40)
    assert po.caseload == copy.deepcopy(po.caseload) != po.in_post


def test_uncertain_quantities_show_their_spread(small: pb.Region) -> None:
    leaving = small.pdus["North"].staff["PSO"].leaving_rate
    assert leaving is not None
    assert not leaving.is_certain
    assert leaving.text == "0.1 (0.08–0.15) per year"
    assert float(leaving) == pytest.approx((0.08 + 0.4 + 0.15) / 6)
    assert leaving.parameters == (0.08, 0.1, 0.15)


def test_leaving_falls_back_on_the_grade() -> None:
    region = pb.Region.from_dict(
        {
            "name": "Fallback",
            "as_of": "2022-04",
            "grades": {"PO": {"leaving_rate": {"value": 0.2, "per": "year"}}},
            "pdus": {"North": {"staff": {"PO": {"in_post": 30}}}},
        }
    )
    po = region.pdus["North"].staff["PO"]
    assert po.leaving_rate is not None
    assert float(po.leaving_rate) == 0.2
    assert po.vacancy_rate is None
    assert po.establishment is None


def test_the_rest_of_the_region_follows_by_subtraction(kss: pb.Region) -> None:
    rest = kss.pdus["Rest of region"]
    assert rest.is_remainder
    heads, cases = 0.0, 0.0
    for unit in kss.pdus.values():
        po = unit.staff["PO"]
        assert po.in_post is not None
        assert po.caseload is not None
        heads += float(po.in_post)
        cases += float(po.in_post) * float(po.caseload)
    total = kss.staff["PO"]
    assert total.in_post is not None
    assert total.caseload is not None
    assert heads == pytest.approx(float(total.in_post))
    assert cases / heads == pytest.approx(float(total.caseload)) == pytest.approx(36)


def test_the_example_carries_its_inspections(kss: pb.Region) -> None:
    west_kent = kss.inspections["West Kent"]
    assert (west_kent.scorecard.score, west_kent.scorecard.maximum) == (1, 27)
    assert west_kent.scorecard.standards["1.4"].rating == pb.Rating.REQUIRES_IMPROVEMENT
    assert kss.inspections["West Sussex"].scorecard.score == 4
    assert len(set(kss.inspections["West Sussex"].overall.values())) == 2  # the letter contradicts itself
    assert len(kss.recommendations) == 22
    assert kss.surveys
    assert kss.indicators
    assert all(survey.share.source for survey in kss.surveys.values())


def test_ratings_are_ordered_points_and_published_words() -> None:
    assert str(pb.Rating.REQUIRES_IMPROVEMENT) == f"{pb.Rating.REQUIRES_IMPROVEMENT}" == "Requires improvement"
    assert pb.Rating.INADEQUATE < pb.Rating.GOOD
    assert sum(pb.Rating) == 6
    assert pb.Rating(3) is pb.Rating.OUTSTANDING


def test_wrong_names_are_answered_with_a_near_miss(small: pb.Region) -> None:
    with pytest.raises(KeyError, match="did you mean 'North'"):
        small.pdus["Nroth"]
    with pytest.raises(KeyError, match="there is: 'PO', 'PSO'"):
        small.pdus["North"].staff["director"]
    with pytest.raises(KeyError, match="vetting halved"):
        small.scenario("nothing")
    assert small.pdus._ipython_key_completions_() == ["North", "South"]


def test_patches_merge(small: pb.Region) -> None:
    patch = {"pdus": {"North": {"staff": {"PO": {"in_post": 20, "headcount": None}}}}}
    changed = small.patched(patch)
    po = changed.pdus["North"].staff["PO"]
    assert po.in_post is not None
    assert float(po.in_post) == 20
    assert po.headcount is None
    assert changed.pdus["South"] == small.pdus["South"]
    assert changed != small
    with pytest.raises(pb.DocumentError, match=r"pdus\.North\.staff\.PO\.in_post"):
        small.patched({"pdus": {"North": {"staff": {"PO": {"in_post": -1}}}}})


def test_equal_regions_are_one_in_a_set(small: pb.Region) -> None:
    assert len({small, pb.Region.from_dict(small.to_dict()), small.scenario("vetting halved")}) == 2
    assert small != "Small region"


def test_plans_are_printed_and_drawn(small: pb.Region) -> None:
    plan = small.plan(12)
    assert (plan.start, plan.months) == ("2022-04", 12)
    assert "North/PO/qualified" in plan.stocks
    assert str(plan).startswith("plan from 2022-04 for 12 months\n")
    assert plan.to_dot().startswith("digraph plan {")
    with pytest.raises(ValueError, match="1 to 600"):
        small.plan(0)


def test_a_number_says_when_it_was_observed_and_one_in_its_place_does_not(kss: pb.Region) -> None:
    caseload = kss.pdus["West Kent"].staff["PO"].caseload
    assert caseload is not None
    assert caseload.date == "2022-01"
    patch = {"pdus": {"West Kent": {"staff": {"PO": {"caseload": {"value": 40}}}}}}
    changed = kss.patched(patch).pdus["West Kent"].staff["PO"].caseload
    assert changed is not None
    assert (float(changed), changed.date, changed.source) == (40.0, None, "")
