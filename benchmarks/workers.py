"""What `peers.py` lets a process of its own do: python benchmarks/workers.py country|digest|speed NUMBER …"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import probation as pb
import regions

NATIONAL = ("workload", "vacancy_rate", "caseload_per_officer", "headcount", "waiting")


def peak_megabytes() -> float:
    """Return the greatest memory that this process had: of its own, where getrusage begins with that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(job: str, numbers: list[int]) -> None:
    """Do it and print the answer."""
    if job == "country":
        many = regions.country(*numbers[:2])
        months, runs, all_measures = numbers[2:]
        together = getattr(pb, "forecast_many", None)
        made: Any
        begin, used = time.perf_counter(), time.process_time()
        if together is not None:
            measures = None if all_measures else NATIONAL
            made = together(many, months=months, runs=runs, seed=1, threads=2, measures=measures)
        else:
            made = {name: pb.forecast(each, months=months, runs=runs, threads=2) for name, each in many.items()}
        seconds, processor = time.perf_counter() - begin, time.process_time() - used
        peak = peak_megabytes()
        series = sum(len(each) for each in made.values())
        by = "forecast" if together is None else "forecast_many"
        print(json.dumps({"by": by, "seconds": seconds, "processor": processor, "megabytes": peak, "series": series}))
    elif job == "digest":
        kss, begin = pb.examples.kss(), time.process_time()
        made = pb.forecast(kss, months=24, runs=numbers[0], seed=11, threads=1)
        seconds = time.process_time() - begin
        digest = hashlib.sha256()
        for series in made.series:
            for row in (series.mean, series.sd, series.quantile(0.1), series.quantile(0.9)):
                digest.update(row.tobytes())
        print(seconds, digest.hexdigest())
    else:
        region = regions.units(9)
        pb.forecast(region, months=24, runs=32, threads=1)
        print("ready", flush=True)
        sys.stdin.readline()
        begin = time.perf_counter()
        pb.forecast(region, months=24, runs=numbers[0], threads=1)
        print(time.perf_counter() - begin)


if __name__ == "__main__":
    work(sys.argv[1], [int(x) for x in sys.argv[2:]])
