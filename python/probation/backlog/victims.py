"""The workload of victim liaison officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from ..region import Region


def available_minutes(contracted_hours: ArrayLike = 37.0, reduction_hours: ArrayLike = 0.0) -> Any:
    """Return the minutes a month that an officer can give to cases: 2,176 for 37 hours a week, as in the WMT."""
    return _core.backlog.available_minutes(contracted_hours, reduction_hours)


def vlo_workload(
    activities: Mapping[str, float],
    minutes: Mapping[str, float],
    *,
    contracted_hours: float = 37.0,
    reduction_hours: float = 0.0,
) -> float:
    """Return the workload of a victim liaison officer, 1.0 for 100 %: minutes demanded ÷ minutes available.

    No national tool exists for these officers; this does for them what the WMT does for probation officers, with weights
    that are yours. Those of the example region are assumptions.

    Parameters
    ----------
    activities
        How many of each in a month: referrals, first letters, contacts, parole hearings ….
    minutes
        How long each takes, by the same names.
    contracted_hours, reduction_hours
        A week.

    Raises
    ------
    ValueError
        If an activity has no minutes.

    Examples
    --------
    >>> weights = {"referral": 60, "letter": 30, "contact": 40}
    >>> round(vlo_workload({"referral": 8, "letter": 8, "contact": 40}, weights), 3)
    1.066
    """
    return _core.backlog.vlo_workload(dict(activities), dict(minutes), contracted_hours, reduction_hours)


def victim_team_workload(region: Region) -> float:
    """Return the workload of a region's victim liaison officers now, at the means: 1.0 for 100 %.

    Minutes that referrals, first letters and open cases take by the weights of ``victim_contact.activities`` ÷ minutes that
    the FTE in post have, if every referral gets its letter in the month.

    Raises
    ------
    ValueError
        If the region has no victim contact, or nobody in post for it.

    Examples
    --------
    >>> import probation as pb
    >>> round(victim_team_workload(pb.examples.kss()), 2)
    1.13
    """
    return _core.victim_team_workload(region._core)
