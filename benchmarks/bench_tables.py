"""A million rows, tiered and weighed: seconds of one core, and how many times the reading of the table alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl
import probation as pb
from probation._util import columns

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 1_000_000
OTHERS = columns.Extra(rest="ignore")


def best_of(n: int, call: Callable[[], object]) -> float:
    times = []
    for _ in range(n):
        begin = time.process_time()
        call()
        times.append(time.process_time() - begin)
    return min(times)


def cases(rng: np.random.Generator) -> dict[str, np.ndarray]:
    rosh = np.array([None, "LOW", "MEDIUM", "HIGH", "VERY_HIGH"], dtype=object)
    mappa = np.array([None, None, None, "M1", "M2", "M3"], dtype=object)
    severity = np.array(["NO_NEED", "STANDARD", "SEVERE"], dtype=object)
    needs = ("accommodation", "ete", "relationships", "lifestyle", "drugs", "alcohol", "thinking", "attitudes")
    return {
        "rsr": rng.uniform(0, 30, ROWS).round(2),
        "rosh": rosh[rng.integers(0, 5, ROWS)],
        "mappa_level": mappa[rng.integers(0, 6, ROWS)],
        "complexity": rng.integers(0, 4, ROWS),
        "female": rng.random(ROWS) < 0.1,
        "ogrs": rng.integers(0, 100, ROWS),
        **{need: severity[rng.integers(0, 3, ROWS)] for need in needs},
        "arp": rng.uniform(0, 100, ROWS).round(0),
        "csrp": rng.gamma(1, 2, ROWS).clip(0, 100).round(2),
        "arp_type": np.array(["STATIC", "DYNAMIC"], dtype=object)[rng.integers(0, 2, ROWS)],
        "csrp_type": np.array(["STATIC", "DYNAMIC"], dtype=object)[rng.integers(0, 2, ROWS)],
        "mappa_category": mappa[rng.integers(0, 6, ROWS)],
    }


def held(rng: np.random.Generator) -> tuple[dict[str, np.ndarray], dict[str, object]]:
    """A million cases of 25,000 officers, and the officers."""
    people = ROWS // 40
    names = np.array([f"officer {i:05d}" for i in range(people)], dtype=object)
    tiers = np.array(pb.wmt.configuration().tiers, dtype=object)
    places = np.array(["community", "custody", "licence"], dtype=object)
    cases = {
        "officer": names[rng.integers(0, people, ROWS)],
        "tier": tiers[rng.integers(0, len(tiers), ROWS)],
        "location": places[rng.integers(0, 3, ROWS)],
        "t2a": rng.random(ROWS) < 0.05,
    }
    teams = [f"team {i % 1500}" for i in range(people)]
    pdus = [f"pdu {i % 108}" for i in range(people)]
    return cases, {
        "officer": names,
        "grade": ["PO"] * people,
        "pdu": pdus,
        "contracted_hours": [37.0] * people,
        "at": teams,
    }


def weigh() -> None:
    cases, people = held(np.random.default_rng(2))
    frames = {
        "NumPy": cases,
        "pandas": pd.DataFrame(cases),
        "polars": pl.DataFrame({name: values.tolist() for name, values in cases.items()}),
    }
    known = list(pb.wmt.CASE_COLUMNS)
    for name, frame in frames.items():
        read = best_of(3, lambda frame=frame: columns.read(frame, known, extra=OTHERS))
        done = best_of(3, lambda frame=frame: pb.wmt.from_frame(frame, officers=people, ignore=["at"]).by("pdu"))
        print(f"wmt {name:<11} {read:8.3f} s {done:6.3f} s {done / read:7.1f}")


def main() -> None:
    columns = cases(np.random.default_rng(1))
    frames: dict[str, object] = {
        "NumPy": columns,
        "pandas": pd.DataFrame(columns),
        "polars": pl.DataFrame({name: values.tolist() for name, values in columns.items()}),
    }
    print(f"{ROWS:,} rows          read     done   ratio")
    for kind, known, tiers in (
        ("v2", pb.tiering.V2_COLUMNS, pb.tiering.v2),
        ("v3", pb.tiering.V3_COLUMNS, pb.tiering.v3),
    ):
        for name, frame in frames.items():
            read = best_of(3, lambda frame=frame, known=known: columns.read(frame, list(known), extra=OTHERS))
            done = best_of(3, lambda frame=frame, tiers=tiers: tiers(frame, extra="ignore"))
            print(f"{kind} {name:<12} {read:8.3f} s {done:6.3f} s {done / read:7.1f}")
    weigh()


if __name__ == "__main__":
    main()
