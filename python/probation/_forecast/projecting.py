"""Projecting a region: at once, in parts, on workers elsewhere, until the error is small enough."""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Literal

from .. import _core
from .._region.accounting import warn_if_idle
from .._region.region import Region
from .._run.executors import ExecutorOrMaker, check_asked, remaining
from .._run.memory import check_paths, check_summaries
from .._run.options import Options, check_kinds, checked
from .._run.running import Run, runner, work_of
from .._run.spill import run_to_file
from .._run.stopping import FIRST, MAX_AUTO, Tolerance, next_runs, worst_error
from .._util.arguments import MAX_RUNS, checked_int, is_a
from .._util.progress import reporting
from .forecasting import Forecast

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from .._core import Part
    from .._run.limits import Limit
    from .._run.parts import Keep

Runs = int | Literal["auto"]


class MonteCarloWarning(UserWarning):
    """A forecast of ``runs="auto"`` stopped with an error above its tolerance."""


def forecast(
    region: Region,
    *,
    months: int = 24,
    runs: Runs = 10_000,
    seed: int = 1,
    threads: int | None = None,
    progress: bool | Callable[[int, int], object] | None = None,
    measures: str | Sequence[str] | None = None,
    limits: Limit | Iterable[Limit] | None = None,
    keep: Keep = None,
    spill: str | os.PathLike[str] | None = None,
    tolerance: Tolerance | None = None,
    executor: ExecutorOrMaker | None = None,
    chunk: int | None = None,
    resume: Part | None = None,
    first: int = 0,
    block: int = 32,
) -> Forecast:
    """Project a region.

    A result depends on the region, `months`, `runs`, `seed` and `first` alone: not on threads, blocks, executors or
    machines.

    Parameters
    ----------
    region
        The region, under a scenario if it has been put there.
    months
        Horizon, 1 to 600.
    runs
        Replicates; 0 for the expected forecast, without randomness; "auto" for as many as `tolerance` asks for.
    seed
        0 to 2³² − 1. The same seed gives the same forecast.
    threads
        How many threads work; None for all of the machine, or for one in each worker of an executor.
    progress
        True for a bar on the terminal; or a function that is called with the runs done and in all about every
        50 ms, and stops the forecast by returning False (which raises KeyboardInterrupt).
    measures
        Measures to keep, which saves memory; None for all.
    limits
        Limits of series that are followed replicate by replicate, for questions of how long they hold
        (:meth:`Series.stays_from`); workload of at most 100 % always is. Memory for them does not grow with `runs`.
    keep
        "paths" to keep every replicate's numbers, as :attr:`Series.paths`.
    spill
        With ``keep="paths"``: a file, .parquet or .arrow, that the numbers are written to block by block instead of
        being held in memory (needs pyarrow). It is there when all is written, or not at all.
    tolerance
        With ``runs="auto"``: the greatest Monte Carlo error, in the measure's own unit, of the 10 %, 50 % and 90 %
        quantiles of these measures in every unit, grade and month; ``{"workload": 0.005}`` if None, which is half a
        percentage point. See :meth:`Series.quantile_error`.
    executor
        A :class:`concurrent.futures.Executor`, such as a ProcessPoolExecutor, ``client.get_executor()`` of Dask, or
        MPIPoolExecutor; or a function without arguments that makes one, which is called again when workers were lost.
    chunk
        Replicates that a worker gets at a time; about a third of its share if None.
    resume
        What has been run before, as from ``WorkersLostError.part``: it is not run again.
    first
        Number of the first replicate: runs 0-999 and 1,000-1,999 are the two halves of runs 0-1,999.
    block
        Replicates in a block of the kernel, for tuning.

    Returns
    -------
    Forecast
        Its series by measure, unit and grade.

    Raises
    ------
    DocumentError
        If the region contradicts itself.
    ForecastError
        If an uncertain input is drawn so far out that the model has no meaning, or a number is above 2.2 · 10¹⁵.
    KeyboardInterrupt
        If it is interrupted, which it notices within a fifth of a second.
    ValueError
        If there is no series of a limit; if `resume`, or what a worker returns, is of another forecast or has other
        replicates than were asked for; or if what is kept would take more than half of the memory of the machine, or of
        what the process may take of it.
    WorkersLostError
        If workers of the executor were lost, and handing out their replicates again did not help.

    Warns
    -----
    NoEffectWarning
        If a scenario that the region is under changes no output of the forecast.
    MonteCarloWarning
        If ``runs="auto"`` stops at a million replicates with an error above the tolerance.
    """
    is_a("forecast()", region, Region, "a Region")
    check_kinds(executor, resume, tolerance)
    options = checked(months, seed, threads, first, block, measures, keep, limits)
    warn_if_idle(region, options.months, 2)
    _check_together(runs, tolerance, keep, spill)
    with reporting(progress, "forecast") as report:
        limit = MAX_AUTO if runs == "auto" else checked_int("runs", runs, 0, MAX_RUNS)
        checked_int("first", first, 0, MAX_RUNS - limit)
        _check_memory(region, options, limit, executor, resume, chunk, spill)
        if runs != "auto" and executor is None and resume is None and spill is None:
            return Forecast(_core.forecast(region._core, **options.of_core(first, first + limit, report)))
        if limit == 0:
            message = "the expected forecast is one run on this machine: give runs, or no executor, resume and spill"
            raise ValueError(message)
        work = work_of(region, options)
        if resume is not None:
            check_asked("resume is", resume, work.asked)
        run = runner(work, executor, chunk, report)
        if spill is not None:
            run = partial(run_to_file, spill, region, work, executor, chunk, report)
        if runs == "auto":
            return _until_exact(region, run, first, resume, tolerance)
        part = run(remaining(resume, first, first + limit), resume)
        return Forecast(_core.forecast_of(region._core, part))


def _check_memory(
    region: Region,
    options: Options,
    runs: int,
    executor: ExecutorOrMaker | None,
    resume: Part | None,
    chunk: int | None,
    spill: object,
) -> None:
    """Check that what is asked for goes into memory; ValueError with what to give instead otherwise."""
    check_summaries([region], options.months, runs, options.measures)
    if options.keep != "paths":
        return
    if spill is None:
        times = 1 if executor is None and resume is None else 2  # parts are merged
        check_paths([region], options.months, runs, options.measures, times=times)
    elif chunk is not None:
        at_once = min(runs, checked_int("chunk", chunk, 1, MAX_RUNS))
        check_paths([region], options.months, at_once, options.measures, instead="give a smaller chunk=, ")


def _check_together(runs: Runs, tolerance: Tolerance | None, keep: Keep, spill: object) -> None:
    if spill is not None and keep != "paths":
        message = 'spill is where paths go: it needs keep="paths"'
        raise ValueError(message)
    if tolerance is not None and runs != "auto":
        message = 'tolerance is for runs="auto"'
        raise ValueError(message)
    if runs == "auto" and keep is not None:
        message = 'runs="auto" keeps no paths: find the number of runs first'
        raise ValueError(message)


def _until_exact(region: Region, run: Run, first: int, part: Part | None, tolerance: Tolerance | None) -> Forecast:
    """Add replicates until the Monte Carlo error is small enough."""
    runs = max(FIRST, 0 if part is None else part.runs)
    while True:
        part = run(remaining(part, first, first + runs), part)
        result = Forecast(_core.forecast_of(region._core, part))
        worst = worst_error(result, tolerance)
        if worst.ratio <= 1.0:
            return result
        if runs >= MAX_AUTO:
            warnings.warn(f"{worst} after {runs:,} runs", MonteCarloWarning, stacklevel=3)
            return result
        runs = next_runs(runs, worst.ratio)
