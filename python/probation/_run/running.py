"""Running replicates of a region, or of several together: here or on an executor, in spans of which some may be done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .. import _core
from .._core import Part
from .._util.arguments import MAX_RUNS, checked_int
from .._util.progress import onwards
from .executors import ExecutorOrMaker, Span, WorkersLostError, block_size, cut, parts_from, workers_of
from .parts import Documents, merge, run_block

if TYPE_CHECKING:
    from .._region.region import Region
    from .._util.progress import Report
    from .options import Options

Run = Callable[[Sequence[Span], Part | None], Part]


@dataclass(frozen=True)
class Work:
    """What is to be run.

    Parameters
    ----------
    options
        What it is run with.
    asked
        A part of the forecast without replicates, with which parts from elsewhere are compared.
    here
        Runs replicates start … stop − 1 on this machine.
    documents
        Makes what a worker needs: a region as text, or several by name.
    """

    options: Options
    asked: Part
    here: Callable[[int, int, Report | None], Part]
    documents: Callable[[], Documents]


def work_of(region: Region, options: Options) -> Work:
    """Return the work of a region."""

    def here(start: int, stop: int, report: Report | None) -> Part:
        return _core.run_part(region._core, **options.of_core(start, stop, report))

    asked = _core.asked(region._core, **options.of_core(options.first, options.first + 1, None))
    return Work(options, asked, here, region.packed)


def work_of_many(regions: Mapping[str, Region], options: Options) -> Work:
    """Return the work of several regions together."""
    given = [(name, region._core) for name, region in regions.items()]

    def here(start: int, stop: int, report: Report | None) -> Part:
        return _core.run_part_of_many(given, **options.of_core(start, stop, report))

    asked = _core.asked_of_many(given, **options.of_core(options.first, options.first + 1, None))
    return Work(options, asked, here, lambda: {name: region.packed() for name, region in regions.items()})


def parts_of(
    work: Work, executor: ExecutorOrMaker | None, blocks: Sequence[Span], report: Report | None, total: int
) -> Iterator[Part]:
    """Run blocks of replicates and yield their parts as they come; of `total` replicates the others have been run.

    Raises
    ------
    WorkersLostError, TypeError, ValueError, KeyboardInterrupt
        As :func:`parts_from`.
    """
    if executor is not None:
        task = partial(run_block, work.documents())
        yield from parts_from(executor, task, blocks, work.options.of_block(), report, total, work.asked)
        return
    done = total - sum(stop - start for start, stop in blocks)
    for start, stop in blocks:
        yield work.here(start, stop, onwards(report, done, total))
        done += stop - start


def runner(work: Work, executor: ExecutorOrMaker | None, chunk: int | None, report: Report | None) -> Run:
    """Return a function that runs spans of replicates and joins them with what has been run before.

    Raises
    ------
    WorkersLostError
        With what had been run by then as its `part`.
    """
    size = None if chunk is None else checked_int("chunk", chunk, 1, MAX_RUNS)

    def blocks_of(spans: Sequence[Span], runs: int) -> Sequence[Span]:
        if executor is None:
            return spans
        workers = workers_of(executor) if isinstance(executor, Executor) else os.cpu_count() or 1
        return cut(spans, size or block_size(runs, workers))

    def run(spans: Sequence[Span], before: Part | None) -> Part:
        runs = sum(stop - start for start, stop in spans)
        total = runs + (0 if before is None else before.runs)
        part = before
        try:
            for each in parts_of(work, executor, blocks_of(spans, runs), report, total):
                part = each if part is None else merge([part, each])
        except WorkersLostError as error:
            error.part = part
            raise
        assert part is not None
        return part

    return run
