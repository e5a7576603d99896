"""One region, with each time and rate in any unit."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import probation as pb

# In a month. The year of the library has 365.25 days.
MONTHS = {"days": 12 / 365.25, "weeks": 84 / 365.25, "months": 1.0, "quarters": 3.0, "years": 12.0}
PER = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}


def region(times_in: str, rates_in: str, *, lost: bool = False, sure: bool = True) -> dict[str, Any]:
    def time(months: float) -> dict[str, Any]:
        number = months / MONTHS[times_in]
        if sure:
            return {"value": number, "unit": times_in}
        return {"low": 0.8 * number, "mode": number, "high": 1.5 * number, "unit": times_in}

    def rate(per_month: float) -> dict[str, Any]:
        number = per_month * MONTHS[PER[rates_in]]
        if lost:
            return {"value": -math.expm1(-number), "per": rates_in, "as": "proportion lost"}
        return {"value": number, "per": rates_in} if sure else {"mean": number, "sd": number / 5, "per": rates_in}

    return {
        "name": "Units",
        "as_of": "2022-04",
        "pdus": {
            "North": {
                "staff": {
                    "PO": {
                        "establishment": 40,
                        "in_post": 31,
                        "caseload": 40,
                        "workload": 1.2,
                        "leaving_rate": rate(0.01),
                    },
                }
            }
        },
        "caseload": {"PO": {"dwell": {"time": time(14)}}},
        "recruitment": {"PO": {"per_month": 1.0, "vetting": time(5), "drop_out": rate(0.02)}},
        "waiting_lists": {
            "services": {
                "waiting": 120,
                "mean_wait": time(2),
                "arrivals": {"per_month": 60},
                "capacity": {"per_month": 55},
                "reneging": rate(0.03),
                "expiry": time(12),
                "limit": time(3),
            }
        },
        "programmes": {
            "sex offender": {
                "waiting": 80,
                "most": 10,
                "least": 4,
                "length": time(6),
                "groups": 4,
                "arrivals": {"per_month": 9},
                "reneging": rate(0.02),
            }
        },
    }


def projected(document: dict[str, Any], runs: int = 0) -> pb.Forecast:
    return pb.forecast(pb.Region.from_dict(document), months=12, runs=runs, seed=3)


def assert_same(a: pb.Forecast, b: pb.Forecast) -> None:
    assert a.names == b.names
    for name in a.names:
        np.testing.assert_allclose(a[name].mean, b[name].mean, rtol=1e-9, atol=1e-9, err_msg=str(name))
