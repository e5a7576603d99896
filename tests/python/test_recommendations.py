"""The register of recommendations: all of the letter's, filters, progress, and what moves them."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from probation import _core
from probation._region.scenario_effects import better

LETTER = {  # Annexe one: numbers by addressee
    "West Kent PDU": ["West Kent 1", "West Kent 2", "West Kent 3", "West Kent 4", "West Kent 5"],
    "Kent, Surrey and Sussex region": [*(f"Region {i}" for i in range(6, 11)), "Region 1", "Region 2"],
    "HM Prison and Probation Service": ["HMPPS 11", "HMPPS 12"],
    "West Sussex PDU": ["West Sussex 13", "West Sussex 14", "West Sussex 15"],
    "The Probation Service": [f"Probation Service {i}" for i in range(3, 8)],
}


def region_of(recommendations: list[dict[str, Any]], **fields: Any) -> pb.Region:
    return pb.Region.from_dict({"name": "R", "as_of": "2023-01", "recommendations": recommendations, **fields})


@pytest.fixture(scope="module")
def register() -> pb.Recommendations:
    return region_of(
        [
            {"number": "1", "addressee": "North PDU", "status": "done", "due": "2022-06", "measures": ["workload"]},
            {"number": "2", "addressee": "North PDU", "status": "in progress", "due": "2022-12"},
            {"number": "3", "addressee": "Region", "status": "open", "due": "2023-01", "measures": ["leavers"]},
            {"number": "4", "addressee": "Region", "status": "rejected", "due": "2022-01"},
            {"number": "5", "addressee": "Region", "due": "2022-03", "measures": ["leavers", "workload"]},
            {"number": "6", "addressee": "Region"},
        ]
    ).recommendations


def test_all_of_the_letter(kss: pb.Region) -> None:
    register = kss.recommendations
    assert len(register) == 22
    by_addressee = {who: [r.number for r in register.filter(addressee=who)] for who in LETTER}
    assert by_addressee == LETTER
    assert {r.made for r in register} == {"2022-05"}
    assert {r.status for r in register} == {r.due for r in register} == {None}
    assert {r.unit for r in register.filter(addressee="west kent")} == {"West Kent"}
    assert {r.unit for r in register.filter(addressee="west sussex")} == {"West Sussex"}
    assert all(len(r.text) > 40 for r in register)


def test_no_recommendation_is_in_the_letters_words(kss: pb.Region) -> None:
    """Ours are shorter: none has six words in a row of the phrases by which the letter is known."""
    phrases = (
        "ensure all cases are accurately risk assessed",
        "support KSS probation region to recruit",
        "address and significantly reduce the 20-week delay",
        "engage with people on probation to inform",
    )
    for r in kss.recommendations:
        assert not any(phrase.casefold() in r.text.casefold() for phrase in phrases)


def test_every_measure_is_one_of_the_model(kss: pb.Region, projected: pb.Forecast) -> None:
    known = _core.known_measures()
    for r in kss.recommendations:
        assert set(r.measures) <= set(known)
    base = pb.forecast(kss, months=1, runs=0)
    for forecast in (base, projected):
        assert {measure for measure, _, _ in forecast.names} <= set(known)
    assert {m for r in kss.recommendations for m in r.measures} <= {measure for measure, _, _ in base.names}


def test_a_register_is_a_sequence(register: pb.Recommendations) -> None:
    assert [r.number for r in register] == ["1", "2", "3", "4", "5", "6"]
    assert register[0].number == register["1"].number == "1"
    assert register[-1] == register["6"]
    assert isinstance(register[1:3], pb.Recommendations)
    assert register[:] == register == list(register)
    assert register[:1] != register
    assert repr(register) == "<6 recommendations>"
    assert list(register.to_pandas()["status"])[:2] == ["done", "in progress"]
    with pytest.raises(KeyError, match="no recommendation is called '7'"):
        register["7"]


def numbers(register: pb.Recommendations) -> str:
    return "".join(r.number for r in register)


def test_filters(register: pb.Recommendations) -> None:
    assert numbers(register.filter(addressee="north")) == "12"
    assert numbers(register.filter(measure="workload")) == "15"
    assert numbers(register.filter(status="open")) == "3"
    assert numbers(register.filter(status="not said")) == "56"
    assert numbers(register.filter(overdue_at="2023-01")) == "25"  # due by the end of its month
    assert numbers(register.filter(overdue_at="2023-02")) == "235"
    assert numbers(register.filter(overdue_at="2022-03")) == ""
    assert numbers(register.filter(addressee="region", measure="leavers", status="open")) == "3"
    assert numbers(register.filter(unit="*")) == "123456"
    assert numbers(register.filter(unit="North")) == ""
    with pytest.raises(ValueError, match="status must be one of 'open'"):
        register.filter(status="closed")
    with pytest.raises(ValueError, match="a month is written as"):
        register.filter(overdue_at="May")


def test_progress(register: pb.Recommendations, golden: Any) -> None:
    progress = register.progress()
    assert [row.addressee for row in progress] == ["North PDU", "Region", "all"]
    total = progress[-1]
    assert total == pb.ProgressRow("all", 6, 1, 1, 1, 1, 2, 2)
    for field in ("made", "open", "in_progress", "done", "rejected", "not_said", "overdue"):
        assert getattr(total, field) == sum(getattr(row, field) for row in progress[:-1])
    assert total.made == total.open + total.in_progress + total.done + total.rejected + total.not_said
    assert register.progress("2023-02")[-1].overdue == 3
    assert repr(progress) == "<Progress at 2023-01: 1 of 6 done>"
    golden("recommendations-progress.txt", str(progress))
    golden("recommendations.txt", str(register))
    golden("recommendations.html", register._repr_html_())


def test_every_measure_says_which_way_is_better_and_why() -> None:
    for measure, (way, reason) in _core.known_measures().items():
        assert way in {"lower", "higher", "neither"}
        assert reason
        assert better(measure) == way
    assert [better(m) for m in ("workload", "capacity", "caseload", "leavers")] == ["lower", "higher", *["neither"] * 2]
    assert better("something new") == "neither"


@pytest.fixture(scope="module")
def forecasts(kss: pb.Region) -> dict[str, pb.Forecast]:
    names = ("as planned", "no recruitment", "attrition 8 %")
    return {name: pb.forecast(kss.scenario(name), months=12, runs=0) for name in names}


def test_what_moves_the_letters_recommendations(kss: pb.Region, forecasts: dict[str, pb.Forecast], golden: Any) -> None:
    moves = kss.recommendations.moves(forecasts)
    assert (moves.baseline, moves.month) == ("as planned", "2023-04")
    verdicts = {(m.number, m.measure, m.scenario): m.verdict for m in moves}
    assert verdicts["HMPPS 11", "vacancy_rate", "attrition 8 %"] == "better"
    assert verdicts["HMPPS 11", "vacancy_rate", "no recruitment"] == "worse"
    assert verdicts["HMPPS 11", "leavers", "no recruitment"] == "neither"  # fewer, for fewer are left
    assert verdicts["West Kent 2", "workload", "no recruitment"] == "worse"
    assert verdicts["West Kent 2", "workload", "attrition 8 %"] == "better"
    assert verdicts["West Kent 2", "demand", "no recruitment"] == "no change"
    move = next(m for m in moves if (m.number, m.measure, m.scenario) == ("West Kent 2", "workload", "no recruitment"))
    base, other = (
        forecasts[name]["workload", "West Kent", "*"].quantile(0.5)[12] for name in (moves.baseline, move.scenario)
    )
    assert (move.unit, move.baseline, move.median) == ("West Kent", base, other)
    assert move.change == pytest.approx(other - base, rel=1e-12)
    by_scenario = moves.by_scenario()
    assert {"HMPPS 11", "West Kent 4"} <= set(by_scenario["attrition 8 %"])
    assert not {"HMPPS 11", "West Kent 4"} & set(by_scenario["no recruitment"])
    assert "HMPPS 11" in moves.by_scenario("worse")["no recruitment"]
    unmoved = {r.number for r in kss.recommendations if not r.measures}
    assert not unmoved & {m.number for m in moves}
    assert list(moves.to_pandas()["verdict"]) == [m.verdict for m in moves]
    assert repr(moves) == f"<Moves in 2023-04 against 'as planned': {len(moves)}>"
    golden("recommendations-moves.txt", str(moves))
    assert isinstance(moves[0], pb.Move)
    assert isinstance(moves[:2], list)


def test_moves_at_a_month_and_against_another_baseline(kss: pb.Region, forecasts: dict[str, pb.Forecast]) -> None:
    one = kss.recommendations.filter(measure="vacancy_rate")
    early = one.moves(forecasts, at=0)
    assert early.month == "2022-04"
    assert {m.change for m in early if m.measure == "vacancy_rate"} == {0.0}
    assert {m.verdict for m in early if m.measure == "vacancy_rate"} == {"no change"}
    assert list(one.moves(forecasts, at="2022-10")) == list(one.moves(forecasts, at=6))
    turned = one.moves(forecasts, baseline="no recruitment")
    straight = one.moves(forecasts, baseline="as planned")
    back = {(m.number, m.measure): m for m in turned if m.scenario == "as planned"}
    for m in straight:
        if m.scenario == "no recruitment":
            assert back[m.number, m.measure].change == -m.change
            assert {back[m.number, m.measure].verdict, m.verdict} in ({"better", "worse"}, {"no change"}, {"neither"})
    assert {m.verdict for m in one.moves(forecasts, least=math.inf)} == {"no change"}


def test_moves_of_what_no_forecast_has(forecasts: dict[str, pb.Forecast]) -> None:
    register = region_of([{"number": "1", "measures": ["mean_wait", "workload"]}]).recommendations
    moves = register.moves(forecasts)
    assert {m.measure for m in moves} == {"workload"}
    assert "not in these forecasts: mean_wait of region" in str(moves)


def test_moves_that_cannot_be_told(kss: pb.Region, forecasts: dict[str, pb.Forecast], projected: pb.Forecast) -> None:
    register = kss.recommendations
    with pytest.raises(ValueError, match="at least one other"):
        register.moves({"as planned": forecasts["as planned"]})
    with pytest.raises(KeyError, match="did you mean 'as planned'"):
        register.moves(forecasts, baseline="as planed")
    for at in (13, -1, "2023-05", "soon"):
        with pytest.raises(ValueError, match="at must be a month from 2022-04 to 2023-04"):
            register.moves(forecasts, at=at)
    later = pb.Region.from_dict({"name": "L", "as_of": "2023-04", "pdus": {"N": {"staff": {"PO": {"in_post": 9}}}}})
    with pytest.raises(ValueError, match="must start in the same month"):
        register.moves({"a": projected, "b": pb.forecast(later, months=3, runs=0)})


def test_infinite_medians_are_worse_than_any() -> None:
    def workload(in_post: float) -> pb.Forecast:
        cases = {"c": {"cases": 10, "points": 50, "held_by": {"grades": ["PO"]}}}
        staff = {"PO": {"in_post": in_post}}
        region = pb.Region.from_dict(
            {"name": "R", "as_of": "2022-04", "pdus": {"N": {"staff": staff, "caseload": cases}}}
        )
        return pb.forecast(region, months=1, runs=0)

    register = region_of([{"number": "1", "measures": ["workload"]}]).recommendations
    assert [m.verdict for m in register.moves({"some": workload(5), "none": workload(0)})] == ["worse"]
    assert [m.verdict for m in register.moves({"none": workload(0), "some": workload(5)})] == ["better"]
    assert [m.verdict for m in register.moves({"a": workload(0), "b": workload(0)})] == ["no change"]


DOCS = Path(__file__).parents[2] / "docs"


def test_the_examples_of_the_page_run() -> None:
    page = (DOCS / "how-to" / "recommendations.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(first, names)
    exec(second.replace("runs=1000", "runs=0"), names)
    by_scenario = names["moves"].by_scenario()
    assert list(by_scenario) == ["vetting halved", "attrition 8 %"]
    assert "West Kent 1" in by_scenario["vetting halved"]


def test_the_page_names_each_field() -> None:
    page = (DOCS / "reference" / "document.md").read_text(encoding="utf-8")
    section = page.split("[[recommendations]]", 1)[1].split("```", 1)[0]
    for field in ("number", "addressee", "text", "measures", "unit", "status", "made", "due", "source"):
        assert re.search(rf"^{field}\b", section, re.MULTILINE), field
