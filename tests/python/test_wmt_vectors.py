"""Every number that the public code was seen to produce comes out of ours: a test for each row of a vectors file.

The file is tests/data/wmt_vectors.json, or the one that the environment variable PROBATION_WMT_VECTORS names. Row 0
holds the settings. NaN is written "NaN"; a row that expects an error passes when ours raises its own.
"""

from __future__ import annotations

import datetime
import functools
import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation.wmt import peers

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(os.environ.get("PROBATION_WMT_VECTORS") or Path(__file__).parents[1] / "data" / "wmt_vectors.json")
META, *ROWS = json.loads(FILE.read_text(encoding="utf-8"))
TIERS: list[str] = META["inputs"]["tier_order"]
LOCATIONS = {"comm": "community", "cust": "custody", "lic": "licence"}

Inputs = dict[str, Any]


def weights(config: Inputs) -> Inputs:
    """The weights of the file's settings in the words of ours."""
    kept = config["weightings"]
    return {
        "points": {name: dict(zip(TIERS, config[key], strict=True)) for key, name in LOCATIONS.items()},
        "inactive": {
            "warrants": kept["warrants"],
            "unpaid_work": kept["unpaidWork"],
            "overdue": kept["overdueTermination"],
        },
    }


@functools.cache
def settings(config: str, t2a_config: str | None = None) -> pb.wmt.Configuration:
    """The file's settings of these names."""
    normal = META["inputs"]["configs"][config]
    base = pb.wmt.to_dict(pb.wmt.configuration())
    return pb.wmt.from_dict(
        base
        | {
            "tiers": TIERS,
            "cases": weights(normal),
            "t2a": weights(META["inputs"]["configs"][t2a_config or config]),
            "reports": {"sdr": normal["sdr"], "fdr": normal["sdrConversion"]},
            "targets": {"PSO": normal["nominal"]["pso"], "PO": normal["nominal"]["po"]},
            "hours": {key.upper(): hours for key, hours in normal["hours"].items()},
        }
    )


def cases(by_location: Inputs) -> Inputs:
    """Cases by location and tier, with locations in our words."""
    return {name: by_location.get(key, {}) for key, name in LOCATIONS.items()}


def end_to_end(i: Inputs) -> Any:
    w = i["workload"]
    return peers.worker_end_to_end(
        settings(i["config"], i["t2a_config"]),
        cases(w["filtered"]),
        cases(w["t2a"]),
        w.get("monthly_sdrs", ...),
        w.get("sdr_conversions_last_30", ...),
        i.get("cms_points", ...),
        i.get("grade_type_id", ...),
        i.get("contracted_hours", ...),
        i.get("reduction_hours", ...),
    )


def workload(i: Inputs) -> Any:
    w = i["workload"]
    p = peers.worker_workload_points(
        settings(i["config"], i["t2a_config"]),
        cases(w["filtered"]),
        cases(w["t2a"]),
        w.get("monthly_sdrs", ...),
        w.get("sdr_conversions_last_30", ...),
    )
    return {"total": p.total, "sdrPoints": p.sdr, "sdrConversionPoints": p.fdr}


def omic(i: Inputs) -> Any:
    w = i["workload"]
    p = pb.wmt.omic_points(
        cases(w["all"]),
        t2a=cases(w["t2a"]),
        sdrs=w.get("monthly_sdrs", ...),
        fdrs=w.get("sdr_conversions_last_30", ...),
        policy="wmt_worker",
        configuration=settings(i["config"], i["t2a_config"]),
    )
    return {
        "total": p.total,
        "communityTierPoints": p.cases["community"],
        "custodyTierPoints": p.cases["custody"],
        "licenseTierPoints": p.cases["licence"],
        "t2aCommunityTierPoints": p.t2a["community"],
        "t2aCustodyTierPoints": p.t2a["custody"],
        "t2aLicenseTierPoints": p.t2a["licence"],
        "sdrPoints": p.sdr,
        "sdrConversionPoints": p.fdr,
        "projectedLicenseTierPoints": p.projected_licence,
        "t2aProjectedLicenseTierPoints": p.t2a_projected_licence,
    }


def given(function: Callable[..., Any], *names: str) -> Callable[[Inputs], Any]:
    """Call with the inputs of these names in order; one that is missing is not given at all."""
    return lambda i: function(*(i.get(name, ...) for name in names))


# The settings under which the service's defaults by grade were seen; the rows name the grade alone.
SERVICE = pb.wmt.changed(pb.wmt.configuration(), {"hours": {"PO": 37, "PSO": 35, "SPO": 30}})

AS_OF = datetime.date(2026, 8, 17)


def ago(years: int | None, days: int = 0) -> datetime.date | None:
    """So many years and days before AS_OF."""
    return None if years is None else AS_OF.replace(year=AS_OF.year - years) - datetime.timedelta(days=days)


def v3(i: Inputs) -> Any:
    # A release "n years ago minus 10 days" is taken for ten days less than n years ago, as one "n years ago plus m days"
    # is m days more: in v3_lifer_ipp one year plus -1 days is within a year. No row of the sample tells the two apart.
    case = pb.tiering.v3_case(
        arp=i["arp"] if i["has_oasys"] else None,
        arp_type=i["arp_type"],
        csrp=i["csrp"] if i["has_oasys"] else None,
        csrp_type=i["csrp_type"],
        dc_srp=i["dcsrp_score"],
        dc_srp_band=i["dcsrp_band"],
        rosh=i["rosh"],
        mappa_category=i["mappa_category"],
        lifer=i["lifer_ipp"],
        released=ago(i["released_years_ago_minus_10_days"], -10),
        as_of=AS_OF,
        domestic_abuse=i["domestic_abuse"],
        stalking=i["stalking"],
        child_protection=i["child_protection"],
        sexual_offence=i["ever_sexual_offence"],
        active_event=i["active_event"],
    )
    return {"tier": case.tier, "provisional": case.provisional}


def protect(i: Inputs) -> Any:
    case = pb.tiering.v2_case(
        rsr=i["rsr"],
        rosh=i["rosh"],
        mappa_level=i["mappa_level"],
        complexity=i["complexity_count"],
        female=i["female"],
        parenting=i["parenting_yes"],
        impulsivity=i["impulsivity_score"] > 0,
        temper=i["temper_score"] > 0,
        enforcement=i["enforcement_activity"],
    )
    return {"protect": case.protect, "points": case.protect_points, "breakdown": case.protect_breakdown}


def change(i: Inputs) -> Any:
    case = pb.tiering.v2_case(
        needs=i["needs"], ogrs=i["ogrs"], iom=i["iom"], mandate=not i["no_mandate"], assessment=not i["no_assessment"]
    )
    return {"change": case.change, "points": case.change_points}


def conviction(c: Inputs) -> pb.tiering.Conviction:
    requirements = [pb.tiering.Requirement(r["code"], r["restrictive"]) for r in c["requirements"]]
    return pb.tiering.Conviction(c["current"], c["sentence_type"], requirements)


# One entry for each function of each peer.
FUNCTIONS: dict[tuple[str, str], Callable[[Inputs], Any]] = {
    ("wmt-worker", "available_points"): given(
        peers.worker_available_points,
        "nominal_target",
        "grade_type_id",
        "contracted_hours",
        "reduction_hours",
        "default_hours",
    ),
    ("wmt-worker", "contracted_hours"): given(
        peers.worker_contracted_hours, "grade_type_id", "contracted_hours", "default_hours"
    ),
    ("wmt-worker", "nominal_target"): given(peers.worker_nominal_target, "grade_type_id", "targets"),
    ("wmt-worker", "sdr_points"): given(peers.worker_report_points, "count", "points_each"),
    ("wmt-worker", "tier_points"): given(
        peers.worker_tier_points, "counts", "points_per_case", "weightings", "subtract_inactive"
    ),
    ("wmt-worker", "location_points"): lambda i: peers.worker_location_points(
        settings(i["config"]),
        LOCATIONS[i["location"]],
        i["tiers"],
        settings(i["weightings_of"]),
        i.get("subtract_inactive", False),
    ),
    ("wmt-worker", "workload_points"): workload,
    ("wmt-worker", "omic_points"): omic,
    ("wmt-worker", "worker_end_to_end"): end_to_end,
    ("wmt-worker", "capacity_percent"): given(peers.worker_capacity_percent, "value", "total"),
    ("wmt-worker", "dashboard_format"): given(peers.worker_dashboard_format, "capacity_percent", "cms_percent"),
    ("wmt-worker", "grade_from_code"): lambda i: pb.wmt.grade_from_code(i.get("code")),
    ("wmt-probation-rules@2021", "arms_points"): given(
        peers.arms_points, "licence_cases", "community_cases", "licence_weight", "community_weight"
    ),
    ("wmt-probation-rules@2021", "parom_points"): given(
        peers.parom_points, "completed_last_30", "points_each", "enabled"
    ),
    ("wmt-web", "custom_round"): given(peers.web_custom_round, "x"),
    ("wmt-web", "reduction_hours"): given(peers.web_reduction_hours, "contracted_hours", "percent"),
    ("wmt-web", "team_overview"): given(peers.web_team_overview, "rows"),
    ("hmpps-workload", "available_points"): given(
        peers.hmpps_available_points, "points_for_grade", "contracted_hours_for_grade", "available_hours"
    ),
    ("hmpps-workload", "capacity_percent_1dp"): given(peers.hmpps_capacity_percent, "total_points", "available_points"),
    ("hmpps-workload", "grade_defaults"): lambda i: peers.hmpps_grade_defaults(SERVICE, i.get("grade")),
    ("hmpps-workload", "workload_points_seed"): lambda i: peers.hmpps_workload_points(
        pb.wmt.configuration(),
        i["cases"],
        i["standard_reports"],
        i["fast_reports"],
        i["contacts_outside"],
        i["contacts_by_others"],
    ),
    ("hmpps-tier", "v3_reoffending_table"): given(pb.tiering.reoffending_tier, "arp", "csrp"),
    ("hmpps-tier", "v3_sexual_reoffending"): given(pb.tiering.sexual_reoffending_tier, "band", "score"),
    ("hmpps-tier", "v3_mappa_rosh"): given(pb.tiering.mappa_rosh_tier, "mappa_category", "rosh"),
    ("hmpps-tier", "v3_lifer_ipp"): lambda i: pb.tiering.lifer_tier(
        i["lifer_ipp"], ago(i["released_years_ago"], i["plus_days"] or 0), AS_OF
    ),
    ("hmpps-tier", "v3_tier"): v3,
    ("hmpps-tier", "v2_protect"): protect,
    ("hmpps-tier", "v2_change"): change,
    ("hmpps-tier", "need_severity"): lambda i: pb.tiering.need_severity(
        i["section"], i["score"], strengths_and_needs=i["san"]
    ),
    ("hmpps-tier", "v2_no_mandate"): lambda i: not pb.tiering.has_mandate(map(conviction, i["convictions"])),
}


def key(row: Inputs) -> tuple[str, str]:
    return row["peer"], row["function"]


def decoded(x: Any) -> Any:
    """What a value of the file stands for: "NaN" is a number that is none."""
    if isinstance(x, dict):
        return {name: decoded(value) for name, value in x.items()}
    if isinstance(x, list):
        return [decoded(value) for value in x]
    return float(x) if x in ("NaN", "Infinity", "-Infinity") else x


def same(ours: Any, theirs: Any) -> bool:
    """Whether two values are the same, doubles to the last bit."""
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in theirs)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, float) and math.isnan(theirs):
        return isinstance(ours, float) and math.isnan(ours)
    if theirs is None or isinstance(theirs, str | bool):
        return type(ours) is type(theirs) and ours == theirs
    # JavaScript writes a large double as a whole number of other digits: both are read as doubles.
    return isinstance(ours, int | float) and not isinstance(ours, bool) and float(ours) == float(theirs)


def is_error(expected: Any) -> bool:
    return isinstance(expected, dict) and list(expected) == ["error"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['function']}" for row in ROWS])
def test_row(row: Inputs) -> None:
    call = FUNCTIONS[key(row)]
    if is_error(row.get("expected")):
        with pytest.raises(ValueError, match="expected"):  # ours all say what is expected
            call(decoded(row["inputs"]))
        return
    ours, theirs = call(decoded(row["inputs"])), decoded(row.get("expected"))
    assert same(ours, theirs), (ours, theirs)


def test_every_function_is_covered() -> None:
    assert {key(row) for row in ROWS} <= FUNCTIONS.keys()
    assert len({row["id"] for row in ROWS}) == len(ROWS)
