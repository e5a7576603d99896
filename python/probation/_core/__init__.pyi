"""The compiled part of probation. Written by tools/stubs.py from the module; a test compares them."""

import datetime
import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, IntEnum
from typing import (
    Any,
    ClassVar,
    Literal,
    NoReturn,
    Protocol,
    Self,
    TypeAlias,
    TypeVar,
    TypedDict,
    TypeVar,
    Unpack,
    final,
)

import numpy as np
from numpy.typing import NDArray

from . import backlog as backlog

__version__: str

_T = TypeVar("_T")

Severity: TypeAlias = Literal["error", "warning", "note"]
# A number as documents have it, and one that may change over time.
Number: TypeAlias = float | Quantity | Mapping[str, Any]
ChangingNumber: TypeAlias = Number | TimedQuantity | Sequence[Mapping[str, Any]]

_T_co = TypeVar("_T_co", covariant=True)

class _Shows(Protocol[_T_co]):
    """What shows a value, such as :class:`probation.Staff`: it is taken in the place of the value."""

    @property
    def _core(self) -> _T_co: ...

class DocumentError(ValueError):
    """A region document that cannot become a region; ``problems`` lists every problem found."""

    problems: list[Problem]

class ForecastError(RuntimeError):
    """An uncertain input was drawn so far out that the model has no meaning."""

class _Written(Protocol):
    """What says itself as a document would, such as :class:`probation.ratings.Scorecard`."""

    def _document(self) -> Any: ...

class _Value:
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: dict[int, Any]) -> Self: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__ = None  # type: ignore[assignment]

class _Described(_Value):
    """A part of a document. `__fields__` has by name: the key in documents, the type, the meaning."""

    __fields__: ClassVar[dict[str, tuple[str, str, str]]]
    __signature__: ClassVar[inspect.Signature]
    def to_dict(self) -> dict[str, Any]: ...

def raise_document_error(problems: list[Problem], name: str) -> NoReturn:
    """Raise DocumentError for problems found on the Python side of reading."""

@final
class Problem(_Value):
    """One thing wrong with a document: where, what, and what to write instead."""

    def __init__(
        self, *, path: str = "", found: str = "", expected: str = "", hint: str = "", line: int = 0, column: int = 0
    ) -> None: ...
    @property
    def path(self) -> str:
        """Where it stands: ``pdus."West Kent".staff.PO.leaving_rate``."""
    @property
    def found(self) -> str:
        """What stands there."""
    @property
    def expected(self) -> str:
        """What may stand there."""
    @property
    def hint(self) -> str:
        """What to write instead; may be empty."""
    @property
    def line(self) -> int:
        """Line in the text from 1; 0 if not known."""
    @property
    def column(self) -> int:
        """Column in the text from 1; 0 if not known."""

class Distribution(Enum):
    """How the number of a quantity is spread."""

    CERTAIN = 0
    PERT = 1
    UNIFORM = 2
    NORMAL = 3
    GAMMA = 4
    BETA = 5
    SAMPLE = 6

@final
class Quantity(_Value):
    """A number as written: plain or uncertain, with unit, source and status."""

    def __init__(
        self,
        value: float | None = None,
        *,
        low: float | None = None,
        mode: float | None = None,
        high: float | None = None,
        mean: float | None = None,
        sd: float | None = None,
        count: float | None = None,
        of: float | None = None,
        unit: Literal["days", "working days", "weeks", "months", "quarters", "years"] | None = None,
        per: Literal["day", "week", "month", "quarter", "year"] | None = None,
        as_: Literal["rate", "proportion lost"] | None = None,
        source: str | None = None,
        status: Literal["observed", "assumed", "disputed"] | None = None,
        date: str | None = None,
    ) -> None:
        """A number as documents have it: a value; low, mode, high; low, high; mean, sd; or count, of; with unit, per, as_, source, status and date. Raises DocumentError."""
    def _document(self) -> Any:
        """The number as a document has it."""
    @property
    def shape(self) -> Distribution:
        """How the number is spread."""
    @property
    def source(self) -> str:
        """Where the number comes from; empty if not said."""
    @property
    def date(self) -> str | None:
        """Month in which it was observed, or None."""
    @property
    def parameters(self) -> tuple[float, float, float]:
        """The numbers as written, in the order of their names: low, mode, high; low, high; mean, sd; count, of."""
    @property
    def unit(self) -> str:
        """Weeks, per year …; empty for a plain number."""
    @property
    def status(self) -> Literal["observed", "assumed", "disputed"]:
        """Where it stands: observed, assumed or disputed."""
    @property
    def is_certain(self) -> bool:
        """Whether it is a single number."""
    @property
    def mean(self) -> float:
        """Mean, in the unit in which it was written."""
    @property
    def in_months(self) -> float:
        """Mean in months, or as a rate a month: what the expected forecast uses."""
    @property
    def text(self) -> str:
        """The number with its spread and unit: ``20 (16–30) weeks``."""
    def __float__(self) -> float: ...

@final
class TimedQuantity(_Value):
    """A quantity that may change at dated months."""

    def __init__(self, parts: Number | Sequence[tuple[str | None, Number]]) -> None:
        """Pairs of the month from which a number holds (None: from the start) and the number; or one number. Raises DocumentError."""
    def at(self, month: str) -> Quantity:
        """The quantity in force in a month such as "2022-04"."""
    @property
    def parts(self) -> list[tuple[str | None, Quantity]]:
        """Pairs of the month from which a quantity holds (None: from the start) and the quantity."""

class Rating(IntEnum):
    """A rating of HM Inspectorate of Probation; its number is its points."""

    INADEQUATE = 0
    REQUIRES_IMPROVEMENT = 1
    GOOD = 2
    OUTSTANDING = 3

@final
class Scorecard(_Value):
    """Ratings by number of the standard ("1.1")."""

    @property
    def standards(self) -> dict[str, RatedStandard]:
        """Rated standards by number."""
    @property
    def score(self) -> int:
        """Sum of points: 0 to 3 a standard, unweighted."""
    @property
    def maximum(self) -> int:
        """The most that these standards could give."""
    def _document(self) -> Any:
        """The part of a document that says this."""

def is_overdue(recommendation: Recommendation, at: str) -> bool:
    """Whether it should have been done by the start of a month, and is not said to be done or rejected."""

class StageFields(TypedDict, total=False):
    """Fields of Stage."""

    name: str | None
    months: Number | None
    capacity: Number | None
    leaving_rate: ChangingNumber | None

@final
class Stage(_Described):
    """A step of a grade's ladder."""

    def __init__(self, **fields: Unpack[StageFields]) -> None: ...
    def replaced(self, **fields: Unpack[StageFields]) -> Self: ...
    @property
    def name(self) -> str:
        """Name of the stage: "newly qualified"."""
    @property
    def months(self) -> Quantity | None:
        """How long it lasts; absent for the last stage, which is open. A time in weeks, months or years, above 0."""
    @property
    def capacity(self) -> Quantity:
        """Share of a full officer's points, 1 if absent. A share from 0 to 1."""
    @property
    def leaving_rate(self) -> TimedQuantity | None:
        """Of this stage; else the staff's, else the grade's. A rate per week, month or year, 0 or more and at most 3 a year."""

class QualificationFields(TypedDict, total=False):
    """Fields of Qualification."""

    to: str | None
    pass_rate: Number | None
    otherwise: str | None

@final
class Qualification(_Described):
    """What happens at the end of a trainee ladder."""

    def __init__(self, **fields: Unpack[QualificationFields]) -> None: ...
    def replaced(self, **fields: Unpack[QualificationFields]) -> Self: ...
    @property
    def to(self) -> str:
        """Grade entered, at its first stage."""
    @property
    def pass_rate(self) -> Quantity:
        """Share of those who reach the end that pass, 1 if absent. A share from 0 to 1."""
    @property
    def otherwise(self) -> str | None:
        """Grade entered by those who do not pass; absent: they leave."""

class PromotionFields(TypedDict, total=False):
    """Fields of Promotion."""

    to: str | None
    rate: ChangingNumber | None

@final
class Promotion(_Described):
    """Promotion out of the open stage of a grade."""

    def __init__(self, **fields: Unpack[PromotionFields]) -> None: ...
    def replaced(self, **fields: Unpack[PromotionFields]) -> Self: ...
    @property
    def to(self) -> str:
        """Grade entered, at its last stage."""
    @property
    def rate(self) -> TimedQuantity:
        """Of those in the open stage. A rate per week, month or year, 0 or more and at most 366 a year."""

class GradeFields(TypedDict, total=False):
    """Fields of Grade."""

    full_name: str | None
    ladder: Sequence[Stage | _Shows[Stage] | Mapping[str, Any]] | None
    points: Number | None
    hours: ChangingNumber | None
    protected: ChangingNumber | None
    leaving_rate: ChangingNumber | None
    qualification: Qualification | _Shows[Qualification] | Mapping[str, Any] | None
    promotion: Promotion | _Shows[Promotion] | Mapping[str, Any] | None

@final
class Grade(_Described):
    """A grade of staff. One of the known grades changes only in what is given; a ladder replaces its own."""

    def __init__(self, **fields: Unpack[GradeFields]) -> None: ...
    def replaced(self, **fields: Unpack[GradeFields]) -> Self: ...
    @property
    def full_name(self) -> str:
        """In words."""
    @property
    def ladder(self) -> list[Stage]:
        """Stages in order; the last is open unless the grade qualifies."""
    @property
    def points(self) -> Quantity:
        """WMT points a month of a full officer, 2176 if absent. Points, above 0."""
    @property
    def hours(self) -> TimedQuantity | None:
        """Contracted hours a week of a full FTE; absent: the 37 that points are for. Hours a week, above 0 and up to 168."""
    @property
    def protected(self) -> TimedQuantity | None:
        """Share of an officer's time kept free of cases. A share of working time from 0 to below 1."""
    @property
    def leaving_rate(self) -> TimedQuantity | None:
        """Of staff whose unit gives none. A rate per week, month or year, 0 or more and at most 3 a year."""
    @property
    def qualification(self) -> Qualification | None:
        """For trainee grades."""
    @property
    def promotion(self) -> Promotion | None:
        """To another grade."""
    @property
    def qualifies_to(self) -> str | None:
        """Grade entered at the end of a trainee ladder, or None."""

class CohortFields(TypedDict, total=False):
    """Fields of Cohort."""

    headcount: int | None
    qualifies: str | None

@final
class Cohort(_Described):
    """Trainees who are due to reach the end of their ladder in a given month."""

    def __init__(self, **fields: Unpack[CohortFields]) -> None: ...
    def replaced(self, **fields: Unpack[CohortFields]) -> Self: ...
    @property
    def headcount(self) -> int:
        """Whole people. A whole number of people, 1 or more."""
    @property
    def qualifies(self) -> str:
        """Month during which they qualify."""

class StaffFields(TypedDict, total=False):
    """Fields of Staff."""

    establishment: ChangingNumber | None
    vacancy_rate: Number | None
    in_post: Number | None
    headcount: Number | None
    caseload: Number | None
    workload: Number | None
    leaving_rate: ChangingNumber | None
    reported_vacancy: Number | None
    stages: Mapping[str, Number] | None
    cohorts: Sequence[Cohort | _Shows[Cohort] | Mapping[str, Any]] | None

@final
class Staff(_Described):
    """The staff of one grade in one unit, or in the whole region."""

    def __init__(self, **fields: Unpack[StaffFields]) -> None: ...
    def replaced(self, **fields: Unpack[StaffFields]) -> Self: ...
    @property
    def establishment(self) -> TimedQuantity | None:
        """Target FTE; or give vacancy_rate. FTE, 0 or more."""
    @property
    def vacancy_rate(self) -> Quantity | None:
        """1 - in post / establishment. A share above -1 and below 1; below 0 is over establishment."""
    @property
    def in_post(self) -> Quantity | None:
        """FTE in post; absent only where cohorts say it all. FTE, 0 or more."""
    @property
    def headcount(self) -> Quantity | None:
        """Whole people; the nearest to in_post if absent. A whole number of people, 0 or more."""
    @property
    def caseload(self) -> Quantity | None:
        """Average cases per officer (FTE). Cases per officer, 0 or more."""
    @property
    def workload(self) -> Quantity | None:
        """Average workload by the WMT: 1.0 is 100 %. A share of full workload above 0 and up to 5; 100 % is 1.0."""
    @property
    def leaving_rate(self) -> TimedQuantity | None:
        """Leavers by average in post; else the grade's. A rate per week, month or year, 0 or more and at most 3 a year."""
    @property
    def reported_vacancy(self) -> Quantity | None:
        """As reported upwards; audit compares. A share above -1 and below 1; below 0 is over establishment."""
    @property
    def stages(self) -> dict[str, Quantity]:
        """Heads now in stages before the last, by name of the stage. A whole number of people, 0 or more."""
    @property
    def cohorts(self) -> list[Cohort]:
        """Trainees by the month in which they qualify."""

class AllocationFields(TypedDict, total=False):
    """Fields of Allocation."""

    grades: Sequence[str] | None
    shares: Mapping[str, Number] | None

@final
class Allocation(_Described):
    """Who holds the cases: balanced over grades, or fixed shares."""

    def __init__(self, **fields: Unpack[AllocationFields]) -> None: ...
    def replaced(self, **fields: Unpack[AllocationFields]) -> Self: ...
    @property
    def grades(self) -> list[str]:
        """Eligible grades, whose workloads are levelled."""
    @property
    def shares(self) -> dict[str, Quantity]:
        """Share of the cases by grade; must add to 1. A share from 0 to 1."""

class StartsFields(TypedDict, total=False):
    """Fields of Starts."""

    per_month: ChangingNumber | None
    growth: Number | None
    seasonality: Sequence[float] | None
    dispersion: Number | None

@final
class Starts(_Described):
    """How cases begin."""

    def __init__(self, **fields: Unpack[StartsFields]) -> None: ...
    def replaced(self, **fields: Unpack[StartsFields]) -> Self: ...
    @property
    def per_month(self) -> TimedQuantity | None:
        """Starts a month; absent: as many as end at the start. A number a month, 0 or more."""
    @property
    def growth(self) -> Quantity | None:
        """Growth in a year: 0.03 is 3 %. Growth in a year above -1 and up to 1; 3 % is 0.03."""
    @property
    def seasonality(self) -> list[float]:
        """Twelve factors, January first, of mean 1. A factor, 0 or more."""
    @property
    def dispersion(self) -> Quantity | None:
        """Negative binomial size; absent: Poisson. A number above 0."""

class DwellFields(TypedDict, total=False):
    """Fields of Dwell."""

    time: Number | None
    rate: Number | None
    shape: Literal["exponential", "fixed", "erlang", "profile"] | None
    stages: int | None
    profile: Sequence[float] | None

@final
class Dwell(_Described):
    """How long a case is held: time with a shape, or rate, or profile."""

    def __init__(self, **fields: Unpack[DwellFields]) -> None: ...
    def replaced(self, **fields: Unpack[DwellFields]) -> Self: ...
    @property
    def time(self) -> Quantity | None:
        """Mean time held. A time in weeks, months or years, above 0."""
    @property
    def rate(self) -> Quantity | None:
        """Rate of ending, instead of time. A rate per week, month or year, 0 or more and at most 366 a year."""
    @property
    def shape(self) -> Literal["exponential", "fixed", "erlang", "profile"]:
        """How times are spread about their mean, exponential if absent."""
    @property
    def stages(self) -> int:
        """For erlang: exponential stages in a row. A whole number from 1 to 100."""
    @property
    def profile(self) -> list[float]:
        """Share still held at the start of each month since the case began. A share from 0 to 1."""

class CaseClassFields(TypedDict, total=False):
    """Fields of CaseClass."""

    cases: Number | None
    points: Number | None
    tiers: Mapping[str, Number] | None
    location: str | None
    t2a: bool | None
    mix: Mapping[str, Number] | None
    share: Mapping[str, Number] | None
    held_by: Allocation | _Shows[Allocation] | Mapping[str, Any] | None
    starts: Starts | _Shows[Starts] | Mapping[str, Any] | None
    dwell: Dwell | _Shows[Dwell] | Mapping[str, Any] | None

@final
class CaseClass(_Described):
    """Cases that are alike."""

    def __init__(self, **fields: Unpack[CaseClassFields]) -> None: ...
    def replaced(self, **fields: Unpack[CaseClassFields]) -> Self: ...
    @property
    def cases(self) -> Quantity | None:
        """Held now. Cases, 0 or more."""
    @property
    def points(self) -> Quantity | None:
        """WMT points a case a month. Points, above 0."""
    @property
    def tiers(self) -> dict[str, Quantity]:
        """Held now by tier, instead of cases and points. Cases, 0 or more."""
    @property
    def location(self) -> str:
        """With tiers: where the cases are, which chooses the weights."""
    @property
    def t2a(self) -> bool:
        """With tiers: transition to adulthood, with weights of its own."""
    @property
    def mix(self) -> dict[str, Quantity]:
        """With tiers: share of starts by tier; absent: as those held now. A share from 0 to 1."""
    @property
    def share(self) -> dict[str, Quantity]:
        """On a region: share of its starts by unit; absent: by cases held now. A share from 0 to 1."""
    @property
    def held_by(self) -> Allocation | None:
        """Grades that hold them."""
    @property
    def starts(self) -> Starts | None:
        """How they begin."""
    @property
    def dwell(self) -> Dwell | None:
        """How long they are held."""

class DatedHeadcountFields(TypedDict, total=False):
    """Fields of DatedHeadcount."""

    month: str | None
    headcount: int | None

@final
class DatedHeadcount(_Described):
    """Offers in a given month."""

    def __init__(self, **fields: Unpack[DatedHeadcountFields]) -> None: ...
    def replaced(self, **fields: Unpack[DatedHeadcountFields]) -> Self: ...
    @property
    def month(self) -> str:
        """Month of the offers."""
    @property
    def headcount(self) -> int:
        """Whole people. A whole number of people, 1 or more."""

class FillPolicyFields(TypedDict, total=False):
    """Fields of FillPolicy."""

    cap: Number | None

@final
class FillPolicy(_Described):
    """Offer enough to fill vacancies, counting those already in the pipeline."""

    def __init__(self, **fields: Unpack[FillPolicyFields]) -> None: ...
    def replaced(self, **fields: Unpack[FillPolicyFields]) -> Self: ...
    @property
    def cap(self) -> Quantity | None:
        """Offers a month at most. A number a month, 0 or more."""

class ProvisionalStartFields(TypedDict, total=False):
    """Fields of ProvisionalStart."""

    after: Number | None
    capacity: Number | None
    share: Number | None

@final
class ProvisionalStart(_Described):
    """In post before vetting ends."""

    def __init__(self, **fields: Unpack[ProvisionalStartFields]) -> None: ...
    def replaced(self, **fields: Unpack[ProvisionalStartFields]) -> Self: ...
    @property
    def after(self) -> Quantity:
        """Time from offer to provisional start. A time in weeks, months or years, 0 or more."""
    @property
    def capacity(self) -> Quantity:
        """Share of a full officer's points meanwhile. A share from 0 to 1."""
    @property
    def share(self) -> Quantity:
        """Share of recruits who start this way. A share from 0 to 1."""

class RecruitmentFields(TypedDict, total=False):
    """Fields of Recruitment."""

    per_month: ChangingNumber | None
    schedule: Sequence[DatedHeadcount | _Shows[DatedHeadcount] | Mapping[str, Any]] | None
    fill: FillPolicy | _Shows[FillPolicy] | Mapping[str, Any] | None
    vetting: Number | None
    drop_out: Number | None
    in_vetting: Number | None
    provisional_start: ProvisionalStart | _Shows[ProvisionalStart] | Mapping[str, Any] | None
    stage: str | None
    share: Literal["vacancies", "establishment"] | Mapping[str, Number] | None

@final
class Recruitment(_Described):
    """Recruitment to a grade. One of per_month, schedule, fill says how many offers are made."""

    def __init__(self, **fields: Unpack[RecruitmentFields]) -> None: ...
    def replaced(self, **fields: Unpack[RecruitmentFields]) -> Self: ...
    @property
    def per_month(self) -> TimedQuantity | None:
        """Mean offers a month. A number a month, 0 or more."""
    @property
    def schedule(self) -> list[DatedHeadcount]:
        """Offers by month."""
    @property
    def fill(self) -> FillPolicy | None:
        """Offer enough to fill vacancies."""
    @property
    def vetting(self) -> Quantity | None:
        """Time from offer to start; absent: none. A time in weeks, months or years, 0 or more."""
    @property
    def drop_out(self) -> Quantity | None:
        """Share of offers, or with per a rate while waiting. A share from 0 to 1, or a rate with per, at most 366 a year."""
    @property
    def in_vetting(self) -> Quantity | None:
        """People in vetting now. A whole number of people, 0 or more."""
    @property
    def provisional_start(self) -> ProvisionalStart | None:
        """In post before vetting ends."""
    @property
    def stage(self) -> str | None:
        """Stage entered; the first if absent."""
    @property
    def share(self) -> Literal["vacancies", "establishment"] | dict[str, Quantity] | None:
        """Among units, on a region; by vacancies if absent."""

class UnitFields(TypedDict, total=False):
    """Fields of Unit."""

    staff: Mapping[str, Staff | _Shows[Staff] | Mapping[str, Any]] | None
    caseload: Mapping[str, CaseClass | _Shows[CaseClass] | Mapping[str, Any]] | None
    recruitment: Mapping[str, Recruitment | _Shows[Recruitment] | Mapping[str, Any]] | None
    remainder: bool | None

@final
class Unit(_Described):
    """A probation delivery unit, or a regional function such as a victim liaison team."""

    def __init__(self, **fields: Unpack[UnitFields]) -> None: ...
    def replaced(self, **fields: Unpack[UnitFields]) -> Self: ...
    @property
    def staff(self) -> dict[str, Staff]:
        """Staff by grade."""
    @property
    def caseload(self) -> dict[str, CaseClass]:
        """Classes of cases by name, besides those implied by averages."""
    @property
    def recruitment(self) -> dict[str, Recruitment]:
        """Recruitment by grade, instead of the region's."""
    @property
    def remainder(self) -> bool:
        """The rest of the region: its numbers follow by subtraction."""

class IntakeFields(TypedDict, total=False):
    """Fields of Intake."""

    grade: str | None
    headcount: Number | None
    start: str | None
    unit: str | None
    share: Literal["vacancies", "establishment"] | Mapping[str, Number] | None
    stage: str | None
    attendance: Number | None
    source: str | None

@final
class Intake(_Described):
    """People who join on a date already known."""

    def __init__(self, **fields: Unpack[IntakeFields]) -> None: ...
    def replaced(self, **fields: Unpack[IntakeFields]) -> Self: ...
    @property
    def grade(self) -> str:
        """Their grade."""
    @property
    def headcount(self) -> Quantity:
        """Whole people. A whole number of people, 0 or more."""
    @property
    def start(self) -> str:
        """Month during which they join."""
    @property
    def unit(self) -> str | None:
        """Where; or give share."""
    @property
    def share(self) -> Literal["vacancies", "establishment"] | dict[str, Quantity] | None:
        """How they are shared among units."""
    @property
    def stage(self) -> str | None:
        """Stage entered; the first if absent."""
    @property
    def attendance(self) -> Quantity:
        """Share of them who do start, 1 if absent. A share from 0 to 1."""
    @property
    def source(self) -> str:
        """Where this comes from."""

class TransferFields(TypedDict, total=False):
    """Fields of Transfer."""

    grade: str | None
    from_: str | None
    to: str | None
    month: str | None
    headcount: int | None
    rate: ChangingNumber | None

@final
class Transfer(_Described):
    """Moves between units: month and headcount, or rate."""

    def __init__(self, **fields: Unpack[TransferFields]) -> None: ...
    def replaced(self, **fields: Unpack[TransferFields]) -> Self: ...
    @property
    def grade(self) -> str:
        """Grade of those who move."""
    @property
    def from_(self) -> str:
        """Unit they leave."""
    @property
    def to(self) -> str:
        """Unit they join."""
    @property
    def month(self) -> str | None:
        """Month of a dated move, with headcount."""
    @property
    def headcount(self) -> int:
        """Whole people, at most those who are there. A whole number of people, 0 or more."""
    @property
    def rate(self) -> TimedQuantity | None:
        """Else: of those in the open stage. A rate per week, month or year, 0 or more and at most 366 a year."""

class ContactResetFields(TypedDict, total=False):
    """Fields of ContactReset."""

    from_: str | None
    after: Number | None
    eligible: Number | None

@final
class ContactReset(_Described):
    """Contact that ends before the order does: cases then weigh what their S tier does."""

    def __init__(self, **fields: Unpack[ContactResetFields]) -> None: ...
    def replaced(self, **fields: Unpack[ContactResetFields]) -> Self: ...
    @property
    def from_(self) -> str:
        """First month in which it holds."""
    @property
    def after(self) -> Quantity:
        """Share of the time held after which contact ends, 2/3 if absent. A share above 0 and below 1."""
    @property
    def eligible(self) -> Quantity:
        """Share of cases that are not exempt, 1 if absent. A share from 0 to 1."""

class WorkloadSettingsFields(TypedDict, total=False):
    """Fields of WorkloadSettings."""

    feedback: Number | None
    spread: Number | None
    weights: Mapping[str, Mapping[str, Number]] | None
    t2a_weights: Mapping[str, Mapping[str, Number]] | None
    reset: ContactReset | _Shows[ContactReset] | Mapping[str, Any] | None

@final
class WorkloadSettings(_Described):
    """What workload does to people, and how it is spread over them."""

    def __init__(self, **fields: Unpack[WorkloadSettingsFields]) -> None: ...
    def replaced(self, **fields: Unpack[WorkloadSettingsFields]) -> Self: ...
    @property
    def feedback(self) -> Quantity | None:
        """Leaving x exp(feedback x (workload - 1)); none if absent. A number from -20 to 20."""
    @property
    def spread(self) -> Quantity | None:
        """Size of the negative binomial spread of caseloads. A number above 0."""
    @property
    def weights(self) -> dict[str, dict[str, Quantity]]:
        """Points a case by location and tier; else the WMT's. Points a case, 0 or more."""
    @property
    def t2a_weights(self) -> dict[str, dict[str, Quantity]]:
        """The same for cases in transition to adulthood. Points a case, 0 or more."""
    @property
    def reset(self) -> ContactReset | None:
        """Contact that ends before the order does."""

class OrderedHoursFields(TypedDict, total=False):
    """Fields of OrderedHours."""

    hours: float | None
    share: Number | None

@final
class OrderedHours(_Described):
    """Orders of so many hours, as a share of all."""

    def __init__(self, **fields: Unpack[OrderedHoursFields]) -> None: ...
    def replaced(self, **fields: Unpack[OrderedHoursFields]) -> Self: ...
    @property
    def hours(self) -> float:
        """Hours of unpaid work ordered. Hours of an order, from 40 to 300."""
    @property
    def share(self) -> Quantity:
        """Of all orders; must add to 1. A share from 0 to 1."""

class CourtExtensionFields(TypedDict, total=False):
    """Fields of CourtExtension."""

    time: Number | None
    granted: Number | None

@final
class CourtExtension(_Described):
    """What a court does with orders past their twelfth month."""

    def __init__(self, **fields: Unpack[CourtExtensionFields]) -> None: ...
    def replaced(self, **fields: Unpack[CourtExtensionFields]) -> Self: ...
    @property
    def time(self) -> Quantity:
        """From the twelfth month to the decision. A time in weeks, months or years, 0 or more."""
    @property
    def granted(self) -> Quantity:
        """Share that is extended, 1 if absent; the others are ended. A share from 0 to 1."""

class StaffReferenceFields(TypedDict, total=False):
    """Fields of StaffReference."""

    unit: str | None
    grade: str | None

@final
class StaffReference(_Described):
    """Staff of a grade, in a unit or in all of them."""

    def __init__(self, **fields: Unpack[StaffReferenceFields]) -> None: ...
    def replaced(self, **fields: Unpack[StaffReferenceFields]) -> Self: ...
    @property
    def unit(self) -> str | None:
        """PDU or function; absent: all that have the grade."""
    @property
    def grade(self) -> str:
        """Their grade."""

class GroupPlacementsFields(TypedDict, total=False):
    """Fields of GroupPlacements."""

    staff: StaffReference | _Shows[StaffReference] | Mapping[str, Any] | None
    each: ChangingNumber | None

@final
class GroupPlacements(_Described):
    """Group placements, each led by a supervisor."""

    def __init__(self, **fields: Unpack[GroupPlacementsFields]) -> None: ...
    def replaced(self, **fields: Unpack[GroupPlacementsFields]) -> Self: ...
    @property
    def staff(self) -> StaffReference:
        """Supervisors."""
    @property
    def each(self) -> TimedQuantity:
        """Hours worked a month in the groups of each FTE. Hours, 0 or more."""

class IndividualPlacementsFields(TypedDict, total=False):
    """Fields of IndividualPlacements."""

    places: ChangingNumber | None
    each: ChangingNumber | None

@final
class IndividualPlacements(_Described):
    """Placements for one person."""

    def __init__(self, **fields: Unpack[IndividualPlacementsFields]) -> None: ...
    def replaced(self, **fields: Unpack[IndividualPlacementsFields]) -> Self: ...
    @property
    def places(self) -> TimedQuantity:
        """How many there are. Cases, 0 or more."""
    @property
    def each(self) -> TimedQuantity:
        """Hours worked a month in each. Hours, 0 or more."""

class EducationHoursFields(TypedDict, total=False):
    """Fields of EducationHours."""

    share: ChangingNumber | None
    allowed: Number | None

@final
class EducationHours(_Described):
    """Education, training and employment that counts as hours."""

    def __init__(self, **fields: Unpack[EducationHoursFields]) -> None: ...
    def replaced(self, **fields: Unpack[EducationHoursFields]) -> Self: ...
    @property
    def share(self) -> TimedQuantity:
        """Of all hours worked. A share from 0 to 1."""
    @property
    def allowed(self) -> Quantity:
        """Share of the hours of an order that it may be, 0.3 if absent. A share from 0 to 1."""

class DeliveryLevelFields(TypedDict, total=False):
    """Fields of DeliveryLevel."""

    before: Number | None
    level: ChangingNumber | None

@final
class DeliveryLevel(_Described):
    """All unpaid work compared with what it was before the pandemic."""

    def __init__(self, **fields: Unpack[DeliveryLevelFields]) -> None: ...
    def replaced(self, **fields: Unpack[DeliveryLevelFields]) -> Self: ...
    @property
    def before(self) -> Quantity:
        """Hours worked a month then. Hours, 0 or more."""
    @property
    def level(self) -> TimedQuantity | None:
        """Holds hours at level x before, whatever the staff. A factor, 0 or more."""

class UnpaidWorkFields(TypedDict, total=False):
    """Fields of UnpaidWork."""

    unit: str | None
    people: Number | None
    hours: Number | None
    since_order: Sequence[float] | None
    past_12_months: Number | None
    past_24_months: Number | None
    ordered: Sequence[OrderedHours | _Shows[OrderedHours] | Mapping[str, Any]] | None
    orders: Starts | _Shows[Starts] | Mapping[str, Any] | None
    suspended: Number | None
    operational_period: Number | None
    extension: CourtExtension | _Shows[CourtExtension] | Mapping[str, Any] | None
    revocation: ChangingNumber | None
    sharing: Literal["oldest first", "equal", "nearest anniversary"] | None
    cap: Number | None
    groups: GroupPlacements | _Shows[GroupPlacements] | Mapping[str, Any] | None
    individual: IndividualPlacements | _Shows[IndividualPlacements] | Mapping[str, Any] | None
    independent: ChangingNumber | None
    education: EducationHours | _Shows[EducationHours] | Mapping[str, Any] | None
    delivery: DeliveryLevel | _Shows[DeliveryLevel] | Mapping[str, Any] | None

@final
class UnpaidWork(_Described):
    """Unpaid work: who owes hours, what is ordered, and what can be worked."""

    def __init__(self, **fields: Unpack[UnpaidWorkFields]) -> None: ...
    def replaced(self, **fields: Unpack[UnpaidWorkFields]) -> Self: ...
    @property
    def unit(self) -> str | None:
        """PDU or function it belongs to; absent: the region."""
    @property
    def people(self) -> Quantity:
        """Who owe hours now. A whole number of people, 0 or more."""
    @property
    def hours(self) -> Quantity:
        """That they owe now. Hours, 0 or more."""
    @property
    def since_order(self) -> list[float]:
        """Share of people by whole months since the order. A share from 0 to 1."""
    @property
    def past_12_months(self) -> Quantity | None:
        """Share of people whose order is over a year old. A share from 0 to 1."""
    @property
    def past_24_months(self) -> Quantity | None:
        """Share of people whose order is over two years old. A share from 0 to 1."""
    @property
    def ordered(self) -> list[OrderedHours]:
        """How the hours of orders are distributed."""
    @property
    def orders(self) -> Starts:
        """Orders a month."""
    @property
    def suspended(self) -> Quantity | None:
        """Share of orders that are suspended sentences. A share from 0 to 1."""
    @property
    def operational_period(self) -> Quantity | None:
        """After which their hours expire. A time in weeks, months or years, above 0."""
    @property
    def extension(self) -> CourtExtension | None:
        """Of orders past their twelfth month, by a court."""
    @property
    def revocation(self) -> TimedQuantity | None:
        """Rate at which orders end early, hours unworked. A rate per week, month or year, 0 or more and at most 366 a year."""
    @property
    def sharing(self) -> Literal["oldest first", "equal", "nearest anniversary"]:
        """Whose hours come first, oldest first if absent."""
    @property
    def cap(self) -> Quantity | None:
        """Hours a person can work in a month at most. Hours, 0 or more."""
    @property
    def groups(self) -> GroupPlacements | None:
        """Group placements."""
    @property
    def individual(self) -> IndividualPlacements | None:
        """Individual placements."""
    @property
    def independent(self) -> TimedQuantity | None:
        """Independent working, share of all hours worked. A share from 0 to 1."""
    @property
    def education(self) -> EducationHours | None:
        """Education, training and employment."""
    @property
    def delivery(self) -> DeliveryLevel | None:
        """The level of all of it."""

class ProgrammeFields(TypedDict, total=False):
    """Fields of Programme."""

    unit: str | None
    waiting: Number | None
    identified: Number | None
    not_started: Number | None
    waited: Sequence[float] | None
    mean_wait: Number | None
    arrivals: Starts | _Shows[Starts] | Mapping[str, Any] | None
    reneging: ChangingNumber | None
    expiry: Number | None
    limit: Number | None
    least: ChangingNumber | None
    most: ChangingNumber | None
    length: Number | None
    sessions: Number | None
    groups: ChangingNumber | None
    facilitators: StaffReference | _Shows[StaffReference] | Mapping[str, Any] | None
    groups_each: ChangingNumber | None
    completion: Number | None
    returns: Number | None

@final
class Programme(_Described):
    """An accredited programme, delivered to groups."""

    def __init__(self, **fields: Unpack[ProgrammeFields]) -> None: ...
    def replaced(self, **fields: Unpack[ProgrammeFields]) -> Self: ...
    @property
    def unit(self) -> str | None:
        """PDU or function it belongs to; absent: the region."""
    @property
    def waiting(self) -> Quantity | None:
        """Waiting now; or identified and not_started. A whole number of people, 0 or more."""
    @property
    def identified(self) -> Quantity | None:
        """Identified for it who have not finished. A whole number of people, 0 or more."""
    @property
    def not_started(self) -> Quantity | None:
        """Share of those identified that has yet to start. A share from 0 to 1."""
    @property
    def waited(self) -> list[float]:
        """Share by whole months waited so far; last: so long or longer. A share from 0 to 1."""
    @property
    def mean_wait(self) -> Quantity | None:
        """Instead: mean time waited so far. A time in weeks, months or years, 0 or more."""
    @property
    def arrivals(self) -> Starts:
        """How people are identified."""
    @property
    def reneging(self) -> TimedQuantity | None:
        """Rate of withdrawing while waiting. A rate per week, month or year, 0 or more and at most 366 a year."""
    @property
    def expiry(self) -> Quantity | None:
        """Who has waited so long has no order left. A time in weeks, months or years, above 0."""
    @property
    def limit(self) -> Quantity | None:
        """Who has waited longer is overdue. A time in weeks, months or years, above 0."""
    @property
    def least(self) -> TimedQuantity:
        """People in a group at least, 1 if absent. A whole number of people, 1 or more."""
    @property
    def most(self) -> TimedQuantity:
        """People in a group at most. A whole number of people, 1 or more."""
    @property
    def length(self) -> Quantity:
        """From first to last session. A time in weeks, months or years, above 0."""
    @property
    def sessions(self) -> Quantity | None:
        """How many sessions there are. A whole number of people, 1 or more."""
    @property
    def groups(self) -> TimedQuantity | None:
        """Groups at once, whatever the staff. A factor, 0 or more."""
    @property
    def facilitators(self) -> StaffReference | None:
        """Who runs them."""
    @property
    def groups_each(self) -> TimedQuantity | None:
        """Groups at once for each FTE of facilitators. A factor, 0 or more."""
    @property
    def completion(self) -> Quantity:
        """Share of those who start that finish, 1 if absent. A share from 0 to 1."""
    @property
    def returns(self) -> Quantity:
        """Share of drop-outs that goes back to waiting, 0 if absent. A share from 0 to 1."""

class ServiceCapacityFields(TypedDict, total=False):
    """Fields of ServiceCapacity."""

    per_month: ChangingNumber | None
    staff: StaffReference | _Shows[StaffReference] | Mapping[str, Any] | None
    each: ChangingNumber | None
    feedback: Number | None

@final
class ServiceCapacity(_Described):
    """How many can be served in a month: per_month, or staff and each."""

    def __init__(self, **fields: Unpack[ServiceCapacityFields]) -> None: ...
    def replaced(self, **fields: Unpack[ServiceCapacityFields]) -> Self: ...
    @property
    def per_month(self) -> TimedQuantity | None:
        """A month, whatever the staff. A number a month, 0 or more."""
    @property
    def staff(self) -> StaffReference | None:
        """Who serves them."""
    @property
    def each(self) -> TimedQuantity | None:
        """A month by each FTE of the staff. A number a month, 0 or more."""
    @property
    def feedback(self) -> Quantity | None:
        """Each x exp(-feedback x (workload - 1)); none if absent. A factor, 0 or more."""

class ListClassFields(TypedDict, total=False):
    """Fields of ListClass."""

    priority: int | None
    share: Number | None
    limit: Number | None

@final
class ListClass(_Described):
    """A class of those who wait."""

    def __init__(self, **fields: Unpack[ListClassFields]) -> None: ...
    def replaced(self, **fields: Unpack[ListClassFields]) -> Self: ...
    @property
    def priority(self) -> int:
        """1 is served first. A whole number from 1 to 1000."""
    @property
    def share(self) -> Quantity:
        """Of arrivals and of those waiting now; must add to 1. A share from 0 to 1."""
    @property
    def limit(self) -> Quantity | None:
        """Who has waited longer is overdue; else the list's. A time in weeks, months or years, above 0."""

class WaitingListFields(TypedDict, total=False):
    """Fields of WaitingList."""

    unit: str | None
    waiting: Number | None
    waited: Sequence[float] | None
    mean_wait: Number | None
    arrivals: Starts | _Shows[Starts] | Mapping[str, Any] | None
    reneging: ChangingNumber | None
    expiry: Number | None
    limit: Number | None
    capacity: ServiceCapacity | _Shows[ServiceCapacity] | Mapping[str, Any] | None
    classes: Mapping[str, ListClass | _Shows[ListClass] | Mapping[str, Any]] | None
    recruits: Sequence[str] | None

@final
class WaitingList(_Described):
    """A list on which people, or pieces of work, wait until they are served, oldest first."""

    def __init__(self, **fields: Unpack[WaitingListFields]) -> None: ...
    def replaced(self, **fields: Unpack[WaitingListFields]) -> Self: ...
    @property
    def unit(self) -> str | None:
        """PDU or function it belongs to; absent: the region."""
    @property
    def waiting(self) -> Quantity:
        """Waiting now. A whole number of people, 0 or more."""
    @property
    def waited(self) -> list[float]:
        """Share by whole months waited so far; last: so long or longer. A share from 0 to 1."""
    @property
    def mean_wait(self) -> Quantity | None:
        """Instead: mean time waited so far. A time in weeks, months or years, 0 or more."""
    @property
    def arrivals(self) -> Starts:
        """How they come."""
    @property
    def reneging(self) -> TimedQuantity | None:
        """Rate of withdrawing while waiting. A rate per week, month or year, 0 or more and at most 366 a year."""
    @property
    def expiry(self) -> Quantity | None:
        """Who has waited so long leaves unserved. A time in weeks, months or years, above 0."""
    @property
    def limit(self) -> Quantity | None:
        """Who has waited longer is overdue. A time in weeks, months or years, above 0."""
    @property
    def capacity(self) -> ServiceCapacity:
        """How many can be served in a month."""
    @property
    def classes(self) -> dict[str, ListClass]:
        """By name, if some are served before others."""
    @property
    def recruits(self) -> list[str]:
        """Grades whose recruits wait here between offer and start."""

class VictimActivityFields(TypedDict, total=False):
    """Fields of VictimActivity."""

    on: Literal["referral", "letter", "open case"] | None
    minutes: Number | None
    times: Number | None

@final
class VictimActivity(_Described):
    """Something that a victim liaison officer does, and the time it takes."""

    def __init__(self, **fields: Unpack[VictimActivityFields]) -> None: ...
    def replaced(self, **fields: Unpack[VictimActivityFields]) -> Self: ...
    @property
    def on(self) -> Literal["referral", "letter", "open case"]:
        """What brings it about: a month of an open case if absent."""
    @property
    def minutes(self) -> Quantity:
        """Each time. Minutes, 0 or more."""
    @property
    def times(self) -> Quantity:
        """How often on each occasion, 1 if absent. A factor, 0 or more."""

class VictimContactFields(TypedDict, total=False):
    """Fields of VictimContact."""

    unit: str | None
    staff: StaffReference | _Shows[StaffReference] | Mapping[str, Any] | None
    waiting: Number | None
    referrals: Starts | _Shows[Starts] | Mapping[str, Any] | None
    pilot: ChangingNumber | None
    limit: Number | None
    each: ChangingNumber | None
    open_cases: Number | None
    open_for: Number | None
    activities: Mapping[str, VictimActivity | _Shows[VictimActivity] | Mapping[str, Any]] | None
    available: Number | None

@final
class VictimContact(_Described):
    """Statutory victim contact."""

    def __init__(self, **fields: Unpack[VictimContactFields]) -> None: ...
    def replaced(self, **fields: Unpack[VictimContactFields]) -> Self: ...
    @property
    def unit(self) -> str | None:
        """PDU or function it belongs to; absent: the region."""
    @property
    def staff(self) -> StaffReference:
        """Victim liaison officers."""
    @property
    def waiting(self) -> Quantity:
        """Referrals without a first letter, now. A whole number of people, 0 or more."""
    @property
    def referrals(self) -> Starts:
        """How they come, without the pilot's."""
    @property
    def pilot(self) -> TimedQuantity | None:
        """Further referrals of the notification pilot. A number per week, month or year, 0 or more."""
    @property
    def limit(self) -> Quantity | None:
        """Within which the first letter is due. A time in weeks, months or years, above 0."""
    @property
    def each(self) -> TimedQuantity:
        """First letters a month that each FTE can send. A number a month, 0 or more."""
    @property
    def open_cases(self) -> Quantity | None:
        """Now. Cases, 0 or more."""
    @property
    def open_for(self) -> Quantity | None:
        """Mean time that a case stays open. A time in weeks, months or years, above 0."""
    @property
    def activities(self) -> dict[str, VictimActivity]:
        """By name: what the workload of officers is made of."""
    @property
    def available(self) -> Quantity:
        """Minutes a month of a full officer; absent: the 9653 of 37 hours a week. Not WMT points. Minutes a month, above 0."""

class RatedStandardFields(TypedDict, total=False):
    """Fields of RatedStandard."""

    name: str | None
    rating: Rating | str | None

@final
class RatedStandard(_Described):
    """A standard of an inspection and its rating."""

    def __init__(self, **fields: Unpack[RatedStandardFields]) -> None: ...
    def replaced(self, **fields: Unpack[RatedStandardFields]) -> Self: ...
    @property
    def name(self) -> str:
        """What the standard is called."""
    @property
    def rating(self) -> Rating:
        """As published."""

class InspectionFields(TypedDict, total=False):
    """Fields of Inspection."""

    published: str | None
    methodology: str | None
    scorecard: _Written | Mapping[str, RatedStandard | Mapping[str, Any]] | None
    score: int | None
    maximum: int | None
    overall: Mapping[str, Rating | str] | None
    source: str | None

@final
class Inspection(_Described):
    """A published inspection of a unit or region."""

    def __init__(self, **fields: Unpack[InspectionFields]) -> None: ...
    def replaced(self, **fields: Unpack[InspectionFields]) -> Self: ...
    @property
    def published(self) -> str | None:
        """Month of publication."""
    @property
    def methodology(self) -> str:
        """Which set of standards: "pdu-2021"."""
    @property
    def scorecard(self) -> Scorecard:
        """Ratings by number of the standard: "1.1"."""
    @property
    def score(self) -> int | None:
        """As published. A whole number from 0 to 1000."""
    @property
    def maximum(self) -> int | None:
        """As published. A whole number from 0 to 1000."""
    @property
    def overall(self) -> dict[str, Rating]:
        """Overall rating by the place that states it: they may differ."""
    @property
    def source(self) -> str:
        """Where it was published."""

class SurveyFields(TypedDict, total=False):
    """Fields of Survey."""

    question: str | None
    share: Number | None
    date: str | None
    unit: str | None

@final
class Survey(_Described):
    """A share of people asked who said something."""

    def __init__(self, **fields: Unpack[SurveyFields]) -> None: ...
    def replaced(self, **fields: Unpack[SurveyFields]) -> Self: ...
    @property
    def question(self) -> str:
        """What they said."""
    @property
    def share(self) -> Quantity:
        """Share who said it. A share from 0 to 1."""
    @property
    def date(self) -> str | None:
        """Month."""
    @property
    def unit(self) -> str | None:
        """Absent: the region."""

class IndicatorFields(TypedDict, total=False):
    """Fields of Indicator."""

    text: str | None
    value: Number | None
    said: str | None
    date: str | None
    unit: str | None
    measure: str | None
    grade: str | None

@final
class Indicator(_Described):
    """A figure that is carried though nothing computes with it."""

    def __init__(self, **fields: Unpack[IndicatorFields]) -> None: ...
    def replaced(self, **fields: Unpack[IndicatorFields]) -> Self: ...
    @property
    def text(self) -> str:
        """What it is."""
    @property
    def value(self) -> Quantity | None:
        """The number. A number."""
    @property
    def said(self) -> str | None:
        """What was said where it is not a number."""
    @property
    def date(self) -> str | None:
        """Month."""
    @property
    def unit(self) -> str | None:
        """Absent: the region."""
    @property
    def measure(self) -> str | None:
        """Measure of a forecast that this observes, which audit compares."""
    @property
    def grade(self) -> str | None:
        """With measure: of which grade; absent: all."""

class RecommendationFields(TypedDict, total=False):
    """Fields of Recommendation."""

    number: str | None
    addressee: str | None
    text: str | None
    measures: Sequence[str] | None
    source: str | None
    unit: str | None
    status: Literal["open", "in progress", "done", "rejected"] | None
    made: str | None
    due: str | None

@final
class Recommendation(_Described):
    """A recommendation of an inspection."""

    def __init__(self, **fields: Unpack[RecommendationFields]) -> None: ...
    def replaced(self, **fields: Unpack[RecommendationFields]) -> Self: ...
    @property
    def number(self) -> str:
        """As printed, with what makes it unique: "West Kent 1"."""
    @property
    def addressee(self) -> str:
        """Who should act."""
    @property
    def text(self) -> str:
        """In our own words."""
    @property
    def measures(self) -> list[str]:
        """Measures of the model that bear on it."""
    @property
    def source(self) -> str:
        """Where it was published."""
    @property
    def unit(self) -> str | None:
        """Whose measures bear on it; absent: the region."""
    @property
    def status(self) -> Literal["open", "in progress", "done", "rejected"] | None:
        """How far it has got; absent: nothing has been said."""
    @property
    def made(self) -> str | None:
        """Month in which it was published."""
    @property
    def due(self) -> str | None:
        """Month by whose end it should be done."""

class RegionFields(TypedDict, total=False):
    """Fields of Region."""

    name: str | None
    as_of: str | None
    grades: Mapping[str, Grade | _Shows[Grade] | Mapping[str, Any]] | None
    staff: Mapping[str, Staff | _Shows[Staff] | Mapping[str, Any]] | None
    pdus: Mapping[str, Unit | _Shows[Unit] | Mapping[str, Any]] | None
    functions: Mapping[str, Unit | _Shows[Unit] | Mapping[str, Any]] | None
    caseload: Mapping[str, CaseClass | _Shows[CaseClass] | Mapping[str, Any]] | None
    recruitment: Mapping[str, Recruitment | _Shows[Recruitment] | Mapping[str, Any]] | None
    intakes: Sequence[Intake | _Shows[Intake] | Mapping[str, Any]] | None
    transfers: Sequence[Transfer | _Shows[Transfer] | Mapping[str, Any]] | None
    workload: WorkloadSettings | _Shows[WorkloadSettings] | Mapping[str, Any] | None
    unpaid_work: UnpaidWork | _Shows[UnpaidWork] | Mapping[str, Any] | None
    programmes: Mapping[str, Programme | _Shows[Programme] | Mapping[str, Any]] | None
    waiting_lists: Mapping[str, WaitingList | _Shows[WaitingList] | Mapping[str, Any]] | None
    victim_contact: VictimContact | _Shows[VictimContact] | Mapping[str, Any] | None
    inspections: Mapping[str, Inspection | _Shows[Inspection] | Mapping[str, Any]] | None
    surveys: Mapping[str, Survey | _Shows[Survey] | Mapping[str, Any]] | None
    indicators: Mapping[str, Indicator | _Shows[Indicator] | Mapping[str, Any]] | None
    recommendations: Sequence[Recommendation | _Shows[Recommendation] | Mapping[str, Any]] | None
    scenarios: Mapping[str, Mapping[str, Any]] | None
    notes: Sequence[str] | None

@final
class Region(_Described):
    """A probation region."""

    def __init__(self, **fields: Unpack[RegionFields]) -> None: ...
    def replaced(self, **fields: Unpack[RegionFields]) -> Self: ...
    @property
    def name(self) -> str:
        """What the region is called."""
    @property
    def as_of(self) -> str:
        """Stocks are those at the start of this month."""
    @property
    def grades(self) -> dict[str, Grade]:
        """Grades by name, changing or adding to those known."""
    @property
    def staff(self) -> dict[str, Staff]:
        """Totals of the region, where known, by grade."""
    @property
    def pdus(self) -> dict[str, Unit]:
        """Probation delivery units by name."""
    @property
    def functions(self) -> dict[str, Unit]:
        """Regional teams by name."""
    @property
    def caseload(self) -> dict[str, CaseClass]:
        """Flows of classes of cases, by name."""
    @property
    def recruitment(self) -> dict[str, Recruitment]:
        """Recruitment by grade."""
    @property
    def intakes(self) -> list[Intake]:
        """People who join on a date already known."""
    @property
    def transfers(self) -> list[Transfer]:
        """Moves between units."""
    @property
    def workload(self) -> WorkloadSettings:
        """Settings of the workload model."""
    @property
    def unpaid_work(self) -> UnpaidWork | None:
        """Hours that courts have ordered."""
    @property
    def programmes(self) -> dict[str, Programme]:
        """Accredited programmes by name."""
    @property
    def waiting_lists(self) -> dict[str, WaitingList]:
        """Services, adjustments, reviews, vetting and whatever else waits, by name."""
    @property
    def victim_contact(self) -> VictimContact | None:
        """Statutory victim contact."""
    @property
    def inspections(self) -> dict[str, Inspection]:
        """Published inspections, by unit or region."""
    @property
    def surveys(self) -> dict[str, Survey]:
        """Surveys by name."""
    @property
    def indicators(self) -> dict[str, Indicator]:
        """Figures that are carried, by name."""
    @property
    def recommendations(self) -> list[Recommendation]:
        """Recommendations of inspections."""
    @property
    def scenarios(self) -> dict[str, dict[str, Any]]:
        """Changes to this document (merge patches) by name."""
    @property
    def notes(self) -> list[str]:
        """Anything else."""
    @property
    def digest(self) -> str:
        """Hash of the document, and of its present if that is another."""
    @property
    def under(self) -> list[str]:
        """Names of the scenarios that it is under, in their order."""
    @property
    def present(self) -> Region:
        """The document that says how things stand at the start."""

def default_grades() -> dict[str, Grade]:
    """The grades that a document need not define."""

def staff_of(region: Region, unit: str, grade: str) -> Staff:
    """Staff of a unit: as written, or for the rest of the region by subtraction."""

def mean_establishment(staff: Staff, month: str | None) -> float | None:
    """Target FTE at the means in a month (None: before any change), or None."""

def vacancy_rate(staff: Staff, month: str | None) -> float | None:
    """Vacancy rate at the means: 1 - in post / establishment, or None where that is 0 or not given."""

def mean_fte(region: Region, grade: str, unit: str | None) -> float:
    """FTE in post of a grade, in a unit or in all of them, at the means."""

def victim_team_workload(region: Region) -> float:
    """Workload of victim liaison officers at the means."""

def validate(region: Region) -> list[Problem]:
    """Every contradiction in a region."""

def parse_region(
    text: str | bytes, name: str, syntax: Literal["json", "toml", "python"] = "json", progress: object = None
) -> Region:
    """The region of a JSON document (comments allowed); `name` is for messages, which are in the syntax "json", "toml" or "python". The GIL is released; about every 50 ms signals are checked and `progress(done, total)` called, of scenarios tried. Raises DocumentError."""

def to_json(region: Region, pretty: bool = True) -> str:
    """The region as a JSON document that reads back as an equal region."""

def scenario(region: Region, name: str) -> Region:
    """The region with a scenario's merge patch applied. Raises KeyError, DocumentError."""

def patched(region: Region, patch: str) -> Region:
    """The region with a merge patch (RFC 7386, JSON text) applied. Raises DocumentError."""

def packed(region: Region) -> str:
    """The region as a text that carries its present and the names of its scenarios too."""

def unpacked(text: str, name: str) -> Region:
    """The region that was packed, or that of a document. Raises DocumentError."""

def document_limits() -> dict[str, int]:
    """What a document may hold."""

def json_schema() -> str:
    """The JSON Schema of region documents, as text."""

@final
class Plan:
    """A region lowered to stocks and flows."""

    @property
    def start(self) -> str:
        """First month."""
    @property
    def months(self) -> int:
        """Horizon in months."""
    @property
    def stocks(self) -> list[str]:
        """Names of the stocks."""
    def to_dot(self) -> str:
        """The stocks and flows as Graphviz DOT text."""

def lower(region: Region, months: int) -> Plan:
    """The plan of a region for some months. Ctrl-C ends it."""

@final
class Input:
    """A number of the document that a forecast stands on."""

    @property
    def path(self) -> str:
        """Where it stands in the document."""
    @property
    def quantity(self) -> Quantity:
        """The number as written."""

@final
class Series(_Value):
    """One measure of one unit over the months of a forecast."""

    @property
    def measure(self) -> str:
        """Name of the measure."""
    @property
    def unit(self) -> str:
        """Unit; "*" for the whole region."""
    @property
    def of(self) -> str:
        """Grade or backlog; "*" for all grades."""
    @property
    def is_flow(self) -> bool:
        """Flows belong to their month; stocks are those at its start."""
    @property
    def runs(self) -> int:
        """Replicates behind it; 1 for the expected policy."""
    def __len__(self) -> int: ...
    @property
    def months(self) -> list[str]:
        """Months of the points."""
    def mean(self) -> NDArray[np.float64]:
        """Mean by month."""
    def sd(self) -> NDArray[np.float64]:
        """Standard deviation of a replicate by month."""
    def standard_error(self) -> NDArray[np.float64]:
        """Of the mean, by month."""
    def quantile(self, q: float) -> NDArray[np.float64]:
        """q-quantile by month."""
    def quantile_error(self, q: float) -> NDArray[np.float64]:
        """Monte Carlo standard error of the q-quantile by month."""
    def at_most(self, x: float) -> NDArray[np.float64]:
        """Probability by month of at most x."""
    def at_least(self, x: float) -> NDArray[np.float64]:
        """Probability by month of at least x."""
    def first_at_most(self, x: float, probability: float) -> str | None:
        """First month of at most x with that probability, or None."""
    def first_at_least(self, x: float, probability: float) -> str | None:
        """First month of at least x with that probability, or None."""
    def paths(self) -> NDArray[np.float64] | None:
        """Every replicate's numbers, runs by points; None if they were not kept."""
    def follows(self, is_upper: bool, x: float) -> bool:
        """Whether it can be said how long a limit holds."""
    @property
    def limits(self) -> list[tuple[bool, float]]:
        """(is_upper, x) of the limits that were followed."""
    def staying(self, is_upper: bool, x: float, months: int | None) -> NDArray[np.float64]:
        """Probability by month that the limit holds from there on: for some months, or to the horizon."""
    def stays_from(self, is_upper: bool, x: float, probability: float, months: int | None) -> str | None:
        """First month from which it does with that probability, or None."""
    def reaching(self, is_upper: bool, x: float) -> NDArray[np.float64]:
        """Probability by month that the limit has held by then."""

@final
class Forecast:
    """Series by name, the inputs they stand on, where they come from."""

    @property
    def start(self) -> str:
        """First month."""
    @property
    def months(self) -> int:
        """Horizon in months."""
    @property
    def names(self) -> list[tuple[str, str, str]]:
        """(measure, unit, of) of every series."""
    def series(self, measure: str, unit: str, of: str) -> Series:
        """The series of that name, or KeyError."""
    @property
    def inputs(self) -> list[Input]:
        """Every number that the forecast stands on."""
    def assumptions(self) -> list[Input]:
        """The inputs that are not simply observed."""
    @property
    def defaults(self) -> list[tuple[str, str]]:
        """(path, text) of rules that act because none was given."""
    @property
    def provenance(self) -> dict[str, Any]:
        """Enough to make the forecast again."""
    def saved(self) -> tuple[bytes, list[bytes]]:
        """The forecast as bytes: its head, and each series."""
    @staticmethod
    def restored(head: bytes, series: Sequence[bytes]) -> Forecast:
        """The forecast that was saved, or ValueError."""

def plan_tree(plan: Plan) -> dict[str, Any]:
    """A plan as dicts, lists, tuples and arrays. Rows: (phase, value of a constant). Steps by phase: (operation, out, a, b, c, cell); c of an operation on a list is a number of `row_tables`, where None is no row. Outputs: (measure, unit, of, row, is_flow, is_count, role), the role being series, numerator or denominator. Its form follows the engine's and may change."""

@final
class Part(_Value):
    """Some replicates of a forecast, summed up."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """(start, stop) of the replicates that have been run, in order."""
    @property
    def runs(self) -> int:
        """Number of replicates."""
    @property
    def months(self) -> int:
        """Horizon in months."""
    @property
    def seed(self) -> int:
        """Seed."""
    @property
    def measures(self) -> list[str]:
        """Measures that are kept; empty: all."""
    @property
    def limits(self) -> list[tuple[str, str, str, bool, float]]:
        """(measure, unit, of, whether at most, how much) of the limits that are followed, as asked for."""
    @property
    def plan(self) -> str:
        """SHA-256 of the plan that runs, or of all plans."""
    @property
    def digest(self) -> str:
        """SHA-256 of what fixes the numbers."""
    @property
    def version(self) -> str:
        """Of the library."""
    @property
    def instruction_set(self) -> str:
        """What it ran on."""
    def without_paths(self) -> Part:
        """The same without the numbers of single replicates."""
    def to_bytes(self) -> bytes:
        """The part as bytes, the same on every machine."""
    @staticmethod
    def from_bytes(bytes: bytes) -> Part:
        """The part that the bytes were made of, or ValueError."""
    def __getstate__(self, /) -> bytes: ...
    def __setstate__(self, state: bytes, /) -> None: ...

def merge(parts: Sequence[Part]) -> Part:
    """Parts of one forecast as one part."""

@final
class Forecasts:
    """Forecasts of regions, and of all of them together."""

    @property
    def names(self) -> list[str]:
        """Names of the regions."""
    def region(self, name: str) -> Forecast:
        """The forecast of a region."""
    @property
    def all(self) -> Forecast:
        """All regions together."""

def forecast(
    region: Region,
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: Callable[[int, int], object] | None,
) -> Forecast:
    """Projects a region. The GIL is released; about every 50 ms signals are checked and `progress(done, total)` called."""

def run_part(
    region: Region,
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: Callable[[int, int], object] | None,
) -> Part:
    """Runs some replicates of a region's forecast."""

def forecast_many(
    regions: Sequence[tuple[str, Region]],
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: Callable[[int, int], object] | None,
) -> Forecasts:
    """Projects regions together."""

def run_part_of_many(
    regions: Sequence[tuple[str, Region]],
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: Callable[[int, int], object] | None,
) -> Part:
    """Runs some replicates of the forecast of many regions."""

def asked(
    region: Region,
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: object,
) -> Part:
    """What parts of a region's forecast are parts of."""

def asked_of_many(
    regions: Sequence[tuple[str, Region]],
    *,
    months: int,
    runs: int,
    seed: int,
    threads: int,
    first: int,
    block: int,
    keep_paths: bool,
    measures: Sequence[str],
    limits: Sequence[tuple[str, str, str, bool, float]],
    progress: object,
) -> Part:
    """What parts of the forecast of many regions are parts of."""

def require_asked(part: Part, asked: Part, span: tuple[int, int] | None = None) -> None:
    """ValueError, saying what differs, unless a part is of the forecast that was asked for, and with that span."""

def forecast_of(region: Region, part: Part) -> Forecast:
    """The forecast that a part is the whole of."""

def forecasts_of(regions: Sequence[tuple[str, Region]], part: Part) -> Forecasts:
    """The forecasts that a part is the whole of."""

def region_seed(seed: int, name: str) -> int:
    """The seed of a region that is forecast among others."""

def random_binomial(n: NDArray[np.float64], p: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Flat arrays of equal length; checked by the caller."""

def random_poisson(mean: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """A flat array; checked by the caller."""

def random_negative_binomial(mean: NDArray[np.float64], size: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Flat arrays of equal length; checked by the caller."""

def random_hypergeometric(
    good: NDArray[np.float64], bad: NDArray[np.float64], drawn: NDArray[np.float64], seed: int
) -> NDArray[np.int64]:
    """Flat arrays of equal length; checked by the caller."""

def random_multinomial(n: NDArray[np.float64], shares: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """n flat, shares 1-d; checked by the caller."""

def instruction_set() -> str:
    """What forecasts and draws run on: "baseline", "avx2" or "avx512"."""

@final
class Table:
    """Columns read from a table of any library."""

    @property
    def rows(self) -> int:
        """Number of rows."""
    @property
    def names(self) -> list[str]:
        """Names of all columns, read or not."""
    @property
    def read(self) -> list[str]:
        """Names of the columns read, as the table has them."""
    @property
    def columns(self) -> list[str]:
        """Names under which columns were read."""
    def column(self, name: str) -> NDArray[np.float64] | tuple[NDArray[np.int32], list[str]]:
        """A column as it was read: numbers, flags as 0 and 1, or days since 1 January 1970 (NaN: none), or of text the numbers of words (-1: none) and the words."""

def read_table(source: object, wanted: Sequence[tuple[str, str]], ignored: Sequence[str] = ()) -> Table:
    """Reads columns of an object with an Arrow stream, or of a mapping from names to columns: pairs of the name to read them under and their own, different for each. Columns that are ignored are not read."""

def read_days(
    values: object, name: str, excel_serials: bool
) -> tuple[NDArray[np.int64], tuple[NDArray[np.int64], int, list[Problem]]]:
    """Days since 1970 of dates (the least number: none), and what is wrong with rows: (rows, count, problems)."""

def day_text(day: str | datetime.date) -> str:
    """A day as "2022-04-01", however it is given."""

def name_key(name: str) -> str:
    """The key by which names are compared: names with the same key are one name."""

@final
class Exhibit(_Value):
    """A figure that a finding rests on."""

    def __init__(self, path: str, value: str, source: str = "") -> None: ...
    @property
    def path(self) -> str:
        """Where it stands in the document, or what was computed."""
    @property
    def value(self) -> str:
        """The figure, as written."""
    @property
    def source(self) -> str:
        """Where it comes from; empty if that is not said."""

@final
class Finding(_Value):
    """Something in a region that contradicts something else, or is doubtful."""

    def __init__(
        self,
        text: str,
        *,
        severity: Severity = "warning",
        path: str = "",
        evidence: Sequence[Exhibit] = (),
        suggestion: str = "",
        rule: str = "",
    ) -> None: ...
    @property
    def rule(self) -> str:
        """Name of the rule that found it."""
    @property
    def severity(self) -> Severity:
        """error, warning or note."""
    @property
    def path(self) -> str:
        """Where: ``inspections."West Sussex".overall."annexe 2"``."""
    @property
    def text(self) -> str:
        """What is wrong, in a sentence with the numbers."""
    @property
    def evidence(self) -> list[Exhibit]:
        """The figures that show it, each with its place and source."""
    @property
    def suggestion(self) -> str:
        """What to do about it."""

@final
class AuditRule:
    """A rule of the audit."""

    @property
    def name(self) -> str:
        """Name, as `off` and `only` take it."""
    @property
    def severity(self) -> Severity:
        """Severity of its gravest finding."""
    @property
    def purpose(self) -> str:
        """What it looks for, in a line."""
    @property
    def source(self) -> str:
        """Where the rule comes from."""

def audit_rules() -> list[AuditRule]:
    """The rules of the audit, in their order."""

def audit(
    region: Region, *, off: Sequence[str], only: Sequence[str], stale_after: int, vacancy_tolerance: float
) -> list[Finding]:
    """What the rules find in a region, gravest first. Raises ValueError for the name of a rule that there is not."""

def known_measures() -> dict[str, tuple[Literal["lower", "higher", "neither"], str]]:
    """Measures that a forecast can have: which way is better (lower, higher or neither), and why."""

def measure_ranges() -> dict[str, tuple[float, float]]:
    """Between what limits of each measure may lie; those of shares are finite."""

def check_limit(measure: str, x: float) -> None:
    """Raises ValueError unless a measure may have that limit."""

@final
class Unused(_Value):
    """A number of a document that no output of a forecast depends on."""

    @property
    def path(self) -> str:
        """Where it stands in the document."""
    @property
    def reason(self) -> str:
        """Why nothing depends on it."""
    @property
    def by_design(self) -> bool:
        """It is evidence, or for the audit: nothing is wrong."""

def unused(region: Region, months: int) -> list[Unused]:
    """Numbers that no output depends on, with the reason, in the order of the document."""

def same_forecast(a: Region, b: Region, months: int) -> bool:
    """Whether the plans of two regions give the same numbers."""

def points_of(region: Region, months: int, measures: Sequence[str]) -> int:
    """How many numbers a replicate of a forecast has: those of every month of every series that is kept."""

def visible(text: str, lines: bool = False) -> str:
    """The text with what controls a terminal, or hides, escaped; with `lines`, the ends of lines stay."""

def restored(type: type[_T], state: object) -> _T:
    """The object of a bound class whose `__getstate__()` is `state`."""
