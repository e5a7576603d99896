"""The workload of victim liaison officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .._util.arguments import no_masks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from .._region.region import Region


@no_masks
def available_minutes(contracted_hours: ArrayLike = 37.0, reduction_hours: ArrayLike = 0.0) -> Any:
    """Return the minutes a month that an officer can give to cases: 9,653 for 37 hours a week.

    A month has 365.25 ÷ 84 = 4.348 weeks. Minutes are minutes: the WMT's 2,176 a month are points, in which the weights of
    its tiers are given.

    Parameters
    ----------
    contracted_hours
        Hours a week.
    reduction_hours
        Of those, the hours a week that do not go to cases: leave, training, other duties.

    Raises
    ------
    ValueError
        If hours are not positive, or reductions more than the hours.

    Examples
    --------
    >>> round(available_minutes(37), 1), round(available_minutes(37, 7.4), 1)
    (9653.0, 7722.4)
    """
    return _core.backlog.available_minutes(contracted_hours, reduction_hours)


@no_masks
def vlo_workload(
    activities: Mapping[str, float],
    minutes: Mapping[str, float],
    *,
    contracted_hours: float = 37.0,
    reduction_hours: float = 0.0,
) -> float:
    """Return the workload of a victim liaison officer, 1.0 for 100 %: minutes demanded ÷ minutes available.

    No national tool exists for these officers; this does for them what the WMT does for probation officers, in minutes in
    place of points and with weights that are yours. Those of the example region are assumptions.

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
    0.24
    """
    return _core.backlog.vlo_workload(dict(activities), dict(minutes), contracted_hours, reduction_hours)


@no_masks
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
    0.26
    """
    return _core.victim_team_workload(region._core)
