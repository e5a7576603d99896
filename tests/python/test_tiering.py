"""Tiers of one case and of tables: reasons, invariants, every kind of table the same."""

from __future__ import annotations

import datetime
import doctest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation import TableError, tiering

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = datetime.date(2026, 8, 17)
ROSH = [None, "LOW", "MEDIUM", "HIGH", "VERY_HIGH"]
LEVELS = [None, "M1", "M2", "M3"]
NEEDS = ["accommodation", "ete", "relationships", "lifestyle", "drugs", "alcohol", "thinking", "attitudes"]
SEVERITIES = [None, "NO_NEED", "STANDARD", "SEVERE"]

scores = st.integers(0, 10_000).map(lambda n: n / 100)
maybe_scores = st.none() | scores

v2_rows = st.fixed_dictionaries(
    {
        "rsr": maybe_scores,
        "rosh": st.sampled_from(ROSH),
        "mappa_level": st.sampled_from(LEVELS),
        "complexity": st.integers(0, 10),
        "female": st.booleans(),
        "parenting": st.booleans(),
        "impulsivity": st.booleans(),
        "temper": st.booleans(),
        "enforcement": st.booleans(),
        **{need: st.sampled_from(SEVERITIES) for need in NEEDS},
        "ogrs": st.none() | st.integers(0, 100),
        "iom": st.booleans(),
        "mandate": st.booleans(),
        "assessment": st.booleans(),
        "suspended": st.booleans(),
    }
)
v3_rows = st.fixed_dictionaries(
    {
        "arp": maybe_scores,
        "arp_type": st.sampled_from([None, "STATIC", "DYNAMIC"]),
        "csrp": st.none() | st.integers(0, 2_500).map(lambda n: n / 100),
        "csrp_type": st.sampled_from([None, "STATIC", "DYNAMIC"]),
        "dc_srp": st.none() | st.integers(60, 900).map(lambda n: n / 100),
        "dc_srp_band": st.sampled_from([None, "LOW", "MEDIUM", "HIGH", "VERY_HIGH", "NOT_APPLICABLE"]),
        "rosh": st.sampled_from(ROSH),
        "mappa_category": st.sampled_from([None, "M1", "M2", "M3", "M4"]),
        "lifer": st.booleans(),
        "released": st.none() | st.dates(datetime.date(2015, 1, 1), datetime.date(2027, 1, 1)),
        "domestic_abuse": st.booleans(),
        "stalking": st.booleans(),
        "child_protection": st.booleans(),
        "sexual_offence": st.booleans(),
        "active_event": st.booleans(),
    }
)


def v2_case(row: dict[str, Any]) -> tiering.V2:
    needs = {need.upper(): row[need] for need in NEEDS}
    return tiering.v2_case(needs=needs, **{name: value for name, value in row.items() if name not in NEEDS})


def v3_case(row: dict[str, Any]) -> tiering.V3:
    return tiering.v3_case(**row, as_of=AS_OF)


def by_column(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def arrow(columns: dict[str, list[Any]]) -> pa.Table:
    return pa.table(columns)


def chunked(columns: dict[str, list[Any]]) -> pa.Table:
    """Two chunks, of which the second begins inside a larger array."""
    whole = pa.table({name: [*values, *values] for name, values in columns.items()})
    n = len(next(iter(columns.values())))
    return pa.concat_tables([whole.slice(0, n // 2), whole.slice(n + n // 2)])


def dictionary(columns: dict[str, list[Any]]) -> pa.Table:
    table = pa.table(columns)
    for i, name in enumerate(table.column_names):
        if pa.types.is_string(table.schema.field(name).type):
            table = table.set_column(i, name, table.column(name).dictionary_encode())
    return table


def views(columns: dict[str, list[Any]]) -> pa.Table:
    table = pa.table(columns)
    kinds = {pa.string(): pa.large_string(), pa.float64(): pa.float32()}
    fields = [
        pa.field(f.name, pa.string_view() if f.name == "rosh" else kinds.get(f.type, f.type)) for f in table.schema
    ]
    return table.cast(pa.schema(fields)) if all(f.type != pa.null() for f in table.schema) else table


FRAMES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "dict": dict,
    "numpy": lambda c: {name: np.array(values, dtype=object) for name, values in c.items()},
    "pandas": pd.DataFrame,
    "pandas-object": lambda c: pd.DataFrame(c, dtype=object),
    "polars": lambda c: pl.DataFrame(c, strict=False),
    "polars-categorical": lambda c: pl.DataFrame(c).with_columns(pl.col(pl.String).cast(pl.Categorical)),
    "arrow": arrow,
    "arrow-chunked": chunked,
    "arrow-dictionary": dictionary,
    "arrow-reader": lambda c: pa.table(c).to_reader(max_chunksize=3),
    "dict-of-arrow": lambda c: {name: pa.array(values) for name, values in c.items()},
    "dict-of-polars": lambda c: {name: pl.Series(values) for name, values in c.items()},
}


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(v2_rows, min_size=1, max_size=12))
def test_v2_of_a_table_is_v2_of_its_rows(rows: list[dict[str, Any]]) -> None:
    cases = [v2_case(row) for row in rows]
    for kind, frame in FRAMES.items():
        table = tiering.v2(frame(by_column(rows)))
        assert table["tier"].tolist() == [case.tier for case in cases], kind
        assert table["protect_points"].tolist() == [case.protect_points for case in cases], kind
        assert table["change_points"].tolist() == [case.change_points for case in cases], kind
        assert table["reasons"].tolist() == [case.why for case in cases], kind


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(v3_rows, min_size=1, max_size=12))
def test_v3_of_a_table_is_v3_of_its_rows(rows: list[dict[str, Any]]) -> None:
    cases = [v3_case(row) for row in rows]
    for kind, frame in FRAMES.items():
        table = tiering.v3(frame(by_column(rows)), as_of=AS_OF)
        assert table["tier"].tolist() == [case.tier for case in cases], kind
        assert table["provisional"].tolist() == [case.provisional for case in cases], kind
        assert table["reasons"].tolist() == [case.why for case in cases], kind


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(v3_rows, min_size=1, max_size=8), data=st.data())
def test_order_of_rows_changes_nothing(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    straight = tiering.v3(by_column(rows), as_of=AS_OF)
    permuted = tiering.v3(by_column([rows[i] for i in order]), as_of=AS_OF)
    for name in straight:
        assert permuted[name].tolist() == [straight[name].tolist()[i] for i in order]


def rises(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with one thing worse, if it can be."""
    worse = dict(row)
    if name in ("rosh", "mappa_level"):
        levels = ROSH if name == "rosh" else LEVELS
        worse[name] = levels[min(levels.index(row[name]) + 1, len(levels) - 1)]
    elif name == "complexity":
        worse[name] = min(row[name] + 1, 10)
    elif name == "rsr":
        worse[name] = {0: 3.0, 10: 7.0, 20: 50.0}[v2_case(row).protect_breakdown["RSR"]]
    elif name == "ogrs":
        worse[name] = min((row[name] or 0) + 10, 100)
    elif name in NEEDS:
        worse[name] = SEVERITIES[min(SEVERITIES.index(row[name]) + 1, 3)]
    else:
        worse[name] = True
    return worse


PROTECT_FIELDS = [
    "rsr", "rosh", "mappa_level", "complexity", "female", "parenting", "impulsivity", "temper", "enforcement",
]  # fmt: skip
CHANGE_FIELDS = ["ogrs", "iom", *NEEDS]


@settings(max_examples=50, deadline=None)
@given(row=v2_rows)
def test_what_is_worse_never_lowers_a_letter_or_a_digit(row: dict[str, Any]) -> None:
    """RSR from one band to the next: scores that fall between the bands do lower it, as the next test says."""
    before = v2_case(row)
    for name in PROTECT_FIELDS:
        after = v2_case(rises(name, row))
        assert after.protect_points >= before.protect_points, name
        assert after.protect <= before.protect, name
        assert after.change == before.change, name
    for name in CHANGE_FIELDS:
        after = v2_case(rises(name, row))
        assert after.change >= before.change, name
        assert after.protect == before.protect, name


def test_scores_between_the_bands_of_rsr_lower_the_letter_and_say_so() -> None:
    assert [tiering.v2_case(rsr=rsr).protect for rsr in (6.99, 6.995, 7.0, 99.98, 99.99)] == ["C", "D", "B", "B", "D"]
    assert "(RSR above 6.99 and below 7 scores 0)" in tiering.v2_case(rsr=6.995).why
    assert "(RSR of 99.99 or more scores 0)" in tiering.v2_case(rsr=100).why


ORDER = "ABCDEFG"


WORSE: list[dict[str, Any]] = [
    {"domestic_abuse": True},
    {"stalking": True},
    {"child_protection": True},
    {"sexual_offence": True},
    {"rosh": "VERY_HIGH"},
    {"mappa_category": "M1"},
    {"arp": 100.0},
    {"csrp": 25.0},
    {"dc_srp": 9.0, "dc_srp_band": "VERY_HIGH"},
    {"lifer": True},
]


@settings(max_examples=50, deadline=None)
@given(row=v3_rows)
def test_what_is_worse_never_lowers_the_tier(row: dict[str, Any]) -> None:
    row |= {"arp": row["arp"] or 0.0, "csrp": row["csrp"] or 0.0, "active_event": True}
    before = ORDER.index(v3_case(row).tier)
    for worse in WORSE:
        assert ORDER.index(v3_case(row | worse).tier) <= before, worse


@settings(max_examples=200, deadline=None)
@given(row=v3_rows)
def test_a_tier_that_is_not_provisional_stays_whatever_was_missing(row: dict[str, Any]) -> None:
    """What "provisional" means: if it is not said, learning RoSH, or a dynamic score, does not lift the tier."""
    row |= {"arp": row["arp"] or 0.0, "csrp": row["csrp"] or 0.0, "active_event": True}
    row |= {"arp_type": row["arp_type"] or "STATIC", "csrp_type": row["csrp_type"] or "STATIC"}
    case = v3_case(row)
    if case.provisional:
        return
    learnt = dict(row)
    if row["rosh"] is None:
        learnt["rosh"] = "VERY_HIGH"
    for name in ("arp", "csrp"):
        if row[f"{name}_type"] == "STATIC":
            learnt |= {name: 100.0, f"{name}_type": "DYNAMIC"}
    assert v3_case(learnt).tier == case.tier


def test_registers_may_be_given_as_they_are() -> None:
    frame = {
        "rsr": [0.0, 0.0, 0.0],
        "rosh": [None, None, None],
        "mappa_level": [None, None, None],
        "ogrs": [0, 0, 0],
        "registers": ["RMDO, ALSH RMDO;IIOM", None, "PRC"],
    }
    done = tiering.v2(frame)
    assert done["tier"].tolist() == ["D1", "D1", "D1S"]
    assert done["protect_points"].tolist() == [4, 0, 0]
    assert done["change_points"].tolist() == [2, 0, 0]
    with pytest.raises(ValueError, match="'complexity' is said by the column 'registers' too"):
        tiering.v2(frame | {"complexity": [1, 1, 1]})


def test_scores_of_sections_become_severities() -> None:
    frame = {name: [0.0] * 3 for name in ("rsr", "ogrs")} | {"rosh": [None] * 3, "mappa_level": [None] * 3}
    done = tiering.v2(frame | {"alcohol": [3, 3, None], "strengths_and_needs": [False, True, True]})
    assert done["change_points"].tolist() == [0, 1, 0]
    assert tiering.need_severity("ALCOHOL", 3) == "NO_NEED"
    assert tiering.need_severity("ALCOHOL", 3, strengths_and_needs=True) == "STANDARD"


def test_registers_by_date() -> None:
    day = datetime.date(2026, 1, 1)
    found = tiering.registers(
        [
            tiering.Registration("RVHR", day),
            tiering.Registration("RMRH", day + datetime.timedelta(1)),
            tiering.Registration("MAPP", day, "M2", "M1"),
            tiering.Registration("HREG", day),
            tiering.Registration("INLL", day),
        ]
    )
    assert (found.rosh, found.mappa_level, found.mappa_category) == ("MEDIUM", "M2", "M1")
    assert found.lifer
    assert found.complexity == 0


BAD = {
    "rsr": [1.0, 101.0, float("inf"), 2.0],
    "rosh": ["HIGH", "SEVERE", None, "LOW"],
    "mappa_level": [None, "M1", "M2", "M9"],
    "ogrs": [50, 1, 2, 3],
    "mandate": [True, True, None, True],
}


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(TableError) as caught:
        tiering.v2(BAD)
    assert str(caught.value).splitlines()[0] == "table: 5 problems in 3 rows"
    assert caught.value.rows.tolist() == [1, 2, 3]
    assert [str(problem) for problem in caught.value.problems] == [
        "row 1, rsr: found 101, expected a percentage, 0 to 100",
        'row 1, rosh: found "SEVERE", expected LOW, MEDIUM, HIGH or VERY_HIGH',
        "row 2, rsr: found inf, expected a percentage, 0 to 100",
        "row 2, mandate: found nothing, expected yes or no, true or false, 1 or 0",
        'row 3, mappa_level: found "M9", expected M1, M2 or M3',
    ]


def test_good_rows_are_kept_if_asked() -> None:
    done = tiering.v2(BAD, errors="report")
    assert done["tier"].tolist() == ["B1", None, None, None]
    assert done.problems is not None
    assert done.problems.rows.tolist() == [1, 2, 3]
    assert done.counts() == {"B1": 1}
    with pytest.raises(ValueError, match='errors must be "raise" or "report"'):
        tiering.v2(BAD, errors="ignore")  # type: ignore[arg-type]


def test_a_medium_score_that_cannot_be_is_named_with_its_row() -> None:
    frame: dict[str, list[Any]] = {name: [None, None] for name in ("arp_type", "csrp_type", "rosh", "mappa_category")}
    frame |= {"arp": [1.0, 1.0], "csrp": [1.0, 1.0], "dc_srp": [0.6, 0.59], "dc_srp_band": ["MEDIUM", "MEDIUM"]}
    with pytest.raises(
        TableError, match=r"row 1, dc_srp: found 0\.59 in the band MEDIUM, expected a medium score of 0\.6"
    ):
        tiering.v3(frame)


def test_releases_need_a_day_as_of_which_they_are_judged() -> None:
    with pytest.raises(ValueError, match="as_of: found nothing"):
        tiering.v3_case(arp=1, csrp=1, lifer=True, released=AS_OF)
    assert tiering.v3_case(arp=1, csrp=1, lifer=False, released=AS_OF).tier == "E"
    frame = {name: ["x"][:0] for name in tiering.V3_COLUMNS if name != "registers"}
    assert len(tiering.v3(frame)["tier"]) == 0


def test_columns_missing_misspelt_or_called_something_else() -> None:
    good = {"rsr": [8.0], "rosh": ["HIGH"], "mappa_level": [None], "ogrs": [0]}
    with pytest.raises(ValueError, match="there is no column 'ogrs'; it has 'mappa_level', 'rosh', 'rsr'"):
        tiering.v2({name: values for name, values in good.items() if name != "ogrs"})
    with pytest.raises(ValueError, match="column 'suspnded' is not known; is it 'suspended'"):
        tiering.v2(good | {"suspnded": [True]})
    with pytest.raises(ValueError, match="'ogrss' is no column that is read here; did you mean 'ogrs'"):
        tiering.v2(good, columns={"ogrss": "x"})
    with pytest.raises(ValueError, match="the table has no column 'score'"):
        tiering.v2(good, columns={"rsr": "score"})
    assert tiering.v2(good, columns={"rsr": "RSR"})["tier"].tolist() == ["B1"]
    renamed = {"risk": good["rsr"], **{name: values for name, values in good.items() if name != "rsr"}}
    assert tiering.v2(renamed, columns={"rsr": "risk"})["tier"].tolist() == ["B1"]
    assert tiering.v2(good | {"crn": ["X1"], "note": [object()]}, ignore=["note"])["tier"].tolist() == ["B1"]


def test_words_that_cannot_be() -> None:
    with pytest.raises(ValueError, match='rosh: found "HUGE", expected LOW, MEDIUM, HIGH or VERY_HIGH'):
        tiering.v2_case(rosh="HUGE")
    with pytest.raises(ValueError, match='needs: found "MONEY", expected ACCOMMODATION'):
        tiering.v2_case(needs={"MONEY": "SEVERE"})
    with pytest.raises(ValueError, match="complexity: found 11"):
        tiering.v2_case(complexity=11)
    assert tiering.v2_case(rosh="very high").tier == "A1"


def test_tiers_join_the_table_they_came_from() -> None:
    frame = pd.DataFrame(
        {"crn": ["a", "b"], "rsr": [8.0, 1.0], "rosh": [None, "VERY_HIGH"], "mappa_level": None, "ogrs": 0}
    )
    done = tiering.v2(frame)
    assert frame.assign(**done)["tier"].tolist() == ["B1", "A1"]
    assert done.to_pandas().shape == (2, 4)
    assert pl.DataFrame(dict(done)).shape == (2, 4)
    assert tiering.v2(frame, reasons=False).to_pandas().columns.tolist() == ["tier", "protect_points", "change_points"]


def test_display(golden: Callable[[str, str | None], None]) -> None:
    frame = {"rsr": [8.0, 1.0, 1.0], "rosh": [None, "VERY_HIGH", None], "mappa_level": [None] * 3, "ogrs": [99, 0, 0]}
    golden("tiers.txt", str(tiering.v2(frame | {"suspended": [False, False, True]})))
    golden("tiers.html", tiering.v2(frame)._repr_html_())
    case = tiering.v3_case(arp=64, csrp=1.2, rosh="HIGH")
    assert repr(case) == "<V3 D: D because ARP from 50 with CSRP from 1, RoSH HIGH>"
    assert repr(tiering.v2(frame)) == "<Tiers v2 of 3 cases>"
    assert case.steps["MAPPA_ROSH"] == "D"
    assert case.steps["STALKING"] is None


def test_the_page_says_what_happens() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "tiering.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 15) == (0, True)
    assert doctest.testmod(tiering) == doctest.TestResults(0, 4)
