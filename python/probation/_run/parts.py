"""Parts of a forecast: some of its replicates, summed up, so that many workers can share one forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .. import _core
from .._util.arguments import MAX_MONTHS, MAX_RUNS, by_name, checked_int, is_a, names_given
from .limits import limit_tuples

if TYPE_CHECKING:
    from .._core import Part
    from .limits import Limit, LimitTuple

Documents = str | Mapping[str, str]
Keep = Literal["paths"] | None


def run_block(
    document: Documents,
    start: int,
    stop: int,
    *,
    months: int = 24,
    seed: int = 1,
    measures: Sequence[str] | None = None,
    limits: Sequence[Limit | LimitTuple] | None = None,
    keep: Keep = None,
    threads: int | None = 1,
) -> Part:
    """Run replicates `start` to `stop` − 1 of a forecast, anywhere, and return them summed up.

    A pure function of plain arguments: it can be pickled, shipped to another process or machine, and run twice without
    harm. Parts are merged by :func:`merge`, and :func:`gather` makes a forecast of them; however the replicates are
    divided, the forecast has the same bits.

    Parameters
    ----------
    document
        A region as text, from :meth:`Region.packed`, or its document as JSON, from :meth:`Region.to_json` (which says
        nothing of the present of a region under scenarios); or those of several regions by name, for
        :func:`forecast_many`.
    start, stop
        Replicates start, start + 1, … stop − 1.
    months, seed, measures, keep
        As for :func:`forecast`; all parts of a forecast have the same.
    limits
        As for :func:`forecast`; or as plain tuples: measure, unit, of, whether at most, how much.
    threads
        How many threads work; None for all of the machine. One by default, since it is workers that run in parallel.

    Raises
    ------
    DocumentError
        If the document is not a region.
    ForecastError
        If an uncertain input is drawn so far out that the model has no meaning.
    """
    start = checked_int("start", start, 0, MAX_RUNS - 1)
    options: dict[str, object] = {
        "months": checked_int("months", months, 1, MAX_MONTHS),
        "runs": checked_int("stop", stop, start + 1, MAX_RUNS) - start,
        "seed": checked_int("seed", seed, 0, 2**32 - 1),
        "threads": 0 if threads is None else checked_int("threads", threads, 1, 4096),
        "first": start,
        "block": 32,
        "keep_paths": keep == "paths",
        "measures": list(names_given("measures", measures)),
        "limits": limit_tuples(limits),
        "progress": None,
    }
    if isinstance(document, str):
        return _core.run_part(_region(document), **options)  # type: ignore[arg-type]
    what = "a region's document as JSON text, from Region.to_json(), or several by name"
    by_name("run_block()", document, str, "text", what)
    regions = [(name, _region(text)) for name, text in document.items()]
    return _core.run_part_of_many(regions, **options)  # type: ignore[arg-type]


def merge(parts: Iterable[Part]) -> Part:
    """Return parts of one forecast as one part, in any order to the same bits.

    Raises
    ------
    ValueError
        If there are none, if they are of different forecasts, or if two hold the same replicate.
    """
    found: object = parts
    if not isinstance(found, Iterable) or isinstance(found, (str, bytes)):
        message = f"merge() takes several Parts, as in [part, another], not {type(found).__name__}"
        raise TypeError(message)
    given = list(parts)
    for each in given:
        is_a("merge()", each, _core.Part, "several Parts, and one of them is no Part:")
    return _core.merge(given)


@lru_cache(maxsize=32)
def _region(document: str) -> _core.Region:
    """Read a document: a worker gets the same one with every block. Regions never change, so sharing does not show."""
    return _core.unpacked(document, "document")
