"""When something was made, or the moment that ``SOURCE_DATE_EPOCH`` puts in its place so that bytes can be repeated."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

VARIABLE = "SOURCE_DATE_EPOCH"


def moment_given() -> datetime | None:
    """Return the moment that the environment says, if it does.

    Raises
    ------
    ValueError
        If it is no whole number of seconds since 1970.
    """
    text = os.environ.get(VARIABLE, "")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), tz=UTC)
    except (ValueError, OverflowError, OSError):
        message = f"{VARIABLE} must be seconds since 1970, as `date +%s` prints them, not {text!r}"
        raise ValueError(message) from None


def stamped(origin: dict[str, Any]) -> dict[str, Any]:
    """Return the provenance with the moment that the environment says in place of its own."""
    moment = moment_given()
    return origin if moment is None else {**origin, "time": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
