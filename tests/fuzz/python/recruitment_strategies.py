"""The part of `strategies` that draws people who join and move: recruitment, intakes, transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from quantities import TEXTS, Tree, amount, heads, rate, share, shares_of, time, timed

if TYPE_CHECKING:
    from strategies import Region


def _sharing(r: Region, grade: str) -> Any:
    """Return how people of a grade are shared among its units."""
    if grade in r.established and r.one_in(2):
        return r.draw(st.sampled_from(["vacancies", "establishment"]))
    return r.draw(shares_of(r.staffed[grade]))


def add_recruitment(r: Region) -> None:
    """Add recruitment of the region and of units."""
    of_region: Tree = {}
    for grade in r.staffed:
        if r.one_in(3):
            unit = r.draw(st.sampled_from(r.staffed[grade]))
            place = r.tree["pdus"].get(unit) or r.tree.get("functions", {}).get(unit) or {}
            if len(r.staffed[grade]) == 1 and r.one_in(2):
                place.setdefault("recruitment", {})[grade] = _policy(r, grade)
            else:
                of_region[grade] = _policy(r, grade)
                of_region[grade]["share"] = _sharing(r, grade)
    if of_region:
        r.tree["recruitment"] = of_region


def _policy(r: Region, grade: str) -> Tree:
    draw = r.draw
    out: Tree = {}
    kinds = ["per_month", "schedule", "in_vetting"] + ["fill"] * (grade in r.established)
    kind = draw(st.sampled_from(kinds))
    if kind == "per_month":
        out["per_month"] = draw(timed(r.start, amount(0, 4)))
    elif kind == "schedule":
        out["schedule"] = [
            {"month": r.month(), "headcount": draw(st.integers(1, 10))} for _ in range(draw(st.integers(1, 3)))
        ]
    elif kind == "fill":
        out["fill"] = {"cap": draw(amount(0, 6))} if r.one_in(2) else {}
    if kind == "in_vetting" or r.one_in(2):
        out["vetting"] = draw(time(0.5, 9))
        if kind == "in_vetting" or r.one_in(2):
            out["in_vetting"] = draw(heads(0, 9))
        if r.one_in(3):
            early: Tree = {"after": draw(time(0.1, 3))}
            r.maybe(early, 2, "share", share())
            r.maybe(early, 2, "capacity", share())
            out["provisional_start"] = early
    r.maybe(out, 3, "drop_out", st.one_of(share(), rate(sample=False)))
    if grade in r.stages:
        r.maybe(out, 3, "stage", st.sampled_from(r.stages[grade]))
    return out


def add_moves(r: Region) -> None:
    """Add intakes and transfers."""
    draw = r.draw
    intakes: list[Tree] = []
    for _ in range(draw(st.integers(0, 2))):
        grade = draw(st.sampled_from(sorted(r.staffed)))
        x: Tree = {"grade": grade, "headcount": draw(heads(0, 20)), "start": r.month()}
        if r.one_in(2):
            x["unit"] = draw(st.sampled_from(r.units))
        else:
            x["share"] = _sharing(r, grade)
        r.maybe(x, 3, "stage", st.sampled_from(r.stages.get(grade, ["open"]))) if grade in r.stages else None
        r.maybe(x, 2, "attendance", share())
        r.maybe(x, 3, "source", TEXTS)
        intakes.append(x)
    if intakes:
        r.tree["intakes"] = intakes
    movers = sorted(g for g in r.staffed if len(r.units) > 1)
    if movers and r.one_in(3):
        grade = draw(st.sampled_from(movers))
        leave = draw(st.sampled_from(r.staffed[grade]))
        move: Tree = {"grade": grade, "from": leave, "to": draw(st.sampled_from([u for u in r.units if u != leave]))}
        if grade in r.stages and r.one_in(2):
            move["rate"] = draw(timed(r.start, rate()))
        else:
            move |= {"month": r.month(), "headcount": draw(st.integers(1, 5))}
        r.tree["transfers"] = [move]
