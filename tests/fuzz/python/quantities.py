"""Strategies of hypothesis for the numbers of a region document, in each of the forms that docs/reference/document.md has.

A number is drawn between two ends that make sense for its field; 0, the ends themselves and whole numbers come often.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Draw = st.DrawFn
Tree = dict[str, Any]

MONTHS_PER_WEEK = 12 * 7 / 365.25
UNITS = {"days": 7 / MONTHS_PER_WEEK, "working days": 5 / MONTHS_PER_WEEK, "weeks": 1 / MONTHS_PER_WEEK, "months": 1.0}
UNITS |= {"quarters": 1 / 3, "years": 1 / 12}
PERS = {"day": MONTHS_PER_WEEK / 7, "week": MONTHS_PER_WEEK, "month": 1.0, "quarter": 3.0, "year": 12.0}

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=20)
SOME_TEXTS = TEXTS.map(str.strip).filter(bool)


def month_after(start: str, months: int) -> str:
    """Return the month so many months after another: "2022-04" and 10 are "2023-02"."""
    year, month = (int(part) for part in start.split("-"))
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


MONTHS = st.integers(0, 40 * 12).map(lambda k: month_after("1999-01", k))


def plain(low: float, high: float, *, whole: bool = False) -> st.SearchStrategy[float]:
    """Return numbers from `low` to `high`, both included; of few digits, as people write them, or of all."""
    if whole:
        return st.integers(int(low), int(high))

    def rounded(digits: int) -> st.SearchStrategy[float]:
        return st.floats(low, high).map(lambda x: min(high, max(low, round(x, digits))) + 0.0)  # not −0.0

    return st.one_of(st.sampled_from([low, high]), rounded(2), rounded(9))


@st.composite
def evidence(draw: Draw) -> Tree:
    """Where a number comes from: source, date, status, each or none."""
    fields = {"source": TEXTS, "date": MONTHS, "status": st.sampled_from(["observed", "assumed", "disputed"])}
    return {key: draw(values) for key, values in fields.items() if draw(st.integers(0, 5)) == 0}


@st.composite
def quantity(
    draw: Draw,
    low: float,
    high: float,
    *,
    whole: bool = False,
    beyond: str = "",
    sample: bool = False,
    scale: float = 1.0,
    also: Tree | None = None,
) -> Any:
    """Return a number in one of its forms, every value of it between `low` and `high` but for what `beyond` allows.

    `beyond` names the distribution that mean and sd stand for: "gamma" may exceed `high`, "beta" may not, "normal" is kept
    eight sd inside. `scale`: what to multiply by, such as weeks in a month. `also`: keys that must stand beside the number.
    """
    forms = ["plain", "plain", "value", "pert", "uniform"]
    forms += ["spread"] * bool(beyond) + ["sample"] * sample
    form = draw(st.sampled_from(forms))
    beside = {**(also or {}), **(draw(evidence()) if form != "plain" else {})}

    def some(least: float = low, most: float = high) -> float:
        number = draw(plain(least, most, whole=whole)) * scale
        return int(number) if whole else number

    if form in ("plain", "value"):
        number = some()
        return number if form == "plain" and not also else {"value": number, **beside}
    if form == "sample":
        of = draw(st.integers(1, 500))
        return {"count": draw(st.integers(0, of)), "of": of, **beside}
    if form == "spread":
        return {**_spread(draw, low, high, beyond, scale), **beside}
    values = sorted({some() for _ in range(3)})
    if len(values) < 2 or not values[0] < values[-1]:
        return {"value": values[0], **beside}
    if form == "uniform":
        return {"low": values[0], "high": values[-1], **beside}
    return {"low": values[0], "mode": values[len(values) // 2], "high": values[-1], **beside}


def _spread(draw: Draw, low: float, high: float, beyond: str, scale: float) -> Tree:
    """Return a mean and a standard deviation that the distribution can have."""
    width = high - low
    relative = draw(st.floats(0.02, 0.5))
    if beyond == "normal":
        return {"mean": (low + high) / 2 * scale, "sd": relative * width / 16 * scale}
    if beyond == "beta":
        mean = draw(st.floats(0.05, 0.95))
        return {"mean": mean, "sd": relative * (mean * (1 - mean)) ** 0.5}
    mean = draw(st.floats(max(low, width / 50), high))
    return {"mean": mean * scale, "sd": relative * mean * scale}


def share(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[Any]:
    """Return a share; one that may be 0 and 1 also as mean and sd or as count and of."""
    whole_range = low == 0 and high == 1
    return quantity(low, high, beyond="beta" if whole_range else "", sample=whole_range)


def vacancy() -> st.SearchStrategy[Any]:
    """Return a share below 1."""
    return quantity(0, 0.8, sample=False)


def heads(low: int = 0, high: int = 60) -> st.SearchStrategy[Any]:
    """Return whole people; a certain number of them is whole, an uncertain one need not be."""
    return quantity(low, high, whole=True, beyond="gamma" if low == 0 else "")


def amount(low: float, high: float) -> st.SearchStrategy[Any]:
    """Return FTE, cases, hours, points, a number a month."""
    return quantity(low, high, beyond="gamma")


@st.composite
def time(draw: Draw, low: float, high: float) -> Any:
    """Return a time between so many months, in any unit; never below `low` months, mean and sd aside."""
    unit = draw(st.sampled_from(list(UNITS)))
    tight = low * 1.000001
    return draw(quantity(tight, max(tight, high), beyond="gamma", scale=UNITS[unit], also={"unit": unit}))


@st.composite
def rate(draw: Draw, high: float = 0.1, *, sample: bool = True) -> Any:
    """Return a rate of at most so much a month, per week, month or year, or as a proportion lost."""
    if draw(st.integers(0, 4)) == 0:
        per = draw(st.sampled_from(["month", "year"]))
        return draw(quantity(0, min(high, 0.9), beyond="beta", also={"per": per, "as": "proportion lost"}))
    per = draw(st.sampled_from(list(PERS)))
    also = {"per": per} | ({"as": "rate"} if draw(st.integers(0, 9)) == 0 else {})
    return draw(quantity(0, high, beyond="gamma", sample=sample and per == "year", scale=PERS[per], also=also))


@st.composite
def timed(draw: Draw, start: str, values: st.SearchStrategy[Any]) -> Any:
    """Return a number that may change over time: by itself, or a list of numbers with the months they hold from."""
    if draw(st.integers(0, 3)) > 0:
        return draw(values)
    parts, at = [], draw(st.integers(-3, 3))
    for i in range(draw(st.integers(1, 3))):
        value = draw(values)
        part = {**value} if isinstance(value, dict) else {"value": value}
        if i > 0 or draw(st.booleans()):
            part["from"] = month_after(start, at)
            at += draw(st.integers(1, 4))
        parts.append(part)
    return parts


@st.composite
def shares_of(draw: Draw, names: list[str], *, uncertain: bool = True) -> Tree:
    """Return shares by name that add to 1, some of them uncertain about the same mean."""
    weights = [draw(st.integers(0, 10)) for _ in names]
    if sum(weights) == 0:
        weights[0] = 1
    out: Tree = {}
    for name, weight in zip(names, weights, strict=True):
        mean = weight / sum(weights)
        half = min(mean, 1 - mean) / 2
        spread = uncertain and half > 0.01 and draw(st.integers(0, 4)) == 0
        out[name] = {"low": mean - half, "high": mean + half} if spread else mean
    return out


@st.composite
def arrivals(draw: Draw, start: str, high: float, *, needed: bool) -> Tree:
    """Return how people or cases come: a number a month, growth, seasons, dispersion."""
    out: Tree = {}
    if needed or draw(st.booleans()):
        out["per_month"] = draw(timed(start, amount(0.25, high)))  # of 0, nothing says how long people have waited
    if draw(st.integers(0, 2)) == 0:
        out["growth"] = draw(quantity(-0.5, 1.0, beyond="normal"))
    if draw(st.integers(0, 3)) == 0:
        factors = draw(st.lists(st.integers(0, 20), min_size=12, max_size=12).filter(any))
        out["seasonality"] = [factor * 12 / sum(factors) for factor in factors]
    if draw(st.integers(0, 3)) == 0:
        out["dispersion"] = draw(quantity(0.5, 50))
    return out


def by_month(most: int) -> st.SearchStrategy[list[float]]:
    """Return shares by whole months that add to 1."""
    weights = st.lists(st.integers(0, 5), min_size=1, max_size=most).filter(any)
    return weights.map(lambda w: [x / sum(w) for x in w])
