"""What forecasts are run with, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._core import Part
from .._util.arguments import MAX_MONTHS, MAX_RUNS, checked_int, is_a, names_given
from .limits import Limit, LimitTuple, limit_tuples

if TYPE_CHECKING:
    from .._util.progress import Report
    from .parts import Keep


@dataclass(frozen=True)
class Options:
    """What a forecast is run with, checked."""

    months: int
    seed: int
    threads: int | None
    first: int
    block: int
    measures: tuple[str, ...]
    keep: Keep
    limits: tuple[LimitTuple, ...] = ()

    def of_core(self, start: int, stop: int, report: Report | None) -> dict[str, Any]:
        """Return the keyword arguments of the compiled functions."""
        return {
            "months": self.months,
            "runs": stop - start,
            "seed": self.seed,
            "threads": self.threads or 0,
            "first": start,
            "block": self.block,
            "keep_paths": self.keep == "paths",
            "measures": list(self.measures),
            "limits": list(self.limits),
            "progress": report,
        }

    def of_block(self) -> dict[str, Any]:
        """Return the keyword arguments of :func:`run_block`, for a worker."""
        return {
            "months": self.months,
            "seed": self.seed,
            "measures": self.measures or None,
            "limits": self.limits or None,
            "keep": self.keep,
            "threads": self.threads or 1,
        }


def checked(
    months: int,
    seed: int,
    threads: int | None,
    first: int,
    block: int,
    measures: str | Sequence[str] | None,
    keep: Keep,
    limits: Limit | Iterable[Limit] | None = None,
) -> Options:
    """Check what the forecasts have in common."""
    if keep not in (None, "paths"):
        message = f'keep must be None or "paths", not {keep!r}'
        raise ValueError(message)
    return Options(
        months=checked_int("months", months, 1, MAX_MONTHS),
        seed=checked_int("seed", seed, 0, 2**32 - 1),
        threads=None if threads is None else checked_int("threads", threads, 1, 4096),
        first=checked_int("first", first, 0, MAX_RUNS),
        block=checked_int("block", block, 1, 2**20),
        measures=names_given("measures", measures),
        keep=keep,
        limits=limit_tuples(limits),
    )


def check_kinds(executor: object, resume: object, tolerance: object) -> None:
    """Check that what a forecast is run with is what it should be; TypeError with what to give instead otherwise."""
    if executor is not None and not (callable(executor) or hasattr(executor, "submit")):
        message = f"executor must be an Executor, or a function that makes one, not {executor!r}"
        raise TypeError(message)
    if resume is not None:
        is_a("resume=", resume, Part, "a Part, as of WorkersLostError.part")
    if tolerance is not None:
        is_a("tolerance=", tolerance, Mapping, 'errors by measure, as in {"workload": 0.005}')
