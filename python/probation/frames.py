"""Forecasts as tables of other libraries, which are imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .optional import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas
    import pyarrow
    import xarray

    from .forecasting import Forecast


def quantile_name(q: float) -> str:
    """Return the name of a quantile's column: "q10", "q2.5"."""
    return f"q{100 * q:.10g}"


def columns(forecast: Forecast, quantiles: Sequence[float]) -> dict[str, Any]:
    """Return the long table of a forecast by column: names and months as lists, numbers as float64 arrays."""
    out: dict[str, list[Any]] = {name: [] for name in ("measure", "unit", "of", "month", "mean")}
    out |= {quantile_name(q): [] for q in quantiles}
    for series in forecast.series:
        months = series.months
        for name, word in zip(("measure", "unit", "of"), (series.measure, series.unit, series.of), strict=True):
            out[name] += [word] * len(months)
        out["month"] += months
        out["mean"].append(series.mean)
        for q in quantiles:
            out[quantile_name(q)].append(series.quantile(q))
    numbers = {name: np.concatenate([np.empty(0), *out[name]]) for name in list(out)[4:]}
    return {**out, **numbers}


def to_pandas(forecast: Forecast, quantiles: Sequence[float]) -> pandas.DataFrame:
    """Return the long table as a pandas DataFrame."""
    library = require("pandas", "pandas", "to_pandas()")
    frame: pandas.DataFrame = library.DataFrame(columns(forecast, quantiles))
    return frame


def to_arrow(forecast: Forecast, quantiles: Sequence[float]) -> pyarrow.Table:
    """Return the long table as an Arrow table."""
    pyarrow = require("pyarrow", "arrow", "to_arrow()")
    return pyarrow.table(columns(forecast, quantiles))


def to_xarray(forecast: Forecast, quantiles: Sequence[float]) -> xarray.Dataset:
    """Return a Dataset with a variable for each measure."""
    library = require("xarray", "xarray", "to_xarray()")
    all_series = forecast.series
    measures, units, ofs = (list(dict.fromkeys(name[part] for name in forecast.names)) for part in range(3))
    months = max((series.months for series in all_series), key=len, default=[])
    statistics = ["mean", *map(quantile_name, quantiles)]
    blocks = {m: np.full((len(statistics), len(units), len(ofs), len(months)), np.nan) for m in measures}
    for series in all_series:
        rows = np.vstack([series.mean, *(series.quantile(q) for q in quantiles)])
        blocks[series.measure][:, units.index(series.unit), ofs.index(series.of), : len(series)] = rows
    dimensions = ("statistic", "unit", "of", "month")
    coordinates = dict(zip(dimensions, (statistics, units, ofs, months), strict=True))
    origin = {key: value for key, value in forecast.provenance.items() if value != ""}
    dataset: xarray.Dataset = library.Dataset(
        {m: (dimensions, block) for m, block in blocks.items()}, coords=coordinates, attrs=origin
    )
    return dataset
