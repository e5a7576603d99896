"""Workloads and backlogs of a probation region, projected forward with honest uncertainty.

>>> import probation as pb
>>> region = pb.read("region.toml")                              # doctest: +SKIP
>>> forecast = pb.forecast(region, months=24, runs=10_000)       # doctest: +SKIP
>>> forecast["workload", "West Kent", "PO"].quantile(0.9)        # doctest: +SKIP
"""

from __future__ import annotations

from . import starting as _starting

_starting.interruptible()

try:
    from . import _core as _core
except ImportError as error:  # pragma: no cover
    error.add_note(
        "The compiled part of probation is missing: install the package with `pip install .`, or build the "
        "target `_core` and put <build>/site on the path instead of the source folder."
    )
    raise

from . import backlog, document, examples, random, ratings, tiering, wmt
from ._core import (
    AuditRule,
    DocumentError,
    Exhibit,
    Finding,
    ForecastError,
    Grade,
    Part,
    Plan,
    Problem,
    Quantity,
    Rating,
    Recommendation,
    TimedQuantity,
)
from ._core import __version__ as __version__
from .accounting import NoEffectWarning, UnusedInputs, unused
from .assumptions import Assumption, Assumptions
from .auditing import AuditRules, Findings, audit, audit_rules
from .comparing import Comparison, ComparisonTable, compare
from .executors import WorkersLostError
from .forecasting import Forecast
from .intake import TableError
from .limits import Limit
from .many import Forecasts, forecast_many, gather, region_seed
from .measuring import Measure, Measures, measures
from .moves import Move, Moves
from .named import Named
from .parts import merge, run_block
from .projecting import MonteCarloWarning, forecast
from .reading import read, schema
from .recommendations import Progress, ProgressRow, Recommendations
from .region import Region
from .saving import SavedForecastError, load_forecast
from .series import Series
from .staff import Staff, StaffTable, Unit
from .tables import ForecastTable
from .writing import write

__all__ = [
    "Assumption",
    "Assumptions",
    "AuditRule",
    "AuditRules",
    "Comparison",
    "ComparisonTable",
    "DocumentError",
    "Exhibit",
    "Finding",
    "Findings",
    "Forecast",
    "ForecastError",
    "ForecastTable",
    "Forecasts",
    "Grade",
    "Limit",
    "Measure",
    "Measures",
    "MonteCarloWarning",
    "Move",
    "Moves",
    "Named",
    "NoEffectWarning",
    "Part",
    "Plan",
    "Problem",
    "Progress",
    "ProgressRow",
    "Quantity",
    "Rating",
    "Recommendation",
    "Recommendations",
    "Region",
    "SavedForecastError",
    "Series",
    "Staff",
    "StaffTable",
    "TableError",
    "TimedQuantity",
    "Unit",
    "UnusedInputs",
    "WorkersLostError",
    "audit",
    "audit_rules",
    "backlog",
    "compare",
    "document",
    "examples",
    "forecast",
    "forecast_many",
    "gather",
    "load_forecast",
    "measures",
    "merge",
    "random",
    "ratings",
    "read",
    "region_seed",
    "run_block",
    "schema",
    "tiering",
    "unused",
    "wmt",
    "write",
]


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
