"""Load that is held: many forecasts one after another, many at once, and the largest of each kind that is allowed.

    python benchmarks/load.py [--quick]

Each line is a process of its own that counts its processor time and the memory it held at its peak. Sizes double; the last
column says how cost grows with size: the exponent of the fit through the two largest, 1 for what is linear. Memory "flat"
is the growth from the first tenth of the work to the last.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import probation as pb
import regions

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = resource.getpagesize()


def now() -> int:
    """Bytes this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def peak() -> int:
    """Bytes this process held at its peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def numbers(forecast: pb.Forecast) -> int:
    """Return a number that stands for every mean and median of a forecast."""
    series = [forecast[name] for name in forecast.names]
    return hash(b"".join(s.mean.tobytes() + s.quantile(0.5).tobytes() for s in series))


def in_a_row(count: int) -> dict[str, float]:
    """Run so many forecasts of the example region; the memory after a tenth of them and after all."""
    kss = pb.examples.kss()
    first = pb.forecast(kss, runs=64, threads=1)
    early = 0
    for k in range(count):
        last = pb.forecast(kss, runs=64, threads=1)
        if k == count // 10:
            early = now()
    return {"grown": now() - early, "same": float(numbers(last) == numbers(first))}


def at_once(count: int) -> dict[str, float]:
    """Run so many forecasts of the example region in threads of one process; they must be the same."""
    kss = pb.examples.kss()
    alone = numbers(pb.forecast(kss, runs=200, threads=1))
    with ThreadPoolExecutor(count) as pool:
        several = list(pool.map(lambda _: numbers(pb.forecast(kss, runs=200, threads=1)), range(4 * count)))
    return {"same": float(set(several) == {alone})}


def units(count: int) -> dict[str, float]:
    """Forecast a region of so many delivery units; the workload of each."""
    pb.forecast(regions.units(count), months=12, runs=32, measures=["workload"], threads=1)
    return {}


def months(count: int) -> dict[str, float]:
    """Forecast nine delivery units for so many months."""
    pb.forecast(regions.units(9), months=count, runs=256, measures=["workload"], threads=1)
    return {}


def runs(count: int) -> dict[str, float]:
    """Forecast one queue so many times."""
    pb.forecast(regions.queue(), months=24, runs=count, threads=1)
    return {}


KINDS: dict[str, tuple[Callable[[int], dict[str, float]], str, tuple[int, ...]]] = {
    "in a row": (in_a_row, "forecasts of the example, 64 runs, one after another", (250, 500, 1000)),
    "at once": (at_once, "threads, each with four forecasts of the example of 200 runs", (16, 32, 64)),
    "units": (units, "delivery units, 12 months, 32 runs", (500, 1000, 2000)),
    "months": (months, "months of nine units, 256 runs", (150, 300, 600)),
    "runs": (runs, "runs of a queue over 24 months", (250_000, 500_000, 1_000_000)),
}


def one(kind: str, count: int) -> None:
    """Do one line's work in this process and print what it cost as JSON."""
    found = KINDS[kind][0](count)
    times = os.times()
    print(json.dumps({"seconds": times.user + times.system, "peak": peak(), **found}))


def main() -> int:
    """Print the table; return 1 if two forecasts that should be the same were not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a twentieth of each")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "COUNT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one[0], int(given.one[1]))
        return 0
    print("| load | size | seconds of processor | peak, MB | held |\n|---|---:|---:|---:|---|")
    wrong = False
    for kind, (_, what, sizes) in KINDS.items():
        lines = []
        for size in sizes[-2:] if given.quick else sizes:
            count = max(size // 20, 2) if given.quick else size
            command = [sys.executable, __file__, "--one", kind, str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            lines.append((count, json.loads(done.stdout)))
            cost = lines[-1][1]
            held = []
            if "grown" in cost:
                held.append(f"memory grew by {cost['grown'] / 1e6:.1f} MB after the first tenth")
            if "same" in cost:
                held.append("the same bits each time" if cost["same"] else "NOT the same bits")
                wrong = wrong or not cost["same"]
            if size == sizes[-1]:
                (n, before), (m, after) = lines[-2:]
                power = math.log(after["seconds"] / before["seconds"]) / math.log(m / n)
                held.append(f"time grows as size^{power:.2f}")
            print(
                f"| {what} | {count:,} | {cost['seconds']:.1f} | {cost['peak'] / 1e6:.0f} | {'; '.join(held)} |",
                flush=True,
            )
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
