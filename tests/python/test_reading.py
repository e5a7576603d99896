"""Documents in and out: JSON, TOML and dicts end in the same region, and every problem is reported."""

from __future__ import annotations

import datetime
import json
import math
import pickle
import tomllib
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation._document.toml import to_toml
from probation._region.files import document_text, parse
from probation._util.atomic_write import write_text

SMALL = Path(__file__).parents[1] / "data" / "small.json"

MINIMAL = """
name = "Mini"
as_of = "2022-04"

[pdus.North.staff.PO]
in_post = 30
"""


def test_json_and_toml_are_the_same_region(small: pb.Region, tmp_path: Path) -> None:
    for name in ("region.toml", "region.json", "region"):
        pb.write(small, tmp_path / name)
        assert pb.read(tmp_path / name) == small
    assert pb.Region.from_dict(small.to_dict()) == small
    assert pb.read(tmp_path / "region.json").to_json() == small.to_json()


def test_the_example_survives_every_format(kss: pb.Region) -> None:
    for form in ("json", "toml"):
        assert parse(document_text(kss, form).encode(), name="again", format=form) == kss


def test_format_is_told_by_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "region.txt"
    file.write_text(MINIMAL)
    assert pb.read(file).name == "Mini"
    file.write_text('// a comment\n{"name": "Jot", "as_of": "2022-04"}')
    assert pb.read(file).name == "Jot"
    with pytest.raises(pb.DocumentError):
        pb.read(file, format="toml")


def test_scenario_is_applied(small: pb.Region) -> None:
    assert pb.read(SMALL, scenario="vetting halved") == small.scenario("vetting halved") != small
    with pytest.raises(KeyError, match="did you mean 'vetting halved'"):
        pb.read(SMALL, scenario="vetting halfed")


def test_toml_errors_have_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('name = "Mini"\nas_of = 2022-04\n')
    with pytest.raises(pb.DocumentError) as caught:
        pb.read(file)
    (problem,) = caught.value.problems
    assert (problem.line, problem.path) == (2, "")
    assert problem.column > 0
    assert str(caught.value).startswith("bad.toml: 1 problem\n  line 2, column ")


def test_toml_that_ends_too_soon_has_its_end_as_place() -> None:
    with pytest.raises(pb.DocumentError) as caught:
        parse(b'name = "Mini"\nnotes = [', name="cut", format="toml")
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (2, 10)


def test_toml_that_is_not_utf8_has_a_place() -> None:
    with pytest.raises(pb.DocumentError) as caught:
        parse(b'name = "Mini"\nas_of = "\xff"', name="latin", format="toml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.found) == (2, 10, "byte 0xff")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_refused(number: float) -> None:
    document = {"name": "Mini", "as_of": "2022-04", "pdus": {"West Kent": {"staff": {"PO": {"in_post": number}}}}}
    with pytest.raises(pb.DocumentError) as caught:
        pb.Region.from_dict(document)
    (problem,) = caught.value.problems
    assert problem.path == 'pdus."West Kent".staff.PO.in_post'
    assert problem.expected == "a finite number"
    toml = MINIMAL.replace("30", str(number)).encode()
    with pytest.raises(pb.DocumentError, match="a finite number"):
        parse(toml, name="mini", format="toml")


def test_dates_become_text_and_the_reader_says_what_a_month_is() -> None:
    assert parse(b'name = "Mini"\nas_of = 2022-04-01\n', name="mini", format="toml").as_of == "2022-04"
    assert pb.Region.from_dict({"name": "Mini", "as_of": datetime.date(2022, 4, 1)}).as_of == "2022-04"
    with pytest.raises(pb.DocumentError) as caught:
        parse(b'name = "Mini"\nas_of = 2022-04-02\n', name="mini", format="toml")
    assert 'found "2022-04-02", expected a month such as "2022-04" (write "2022-04")' in str(caught.value)
    assert caught.value.problems[0].path == "as_of"
    with pytest.raises(pb.DocumentError, match="2022-04-02"):
        pb.Region.from_dict({"name": "Mini", "as_of": datetime.date(2022, 4, 2)})


def test_what_is_no_document_is_refused_with_its_path() -> None:
    with pytest.raises(pb.DocumentError, match=r"notes\[1\]: found object, expected"):
        pb.Region.from_dict({"name": "Mini", "as_of": "2022-04", "notes": ["fine", object()]})


def test_every_problem_is_reported_not_only_the_first() -> None:
    document = {"name": 3, "as_of": "soon", "pdus": {"North": {"staff": {"PO": {"in_pots": 3}}}}}
    with pytest.raises(pb.DocumentError) as caught:
        pb.Region.from_dict(document, "three.json")
    assert isinstance(caught.value, ValueError)
    assert {p.path for p in caught.value.problems} >= {"name", "as_of", "pdus.North.staff.PO.in_pots"}
    assert str(caught.value).startswith("three.json: ")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


def test_missing_files_are_os_errors(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pb.read(tmp_path / "nowhere.toml")


def test_regions_pickle(small: pb.Region, kss: pb.Region) -> None:
    for region in (small, kss):
        assert pickle.loads(pickle.dumps(region)) == region


def test_toml_cannot_remove_a_key() -> None:
    with pytest.raises(ValueError, match="null"):
        to_toml({"scenarios": {"none": {"recruitment": None}}})


def test_files_are_written_wholly_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    write_text(file, "first\n")
    file.chmod(0o640)
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "second \ud800")
    assert file.read_text() == "first\n"
    write_text(file, "third\n")
    assert file.read_text() == "third\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["out.json"]


# --- round trips of regions nobody wrote -----------------------------------------------------------------------------------

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
names = names.filter(lambda name: name.strip() and name != "*")  # * stands for all of them
share = st.floats(0.01, 0.6)
sources = {
    "source": st.text(max_size=5),
    "status": st.sampled_from(["observed", "assumed", "disputed"]),
    "date": st.sampled_from(["2022-01", "1999-12"]),
}


def quantities(least: float, most: float) -> st.SearchStrategy[Any]:
    number = st.floats(least, most)
    spread = st.lists(number, min_size=3, max_size=3, unique=True).map(sorted)
    return st.one_of(
        number,
        st.fixed_dictionaries({"value": number}, optional=sources),
        spread.map(lambda x: {"low": x[0], "mode": x[1], "high": x[2]}),
        spread.map(lambda x: {"low": x[0], "high": x[2], "source": "somewhere"}),
    )


staff: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"in_post": quantities(1, 500), "caseload": quantities(5, 80), "workload": quantities(0.5, 2)},
    optional={
        "establishment": quantities(1, 500),
        "leaving_rate": share.map(lambda x: {"value": x, "per": "year"}),
        "reported_vacancy": share,
    },
)
always: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "as_of": st.sampled_from(["2021-06", "2022-04", "2030-12"]),
    "pdus": st.dictionaries(
        names,
        st.fixed_dictionaries({"staff": st.dictionaries(st.sampled_from(["PO", "PSO"]), staff, min_size=1)}),
        max_size=3,
    ),
}
documents = st.fixed_dictionaries(
    always,
    optional={"notes": st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=3)},
)


trees: st.SearchStrategy[object] = st.recursive(
    st.one_of(
        st.integers(-(2**62), 2**62),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.text(max_size=6),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=4), st.dictionaries(st.text(max_size=4), trees, max_size=4), max_size=3))
def test_toml_keeps_every_tree_and_its_order(tree: dict[str, object]) -> None:
    again = tomllib.loads(to_toml(tree))
    assert json.dumps(again) == json.dumps(tree)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_region_to_dict_to_region(document: dict[str, object]) -> None:
    region = pb.Region.from_dict(document)
    assert pb.Region.from_dict(region.to_dict()) == region
    assert parse(document_text(region, "toml").encode(), name="toml", format="toml") == region
    assert parse(document_text(region, "json").encode(), name="json", format="json") == region
    assert pickle.loads(pickle.dumps(region)) == region
    assert json.loads(region.to_json(pretty=False)) == region.to_dict()
