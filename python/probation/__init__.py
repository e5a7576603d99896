"""Workloads and backlogs of a probation region, projected forward with honest uncertainty.

>>> import probation as pb
>>> region = pb.read("region.toml")                              # doctest: +SKIP
>>> forecast = pb.forecast(region, months=24, runs=10_000)       # doctest: +SKIP
>>> forecast["workload", "West Kent", "PO"].quantile(0.9)        # doctest: +SKIP
"""

from __future__ import annotations

from ._util import starting as _starting

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
from ._analysis.auditing import AuditRules, Findings, audit, audit_rules
from ._analysis.comparing import Comparison, ComparisonTable, compare
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
from ._display.measuring import Measure, Measures, measures
from ._document.reading import schema
from ._forecast.assumptions import Assumption, Assumptions
from ._forecast.forecasting import Forecast
from ._forecast.loading import load_forecast
from ._forecast.many import Forecasts, forecast_many, gather, region_seed
from ._forecast.projecting import MonteCarloWarning, forecast
from ._forecast.saving import SavedForecastError
from ._forecast.series import Series
from ._forecast.tables import ForecastTable
from ._region.accounting import NoEffectWarning, unused
from ._region.files import read, write
from ._region.recommendations import Progress, ProgressRow, Recommendations
from ._region.region import Region
from ._region.scenario_effects import Move, Moves
from ._region.staff import Staff, StaffTable, Unit
from ._region.unused import UnusedInputs
from ._run.executors import WorkersLostError
from ._run.limits import Limit
from ._run.parts import merge, run_block
from ._util.columns import TableError
from ._util.named import Named

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

# Public names say that they are of this package, where they are printed, documented or pickled.
for _name in __all__:
    _given = globals()[_name]
    if getattr(_given, "__module__", "").startswith("probation._") and _given.__module__.split(".")[1] != "_core":
        _given.__module__ = __name__
del _name, _given


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
