"""Writes what `peers.py` measured into docs/explanation/benchmarks.md, between its markers, and the plot beside it.

python benchmarks/report.py [build/bench/peers.json]
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import ROOT
from processes import SETS
from showing import comparisons, number, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PAGE = ROOT / "docs" / "explanation" / "benchmarks.md"
WIDTHS = {"baseline": "baseline", "avx2": "AVX2", "avx512": "AVX-512"}
Found = dict[str, Any]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as a table."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def ratios(section: str, found: Found) -> str:
    """The comparisons of a section, a line each: our time, each peer's, and how many times as long that is."""
    rows = comparisons(section, found[section])
    unit = next(iter(rows.values()))["unit"]
    peers = list(dict.fromkeys(peer for x in rows.values() for peer in x["ratios"]))

    def cells(name: str, x: Found) -> list[str]:
        out = [name if name != section else x["ours"], number(x["times"][x["ours"]]["median"])]
        for peer in peers:
            known = peer in x["ratios"]
            out += [number(x["times"][peer]["median"]), f"{span(x['ratios'][peer])} ×"] if known else ["", ""]
        return out

    head = ["", f"probation, {unit}", *(text for peer in peers for text in (f"{peer}, {unit}", "over ours"))]
    return table(head, (cells(name, x) for name, x in rows.items()))


def where(found: Found) -> str:
    """Machine, date, commit."""
    m = found["machine"]
    commit = m["commit"] + (" with changes that were not committed" if m["changed"] else "")
    versions = ", ".join(
        f"{name} {m[key]}"
        for key, name in (("python", "Python"), ("numpy", "NumPy"), ("simpy", "SimPy"), ("ciw", "Ciw"))
        if m[key]
    )
    return (
        f"{m['processor']}, {m['processors']} processors; load {m['load']} when it began, {m['load at the end']} when it "
        f"ended (above {m['processors']}, other work slows all). {m['date']}, commit {commit}. {versions}."
    )


def kernel(found: Found) -> str:
    """Samplers of the kernel, by width, beside Boost.Random and the standard library."""
    widths = [s for s in SETS if any(s in x["times"] for x in found["cxx"].values())]
    draws = {name: x for name, x in found["cxx"].items() if "boost over" in x}
    head = ["ns a draw", "Boost.Random", "libstdc++"]
    for width in widths:
        head += [f"probation, {WIDTHS[width]}", "Boost.Random over it"]

    def cells(name: str, x: Found) -> list[str]:
        out = [name, *(number(x["times"][peer]["median"]) for peer in ("boost", "std"))]
        for width in widths:
            out += [number(x["times"][width]["median"]), f"{span(x['boost over'][width])} ×"]
        return out

    return table(head, (cells(name, x) for name, x in draws.items()))


def queue(found: Found) -> str:
    """The queue, with what each found at its end."""
    x = found["queue"]
    ends = (
        (name, number(x["replicates"][name]), f"{mean:.1f} ± {sd:.1f}", _p(x["kolmogorov-smirnov"].get(name)))
        for name, (mean, sd) in x["waiting at the end"].items()
    )
    return f"{ratios('queue', found)}\n\n{table(('', 'replicates', 'waiting at the end: mean ± sd', 'P (Kolmogorov-Smirnov)'), ends)}"


def _p(p: float | None) -> str:
    return "" if p is None else f"{p:.2f}"


def cost(found: Found) -> str:
    """Slopes of cost."""
    rows = []
    for x in found["scaling"].values():
        ours, theirs = x["probation"], x["NumPy"]
        rows.append(
            (
                x["what"],
                f"{number(ours['each'] * 1e3)} ms",
                f"{number(theirs['each'] * 1e3)} ms",
                number(theirs["each"] / ours["each"]),
            )
        )
    lines = table(("against", "probation, each", "NumPy, each", "ratio of slopes"), rows)
    return f"![Processor time against runs, months and units](benchmarks-cost.png)\n\n{lines}"


def processes(found: Found) -> str:
    """Threads, instruction sets, the country."""
    t, s, c = found["threads"], found["sets"], found["country"]
    times = ", ".join(f"{WIDTHS[w]} {number(x['median'])}" for w, x in s["times"].items())
    missing = ", ".join(WIDTHS[w] for w in s["not on this machine"])
    gain, both = t["speed-up of two threads"], t["two processes at once, over one"]
    kept = "the same" if s["same"] else "NOT the same"
    size = f"{c['regions']} regions × {c['pdus']} units × {c['months']} months × {c['runs']} runs"
    used = [
        f"{what}, {x['series']:,} of them by `{x['by']}`: {x['seconds']:.1f} s, {x['processor']:.1f} s of the processors, "
        f"{x['megabytes']:.0f} MB at its peak"
        for what, x in c.items()
        if isinstance(x, dict)
    ]
    lines = [
        f"Two threads are {span(gain)} times as fast as one: the example region, {t['runs']:,} runs.",
        f"A short job of nine units and {t['runs of the short job']:,} runs: {span(t['of a short job'])} times.",
        f"Two processes that share nothing get {span(both)} times the work of one out of this machine.",
        f"So two threads reach a share of {span(t['share of the limit'])} of what the machine gives.",
        f"The example region by instruction set, ms a replicate: {times}. Digests are {kept}.",
        f"Not on this machine: {missing or 'none'}.",
        f"{size} on two threads. {'; '.join(used)}.",
    ]
    return "\n".join(f"* {line}" for line in lines)


# --- goals ----------------------------------------------------------------------------------------------------------------------
def at_most(limit: float) -> Callable[[float], bool]:
    """Whether a number keeps a limit."""
    return lambda x: x <= limit


def at_least(limit: float) -> Callable[[float], bool]:
    """Whether a number reaches one."""
    return lambda x: x >= limit


def goals(found: Found) -> str:
    """Each goal with what was measured, and whether it is met."""
    rows: list[tuple[str, str, str, str]] = []

    def add(work: str, goal: str, measured: float | None, shown: str, met: Callable[[float], bool]) -> None:
        if measured is None:
            rows.append((work, goal, "not measured: the machine has none", "not known"))
        else:
            rows.append((work, goal, shown, "met" if met(measured) else "**not met**"))

    draws = found["cxx"]
    for name, limits in (
        ("binomial(36,0.01)", {"avx512": 4.0, "avx2": 6.0, "baseline": 14.0}),
        ("binomial(10,0.10)", {"avx512": 4.0, "avx2": 6.0, "baseline": 14.0}),
        ("binomial(100,0.10)", {"avx512": 5.0}),
        ("binomial(1000,0.05)", {"avx512": 10.0}),
    ):
        for width, limit in limits.items():
            ns = draws[name]["times"].get(width, {}).get("median") if name in draws else None
            add(
                f"{name}, {WIDTHS[width]}",
                f"≤ {limit:g} ns",
                ns,
                f"{ns or 0:.3g} ns",
                at_most(limit),
            )
    over = [x["median"] for d in draws.values() for x in d.get("boost over", {}).values()]
    if over:
        add(
            "these four against Boost.Random, all widths",
            "≥ 1 ×",
            min(over),
            f"at least {min(over):.2g} ×",
            at_least(1),
        )
    for width, limit in (("avx512", 12.0), ("avx2", 8.0), ("baseline", 3.0)):
        x = found["month"].get(f"kernel, {width}")
        ratio = x["ratios"]["NumPy"] if x else None
        add(
            f"month of 68 draws against NumPy, {WIDTHS[width]}",
            f"≥ {limit:g} ×",
            ratio["median"] if ratio else None,
            f"{span(ratio)} ×" if ratio else "",
            at_least(limit),
        )
        first = found["month"].get(f"first month, kernel, {width}")
        ratio = first["ratios"]["NumPy"] if first else None
        add(
            "the same, n alike in all replicates",
            f"≥ {limit:g} ×",
            ratio["median"] if ratio else None,
            f"{span(ratio)} ×" if ratio else "",
            at_least(limit),
        )
        if width == "avx512":
            ns = x["times"][width]["median"] if x else None
            add(f"month of 68 draws, {WIDTHS[width]}", "≤ 220 ns", ns, f"{ns or 0:.0f} ns", at_most(220))
    e = found["example"]
    ratio = e.get("ratios", {}).get("NumPy")
    add(
        "the example region against NumPy",
        "≥ 10 ×",
        ratio and ratio["median"],
        f"{span(ratio)} ×" if ratio else "",
        at_least(10),
    )
    whole = e.get("whole", {})
    widest = next(reversed(found["sets"]["times"]))
    seconds = whole.get("seconds")
    add(
        f"the example region, {whole.get('months')} months × {whole.get('runs', 0):,} runs, one thread, {WIDTHS[widest]}",
        "≤ 1 s with AVX-512",
        seconds,
        f"{seconds or 0:.1f} s",
        at_most(1.0),
    )
    c = found["country"]
    work = f"{c['regions']} regions × {c['pdus']} PDUs × {c['months']} months × {c['runs']} runs"
    for what, x in ((name, x) for name, x in c.items() if isinstance(x, dict)):
        add(f"{work}, {what}", "< 10 s", x["seconds"], f"{x['seconds']:.1f} s", at_most(10))
        add("the same, memory at its peak", "< 500 MB", x["megabytes"], f"{x['megabytes']:.0f} MB", at_most(500))
    t = found["threads"]
    gain, share = t["speed-up of two threads"], t["share of the limit"]
    add(
        "two threads against one",
        "≥ 1.7 ×, or the machine's limit",
        gain["median"],
        f"{span(gain)} ×; the machine's limit is {span(t['two processes at once, over one'])} ×",
        lambda x: x >= 1.7 or share["median"] >= 0.95,
    )
    return table(("work", "goal", "measured", ""), rows)


PARTS: dict[str, Callable[[Found], str]] = {
    "where": where,
    "goals": goals,
    "samplers": lambda found: ratios("samplers", found),
    "kernel": kernel,
    "month": lambda found: ratios("month", found),
    "example": lambda found: ratios("example", found),
    "queue": queue,
    "cost": cost,
    "processes": processes,
}


def renewed(page: str, found: Found) -> str:
    """The page with what lies between `<!-- name -->` and `<!-- /name -->` written anew, where it was measured."""
    for name, part in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        head, opened, rest = page.partition(begin)
        _, closed, tail = rest.partition(end)
        if not (opened and closed):
            message = f"the page has no <!-- {name} --> … <!-- /{name} -->"
            raise ValueError(message)
        page = f"{head}{begin}{part(found)}\n{end}{tail}"
    return page


def main() -> None:
    """Write the page."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "bench" / "peers.json"
    PAGE.write_text(
        renewed(PAGE.read_text(encoding="utf-8"), json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8"
    )
    shutil.copy(file.parent / "cost.png", PAGE.with_name("benchmarks-cost.png"))


if __name__ == "__main__":
    main()
