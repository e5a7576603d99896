"""The page on the Workload Management Tool: its numbers are computed, its table is that of the code."""

from __future__ import annotations

import doctest
import inspect
from pathlib import Path

import probation as pb
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "wmt.md"
FIRST = "<!-- policies: written by tests/python/test_wmt_docs.py --update-golden -->\n"
LAST = "<!-- end of policies -->"


def table() -> str:
    rows = [[d.topic, d.exact, d.wmt_worker, d.hmpps_workload, d.wmt_web, d.seen] for d in pb.wmt.policies()]
    lines = [["topic", "`exact`", "`wmt_worker`", "`hmpps_workload`", "`wmt_web`", "seen"], ["---"] * 6, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def test_the_table_is_that_of_the_code(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(FIRST)
    now, _, after = rest.partition(LAST)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(before + FIRST + table() + LAST + after, encoding="utf-8")
        now = table()
    assert now == table()


def test_the_document_of_the_page_is_read(tmp_path: Path) -> None:
    _, _, rest = PAGE.read_text(encoding="utf-8").partition("```json\n")
    file = tmp_path / "settings.json"
    file.write_text(rest.partition("```")[0], encoding="utf-8")
    ours = pb.wmt.read_configurations(file)
    held = {"community": {"high": 2, "low": 1}}
    assert pb.wmt.points(held, configuration=ours, date="2025-03-31").total == 340
    later = ours.at("2025-04-01")
    assert pb.wmt.points(held, configuration=later).total == pytest.approx(2 * (170 + 4 * 200 + 240) / 6 + 50)
    assert later.source_of(later.weight("community", "high")) == "review of 2024"
    assert pb.wmt.available_points(grade="PO", configuration=later) == 2176


def test_the_numbers_of_the_page_are_computed() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 30
    assert failed == 0


def test_the_examples_in_docstrings_are_computed() -> None:
    tried = 0
    for name in pb.wmt.__all__:
        thing = getattr(pb.wmt, name)
        if not inspect.isfunction(thing):
            continue
        found = doctest.DocTestFinder(recurse=False).find(thing, name)
        for each in found:
            result = doctest.DocTestRunner(verbose=False).run(each)
            assert result.failed == 0, name
            tried += result.attempted
    result = doctest.testmod(pb.wmt)
    assert result.failed == 0
    assert tried > 10
