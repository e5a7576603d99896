"""The same bits on every instruction set that this machine runs, and what to say of one that it does not run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import probation as pb
import pytest

SMALL = Path(__file__).parents[1] / "data" / "small.json"
SETS = ("baseline", "avx2", "avx512")

# Every bit of a forecast: all paths, or what is kept of them.
DIGEST = """
import hashlib, sys
import probation as pb
region, threads, block, keep = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "paths"
options = {"keep": "paths"} if keep else {}
made = pb.forecast(pb.read(region), months=18, runs=500, seed=11, threads=threads, block=block, **options)
digest = hashlib.sha256()
for name in made:
    series = made[name]
    numbers = (series.paths,) if keep else (series.mean, series.sd, series.quantile(0.1), series.quantile(0.9))
    for each in numbers:
        digest.update(each.tobytes())
print(made.provenance["instruction_set"], digest.hexdigest())
"""


def run(*command: str | Path, isa: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PROBATION_ISA": isa}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
    )


def available() -> list[str]:
    code = "from probation import _core; print(_core.instruction_set())"
    return [isa for isa in SETS if run("-c", code, isa=isa).returncode == 0]


@pytest.fixture(scope="module")
def sets() -> list[str]:
    found = available()
    assert found
    assert found[0] == "baseline"
    return found


@pytest.mark.parametrize("keep", ["paths", "summaries"])
def test_every_instruction_set_gives_the_same_forecast(sets: list[str], keep: str) -> None:
    digests = set()
    for isa, threads, block in zip(sets * 2, [1, 2, 3, 1, 2, 3], [32, 17, 100, 7, 500, 33], strict=False):
        done = run("-c", DIGEST, SMALL, str(threads), str(block), keep, isa=isa)
        assert done.returncode == 0, done.stderr
        ran_on, digest = done.stdout.split()
        assert ran_on == isa
        digests.add(digest)
    assert len(digests) == 1


def test_the_command_line_prints_the_same_forecast(sets: list[str]) -> None:
    printed = set()
    for isa in sets:
        done = run("-m", "probation", "forecast", SMALL, "--months", "6", "--runs", "200", "--json", isa=isa)
        assert done.returncode == 0, done.stderr
        forecast = json.loads(done.stdout)
        assert forecast.pop("provenance")["instruction_set"] == isa
        printed.add(hashlib.sha256(json.dumps(forecast).encode()).hexdigest())
    assert len(printed) == 1


def test_the_widest_is_chosen(sets: list[str]) -> None:
    assert run("-c", "from probation import _core; print(_core.instruction_set())", isa="").stdout.strip() == sets[-1]


def test_what_the_machine_cannot_run_is_refused(sets: list[str]) -> None:
    unknown = run("-c", DIGEST, SMALL, "1", "32", "paths", isa="sse9")
    assert unknown.returncode != 0
    assert f'PROBATION_ISA is "sse9", which is no instruction set; it can be {", ".join(sets)}' in unknown.stderr
    for isa in set(SETS) - set(sets):
        missing = run("-c", DIGEST, SMALL, "1", "32", "paths", isa=isa)
        assert missing.returncode != 0
        assert f'PROBATION_ISA is "{isa}", which this machine cannot run' in missing.stderr


def test_the_expected_policy_says_where_it_ran(small: pb.Region) -> None:
    assert pb.forecast(small, months=3, runs=0).provenance["instruction_set"] == "baseline"
