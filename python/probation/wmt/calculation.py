"""Points, capacity and per cent of an officer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from .._core import Problem
from .._core import wmt as _wmt
from .._util.named import known_name
from .settings import Configuration, Configurations, Day, in_force

Policy = Literal["exact", "wmt_worker", "hmpps_workload", "wmt_web", "probation_rules"]
Settings = Configuration | Configurations | None

Counts = float | Sequence[float] | Mapping[str, float]
"""Cases of a tier: a number; or total, warrants, unpaid work and overdue, in a list or by name."""
Cases = Mapping[str, Mapping[str, Counts]]
"""Cases by location (community, custody, licence) and tier; "untiered" is a tier here."""


def available_points(
    *,
    contracted_hours: float | None = None,
    reduction_hours: float = 0.0,
    grade: str = "PO",
    policy: Policy = "exact",
    configuration: Settings = None,
    date: Day | None = None,
    over_reduction: Literal["error", "zero"] = "error",
) -> float:
    """Return the points that an officer can do in a month: target × (contracted − reductions) ÷ the grade's hours.

    Parameters
    ----------
    contracted_hours
        Hours a week; None for the default hours of the grade.
    reduction_hours
        Hours taken off; see :func:`hours_off` and :func:`reduction_hours`.
    grade
        A grade of the settings: "PO", "PSO", "SPO", "TPO", "PQiP", "DMY" …
    policy
        Whose rules; see :func:`policies`.
    configuration
        Settings; the shipped seed if None.
    date
        The day whose version of the settings is used; None for the last.
    over_reduction
        Under "exact", what to do when more hours are taken off than there are: "error", or "zero" capacity.

    Returns
    -------
    float
        Cut to a whole number, and an int where it is one (NaN is possible under the worker's rules alone).

    Raises
    ------
    WmtError
        For an unknown grade, for hours that are negative or no number, and for more taken off than there is.

    Examples
    --------
    >>> import probation as pb
    >>> pb.wmt.available_points(contracted_hours=37, reduction_hours=7.4, grade="PO")
    1740
    """
    settings = in_force(configuration, date)
    if over_reduction not in ("error", "zero"):
        msg = f"over_reduction must be 'error' or 'zero', not {over_reduction!r}"
        raise ValueError(msg)
    hours = None if contracted_hours is None else _number(contracted_hours, "contracted_hours")
    return _whole(
        _wmt.available_points(
            settings,
            _grade(settings, grade),
            hours,
            _number(reduction_hours, "reduction_hours"),
            policy,
            over_reduction == "zero",
        )
    )


def points(
    cases: Cases | None = None,
    *,
    t2a: Cases | None = None,
    sdrs: float = 0,
    fdrs: float = 0,
    cms_points: float = 0.0,
    paroms: float = 0,
    arms_community: float = 0,
    arms_licence: float = 0,
    policy: Policy = "exact",
    configuration: Settings = None,
    date: Day | None = None,
) -> _wmt.PointsBreakdown:
    """Return the points of what an officer holds.

    Parameters
    ----------
    cases
        Active cases by location and tier, as ``{"community": {"A3": 2, "C1": 5}, "custody": {"B2": 1}}``. Cases that
        are "untiered" score nothing.
    t2a
        Cases of transition to adulthood, inactive ones included: ``{"licence": {"A3": [4, 1, 1, 1]}}`` is four cases,
        of which one each on warrant, on unpaid work alone and overdue for termination.
    sdrs, fdrs
        Standard delivery reports of the last month, and fast delivery reports of the last 30 days.
    cms_points
        Points of contacts; see :func:`cms_points`.
    paroms, arms_community, arms_licence
        Parole reports and assessments of risk of sexual harm. They score under the policy "probation_rules" alone
        (the rules of 2021).
    policy, configuration, date
        See :func:`available_points`.

    Raises
    ------
    WmtError
        For an unknown tier or location, a missing weight, a count that is negative, a fraction or no number; the
        message says where.

    Examples
    --------
    >>> import probation as pb
    >>> pb.wmt.points({"community": {"A3": 2, "C1": 5}, "custody": {"B2": 1}}, sdrs=1).total
    848.0
    """
    settings = in_force(configuration, date)
    return _wmt.points(
        settings,
        _named(cases, settings),
        _named(t2a, settings),
        None,
        sdrs,
        fdrs,
        paroms,
        arms_community,
        arms_licence,
        cms_points,
        policy,
        False,
    )


def omic_points(
    cases: Cases,
    *,
    t2a: Cases | None = None,
    sdrs: float = 0,
    fdrs: float = 0,
    policy: Policy = "exact",
    configuration: Settings = None,
    date: Day | None = None,
) -> _wmt.PointsBreakdown:
    """Return the points of an officer in a prison (offender management in custody).

    They are over *all* cases, inactive ones included; reductions and contacts do not count. ``projected_licence`` is
    what the custody cases would score on licence: what a prison's caseload will cost on release.

    Parameters
    ----------
    cases, t2a, sdrs, fdrs
        See :func:`points`.
    policy, configuration, date
        See :func:`available_points`.
    """
    none = 0
    settings = in_force(configuration, date)
    return _wmt.points(
        settings,
        None,
        _named(t2a, settings),
        _named(cases, settings),
        sdrs,
        fdrs,
        none,
        none,
        none,
        0.0,
        policy,
        True,
    )


def capacity_percent(points: float, available_points: float, *, policy: Policy = "exact") -> float | None:
    """Return points as a percentage of those available.

    None without capacity: no percentage says that there is work and nobody to do it. The tools say 0.

    Examples
    --------
    >>> import probation as pb
    >>> pb.wmt.capacity_percent(2872, 2176), pb.wmt.capacity_percent(2000, 0)
    (131.98529411764707, None)
    """
    check = _not_negative if policy == "exact" else _number  # the tools compute with whatever they are given
    return _wmt.capacity_percent(check(points, "points"), check(available_points, "available_points"), policy)


def band(percent: float | None, *, configuration: Settings = None, date: Day | None = None) -> str:
    """Return where a workload stands among the thresholds of the settings.

    "under" below the low one (90), "target" from it up to the high one (110), "over" above that (red on the tool's pages;
    110 itself is not), and "none" where there is no percentage.

    Examples
    --------
    >>> import probation as pb
    >>> [pb.wmt.band(percent) for percent in (89.9, 90, 110, 110.1, None)]
    ['under', 'target', 'target', 'over', 'none']
    """
    low, _, high = in_force(configuration, date).thresholds
    if percent is None:
        return "none"
    number = _number(percent, "percent")
    if not math.isfinite(number):
        msg = f"percent must be a number or None, not {number}"
        raise ValueError(msg)
    return "under" if number < low else "over" if number > high else "target"


def nominal_target(
    grade: str, *, policy: Policy = "exact", configuration: Settings = None, date: Day | None = None
) -> float:
    """Return the points of a full officer of a grade; see :func:`available_points` for the arguments."""
    settings = in_force(configuration, date)
    return _whole(_wmt.nominal_target(settings, _grade(settings, grade), policy))


def default_hours(
    grade: str, *, policy: Policy = "exact", configuration: Settings = None, date: Day | None = None
) -> float:
    """Return the hours a week of a grade; see :func:`available_points` for the arguments."""
    settings = in_force(configuration, date)
    return _whole(_wmt.default_hours(settings, _grade(settings, grade), policy))


def reduction_hours(
    contracted_hours: float,
    percent: float | None = None,
    *,
    reason: str | None = None,
    configuration: Settings = None,
    date: Day | None = None,
) -> float:
    """Return the hours of a reduction: a percentage of contracted hours to two digits, never more than they.

    Parameters
    ----------
    contracted_hours
        Hours a week.
    percent
        Per cent of them; None for all of them.
    reason
        A reason of the settings instead, such as "NQO": its allowance, and never more than its cap.
    configuration, date
        See :func:`available_points`.

    Examples
    --------
    >>> import probation as pb
    >>> pb.wmt.reduction_hours(37, reason="NQO"), pb.wmt.reduction_hours(18.5, 2.77)
    (7.4, 0.51)
    """
    hours = _number(contracted_hours, "contracted_hours")
    if reason is None:
        return _wmt.reduction_hours(hours, None if percent is None else _number(percent, "percent"))
    if percent is not None:
        msg = "give percent or reason, not both"
        raise TypeError(msg)
    return _wmt.allowance_hours(in_force(configuration, date), reason, hours)


def hours_off(
    reductions: Iterable[_wmt.Reduction],
    date: Day,
    *,
    policy: Policy = "exact",
    configuration: Settings = None,
) -> float:
    """Return the hours of the reductions that count on a day.

    Under "exact" a reduction counts from its first to its last day, both included, if its reason is enabled and it is
    not archived or deleted. The tools go by the recorded status ("wmt_worker") or from the first day to before the last
    ("hmpps_workload").
    """
    return _wmt.hours_off(list(reductions), in_force(configuration, date), date, policy)


def cms_points(
    contacts: Iterable[_wmt.Contact],
    officer: str,
    date: Day,
    *,
    policy: Policy = "exact",
    configuration: Settings = None,
) -> float:
    """Return the points that contacts move to an officer on a day (case management support).

    Plus what the officer did for others' cases, minus what others did for theirs, for seven days from the contact.
    Over everybody they add to 0.
    """
    return _wmt.cms_points(list(contacts), officer, in_force(configuration, date), date, policy)


def grade_from_code(code: str | None, *, configuration: Settings = None, date: Day | None = None) -> str:
    """Return the grade that a code of the case management system means; "DMY", without capacity, for any other.

    Examples
    --------
    >>> import probation as pb
    >>> pb.wmt.grade_from_code("NPSQ"), pb.wmt.grade_from_code("PO")
    ('PSO', 'DMY')
    """
    return _wmt.grade_from_code(in_force(configuration, date), code)


def _grade(settings: Configuration, grade: str) -> str:
    """Return the grade as the settings call it; as given if they do not know it."""
    return known_name(grade, settings.grades) or grade


def _named(cases: Cases | None, settings: Configuration) -> Any:
    """Return cases by location and tier as the settings call them; WmtError if two are of one name."""
    if not isinstance(cases, Mapping):
        return cases
    locations, tiers = list(settings.weights), [*settings.tiers, "untiered"]

    def called(held: Mapping[str, Any], known: list[str], where: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, value in held.items():
            as_known = known_name(name, known) or name
            if as_known in out:
                raise _error(where, repr(name), f"each name once: it is {as_known!r} again")
            out[as_known] = value
        return out

    return {
        place: called(cells, tiers, place) if isinstance(cells, Mapping) else cells
        for place, cells in called({name: _plain(cells) for name, cells in cases.items()}, locations, "cases").items()
    }


def _error(where: str, found: str, expected: str) -> _wmt.WmtError:
    problem = Problem(path=where, found=found, expected=expected)
    error = _wmt.WmtError(str(problem))
    error.problems = [problem]
    return error


def _plain(x: Any) -> Any:
    """Return mappings as dicts all the way down, as the compiled part reads them."""
    return {name: _plain(value) for name, value in x.items()} if isinstance(x, Mapping) else x


def arms_points(licence_cases: float, community_cases: float, licence_weight: float, community_weight: float) -> float:
    """Return the points of assessments of risk of sexual harm (ARMS): cases times their weights, added up.

    Raises
    ------
    WmtError
        For a number that is negative or none at all. (:func:`probation.wmt.peers.arms_points` takes what the tool takes.)
    """
    given = locals()
    return _wmt.arms_points(**{name: _not_negative(x, name) for name, x in given.items()})


def parom_points(completed_last_30: float, points_each: float, enabled: bool) -> float:
    """Return the points of parole assessment reports of the last 30 days; 0 where they do not count.

    Raises
    ------
    WmtError
        For a number that is negative or none at all.
    """
    return _wmt.parom_points(
        _not_negative(completed_last_30, "completed_last_30"), _not_negative(points_each, "points_each"), bool(enabled)
    )


def _not_negative(x: float, where: str) -> float:
    number = _number(x, where)
    if not (math.isfinite(number) and number >= 0.0):
        raise _error(where, repr(x), "a number, 0 or more")
    return number


def _number(x: float, where: str) -> float:
    """Return a number as a float; WmtError for a text, a truth value or nothing."""
    if isinstance(x, bool | str) or not hasattr(x, "__float__"):
        raise _error(where, repr(x), "a number")
    return float(x)


def _whole(x: float) -> float:
    """Return an int where a number is whole."""
    return int(x) if math.isfinite(x) and x.is_integer() else x
