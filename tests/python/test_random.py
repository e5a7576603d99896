"""The engine's draws, through Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import probation as pb
import pytest


def test_means_and_variances() -> None:
    n, p, size = 62, 0.12, 50_000
    drawn = pb.random.binomial(n, p, size, seed=3)
    assert drawn.dtype == np.int64
    assert drawn.shape == (size,)
    assert abs(drawn.mean() - n * p) < 4 * np.sqrt(n * p * (1 - p) / size)
    assert drawn.var() == pytest.approx(n * p * (1 - p), rel=0.05)
    arrived = pb.random.poisson(45.5, size, seed=3)
    assert abs(arrived.mean() - 45.5) < 4 * np.sqrt(45.5 / size)
    assert arrived.var() == pytest.approx(45.5, rel=0.05)


def test_multinomial_shares_everything_out() -> None:
    shares = [0.2, 0.5, 0.3]
    drawn = pb.random.multinomial(100, shares, 20_000, seed=4)
    assert drawn.shape == (20_000, 3)
    assert (drawn.sum(axis=1) == 100).all()
    assert drawn.mean(axis=0) == pytest.approx(np.array([20, 50, 30]), abs=0.2)
    assert (pb.random.multinomial(7, [0.0, 1.0], 50) == [0, 7]).all()


def test_counts_that_vary_more_than_poisson() -> None:
    drawn = pb.random.negative_binomial(20.0, 4.0, 50_000, seed=5)
    assert abs(drawn.mean() - 20) < 4 * np.sqrt((20 + 100) / 50_000)
    assert drawn.var() == pytest.approx(20 + 20**2 / 4, rel=0.05)
    assert (pb.random.negative_binomial(3.0, np.inf, 100) >= 0).all()


def test_draws_without_putting_back() -> None:
    drawn = pb.random.hypergeometric(30, 70, 20, 50_000, seed=6)
    variance = 20 * 0.3 * 0.7 * 80 / 99
    assert abs(drawn.mean() - 6) < 4 * np.sqrt(variance / 50_000)
    assert drawn.var() == pytest.approx(variance, rel=0.05)
    assert (pb.random.hypergeometric([5, 0], [0, 5], 3) == [3, 0]).all()


def test_a_seed_is_a_result_and_an_element_is_a_replicate() -> None:
    long, short = pb.random.binomial(10, 0.3, 100, seed=1), pb.random.binomial(10, 0.3, 20, seed=1)
    assert (long[:20] == short).all()
    assert (long != pb.random.binomial(10, 0.3, 100, seed=2)).any()


def test_numbers_that_are_pinned() -> None:
    assert pb.random.binomial(10, 0.3, 8, seed=1).tolist() == [3, 2, 5, 5, 3, 3, 2, 1]


def test_shapes_go_together() -> None:
    n, p = np.array([[5], [500]]), np.array([0.0, 0.5, 1.0])
    drawn = pb.random.binomial(n, p)
    assert drawn.shape == (2, 3)
    assert (drawn[:, 0] == 0).all()
    assert drawn[:, 2].tolist() == [5, 500]
    assert pb.random.poisson(3.0).shape == ()
    assert pb.random.poisson(3.0, (2, 0)).shape == (2, 0)
    assert pb.random.multinomial([3, 4], [0.5, 0.5]).shape == (2, 2)
    with pytest.raises(ValueError, match="broadcast"):
        pb.random.binomial([1, 2, 3], 0.5, 2)


SENSIBLE: dict[str, tuple[Any, ...]] = {"multinomial": (1, [1.0]), "hypergeometric": (1, 1, 1)}


@pytest.mark.parametrize(
    ("draw", "arguments", "message"),
    [
        (pb.random.binomial, (2.5, 0.5), "n must be whole"),
        (pb.random.binomial, (-1, 0.5), "n must be whole"),
        (pb.random.negative_binomial, (3.0, 0.0), "dispersion must be above 0"),
        (pb.random.negative_binomial, (1e10, 1e-300), "at most 10\\^12"),
        (pb.random.hypergeometric, (5, 5, 11), "nsample must be at most"),
        (pb.random.hypergeometric, (5, 0.5, 1), "nbad must be whole"),
        (pb.random.binomial, (2**54, 0.5), "n must be whole"),
        (pb.random.binomial, (2, 1.5), "p must be 0 to 1"),
        (pb.random.binomial, (2, np.nan), "p must be 0 to 1"),
        (pb.random.poisson, (-1,), "mean must be 0"),
        (pb.random.poisson, (np.inf,), "mean must be 0"),
        (pb.random.multinomial, (5, [0.5, 0.4]), "add to 1"),
        (pb.random.multinomial, (5, [1.5, -0.5]), "add to 1"),
        (pb.random.multinomial, (5, []), "add to 1"),
    ],
)
def test_what_makes_no_sense_is_a_value_error(draw: Any, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(*arguments)
    with pytest.raises(ValueError, match="seed must be"):
        draw(*SENSIBLE.get(draw.__name__, (1, 0.5)[: len(arguments)]), seed=-1)
