"""The part of `strategies` that draws backlogs, and what a document carries without computing with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from quantities import (
    MONTHS,
    SOME_TEXTS,
    TEXTS,
    Tree,
    amount,
    arrivals,
    by_month,
    heads,
    quantity,
    rate,
    share,
    shares_of,
    time,
    timed,
)

if TYPE_CHECKING:
    from strategies import Region

RATINGS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]


def add_backlogs(r: Region) -> None:
    """Add waiting lists, programmes, unpaid work and victim contact, each or none."""
    if r.one_in(2):
        lists: Tree = {r.name("services", "reviews"): _waiting_list(r) for _ in range(r.draw(st.integers(1, 2)))}
        recruited = list(r.tree.get("recruitment", {}))
        if recruited and r.one_in(2):
            first = next(iter(lists.values()))
            first["recruits"] = r.draw(st.lists(st.sampled_from(recruited), min_size=1, unique=True))
            first.pop("classes", None)
            if r.one_in(2):
                first.pop("arrivals")
        r.tree["waiting_lists"] = lists
    if r.one_in(3):
        r.tree["programmes"] = {r.name("thinking skills"): _programme(r)}
    if r.one_in(3):
        r.tree["unpaid_work"] = _unpaid_work(r)
    if r.one_in(3):
        r.tree["victim_contact"] = _victim_contact(r)


def _staff(r: Region) -> Tree:
    """Return staff of a grade that somebody has, in one unit or in all."""
    grade = r.draw(st.sampled_from(sorted(r.staffed)))
    out = {"grade": grade}
    r.maybe(out, 2, "unit", st.sampled_from(r.staffed[grade]))
    return out


def _waits(r: Region, out: Tree) -> None:
    """Add how long people have waited, and when they give up, expire or are overdue."""
    if r.one_in(3):
        out["waited"] = r.draw(by_month(6))
    elif r.one_in(2):
        out["mean_wait"] = r.draw(time(0.6, 6))
    r.maybe(out, 2, "reneging", timed(r.start, rate()))
    r.maybe(out, 2, "limit", time(0.2, 3))
    r.maybe(out, 2, "expiry", quantity(12, 24, also={"unit": "months"}))


def _waiting_list(r: Region) -> Tree:
    draw = r.draw
    out: Tree = {"waiting": draw(heads(0, 80)), "arrivals": draw(arrivals(r.start, 30, needed=True))}
    r.maybe(out, 3, "unit", st.sampled_from(r.units))
    _waits(r, out)
    if r.one_in(2):
        out["capacity"] = {"per_month": draw(timed(r.start, amount(0, 40)))}
    else:
        staff = _staff(r)
        out["capacity"] = {"staff": staff, "each": draw(timed(r.start, amount(0, 3)))}
        units = [staff["unit"]] if "unit" in staff else r.staffed[staff["grade"]]
        if all(unit in r.holders.get(staff["grade"], ()) for unit in units):
            r.maybe(out["capacity"], 2, "feedback", quantity(0, 2))
    if r.one_in(3):
        names = ["urgent", "other", "rest"][: draw(st.integers(1, 3))]
        out["classes"] = {name: {"share": part} for name, part in draw(shares_of(names)).items()}
        for one in out["classes"].values():
            r.maybe(one, 2, "priority", st.integers(1, 4))
            r.maybe(one, 2, "limit", time(0.2, 3))
    return out


def _programme(r: Region) -> Tree:
    draw = r.draw
    out: Tree = {"arrivals": draw(arrivals(r.start, 12, needed=True))}
    if r.one_in(2):
        out["waiting"] = draw(heads(0, 100))
    else:
        out |= {"identified": draw(heads(0, 100)), "not_started": draw(share())}
    r.maybe(out, 3, "unit", st.sampled_from(r.units))
    _waits(r, out)
    r.maybe(out, 2, "least", timed(r.start, quantity(1, 5, whole=True)))
    out["most"] = draw(timed(r.start, quantity(5, 14, whole=True)))
    out["length"] = draw(time(1, 9))
    r.maybe(out, 2, "sessions", quantity(1, 40, whole=True))
    if r.one_in(2):
        out["groups"] = draw(timed(r.start, quantity(0, 5)))
    if "groups" not in out or r.one_in(2):
        out |= {"facilitators": _staff(r), "groups_each": draw(timed(r.start, quantity(0, 1)))}
    r.maybe(out, 2, "completion", quantity(0.1, 1))
    r.maybe(out, 2, "returns", quantity(0, 0.9))
    return out


def _unpaid_work(r: Region) -> Tree:
    draw = r.draw
    people = draw(st.integers(0, 300))
    sizes = sorted(draw(st.lists(st.integers(40, 300), min_size=1, max_size=4, unique=True)))
    parts = draw(shares_of([str(size) for size in sizes], uncertain=False))
    out: Tree = {
        "people": people,
        "hours": people * draw(st.integers(1, sizes[-1] - 1)),
        "ordered": [{"hours": size, "share": parts[str(size)]} for size in sizes],
        "orders": draw(arrivals(r.start, 40, needed=True)),
    }
    r.maybe(out, 2, "unit", st.sampled_from(r.units))
    if r.one_in(2):
        out["since_order"] = draw(by_month(30))
    elif r.one_in(2):
        out["past_12_months"] = draw(quantity(0.3, 0.6))
        r.maybe(out, 2, "past_24_months", quantity(0, 0.3))
    if r.one_in(2):
        out |= {"suspended": draw(share()), "operational_period": draw(time(6, 24))}
    if r.one_in(2):
        out["extension"] = {"time": draw(time(0, 6))}
        r.maybe(out["extension"], 2, "granted", share())
    r.maybe(out, 2, "revocation", timed(r.start, rate()))
    r.maybe(out, 2, "sharing", st.sampled_from(["oldest first", "equal", "nearest anniversary"]))
    r.maybe(out, 2, "cap", quantity(5, 40, beyond="gamma"))
    supply = draw(st.lists(st.sampled_from(["groups", "individual", "delivery"]), min_size=1, unique=True))
    if "groups" in supply:
        out["groups"] = {"staff": _staff(r), "each": draw(timed(r.start, amount(0, 400)))}
    if "individual" in supply:
        out["individual"] = {key: draw(timed(r.start, amount(0, 100))) for key in ("places", "each")}
    if "delivery" in supply:
        out["delivery"] = {"before": draw(amount(0, 5000)), "level": draw(timed(r.start, amount(0, 1.5)))}
    r.maybe(out, 2, "independent", timed(r.start, quantity(0, 0.3)))
    if r.one_in(2):
        out["education"] = {"share": draw(timed(r.start, quantity(0, 0.25)))}
        r.maybe(out["education"], 2, "allowed", quantity(0.3, 0.5))
    return out


def _victim_contact(r: Region) -> Tree:
    draw = r.draw
    out: Tree = {
        "staff": _staff(r),
        "referrals": draw(arrivals(r.start, 40, needed=True)),
        "each": draw(timed(r.start, amount(0, 10))),
    }
    r.maybe(out, 2, "unit", st.sampled_from(r.units))
    r.maybe(out, 2, "waiting", heads(0, 50))
    r.maybe(out, 2, "pilot", timed(r.start, rate(10)))
    r.maybe(out, 2, "limit", time(0.2, 3))
    r.maybe(out, 2, "available", quantity(500, 3000))
    occasions = ["referral", "letter"]
    if r.one_in(2):
        out |= {"open_cases": draw(amount(0, 500)), "open_for": draw(time(1, 36))}
        occasions += ["open case", "open case"]
    if r.one_in(2):
        activities: Tree = {}
        for name in ("letter", "contact")[: draw(st.integers(1, 2))]:
            activities[name] = {"on": draw(st.sampled_from(occasions)), "minutes": draw(amount(0, 90))}
            r.maybe(activities[name], 2, "times", quantity(0, 3, beyond="gamma"))
        out["activities"] = activities
    return out


# --- carried ------------------------------------------------------------------------------------------------------------
def add_evidence(r: Region) -> None:
    """Add inspections, surveys, indicators, recommendations and notes."""
    if r.one_in(3):
        r.tree["inspections"] = {r.draw(st.sampled_from([*r.units, r.tree["name"]])): _inspection(r)}
    for key, make in (("surveys", _survey), ("indicators", _indicator)):
        if r.one_in(3):
            r.tree[key] = {r.name(): make(r) for _ in range(r.draw(st.integers(1, 2)))}
    if r.one_in(3):
        r.tree["recommendations"] = [_recommendation(r, f"{n + 1}") for n in range(r.draw(st.integers(1, 3)))]
    r.maybe(r.tree, 3, "notes", st.lists(TEXTS, max_size=3))


def _inspection(r: Region) -> Tree:
    out: Tree = {}
    standards: Tree = {}
    for number in r.draw(st.lists(st.sampled_from(["1.1", "1.2", "2.4"]), unique=True)):
        standards[number] = {"rating": r.draw(st.sampled_from(RATINGS))}
        r.maybe(standards[number], 2, "name", TEXTS)
    if standards:
        out["scorecard"] = standards
    r.maybe(out, 2, "published", MONTHS)
    r.maybe(out, 2, "methodology", st.sampled_from(["pdu-2021", "own"]))
    r.maybe(out, 2, "score", st.integers(0, 27))
    r.maybe(out, 2, "maximum", st.integers(0, 27))
    r.maybe(out, 2, "overall", st.just({"cover": "Good"}))
    r.maybe(out, 2, "source", TEXTS)
    return out


def _placed(r: Region, out: Tree) -> Tree:
    r.maybe(out, 2, "date", MONTHS)
    r.maybe(out, 2, "unit", st.sampled_from([*r.units, r.tree["name"]]))
    return out


def _survey(r: Region) -> Tree:
    return _placed(r, {"question": r.draw(SOME_TEXTS), "share": r.draw(share())})


def _indicator(r: Region) -> Tree:
    out: Tree = {"text": r.draw(SOME_TEXTS)}
    values: st.SearchStrategy[Any] = st.one_of(time(0, 9), rate(), amount(0, 1000), quantity(-5, 5))
    r.maybe(out, 2, "value", values)
    r.maybe(out, 2, "said", TEXTS)
    if r.one_in(2):
        out["measure"] = r.draw(st.sampled_from(["fte", "workload", "share_above_60"]))
        r.maybe(out, 2, "grade", st.sampled_from(["PO", "PSO"]))
    return _placed(r, out)


def _recommendation(r: Region, number: str) -> Tree:
    out: Tree = {"number": number}
    for key in ("addressee", "text", "source"):
        r.maybe(out, 2, key, TEXTS)
    r.maybe(out, 2, "measures", st.lists(st.sampled_from(["fte", "workload", "waiting"]), max_size=2))
    r.maybe(out, 2, "unit", st.sampled_from([*r.units, r.tree["name"]]))
    r.maybe(out, 2, "status", st.sampled_from(["open", "in progress", "done", "rejected"]))
    r.maybe(out, 2, "made", MONTHS)
    r.maybe(out, 2, "due", MONTHS)
    return out
