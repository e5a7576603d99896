"""Made-up regions of any size, and one of a single queue. The figures mean nothing; the kinds of stock are those of a real one."""

from __future__ import annotations

from typing import Any

import probation as pb


def units(count: int, name: str = "Region of many units") -> pb.Region:
    """A region of `count` delivery units: five grades with their ladders, cases, recruitment, intakes and two lists."""
    return pb.Region.from_dict(document(count, name))


def country(regions: int = 12, pdus: int = 9) -> dict[str, pb.Region]:
    """A whole country: regions of that many units each, all a little different."""
    return {f"Region {k + 1}": units(pdus, f"Region {k + 1}") for k in range(regions)}


def queue(arrivals: float = 60.0, capacity: float = 58.0) -> pb.Region:
    """One waiting list that begins empty and grows: Poisson arrivals, so many served at the end of each month."""
    return pb.Region.from_dict(
        {
            "name": "One queue",
            "as_of": "2022-04",
            "waiting_lists": {
                "service": {"waiting": 0, "arrivals": {"per_month": arrivals}, "capacity": {"per_month": capacity}}
            },
        }
    )


def document(count: int, name: str) -> dict[str, Any]:
    """The document of `units`. A unit's figures depend on the names of region and unit alone."""
    pdus = {f"Unit {k + 1:02}": _staff(sum(map(ord, name)) + 7 * k) for k in range(count)}
    return {
        "name": name,
        "as_of": "2022-04",
        "pdus": pdus,
        "recruitment": {
            "PO": {
                "per_month": 1.2 * count,
                "vetting": {"low": 16, "mode": 20, "high": 30, "unit": "weeks"},
                "drop_out": 0.1,
                "in_vetting": 4 * count,
            },
            "PSO": {"fill": {"cap": 2 * count}, "vetting": {"value": 12, "unit": "weeks"}},
        },
        "intakes": [{"grade": "PSO", "headcount": 3 * count, "start": "2022-09", "share": "vacancies"}],
        "waiting_lists": {
            "commissioned services": {
                "waiting": 40 * count,
                "arrivals": {"per_month": 34 * count},
                "capacity": {"per_month": 33 * count},
                "reneging": {"value": 0.04, "per": "month"},
                "limit": {"value": 20, "unit": "working days"},
            },
            "reasonable adjustments": {
                "waiting": 4 * count,
                "arrivals": {"per_month": 3 * count},
                "capacity": {"per_month": 3 * count},
            },
        },
    }


def _staff(seed: int) -> dict[str, Any]:
    def grade(size: int, caseload: float | None = None, workload: float = 1.0) -> dict[str, Any]:
        in_post = size + seed % 5
        out: dict[str, Any] = {
            "establishment": in_post + 2 + seed % 3,
            "in_post": in_post,
            "leaving_rate": {"low": 0.08, "mode": 0.10 + 0.01 * (seed % 4), "high": 0.16, "per": "year"},
        }
        if caseload is not None:
            out |= {"caseload": caseload + seed % 4, "workload": round(workload + 0.01 * (seed % 9), 2)}
        return out

    return {
        "staff": {
            "PO": grade(28, 38, 1.15),
            "PSO": grade(30, 48, 1.02),
            "SPO": grade(6),
            "CA": grade(15),
            "PQiP": {
                "in_post": 6,
                "cohorts": [{"headcount": 4, "qualifies": "2022-06"}, {"headcount": 2, "qualifies": "2023-02"}],
            },
        }
    }
