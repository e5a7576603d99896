"""What a forecast will hold in memory, estimated before it is run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import _core

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .._region.region import Region

SHARE = 0.5  # of the memory that there is, which one forecast may take
NUMBER = 8  # bytes of a number of one replicate
SUMMARY = 2048  # bytes of a point summed up over many replicates, roughly
MIN_SUMMARY = 256
FEW = 2_000  # units × months whose summaries are small on any machine: not worth an estimate


def check_paths(
    regions: Iterable[Region],
    months: int,
    runs: int,
    measures: Sequence[str],
    *,
    times: int = 1,
    instead: str = 'give spill="paths.parquet" to write them to a file block by block, ',
) -> None:
    """Check that the numbers of every replicate go into memory.

    Parameters
    ----------
    regions, months, runs, measures
        Of the forecast.
    times
        How often they are held at a time: twice while parts are merged.
    instead
        What to give instead, before the rest of the advice.

    Raises
    ------
    ValueError
        If they take more than half of the memory that there is.
    """
    points = sum(_core.points_of(region._core, months, measures) for region in regions)
    what = f'keep="paths" of {points:,} numbers a replicate and {runs:,} runs'
    _check(points * runs * NUMBER * times, what, f"{instead}name the measures= that are needed, or take fewer runs")


def check_summaries(regions: Sequence[Region], months: int, runs: int, measures: Sequence[str]) -> None:
    """Check that the summaries of a forecast go into memory, where there are so many that they might not.

    Raises
    ------
    ValueError
        If they take more than half of the memory that there is.
    """
    if sum(len(region.pdus) + 1 for region in regions) * (months + 1) <= FEW:
        return
    points = sum(_core.points_of(region._core, months, measures) for region in regions)
    size = points * min(SUMMARY, MIN_SUMMARY + NUMBER * runs)
    what = f"a forecast of {points:,} numbers by series and month"
    _check(size, what, "name the measures= that are needed, or take fewer months or regions at a time")


def _check(size: int, what: str, instead: str) -> None:
    there = available()
    if there is not None and size > SHARE * there:
        message = (
            f"{what} takes about {_text(size)}, and a forecast may take half of the {_text(there)} of memory that there "
            f"are: {instead}"
        )
        raise ValueError(message)


def _text(size: float) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e8 else f"{size / 1e6:,.1f} MB"


def available() -> int | None:
    """Return the bytes of memory of this machine, or of what this process may take of it; None if nothing says."""
    return min((*_of_machine(), *_of_limits(), *_of_groups()), default=None)


def _of_machine() -> Iterator[int]:
    try:
        yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # other systems
        return


def _of_limits() -> Iterator[int]:
    if sys.platform == "win32":
        return
    import resource

    for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        soft, _ = resource.getrlimit(limit)
        if soft != resource.RLIM_INFINITY:
            yield soft


def _of_groups(root: Path = Path("/sys/fs/cgroup"), groups: Path = Path("/proc/self/cgroup")) -> Iterator[int]:
    """Return the limits of the control groups that this process is in, as containers have them: versions 1 and 2."""
    try:
        lines = groups.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        version_1 = "memory" in controllers.split(",")
        if controllers and not version_1:
            continue
        top = root / "memory" if version_1 else root
        folder = top / path.lstrip("/")
        for each in (folder, *folder.parents):
            if top not in (each, *each.parents):
                break
            try:
                text = (each / ("memory.limit_in_bytes" if version_1 else "memory.max")).read_text(encoding="ascii")
            except OSError:
                continue
            if text.strip().isdigit():
                yield int(text)
