"""Forecasts on workers elsewhere: the same bits, and nothing short when workers are killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation._run.executors import block_size, cut, gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MONTHS, RUNS = 12, 1024


@pytest.fixture(scope="module")
def at_once(small: pb.Region) -> pb.Forecast:
    return pb.forecast(small, months=MONTHS, runs=RUNS)


def run(region: pb.Region, executor: Any, **kwargs: Any) -> pb.Forecast:
    return pb.forecast(region, months=MONTHS, runs=RUNS, executor=executor, chunk=128, **kwargs)


def same(a: pb.Forecast, b: pb.Forecast) -> bool:
    return a.names == b.names and all(x == y for x, y in zip(a.series, b.series, strict=True))


def processes() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


class Once:
    """A progress function that does something when it is called first."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.action = action
        self.done = False

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total == RUNS
        if not self.done:
            self.done = True
            self.action()


class Treacherous(Executor):
    """Kills a worker of another executor after a few blocks: between them, as pools hang whose worker dies sending."""

    def __init__(self, inner: Executor) -> None:
        self.inner = inner
        self.submitted = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted += 1
        if self.submitted == 4:
            self.inner.submit(signal.raise_signal, signal.SIGKILL)
        return self.inner.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        assert not cancel_futures
        self.inner.shutdown(wait=wait)


def test_processes(small: pb.Region, at_once: pb.Forecast) -> None:
    seen: list[tuple[int, int]] = []
    with processes() as executor:
        there = run(small, executor, progress=lambda done, total: seen.append((done, total)))
    assert same(there, at_once)
    assert seen[-1] == (RUNS, RUNS)
    assert there.provenance["runs"] == RUNS


def test_a_killed_process_is_reported_and_what_was_done_is_not_lost(small: pb.Region, at_once: pb.Forecast) -> None:
    message = r"of 1,024 replicates had been run; nothing is returned"
    with Treacherous(processes()) as executor, pytest.raises(pb.WorkersLostError, match=message) as lost:
        run(small, executor)
    missing = sum(stop - start for start, stop in lost.value.missing)
    part = lost.value.part
    assert missing > 0
    assert missing + (0 if part is None else part.runs) == RUNS
    with processes() as fresh:
        assert same(run(small, fresh, resume=part), at_once)


def replaced(small: pb.Region, make: Callable[[], Executor]) -> tuple[pb.Forecast, int]:
    """A forecast on executors of which the first loses a worker, and how many of them it took."""
    made: list[Executor] = []

    def make_next() -> Executor:
        made.append(Treacherous(make()) if not made else make())
        return made[-1]

    return run(small, make_next), len(made)


def test_a_killed_process_is_replaced_where_that_can_be_done(small: pb.Region, at_once: pb.Forecast) -> None:
    forecast, made = replaced(small, processes)
    assert same(forecast, at_once)
    assert made > 1


def test_loky(small: pb.Region, at_once: pb.Forecast) -> None:
    loky = pytest.importorskip("loky")

    def make() -> Any:
        return loky.get_reusable_executor(max_workers=2)

    try:
        assert same(run(small, make()), at_once)
        forecast, made = replaced(small, make)
        assert same(forecast, at_once)
        assert made > 1
    finally:
        make().shutdown(wait=True, kill_workers=True)


@pytest.fixture
def dask_client(tmp_path: Path) -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.mark.filterwarnings("default")  # of a library that is not ours
def test_dask(small: pb.Region, at_once: pb.Forecast, dask_client: Any) -> None:
    assert same(run(small, dask_client.get_executor()), at_once)
    pid = next(iter(dask_client.run(os.getpid).values()))
    kill = Once(lambda: os.kill(pid, signal.SIGKILL))
    assert same(run(small, dask_client.get_executor(), progress=kill), at_once)
    assert kill.done


MPI_SCRIPT = """
    import sys
    import probation as pb
    from mpi4py import MPI
    from mpi4py.futures import MPIPoolExecutor

    if __name__ == "__main__":
        region = pb.read(sys.argv[1])
        with MPIPoolExecutor() as executor:
            there = pb.forecast(region, months=12, runs=1024, executor=executor, chunk=128)
        here = pb.forecast(region, months=12, runs=1024)
        assert all(a == b for a, b in zip(there.series, here.series, strict=True))
        print("ranks", MPI.COMM_WORLD.Get_size(), "runs", there.provenance["runs"])
"""


def test_mpi(tmp_path: Path) -> None:
    pytest.importorskip("mpi4py")
    mpiexec = shutil.which("mpiexec", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if mpiexec is None:
        pytest.skip("there is no mpiexec")
    script = tmp_path / "forecast.py"
    script.write_text(textwrap.dedent(MPI_SCRIPT), encoding="utf-8")
    small = Path(__file__).parent.parent / "data" / "small.json"
    command = [mpiexec, "-n", "2", sys.executable, "-m", "mpi4py.futures", str(script), str(small)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "ranks 2 runs 1024"


class Failing(Executor):
    """An executor whose first tasks fail."""

    def __init__(self, failures: int, error: BaseException) -> None:
        self.left = failures
        self.error = error
        self.submitted = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted += fn is not int
        future: Future[Any] = Future()
        if self.left > 0 and fn is not int:
            self.left -= 1
            future.set_exception(self.error)
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_block_whose_worker_was_lost_is_run_again(small: pb.Region, at_once: pb.Forecast) -> None:
    executor = Failing(2, ConnectionResetError("gone"))
    assert same(run(small, executor), at_once)
    assert executor.submitted == 8 + 2


def test_a_block_that_always_kills_its_worker_is_given_up(small: pb.Region) -> None:
    with pytest.raises(pb.WorkersLostError, match="ConnectionResetError: gone") as lost:
        run(small, Failing(10**6, ConnectionResetError("gone")))
    assert lost.value.part is None
    assert lost.value.missing == [(at, at + 128) for at in range(0, RUNS, 128)]
    with pytest.raises(pb.WorkersLostError, match="CancelledError"):
        run(small, Failing(10**6, CancelledError()))


def test_what_a_block_itself_raises_is_raised(small: pb.Region) -> None:
    executor = Failing(1, ZeroDivisionError("bug"))
    with pytest.raises(ZeroDivisionError, match="bug"):
        run(small, executor)
    wild = small.patched(
        {
            "staff": {"PO": {"in_post": {"mean": 90, "sd": 10}, "caseload": 40, "workload": 1.2}},
            "pdus": {"Rest": {"remainder": True}},
            "recruitment": None,
            "scenarios": None,
        }
    )
    with pytest.raises(pb.ForecastError) as at_home:
        pb.forecast(wild, months=1, runs=20_000)
    with ThreadPoolExecutor(2) as threads, pytest.raises(pb.ForecastError) as elsewhere:
        pb.forecast(wild, months=1, runs=20_000, executor=threads, chunk=20_000)
    assert str(at_home.value) == str(elsewhere.value)


def test_an_executor_can_be_stopped(small: pb.Region) -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(KeyboardInterrupt):
        run(small, threads, progress=lambda done, _: done < 256)


def test_early_stop_on_workers(small: pb.Region) -> None:
    limits = {"workload": 0.008}
    here = pb.forecast(small, months=3, runs="auto", tolerance=limits)
    with ThreadPoolExecutor(2) as threads:
        there = pb.forecast(small, months=3, runs="auto", tolerance=limits, executor=threads)
    assert same(here, there)


def test_resume_must_be_of_what_is_asked_for(small: pb.Region) -> None:
    part = pb.run_block(small.to_json(), 500, 2000, months=2)
    with pytest.raises(ValueError, match="resume holds replicates 500-1999, and 0-999 are asked for"):
        pb.forecast(small, months=2, runs=1000, resume=part)
    with pytest.raises(ValueError, match="expected forecast is one run"):
        pb.forecast(small, months=2, runs=0, resume=part)


def test_blocks() -> None:
    assert cut([(0, 300), (500, 520)], 128) == [(0, 128), (128, 256), (256, 300), (500, 512), (512, 520)]
    assert gaps([(128, 256), (300, 310)], 0, 400) == [(0, 128), (256, 300), (310, 400)]
    assert gaps([], 5, 7) == [(5, 7)]
    assert gaps([(0, 10)], 0, 10) == []
    assert block_size(10_000, 2) == 1696
    assert block_size(100, 8) == 256
