"""Tiers of whole tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._core import tiering as _core
from .._display.grid import Grid
from .._display.numbers import number, percent
from .._display.shown import Shown
from .._util import columns as intake
from .._util.optional import require
from .cases import source

if TYPE_CHECKING:
    import numpy as np
    import pandas
    from numpy.typing import NDArray

    from .._util.columns import Errors, Rest, TableError
    from .rules import Day


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

CARRIED_COLUMNS: Mapping[str, str] = {"crn": "number of the case: left alone, nothing is computed with it"}
"""Columns that may be there though they are not read."""

_FROM_REGISTERS = {
    "v2": ("complexity", "iom", "suspended"),
    "v3": ("lifer", "domestic_abuse", "stalking", "child_protection"),
}


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


def _read(
    kind: str, frame: object, known: Mapping[str, str], required: Sequence[str], columns: Any, extra: intake.Extra
) -> Any:
    table = intake.read(frame, list(known), required=required, columns=columns, extra=extra, carried=[*CARRIED_COLUMNS])
    extra.check_used(intake.names_of(frame) or table.names)
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
    ignore: Sequence[str] = (),
    extra: Rest = "error",
    errors: Errors = "raise",
) -> Tiers:
    """Return the tiers of a table of cases by the rules of 2021 to 2026.

    Parameters
    ----------
    frame
        One row a case: a DataFrame of pandas or polars, an Arrow table, or a mapping from names to columns. It needs
        `rsr`, `rosh`, `mappa_level` and `ogrs`; all it may have are listed in ``V2_COLUMNS`` and
        ``CARRIED_COLUMNS``. Missing values are null (or NaN, or a mark such as "[x]"). Names that differ only in capitals,
        spaces, ``_`` and dashes are one name.
    columns
        What the table calls them, where it calls them something else: ``{"rsr": "RSR score"}``.
    reasons
        Whether to say why, in words.
    ignore, extra
        Columns that are not read are an error, as one may be meant to be read: name them in `ignore`, or let all be with
        ``extra="ignore"`` (but for those that are nearly called like a column that is not there).
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
        If a column is missing, misspelt or not known, or two are of one name.
    """
    rest = intake.Extra(ignore, extra)
    table = _read("v2", frame, V2_COLUMNS, ("rsr", "rosh", "mappa_level", "ogrs"), columns, rest)
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
    ignore: Sequence[str] = (),
    extra: Rest = "error",
    errors: Errors = "raise",
) -> Tiers:
    """Return the tiers of a table of cases by the rules since 2026, which are still being refined.

    Parameters
    ----------
    frame
        One row a case: a DataFrame of pandas or polars, an Arrow table, or a mapping from names to columns. It needs
        `arp`, `arp_type`, `csrp`, `csrp_type`, `rosh` and `mappa_category`; all it may have are listed in ``V3_COLUMNS``
        and ``CARRIED_COLUMNS``; names and missing values are read as by :func:`v2`.
    as_of
        The day as of which releases are judged; needed if a person with a life or IPP sentence was released.
    columns, reasons, ignore, extra, errors
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
        If a column is missing, misspelt or not known, or two are of one name.
    """
    required = ("arp", "arp_type", "csrp", "csrp_type", "rosh", "mappa_category")
    table = _read("v3", frame, V3_COLUMNS, required, columns, intake.Extra(ignore, extra))
    done = _core.v3_table(table, as_of, reasons)
    problems = intake.raise_or_keep(done["problems"], errors)
    out: dict[str, NDArray[Any]] = {"tier": intake.words(done["tier"]), "provisional": done["provisional"]}
    if reasons:
        out["reasons"] = intake.words(done["reasons"])
    return Tiers("v3", out, problems)
