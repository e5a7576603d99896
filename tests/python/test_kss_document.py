"""The example region document carries every figure of the letter, and its sums hold."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).parents[2] / "python" / "probation" / "data" / "kss.toml"
IDS = [
    *(f"L{i}" for i in range(1, 4)),
    *(f"S{i}" for i in range(1, 22)),
    *(f"V{i}" for i in range(1, 12)),
    *(f"T{i}" for i in range(1, 5)),
    "F1",
    *(f"R{i}" for i in range(1, 4)),
    "A1",
]
UNITS = ["West Kent", "West Sussex", "Rest of region"]
POINTS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}
QUANTITY_KEYS = {"value", "low", "mode", "high", "mean", "sd", "count", "of"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    with PATH.open("rb") as file:
        return tomllib.load(file)


def every_text(node: Any) -> list[str]:
    """All sources, texts and notes below a node."""
    if isinstance(node, dict):
        return [text for value in node.values() for text in every_text(value)]
    if isinstance(node, list):
        return [text for value in node for text in every_text(value)]
    return [node] if isinstance(node, str) else []


def every_quantity(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    if isinstance(node, list):
        return [q for i, value in enumerate(node) for q in every_quantity(value, f"{path}[{i}]")]
    if not isinstance(node, dict):
        return []
    below = [q for key, value in node.items() for q in every_quantity(value, f"{path}.{key}")]
    is_quantity = ("value" in node and not isinstance(node["value"], dict)) or "low" in node or "of" in node
    return [(path, node), *below] if is_quantity else below


def mean(q: Any) -> float:
    """The mean of a number, of a certain quantity or of a PERT."""
    if not isinstance(q, dict):
        return float(q)
    if "value" in q:
        return float(q["value"])
    return (float(q["low"]) + 4 * float(q["mode"]) + float(q["high"])) / 6


@pytest.mark.parametrize("figure", IDS)
def test_every_figure_of_the_letter_is_carried_with_its_place(document: dict[str, Any], figure: str) -> None:
    cited = re.compile(rf"\b{figure}: letter, ")
    assert any(cited.search(text) for text in every_text(document))


def test_every_quantity_says_where_it_comes_from(document: dict[str, Any]) -> None:
    quantities = every_quantity(document)
    assert len(quantities) > 90
    for path, q in quantities:
        assert q.get("source"), path
        cites = re.match(r"[LSVTFRA]\d+: letter, |WMT |scenario: ", q["source"])
        assert cites or q["status"] == "assumed", f"{path}: {q['source']}"
        uncertain = "low" in q
        assert not uncertain or q.get("status") in {"assumed", "disputed"} or "scenarios" in path, path


def test_figures(document: dict[str, Any]) -> None:
    staff = document["staff"]
    averages = {
        "region": (staff, 36, 50, 1.169, 1.057),
        "West Kent": (document["pdus"]["West Kent"]["staff"], 42, 52, 1.32, 1.06),
        "West Sussex": (document["pdus"]["West Sussex"]["staff"], 39, 52, 1.24, 1.236),
    }
    for name, (given, po_cases, pso_cases, po_load, pso_load) in averages.items():
        assert given["PO"]["caseload"]["value"] == po_cases, name
        assert given["PSO"]["caseload"]["value"] == pso_cases, name
        assert given["PO"]["workload"]["value"] == po_load, name
        assert given["PSO"]["workload"]["value"] == pso_load, name
    for grade, rate in {"PO": 0.115, "PSO": 0.055, "SPO": 0.065}.items():
        assert mean(staff[grade]["vacancy_rate"]) == pytest.approx(rate, abs=1e-12)
        assert staff[grade]["vacancy_rate"]["status"] == "disputed"
    assert {g: x["leaving_rate"]["value"] for g, x in document["grades"].items() if g != "PQiP"} == dict.fromkeys(
        ["PO", "PSO", "SPO", "CA", "QDO", "SFO investigator", "VLO", "unpaid work supervisor", "facilitator"], 0.12
    )
    assert document["recruitment"]["PO"]["in_vetting"]["value"] == 6
    assert document["recruitment"]["PO"]["vetting"]["mode"] == 20
    quality = document["functions"]["quality and performance"]["staff"]["QDO"]
    assert (quality["in_post"]["value"], quality["establishment"]["value"]) == (2.8, 7)


def test_backlog_figures(document: dict[str, Any]) -> None:
    work = document["unpaid_work"]
    assert (work["individual"]["places"]["value"], work["independent"]["value"]) == (281, 0.10)
    assert (work["education"]["share"]["value"], work["education"]["allowed"]["value"]) == (0.16, 0.30)
    assert work["past_12_months"]["value"] == 0.30
    programmes = document["programmes"]
    assert [programmes[p]["not_started"]["value"] for p in ("sex offender", "other")] == [0.74, 0.80]
    assert [programmes[p]["completion"]["value"] for p in ("sex offender", "other")] == [0.78, 0.40]
    assert document["victim_contact"]["pilot"]["mode"] == 100
    assert document["victim_contact"]["limit"]["value"] == 20
    levels = [document["scenarios"][f"delivery {x} %"]["unpaid_work"]["delivery"]["level"]["value"] for x in (110, 120)]
    assert levels == [1.10, 1.20]


def test_derivations_of_the_backlogs(document: dict[str, Any]) -> None:
    """What the sources of assumed volumes say, computed again."""
    share = 272_131 / 3_978_852
    work = document["unpaid_work"]
    before = mean(work["delivery"]["before"])
    assert before == pytest.approx(4.9e6 * share / 12, rel=0.005)
    assert mean(work["hours"]) == pytest.approx(4.4e6 * share, rel=0.005)
    assert mean(work["people"]) * 0.30 == pytest.approx(15_100 * share, rel=0.005)
    assert mean(work["past_24_months"]) * mean(work["people"]) == pytest.approx(5_500 * share, rel=0.02)
    ordered = [(x["hours"], mean(x["share"])) for x in work["ordered"]]
    assert sum(s for _, s in ordered) == pytest.approx(1)
    assert sum(h * s for h, s in ordered) == pytest.approx(108, abs=0.5)
    supervisors = document["functions"]["unpaid work"]["staff"]["unpaid work supervisor"]
    placements = mean(supervisors["in_post"]) * mean(work["groups"]["each"]) + 281 * mean(work["individual"]["each"])
    assert placements / (1 - 0.10 - 0.16) == pytest.approx(1.10 * before, rel=0.005)  # V5
    imposed = 42_483 / 48 * share
    for name, part, months in (("sex offender", 0.2, 6), ("other", 0.8, 5)):
        p = document["programmes"][name]
        assert mean(p["arrivals"]["per_month"]) == pytest.approx(part * imposed, rel=0.03)
        starts = 0.598 * mean(p["arrivals"]["per_month"])
        in_groups = starts * months * (1 + mean(p["completion"])) / 2  # who drop out are there for half of it
        assert mean(p["identified"]) * (1 - mean(p["not_started"])) == pytest.approx(in_groups, rel=0.03)
        groups = mean(p["groups_each"]) * mean(document["functions"]["programmes"]["staff"]["facilitator"]["in_post"])
        assert groups * mean(p["most"]) / months == pytest.approx(starts, rel=0.04)
    contact = document["victim_contact"]
    assert mean(contact["open_cases"]) == pytest.approx(45 * 36)


def test_starters_and_trainees(document: dict[str, Any]) -> None:
    starters = {x["grade"]: x["headcount"]["value"] for x in document["intakes"]}
    assert starters == {"PSO": 39, "CA": 22, "SPO": 9}
    assert sum(starters.values()) == 70
    trainees = [document["pdus"][unit]["staff"]["PQiP"] for unit in UNITS]
    for month, number in {"2022-05": 37, "2022-10": 18}.items():
        due = [c["headcount"] for t in trainees for c in t["cohorts"] if c["qualifies"] == month]
        assert sum(due) == number
    for t in trainees:
        assert sum(c["headcount"] for c in t["cohorts"]) == t["in_post"]["value"]


def test_the_rest_of_the_region_is_possible_whatever_is_drawn(document: dict[str, Any]) -> None:
    pdus, region = document["pdus"], document["staff"]
    assert pdus["Rest of region"]["remainder"] is True
    for grade in region:
        least = region[grade]["in_post"]["low"]
        most = [pdus[unit]["staff"][grade]["in_post"]["high"] for unit in UNITS[:2]]
        assert least - sum(most) > 0
        if "caseload" not in region[grade]:
            continue
        for average in ("caseload", "workload"):
            there = [pdus[unit]["staff"][grade][average]["value"] for unit in UNITS[:2]]
            taken = sum(a * n for a, n in zip(there, most, strict=True))
            assert region[grade][average]["value"] * least - taken > 0


def test_means_in_post_are_whole(document: dict[str, Any]) -> None:
    for holder in (document, *(document["pdus"][unit] for unit in UNITS[:2])):
        for grade, given in holder["staff"].items():
            assert mean(given["in_post"]) == pytest.approx(round(mean(given["in_post"])), abs=1e-12), grade


def test_scorecards(document: dict[str, Any]) -> None:
    scores = {}
    for unit, given in document["inspections"].items():
        assert len(given["scorecard"]) == 9
        scores[unit] = sum(POINTS[standard["rating"]] for standard in given["scorecard"].values())
        assert (given["score"], given["maximum"]) == (scores[unit], 27)
    assert scores == {"West Kent": 1, "West Sussex": 4}
    overall = document["inspections"]["West Sussex"]["overall"]
    assert overall == {"observations": "Inadequate", "annexe 2": "Requires improvement"}


def test_all_recommendations(document: dict[str, Any]) -> None:
    numbers = [r["number"] for r in document["recommendations"]]
    expected = {
        "West Kent": range(1, 6),
        "Region": [*range(6, 11), 1, 2],
        "HMPPS": [11, 12],
        "West Sussex": [13, 14, 15],
        "Probation Service": range(3, 8),
    }
    assert sorted(numbers) == sorted(f"{who} {i}" for who, given in expected.items() for i in given)
    assert len(set(numbers)) == 22
    for r in document["recommendations"]:
        assert r["source"].endswith(r["number"].removeprefix("Region").strip())


def test_documentation_lists_every_figure() -> None:
    page = (PATH.parents[3] / "docs" / "explanation" / "example-kss.md").read_text(encoding="utf-8")
    for figure in IDS:
        assert f"\n| {figure} |" in page


def test_the_first_month_is_what_the_letter_says() -> None:
    import probation as pb

    base = pb.forecast(pb.examples.kss(), months=1, runs=0)
    expected = {
        ("workload", "*", "PO"): 1.169,
        ("workload", "*", "PSO"): 1.057,
        ("workload", "West Kent", "PO"): 1.32,
        ("workload", "West Kent", "PSO"): 1.06,
        ("workload", "West Sussex", "PO"): 1.24,
        ("workload", "West Sussex", "PSO"): 1.236,
        ("caseload_per_officer", "*", "PO"): 36,
        ("caseload_per_officer", "*", "PSO"): 50,
        ("caseload_per_officer", "West Kent", "PO"): 42,
        ("caseload_per_officer", "West Kent", "PSO"): 52,
        ("caseload_per_officer", "West Sussex", "PO"): 39,
        ("caseload_per_officer", "West Sussex", "PSO"): 52,
        ("vacancy_rate", "*", "PO"): 0.115,
        ("vacancy_rate", "*", "PSO"): 0.055,
        ("vacancy_rate", "*", "SPO"): 0.065,
        ("vacancy_rate", "quality and performance", "QDO"): 0.6,
        ("vacancy_rate", "serious further offences", "SFO investigator"): 0,
        ("fte", "quality and performance", "QDO"): 2.8,
        ("headcount", "Rest of region", "PO"): 186,
        ("headcount", "Rest of region", "PSO"): 216,
        ("headcount", "*", "PQiP"): 55,
    }
    for name, value in expected.items():
        assert base[name].mean[0] == pytest.approx(value, rel=1e-12, abs=1e-12), name


def test_trainees_qualify_when_they_are_due() -> None:
    import probation as pb

    base = pb.forecast(pb.examples.kss(), months=9, runs=0)
    moved = base["moved_out", "*", "PQiP"].mean
    assert [month for month, n in zip(base["moved_out", "*", "PQiP"].months, moved, strict=True) if n > 0] == [
        "2022-05",
        "2022-10",
    ]
    assert 36 < moved[1] < 37
    assert 17 < moved[6] < 18


def test_scenarios_differ_where_they_should() -> None:
    import probation as pb

    kss = pb.examples.kss()
    heads = {
        name: pb.forecast(kss.scenario(name), months=24, runs=0)["headcount", "*", "PO"].mean[24]
        for name in ("as planned", "no recruitment", "vetting halved", "attrition 8 %")
    }
    backlogs = {"delivery 110 %", "delivery 120 %", "42 new staff by August", "ETE at 30 %", "oldest first"}
    assert set(kss.scenarios) == set(heads) | backlogs | {
        "unpaid work, everything",
        "group size 12",
        "one more vetting officer",
    }
    assert heads["no recruitment"] < heads["as planned"] < heads["vetting halved"] < heads["attrition 8 %"]
    nobody = pb.forecast(kss.scenario("no recruitment"), months=24, runs=0)
    for grade in ("PO", "PSO", "SPO", "CA"):
        assert max(nobody["joiners", "*", grade].mean) == 0
        assert max(nobody["in_pipeline", "*", grade].mean) == 0


def test_the_rest_is_possible_in_every_replicate() -> None:
    import probation as pb

    rest = pb.forecast(pb.examples.kss(), months=1, runs=2_000, seed=1)
    for grade, low, high in (("PO", 1.05, 1.14), ("PSO", 0.95, 1.04)):
        workload = rest["workload", "Rest of region", grade]
        assert low < workload.quantile(0.01)[0] < workload.quantile(0.99)[0] < high


def test_assumptions_are_listed() -> None:
    import probation as pb

    assumptions = pb.forecast(pb.examples.kss(), months=1, runs=0).assumptions()
    assert all(a.source for a in assumptions)
    paths = {a.path for a in assumptions}
    assert {"staff.PO.in_post", "staff.PO.vacancy_rate", "caseload.PO.dwell.time", "workload.spread"} <= paths
    assert 'pdus."West Kent".staff.PO.workload' not in paths
