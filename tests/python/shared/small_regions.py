"""Regions of a few lines, for tests of one rule."""

from __future__ import annotations

from typing import Any

import probation as pb


def region(**parts: Any) -> pb.Region:
    return pb.Region.from_dict({"name": "R", "as_of": "2022-04", **parts})


def staff(in_post: float, establishment: float, leaving: float = 0.0, **more: Any) -> dict[str, Any]:
    return {
        "in_post": in_post,
        "establishment": establishment,
        "leaving_rate": {"value": leaving, "per": "year"},
        **more,
    }
