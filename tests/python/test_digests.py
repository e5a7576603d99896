"""Numbers stay as they are: across time (unless the changelog says so), threads, blocks, parts and instruction sets."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import digests
import probation as pb
import pytest

if TYPE_CHECKING:
    from pathlib import Path

CASES = list(digests.CASES)
SMALL_CASES = [case for case in CASES if not case.startswith("kss")]


def test_every_digest_is_recorded_and_allowed() -> None:
    known = digests.recorded()
    assert list(known) == CASES, "run tools/digests.py --write"
    changelog = " ".join(digests.CHANGELOG.read_text(encoding="utf-8").split())
    for case, entry in known.items():
        if entry["because"] != digests.NEW:
            assert entry["because"] in changelog, f"{case}: the changelog no longer says why its numbers changed"
            assert f"`{case}`" in entry["because"]


@pytest.mark.parametrize("case", CASES)
def test_numbers_are_those_recorded(case: str) -> None:
    digest = digests.digest_of(digests.forecast_of(case))
    assert digest == digests.recorded()[case]["digest"], digests.advice([case])


@pytest.mark.parametrize("case", SMALL_CASES)
def test_threads_blocks_and_parts_change_no_bit(case: str) -> None:
    golden = digests.recorded()[case]["digest"]
    for threads, block in [(1, 32), (2, 7), (3, 64)]:
        assert digests.digest_of(digests.forecast_of(case, threads=threads, block=block)) == golden
    region, runs = digests.region_of(case), digests.CASES[case][2]
    document = region.to_json()
    cuts = [0, 1, 33, 120, runs]
    parts = [
        pb.run_block(document, start, stop, months=18, seed=7, measures=None, keep=None, threads=1)
        for start, stop in itertools.pairwise(cuts)
    ]
    merged = pb.merge([parts[2], parts[0], parts[3], parts[1]])
    assert digests.digest_of(pb.gather(region, [merged])) == golden


@pytest.mark.parametrize("isa", ["baseline", "avx2", "avx512"])
def test_instruction_sets_change_no_bit(isa: str) -> None:
    done = subprocess.run(
        [sys.executable, digests.__file__, "--print"],
        capture_output=True,
        text=True,
        env={**os.environ, "PROBATION_ISA": isa},
        check=False,
    )
    if done.returncode != 0:
        assert isa in done.stderr, done.stderr  # a set that this machine does not run
        return
    assert done.stdout.split() == [entry["digest"] for entry in digests.recorded().values()]


def test_a_change_needs_a_line_in_the_changelog(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(digests, "FILE", tmp_path / "digests.toml")
    monkeypatch.setattr(digests, "CHANGELOG", tmp_path / "CHANGELOG.md")
    digests.CHANGELOG.write_text("# Changes\n\n## 2\n\n* feat: more\n\n## 1\n\n* Numbers: `lists`: long ago\n")
    assert digests.write({"lists": "a", "staff": "b"}) == []
    assert digests.recorded()["lists"] == {"digest": "a", "because": "new"}
    assert digests.write({"lists": "c", "staff": "b"}) == ["lists"]
    assert digests.recorded()["lists"]["digest"] == "a"
    assert "`lists`" in digests.advice(["lists"])
    digests.CHANGELOG.write_text("# Changes\n\n## 2\n\n* Numbers: `lists`, `kss`: waits are\n  counted anew\n\n## 1\n")
    assert digests.write({"lists": "c", "staff": "b"}) == []
    assert digests.recorded()["lists"] == {"digest": "c", "because": "Numbers: `lists`, `kss`: waits are counted anew"}
    assert digests.recorded()["staff"] == {"digest": "b", "because": "new"}
