"""Whether two simulations of the same plan agree in distribution, output by output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Name = tuple[str, str, str]
Array = np.ndarray[Any, np.dtype[np.float64]]


class Difference(NamedTuple):
    """The most unlike point of an output: standard errors between two means, or between two mean squares."""

    errors: float
    name: Name
    what: str
    point: int


def differences(ours: Mapping[Name, Array], theirs: Mapping[Name, Array]) -> list[Difference]:
    """For each output (points by runs) the greatest difference of means, and of spreads, in standard errors.

    Infinite numbers are compared by 1 ÷ (1 + x). What does not vary in either must be the same to 12 digits, or counts as
    infinitely different.
    """
    if list(ours) != list(theirs):
        message = "the two simulations have different outputs"
        raise ValueError(message)
    out = []
    for name, a in ours.items():
        b = theirs[name]
        if not (np.isfinite(a).all() and np.isfinite(b).all()):
            a, b = 1.0 / (1.0 + a), 1.0 / (1.0 + b)  # noqa: PLW2901
        centre = np.median(b, axis=1, keepdims=True)
        a, b = a - centre, b - centre  # noqa: PLW2901
        scale = np.maximum(np.abs(centre[:, 0]), 1e-9)
        for what, x, y, size in (("mean", a, b, scale), ("spread", a * a, b * b, scale * scale)):
            z = _standard_errors(x, y, size)
            out.append(Difference(float(z.max()), name, what, int(z.argmax())))
    return sorted(out, reverse=True)


def _standard_errors(x: Array, y: Array, scale: Array) -> Array:
    n, m = x.shape[1], y.shape[1]
    gap = np.abs(x.mean(axis=1) - y.mean(axis=1))
    pooled = (n * x.var(axis=1) + m * y.var(axis=1)) / (n + m)
    error = np.sqrt(pooled * (1.0 / n + 1.0 / m))
    same = gap <= 1e-12 * scale
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(same, 0.0, gap / error)


def kolmogorov_smirnov(
    ours: Mapping[Name, Array], theirs: Mapping[Name, Array], measures: Sequence[str], points: Sequence[int]
) -> list[tuple[float, Name, int]]:
    """P-values of the two-sample test, least first, for all outputs of some measures that vary (conservative for counts)."""
    out = []
    for name in ours:
        if name[0] not in measures:
            continue
        for point in (p for p in points if p < len(ours[name])):
            x, y = ours[name][point], theirs[name][point]
            if np.ptp(x) > 0.0 or np.ptp(y) > 0.0:
                out.append((float(stats.ks_2samp(x, y).pvalue), name, point))
    return sorted(out)
