"""Every replicate's numbers, written to a file block by block."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from .._util.atomic_write import draft
from .._util.optional import require
from .executors import ExecutorOrMaker, Span, cut
from .parts import merge
from .running import Work, parts_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    import pyarrow

    from .._core import Part
    from .._region.region import Region
    from .._util.progress import Report

BLOCK = 128  # replicates in a group of rows: the example region then needs 15 MB at a time
NAMES = ("measure", "unit", "of", "month")


def run_to_file(
    path: str | os.PathLike[str],
    region: Region,
    work: Work,
    executor: ExecutorOrMaker | None,
    size: int | None,
    report: Report | None,
    spans: Sequence[Span],
    before: Part | None,
) -> Part:
    """Run spans of replicates, write their numbers to `path` as they come, and return them summed up."""
    if before is not None:
        message = "resume has no paths to write: run the forecast whole, or without spill"
        raise ValueError(message)
    total = sum(stop - start for start, stop in spans)
    parts: list[Part] = []
    with open_paths(path) as writer:
        for part in parts_of(work, executor, cut(spans, size or BLOCK), report, total):
            writer.write_table(table(region, part))
            parts = [merge([*parts, part.without_paths()])]
    return parts[0]


def table(region: Region, part: Part) -> pyarrow.Table:
    """Return the numbers of a part: series by series, replicates in order, month by month.

    Columns: measure, unit, of, month (dictionaries of text), replicate, value. All parts of a forecast have the same
    dictionaries, which Arrow files ask for.
    """
    pyarrow = require("pyarrow", "arrow", "spill=")
    core = _core.forecast_of(region._core, part)
    first = part.spans[0][0]
    series = [core.series(*name) for name in core.names]
    months = max((each.months for each in series), key=len)
    words = [*(list(dict.fromkeys(name[i] for name in core.names)) for i in range(3)), months]
    indices: list[list[Any]] = [[], [], [], []]
    replicates, values = [], []
    for each in series:
        numbers = each.paths()
        assert numbers is not None
        runs, points = numbers.shape
        for i, word in enumerate((each.measure, each.unit, each.of)):
            indices[i].append(np.full(numbers.size, words[i].index(word), np.int32))
        indices[3].append(np.tile(np.arange(points, dtype=np.int32), runs))
        replicates.append(np.repeat(np.arange(first, first + runs, dtype=np.uint32), points))
        values.append(numbers.reshape(-1))
    columns = [
        pyarrow.DictionaryArray.from_arrays(np.concatenate(column), known)
        for column, known in zip(indices, words, strict=True)
    ]
    columns += [pyarrow.array(np.concatenate(replicates)), pyarrow.array(np.concatenate(values))]
    return pyarrow.Table.from_arrays(columns, schema=_schema(pyarrow))


def _schema(pyarrow: Any) -> pyarrow.Schema:
    word = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    fields = [*((name, word) for name in NAMES), ("replicate", pyarrow.uint32()), ("value", pyarrow.float64())]
    return pyarrow.schema(fields)


@contextmanager
def open_paths(path: str | os.PathLike[str]) -> Iterator[Any]:
    """Open a file of paths by its name: it is there when the block ends well, or not at all.

    Raises
    ------
    ValueError
        If it ends neither in .parquet nor in .arrow.
    OSError
        If it cannot be written.
    """
    pyarrow = require("pyarrow", "arrow", "spill=")
    suffix = Path(path).suffix
    if suffix not in (".parquet", ".arrow"):
        message = f"spill must end in .parquet or .arrow, not {Path(path).name!r}"
        raise ValueError(message)
    with draft(path) as name:
        if suffix == ".parquet":
            parquet = require("pyarrow.parquet", "arrow", "spill=")
            made = parquet.ParquetWriter(name, _schema(pyarrow), compression="zstd")
        else:
            made = require("pyarrow.ipc", "arrow", "spill=").new_file(str(name), _schema(pyarrow))
        with made as writer:
            yield writer
