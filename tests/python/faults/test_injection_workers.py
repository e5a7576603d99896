"""Workers that are killed at any moment, and memory that ends: found at once, and replaced or reported."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import probation as pb
import pytest
from own_process import run
from probation._run.executors import parts_from
from probation._run.handing_over import LONG, Failure, Handover, run_to_file

SMALL = Path(__file__).parent.parent.parent / "data" / "small.json"

POOLS = f"""
    import os, random, signal, sys, threading, time
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    import probation as pb

    CONTEXT = get_context("forkserver")
    CONTEXT.set_forkserver_preload(["probation"])
    OPTIONS = dict(months=12, runs=1024, keep="paths", chunk=128)


    def pool():
        return ProcessPoolExecutor(2, mp_context=CONTEXT)


    def same(a, b):
        return a.names == b.names and all(x == y for x, y in zip(a.series, b.series))


    class Killer(threading.Thread):
        # kills a worker of `made`'s last pool at a moment of its own, once
        def __init__(self, made, random):
            super().__init__(daemon=True)
            self.made, self.delay, self.which = made, random.uniform(0.0, 0.9) ** 2 * 0.8, random.random()
            self.at = None
        def run(self):
            while not self.made or not self.made[-1]._processes:
                time.sleep(0.0005)
            time.sleep(self.delay)
            workers = list(dict(self.made[-1]._processes or {{}}))
            if workers:
                try:
                    os.kill(workers[int(self.which * len(workers))], signal.SIGKILL)
                    self.at = time.monotonic()
                except ProcessLookupError:
                    pass


    def main():
        small = pb.read({str(SMALL)!r})
        expected = pb.forecast(small, months=12, runs=1024, keep="paths")
        with pool() as warm:
            warm.submit(int).result()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_faults_E14_a_worker_killed_at_any_moment_is_replaced_or_reported(tmp_path: Path) -> None:
    """Twelve moments with a function that makes pools, twelve with a pool: the same bits, or an error that can be resumed."""
    script = textwrap.dedent(POOLS) + textwrap.indent(
        textwrap.dedent("""
        replaced = reported = 0
        slowest = 0.0
        for seed in range(24):
            random_ = random.Random(seed)
            made = []
            def make():
                made.append(pool())
                return made[-1]
            killer = Killer(made, random_)
            killer.start()
            if seed % 2 == 0:
                result = pb.forecast(small, executor=make, **OPTIONS)
                replaced += len(made) > 1
            else:
                with make() as given:
                    try:
                        result = pb.forecast(small, executor=given, **OPTIONS)
                    except pb.WorkersLostError as lost:
                        reported += 1
                        missing = sum(stop - start for start, stop in lost.missing)
                        assert missing + (0 if lost.part is None else lost.part.runs) == 1024
                        with pool() as fresh:
                            result = pb.forecast(small, executor=fresh, resume=lost.part, **OPTIONS)
            if killer.at is not None:
                slowest = max(slowest, time.monotonic() - killer.at)
            assert same(result, expected), seed
        print(replaced, reported, round(slowest, 1))
        """),
        "    ",
    )
    file = tmp_path / "killing.py"
    file.write_text(script + "\n\nif __name__ == '__main__':\n    main()\n")
    done = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, timeout=500, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    replaced, reported, slowest = map(float, done.stdout.split())
    assert replaced >= 3
    assert reported >= 3
    assert slowest < 60  # to the end of the forecast on new workers


def long_error() -> None:
    message = "x" * 100_000
    raise ValueError(message)


def short_error() -> None:
    message = "short"
    raise ValueError(message)


def test_faults_E14_a_long_error_goes_through_a_file_too(tmp_path: Path) -> None:
    files = Handover()
    failure = files.fetch(run_to_file(long_error, files._folder.name))
    files.close()
    assert isinstance(failure, Failure)
    assert len(str(failure.error)) == 100_000
    with pytest.raises(ValueError, match="short"):  # with the traceback of the worker
        run_to_file(short_error, str(tmp_path))
    document = {"name": "x", "as_of": "2022-04", "pdus": {}, **{f"unknown {i}": i for i in range(3000)}}
    asked = pb.run_block(pb.examples.kss().packed(), 0, 8, months=1)
    with ProcessPoolExecutor(1) as pool, pytest.raises(pb.DocumentError) as caught:
        list(parts_from(pool, partial(pb.run_block, json.dumps(document)), [(0, 8), (8, 16)], {}, None, 16, asked))
    assert len(str(caught.value)) > LONG


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_faults_E03_too_little_memory_for_all_threads() -> None:
    """A limit on the address space: fewer threads, or MemoryError, and the next forecast is right."""
    run(
        textwrap.dedent(f"""
        import resource
        import probation as pb

        small = pb.read({str(SMALL)!r})
        expected = pb.forecast(small, months=24, runs=4096, threads=1)
        with open("/proc/self/statm") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        ended = 0
        for more in (8, 20, 40, 64, 100, 200, 400, 600):
            resource.setrlimit(resource.RLIMIT_AS, (used + (more << 20), hard))
            try:
                found = pb.forecast(small, months=24, runs=4096, threads=128)
            except MemoryError:
                ended += 1
            else:
                assert found == expected or all(a == b for a, b in zip(found.series, expected.series)), more
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
            again = pb.forecast(small, months=24, runs=4096, threads=2)
            assert all(a == b for a, b in zip(again.series, expected.series))
        assert ended >= 1, "there was memory enough: this tests nothing"
        """)
    )
