"""Threads, instruction sets and a country: what `peers.py` measures in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import regions
from measuring import Size, compared, in_turns, spread

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SETS = ("baseline", "avx2", "avx512")


def threads(size: Size) -> dict[str, Any]:
    """Two threads against one, by the time of day; and what the machine gives to two processes that share nothing.

    The example region, and a short job: nine units, of which a quarter of a second is too little to hide what is done
    once.
    """
    runs, few = size.of(4000, 64), size.of(1000, 64)

    def on(region: pb.Region, runs: int, count: int) -> Callable[[], object]:
        return lambda: pb.forecast(region, months=24, runs=runs, threads=count)

    gain: list[float] = []
    short: list[float] = []
    limit: list[float] = []
    for _ in range(size.of(7, 1)):
        for region, n, to in ((pb.examples.kss(), runs, gain), (regions.units(9), few, short)):
            jobs = {"one": (on(region, n, 1), 1.0), "two": (on(region, n, 2), 1.0)}
            times = in_turns(jobs, 1, clock=time.perf_counter)
            to.append(times["one"][0] / times["two"][0])
        alone = max(_together(1, runs))
        limit.append(2.0 * alone / max(_together(2, runs)))
    return {
        "speed-up of two threads": spread(gain),
        "of a short job": spread(short),
        "two processes at once, over one": spread(limit),
        "share of the limit": spread(np.divide(gain, limit).tolist()),
        "turns": len(gain),
        "runs": runs,
        "runs of the short job": few,
        "processors": os.cpu_count(),
    }


def _together(count: int, runs: int) -> list[float]:
    """Seconds that each of some processes takes for the same forecast on one thread, all starting at once."""
    command = [*_worker("speed"), str(runs)]
    with ExitStack() as stack:
        workers = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(count)
        ]
        ready = [worker.stdout.readline() for worker in workers if worker.stdout is not None]
        if ready != ["ready\n"] * count:
            message = f"a process did not begin: {' '.join(command)}"
            raise RuntimeError(message)
        for worker in workers:
            if worker.stdin is not None:
                worker.stdin.write("go\n")
                worker.stdin.flush()
        return [float(worker.communicate()[0]) for worker in workers]


def sets(size: Size) -> dict[str, Any]:
    """Each instruction set that the machine has: the same bits, in what time."""
    runs = size.of(500, 32)
    times: dict[str, list[float]] = {}
    digests: dict[str, str] = {}
    for _ in range(size.of(5, 1)):
        for name in SETS:
            done = subprocess.run(
                [*_worker("digest"), str(runs)],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "PROBATION_ISA": name},
            )
            if done.returncode == 0:
                seconds, digests[name] = done.stdout.split()
                times.setdefault(name, []).append(float(seconds) / runs)
            elif "cannot run" not in done.stderr:
                raise RuntimeError(done.stderr)
    return {
        **compared(times, list(times)[-1], 1e3, "ms a replicate"),
        "digests": digests,
        "same": len(set(digests.values())) == 1,
        "not on this machine": [name for name in SETS if name not in times],
    }


def country(size: Size) -> dict[str, Any]:
    """A country of 12 regions, 9 units each, 60 months, 1,000 runs, on two threads: seconds, and memory at its peak.

    With every series, and with the measures that a national model asks for.
    """
    shape = {"regions": size.of(12), "pdus": 9, "months": size.of(60, 3), "runs": size.of(1000, 32)}
    out: dict[str, Any] = dict(shape)
    for name, all_measures in (("all series", 1), ("five measures", 0)):
        arguments = [str(x) for x in (*shape.values(), all_measures)]
        done = subprocess.run([*_worker("country"), *arguments], capture_output=True, text=True, check=True)
        out[name] = json.loads(done.stdout)
    return out


def _worker(job: str) -> list[str]:
    return [sys.executable, str(HERE / "workers.py"), job]
