"""Tables as the bytes of files: text, Markdown, HTML, CSV, Excel, Parquet."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import TYPE_CHECKING, Any

from .._util.optional import require
from .._util.stamping import moment_given
from . import html, markdown
from .frames import columns, units
from .protocols import Fans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .grid import Grid
    from .naming import Selection

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # in the XML of a workbook

SHOWN = ("txt", "md", "html")
LONG = ("csv", "xlsx", "parquet")

# What each kind needs: a module, and the extra that brings it.
_NEEDS = {"xlsx": ("openpyxl", "excel"), "parquet": ("pyarrow.parquet", "arrow")}


def check_library(kind: str, purpose: str) -> None:
    """Check that the library is installed that writes a kind of file; ImportError with how to get it otherwise."""
    if kind in _NEEDS:
        module, extra = _NEEDS[kind]
        require(module, extra, purpose)


def shown_as(kind: str, parts: Sequence[Grid | str], title: str) -> str:
    """Return tables, and sentences, as Markdown or as an HTML page, with all of their rows."""
    if kind == "html":
        return html.page(title, [html.sentence(p) if isinstance(p, str) else html.whole_table(p) for p in parts])
    return "\n\n".join(markdown.sentence(p) if isinstance(p, str) else markdown.table(p) for p in parts) + "\n"


def long_as(
    kind: str,
    made: Fans | Mapping[str, Fans],
    *,
    measure: Selection = None,
    unit: Selection = None,
    of: Selection = None,
    quantiles: Sequence[float],
) -> bytes:
    """Return a forecast, or several, as the long table of :meth:`Forecast.to_pandas` in a file of that kind.

    Excel has provenance and units on sheets of their own, Parquet in the metadata of its schema; CSV cannot hold them.
    """
    forecasts = {"": made} if isinstance(made, Fans) else dict(made)
    table: dict[str, Any] = {}
    carried: dict[str, Any] = {"provenance": {}, "units": {}}
    for name, each in forecasts.items():
        series = each.select(measure, unit, of)
        part = columns(series, quantiles)
        if not isinstance(made, Fans):
            part = {"scenario": [name] * len(part["month"]), **part}
        for column, values in part.items():
            table.setdefault(column, []).extend(values if isinstance(values, list) else values.tolist())
        carried["units"] |= units(series)
        carried["provenance"][name] = each.provenance
    if isinstance(made, Fans):
        carried["provenance"] = made.provenance
    write = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[kind]
    return write(table, carried)


def _csv(table: Mapping[str, Sequence[Any]], _: Mapping[str, Any]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return out.getvalue().encode()


def _parquet(table: Mapping[str, Sequence[Any]], carried: Mapping[str, Any]) -> bytes:
    pyarrow = require("pyarrow", "arrow", "parquet")
    parquet = require("pyarrow.parquet", "arrow", "parquet")
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in carried.items()}
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(dict(table)).replace_schema_metadata(texts), out)
    return out.getvalue()


def _xlsx(table: Mapping[str, Sequence[Any]], carried: Mapping[str, Any]) -> bytes:
    openpyxl = require("openpyxl", "excel", "xlsx")
    book = openpyxl.Workbook()
    if (moment := moment_given()) is not None:
        book.properties.created = book.properties.modified = moment.replace(tzinfo=None)
    _sheet(book.active, "forecast", [list(table), *zip(*table.values(), strict=True)])
    origin = carried["provenance"]
    several = isinstance(next(iter(origin.values()), None), dict)
    pairs = [[f"{a}: {b}", c] for a, inner in origin.items() for b, c in inner.items()] if several else origin.items()
    _sheet(book.create_sheet(), "provenance", [["what", "value"], *pairs])
    _sheet(book.create_sheet(), "units", [["measure", "unit"], *carried["units"].items()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Any, title: str, rows: Sequence[Sequence[Any]]) -> None:
    """Fill a sheet; text that begins with "=" is text, and what Excel has no number for is written as words."""
    sheet.title = title
    for n, row in enumerate(rows, 1):
        for k, value in enumerate(row, 1):
            cell = sheet.cell(n, k)
            if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
                cell.value = value
            else:
                cell.value = _FORBIDDEN.sub("�", value if isinstance(value, str) else json.dumps(value))
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
