"""Samples of cases: agreement with SciPy and statsmodels, coverage, allocation, surveys."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import Rating
from probation.ratings import OfficerCases

DATA = Path(__file__).parents[1] / "data"
stats = pytest.importorskip("scipy.stats")
proportion = pytest.importorskip("statsmodels.stats.proportion")

METHODS = {"wilson": "wilson", "clopper-pearson": "beta", "jeffreys": "jeffreys"}
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
SIZES = (1, 2, 3, 5, 8, 13, 40, 93, 250, 1_000, 100_000)


def grid() -> list[tuple[int, int]]:
    """Counts from none to all of each size."""
    return [(x, n) for n in SIZES for x in sorted({0, 1, n // 10, n // 3, n // 2, n - n // 7, n - 1, n}) if x <= n]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("level", LEVELS)
def test_intervals_agree_with_statsmodels(method: Any, level: float) -> None:
    for x, n in grid():
        low, high = pb.ratings.interval(x, n, level=level, method=method)
        expected = proportion.proportion_confint(x, n, alpha=1 - level, method=METHODS[method])
        assert low == pytest.approx(max(expected[0], 0.0), abs=1e-9), (x, n)
        assert high == pytest.approx(min(expected[1], 1.0), abs=1e-9), (x, n)


@pytest.mark.parametrize("level", LEVELS)
def test_intervals_agree_with_scipy(level: float) -> None:
    for x, n in grid():
        for ours, theirs in (("wilson", "wilson"), ("clopper-pearson", "exact")):
            method: Any = ours
            low, high = pb.ratings.interval(x, n, level=level, method=method)
            expected = stats.binomtest(x, n).proportion_ci(level, method=theirs)
            assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-9), (x, n)


@pytest.mark.parametrize("level", LEVELS)
def test_differences_agree_with_statsmodels(level: float) -> None:
    counts = [(x, n) for x, n in grid() if n <= 1_000]
    for (a, n), (b, m) in itertools.product(counts[::3], counts[1::4]):
        value, low, high = pb.ratings.difference((a, n), (b, m), level=level)
        expected = proportion.confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=1 - level)
        assert value == pytest.approx(a / n - b / m, abs=1e-12)
        assert (low, high) == pytest.approx(expected, abs=1e-9), ((a, n), (b, m))


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_exact_intervals_of_a_population_agree_with_scipy(level: float) -> None:
    for population, n in ((10, 4), (60, 59), (137, 60), (900, 93)):
        for x in sorted({0, 1, n // 4, n // 2, n - 1, n}):
            found = pb.ratings.interval(x, n, level=level, method="clopper-pearson", population=population)
            possible = np.arange(x, population - n + x + 1)
            up = stats.hypergeom.sf(x - 1, population, possible, n)
            down = stats.hypergeom.cdf(x, population, possible, n)
            kept = possible[(up > (1 - level) / 2) & (down > (1 - level) / 2)]
            assert tuple(found) == pytest.approx((kept.min() / population, kept.max() / population), abs=1e-12)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_wilson_and_jeffreys_in_a_population(level: float) -> None:
    for population, n, x in ((137, 60, 20), (900, 93, 0), (400, 399, 200)):
        low, high = pb.ratings.interval(x, n, level=level, population=population)
        size = n * (population - 1) / (population - n)
        expected = proportion.proportion_confint(x * size / n, size, alpha=1 - level, method="wilson")
        assert (low, high) == pytest.approx(expected, abs=1e-9)
        low, high = pb.ratings.interval(x, n, level=level, method="jeffreys", population=population)
        unseen = stats.betabinom(population - n, x + 0.5, n - x + 0.5)
        quantiles = [(x + unseen.ppf(p)) / population for p in ((1 - level) / 2, (1 + level) / 2)]
        assert (low, high) == pytest.approx(quantiles, abs=1e-9)


def coverage(method: Any, n: int, share: float, level: float, population: int | None = None) -> float:
    """The exact coverage of an interval: the chance of the samples whose interval holds the share."""
    x = np.arange(n + 1)
    if population is None:
        chances = stats.binom.pmf(x, n, share)
    else:
        chances = stats.hypergeom.pmf(x, population, round(share * population), n)
    found = [pb.ratings.interval(int(k), n, level=level, method=method, population=population) for k in x]
    return float(sum(p for p, i in zip(chances, found, strict=True) if i.low - 1e-12 <= share <= i.high + 1e-12))


def test_coverage_is_what_is_promised() -> None:
    shares = np.linspace(0.1, 0.9, 33)
    for n in (30, 60):
        exact = [coverage("clopper-pearson", n, p, 0.95) for p in shares]
        assert min(exact) >= 0.95
        for method in ("wilson", "jeffreys"):
            found = [coverage(method, n, p, 0.95) for p in shares]
            assert np.mean(found) == pytest.approx(0.95, abs=0.006), method
            assert min(found) > 0.91, method


def test_coverage_in_a_population() -> None:
    shares = [k / 120 for k in range(12, 109, 3)]
    assert min(coverage("clopper-pearson", 60, p, 0.9, 120) for p in shares) >= 0.9
    for method in ("wilson", "jeffreys"):
        found = [coverage(method, 60, p, 0.9, 120) for p in shares]
        assert np.mean(found) == pytest.approx(0.9, abs=0.04), method


@pytest.mark.parametrize("population", [None, 150])
@pytest.mark.parametrize("method", ["wilson", "clopper-pearson", "jeffreys"])
def test_simulated_coverage(method: Any, population: int | None) -> None:
    # 20,000 samples of 60 cases: the standard error of a coverage near 0.8 is 0.0028; the bound is four of them.
    random = np.random.default_rng(2023)
    for share in (0.22, 0.5, 0.78):
        if population is None:
            drawn = random.binomial(60, share, 20_000)
        else:
            good = round(share * population)
            drawn = random.hypergeometric(good, population - good, 60, 20_000)
        truth = share if population is None else round(share * population) / population
        counts, times = np.unique(drawn, return_counts=True)
        found = [pb.ratings.interval(int(k), 60, level=0.8, method=method, population=population) for k in counts]
        inside = sum(int(n) for i, n in zip(found, times, strict=True) if i.low - 1e-12 <= truth <= i.high + 1e-12)
        assert inside / 20_000 == pytest.approx(coverage(method, 60, truth, 0.8, population), abs=0.0113)
        assert inside / 20_000 > 0.74


def test_simulated_coverage_of_differences() -> None:
    # 4,000 pairs of samples: the standard error of a coverage near 0.9 is 0.005.
    random = np.random.default_rng(2022)
    a, b = random.binomial(60, 0.35, 4_000), random.binomial(45, 0.2, 4_000)
    cache: dict[tuple[int, int], bool] = {}
    inside = 0
    for pair in zip(a.tolist(), b.tolist(), strict=True):
        if pair not in cache:
            _, low, high = pb.ratings.difference((pair[0], 60), (pair[1], 45), level=0.9)
            cache[pair] = low <= 0.15 <= high
        inside += cache[pair]
    assert inside / 4_000 == pytest.approx(0.9, abs=0.02)


def test_chances_agree_with_scipy() -> None:
    sample = pb.ratings.case_sample({"a": (36, 60), "b": (45, 60)}, "pdu-2021")
    edges = np.array([0.495, 0.645, 0.795])
    tails = [stats.beta.sf(edges, x + 0.5, 60 - x + 0.5) for x in (36, 45)]
    expected = -np.diff([1.0, *(tails[0] * tails[1]), 0.0])
    assert list(sample.chances().values()) == pytest.approx(expected, abs=1e-9)
    together = -np.diff([1.0, *np.minimum(*tails), 0.0])
    assert list(sample.chances(questions="together").values()) == pytest.approx(together, abs=1e-9)
    # Of 200 cases: those not seen are beta-binomial; 50 % rounded half up begins at 99 of 200.
    reach = [
        [stats.betabinom.sf(math.ceil(edge * 200 - 1e-9) - x - 1, 140, x + 1, 60 - x + 1) for edge in edges]
        for x in (36, 45)
    ]
    finite = -np.diff([1.0, *np.prod(reach, axis=0), 0.0])
    found = sample.chances(prior="uniform", population=200)
    assert list(found.values()) == pytest.approx(finite, abs=1e-9)
    assert sum(found.values()) == pytest.approx(1.0, abs=1e-12)


def test_reinspection_agrees_with_simulation() -> None:
    sample = pb.ratings.case_sample({"a": (36, 60), "b": (45, 60)}, "pdu-2021")
    random = np.random.default_rng(7)
    runs = 40_000
    lowest = np.full(runs, 3)
    for x in (36, 45):
        share = random.beta(x + 0.5, 60 - x + 0.5, runs)
        percentages = np.floor(100 * random.binomial(60, share) / 60 + 0.5)
        lowest = np.minimum(lowest, np.searchsorted([50, 65, 80], percentages, side="right"))
    simulated = np.bincount(lowest, minlength=4) / runs
    found = sample.reinspection()
    assert list(found.values()) == pytest.approx(simulated, abs=0.01)  # four standard errors
    assert found.of_another == pytest.approx(1 - found[Rating.REQUIRES_IMPROVEMENT])
    assert sample.reinspection(sizes=60) == found
    assert sample.reinspection(sizes={"a": 60, "b": 60}) == found
    assert sample.reinspection(sizes=6_000).of_another < found.of_another


def test_cases_become_a_rating() -> None:
    sample = pb.ratings.case_sample(
        {"engagement": (45, 60), "desistance": (41, 60), "safety": (29, 60)}, "pdu-2021", standard="2.2"
    )
    assert (sample.rating, sample.lowest, sample.standard) == (Rating.INADEQUATE, ["safety"], "Assessment")
    assert sample.counts["safety"] == (29, 60)
    assert sample.percentages["safety"] == pytest.approx(48.333, abs=1e-3)
    assert sample.banded == {"engagement": 75, "desistance": 68, "safety": 48}
    assert sample.bands["engagement"] is Rating.GOOD
    assert [(f.why, f.question, f.instead) for f in sample.flags] == [
        ("near a threshold", "safety", Rating.REQUIRES_IMPROVEMENT),
        ("one judgement", "safety", Rating.REQUIRES_IMPROVEMENT),  # 30 of 60 is 50 %
    ]
    assert "discretion, not applied: safety: near the threshold to Requires improvement" in str(sample)
    unrounded = pb.ratings.case_sample({"safety": (59, 119)}, "pdu-2021", rounding="none")
    assert unrounded.rating is Rating.INADEQUATE  # 49.58 %
    assert pb.ratings.case_sample({"safety": (59, 119)}, "pdu-2021").rating is Rating.REQUIRES_IMPROVEMENT


def test_cases_that_give_no_rating() -> None:
    sample = pb.ratings.case_sample({"safety": (41, 84)}, "dynamic-2025", standard="C1")
    assert (sample.rating, sample.bands, sample.flags) == (None, {}, [])
    assert "49 %" in str(sample)
    with pytest.raises(ValueError, match="gives no ratings"):
        sample.chances()
    with pytest.raises(ValueError, match="gives no ratings"):
        pb.ratings.case_band(49, "dynamic-2025")


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({}, "at least one key question"),
        ({"a": (3, 2)}, "a: found 3 of 2 cases"),
        ({"a": (0, 0)}, "a, of must be 1 to"),
        ({"a": (-1, 2)}, "a, sufficient must be 0 to"),
    ],
)
def test_counts_that_cannot_be(counts: dict[str, tuple[int, int]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pb.ratings.case_sample(counts, "pdu-2021")


def test_wrong_options_are_named() -> None:
    wrong: Any = "nearest"
    with pytest.raises(ValueError, match='rounding must be "half up", "half even", "down" or "none", not "nearest"'):
        pb.ratings.case_sample({"a": (1, 2)}, "pdu-2021", rounding=wrong)
    with pytest.raises(ValueError, match='method must be "wilson", "clopper-pearson" or "jeffreys"'):
        pb.ratings.interval(1, 2, method=wrong)
    with pytest.raises(ValueError, match='prior must be "jeffreys" or "uniform"'):
        pb.ratings.case_sample({"a": (1, 2)}, "pdu-2021").chances(prior=wrong)
    with pytest.raises(ValueError, match="a population of 3 is smaller"):
        pb.ratings.interval(1, 4, population=3)
    with pytest.raises(TypeError, match="count must be a whole number"):
        pb.ratings.interval(wrong, 4)


def test_published_percentages_are_in_their_band() -> None:
    with (DATA / "case_percentages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 10
    for row in rows:
        share = float(row["percent_sufficient"])
        expected = sum(share + 0.5 >= t for t in (50, 65, 80))
        assert pb.ratings.case_band(share, "pdu-2021") == expected
        if "of" in row["note"].split()[1:2]:  # "34 of 93 cases"
            x, _, n = row["note"].replace(";", "").split()[:3]
            sample = pb.ratings.case_sample({"question": (int(x), int(n))}, "pdu-2021")
            assert sample.percentages["question"] == pytest.approx(share, abs=0.05)
            assert sample.rating is Rating(expected)


def test_sample_sizes() -> None:
    assert pb.ratings.sample_size() == 165
    assert pb.ratings.sample_size(400) == 117
    z = stats.norm.ppf(0.9)
    for population in (1, 20, 137, 546, 10_000):
        n0 = z**2 * 0.25 / 0.05**2
        assert pb.ratings.sample_size(population) == math.ceil(n0 / (1 + (n0 - 1) / population) - 1e-12)
    with pytest.raises(ValueError, match="margin must be"):
        pb.ratings.sample_size(100, margin=5)


@given(
    sizes=st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 500), min_size=1, max_size=8),
    total=st.integers(0, 800),
    buffer=st.integers(0, 100),
)
@settings(max_examples=150, deadline=None)
def test_allocations_add_up_exactly(sizes: dict[str, int], total: int, buffer: int) -> None:
    allocation = pb.ratings.allocate(sizes, total, buffer_percent=buffer)
    with_buffer = total + (2 * total * buffer + 100) // 200
    everything = sum(sizes.values())
    assert sum(allocation.values()) == min(with_buffer, everything)
    for name, size in sizes.items():
        assert 0 <= allocation[name] <= size
        if buffer == 0 and 0 < total <= everything:
            assert abs(allocation[name] - total * size / everything) < 1 + len(sizes)
    if total >= everything:
        assert dict(allocation) == sizes


officers = st.lists(
    st.builds(
        OfficerCases,
        stratum=st.sampled_from(pb.ratings.STRATA),
        cluster=st.sampled_from(["east", "west"]),
        unit=st.sampled_from(["a", "b"]),
        officer=st.sampled_from(["Ann", "Bob", "Cy", "Di"]),
        cases=st.integers(0, 30),
    ),
    unique_by=lambda r: (r.stratum, r.cluster, r.unit, r.officer),
    max_size=40,
)


@given(rows=officers, total=st.integers(0, 100), most=st.integers(1, 10))
@settings(max_examples=100, deadline=None)
def test_samples_respect_officers_and_add_up(rows: list[OfficerCases], total: int, most: int) -> None:
    plan = pb.ratings.stratified_sample(rows, total, most_per_officer=most)
    assert [(r.stratum, r.officer, r.cases) for r in plan] == [(r.stratum, r.officer, r.cases) for r in rows]
    held: dict[str, int] = {}
    for row in plan:
        assert 0 <= row.sampled <= row.cases
        held[row.officer] = held.get(row.officer, 0) + row.sampled
    assert all(n <= most for n in held.values())
    assert sum(held.values()) + plan.shortfall == plan.wanted == sum(plan.by_stratum.values())
    assert plan.wanted == min(total + (2 * total * 20 + 100) // 200, sum(r.cases for r in rows))


def test_strata() -> None:
    assert len(pb.ratings.STRATA) == 5
    assert pb.ratings.stratum(woman=False, post_custody=True, low_risk=False) == "men, post-custody, not low risk"
    assert pb.ratings.stratum(woman=True, post_custody=True, low_risk=False) == "women"


def test_surveys_without_a_number_are_shown_as_given(kss: pb.Region) -> None:
    assert all(survey.interval() is None for survey in kss.surveys.values())
    first = kss.surveys["change communicated"]
    assert (first.proportion, first.counts) == (0.46, None)
    assert "not said" in str(kss.surveys)
    with pytest.raises(ValueError, match="does not say how many were asked"):
        first.difference(first)


def test_surveys_with_a_number_have_an_interval(small: pb.Region) -> None:
    region = small.patched(
        {
            "surveys": {
                "one": {"question": "Enough staff", "share": {"count": 37, "of": 57}, "unit": "North"},
                "two": {"question": "Enough staff", "share": {"count": 20, "of": 57}, "unit": "South"},
                "three": {"question": "Enough staff", "share": 0.5},
            }
        }
    )
    one, two, three = (region.surveys[name] for name in ("one", "two", "three"))
    assert one.counts == (37, 57)
    assert one.proportion == 37 / 57
    assert one.interval() == pb.ratings.interval(37, 57)
    assert one.difference(two) == pb.ratings.difference((37, 57), (20, 57))
    assert one.difference(two).is_clear
    with pytest.raises(ValueError, match="'three' does not say"):
        one.difference(three)


def test_units_together_weigh_as_their_caseload() -> None:
    share = pb.ratings.weighted_share({"large": (15, 60, 900), "small": (45, 60, 100)})
    assert share.share == pytest.approx(0.3)
    assert share.effective_size == pytest.approx(60 / 0.82)
    expected = proportion.proportion_confint(0.3 * 60 / 0.82, 60 / 0.82, alpha=0.05, method="wilson")
    assert tuple(share.interval) == pytest.approx(expected, abs=1e-9)
    samples = {
        "large": pb.ratings.case_sample({"safety": (15, 60), "desistance": (39, 60)}, "pdu-2023"),
        "small": pb.ratings.case_sample({"safety": (45, 60)}, "pdu-2023"),
    }
    cases = pb.ratings.region_cases(samples, {"large": 900, "small": 100})
    assert cases["safety"] == share
    assert cases.bands() == {"safety": Rating.INADEQUATE, "desistance": Rating.GOOD}
    with pytest.raises(KeyError, match="no caseload is called 'small'"):
        pb.ratings.region_cases(samples, {"large": 900})
    with pytest.raises(ValueError, match="at least one unit"):
        pb.ratings.region_cases({}, {})


def test_differences_between_units() -> None:
    found = pb.ratings.differences({"West Kent": (15, 60), "West Sussex": (27, 60), "Surrey": (28, 60)})
    assert list(found) == [("West Kent", "West Sussex"), ("West Kent", "Surrey"), ("West Sussex", "Surrey")]
    assert found["West Kent", "Surrey"].is_clear
    assert not found["West Sussex", "Surrey"].is_clear


def test_worked_numbers_of_the_page(kss: pb.Region) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "ratings.md").read_text(encoding="utf-8")
    for m in pb.ratings.methodologies().values():
        if m.is_scored:
            cells = [str(m.maximum), *(f"{low}–{high}" for low, high in m.bands.values())]
            assert f"{m.counted} ({m.rules['counted standards'].status}) | {' | '.join(cells)} | " in page
            assert f"| {m.rules['overall bands'].status} |\n" in page.partition(f"| `{m.id}` |")[2]
    card = kss.inspections["West Sussex"].scorecard
    assert f"{card.score}, {card.maximum}, {card.overall}" in page
    assert f"{card.changes().total} ways: one step" in page
    changes = kss.inspections["West Kent"].scorecard.changes()
    assert (changes.needed, f"in {changes.total} ways" in page) == (4, True)
    low, high = pb.ratings.scorecard({"leadership": "Good", "assessment": 0}, "pdu-2023").possible_scores
    assert f"leave {low} to {high} of 21" in page
    assert f"34 of 93 is {100 * 34 / 93:.1f} %,\n  Wilson {pb.ratings.interval(34, 93)} at 95 %" in page
    sample = pb.ratings.case_sample({"engagement": (45, 60), "desistance": (41, 60), "safety": (29, 60)}, "pdu-2021")
    assert f"safety is {sample.banded['safety']:.0f} %" in page
    assert f"{100 * sample.reinspection().of_another:.1f} % with questions independent" in page
    assert f"{pb.ratings.sample_size()} of very many, {pb.ratings.sample_size(400)} of 400" in page
    together = pb.ratings.weighted_share({"large": (15, 60, 900), "small": (45, 60, 100)})
    assert f"are {100 * together.share:.1f} %" in page
    assert f"here {together.effective_size:.1f} (Kish)" in page
