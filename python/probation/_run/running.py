"""Running replicates of a region: here, on an executor, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from .. import _core
from .._core import Part
from .._util.arguments import MAX_RUNS, checked_int
from .._util.progress import onwards
from .executors import ExecutorOrMaker, run_spans
from .parts import merge, run_block
from .spill import run_to_file

if TYPE_CHECKING:
    import os

    from .._region.region import Region
    from .._util.progress import Report
    from .options import Options

Run = Callable[[Sequence[tuple[int, int]], Part | None], Part]


def runner(
    region: Region,
    options: Options,
    executor: ExecutorOrMaker | None,
    chunk: int | None,
    spill: str | os.PathLike[str] | None,
    report: Report | None,
    asked: Part,
) -> Run:
    """Return a function that runs spans of replicates and joins them with what has been run before."""
    size = None if chunk is None else checked_int("chunk", chunk, 1, MAX_RUNS)

    def elsewhere(spans: Sequence[tuple[int, int]], before: Part | None) -> Part:
        assert executor is not None
        task = partial(run_block, region.packed())
        part = run_spans(executor, task, spans, size, options.of_block(), report, asked, before)
        assert part is not None
        return part

    def here(spans: Sequence[tuple[int, int]], before: Part | None) -> Part:
        parts = [] if before is None else [before]
        done = 0 if before is None else before.runs
        total = done + sum(stop - start for start, stop in spans)
        for start, stop in spans:
            of_span = onwards(report, done, total)
            parts.append(_core.run_part(region._core, **options.of_core(start, stop, of_span)))
            done += stop - start
        return merge(parts)

    if spill is not None:
        return partial(run_to_file, spill, region, options, executor, size, report, asked)
    return here if executor is None else elsewhere
