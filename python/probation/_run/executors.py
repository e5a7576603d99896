"""A forecast on workers elsewhere: other processes, other machines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import TYPE_CHECKING, Any

from .. import _core
from .handing_over import Failure, Handover, shares_files

if TYPE_CHECKING:
    from .._core import Part
    from .._util.progress import Report

Span = tuple[int, int]
ExecutorOrMaker = Executor | Callable[[], Executor]

ATTEMPTS = 3  # with each block, before it is given up
WINDOW = 256  # blocks handed out at a time
STEP = 32  # replicates of one block of the kernel: blocks are multiples of it
# What says that a worker was killed, or the way to it broke. Anything else comes from the block itself.
LOST = (BrokenExecutor, CancelledError, OSError, EOFError)


class WorkersLostError(RuntimeError):
    """Workers of an executor were lost, and with them a part of a forecast.

    Attributes
    ----------
    part
        What had been run by then, or None: give it as ``resume`` to go on from there.
    missing
        (start, stop) of the replicates that have not been run.
    """

    def __init__(self, message: str, part: Part | None, missing: Sequence[Span]) -> None:
        super().__init__(message)
        self.part = part
        self.missing = list(missing)


def workers_of(executor: Executor) -> int:
    """Return how many workers an executor has, as far as it can be asked; else the processors of this machine."""
    for name in ("_max_workers", "num_workers"):
        number = getattr(executor, name, None)
        if isinstance(number, int) and number > 0:
            return number
    return os.cpu_count() or 1


def cut(spans: Sequence[Span], size: int) -> list[Span]:
    """Cut spans of replicates into blocks of `size`, at multiples of it, so that the same blocks come again."""
    blocks = []
    for start, stop in spans:
        at = start
        while at < stop:
            end = min(stop, (at // size + 1) * size)
            blocks.append((at, end))
            at = end
    return blocks


def block_size(runs: int, workers: int) -> int:
    """Return how many replicates a block should have: about three blocks for each worker, none below 256."""
    return max(256, -(-runs // (3 * workers * STEP)) * STEP)


def gaps(spans: Sequence[Span], start: int, stop: int) -> list[Span]:
    """Return what is missing of start … stop − 1."""
    out = []
    for first, end in sorted(spans):
        if first > start:
            out.append((start, min(first, stop)))
        start = max(start, end)
    return [*out, *([(start, stop)] if start < stop else [])]


def check_asked(what: str, part: object, asked: Part, span: Span | None = None) -> None:
    """Check that what came from elsewhere is a part of the forecast that was asked for, with exactly the span asked for.

    Raises
    ------
    TypeError
        If it is no part.
    ValueError
        If it is of another plan, horizon, seed, version or choice of measures, limits and paths, or has other replicates.
    """
    if not isinstance(part, _core.Part):
        message = f"{what} {'None' if part is None else f'a {type(part).__name__}'}, where a Part was asked for"
        raise TypeError(message)
    try:
        _core.require_asked(part, asked, span)
    except ValueError as error:
        message = f"{what} {error}"
        raise ValueError(message) from None


def remaining(resume: Part | None, start: int, stop: int) -> list[Span]:
    """Return what is left to run of start … stop − 1; ValueError if `resume` holds other replicates."""
    spans = [] if resume is None else resume.spans
    for first, end in spans:
        if first < start or end > stop:
            message = f"resume holds replicates {first}-{end - 1}, and {start}-{stop - 1} are asked for"
            raise ValueError(message)
    return gaps(spans, start, stop)


def parts_from(
    executor: ExecutorOrMaker,
    task: Callable[..., Part],
    blocks: Sequence[Span],
    options: dict[str, Any],
    report: Report | None,
    total: int,
    asked: Part,
) -> Iterator[Part]:
    """Run ``task(start=…, stop=…, **options)`` for each block and yield the parts as they come.

    What comes is compared with what was `asked` for: a part of that forecast (without replicates, from ``_core.asked``).
    Blocks whose worker was lost are handed out again, to a new executor where `executor` is a function that makes one.

    Raises
    ------
    WorkersLostError
        If that does not help. Its `part` is left for the caller to fill in.
    TypeError, ValueError
        If a worker returns something else than the part that was asked for.
    KeyboardInterrupt
        If `report` returns False.
    """
    make = None if isinstance(executor, Executor) else executor
    pool = executor if isinstance(executor, Executor) else executor()
    left = list(reversed(blocks))
    attempts = dict.fromkeys(blocks, 0)
    pending: dict[Future[Any], Span] = {}
    done = total - sum(stop - start for start, stop in blocks)
    own_error: tuple[Span, BaseException] | None = None
    files = Handover() if shares_files(pool) else None
    work: Callable[..., Any] = task if files is None else files.task(task)
    try:
        while pending or (left and own_error is None):
            lost: BaseException | None = None
            while left and own_error is None and lost is None and len(pending) < WINDOW:
                start, stop = left[-1]
                try:
                    submitted: object = pool.submit(work, start=start, stop=stop, **options)
                except (*LOST, RuntimeError) as broken:  # it takes nothing more
                    lost = broken
                    attempts[left[-1]] += 1
                else:
                    if not isinstance(submitted, Future):
                        message = f"executor.submit() returned {submitted!r:.80}, where a Future was asked for"
                        raise TypeError(message)
                    pending[submitted] = left.pop()
            finished, _ = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in sorted(finished, key=pending.__getitem__):  # so that the same block's mistake is reported
                block = pending.pop(future)
                error = CancelledError() if future.cancelled() else future.exception()
                part: Any = None
                if error is None:
                    part = future.result() if files is None else files.fetch(future.result())
                    error = part.error if isinstance(part, Failure) else None
                if error is None:
                    done += block[1] - block[0]
                    check_asked("a worker returned", part, asked, block)
                    yield part
                elif not _is_loss(error):
                    # The first of the faulty blocks is reported, whoever was faster.
                    if own_error is None or block < own_error[0]:
                        own_error = block, error
                    for other in pending:
                        other.cancel()
                elif own_error is None:
                    lost = error
                    attempts[block] += 1
                    left.append(block)
            if lost is not None:
                worst = max(attempts[block] for block in left)
                if worst >= ATTEMPTS or (make is None and not pending and not _takes_more(pool)):
                    raise WorkersLostError(_lost(lost, done, total), None, sorted(left)) from lost
                if make is not None:
                    pool.shutdown(wait=False)
                    pool = make()
            if report is not None and report(done, total) is False:
                raise KeyboardInterrupt
    finally:
        for future in pending:
            future.cancel()
        if make is not None:
            pool.shutdown(wait=False)
        if files is not None:
            files.close()
    if own_error is not None:
        raise own_error[1]


def _is_loss(error: BaseException) -> bool:
    # Dask's errors of killed workers are of its own kind, and Dask need not be installed.
    return isinstance(error, LOST) or type(error).__module__.partition(".")[0] == "distributed"


def _takes_more(pool: Executor) -> bool:
    try:
        pool.submit(int).cancel()
    except (*LOST, RuntimeError):
        return False
    return True


def _lost(error: BaseException, done: int, total: int) -> str:
    return (
        f"workers were lost ({type(error).__name__}: {error}) when {done:,} of {total:,} replicates had been run; "
        "nothing is returned of an unfinished forecast. Make a new executor and give resume=error.part to go on"
    )
