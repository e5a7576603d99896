"""Tiering gives what the public service gives: a row of its vectors a test."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from probation import tiering

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(os.environ.get("PROBATION_WMT_VECTORS") or Path(__file__).parents[1] / "data" / "wmt_vectors.json")
AS_OF = datetime.date(2026, 8, 17)


def ago(years: int, days: int) -> datetime.date:
    """So many years and days before AS_OF."""
    return AS_OF.replace(year=AS_OF.year - years) - datetime.timedelta(days=days)


def v3(i: dict[str, Any]) -> Any:
    # A release of "n years ago minus 10 days" is ten days less than n years old, as one of "n years ago plus m days" (in
    # v3_lifer_ipp, where 1 year plus -1 days is within a year) is m days more.
    years = i["released_years_ago_minus_10_days"]
    has = i["has_oasys"]
    case = tiering.v3_case(
        arp=i["arp"] if has else None,
        arp_type=i["arp_type"],
        csrp=i["csrp"] if has else None,
        csrp_type=i["csrp_type"],
        dc_srp=i["dcsrp_score"],
        dc_srp_band=i["dcsrp_band"],
        rosh=i["rosh"],
        mappa_category=i["mappa_category"],
        lifer=i["lifer_ipp"],
        released=None if years is None else ago(years, -10),
        as_of=AS_OF,
        domestic_abuse=i["domestic_abuse"],
        stalking=i["stalking"],
        child_protection=i["child_protection"],
        sexual_offence=i["ever_sexual_offence"],
        active_event=i["active_event"],
    )
    return {"tier": case.tier, "provisional": case.provisional}


def protect(i: dict[str, Any]) -> Any:
    case = tiering.v2_case(
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


def change(i: dict[str, Any]) -> Any:
    case = tiering.v2_case(
        needs=i["needs"],
        ogrs=i["ogrs"],
        iom=i["iom"],
        mandate=not i["no_mandate"],
        assessment=not i["no_assessment"],
    )
    return {"change": case.change, "points": case.change_points}


def no_mandate(i: dict[str, Any]) -> Any:
    return not tiering.has_mandate(
        tiering.Conviction(
            c["current"],
            c["sentence_type"],
            [tiering.Requirement(r["code"], r["restrictive"]) for r in c["requirements"]],
        )
        for c in i["convictions"]
    )


CALLS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "v3_reoffending_table": lambda i: tiering.reoffending_tier(i["arp"], i["csrp"]),
    "v3_sexual_reoffending": lambda i: tiering.sexual_reoffending_tier(i["band"], i["score"]),
    "v3_mappa_rosh": lambda i: tiering.mappa_rosh_tier(i["mappa_category"], i["rosh"]),
    "v3_lifer_ipp": lambda i: tiering.lifer_tier(
        i["lifer_ipp"],
        None if i["released_years_ago"] is None else ago(i["released_years_ago"], i["plus_days"] or 0),
        AS_OF,
    ),
    "v3_tier": v3,
    "v2_protect": protect,
    "v2_change": change,
    "need_severity": lambda i: tiering.need_severity(i["section"], i["score"], strengths_and_needs=i["san"]),
    "v2_no_mandate": no_mandate,
}

ROWS = [row for row in json.loads(FILE.read_text(encoding="utf-8")) if row["peer"] == "hmpps-tier"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['function']}-{row['id']}")
def test_row(row: dict[str, Any]) -> None:
    call, expected = CALLS[row["function"]], row["expected"]
    if isinstance(expected, dict) and "error" in expected:
        with pytest.raises(ValueError, match="found"):
            call(row["inputs"])
    else:
        assert call(row["inputs"]) == expected
