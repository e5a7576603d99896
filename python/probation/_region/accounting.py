"""Every input is accounted for: numbers that no forecast depends on, scenarios that change nothing."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from .. import _core
from .._util.escaping import visible
from .region import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .unused import UnusedInputs


class NoEffectWarning(UserWarning):
    """A scenario changes nothing that a forecast reports."""


def unused(region: Region, *, months: int = 24) -> UnusedInputs:
    """Return the numbers of a region's document that no output of a forecast depends on, each with the reason.

    What depends on what is seen from the plan that the document becomes, not from a run: a number whose effect is
    bounded away, such as a cap that is never reached, is not among them.

    Parameters
    ----------
    region
        The region, under a scenario if it has been put there.
    months
        Horizon of the forecast, 1 to 600: what begins after it is unused.

    Raises
    ------
    DocumentError
        If the region contradicts itself.

    Examples
    --------
    >>> [(u.path, u.reason) for u in pb.unused(kss) if not u.by_design]  # doctest: +SKIP
    """
    given: object = region
    if not isinstance(given, Region):
        message = f"unused() takes a Region, not {type(region).__name__}"
        raise TypeError(message)
    return region.unused(months=months)


def idle_scenarios(region: Region, months: int) -> list[str]:
    """Return those of the scenarios that a region is under that change no output of a forecast of so many months.

    Of several scenarios each is taken away in turn: one is idle if the others give the same without it.
    """
    names = region.under
    if not names:
        return []
    present = region.present
    patches = present.to_dict().get("scenarios", {})
    if not any(patches.get(name) for name in names):  # a scenario without changes is the document by another name
        return []
    if len(names) == 1 or present.scenario(*names) != region:  # patched besides: what would be without is not known
        return [n for n in names if patches.get(n)] if _core.same_forecast(present._core, region._core, months) else []
    return [
        name
        for k, name in enumerate(names)
        if patches.get(name)
        and _core.same_forecast(region._core, _under(present, names[:k] + names[k + 1 :])._core, months)
    ]


def _under(present: Region, names: Sequence[str]) -> Region:
    return present.scenario(*names) if names else present


def idle_text(names: Sequence[str], months: int) -> str:
    """Return what to say of scenarios that change nothing."""
    listed = ", ".join(f'"{visible(name)}"' for name in names)
    one = len(names) == 1
    return (
        f"{'scenario' if one else 'scenarios'} {listed} {'changes' if one else 'change'} no output of a forecast of "
        f"{months} months: what {'it patches' if one else 'they patch'} is as it was, or nothing depends on it"
    )


def warn_if_idle(region: Region, months: int, stacklevel: int) -> None:
    """Warn of scenarios that change nothing."""
    if idle := idle_scenarios(region, months):
        warnings.warn(idle_text(idle, months), NoEffectWarning, stacklevel=stacklevel + 1)
