"""Errors that say what is wrong, where, and what to write, in the syntax of the document."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from probation._region.files import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
BROKEN = sorted((ROOT / "tests" / "data" / "broken").glob("*.json"))
HEAD = 'name = "R"\nas_of = "2022-04"\n'


def read(document: bytes | str | dict[Any, Any], format: Any) -> pb.Region:
    if isinstance(document, dict):
        return pb.Region.from_dict(document)
    return parse(document if isinstance(document, bytes) else document.encode(), name="doc", format=format)


def problems(document: bytes | str | dict[Any, Any], format: Any = "toml") -> list[pb.Problem]:
    with pytest.raises(pb.DocumentError) as error:
        read(document, format)
    assert str(error.value).startswith("doc")
    return list(error.value.problems)


# B5: documents that would be tracebacks.


def nested(depth: int) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for _ in range(depth):
        out = {"a": out}
    return out


def cyclic() -> dict[str, Any]:
    out: dict[str, Any] = {"name": "R", "as_of": "2022-04"}
    out["pdus"] = {"x": out, "y": [out, out]}
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = " + "[" * 500 + "]" * 500, "inside each other"),
        ("x = " + "[" * 100_000 + "]" * 100_000, "inside each other"),
        ("x = " + "{a=" * 500 + "1" + "}" * 500, "inside each other"),
        ("x = " + "[" * 40 + "]" * 40, "inside each other"),
        (".".join(["a"] * 5000) + " = 1", "inside each other"),
        ("[" + ".".join(["a"] * 5000) + "]\nb = 1", "inside each other"),
        ("x = " + "[" * 100_000, ""),
        ("x = " + "9" * 5000, "a number of 5000 digits"),
        ("x = " + "9_" * 4500 + "9", "a number of 4501 digits"),
        ("x = 1" + "0" * 400, "a number of about 401 digits"),
        ("x = nan", "nan"),
        ("x = [1.0, inf]", "inf"),
        ("x = 1e400", "inf"),
        ("x = -inf", "-inf"),
    ],
    ids=lambda x: str(x)[:20],
)
def test_faults_B05_toml_that_is_too_much_is_a_document_error(text: str, found: str) -> None:
    (first, *_) = problems(HEAD + text)
    assert found in first.found
    assert first.expected


def test_faults_B05_digits_have_line_and_column() -> None:
    (problem,) = problems(HEAD + "notes = []\nx = " + "9" * 5000)
    assert (problem.line, problem.column) == (4, 5)
    (problem,) = problems('x = "' + "9" * 5000)  # an older error comes first
    assert problem.line == 1


@pytest.mark.parametrize("depth", [33, 500, 50_000])
def test_faults_B05_deep_dicts_and_json(depth: int) -> None:
    document = nested(depth)
    assert "inside each other" in problems(document)[0].found
    text = '{"a":' * depth + "1" + "}" * depth
    assert "inside each other" in problems(text, "json")[0].found


def test_faults_B05_a_document_that_holds_itself() -> None:
    found = problems(cyclic())
    assert {p.path for p in found} == {"pdus.x", "pdus.y[0]", "pdus.y[1]"}
    assert all("holds itself" in p.found for p in found)
    shared = {"low": 1, "high": 2}  # twice in a document, but not inside itself
    pb.Region.from_dict(
        {"name": "R", "as_of": "2022-04", "pdus": {n: {"staff": {"PO": {"in_post": shared}}} for n in "ab"}}
    )
    with pytest.raises(pb.DocumentError, match="holds itself"):
        pb.Region.from_dict({"name": "R", "as_of": "2022-04"}).patched(cyclic())
    with pytest.raises(pb.DocumentError, match="holds itself"):
        pb.wmt.from_dict(cyclic())


@pytest.mark.parametrize(
    "value",
    [10**400, -(10**400), 10**5000, float("nan"), float("inf"), np.float64("nan")],
    ids=["400 digits", "-400 digits", "5000 digits", "nan", "inf", "NumPy's nan"],
)
def test_faults_B05_numbers_that_no_double_holds(value: Any) -> None:
    (problem,) = problems({"name": "R", "as_of": "2022-04", "workload": {"spread": value}})
    assert problem.path == "workload.spread"
    assert "number" in problem.expected


def test_faults_B05_keys_are_text() -> None:
    (problem,) = problems({"name": "R", "as_of": "2022-04", "pdus": {1: {}}})
    assert (problem.path, problem.found) == ("pdus", "a key of type int")
    (problem,) = problems({"name": "R", "as_of": "2022-04", "pdus": {10**5000: {}}})
    assert (problem.path, problem.found) == ("pdus", "a key of type int")


# B6: JSON with characters that are not JSON's.


@pytest.mark.parametrize(
    ("text", "column", "found", "hint"),
    [
        ('{"name": “R”}', 10, "the typographic quote “", 'write "'),
        ("{“name”: 1}", 2, "the typographic quote “", 'write "'),
        ('{"name": «R»}', 10, "the typographic quote «", 'write "'),
        ('{"name": ‘R’}', 10, "the typographic quote ‘", 'write "'),
        ('{"name": "é", “as_of”: 1}', 15, "the typographic quote “", 'write "'),
        ('{"name":\u00a0"R"}', 9, "a space that is not an ordinary one (U+00A0)", "write a space"),
        ('{"name":\u2028"R"}', 9, "a space that is not an ordinary one (U+2028)", "write a space"),
        ('{"name": "R"\u200b}', 13, "a character that is not seen (U+200B)", "take it out"),
        ('{"name": "R", \ufeff"x": 1}', 15, "a byte order mark inside the text (U+FEFF)", "take it out"),
        ('{"x": −1}', 7, "the dash − (U+2212)", "write -"),
        ('{"x": –1}', 7, "the dash – (U+2013)", "write -"),
        ('{"x": é}', 7, '"é"', "text stands in double quotes"),
        ('{"x": 1，"y": 2}', 8, '"，"', "write ,"),
        (
            b'{"x": \x93R\x94}',
            7,
            "byte 0x93, which is not UTF-8",
            "save the file as UTF-8; in Windows-1252 it is a typ",
        ),
        (b'{"x": "R\xe9"}', 9, "byte 0xe9, which is not UTF-8", "save the file as UTF-8"),
        ("{'x': 1}", 2, '"\'"', "text stands in double quotes"),
        ('{"x": True}', 7, '"True"', "write true, false or null"),
        ('{"x": None}', 7, '"None"', "write true, false or null"),
        ('{"x": NaN}', 7, '"NaN"', ""),
        ('{"x": (1)}', 7, '"("', "a list stands in [ and ]"),
        ('{"x": 1, # why\n}', 10, '"#"', "a comment begins with //"),
        ('{"x" = 1}', 6, '"="', "a key is followed by : in JSON; is this TOML?"),
        ('{"x": 1; "y": 2}', 8, '";"', "write ,"),
        ('{"x": +1}', 7, '"+"', "a number has no + before it"),
        ('{"x": .5}', 7, '"."', "a number has digits on both sides of its point: 0.5"),
        ('{"x": 5.}', 9, '"}"', "a number has digits on both sides of its point: 0.5"),
        ('{"x": 1_000}', 7, '"1_000"', "a number is written plainly: 1000"),
        ('{"x": 20%}', 9, '"%"', "a number is written plainly, and a percentage as a share: 22 % is 0.22"),
        ('{"x": 1, y: 2}', 10, '"y"', "a key stands in double quotes"),
        ('{"x": "C:\\path"}', 11, "\\ before something that it does not go with", "write \\\\ for a \\ in a text"),
        ('{"x": 1} {}', 10, "more text after the document", ""),
    ],
    ids=str,
)
def test_faults_B06_json_says_what_and_where(text: str | bytes, column: int, found: str, hint: str) -> None:
    problem = problems(text, "json")[-1]
    assert (problem.line, problem.column) == (1, column)
    assert problem.found == found
    assert problem.hint.startswith(hint)
    if hint == "":
        assert problem.hint == ""
    on_line_three = b"{\n\n" + (text.encode() if isinstance(text, str) else text)[1:]
    assert problems(on_line_three, "json")[-1].line >= 3


def test_faults_B06_quotes_inside_a_text_are_text() -> None:
    region = parse('{"name": "“R”\u00a0–\ufeff", "as_of": "2022-04"}'.encode(), name="doc", format="json")
    assert region.name == "“R”\u00a0–\ufeff"


# B14: what to write, in the syntax of the document.

JSON_ENTRY = re.compile(r'"[A-Za-z_]+": ')
TOML_ENTRY = re.compile(r"\b[a-z_]+ = ")


def toml_of(document: Any) -> str:
    from probation._document.toml import to_toml

    return to_toml(document)


def test_faults_B14_per_is_said_as_the_document_says_it() -> None:
    text = HEAD + "[pdus.North.staff.PO]\nin_post = 30\nleaving_rate = 0.12\n"
    document = tomllib.loads(text)
    assert problems(text)[0].hint == 'say per = "year" or per = "month"'
    assert problems(json.dumps(document), "json")[0].hint == 'say "per": "year" or "per": "month"'
    assert problems(document)[0].hint == 'say "per": "year" or "per": "month"'
    region = pb.Region.from_dict(
        {"name": "R", "as_of": "2022-04", "pdus": {"North": {"staff": {"PO": {"in_post": 1}}}}}
    )
    with pytest.raises(pb.DocumentError, match='say "per": "year" or'):
        region.patched({"pdus": {"North": {"staff": {"PO": {"leaving_rate": 0.12}}}}})


def readable(file: Path) -> dict[str, Any] | None:
    """The tree of a broken document, or None if it has none."""
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        text = toml_of(tree)
        same = tomllib.loads(text) == tree
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return tree if isinstance(tree, dict) and same and "null" not in file.read_text(encoding="utf-8") else None


def in_both() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in BROKEN:
        tree = readable(file)
        if tree is not None and file.stem != "parse-too-deep":  # of which a tree says where, and a text the line
            yield file.stem, tree


@pytest.mark.parametrize(("name", "tree"), list(in_both()), ids=[name for name, _ in in_both()])
def test_faults_B14_every_broken_document_in_three_syntaxes(name: str, tree: dict[str, Any]) -> None:
    # Keys of objects with the same name twice are lost in a tree; all else is found in each syntax, at the same place.
    try:
        pb.Region.from_dict(tree)
    except pb.DocumentError:
        pass
    else:
        return
    by_json, by_toml, by_dict = problems(json.dumps(tree), "json"), problems(toml_of(tree)), problems(tree)
    assert sorted(p.path for p in by_json) == sorted(p.path for p in by_toml) == sorted(p.path for p in by_dict)
    for p in by_toml:
        assert not JSON_ENTRY.search(p.hint + p.expected), p
        assert "an object" not in p.found + p.expected, p
    for p in (*by_json, *by_dict):
        assert not TOML_ENTRY.search(p.hint), p
    for p in by_dict:
        assert p.found not in ("true", "false", "null"), p


def sources() -> Iterator[tuple[Path, int, str]]:
    for folder, pattern in (("include", "*.hpp"), ("src", "*.cpp"), ("python", "*.py")):
        for file in sorted((ROOT / folder).rglob(pattern)):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                yield file, number, line


def test_faults_B14_no_hint_spells_an_entry_by_hand() -> None:
    # A hint with a key and a text is made by entry(), which in_syntax() translates: `"per": "year"` in a C++ literal is not.
    spelt = [
        f"{file.relative_to(ROOT)}:{number}"
        for file, number, line in sources()
        if re.search(r'\\"[a-z_]+\\": ', line) and file.name not in ("syntax.hpp",) and "///" not in line
    ]
    assert spelt == []


@pytest.mark.parametrize(
    ("toml", "as_toml", "as_json"),
    [
        (
            "[recruitment.PO]\nper_month = 1\nvetting = 20\n[pdus.N.staff.PO]\nin_post = 5\nestablishment = 6",
            'say unit = "weeks", "months" or "years"',
            'say "unit": "weeks", "months" or "years"',
        ),
        (
            (
                '[recruitment.PO]\nper_month = 1\ndrop_out = { value = 3, unit = "weeks" }\n'
                "[pdus.N.staff.PO]\nin_post = 5\nestablishment = 6"
            ),
            'a share takes no unit; a rate says per = "month"',
            'a share takes no unit; a rate says "per": "month"',
        ),
        (
            (
                "[caseload.PO.dwell]\ntime = { value = 1, unit = 'days' }\n"
                "[pdus.N.staff.PO]\nin_post = 5\ncaseload = 30\nworkload = 1.1"
            ),
            'a shorter time needs shape = "fixed"',
            'a shorter time needs "shape": "fixed"',
        ),
        (
            '[[intakes]]\ngrade = "PO"\nheadcount = 3\nstart = "2022-05"\n[pdus.N.staff.PO]\nin_post = 5',
            'share = "vacancies" shares them by vacancies',
            '"share": "vacancies" shares them by vacancies',
        ),
    ],
)
def test_faults_B14_hints_in_both_forms(toml: str, as_toml: str, as_json: str) -> None:
    assert as_toml in [p.hint for p in problems(HEAD + toml)]
    tree = tomllib.loads(HEAD + toml)
    assert as_json in [p.hint for p in problems(json.dumps(tree), "json")]
    assert as_json in [p.hint for p in problems(tree)]


def test_faults_B14_expectations_in_both_forms() -> None:
    toml = "[caseload.PO.dwell]\ntime = { value = 12, unit = 'months' }\nstages = 3\n"
    toml += "[pdus.N.staff.PO]\nin_post = 5\ncaseload = 30\nworkload = 1.1"
    assert [p.expected for p in problems(HEAD + toml)] == ['shape = "erlang" beside it']
    assert [p.expected for p in problems(tomllib.loads(HEAD + toml))] == ['"shape": "erlang" beside it']


def test_faults_B14_words_of_the_syntax() -> None:
    toml = HEAD + "[pdus.N]\nremainder = 1\nstaff = []"
    assert [(p.found, p.expected) for p in problems(toml)] == [("an array", "a table"), ("1", "true or false")]
    tree = tomllib.loads(toml)
    assert [(p.found, p.expected) for p in problems(tree)] == [("a list", "a dict"), ("1", "True or False")]
    tree["pdus"]["N"] = None
    assert [(p.found, p.expected) for p in problems(tree)] == [("None", "a dict")]
    assert [p.found for p in problems(json.dumps(tree), "json")] == ["null"]
