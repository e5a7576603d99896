"""Numbers as people read them, by measure."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """How a measure is called and shown.

    Parameters
    ----------
    title
        Name with its unit, for tables and axes.
    scale
        Shown numbers are so many times the measure: 100 for a share shown in per cent.
    digits
        Digits after the point.
    """

    title: str
    scale: float = 1.0
    digits: int = 1


MEASURES = {
    "headcount": Measure("headcount, people", digits=0),
    "fte": Measure("in post, FTE"),
    "establishment": Measure("establishment, FTE"),
    "vacancy_rate": Measure("vacancy rate, %", 100.0),
    "in_pipeline": Measure("in recruitment, people", digits=0),
    "joiners": Measure("joiners a month, people", digits=0),
    "leavers": Measure("leavers a month, people", digits=0),
    "moved_in": Measure("moved in a month, people", digits=0),
    "moved_out": Measure("moved out a month, people", digits=0),
    "caseload": Measure("caseload, cases", digits=0),
    "caseload_per_officer": Measure("cases per officer"),
    "share_above_60": Measure("officers above 60 cases, %", 100.0),
    "demand": Measure("demand, points a month", digits=0),
    "capacity": Measure("capacity, points a month", digits=0),
    "workload": Measure("workload, %", 100.0),
    "waiting": Measure("waiting", digits=0),
    "mean_wait": Measure("wait so far, months"),
    "share_overdue": Measure("overdue, %", 100.0),
    "arrived": Measure("arrived a month", digits=0),
    "served": Measure("served a month", digits=0),
    "reneged": Measure("gave up a month", digits=0),
    "expired": Measure("expired a month", digits=0),
    "mean_wait_of_served": Measure("wait of those served, months"),
    "share_served_late": Measure("served late, %", 100.0),
    "in_groups": Measure("in groups, people", digits=0),
    "groups": Measure("groups running", digits=0),
    "groups_started": Measure("groups started a month", digits=0),
    "share_not_started": Measure("not started, %", 100.0),
    "completed": Measure("completed a month, people", digits=0),
    "dropped_out": Measure("dropped out a month, people", digits=0),
    "returned": Measure("returned to waiting a month, people", digits=0),
    "open_cases": Measure("open cases", digits=0),
    "cases_per_officer": Measure("open cases per officer"),
    "closed": Measure("closed a month", digits=0),
    "people_outstanding": Measure("people owing hours", digits=0),
    "hours_outstanding": Measure("hours owed", digits=0),
    "past_12_months": Measure("past 12 months, people", digits=0),
    "share_past_12_months": Measure("past 12 months, %", 100.0),
    "hours_past_12_months": Measure("hours past 12 months", digits=0),
    "past_24_months": Measure("past 24 months, people", digits=0),
    "share_past_24_months": Measure("past 24 months, %", 100.0),
    "blocked": Measure("blocked, people", digits=0),
    "completed_on_time": Measure("completed in time a month, people", digits=0),
    "share_on_time": Measure("completed in time, %", 100.0),
    "extended": Measure("extended a month, people", digits=0),
    "hours_ordered": Measure("hours ordered a month", digits=0),
    "hours_offered": Measure("hours that could be worked a month", digits=0),
    "hours_delivered": Measure("hours worked a month", digits=0),
    "hours_delivered_group": Measure("hours worked in groups a month", digits=0),
    "hours_delivered_individual": Measure("hours worked in individual placements a month", digits=0),
    "hours_delivered_placements": Measure("hours worked in placements a month", digits=0),
    "hours_delivered_independent": Measure("hours worked independently a month", digits=0),
    "hours_delivered_education": Measure("hours of education worked a month", digits=0),
    "hours_expired": Measure("hours lost a month", digits=0),
}


def measure_of(name: str) -> Measure:
    """Return how a measure is shown; one that is not listed is shown under its own name."""
    return MEASURES.get(name, Measure(name.replace("_", " ")))


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
