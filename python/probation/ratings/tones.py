"""Ratings as tables and figures show them: in dots, in words and in tones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._core import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._display.grid import Tone

TONES: dict[Rating, Tone] = {
    Rating.INADEQUATE: "bad",
    Rating.REQUIRES_IMPROVEMENT: "weak",
    Rating.GOOD: "good",
    Rating.OUTSTANDING: "best",
}


def with_dots(rating: Rating) -> str:
    """Return a rating with as many full dots as points: "●○○ Requires improvement"."""
    return f"{dots(rating)} {rating}"


def dots(rating: Rating) -> str:
    """Return as many full dots as points, of three: "●○○"."""
    return "●" * int(rating) + "○" * (3 - int(rating))


def either(ratings: Sequence[Rating]) -> str:
    """Return ratings as alternatives, from the lowest: "Good or Outstanding", "Inadequate to Good"."""
    if len(ratings) > 2 and ratings[-1] - ratings[0] == len(ratings) - 1:
        return f"{ratings[0]} to {ratings[-1]}"
    return " or ".join(map(str, ratings))
