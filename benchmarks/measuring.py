"""Times of several ways to do the same work, taken in turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
Spread = dict[str, float]


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    turns: int = 15
    share: float = 1.0  # of the sizes of a whole run
    months: int = 24  # of the example region
    cxx: Path | None = None  # bench_engine

    def of(self, n: int, least: int = 1) -> int:
        """Some of n."""
        return max(least, int(n * self.share))


def spread(numbers: Sequence[float]) -> Spread:
    """Median and quartiles."""
    low, middle, high = np.quantile(numbers, [0.25, 0.5, 0.75])
    return {"median": float(middle), "low": float(low), "high": float(high)}


def in_turns(
    contestants: Mapping[str, tuple[Callable[[], object], float]],
    turns: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, list[float]]:
    """Seconds an item of each contestant, a call and how many items it does, turn by turn after one to warm up.

    Every second turn goes backwards, so that no one always follows the same other. The processor's time of all threads is
    taken, not the time of day, unless a clock is given.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(-1, turns):
        order = list(contestants)
        for name in order if turn % 2 == 0 else reversed(order):
            call, items = contestants[name]
            begin = clock()
            call()
            if turn >= 0:
                times[name].append((clock() - begin) / items)
    return times


def compared(times: Mapping[str, Sequence[float]], ours: str, scale: float, unit: str) -> dict[str, Any]:
    """What is kept of turns: times of an item in some unit, and how many times as long each peer takes."""
    ratios = {name: spread(np.divide(taken, times[ours]).tolist()) for name, taken in times.items() if name != ours}
    return {
        "ours": ours,
        "unit": unit,
        "turns": len(times[ours]),
        "times": {name: spread([t * scale for t in taken]) for name, taken in times.items()},
        "ratios": ratios,
    }


def slope(x: Sequence[float], y: Sequence[float]) -> dict[str, float]:
    """Least squares: y = fixed + each · x."""
    each, fixed = np.polyfit(x, y, 1)
    return {"fixed": float(fixed), "each": float(each)}


def machine() -> dict[str, Any]:
    """Where and when, and which commit was measured."""
    return {
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "processor": _processor(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        **{package: _version(package) for package in ("numpy", "simpy", "ciw")},
    }


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if not file.exists():
        return platform.processor()
    lines = dict(line.split(":", 1) for line in file.read_text().split("\n\n", 1)[0].splitlines() if ":" in line)
    facts = {key.strip(): value.strip() for key, value in lines.items()}
    sets = [name for flag, name in (("avx2", "AVX2"), ("avx512f", "AVX-512")) if flag in facts.get("flags", "").split()]
    return f"{facts.get('model name', platform.processor())} ({', '.join(sets) or 'neither AVX2 nor AVX-512'})"
