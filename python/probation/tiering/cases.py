"""The tier of one case, with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._core import tiering as _core

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._core.tiering import V2, V3
    from .rules import Day


def source() -> str:
    """Return where the rules come from: repository, commit and date."""
    return _core.source()


def v2_case(
    *,
    rsr: float | None = None,
    rosh: str | None = None,
    mappa_level: str | None = None,
    complexity: int = 0,
    female: bool = False,
    parenting: bool = False,
    impulsivity: bool = False,
    temper: bool = False,
    enforcement: bool = False,
    needs: Mapping[str, str | None] | None = None,
    ogrs: int | None = None,
    iom: bool = False,
    mandate: bool = True,
    assessment: bool = True,
    suspended: bool = False,
) -> V2:
    """Return the tier of one case by the rules of 2021 to 2026.

    Parameters
    ----------
    rsr
        Risk of serious recidivism, per cent; 0 points if None.
    rosh
        Risk of serious harm: "LOW", "MEDIUM", "HIGH" or "VERY_HIGH"; 0 points if None.
    mappa_level
        "M1", "M2" or "M3"; None if not managed under MAPPA.
    complexity
        Number of distinct complexity registers, 0 to 10.
    female, parenting, impulsivity, temper, enforcement
        Factors for women: parenting responsibilities, impulsivity or temper above 0, breach or recall in the last year.
        They count if `female`, all but the last only with an assessment.
    needs
        Severity by section: ``{"DRUGS": "SEVERE"}``; "NO_NEED", "STANDARD" or "SEVERE", see :func:`need_severity`.
    ogrs
        Reconviction score, 0 to 100; 0 points if None.
    iom
        Under integrated offender management.
    mandate
        There is a mandate for change, see :func:`has_mandate`.
    assessment
        There is a valid assessment.
    suspended
        Contact is suspended.

    Raises
    ------
    ValueError
        For a number or a word that cannot be.
    """
    return _core.v2(
        rsr=rsr,
        rosh=rosh,
        mappa_level=mappa_level,
        complexity=complexity,
        female=female,
        parenting=parenting,
        impulsivity=impulsivity,
        temper=temper,
        enforcement=enforcement,
        needs=list((needs or {}).items()),
        ogrs=ogrs,
        iom=iom,
        mandate=mandate,
        assessment=assessment,
        suspended=suspended,
    )


def v3_case(
    *,
    arp: float | None = None,
    csrp: float | None = None,
    arp_type: str | None = None,
    csrp_type: str | None = None,
    dc_srp: float | None = None,
    dc_srp_band: str | None = None,
    rosh: str | None = None,
    mappa_category: str | None = None,
    lifer: bool = False,
    released: Day | None = None,
    as_of: Day | None = None,
    domestic_abuse: bool = False,
    stalking: bool = False,
    child_protection: bool = False,
    sexual_offence: bool = False,
    active_event: bool = True,
) -> V3:
    """Return the tier of one case by the rules since 2026, which are still being refined: see ``docs/reference/tiering.md``.

    Parameters
    ----------
    arp, csrp
        All reoffending predictor and combined serious reoffending predictor, per cent; MISSING if one is None.
    arp_type, csrp_type
        "STATIC" or "DYNAMIC".
    dc_srp, dc_srp_band
        Direct-contact sexual reoffending predictor, per cent, and its band: "LOW", "MEDIUM", "HIGH", "VERY_HIGH" or
        "NOT_APPLICABLE". It counts with a score above 0 and an applicable band.
    rosh
        Risk of serious harm: "LOW", "MEDIUM", "HIGH" or "VERY_HIGH"; None if there is none, which leaves many tiers
        provisional.
    mappa_category
        "M1" to "M4"; None if not managed under MAPPA.
    lifer
        A life or IPP sentence.
    released, as_of
        Date of the latest release, and the day as of which it is judged.
    domestic_abuse, stalking, child_protection
        On a register.
    sexual_offence
        Ever committed one.
    active_event
        Supervised at all.

    Raises
    ------
    ValueError
        For a number or a word that cannot be; a medium DC-SRP below 0.60 is one.
    """
    return _core.v3(
        arp=arp,
        arp_type=arp_type,
        csrp=csrp,
        csrp_type=csrp_type,
        dc_srp=dc_srp,
        dc_srp_band=dc_srp_band,
        rosh=rosh,
        mappa_category=mappa_category,
        lifer=lifer,
        released=released,
        as_of=as_of,
        domestic_abuse=domestic_abuse,
        stalking=stalking,
        child_protection=child_protection,
        sexual_offence=sexual_offence,
        active_event=active_event,
    )
