"""Numbers as people read them, by measure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["stock", "flow"]


@dataclass(frozen=True)
class Measure:
    """How a measure is called and shown.

    Parameters
    ----------
    title
        Name with its unit, for tables and axes: "vacancy rate, %".
    unit
        Unit of the numbers that are shown.
    scale
        Shown numbers are so many times the measure: 100 for a share shown in per cent.
    digits
        Digits after the point.
    kind
        A stock has a number for the start of each month, a flow one for each month.
    title_of_flow, unit_of_flow
        Title and unit where the measure is a flow after all, which demand and workload of victim contact are.
    """

    title: str
    unit: str = ""
    scale: float = 1.0
    digits: int = 1
    kind: Kind = "stock"
    title_of_flow: str | None = None
    unit_of_flow: str | None = None

    @property
    def data_unit(self) -> str:
        """Unit of the measure's own numbers, as exports carry it: "1" for a share, where 1.0 is 100 %."""
        if self.scale == 100.0:
            return "1"
        if self.unit_of_flow is None:
            return self.unit
        return f"{self.unit}; {self.unit_of_flow} of victim contact"


def _share(noun: str, kind: Kind = "stock", *, flows_too: bool = False) -> Measure:
    title = f"{noun}, %"
    return Measure(title, "%", 100.0, 1, kind, *((title, "%") if flows_too else ()))


def _count(title: str, unit: str) -> Measure:
    return Measure(title, unit, digits=0)


def _flow(title: str, unit: str) -> Measure:
    return Measure(title, f"{unit} a month", digits=0, kind="flow")


# Every measure that a forecast can have; which way is better is data of the core.
MEASURES = {
    "headcount": _count("headcount, people", "people"),
    "fte": Measure("in post, FTE", "FTE"),
    "establishment": Measure("establishment, FTE", "FTE"),
    "vacancy_rate": _share("vacancy rate"),
    "in_pipeline": _count("in recruitment, people", "people"),
    "joiners": _flow("joiners a month, people", "people"),
    "leavers": _flow("leavers a month, people", "people"),
    "moved_in": _flow("moved in a month, people", "people"),
    "moved_out": _flow("moved out a month, people", "people"),
    "caseload": _count("caseload, cases", "cases"),
    "caseload_per_officer": Measure("cases per officer", "cases per officer"),
    "share_above_60": _share("officers above 60 cases"),
    "demand": Measure(
        "demand, points a month",
        "points a month",
        digits=0,
        title_of_flow="demand, minutes a month",
        unit_of_flow="minutes a month",
    ),
    "capacity": Measure("capacity, points a month", "points a month", digits=0),
    "workload": _share("workload", flows_too=True),
    "waiting": _count("waiting, cases", "cases"),
    "mean_wait": Measure("wait so far, months", "months"),
    "share_overdue": _share("overdue"),
    "arrived": _flow("arrived a month, cases", "cases"),
    "served": _flow("served a month, cases", "cases"),
    "reneged": _flow("gave up a month, cases", "cases"),
    "expired": _flow("expired a month, cases", "cases"),
    "mean_wait_of_served": Measure("wait of those served, months", "months", kind="flow"),
    "share_served_late": _share("served late", "flow"),
    "in_groups": _count("in groups, people", "people"),
    "groups": _count("groups running", "groups"),
    "groups_started": _flow("groups started a month", "groups"),
    "share_not_started": _share("not started"),
    "completed": _flow("completed a month, people", "people"),
    "dropped_out": _flow("dropped out a month, people", "people"),
    "returned": _flow("returned to waiting a month, people", "people"),
    "open_cases": _count("open cases", "cases"),
    "cases_per_officer": Measure("open cases per officer", "cases per officer"),
    "closed": _flow("closed a month, cases", "cases"),
    "people_outstanding": _count("people owing hours", "people"),
    "hours_outstanding": _count("hours owed", "hours"),
    "past_12_months": _count("past 12 months, people", "people"),
    "share_past_12_months": _share("past 12 months"),
    "hours_past_12_months": _count("hours past 12 months", "hours"),
    "past_24_months": _count("past 24 months, people", "people"),
    "share_past_24_months": _share("past 24 months"),
    "blocked": _count("blocked, people", "people"),
    "completed_on_time": _flow("completed in time a month, people", "people"),
    "share_on_time": _share("completed in time", "flow"),
    "extended": _flow("extended a month, people", "people"),
    "hours_ordered": _flow("hours ordered a month", "hours"),
    "hours_offered": _flow("hours that could be worked a month", "hours"),
    "hours_delivered": _flow("hours worked a month", "hours"),
    "hours_delivered_group": _flow("hours worked in groups a month", "hours"),
    "hours_delivered_individual": _flow("hours worked in individual placements a month", "hours"),
    "hours_delivered_placements": _flow("hours worked in placements a month", "hours"),
    "hours_delivered_independent": _flow("hours worked independently a month", "hours"),
    "hours_delivered_education": _flow("hours of education worked a month", "hours"),
    "hours_expired": _flow("hours lost a month", "hours"),
}


def measure_of(name: str) -> Measure:
    """Return how a measure is shown; one that is not listed is shown under its own name."""
    return MEASURES.get(name, Measure(name.replace("_", " ")))


def measure_title(name: str, *, is_flow: bool = False) -> str:
    """Return the name and unit of a measure that is a stock or a flow: "demand, minutes a month"."""
    how = measure_of(name)
    return (is_flow and how.title_of_flow) or how.title


def number(x: float, digits: int = 1) -> str:
    """Return a number with so many digits after the point: "1,234.5", "∞", and never "-0.0"."""
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    text = f"{x:,.{digits}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text.replace("-", "−")


def short(x: float) -> str:
    """Return a number to one digit after the point, and none where that is a nought: "203.9", "62"."""
    return number(x).removesuffix(".0")


def percent(share: float, digits: int = 1) -> str:
    """Return a share in per cent: "11.5 %"."""
    return f"{number(100.0 * share, digits)} %"


def interval(measure: str, middle: float, low: float, high: float) -> str:
    """Return "137.9 (131.2–144.8)" in the unit of the measure, or the middle alone if the others look the same."""
    how = measure_of(measure)
    m, lo, hi = (number(how.scale * x, how.digits) for x in (middle, low, high))
    dash = " to " if "−" in lo + hi else "–"
    return m if lo == hi == m else f"{m} ({lo}{dash}{hi})"


def unit_title(unit: str) -> str:
    """Return the name of a unit, where "*" is the whole region."""
    return "region" if unit == "*" else unit


def of_title(of: str) -> str:
    """Return the name of a grade or backlog, where "*" is all grades."""
    return "all grades" if of == "*" else of


def whose_title(unit: str, of: str) -> str:
    """Return the name of a unit and grade or backlog, said once where both are called the same: "West Kent, PO"."""
    return unit_title(unit) if unit == of != "*" else f"{unit_title(unit)}, {of_title(of)}"
