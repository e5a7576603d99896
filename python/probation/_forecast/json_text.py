"""A forecast as one JSON object."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Protocol

from .._display.protocols import Fans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._display.naming import Name
    from .._run.limits import Limit
    from .series import Series


class Followed(Fans, Protocol):
    """Fans with limits that were followed replicate by replicate."""

    @property
    def limits(self) -> list[Limit]:
        """The limits that were named."""

    def __getitem__(self, name: Name) -> Series: ...


def json_of(forecast: Followed, quantiles: Sequence[float], series: Sequence[Series], *, time: bool) -> str:
    """Return the object that :meth:`Forecast.to_json` describes."""
    all_series = [
        {
            "measure": s.measure,
            "unit": s.unit,
            "of": s.of,
            "mean": _numbers(s.mean),
            "quantiles": {f"{q:g}": _numbers(s.quantile(q)) for q in quantiles},
        }
        for s in series
    ]
    months = max((s.months for s in forecast.series), key=len, default=[])
    origin = forecast.provenance if time else {**forecast.provenance, "time": None}
    tree = {"schema": 1, "provenance": origin, "months": months, "series": all_series}
    if limits := forecast.limits:
        tree["limits"] = [_limit_tree(forecast, limit) for limit in limits]
    return json.dumps(tree, ensure_ascii=False, allow_nan=False)


def _numbers(values: Any) -> list[float | None]:
    return [x if math.isfinite(x) else None for x in values.tolist()]


def _limit_tree(forecast: Followed, limit: Limit) -> dict[str, Any]:
    series = forecast[limit.measure, limit.unit, limit.of]
    bound: dict[str, Any] = {"at_most": limit.at_most, "at_least": limit.at_least}
    return {
        "measure": limit.measure,
        "unit": limit.unit,
        "of": limit.of,
        **{name: x for name, x in bound.items() if x is not None},
        "probability": _numbers(series.probability_of_staying(months=1, **bound)),
        "probability_of_staying": _numbers(series.probability_of_staying(**bound)),
    }
