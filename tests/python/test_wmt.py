"""The Workload Management Tool through Python: properties, errors, displays."""

from __future__ import annotations

import datetime
import json
import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import _core

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

wmt = pb.wmt
SEED = wmt.configuration()
LOCATIONS = ["community", "custody", "licence"]

counts = st.integers(0, 200)
caseloads = st.dictionaries(
    st.sampled_from(LOCATIONS), st.dictionaries(st.sampled_from([*SEED.tiers, "untiered"]), counts, max_size=6)
)
tenths = st.integers(0, 600).map(lambda n: n / 10)
officers = st.lists(
    st.builds(
        wmt.Officer,
        st.text(min_size=1, max_size=3),
        st.one_of(st.integers(-50, 4000), st.floats(0, 4000, allow_nan=False).map(lambda x: round(x, 2))),
        st.sampled_from([0, 0, 597, 1217, 2176]),
        team=st.sampled_from(["North", "South"]),
        contracted_hours=tenths,
        reduction_hours=tenths,
        cases=counts,
    ),
    min_size=1,
    max_size=12,
)


def test_the_shipped_settings_are_the_seed_with_their_source() -> None:
    assert _core.wmt.seed() == SEED
    assert SEED.weight("community", "A3").mean == 206
    assert SEED.weight("licence", "A3", t2a=True).mean == 75
    assert len(SEED.tiers) == 32
    assert "MIT" in SEED.source
    assert SEED.source_of(SEED.weight("custody", "B2")) == SEED.source
    assert (SEED.contacts["CMS06"].mean, SEED.contacts["CMS51"].mean, SEED.contacts["NGS010"].mean) == (26, 0, 0)
    assert SEED.reductions["NQO"]["percent"].mean == 20
    assert SEED.reductions["NQO"]["months"] == 9
    assert list(SEED.thresholds) == [90, 100, 110]
    assert wmt.from_dict(wmt.to_dict(SEED)) == SEED


def test_the_schema_is_that_of_the_shipped_settings() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = wmt.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    version = wmt.to_dict(SEED)
    assert check.is_valid({"versions": [version, version | {"from": "2024-04-30"}]})
    changes: list[dict[str, Any]] = [{"from": "2024-4-30"}, {"tier": []}, {"hours": {"PO": -1}}, {"contact_days": 1.5}]
    for change in changes:
        assert not check.is_valid({"versions": [version | change]}), change


def test_settings_of_ones_own_by_date(tmp_path: Path) -> None:
    old = wmt.to_dict(SEED) | {"name": "old"}
    new = wmt.to_dict(wmt.changed(SEED, {"cases": {"points": {"community": {"A3": 250}}}})) | {"from": "2024-04-30"}
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"versions": [old, new]}), encoding="utf-8")
    both = wmt.read_configurations(file)
    held: Any = {"community": {"A3": 1}}
    assert wmt.points(held, configuration=both).total == 250
    assert wmt.points(held, configuration=both, date="2024-04-29").total == 206
    assert wmt.points(held, configuration=both, date=datetime.date(2024, 4, 30)).total == 250
    with pytest.raises(ValueError, match='a day is written as "2022-04-01"'):
        both.at("April")


def test_tiers_are_data() -> None:
    letters = {letter: 10 * i for i, letter in enumerate("GFEDCBA", 1)}
    mine = wmt.from_dict(
        wmt.to_dict(SEED)
        | {
            "tiers": list("ABCDEFG"),
            "cases": {"points": {"community": letters, "approved premises": letters}},
            "t2a": {},
        }
    )
    assert wmt.points({"community": {"A": 2}, "approved premises": {"G": 3}}, configuration=mine).total == 170
    with pytest.raises(wmt.WmtError, match="A3"):
        wmt.points({"community": {"A3": 1}}, configuration=mine)


def test_documents_report_every_problem() -> None:
    tree = wmt.to_dict(SEED)
    del tree["cases"]["points"]["custody"]["B2"]
    tree["cases"]["points"]["licence"]["A9"] = 1
    tree["hours"]["PO"] = -1
    tree["grades"]["SPO"]["hours"] = "SPOO"
    with pytest.raises(pb.DocumentError) as caught:
        wmt.from_dict(tree)
    text = str(caught.value)
    assert "points of tier B2 at custody" in text
    assert "versions[0].cases.points.licence.A9: found a tier that is not listed" in text
    assert "versions[0].hours.PO: found -1" in text
    assert '"SPOO"' in text
    assert len(caught.value.problems) == 4
    with pytest.raises(pb.DocumentError, match="did you mean tiers"):
        wmt.from_dict(wmt.to_dict(SEED) | {"tier": []})
    with pytest.raises(pb.DocumentError, match="a day such as"):
        wmt.from_dict(wmt.to_dict(SEED) | {"from": "2024-13-01"})


@settings(deadline=None)
@given(caseloads, caseloads)
def test_points_add(one: dict[str, dict[str, int]], other: dict[str, dict[str, int]]) -> None:
    both = {
        at: {
            tier: one.get(at, {}).get(tier, 0) + other.get(at, {}).get(tier, 0)
            for tier in {**one.get(at, {}), **other.get(at, {})}
        }
        for at in {**one, **other}
    }
    assert wmt.points(both).total == wmt.points(one).total + wmt.points(other).total
    by_hand = sum(
        n * SEED.weight(at, tier).mean for at, cells in both.items() for tier, n in cells.items() if tier != "untiered"
    )
    assert wmt.points(both).total == by_hand
    assert wmt.points(both, policy="wmt_worker").total == by_hand


@settings(deadline=None)
@given(caseloads)
def test_a_prison_projects_its_custody_cases_on_licence(held: dict[str, dict[str, int]]) -> None:
    prison = wmt.omic_points(held)
    assert prison.projected_licence == wmt.points({"licence": held.get("custody", {})}).total
    assert prison.total == wmt.points(held).total
    theirs = wmt.omic_points(held, policy="wmt_worker")
    assert (theirs.total, theirs.projected_licence) == (prison.total, prison.projected_licence)


@settings(deadline=None)
@given(tenths, tenths, st.integers(0, 50).map(lambda n: n / 10))
def test_more_reduction_never_raises_capacity(contracted: float, reduction: float, more: float) -> None:
    reduction = min(reduction, contracted)
    more = min(reduction + more, contracted)
    less_off = wmt.available_points(contracted_hours=contracted, reduction_hours=reduction)
    assert wmt.available_points(contracted_hours=contracted, reduction_hours=more) <= less_off
    tenths_left = round(10 * contracted) - round(10 * reduction)
    assert less_off == math.floor(Fraction(2176 * tenths_left, 370))
    theirs = wmt.available_points(contracted_hours=contracted, reduction_hours=reduction, policy="hmpps_workload")
    assert theirs == less_off


@settings(deadline=None)
@given(officers, st.randoms(use_true_random=False))
def test_permuting_officers_changes_nothing(team: list[Any], shuffle: random.Random) -> None:
    before = {g.name: g for g in wmt.aggregate(team, by="team")}
    whole = wmt.team(team)
    shuffled = list(team)
    shuffle.shuffle(shuffled)
    assert {g.name: g.percent for g in wmt.aggregate(shuffled, by="team")} == {n: g.percent for n, g in before.items()}
    assert wmt.team(shuffled).points == whole.points
    assert sum(g.officers for g in before.values()) == whole.officers == len(team)
    exactly = sum(Fraction(str(o.points)) for o in team)
    assert whole.points == float(exactly)
    available = sum(int(o.available_points) for o in team)
    assert whole.percent == (float(100 * exactly / available) if available else None)
    hidden = [o for o in team if o.available_points == 0 and o.points != 0]
    assert whole.without_capacity == len(hidden)
    named = [f.officer for f in wmt.findings(team) if f.kind == "no capacity"]
    assert named == [o.name for o in hidden]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"community": {"A3": math.nan}}, ["cases.community.A3", "not a number"]),
        ({"community": {"A3": -1}}, ["cases.community.A3", "found -1"]),
        ({"community": {"A3": 2.5}}, ["cases.community.A3", "2.5", "whole number of cases"]),
        ({"community": {"A3": "2"}}, ["cases.community.A3", "'2'", "a number"]),
        ({"community": {"A3": None}}, ["cases.community.A3", "None"]),
        ({"community": {"A3": True}}, ["cases.community.A3", "True"]),
        ({"community": {"A3": [1, 2]}}, ["cases.community.A3", "four numbers"]),
        ({"community": {"A3": {"total": 1, "warrant": 1}}}, ["cases.community.A3", "warrants"]),
        ({"custody": {"A4": 1}}, ["cases.custody.A4", "did you mean A3?"]),
        ({"prison": {"A3": 1}}, ["cases", '"prison"', "one of community, custody, licence"]),
    ],
)
def test_what_makes_no_sense_is_an_error_that_says_where(held: Any, words: list[str]) -> None:
    with pytest.raises(wmt.WmtError) as caught:
        wmt.points(held)
    for word in words:
        assert word in str(caught.value)
    assert caught.value.problems[0].expected


def test_hours_that_make_no_sense_are_errors() -> None:
    for arguments, words in [
        ({"contracted_hours": -1}, "contracted_hours: found -1"),
        ({"contracted_hours": math.nan}, "contracted_hours: found not a number"),
        ({"contracted_hours": "37"}, "contracted_hours: found '37'"),
        ({"contracted_hours": 10, "reduction_hours": 12}, "12 of 10 contracted hours"),
        ({"grade": "XX"}, 'the grade "XX"'),
        ({"policy": "wmt"}, 'the policy "wmt"'),
    ]:
        with pytest.raises(wmt.WmtError) as caught:
            wmt.available_points(**arguments)  # type: ignore[arg-type]
        assert words in str(caught.value)
        assert caught.value.problems
    assert wmt.available_points(contracted_hours=10, reduction_hours=12, over_reduction="zero") == 0
    assert wmt.available_points(contracted_hours=10, reduction_hours=12, policy="wmt_worker") == -117
    with pytest.raises(ValueError, match="over_reduction must be"):
        wmt.available_points(over_reduction="no")  # type: ignore[arg-type]


def test_capacity_by_grade() -> None:
    assert wmt.available_points(contracted_hours=37, reduction_hours=7.4, grade="PO") == 1740
    assert [wmt.available_points(grade=g) for g in SEED.grades] == [2176, 0, 2176, 2176, 0, 2176, 2176]
    for off, share in [("PQiP - 1st 6 months", 0.2), ("PQiP - 12 to 18 months", 0.6), ("NQO", 0.8)]:
        reduction = wmt.reduction_hours(37, reason=off)
        assert wmt.available_points(contracted_hours=37, reduction_hours=reduction) == math.floor(2176 * share)
    assert wmt.available_points(grade="TPO", policy="hmpps_workload") == 0
    with pytest.raises(TypeError, match="not both"):
        wmt.reduction_hours(37, 20, reason="NQO")


def test_reductions_and_contacts() -> None:
    nqo = wmt.Reduction("NQO", 7.4, start="2024-01-01", end="2024-09-30")
    assert wmt.hours_off([nqo], "2024-09-30") == 7.4
    assert wmt.hours_off([nqo], "2024-10-01") == 0
    with pytest.raises(wmt.WmtError, match='the status "open"'):
        wmt.Reduction("NQO", 7.4, status="open")
    contact = wmt.Contact("CMS02", datetime.date(2024, 5, 1), done_by="A", owner="B")
    assert [wmt.cms_points([contact], who, "2024-05-07") for who in "ABC"] == [13, -13, 0]
    assert wmt.cms_points([contact], "A", "2024-05-08") == 0


def test_a_case_through_every_policy(golden: Callable[[str, str | None], None]) -> None:
    seen = wmt.differences(
        contracted_hours=19.5, reduction_hours=1.0, grade="PSO", cases={"community": {"B1": 12, "untiered": 2}}
    )
    assert not seen.agree
    assert [figure.agree for figure in seen] == [False, False, False]
    golden("wmt-differences.txt", str(seen))
    assert "<table" in (seen._repr_html_() or "")
    plain = wmt.differences(cases={"community": {"B1": 12}})
    assert [figure.agree for figure in plain] == [True, True, False]
    over = wmt.differences(contracted_hours=10, reduction_hours=20, cases={"community": {"B1": 12}})
    assert "20 of 10" in str(over[0].values["exact"])
    assert over[0].values["wmt_worker"] == -588


def test_the_table_of_policies_shows_itself(golden: Callable[[str, str | None], None]) -> None:
    table = wmt.policies()
    assert table.names == ["exact", "wmt_worker", "hmpps_workload", "wmt_web", "probation_rules"]
    assert {d.seen for d in table} == {"ran", "read"}
    golden("wmt-policies.txt", str(table))


def test_groups_show_themselves(golden: Callable[[str, str | None], None]) -> None:
    team = [
        wmt.Officer("Ash", 2872, 2176, team="North", cases=42, contracted_hours=37),
        wmt.Officer("Birch", 1000, 2176, team="North", cases=20, contracted_hours=37),
        wmt.Officer("Cedar", 2000, 0, team="North", cases=31, untiered=3),
        wmt.Officer("Dale", 700.5, 1088, team="South", cases=12, contracted_hours=18.5, reduction_hours=20),
    ]
    groups = wmt.aggregate(team)
    assert groups["North"].percent == pytest.approx(100 * 5872 / 4352)
    assert groups["North"].mean_of_percents == pytest.approx((100 * 2872 / 2176 + 100 * 1000 / 2176) / 2)
    golden("wmt-groups.txt", f"{groups}\n\n{wmt.findings(team)}")
    with pytest.raises(KeyError):
        groups["West"]
    with pytest.raises(ValueError, match="at least one"):
        wmt.team([])


def test_an_officer_of_cases_and_hours() -> None:
    nqo = wmt.Reduction("NQO", 7.4, start="2024-01-01", end="2024-09-30")
    gone = wmt.Reduction("VQ3", 1.85, start="2023-01-01", end="2023-06-30", status="active")
    held: Any = {"community": {"B1": 20, "untiered": 2}}
    ash = wmt.officer("Ash", held, t2a={"licence": {"A3": [4, 1, 0, 0]}}, reductions=[nqo, gone], date="2024-05-01")
    assert (ash.points, ash.available_points, ash.reduction_hours) == (2040 + 225, 1740, 7.4)
    assert (ash.cases, ash.untiered, ash.contracted_hours) == (26, 2, 37)
    kinds = [f.kind for f in wmt.findings([ash], "2024-05-01")]
    assert kinds == ["untiered cases", "stale reduction", "excess"]
    sick = wmt.Reduction("Long Term Sickness Absence", 40, start="2024-01-01")
    off = wmt.officer("Birch", held, reductions=[sick], date="2024-05-01")
    assert off.available_points == 0
    assert off.percent is None
    kinds = [f.kind for f in wmt.findings([off], "2024-05-01")]
    assert kinds == ["no capacity", "over-reduced", "untiered cases", "over the allowance"]
    with pytest.raises(TypeError, match="give date"):
        wmt.officer("Ash", held, reductions=[nqo])
    with pytest.raises(wmt.WmtError, match=r"officers\.Ash\.points"):
        wmt.Officer("Ash", math.nan, 2176)


def test_what_the_peers_cannot_read_is_our_error() -> None:
    hours = {"pso": 37, "po": 37, "spo": 0}
    for call in (
        lambda: wmt.peers.worker_available_points(2176, 1, 37, 0, None),
        lambda: wmt.peers.worker_available_points(2176, 1, 37, 0, {"po": 37}),
        lambda: wmt.peers.worker_nominal_target(1, {"po": "2176", "pso": 1}),
        lambda: wmt.peers.worker_tier_points(None, 1, {}, False),
        lambda: wmt.peers.worker_tier_points({"total": 1}, 1, {}, False),
        lambda: wmt.peers.worker_dashboard_format(100, None),
        lambda: wmt.peers.web_team_overview(None),
        lambda: wmt.peers.hmpps_available_points("2176", "0.0", "37"),
        lambda: wmt.peers.hmpps_available_points("2176", "37", None),  # type: ignore[arg-type]
        lambda: wmt.peers.hmpps_available_points("2176", "37", "x"),
    ):
        with pytest.raises(wmt.WmtError):
            call()
    assert wmt.peers.worker_available_points(2176, 1, ..., 0, hours) == 2176
    assert math.isnan(wmt.peers.worker_available_points(2176, 1, 37, ..., hours))
    assert wmt.peers.hmpps_potential_percent(2000, 2176, 206, 30) == 100.0
    assert wmt.peers.hmpps_grade_defaults(SEED, None) == {"points": 2176, "hours": 0}


def test_weights_show_themselves(golden: Callable[[str, str | None], None]) -> None:
    golden("wmt-weights.txt", str(wmt.weights()))
    assert repr(wmt.weights()) == "<Weights of 32 tiers>"
    held = wmt.points({"community": {"A3": 2}}, t2a={"licence": {"A3": 1}}, sdrs=1, fdrs=1)
    assert repr(held) == "<PointsBreakdown 690 points, community 412, T2A licence 75, SDR 138, FDR 65>"
