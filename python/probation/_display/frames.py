"""Forecasts as tables of other libraries, which are imported when asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from .._util.optional import require
from .numbers import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas
    import pyarrow
    import xarray

    from .protocols import Fan, Fans


QUANTILES = (0.1, 0.5, 0.9)  # of exports that ask for no others


def quantile_name(q: float) -> str:
    """Return the name of a quantile's column: "q10", "q2.5"."""
    return f"q{100 * q:.10g}"


def columns(series: Sequence[Fan], quantiles: Sequence[float]) -> dict[str, Any]:
    """Return series as a long table by column: names and months as lists, numbers as float64 arrays."""
    out: dict[str, list[Any]] = {name: [] for name in ("measure", "unit", "of", "month", "mean")}
    out |= {quantile_name(q): [] for q in quantiles}
    for each in series:
        months = each.months
        for name, word in zip(("measure", "unit", "of"), (each.measure, each.unit, each.of), strict=True):
            out[name] += [word] * len(months)
        out["month"] += months
        out["mean"].append(each.mean)
        for q in quantiles:
            out[quantile_name(q)].append(each.quantile(q))
    numbers = {name: np.concatenate([np.empty(0), *out[name]]) for name in list(out)[4:]}
    return {**out, **numbers}


def units(series: Iterable[Fan]) -> dict[str, str]:
    """Return the unit of each measure's numbers: "1" for shares, where 1.0 is 100 %."""
    return {each.measure: measure_of(each.measure).data_unit for each in series}


def attributes(forecasts: Iterable[tuple[str, Fans]]) -> dict[str, Any]:
    """Return what a table of several forecasts carries: the provenance of each by name, and units."""
    given = list(forecasts)
    return {
        "provenance": {name: each.provenance for name, each in given},
        "units": {measure: unit for _, each in given for measure, unit in units(each.series).items()},
    }


def to_pandas(forecast: Fans, quantiles: Sequence[float], series: Sequence[Fan]) -> pandas.DataFrame:
    """Return the long table as a pandas DataFrame, with months as dates for its index."""
    library = require("pandas", "pandas", "to_pandas()")
    table = columns(series, quantiles)
    index = library.DatetimeIndex(np.array(table["month"], dtype="datetime64[M]").astype("datetime64[s]"), name="date")
    frame: pandas.DataFrame = library.DataFrame(table, index=index)
    frame.attrs = {"provenance": forecast.provenance, "units": units(series)}
    return frame


def to_arrow(forecast: Fans, quantiles: Sequence[float], series: Sequence[Fan]) -> pyarrow.Table:
    """Return the long table as an Arrow table."""
    pyarrow = require("pyarrow", "arrow", "to_arrow()")
    carried = {"provenance": forecast.provenance, "units": units(series)}
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in carried.items()}
    return pyarrow.table(columns(series, quantiles)).replace_schema_metadata(texts)


def to_xarray(forecast: Fans, quantiles: Sequence[float], series: Sequence[Fan]) -> xarray.Dataset:
    """Return a Dataset with a variable for each measure."""
    library = require("xarray", "xarray", "to_xarray()")
    measures = list(dict.fromkeys(each.measure for each in series))
    places = list(dict.fromkeys(each.unit for each in series))
    ofs = list(dict.fromkeys(each.of for each in series))
    months = max((each.months for each in series), key=len, default=[])
    statistics = ["mean", *map(quantile_name, quantiles)]
    blocks = {m: np.full((len(statistics), len(places), len(ofs), len(months)), np.nan) for m in measures}
    for each in series:
        rows = np.vstack([each.mean, *(each.quantile(q) for q in quantiles)])
        blocks[each.measure][:, places.index(each.unit), ofs.index(each.of), : len(each)] = rows
    dimensions = ("statistic", "unit", "of", "month")
    dates = np.array(months, dtype="datetime64[M]").astype("datetime64[s]")
    coordinates = dict(zip(dimensions, (statistics, places, ofs, dates), strict=True))
    of_measures = {
        m: {"long_name": measure_of(m).title.removesuffix(", %"), "units": measure_of(m).data_unit} for m in measures
    }
    dataset: xarray.Dataset = library.Dataset(
        {m: (dimensions, block, of_measures[m]) for m, block in blocks.items()},
        coords=coordinates,
        attrs=_flat(forecast.provenance),
    )
    return dataset


def _flat(origin: dict[str, Any]) -> dict[str, Any]:
    """Return a provenance as attributes of files can hold it: numbers and texts, others as JSON, without empty ones."""
    return {
        key: value if isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)
        for key, value in origin.items()
        if value not in ("", None, [], {})
    }
