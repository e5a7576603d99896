"""Forecasts read back from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forecasting import Forecast
from .saving import load

if TYPE_CHECKING:
    import os


def load_forecast(path: str | os.PathLike[str]) -> Forecast:
    """Read a forecast that :meth:`Forecast.save` has written: all that it could do it can do again, with the same bits.

    Raises
    ------
    SavedForecastError
        If the file is no saved forecast, is damaged, or was saved by a version whose format is newer.
    ImportError
        If it is a Parquet or Arrow file and pyarrow is missing.
    OSError
        If it cannot be read.
    """
    return Forecast(load(path))
