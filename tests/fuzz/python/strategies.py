"""Strategies of hypothesis for whole region documents: what `validate` passes, with every key that documents know.

`documents()` draws names, then staff, then what refers to staff; numbers are small, so that a forecast takes milliseconds.
Recruitment and moves are in
`recruitment_strategies`, backlogs and what is only carried in `backlog_strategies`. A new key of documents needs its line here or there:
test_documents_by_strategy.py compares what is drawn with the schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from backlog_strategies import add_backlogs, add_evidence
from hypothesis import strategies as st
from quantities import (
    SOME_TEXTS,
    TEXTS,
    Draw,
    Tree,
    amount,
    arrivals,
    heads,
    month_after,
    plain,
    quantity,
    rate,
    share,
    shares_of,
    time,
    timed,
    vacancy,
)
from recruitment_strategies import add_moves, add_recruitment

STAGES = {"PO": ["newly qualified", "qualified"], "PSO": ["new", "established"]}  # of the grades that documents know
TRAINEES = {"PQiP": 15, "PQiP-21": 21}
TIERS = ["A3", "A1", "B2", "C0", "D3", "A3S"]

Chance = int  # one in so many


@dataclass
class Region:
    """What has been drawn so far, for what refers to it."""

    draw: Draw
    tree: Tree
    start: str
    stages: dict[str, list[str]] = field(default_factory=dict)  # of every grade whose last stage is open
    trainees: dict[str, int] = field(default_factory=dict)  # months of the ladder, where certain and whole
    staffed: dict[str, list[str]] = field(default_factory=dict)  # units by grade
    established: set[str] = field(default_factory=set)  # grades with an establishment wherever they are
    holders: dict[str, set[str]] = field(default_factory=dict)  # units in which a grade holds cases
    implied: set[str] = field(default_factory=set)  # classes that averages imply
    taken: set[str] = field(default_factory=set)

    def one_in(self, n: Chance) -> bool:
        """Whether something that is there once in n times is there."""
        return bool(self.draw(st.integers(1, n)) == n)

    def month(self, low: int = 0, high: int = 12) -> str:
        """Return a month from the start on."""
        return month_after(self.start, self.draw(st.integers(low, high)))

    def name(self, *usual: str) -> str:
        """Return a name that nothing else has, not even in other letters."""
        names = st.one_of(st.sampled_from(usual), SOME_TEXTS) if usual else SOME_TEXTS
        plain = names.filter(lambda n: n != "*" and "".join(n.split()).casefold() not in self.taken)
        name = self.draw(plain)
        self.taken.add("".join(name.split()).casefold())
        return name

    def maybe(self, into: Tree, n: Chance, key: str, values: st.SearchStrategy[Any]) -> None:
        """Add a key once in n times."""
        if self.one_in(n):
            into[key] = self.draw(values)

    @property
    def units(self) -> list[str]:
        return [*self.tree["pdus"], *self.tree.get("functions", {})]


@st.composite
def documents(draw: Draw) -> Tree:
    """Return the document of a region, which is valid."""
    start = month_after("2015-01", draw(st.integers(0, 15 * 12)))
    r = Region(draw, {"name": draw(SOME_TEXTS), "as_of": start}, start)
    r.taken = {"", "unpaidwork", "victimcontact", "*", "".join(r.tree["name"].split()).casefold()}
    r.taken |= {g.casefold() for g in ("PO", "PSO", "SPO", "CA", "VLO", "QDO", *TRAINEES)}
    r.stages = {**STAGES, **{g: ["in post"] for g in ("SPO", "CA", "VLO", "QDO")}}
    r.trainees = dict(TRAINEES)
    add_grades(r)
    add_units(r)
    add_classes(r)
    if r.one_in(4):
        add_remainder(r)
    add_recruitment(r)
    add_moves(r)
    add_workload(r)
    add_backlogs(r)
    add_evidence(r)
    add_scenarios(r)
    return r.tree


# --- grades -------------------------------------------------------------------------------------------------------------
def add_grades(r: Region) -> None:
    """Change known grades, and add some of one's own: with an open end, and for trainees."""
    grades: Tree = {}
    for known in ("PO", "PSO", "SPO"):
        if r.one_in(4):
            grades[known] = _grade(r, known)
    if r.one_in(3):
        own = r.name("supervisor", "facilitator")
        grades[own] = _grade(r, own, ladder=True)
    if r.one_in(4):
        own = r.name("trainee")
        steps = r.draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
        ladder = [
            {"name": f"step {i}", "months": {"value": months, "unit": "months"}, "capacity": r.draw(share())}
            for i, months in enumerate(steps)
        ]
        grades[own] = {"ladder": ladder, "qualification": {"to": "PO"}}
        r.maybe(grades[own]["qualification"], 2, "pass_rate", share())
        r.maybe(grades[own]["qualification"], 2, "otherwise", st.sampled_from(["PSO", "CA"]))
        r.trainees[own] = sum(steps)
    if grades:
        r.tree["grades"] = grades


def _grade(r: Region, name: str, *, ladder: bool = False) -> Tree:
    out: Tree = {}
    r.maybe(out, 3, "full_name", TEXTS)
    r.maybe(out, 3, "points", quantity(500, 3000))
    r.maybe(out, 3, "hours", timed(r.start, quantity(20, 40)))
    r.maybe(out, 3, "protected", timed(r.start, quantity(0, 0.5)))
    r.maybe(out, 2, "leaving_rate", timed(r.start, rate()))
    if ladder or r.one_in(3):
        stages: list[Tree] = []
        for i in range(r.draw(st.integers(0, 2))):
            stage: Tree = {"name": f"stage {i}", "months": r.draw(time(1, 12))}
            r.maybe(stage, 2, "capacity", share())
            r.maybe(stage, 3, "leaving_rate", timed(r.start, rate()))
            stages.append(stage)
        stages.append({"name": "open"})
        out["ladder"] = stages
        r.stages[name] = [stage["name"] for stage in stages]
    others = [g for g in ("SPO", "QDO") if g != name]
    if r.one_in(3):
        out["promotion"] = {"to": r.draw(st.sampled_from(others)), "rate": r.draw(timed(r.start, rate(0.05)))}
    return out


# --- units --------------------------------------------------------------------------------------------------------------
def add_units(r: Region) -> None:
    """Add PDUs and functions with staff."""
    draw = r.draw
    grades = [*r.stages, *r.trainees]
    present = draw(st.lists(st.sampled_from(grades), min_size=1, max_size=4, unique=True))
    r.established = {g for g in present if r.one_in(2)}
    r.tree["pdus"] = {r.name("North", "West Kent"): {} for _ in range(draw(st.integers(1, 3)))}
    functions: Tree = {r.name("unpaid work team", "programmes"): {} for _ in range(draw(st.integers(0, 2)))}
    if functions:
        r.tree["functions"] = functions
    for n, (name, unit) in enumerate([*r.tree["pdus"].items(), *functions.items()]):
        here = [g for g in present if n == 0 or r.one_in(2)]
        if here:
            unit["staff"] = {g: _staff(r, name, g) for g in here}
        for g in here:
            r.staffed.setdefault(g, []).append(name)
        if r.one_in(9):
            unit["remainder"] = False


def _staff(r: Region, unit: str, grade: str) -> Tree:
    draw = r.draw
    out: Tree = {}
    trainees = grade in r.trainees
    if trainees and r.one_in(2):
        out["cohorts"] = draw(_cohorts(r, r.trainees[grade]))
    else:
        if grade in r.established:
            key = draw(st.sampled_from(["establishment", "vacancy_rate"]))
            out[key] = draw(timed(r.start, amount(1, 80)) if key == "establishment" else vacancy())
        out["in_post"] = draw(amount(1, 60))
        r.maybe(out, 3, "headcount", heads(10, 70))
        if not trainees and r.one_in(2):
            out["caseload"] = draw(quantity(5, 60, beyond="gamma"))
            out["workload"] = draw(quantity(0.3, 2))
            r.holders.setdefault(grade, set()).add(unit)
            r.implied.add(grade)
        early = r.stages.get(grade, [])[:-1]
        if early and r.one_in(2):
            # Few enough for whoever is in post, counting 0.01 FTE as nobody.
            out["headcount"] = draw(st.integers(10, 70))
            out["stages"] = {s: draw(heads(0, 5)) for s in early if r.one_in(2)}
    if trainees and grade in r.established and "in_post" not in out:
        out["establishment"] = draw(amount(1, 80))
    r.maybe(out, 3, "leaving_rate", timed(r.start, rate()))
    r.maybe(out, 5, "reported_vacancy", vacancy())
    return out


@st.composite
def _cohorts(draw: Draw, r: Region, ladder: int) -> list[Tree]:
    months = st.integers(0, ladder - 1)
    return [
        {"headcount": draw(st.integers(1, 12)), "qualifies": month_after(r.start, draw(months))}
        for _ in range(draw(st.integers(1, 3)))
    ]


# --- cases --------------------------------------------------------------------------------------------------------------
def add_classes(r: Region) -> None:
    """Add classes of cases to units, and their flows to units or the region."""
    names: list[str] = []
    for unit in r.units:
        here = [g for g, units in r.staffed.items() if unit in units and g in r.stages]
        place = r.tree["pdus"].get(unit) or r.tree.get("functions", {}).get(unit) or {}
        classes: Tree = {}
        for grade in here:
            if unit in r.holders.get(grade, ()) and r.one_in(3):
                classes[grade] = r.draw(_flow(r))
        if here and r.one_in(2):
            name = r.draw(st.sampled_from(names)) if names and r.one_in(2) else r.name("high risk", "other")
            classes[name] = _class(r, unit, here)
            names.append(name)
        if classes and place:
            place["caseload"] = classes
    flows: Tree = {name: r.draw(_flow(r)) for name in dict.fromkeys([*names, *sorted(r.implied)]) if r.one_in(3)}
    for name, flow in flows.items():
        units = [unit for unit in r.units if _takes_shared_starts(r, unit, name)]
        if "per_month" in flow.get("starts", {}) and units and r.one_in(2):
            flow["share"] = r.draw(shares_of(units))
    if flows:
        r.tree["caseload"] = flows


def _takes_shared_starts(r: Region, unit: str, name: str) -> bool:
    """Whether a unit has the class and does not say its own starts."""
    place = r.tree["pdus"].get(unit) or r.tree.get("functions", {}).get(unit) or {}
    own = place.get("caseload", {}).get(name, {})
    there = {"cases", "tiers"} & set(own) or {"caseload", "workload"} <= set(place.get("staff", {}).get(name, {}))
    return bool(there) and "starts" not in own


def _class(r: Region, unit: str, here: list[str]) -> Tree:
    draw = r.draw
    out: Tree = draw(_flow(r)) if r.one_in(2) else {}
    if r.one_in(2):
        tiers = draw(st.lists(st.sampled_from(TIERS), min_size=1, max_size=3, unique=True))
        out["tiers"] = {tier: draw(amount(0, 100)) for tier in tiers}
        out["location"] = draw(st.sampled_from(["community", "custody", "licence"]))
        r.maybe(out, 3, "t2a", st.booleans())
        r.maybe(out, 2, "mix", shares_of(tiers))
    else:
        out["cases"] = draw(amount(0, 500))
        out["points"] = draw(quantity(1, 200, beyond="gamma"))
    by = draw(st.lists(st.sampled_from(here), min_size=1, unique=True))
    out["held_by"] = {"grades": by} if r.one_in(2) else {"shares": draw(shares_of(by))}
    for grade in by:
        r.holders.setdefault(grade, set()).add(unit)
    return out


@st.composite
def _flow(draw: Draw, r: Region) -> Tree:
    out: Tree = {}
    if draw(st.booleans()):
        out["starts"] = draw(arrivals(r.start, 40, needed=False))
    if draw(st.booleans()):
        shape = draw(st.sampled_from(["", "exponential", "fixed", "erlang", "rate", "profile"]))
        if shape == "rate":
            out["dwell"] = {"rate": draw(rate())}
        elif shape == "profile":
            held = draw(st.lists(plain(0, 1), max_size=12))
            out["dwell"] = {"profile": [1.0, *sorted(held, reverse=True)]}
            if draw(st.booleans()):
                out["dwell"]["shape"] = "profile"
        else:
            out["dwell"] = {"time": draw(time(1, 40))}
            if shape:
                out["dwell"]["shape"] = shape
            if shape == "erlang":
                out["dwell"]["stages"] = draw(st.integers(1, 5))
    return out


def add_remainder(r: Region) -> None:
    """Add a PDU that is the rest of the region: of one grade, whose other staff is then certain."""
    open_grades = [g for g in r.stages if any(u in r.tree["pdus"] for u in r.staffed.get(g, ()))]
    if not open_grades:
        return
    grade = r.draw(st.sampled_from(open_grades))
    in_post = cases = points = establishment = 0.0
    averages = r.one_in(2)
    for unit in r.tree["pdus"]:
        staff = r.tree["pdus"][unit].get("staff", {})
        if grade not in staff:
            continue
        if any(
            cls.get("held_by") is None and name == grade
            for name, cls in r.tree["pdus"][unit].get("caseload", {}).items()
        ):
            return  # its averages imply a class that has a flow here: they must stay
        some: Tree = {"in_post": r.draw(st.integers(20, 60)), "establishment": r.draw(st.integers(20, 80))}
        r.holders.get(grade, set()).discard(unit)
        if averages:
            some |= {"caseload": r.draw(st.integers(10, 50)), "workload": 1.1}
            r.holders.setdefault(grade, set()).add(unit)
            cases += some["caseload"] * some["in_post"]
            points += 1.1 * some["in_post"]
        in_post += some["in_post"]
        establishment += some["establishment"]
        staff[grade] = some
    whole = in_post + r.draw(st.integers(1, 50))
    totals: Tree = {"in_post": whole, "establishment": establishment + r.draw(st.integers(0, 40))}
    if averages:
        totals |= {"caseload": cases / whole + 5, "workload": points / whole + 0.5}
    r.tree["staff"] = {grade: totals}
    rest = r.name("elsewhere")
    r.tree["pdus"][rest] = {"remainder": True}
    if averages:
        r.holders.setdefault(grade, set()).add(rest)
        r.implied.add(grade)
    flows = r.tree.get("caseload", {})
    if grade in flows and not averages:
        del flows[grade]
    r.maybe(r.tree["pdus"][rest], 2, "staff", st.just({grade: {"leaving_rate": {"value": 0.1, "per": "year"}}}))
    r.staffed[grade].append(rest)
    r.established.add(grade) if all(_has_establishment(r, u, grade) for u in r.staffed[grade]) else None


def _has_establishment(r: Region, unit: str, grade: str) -> bool:
    place = {**r.tree["pdus"], **r.tree.get("functions", {})}[unit]
    return place.get("remainder", False) or bool({"establishment", "vacancy_rate"} & set(place["staff"][grade]))


# --- settings and scenarios ---------------------------------------------------------------------------------------------
def add_workload(r: Region) -> None:
    """Add settings of the workload model."""
    if not r.one_in(2):
        return
    out: Tree = {}
    r.maybe(out, 2, "feedback", quantity(-1, 2, beyond="normal"))
    r.maybe(out, 2, "spread", quantity(1, 30))
    for key in ("weights", "t2a_weights"):
        if r.one_in(3):
            out[key] = {"community": {tier: r.draw(quantity(0, 250, beyond="gamma")) for tier in ("A1", "B2")}}
    # A profile does not say when two thirds of an order are over, and cases implied by averages have no tier.
    by_tier = any("tiers" in flow for flow in _flows(r.tree))
    if by_tier and not any("profile" in flow.get("dwell", {}) for flow in _flows(r.tree)) and r.one_in(2):
        out["reset"] = {"from": r.month(-3, 6)}
        r.maybe(out["reset"], 2, "after", quantity(0.1, 0.9))
        r.maybe(out["reset"], 2, "eligible", share())
    r.tree["workload"] = out


def _flows(tree: Tree) -> list[Tree]:
    places = [tree, *tree["pdus"].values(), *tree.get("functions", {}).values()]
    return [flow for place in places for flow in place.get("caseload", {}).values()]


def add_scenarios(r: Region) -> None:
    """Add patches that leave a valid document: numbers, texts, removals, none."""
    patches: list[Tree] = [{}, {"notes": ["changed"]}, {"notes": None}]
    patches += [
        {"recruitment": {grade: {"vetting": r.draw(time(1, 6))}}}
        for grade, policy in r.tree.get("recruitment", {}).items()
        if "vetting" in policy
    ]
    patches += [
        {"pdus": {name: {"staff": {grade: {"leaving_rate": r.draw(rate())}}}}}
        for name, unit in r.tree["pdus"].items()
        for grade in unit.get("staff", {})
    ][:1]
    chosen = r.draw(st.lists(st.sampled_from(patches), max_size=2))
    if chosen:
        r.tree["scenarios"] = {r.name("vetting halved"): patch for patch in chosen}
