"""The Workload Management Tool and tiering."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Self, TypedDict, Unpack, final

import numpy as np
from numpy.typing import NDArray

from . import Number, Problem, Quantity, Table, _Described, _Shows, _Value

_Day = str | datetime.date
_Cases = dict[str, dict[str, Any]] | None

class WmtError(ValueError):
    """An input that has no meaning to the calculation; ``problems`` lists where, what was found and what is expected."""

    problems: list[Problem]

_Problems = tuple[NDArray[np.int64], int, list[Problem]]

class RetainedPercentFields(TypedDict, total=False):
    """Fields of RetainedPercent."""

    warrants: Number | None
    unpaid_work: Number | None
    overdue: Number | None

@final
class RetainedPercent(_Described):
    """Percent of its points that an inactive case keeps; 0 if absent."""

    def __init__(self, **fields: Unpack[RetainedPercentFields]) -> None: ...
    def replaced(self, **fields: Unpack[RetainedPercentFields]) -> Self: ...
    @property
    def warrants(self) -> Quantity | None:
        """On warrant. Per cent, 0 to 100."""
    @property
    def unpaid_work(self) -> Quantity | None:
        """Unpaid work alone. Per cent, 0 to 100."""
    @property
    def overdue(self) -> Quantity | None:
        """Termination overdue. Per cent, 0 to 100."""

class CaseWeightsFields(TypedDict, total=False):
    """Fields of CaseWeights."""

    points: Mapping[str, Mapping[str, Number]] | None
    inactive: RetainedPercent | _Shows[RetainedPercent] | Mapping[str, Any] | None

@final
class CaseWeights(_Described):
    """Points a case, and what inactive cases keep."""

    def __init__(self, **fields: Unpack[CaseWeightsFields]) -> None: ...
    def replaced(self, **fields: Unpack[CaseWeightsFields]) -> Self: ...
    @property
    def points(self) -> dict[str, dict[str, Quantity]]:
        """By location and tier. Points, 0 or more."""
    @property
    def inactive(self) -> RetainedPercent:
        """What inactive cases keep."""

class ReportWeightsFields(TypedDict, total=False):
    """Fields of ReportWeights."""

    sdr: Number | None
    fdr: Number | None
    parom: Number | None
    parom_enabled: bool | None
    arms_community: Number | None
    arms_licence: Number | None

@final
class ReportWeights(_Described):
    """Points a report or assessment."""

    def __init__(self, **fields: Unpack[ReportWeightsFields]) -> None: ...
    def replaced(self, **fields: Unpack[ReportWeightsFields]) -> Self: ...
    @property
    def sdr(self) -> Quantity | None:
        """Standard delivery report. Points, 0 or more."""
    @property
    def fdr(self) -> Quantity | None:
        """Fast delivery report. Points, 0 or more."""
    @property
    def parom(self) -> Quantity | None:
        """Parole assessment report, by the rules of 2021. Points, 0 or more."""
    @property
    def parom_enabled(self) -> bool:
        """Whether those rules score it, true if absent."""
    @property
    def arms_community(self) -> Quantity | None:
        """By the rules of 2021. Points, 0 or more."""
    @property
    def arms_licence(self) -> Quantity | None:
        """By the rules of 2021. Points, 0 or more."""

class GradeRuleFields(TypedDict, total=False):
    """Fields of GradeRule."""

    type_id: int | None
    target: str | None
    hours: str | None
    codes: Sequence[str] | None

@final
class GradeRule(_Described):
    """A grade as the tool knows it."""

    def __init__(self, **fields: Unpack[GradeRuleFields]) -> None: ...
    def replaced(self, **fields: Unpack[GradeRuleFields]) -> Self: ...
    @property
    def type_id(self) -> int | None:
        """Number by which the worker knows it. A whole number, 1 or more."""
    @property
    def target(self) -> str | None:
        """Key of targets; absent: no capacity."""
    @property
    def hours(self) -> str | None:
        """Key of hours; absent: no capacity."""
    @property
    def codes(self) -> list[str]:
        """Grade codes that mean it, matched exactly."""

class ReductionReasonFields(TypedDict, total=False):
    """Fields of ReductionReason."""

    percent: Number | None
    most_percent: Number | None
    months: int | None
    category: str | None
    enabled: bool | None

@final
class ReductionReason(_Described):
    """A reason for which hours are taken off."""

    def __init__(self, **fields: Unpack[ReductionReasonFields]) -> None: ...
    def replaced(self, **fields: Unpack[ReductionReasonFields]) -> Self: ...
    @property
    def percent(self) -> Quantity | None:
        """Of contracted hours; absent: free entry. Per cent, 0 to 100."""
    @property
    def most_percent(self) -> Quantity | None:
        """Cap, of contracted hours. Per cent, 0 to 100."""
    @property
    def months(self) -> int | None:
        """How long it lasts. A whole number, 1 or more."""
    @property
    def category(self) -> str:
        """As the tool groups them."""
    @property
    def enabled(self) -> bool:
        """Whether its reductions count, true if absent."""

class ThresholdPercentsFields(TypedDict, total=False):
    """Fields of ThresholdPercents."""

    low: float | None
    full: float | None
    high: float | None

@final
class ThresholdPercents(_Described):
    """Workload in per cent at which something is said."""

    def __init__(self, **fields: Unpack[ThresholdPercentsFields]) -> None: ...
    def replaced(self, **fields: Unpack[ThresholdPercentsFields]) -> Self: ...
    @property
    def low(self) -> float:
        """The target band begins, 90 if absent. Workload in per cent, above 0."""
    @property
    def full(self) -> float:
        """100 if absent. Workload in per cent, above 0."""
    @property
    def high(self) -> float:
        """More than this is in excess, 110 if absent. Workload in per cent, above 0."""

class ConfigurationFields(TypedDict, total=False):
    """Fields of Configuration."""

    name: str | None
    since: str | None
    source: str | None
    tiers: Sequence[str] | None
    cases: CaseWeights | _Shows[CaseWeights] | Mapping[str, Any] | None
    t2a: CaseWeights | _Shows[CaseWeights] | Mapping[str, Any] | None
    report_weights: ReportWeights | _Shows[ReportWeights] | Mapping[str, Any] | None
    targets: Mapping[str, Number] | None
    hours: Mapping[str, Number] | None
    grade_rules: Mapping[str, GradeRule | _Shows[GradeRule] | Mapping[str, Any]] | None
    reduction_reasons: Mapping[str, ReductionReason | _Shows[ReductionReason] | Mapping[str, Any]] | None
    contacts: Mapping[str, Number] | None
    contact_days: int | None
    threshold_percents: ThresholdPercents | _Shows[ThresholdPercents] | Mapping[str, Any] | None

@final
class Configuration(_Described):
    """The settings of the Workload Management Tool from a day on."""

    def __init__(self, **fields: Unpack[ConfigurationFields]) -> None: ...
    def replaced(self, **fields: Unpack[ConfigurationFields]) -> Self: ...
    @property
    def name(self) -> str:
        """What it is called."""
    @property
    def since(self) -> str | None:
        """Day from which it holds; absent: always."""
    @property
    def source(self) -> str:
        """Of every number without one of its own."""
    @property
    def tiers(self) -> list[str]:
        """In order."""
    @property
    def cases(self) -> CaseWeights:
        """Points a case."""
    @property
    def t2a(self) -> CaseWeights:
        """Points a case of transition to adulthood."""
    @property
    def report_weights(self) -> ReportWeights:
        """Points a report."""
    @property
    def targets(self) -> dict[str, Quantity]:
        """Points of a full officer by grade band. Points, 0 or more."""
    @property
    def hours(self) -> dict[str, Quantity]:
        """Default hours a week by grade band. Hours a week, 0 to 168."""
    @property
    def grade_rules(self) -> dict[str, GradeRule]:
        """By name."""
    @property
    def reduction_reasons(self) -> dict[str, ReductionReason]:
        """Reasons by name."""
    @property
    def contacts(self) -> dict[str, Quantity]:
        """Points by contact code. Points, 0 or more."""
    @property
    def contact_days(self) -> int:
        """Days for which a contact counts, 7 if absent. A whole number, 1 or more."""
    @property
    def threshold_percents(self) -> ThresholdPercents:
        """90, 100 and 110 if absent."""
    @property
    def weights(self) -> dict[str, dict[str, Quantity]]:
        """Points a case by location and tier."""
    @property
    def t2a_weights(self) -> dict[str, dict[str, Quantity]]:
        """The same for transition to adulthood."""
    @property
    def grades(self) -> list[str]:
        """Names of the grades."""
    @property
    def reductions(self) -> dict[str, dict[str, Any]]:
        """Reduction reasons: percent, most_percent, months, category and enabled of each."""
    @property
    def reports(self) -> dict[str, Any]:
        """Points a report or assessment."""
    @property
    def thresholds(self) -> tuple[float, float, float]:
        """Workload in per cent: low, full and high."""
    def weight(self, location: str, tier: str, t2a: bool = False) -> Quantity:
        """Points of a case; raises WmtError naming tier and location if there are none."""
    def source_of(self, quantity: Quantity) -> str:
        """Where a number of it comes from."""

class ConfigurationsFields(TypedDict, total=False):
    """Fields of Configurations."""

    name: str | None
    versions: Sequence[Configuration | _Shows[Configuration] | Mapping[str, Any]] | None

@final
class Configurations(_Described):
    """Settings of the Workload Management Tool, by date."""

    def __init__(self, **fields: Unpack[ConfigurationsFields]) -> None: ...
    def replaced(self, **fields: Unpack[ConfigurationsFields]) -> Self: ...
    @property
    def name(self) -> str:
        """What the document is called."""
    @property
    def versions(self) -> list[Configuration]:
        """The earliest first."""
    def at(self, date: _Day | None = None) -> Configuration:
        """The settings in force on a day; None for the last. Raises WmtError if there are none."""

def seed() -> Configuration:
    """The seed settings."""

def json_schema() -> str:
    """The JSON Schema of documents of settings, as text."""

def parse_configurations(text: str, name: str) -> Configurations:
    """The settings of a JSON document; `name` is for messages. Raises DocumentError."""

def to_json(configuration: Configuration, pretty: bool) -> str:
    """A document of one version that reads back as an equal configuration."""

@final
class PointsBreakdown(_Value):
    """Points by where they come from."""

    @property
    def cases(self) -> dict[str, float]:
        """Points of cases by location."""
    @property
    def t2a(self) -> dict[str, float]:
        """Points of transition to adulthood by location."""
    @property
    def sdr(self) -> float:
        """Points of standard delivery reports."""
    @property
    def fdr(self) -> float:
        """Points of fast delivery reports."""
    @property
    def arms(self) -> float:
        """Points of assessments of risk of sexual harm: rules of 2021 only."""
    @property
    def parom(self) -> float:
        """Points of parole assessment reports: rules of 2021 only."""
    @property
    def total(self) -> float:
        """All points, contacts included."""
    @property
    def projected_licence(self) -> float:
        """Of a prison: what its custody cases would score on licence."""
    @property
    def t2a_projected_licence(self) -> float:
        """The same for transition to adulthood."""
    def __float__(self) -> float: ...

def points(
    configuration: Configuration,
    cases: _Cases,
    t2a: _Cases,
    all_cases: _Cases,
    sdrs: float,
    fdrs: float,
    paroms: float,
    arms_community: float,
    arms_licence: float,
    cms_points: float,
    policy: str,
    omic: bool,
) -> PointsBreakdown:
    """Points of what an officer holds: cases by location and tier, and reports."""

def worker_workload_points(
    configuration: Configuration, cases: _Cases, t2a: _Cases, sdrs: Any, fdrs: Any
) -> PointsBreakdown:
    """Points of what an officer holds, before contacts and before they are rounded."""

def worker_end_to_end(
    configuration: Configuration,
    cases: _Cases,
    t2a: _Cases,
    sdrs: Any,
    fdrs: Any,
    cms_points: Any,
    grade_type_id: Any,
    contracted_hours: Any,
    reduction_hours: Any,
) -> dict[str, float]:
    """Everything that wmt-worker stores of an officer."""

def exact_tier_points(counts: Any, points_per_case: float, configuration: Configuration, t2a: bool) -> float:
    """Points of the cases of a tier; those of transition to adulthood less what inactive ones lose."""

def nominal_target(configuration: Configuration, grade: str, policy: str) -> float:
    """Points of a full officer of a grade."""

def default_hours(configuration: Configuration, grade: str, policy: str) -> float:
    """Default hours a week of a grade."""

def available_points(
    configuration: Configuration,
    grade: str,
    contracted_hours: float | None,
    reduction_hours: float,
    policy: str,
    zero_if_over_reduced: bool,
) -> float:
    """Points that an officer can do in a month."""

def capacity_percent(points: float, available_points: float, policy: str) -> float | None:
    """Points of those available in per cent; None if there are none."""

def reduction_hours(contracted_hours: float, percent: float | None) -> float:
    """Hours of a reduction of so many per cent."""

def allowance_hours(configuration: Configuration, reason: str, contracted_hours: float) -> float:
    """Hours that a reason allows."""

def grade_from_code(configuration: Configuration, code: Any) -> str:
    """The grade of a code; "DMY" if no grade has it."""

def differences() -> list[tuple[str, str, str, str, str, str]]:
    """The table of differences: topic, exact, wmt_worker, hmpps_workload, wmt_web, and how it was seen."""

def policies() -> list[str]:
    """Names of the policies."""

def worker_contracted_hours(grade_type_id: Any, contracted_hours: Any, default_hours: Any) -> dict[str, float] | None:
    """Hours to divide; None for an unsupported grade."""

def worker_nominal_target(grade_type_id: Any, targets: Any) -> float:
    """The target of a grade's number."""

def worker_available_points(
    nominal_target: Any, grade_type_id: Any, contracted_hours: Any, reduction_hours: Any, default_hours: Any
) -> float:
    """Points available, in doubles and cut as text."""

def worker_report_points(count: Any, points_each: Any) -> float:
    """Reports times points."""

def worker_tier_points(counts: Any, points_per_case: Any, weightings: Any, subtract_inactive: Any) -> float:
    """Points of the cases of a tier."""

def worker_location_points(
    configuration: Configuration, location: str, tiers: Any, weightings_of: Configuration, subtract_inactive: bool
) -> float:
    """Points of a location."""

def worker_capacity_percent(value: Any, total: Any) -> float:
    """value of total in per cent; 0 if total is 0."""

def worker_dashboard_format(capacity_percent: Any, cms_percent: Any) -> dict[str, float]:
    """What the dashboard's workbook stores."""

def arms_points(licence_cases: Any, community_cases: Any, licence_weight: Any, community_weight: Any) -> float:
    """Assessments of risk of sexual harm, rules of 2021."""

def parom_points(completed_last_30: Any, points_each: Any, enabled: Any) -> float:
    """Parole assessment reports, rules of 2021."""

def zero_if_null(x: Any) -> float:
    """What the tool makes of a count."""

def web_custom_round(x: Any) -> float | None:
    """To a whole number, down where the decimals begin with 5."""

def web_reduction_hours(contracted_hours: Any, percent: Any) -> Any:
    """Hours of a reduction."""

def web_team_overview(rows: Any) -> dict[str, Any]:
    """A page of a team: figures of each row, and totals."""

def web_archived(
    total_points: Any,
    sdr_points: Any,
    fdr_points: Any,
    parom_points: Any,
    nominal_target: Any,
    grade_type_id: Any,
    contracted_hours: Any,
    reduction_hours: Any,
) -> dict[str, float]:
    """A row of the archive, which is not comparable with the live figure."""

def web_shown_percent(percent: float, digits: int) -> float:
    """A percentage as a page shows it."""

def hmpps_available_points(
    points_for_grade: str | float, contracted_hours_for_grade: str | float, available_hours: str | float
) -> float:
    """Points available, in decimals of fifteen digits."""

def hmpps_capacity_percent(total_points: str | float, available_points: str | float) -> float:
    """Points of those available in per cent, to one digit."""

def hmpps_potential_percent(
    total_points: str | float, available_points: str | float, case_points: str | float, held_points: str | float
) -> float:
    """The percentage after a case is given to an officer."""

def hmpps_grade_defaults(configuration: Configuration, grade: str | None) -> dict[str, float]:
    """Target and hours of a grade; None is "DMY"."""

def hmpps_workload_points(
    configuration: Configuration,
    cases: list[dict[str, Any]],
    standard_reports: float,
    fast_reports: float,
    contacts_outside: list[str],
    contacts_by_others: list[str],
) -> float:
    """Points of cases, reports and contacts."""

@final
class Reduction(_Value):
    """Hours taken off an officer's contracted hours."""

    def __init__(
        self,
        reason: str,
        hours: float,
        *,
        start: _Day | None = None,
        end: _Day | None = None,
        status: str | None = None,
    ) -> None: ...
    @property
    def reason(self) -> str:
        """A key of the configuration's reductions."""
    @property
    def hours(self) -> float:
        """Hours a week."""
    @property
    def start(self) -> str | None:
        """Its first day; None if not known."""
    @property
    def end(self) -> str | None:
        """Its last day; None if not known."""
    @property
    def status(self) -> str | None:
        """As recorded: scheduled, active, archived or deleted; None if only the dates are known."""

def hours_off(reductions: list[Reduction], configuration: Configuration, date: _Day, policy: str) -> float:
    """Hours of the reductions that count on a day."""

@final
class Contact(_Value):
    """A contact in case management support."""

    def __init__(self, code: str, date: _Day, done_by: str, owner: str) -> None: ...
    @property
    def code(self) -> str:
        """Its code, such as CMS02."""
    @property
    def date(self) -> str:
        """The day on which it was made."""
    @property
    def done_by(self) -> str:
        """Who did it."""
    @property
    def owner(self) -> str:
        """Who owns the case."""

def cms_points(contacts: list[Contact], officer: str, configuration: Configuration, date: _Day, policy: str) -> float:
    """Points that contacts move to an officer on a day."""

@final
class Officer(_Value):
    """An officer in a team on a day."""

    def __init__(
        self,
        name: str,
        points: float,
        available_points: float,
        *,
        grade: str = "",
        team: str = "",
        pdu: str = "",
        region: str = "",
        contracted_hours: float = 0.0,
        reduction_hours: float = 0.0,
        cases: float = 0.0,
        untiered: float = 0.0,
        cms_points: float = 0.0,
        reductions: Sequence[Reduction] = (),
    ) -> None: ...
    @property
    def name(self) -> str:
        """Whom it is about."""
    @property
    def grade(self) -> str:
        """Grade."""
    @property
    def team(self) -> str:
        """Team."""
    @property
    def pdu(self) -> str:
        """Probation delivery unit."""
    @property
    def region(self) -> str:
        """Region."""
    @property
    def points(self) -> float:
        """Points held, contacts included."""
    @property
    def available_points(self) -> float:
        """Points that can be done."""
    @property
    def contracted_hours(self) -> float:
        """Hours a week."""
    @property
    def reduction_hours(self) -> float:
        """Hours taken off."""
    @property
    def cases(self) -> float:
        """Cases held."""
    @property
    def untiered(self) -> float:
        """Of these, without a tier."""
    @property
    def cms_points(self) -> float:
        """Points of contacts."""
    @property
    def reductions(self) -> list[Reduction]:
        """Reductions known, for findings."""
    @property
    def percent(self) -> float | None:
        """Workload in per cent; None without capacity."""

@final
class Group(_Value):
    """Officers added up."""

    @property
    def name(self) -> str:
        """Name of the team, unit …; "*" for everybody."""
    @property
    def officers(self) -> int:
        """How many officers."""
    @property
    def points(self) -> float:
        """Points held."""
    @property
    def available_points(self) -> float:
        """Points that can be done."""
    @property
    def remaining_points(self) -> float:
        """Available less held."""
    @property
    def contracted_hours(self) -> float:
        """Hours a week."""
    @property
    def reduction_hours(self) -> float:
        """Hours taken off."""
    @property
    def cases(self) -> float:
        """Cases held."""
    @property
    def cms_points(self) -> float:
        """Points of contacts."""
    @property
    def percent(self) -> float | None:
        """Ratio of sums in per cent; None without capacity."""
    @property
    def cms_percent(self) -> float | None:
        """Points of contacts in per cent of those available."""
    @property
    def mean_of_percents(self) -> float | None:
        """Mean of the officers' percentages: not the workload, for comparison."""
    @property
    def without_capacity(self) -> int:
        """Officers who hold points without capacity."""
    @property
    def points_without_capacity(self) -> float:
        """Their points."""

def aggregated(officers: list[Officer], by: str) -> list[Group]:
    """Officers added up by officer, grade, team, pdu, region or all."""

def findings(
    officers: list[Officer], configuration: Configuration, date: _Day | None
) -> list[tuple[str, str, str, str, float]]:
    """What percentages hide: kind, officer, team, text, points."""

def excess_spells(
    days: list[str], percents: list[float], threshold: float, strict: bool, weeks: int, most_days_between: int
) -> list[tuple[str, str, int, int, float, float, bool, bool]]:
    """Spells of excess: first, last, snapshots, weeks, highest, mean, is_sustained, is_open."""

def trend(days: list[str], percents: list[float]) -> tuple[float, float, float, int] | None:
    """Least squares: per week, its standard error, the line at the last day, snapshots."""

def quantity(text: str) -> Quantity:
    """A number with its spread, 0 or more, from JSON text. Raises DocumentError."""

def weight_effects(
    configuration: Configuration,
    cases: _Cases,
    t2a: _Cases,
    other_points: float,
    available_points: float,
    time: Quantity,
) -> list[tuple[str, str, bool, Quantity, float, float, float, float]]:
    """What each weight does: location, tier, t2a, weight, cases, points, percent, points of percent for one per cent."""

def drawn_percents(
    configuration: Configuration,
    cases: _Cases,
    t2a: _Cases,
    other_points: float,
    available_points: float,
    time: Quantity,
    seed: int,
    runs: int,
) -> NDArray[np.float64]:
    """Workload in per cent under draws of every uncertain weight and of the time factor."""

@final
class OfficerTable:
    """Officers of a table, with their points and capacity."""

    def __len__(self) -> int: ...
    def officer(self, index: int) -> Officer:
        """One of them."""
    def columns(self) -> dict[str, Any]:
        """Text and numbers by column."""
    def aggregated(self, by: str) -> list[Group]:
        """Officers added up by officer, grade, team, pdu, region or all."""
    def findings(self, configuration: Configuration) -> list[tuple[str, str, str, str, float]]:
        """What percentages hide: kind, officer, team, text, points."""

def from_cases(
    table: Table, configuration: Configuration, policy: str, zero: bool, totals: str
) -> tuple[OfficerTable, _Problems, _Problems, list[Problem]]:
    """Officers of a table with a row a case, what is wrong with rows, (rows, count, problems), twice, and totals rows that were dropped."""

def from_cases_and_officers(
    table: Table, officers: Table, configuration: Configuration, policy: str, zero: bool, totals: str
) -> tuple[OfficerTable, _Problems, _Problems, list[Problem]]:
    """The same with a table of officers; the second of the problems is of that."""

def from_officers(
    table: Table, configuration: Configuration, policy: str, zero: bool, totals: str
) -> tuple[OfficerTable, _Problems, _Problems, list[Problem]]:
    """Officers of a table with a row an officer, and what is wrong with rows."""
