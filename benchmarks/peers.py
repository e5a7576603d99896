"""Probation beside what one could use instead, in one run: NumPy, SimPy, Ciw, Boost.Random, the standard library.

    python benchmarks/peers.py                       # all of it, six to ten minutes
    python benchmarks/peers.py --quick               # a minute: fewer turns, smaller sizes
    python benchmarks/peers.py --only example        # samplers, month, example, queue, cxx, scaling, threads, sets, country

All contestants of a comparison run in turns, on one thread unless said otherwise. Ratios are what counts: the median of the
ratios of each turn, with their quartiles. Whatever claims to do the same work is first checked to give the same
distribution; if it does not, no time is given for it.
"""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path  # noqa: TC003 - the command line evaluates annotations
from typing import TYPE_CHECKING, Annotated, Any

import agreement
import numpy as np
import probation as pb
import regions
import typer
from measuring import ROOT, Size, compared, in_turns, machine, slope, spread
from numpy_plan import NumpyPlan
from processes import SETS, country, sets, threads
from rich.console import Console
from scipy import stats
from showing import plot, show

if TYPE_CHECKING:
    from collections.abc import Callable

BUILT = ROOT / "build" / "release" / "benchmarks" / "bench_engine"
STANDARD_ERRORS = 5.5  # over some 29,000 comparisons, of which one of two correct programs in 900 would break one

console = Console(stderr=True)


def sfc64(seed: int = 1) -> np.random.Generator:
    """NumPy's fastest generator."""
    return np.random.Generator(np.random.SFC64(seed))


# --- samplers -----------------------------------------------------------------------------------------------------------------
def samplers(size: Size) -> dict[str, Any]:
    """Draws of one distribution from Python: `pb.random` and NumPy; parameters by draw, and the same for all."""
    count = size.of(16_384, 256)
    wave = np.arange(count) * 7 % 4
    generators = {"NumPy SFC64": sfc64(), "NumPy PCG64": np.random.Generator(np.random.PCG64(1))}
    out = {}
    cases: list[tuple[str, float, float]] = [("binomial", n, p) for n, p in BINOMIALS]
    cases += [("poisson", mean, 0.0) for mean in (5.0, 100.0)] + [("negative binomial", 5.0, 3.0)]
    for kind, a, b in cases:
        for varying in (True, False):
            first: Any = a + wave if varying else a
            contestants: dict[str, tuple[Callable[[], object], float]] = {
                "probation": (_drawing(pb.random, kind, first, b, count), count)
            }
            for name, rng in generators.items():
                contestants[name] = (_drawing(rng, kind, first, b, count), count)
            times = in_turns(contestants, 2 * size.turns)
            name = f"{kind}({a:g}{'…' if varying else ''}, {b:g})" if b else f"{kind}({a:g}{'…' if varying else ''})"
            out[name] = compared(times, "probation", 1e9, "ns a draw")
    return out


BINOMIALS = ((36, 0.01), (10, 0.1), (100, 0.1), (1000, 0.05), (1000, 0.5), (1_000_000, 0.1))


def _drawing(by: Any, kind: str, a: Any, b: float, count: int) -> Callable[[], object]:
    ours = by is pb.random
    if kind == "binomial":
        trials = a if np.isscalar(a) else a.astype(np.int64)
        return lambda: by.binomial(trials, b, count)
    if kind == "poisson":
        return lambda: by.poisson(a, count)
    if ours:
        return lambda: by.negative_binomial(a, b, count)
    chance = b / (b + a)
    return lambda: by.negative_binomial(b, chance, count)


# --- a month of a unit ----------------------------------------------------------------------------------------------------------
def month(size: Size) -> dict[str, Any]:
    """68 draws: 40 cells of staff (n 4–12, p 0.01), 20 of cases (n 40–78, p 0.04), 8 Poisson arrivals (mean 1–8).

    In a region's first month all replicates have the same n, for which NumPy keeps what it has worked out; later none have.
    Both libraries take three calls, on arrays of cells by 1,024 replicates. Where `bench_engine` is built it runs too: the
    kernel's own row functions on the same cells, 32 replicates at a time, at every width that the machine has.
    """
    out: dict[str, Any] = {}
    for first, name in ((False, ""), (True, "first month, ")):
        out |= {name + contest: figures for contest, figures in one_month(size, first=first).items()}
    return out


def one_month(size: Size, *, first: bool) -> dict[str, Any]:
    replicates = 1024
    number = np.arange(40)[:, None] + (0 if first else 7) * np.arange(replicates)
    staff = 4 + number % 9
    cases = 40 + 2 * (number[:20] % 20)
    arrivals = np.repeat(1.0 + np.arange(8), replicates).reshape(8, replicates)
    rng = sfc64()

    def by_numpy() -> None:
        rng.binomial(staff, 0.01)
        rng.binomial(cases, 0.04)
        rng.poisson(arrivals)

    def by_us() -> None:
        pb.random.binomial(staff, 0.01)
        pb.random.binomial(cases, 0.04)
        pb.random.poisson(arrivals)

    times = in_turns({"pb.random": (by_us, replicates), "NumPy": (by_numpy, replicates)}, size.turns)
    out = {"from Python": compared(times, "pb.random", 1e9, "ns a month")}
    if size.cxx is None:
        return out
    kernel: dict[str, list[float]] = {}
    for _ in range(size.of(7, 1)):
        numpy_times = in_turns({"NumPy": (by_numpy, replicates)}, 3)["NumPy"]
        kernel.setdefault("NumPy", []).append(float(np.median(numpy_times)))
        which = "^first unit month" if first else "^unit month"
        for width, ns in google_benchmark(size.cxx, which, 0.05 * size.share).items():
            kernel.setdefault(width.rsplit("/", 1)[1], []).append(ns * 1e-9)
    for width in [name for name in kernel if name != "NumPy"]:
        both = {width: kernel[width], "NumPy": kernel["NumPy"]}
        out[f"kernel, {width}"] = compared(both, width, 1e9, "ns a month")
    return out


def google_benchmark(program: Path, pattern: str, seconds: float) -> dict[str, float]:
    """Nanoseconds by name of benchmark."""
    options = [f"--benchmark_filter={pattern}", f"--benchmark_min_time={seconds:.3f}", "--benchmark_format=json"]
    done = subprocess.run([program, *options], capture_output=True, text=True, check=True)
    return {b["name"]: b["ns"] for b in json.loads(done.stdout)["benchmarks"] if b.get("run_type") != "aggregate"}


def cxx(size: Size) -> dict[str, Any]:
    """The C++ peers: draws of `bench_engine`, n varying from draw to draw, repeated in turns by the program itself."""
    if size.cxx is None:
        return {}
    rounds: list[dict[str, float]] = [
        google_benchmark(size.cxx, "binomial|uniform|200 pools", 0.05 * size.share) for _ in range(size.of(5, 1))
    ]
    out: dict[str, Any] = {}
    groups = dict.fromkeys(name.rsplit("/", 1)[0] for name in rounds[0])
    for group in groups:
        times = {
            name.rsplit("/", 1)[1]: [r[name] * 1e-9 for r in rounds]
            for name in rounds[0]
            if name.startswith(f"{group}/")
        }
        widest = [s for s in SETS if s in times][-1]
        unit = "ns a replicate" if "pools" in group else "ns a draw"
        out[group] = compared(times, widest, 1e9, unit)
        if "boost" in times:
            out[group]["boost over"] = {
                s: spread(np.divide(times["boost"], times[s]).tolist()) for s in SETS if s in times
            }
    return out


# --- the example region ---------------------------------------------------------------------------------------------------------
def both_paths(region: pb.Region, months: int, runs: int, theirs: int) -> tuple[Any, Any]:
    """Every output of both, points by runs."""
    made = pb.forecast(region, months=months, runs=runs, seed=2022, keep="paths", threads=1)
    plan = NumpyPlan(region.plan(months))
    return (
        {name: np.asarray(made[name].paths).T for name in made},
        dict(zip(plan.names, plan.paths(theirs, seed=4), strict=True)),
    )


def forecasting(region: pb.Region, months: int, runs: int) -> Callable[[], object]:
    """A forecast on one thread with three quantiles and the mean of every series."""

    def call() -> None:
        made = pb.forecast(region, months=months, runs=runs, threads=1)
        for series in made.series:
            series.mean  # noqa: B018
            for q in (0.1, 0.5, 0.9):
                series.quantile(q)

    return call


def example(size: Size) -> dict[str, Any]:
    """The example region with all backlogs, quantiles of every series: beside the same plan in NumPy."""
    kss = pb.examples.kss()
    plan = NumpyPlan(kss.plan(size.months))
    worst = agreement.differences(*both_paths(kss, size.months, size.of(2048, 64), size.of(1024, 64)))[0]
    agrees = worst.errors < STANDARD_ERRORS
    out: dict[str, Any] = {"greatest difference": worst._asdict(), "limit": STANDARD_ERRORS, "agrees": agrees}
    if agrees:
        ours, theirs = size.of(2000, 32), size.of(2048, 32)
        contestants: dict[str, tuple[Callable[[], object], float]] = {
            "probation": (forecasting(kss, size.months, ours), ours),
            "NumPy": (lambda: plan.summary(theirs), theirs),
        }
        times = in_turns(contestants, size.of(5, 1))
        out |= compared(times, "probation", 1e3, "ms a replicate")
        out["runs"] = {"probation": ours, "NumPy": theirs}
        # The whole of what the goal names, by the time of day too.
        runs = size.of(10_000, 32)
        begin, used = time.perf_counter(), time.process_time()
        forecasting(kss, size.months, runs)()
        out["whole"] = {
            "runs": runs,
            "months": size.months,
            "seconds": time.perf_counter() - begin,
            "processor": time.process_time() - used,
        }
    return out


# --- a queue --------------------------------------------------------------------------------------------------------------------
def queue(size: Size) -> dict[str, Any]:
    """One queue for 24 months: 60 random arrivals a month, 58 served at its end. SimPy and Ciw go case by case."""
    import discrete_events

    arrivals, capacity, months = 60.0, 58, 24
    region = regions.queue(arrivals, capacity)
    ours, theirs = size.of(10_000, 64), {"SimPy": size.of(100, 4), "Ciw": size.of(20, 2)}
    events = {"SimPy": discrete_events.with_simpy, "Ciw": discrete_events.with_ciw}
    plan = NumpyPlan(region.plan(months))
    made = pb.forecast(region, months=months, runs=ours, threads=1, keep="paths")
    waiting = np.asarray(made["waiting", "*", "service"].paths)[:, months]
    found: dict[str, list[float]] = {name: [] for name in events}
    found["NumPy"] = plan.paths(2048)[plan.names.index(("waiting", "*", "service"))][months].tolist()

    def cases(name: str) -> Callable[[], object]:
        def call() -> None:
            for _ in range(theirs[name]):
                found[name].append(events[name](len(found[name]), arrivals, capacity, months))

        return call

    contestants: dict[str, tuple[Callable[[], object], float]] = {
        "probation": (forecasting(region, months, ours), ours),
        "NumPy": (lambda: plan.summary(ours), ours),
        **{name: (cases(name), theirs[name]) for name in events},
    }
    times = in_turns(contestants, size.of(5, 1))
    tests = {name: float(stats.ks_2samp(waiting, numbers).pvalue) for name, numbers in found.items()}
    agrees = {name: p > 1e-4 for name, p in tests.items()}
    kept = {name: taken for name, taken in times.items() if agrees.get(name, True)}
    return {
        **compared(kept, "probation", 1e6, "µs a replicate"),
        "waiting at the end": {
            "probation": [float(waiting.mean()), float(waiting.std())],
            **{name: [float(np.mean(x)), float(np.std(x))] for name, x in found.items()},
        },
        "replicates": {"probation": ours, **{name: len(x) for name, x in found.items()}},
        "kolmogorov-smirnov": tests,
        "agrees": agrees,
    }


# --- cost against size ------------------------------------------------------------------------------------------------------------
def scaling(size: Size) -> dict[str, Any]:
    """Processor time against runs, months and units, of a made-up region of five kinds of staff and two lists."""
    few = size.share < 1.0
    runs = (16, 64) if few else (250, 1000, 4000, 10_000)
    months = (3, 6) if few else (6, 24, 60, 120)
    units = (1, 2) if few else (1, 5, 15, 50)
    some = 32 if few else 500

    def curve(what: str, values: tuple[int, ...], call: Callable[[int], tuple[pb.Region, int, int]]) -> dict[str, Any]:
        ours: list[float] = []
        theirs: list[float] = []
        for value in values:
            region, horizon, number = call(value)
            plan = NumpyPlan(region.plan(horizon))
            contestants: dict[str, tuple[Callable[[], object], float]] = {
                "probation": (forecasting(region, horizon, number), 1.0),
                "NumPy": (lambda plan=plan, number=number: plan.summary(number), 1.0),  # type: ignore[misc]
            }
            times = in_turns(contestants, 1 if value == values[-1] else size.of(3, 1))
            ours.append(min(times["probation"]))
            theirs.append(min(times["NumPy"]))
        return {
            "what": what,
            "values": list(values),
            "probation": {"seconds": ours, **slope(values, ours)},
            "NumPy": {"seconds": theirs, **slope(values, theirs)},
        }

    three = regions.units(3)
    return {
        "runs": curve("runs, of 3 units for 24 months", runs, lambda n: (three, 24, n)),
        "months": curve(f"months, of 3 units, {some} runs", months, lambda n: (three, n, some)),
        "units": curve(f"units, for 24 months, {some} runs", units, lambda n: (regions.units(n), 24, some)),
    }


# --- putting it together -------------------------------------------------------------------------------------------------------------
SECTIONS: dict[str, Callable[[Size], dict[str, Any]]] = {
    "samplers": samplers,
    "month": month,
    "example": example,
    "queue": queue,
    "cxx": cxx,
    "scaling": scaling,
    "threads": threads,
    "sets": sets,
    "country": country,
}


def measured(size: Size, only: list[str]) -> dict[str, Any]:
    """Run some sections, or all."""
    out: dict[str, Any] = {"machine": machine()}
    for name in only or SECTIONS:
        begin = time.perf_counter()
        console.print(f"[dim]{name} …[/dim]")
        out[name] = SECTIONS[name](size)
        console.print(f"[dim]{name}: {time.perf_counter() - begin:.0f} s[/dim]")
    out["machine"]["load at the end"] = machine()["load"]
    return out


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A minute: fewer turns, smaller sizes.")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Sections to run; all if not given.")] = None,
    cxx: Annotated[Path | None, typer.Option(help="The program bench_engine.")] = None,
    output: Annotated[Path, typer.Option(help="Where figures go, with plots beside.")] = ROOT
    / "build/bench/peers.json",
) -> None:
    """Measure, print tables, write figures and plots."""
    if unknown := set(only or []) - set(SECTIONS):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: not one of {', '.join(SECTIONS)}", param_hint="--only")
    program = cxx or (BUILT if BUILT.exists() else None)
    size = Size(turns=3, share=0.1, cxx=program) if quick else Size(cxx=program)
    found = measured(size, only or [])
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    screen = Console()
    show(found, screen if screen.is_terminal else Console(width=120))
    if "scaling" in found:
        plot(found, output.parent / "cost.png")


if __name__ == "__main__":
    typer.run(main)
