"""The engine's own draws: exact, and the same on every machine for the same seed.

Element i of a result takes the random number of replicate i, so a longer result begins with a shorter one. A draw takes a
bounded time, however large its mean: up to a tenth of a millisecond, a millisecond or two of a negative binomial and some
five of a hypergeometric number. Ctrl-C ends a call within some hundred draws.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._util.arguments import MAX_RUNS, checked_int, unmasked

__all__ = ["binomial", "hypergeometric", "multinomial", "negative_binomial", "poisson"]

Shape = int | Sequence[int] | None
Counts = NDArray[np.int64]

MAX_TRIALS = 2**53
MAX_MEAN = 2**52
MAX_SPREAD = 10**12
MAX_LOT = 10**9


def __dir__() -> list[str]:
    return list(__all__)


def binomial(n: ArrayLike, p: ArrayLike, size: Shape = None, *, seed: int = 1) -> Counts:
    """Draw how many of n happen, each with probability p.

    Parameters
    ----------
    n
        Whole numbers, 0 to 2⁵³.
    p
        Probabilities, 0 to 1.
    size
        Shape of the result; that of `n` and `p` together if None.
    seed
        0 to 2³² − 1.

    Returns
    -------
    numpy.ndarray
        Of int64 and of that shape.

    Raises
    ------
    ValueError
        If a number is out of range, or the shapes do not go together.
    """
    trials, chances = _broadcast((n, p), size)
    _check_trials(trials)
    _check(bool(((chances >= 0) & (chances <= 1)).all()), "p must be 0 to 1")
    return _core.random_binomial(trials.ravel(), chances.ravel(), _seed(seed)).reshape(trials.shape)


def poisson(mean: ArrayLike, size: Shape = None, *, seed: int = 1) -> Counts:
    """Draw how many arrive when `mean` (0 to 2⁵²) are expected, independently of each other; see :func:`binomial`."""
    (means,) = _broadcast((mean,), size)
    _check(bool(((means >= 0) & (means <= MAX_MEAN)).all()), "mean must be 0 to 2^52")
    return _core.random_poisson(means.ravel(), _seed(seed)).reshape(means.shape)


def negative_binomial(mean: ArrayLike, dispersion: ArrayLike, size: Shape = None, *, seed: int = 1) -> Counts:
    """Draw how many arrive when the mean itself varies: the variance is mean + mean² ÷ dispersion.

    A Poisson number whose own mean is a gamma variable of shape `dispersion` (above 0; infinite is Poisson). The mean is
    at most 10¹² times that. Otherwise see :func:`poisson`.
    """
    means, shapes = _broadcast((mean, dispersion), size)
    _check(bool(((means >= 0) & (means <= MAX_MEAN)).all()), "mean must be 0 to 2^52")
    _check(bool((shapes > 0).all()), "dispersion must be above 0")
    with np.errstate(over="ignore"):
        _check(bool((means / shapes <= MAX_SPREAD).all()), "mean / dispersion must be at most 10^12")
    return _core.random_negative_binomial(means.ravel(), shapes.ravel(), _seed(seed)).reshape(means.shape)


def hypergeometric(
    ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size: Shape = None, *, seed: int = 1
) -> Counts:
    """Draw how many good ones are among `nsample` that are taken, without putting any back, of `ngood` and `nbad`.

    Whole numbers; `ngood` and `nbad` are at most 10⁹ together. Otherwise see :func:`binomial`.
    """
    good, bad, drawn = _broadcast((ngood, nbad, nsample), size)
    for name, numbers in (("ngood", good), ("nbad", bad), ("nsample", drawn)):
        _check(bool(((numbers >= 0) & (np.floor(numbers) == numbers)).all()), f"{name} must be whole and not below 0")
    _check(bool((good + bad <= MAX_LOT).all()), "ngood + nbad must be at most 10^9")
    _check(bool((drawn <= good + bad).all()), "nsample must be at most ngood + nbad")
    return _core.random_hypergeometric(good.ravel(), bad.ravel(), drawn.ravel(), _seed(seed)).reshape(good.shape)


def multinomial(n: ArrayLike, pvals: ArrayLike, size: Shape = None, *, seed: int = 1) -> Counts:
    """Draw how n are shared among outcomes of the probabilities `pvals`; the last axis of the result is the outcomes.

    Drawn as conditional binomials, as the months of a pool are. `pvals` must add to 1; otherwise see
    :func:`binomial`.
    """
    (trials,) = _broadcast((n,), size)
    _check_trials(trials)
    shares = np.asarray(pvals, dtype=np.float64)
    good = shares.ndim == 1 and shares.size > 0 and bool((shares >= 0).all()) and math.isclose(shares.sum(), 1.0)
    _check(good, "pvals must be a list of probabilities that add to 1")
    return _core.random_multinomial(trials.ravel(), shares, _seed(seed)).reshape((*trials.shape, shares.size))


def _seed(seed: int) -> int:
    return checked_int("seed", seed, 0, 2**32 - 1)


def _check(good: bool, message: str) -> None:
    if not good:
        raise ValueError(message)


def _check_trials(trials: NDArray[np.float64]) -> None:
    whole_numbers = bool(((trials >= 0) & (trials <= MAX_TRIALS) & (np.floor(trials) == trials)).all())
    _check(whole_numbers, "n must be whole, 0 to 2^53")


def _broadcast(values: Sequence[ArrayLike], size: Shape) -> list[NDArray[np.float64]]:
    for value in values:
        unmasked("an argument", value)
    arrays: list[Any] = [np.asarray(value, dtype=np.float64) for value in values]
    shape: tuple[int, ...] = np.broadcast_shapes(*(a.shape for a in arrays))
    if size is not None:
        shape = (size,) if isinstance(size, int) else tuple(size)
    out = [np.ascontiguousarray(np.broadcast_to(a, shape)).reshape(shape) for a in arrays]
    checked_int("size", out[0].size, 0, MAX_RUNS)
    return out
