"""Dates: what is one is read, by its own clock; what is none is refused, every row at once."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import probation as pb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import TableError
from probation.backlog import completed_waits, list_statistics, queue_sizes, waits_at

LONDON = zoneinfo.ZoneInfo("Europe/London")
DAY = "2022-02-28"


@pytest.mark.parametrize("what", [44592, 44592.0, True, "20220131x", "2022", "today", "now", "44592", "2022-13-01", "31/02/2022",
                                  "01/31/2022", np.int64(44592), np.True_, "1/2/22", [1], 1j])  # fmt: skip
def test_faults_A03_what_is_no_date_is_refused(what: Any) -> None:
    with pytest.raises(TableError, match=r"row 0, referral: found .*, expected a date such as 2024-01-31"):
        waits_at([what], day=DAY)
    with pytest.raises(TableError, match="row 1, referral"):
        waits_at(["2022-01-31", what], day=DAY)
    with pytest.raises(ValueError, match=r"day: found .*, expected a date"):
        waits_at(["2022-01-31"], day=what)


@pytest.mark.parametrize("make", [np.array, pd.Series, pl.Series, pa.array, list, tuple])
def test_faults_A03_numbers_are_dates_of_excel_only_if_asked(make: Any) -> None:
    with pytest.raises(TableError):
        waits_at(make([44592]), day=DAY)
    assert waits_at(make([44592]), day=DAY, excel_serials=True).tolist() == [28]
    assert waits_at(make([44592.75]), day=DAY, excel_serials=True).tolist() == [28]


def test_faults_A03_the_day_that_excel_made_up() -> None:
    found = waits_at([59, 61, 1], day="1900-03-01", excel_serials=True)
    assert found.tolist() == [1, 0, 59]
    for bad in (60, 60.5, 0, -1, 1e9, float("inf")):
        with pytest.raises(TableError, match="its number in Excel"):
            waits_at([bad], day="1900-03-01", excel_serials=True)
    assert waits_at(["44592", "2022-01-31"], day=DAY, excel_serials=True).tolist() == [28, 28]


@pytest.mark.parametrize(
    "text",
    ["20220131", "2022-01-31", "31/01/2022", "31/1/2022", "31-01-2022", "31.01.2022", "31 January 2022", "31-Jan-22", "31 jan 2022",
     "2022-01-31T00:00:00", "2022-01-31 23:59:59", "2022-01-31T00:00:00+01:00", "2022-01-31T23:00:00Z", " 2022\u201301\u201331 "],
)  # fmt: skip
def test_faults_A03_texts_that_are_dates(text: str) -> None:
    assert waits_at([text], day=DAY).tolist() == [28]
    assert waits_at([text, dt.date(2022, 1, 31)], day=DAY).tolist() == [28, 28]
    assert waits_at(["2022-01-31"], day=text).tolist() == [0]


def test_faults_A03_the_day_comes_first() -> None:
    assert waits_at(["01/02/2022"], day=DAY).tolist() == [27]


MIDNIGHT = dt.datetime(2022, 7, 1, tzinfo=LONDON)
ZONED = {
    "datetime": [MIDNIGHT],
    "object": np.array([MIDNIGHT], dtype=object),
    "timestamp": [pd.Timestamp(MIDNIGHT)],
    "object of timestamps": np.array([pd.Timestamp(MIDNIGHT)], dtype=object),
    "text": ["2022-07-01T00:00:00+01:00"],
    "text with a blank": ["2022-07-01 00:00:00+0100"],
    "series": pd.Series([MIDNIGHT]),
    "series in ns": pd.Series(pd.to_datetime(["2022-07-01"]).tz_localize("Europe/London")),
    "index": pd.to_datetime(["2022-07-01"]).tz_localize("Europe/London"),
    "arrow": pa.array([MIDNIGHT], pa.timestamp("us", "Europe/London")),
    "arrow in s": pa.array([MIDNIGHT], pa.timestamp("s", "Europe/London")),
    "arrow, an offset": pa.array([MIDNIGHT], pa.timestamp("ms", "+01:00")),
    "polars": pl.Series([MIDNIGHT]).dt.convert_time_zone("Europe/London"),
    "mixed": ["2022-07-01", MIDNIGHT],
}


@pytest.mark.parametrize("kind", ZONED)
def test_faults_A04_a_moment_is_of_the_day_of_its_own_clock(kind: str) -> None:
    found = waits_at(ZONED[kind], day="2022-07-31").tolist()
    assert found == [30] * len(found)
    assert found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.datetimes(dt.datetime(1975, 1, 1), dt.datetime(2037, 12, 31)).map(lambda d: d.replace(tzinfo=dt.UTC)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(
        ["Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "UTC", "+05:45", "-09:30"]
    ),
)
def test_faults_A04_zones_of_arrow_are_those_of_python(moments: list[dt.datetime], zone: str) -> None:
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        clock: dt.tzinfo = dt.timezone(sign * dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[4:])))
    else:
        clock = zoneinfo.ZoneInfo(zone)
    local = [moment.astimezone(clock) for moment in moments]
    array = pa.array(moments, pa.timestamp("us", zone))
    wanted = [(dt.date(2040, 1, 1) - moment.date()).days for moment in local]
    assert waits_at(array, day="2040-01-01").tolist() == wanted
    assert waits_at(local, day="2040-01-01").tolist() == wanted


def test_faults_A04_tables_too() -> None:
    frame = {"arp": [1.0], "csrp": [1.0], "arp_type": ["STATIC"], "csrp_type": ["STATIC"], "rosh": [None], "mappa_category": [None],
             "lifer": [True]}  # fmt: skip
    released = pa.array([dt.datetime(2025, 8, 17, tzinfo=LONDON)], pa.timestamp("us", "Europe/London"))
    tiers = [
        pb.tiering.v3(frame | {"released": each}, as_of="17/08/2026")["tier"].tolist()
        for each in (released, ["17/08/2025"], ["2025-08-17T00:00:00+01:00"], [dt.date(2025, 8, 17)])
    ]
    assert tiers == [["B"]] * 4


def test_faults_B04_objects_with_nothing_are_read_as_the_series_is() -> None:
    series = pd.Series([pd.Timestamp("2022-01-31"), pd.NaT, pd.Timestamp("2022-02-01")])
    came = ["2022-01-01"] * 3
    wanted = waits_at(came, series, day=DAY).tolist()
    assert wanted == [58]
    for removal in (
        series.to_numpy(dtype=object),
        np.array([np.datetime64("2022-01-31"), np.datetime64("NaT"), np.datetime64("2022-02-01")], dtype=object),
        [pd.Timestamp("2022-01-31"), pd.NaT, dt.date(2022, 2, 1)],
        [np.datetime64("2022-01-31"), pd.NA, "2022-02-01"],
        ["2022-01-31", "", "2022-02-01"],
        ["2022-01-31", "n/a", "2022-02-01"],
        ["2022-01-31", float("nan"), "2022-02-01"],
        np.ma.array(["2022-01-31", "1970-01-01", "2022-02-01"], dtype="datetime64[D]", mask=[False, True, False]),
        pa.array([dt.date(2022, 1, 31), None, dt.date(2022, 2, 1)]).dictionary_encode(),
        pl.Series([dt.date(2022, 1, 31), None, dt.date(2022, 2, 1)]),
        pd.Series(["2022-01-31", None, "2022-02-01"], dtype="string"),
        (date for date in ("2022-01-31", None, "2022-02-01")),
    ):
        assert waits_at(came, removal, day=DAY).tolist() == wanted, repr(removal)
    assert waits_at(came, pd.Series([None] * 3, dtype="float64"), day=DAY).tolist() == [58] * 3


CAME = ["2022-01-01", None, "soon", "2022-01-04", "2022-01-05", "2022-01-06"]
GONE = ["2022-01-02", None, None, "2022-01-03", 7, None]
SAID = [
    "row 1, referral: found nothing, expected the date of referral",
    'row 2, referral: found "soon", expected a date such as 2024-01-31',
    "row 3, removal: found 2022-01-03, expected a day on or after the referral, 2022-01-04",
    'row 4, removal: found "7", expected a date such as 2024-01-31',
]


def test_faults_B11_every_bad_row_of_a_list_at_once() -> None:
    for call in (waits_at, queue_sizes, completed_waits):
        with pytest.raises(TableError) as caught:
            call(CAME, GONE)
        assert [str(problem) for problem in caught.value.problems] == SAID
        assert (caught.value.rows.tolist(), caught.value.count) == ([1, 2, 3, 4], 4)


def test_faults_B11_good_rows_are_kept_if_asked() -> None:
    good = ["2022-01-01", "2022-01-06"], ["2022-01-02", None]
    for call in (waits_at, queue_sizes, completed_waits):
        found: Any = call(CAME, GONE, errors="report")
        assert found.tolist() == call(*good).tolist()
        assert found.problems.rows.tolist() == [1, 2, 3, 4]
        clean: Any = call(*good, errors="report")
        assert clean.problems is None
    numbers = list_statistics(CAME, GONE, target_wait_days=28, errors="report")
    assert numbers.problems is not None
    assert numbers.referrals == 2
    assert list_statistics(*good, target_wait_days=28).problems is None
    with pytest.raises(ValueError, match="lists of the same length"):
        waits_at(CAME, GONE[:3])
    with pytest.raises(ValueError, match='errors must be "raise" or "report"'):
        waits_at(CAME, GONE, errors="no")  # type: ignore[arg-type]


def test_faults_B11_thousands_of_bad_rows_are_counted() -> None:
    with pytest.raises(TableError) as caught:
        waits_at(["x", "2022-01-01"] * 3000, day=DAY)
    assert (caught.value.count, len(caught.value.rows), len(caught.value.problems)) == (3000, 3000, 1000)


DOCUMENT = """
name = "A"
as_of = {as_of}
[pdus.A.staff.PO]
in_post = {in_post}
"""


def document(tmp_path: Any, as_of: str = '"2026-11"', in_post: str = "10") -> pb.Region:
    file = tmp_path / "a.toml"
    file.write_text(DOCUMENT.format(as_of=as_of, in_post=in_post), encoding="utf-8")
    return pb.read(file)


@pytest.mark.parametrize("as_of", ["2026-11-01", '"2026-11-01"', "2026-11-01T00:00:00", "2026-11-01T00:00:00Z"])
def test_faults_B13_a_first_day_is_its_month(tmp_path: Any, as_of: str) -> None:
    assert document(tmp_path, as_of).as_of == "2026-11"


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("01/11/2026", 'write "2026-11" for the month of 01/11/2026'),
        ('"01/11/2026"', 'write "2026-11"'),
        ("2026-11", 'a month stands in quotes: write "2026-11"'),
        ("2026-11-15", 'write "2026-11"'),
        ('"Nov-26"', 'write "2026-11"'),
        ('"20261101"', 'write "2026-11"'),
        ("Nov-26", "a month is written"),
        ("\u201c2026-11\u201d", "write straight quotes"),
        ("202611", "a month stands in quotes"),
    ],
)
def test_faults_B13_what_to_write_for_a_month(tmp_path: Any, as_of: str, said: str) -> None:
    with pytest.raises(pb.DocumentError, match=said) as caught:
        document(tmp_path, as_of)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("in_post", "said"),
    [
        ("22%", "22 % is 0.22"),
        ('"22%"', "write 0.22"),
        ('"116.9%"', "write 1.169"),
        ('"1,234.5"', "write 1234.5"),
        ("1,234", "write numbers without commas: 1234"),
        ("0,5", "write a point for the decimal comma: 0.5"),
        ("\u22123", "write a plain minus: -3"),
        ('"31.5"', "without quotes: write 31.5"),
        ("True", "write true"),
    ],
)
def test_faults_B13_what_to_write_for_a_number(tmp_path: Any, in_post: str, said: str) -> None:
    with pytest.raises(pb.DocumentError, match=said):
        document(tmp_path, in_post=in_post)


@pytest.mark.parametrize(("as_of", "said"), [("01/11/2026", '"2026-11"'), ("22%", "0.22")])
def test_faults_B13_in_json_too(tmp_path: Any, as_of: str, said: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(f'{{"name": "A", "as_of": {as_of}}}', encoding="utf-8")
    with pytest.raises(pb.DocumentError, match=said):
        pb.read(file)


def test_faults_B13_months_of_a_call(small: pb.Region) -> None:
    plan = small.plan(months=12)
    assert plan is not None
    assert pb.wmt.available_points(date="30/04/2024") == pb.wmt.available_points(date=np.datetime64("2024-04-30"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a day is written"):
        pb.wmt.available_points(date="today")
