"""Tiers of cases, with the reasons: the letter and digit of 2021 to 2026 (v2), and the single letter since (v3).

One case at a time with :func:`v2_case` and :func:`v3_case`, tables of them with :func:`v2` and :func:`v3`:

>>> import probation as pb
>>> case = pb.tiering.v2_case(rsr=3.5, rosh="HIGH", mappa_level="M2", complexity=1, ogrs=49)
>>> case.tier
'A1'
>>> case.why
'A because of 172 points: MAPPA M2 150, RoSH HIGH 20, 1 complexity register 2 (RSR 10 not added to RoSH); 1 because of \
4 points: OGRS 4'

The rules are those of the service that computes tiers, restated; see ``docs/tiering.md``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import intake
from ._core import tiering as _core
from ._core.tiering import V2, V3
from .display.grid import Grid
from .display.numbers import number, percent
from .display.shown import Shown
from .optional import require

if TYPE_CHECKING:
    import numpy as np
    import pandas
    from numpy.typing import NDArray

    from .intake import Errors, TableError

__all__ = [
    "V2",
    "V2_COLUMNS",
    "V3",
    "V3_COLUMNS",
    "Conviction",
    "Registers",
    "Registration",
    "Requirement",
    "Tiers",
    "has_mandate",
    "lifer_tier",
    "mappa_rosh_tier",
    "need_severity",
    "registers",
    "reoffending_tier",
    "sexual_reoffending_tier",
    "source",
    "v2",
    "v2_case",
    "v3",
    "v3_case",
]

Day = str | datetime.date
"""A date, or its text: "2026-08-17"."""

V2_COLUMNS: Mapping[str, str] = {
    "rsr": "risk of serious recidivism, per cent; missing scores 0",
    "rosh": "risk of serious harm: LOW, MEDIUM, HIGH, VERY_HIGH; missing scores 0",
    "mappa_level": "M1, M2, M3; missing where not managed under MAPPA",
    "complexity": "number of distinct complexity registers, 0 to 10",
    "registers": 'codes of all active registers in one text: "RMDO, IIOM"; gives complexity, iom and suspended',
    "female": "yes or no",
    "parenting": "parenting responsibilities: yes or no, or the score of the answer",
    "impulsivity": "yes or no, or the score of the answer",
    "temper": "yes or no, or the score of the answer",
    "enforcement": "breach or recall in the last year: yes or no",
    "accommodation": "need: NO_NEED, STANDARD, SEVERE, or the score of the section; so for the next seven",
    "ete": "need: education, training and employability",
    "relationships": "need",
    "lifestyle": "need: lifestyle and associates",
    "drugs": "need: drug misuse",
    "alcohol": "need: alcohol misuse",
    "thinking": "need: thinking and behaviour",
    "attitudes": "need",
    "strengths_and_needs": "whether the scores come from a strengths-and-needs assessment: yes or no",
    "ogrs": "reconviction score, a whole percentage; missing scores 0",
    "iom": "integrated offender management: yes or no",
    "mandate": "mandate for change (see has_mandate): yes or no in every row; yes if there is no such column",
    "assessment": "a valid assessment: yes or no in every row; yes if there is no such column",
    "suspended": 'contact suspended (register PRC), which adds "S": yes or no',
}
"""Columns that :func:`v2` reads."""

V3_COLUMNS: Mapping[str, str] = {
    "arp": "all reoffending predictor, per cent; the tier is MISSING without it",
    "arp_type": "STATIC or DYNAMIC",
    "csrp": "combined serious reoffending predictor, per cent; the tier is MISSING without it",
    "csrp_type": "STATIC or DYNAMIC",
    "dc_srp": "direct-contact sexual reoffending predictor, per cent",
    "dc_srp_band": "its band: LOW, MEDIUM, HIGH, VERY_HIGH, NOT_APPLICABLE",
    "rosh": "risk of serious harm: LOW, MEDIUM, HIGH, VERY_HIGH; missing leaves many tiers provisional",
    "mappa_category": "M1, M2, M3, M4; missing where not managed under MAPPA",
    "registers": "codes of all active registers in one text; gives lifer and the three flags after `released`",
    "lifer": "a life or IPP sentence: yes or no",
    "released": "date of the latest release; missing while not released",
    "domestic_abuse": "on a register: yes or no",
    "stalking": "on a register: yes or no",
    "child_protection": "on a register: yes or no",
    "sexual_offence": "ever committed one, by the assessment: yes or no",
    "active_event": "supervised: yes or no in every row; yes if there is no such column",
}
"""Columns that :func:`v3` reads."""

_FROM_REGISTERS = {
    "v2": ("complexity", "iom", "suspended"),
    "v3": ("lifer", "domestic_abuse", "stalking", "child_protection"),
}


def __dir__() -> list[str]:
    return list(__all__)


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
    """Return the tier of one case by the rules since 2026, which are still being refined: see ``docs/tiering.md``.

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


# --- parts of the rules ---------------------------------------------------------------------------------------------------


def need_severity(section: str, score: int | None, *, strengths_and_needs: bool = False) -> str | None:
    """Return how severe a need is, "NO_NEED", "STANDARD" or "SEVERE", by the score of its section; None without one.

    Parameters
    ----------
    section
        "ACCOMMODATION", "ETE", "RELATIONSHIPS", "LIFESTYLE", "DRUGS", "ALCOHOL", "THINKING" or "ATTITUDES", or the full
        name: "DRUG_MISUSE".
    score
        Sum of the section's answers; None if all of them are missing.
    strengths_and_needs
        Whether it is a strengths-and-needs assessment, which has thresholds of its own.
    """
    return _core.need_severity(section, score, strengths_and_needs)


@dataclass(frozen=True)
class Requirement:
    """A requirement of an order: its main category, and whether it is restrictive, as a curfew is."""

    code: str | None
    restrictive: bool = False


@dataclass(frozen=True)
class Conviction:
    """A conviction: whether it is current (not terminated), its type of sentence, its requirements."""

    current: bool = True
    sentence_type: str | None = None
    requirements: Sequence[Requirement] = field(default=())


def has_mandate(convictions: Iterable[Conviction]) -> bool:
    """Return whether there is a mandate for change.

    There is one if a current conviction is custodial ("NC", "SC"), or has a requirement that is neither restrictive nor
    unpaid work ("W", "W1").
    """
    return _core.has_mandate(
        [
            (c.current, c.sentence_type or "", [(r.code or "", r.restrictive) for r in c.requirements])
            for c in convictions
        ]
    )


@dataclass(frozen=True)
class Registration:
    """An active entry on a register: its code, its date, and of MAPPA the level and the category."""

    code: str
    date: Day
    level: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class Registers:
    """What registers say for tiering: fields are those of :func:`v2_case` and :func:`v3_case`."""

    rosh: str | None
    mappa_level: str | None
    mappa_category: str | None
    complexity: int
    iom: bool
    lifer: bool
    domestic_abuse: bool
    stalking: bool
    child_protection: bool
    suspended: bool


def registers(entries: Iterable[Registration]) -> Registers:
    """Return what registers say: the latest RoSH and MAPPA count, "HREG" entries do not.

    Of MAPPA the level is the latest that is known; the category is that of the latest entry, even if it has none.
    """
    return Registers(**_core.registers([(e.code, e.date, e.level or "", e.category or "") for e in entries]))


def reoffending_tier(arp: float, csrp: float) -> str:
    """Return the tier of step 1: by the all reoffending and the combined serious reoffending predictor, per cent."""
    return _core.reoffending_tier(arp, csrp)


def sexual_reoffending_tier(band: str | None, score: float | None) -> str | None:
    """Return the tier of step 2: by the direct-contact sexual reoffending predictor; None where it says nothing.

    Within the medium band the tier goes C, D, C, D from 3.36, 2.11, 1.12 and 0.60; a lower medium score is a ValueError.
    """
    return _core.sexual_reoffending_tier(band, score)


def mappa_rosh_tier(mappa_category: str | None, rosh: str | None) -> str | None:
    """Return the tier of step 3: by MAPPA category and risk of serious harm; None where they say nothing."""
    return _core.mappa_rosh_tier(mappa_category, rosh)


def lifer_tier(lifer: bool, released: Day | None, as_of: Day | None) -> str | None:
    """Return the tier of step 4: B within a year of release, D within five, E later; None if not released.

    The day one year (or five) after the release still belongs to it; a release still to come counts as B.
    """
    return _core.lifer_tier(lifer, released, as_of)


# --- tables ---------------------------------------------------------------------------------------------------------------


class Tiers(Shown, Mapping[str, "NDArray[Any]"]):
    """Tiers of a table, by column, in the order of its rows; shows how many cases are in each tier.

    A mapping from names to columns: ``frame.assign(**tiers)`` adds them to a DataFrame of pandas, and
    ``polars.DataFrame(dict(tiers))`` is one of polars. `problems` holds the rows that could not be tiered, if
    ``errors="report"``; their tier is None.
    """

    __slots__ = ("_columns", "_kind", "problems")

    def __init__(self, kind: str, columns: dict[str, NDArray[Any]], problems: TableError | None) -> None:
        self._kind = kind
        self._columns = columns
        self.problems = problems

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def tier(self) -> NDArray[np.object_]:
        """The tiers."""
        return self._columns["tier"]

    def counts(self) -> dict[str, int]:
        """Return the number of cases by tier, highest first."""
        counts = Counter(self.tier.tolist())
        del counts[None]
        return {tier: counts[tier] for tier in sorted(counts, key=_rank)}

    def to_pandas(self) -> pandas.DataFrame:
        """Return the columns as a pandas DataFrame."""
        frame: pandas.DataFrame = require("pandas", "pandas", "to_pandas()").DataFrame(self._columns)
        return frame

    def _grid(self) -> Grid:
        counts = self.counts()
        total = sum(counts.values())
        provisional = self._columns.get("provisional")
        columns = ["tier", "cases", "share"]
        rows = [[tier, number(n, 0), percent(n / total)] for tier, n in counts.items()]
        if provisional is not None:
            columns.append("provisional")
            for row in rows:
                row.append(number(int((provisional & (self.tier == row[0])).sum()), 0))
        notes = [f"Rules: {source()}."]
        if self.problems is not None:
            notes.insert(0, f"{len(self.problems.rows):,} rows could not be tiered.")
        return Grid(f"Tiers ({self._kind}) of {number(total, 0)} cases", columns, rows, notes=notes)

    def __repr__(self) -> str:
        return f"<Tiers {self._kind} of {len(self.tier):,} cases>"


def _rank(tier: str) -> tuple[int, str, int, str]:
    """Order A3, A2, … D0, then those with S; A to G, then the rest."""
    if len(tier) > 3:
        return (1, tier, 0, "")
    return (0, tier[2:], 0, "") if not tier else (0, tier[2:] + tier[0], -int(tier[1:2] or 0), "")


def _read(kind: str, frame: object, known: Mapping[str, str], required: Sequence[str], columns: Any) -> Any:
    table = intake.read(frame, list(known), required=required, columns=columns)
    if "registers" in table.columns:
        twice = [name for name in _FROM_REGISTERS[kind] if name in table.columns]
        if twice:
            msg = f"table: {intake.listed(twice)} is said by the column 'registers' too; give one of them"
            raise ValueError(msg)
    return table


def v2(
    frame: object,
    *,
    columns: Mapping[str, str] | None = None,
    reasons: bool = True,
    errors: Errors = "raise",
) -> Tiers:
    """Return the tiers of a table of cases by the rules of 2021 to 2026.

    Parameters
    ----------
    frame
        One row a case: a DataFrame of pandas or polars, an Arrow table, or a mapping from names to columns. It needs
        `rsr`, `rosh`, `mappa_level` and `ogrs`; all it may have are listed in ``V2_COLUMNS``. Missing values are null (or
        NaN). Other columns are left alone.
    columns
        What the table calls them, where it calls them something else: ``{"rsr": "RSR score"}``.
    reasons
        Whether to say why, in words.
    errors
        "raise" raises all that is wrong in one error; "report" keeps the good rows, and the rest in ``problems``.

    Returns
    -------
    Tiers
        Columns `tier`, `protect_points`, `change_points` and `reasons`.

    Raises
    ------
    TableError
        If rows cannot be tiered: with row and column, and what was expected.
    ValueError
        If a column is missing or misspelt.
    """
    table = _read("v2", frame, V2_COLUMNS, ("rsr", "rosh", "mappa_level", "ogrs"), columns)
    done = _core.v2_table(table, reasons)
    problems = intake.raise_or_keep(done["problems"], errors)
    out: dict[str, NDArray[Any]] = {
        "tier": intake.words(done["tier"]),
        "protect_points": done["protect_points"],
        "change_points": done["change_points"],
    }
    if reasons:
        out["reasons"] = intake.words(done["reasons"])
    return Tiers("v2", out, problems)


def v3(
    frame: object,
    *,
    as_of: Day | None = None,
    columns: Mapping[str, str] | None = None,
    reasons: bool = True,
    errors: Errors = "raise",
) -> Tiers:
    """Return the tiers of a table of cases by the rules since 2026, which are still being refined.

    Parameters
    ----------
    frame
        One row a case: a DataFrame of pandas or polars, an Arrow table, or a mapping from names to columns. It needs
        `arp`, `arp_type`, `csrp`, `csrp_type`, `rosh` and `mappa_category`; all it may have are listed in ``V3_COLUMNS``.
        Missing values are null (or NaN). Other columns are left alone.
    as_of
        The day as of which releases are judged; needed if a person with a life or IPP sentence was released.
    columns, reasons, errors
        As in :func:`v2`.

    Returns
    -------
    Tiers
        Columns `tier`, `provisional` and `reasons`.

    Raises
    ------
    TableError
        If rows cannot be tiered: with row and column, and what was expected.
    ValueError
        If a column is missing or misspelt.
    """
    required = ("arp", "arp_type", "csrp", "csrp_type", "rosh", "mappa_category")
    table = _read("v3", frame, V3_COLUMNS, required, columns)
    done = _core.v3_table(table, as_of, reasons)
    problems = intake.raise_or_keep(done["problems"], errors)
    out: dict[str, NDArray[Any]] = {"tier": intake.words(done["tier"]), "provisional": done["provisional"]}
    if reasons:
        out["reasons"] = intake.words(done["reasons"])
    return Tiers("v3", out, problems)
