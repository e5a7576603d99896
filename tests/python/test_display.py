"""What objects show: golden files, and HTML that is safe and well formed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import probation as pb
import pytest
from probation._display import html, numbers, text
from probation._display.grid import Grid

Golden = Callable[[str, str | None], None]

EVIL = "<script>alert(\"é\")</script> & 'co'"


def test_region(small: pb.Region, golden: Golden) -> None:
    golden("region.txt", str(small))
    golden("region.html", small._repr_html_())


def test_staff(small: pb.Region, golden: Golden) -> None:
    golden("staff.txt", str(small.pdus["North"]))
    golden("staff.html", small.pdus["North"].staff._repr_html_())
    assert small.pdus["North"]._repr_html_() == small.pdus["North"].staff._repr_html_()


def test_forecast(projected: pb.Forecast, golden: Golden) -> None:
    golden("forecast.txt", str(projected))
    golden("forecast.html", projected._repr_html_())


def test_expected_forecast(expected: pb.Forecast, golden: Golden) -> None:
    golden("forecast-expected.txt", str(expected))


def test_series(projected: pb.Forecast, golden: Golden) -> None:
    series = projected["workload", "North", "PO"]
    golden("series.txt", str(series))
    golden("series.html", series._repr_html_())


def test_assumptions(projected: pb.Forecast, golden: Golden) -> None:
    golden("assumptions.txt", str(projected.assumptions()))
    golden("assumptions.html", projected.assumptions()._repr_html_())


class Checker(HTMLParser):
    """Fails on tags that do not close, and on what has no place in a notebook's output."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "style", "link", "iframe", "img"}
        for name, value in attrs:
            assert name != "id"
            assert not name.startswith("on")
            assert not (name == "style" and re.search(r"color|background|url", value or ""))
        if tag == "th":
            assert ("scope", "col") in attrs or ("scope", "row") in attrs
        if tag not in {"br", "polygon", "polyline"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(markup: str | None) -> str:
    assert markup is not None
    checker = Checker()
    checker.feed(markup)
    checker.close()
    assert checker.open == []
    assert "<caption" in markup
    return markup


def test_markup_is_well_formed_and_plain(kss: pb.Region, projected: pb.Forecast) -> None:
    for shown in (kss, kss.staff, kss.pdus["West Kent"], projected, projected.table(), projected.assumptions()):
        check(shown._repr_html_())
    for series in projected.series:
        check(series._repr_html_())
    check(kss.pdus["West Kent"].staff["PO"]._repr_html_())


def test_names_are_escaped() -> None:
    region = pb.Region.from_dict(
        {
            "name": EVIL,
            "as_of": "2022-04",
            "pdus": {
                EVIL: {"staff": {"PO": {"in_post": {"value": 9, "source": EVIL}, "caseload": 40, "workload": 1.0}}}
            },
        }
    )
    forecast = pb.forecast(region, months=3, runs=0)
    for shown in (region, forecast, forecast["workload", EVIL, "PO"], forecast.inputs()):
        markup = check(shown._repr_html_())
        assert "&lt;script&gt;" in markup
    assert EVIL in str(region)


def test_large_tables_are_cut_and_empty_ones_are_not_shown() -> None:
    grid = Grid("Many", ["name", "number"], [[f"row {i}", str(i)] for i in range(103)])
    markup = check(html.table(grid))
    few, everything = markup.split("<details>")
    assert few.count("<tr>") == 1 + 20 + 1
    assert "… and 83 more" in few
    assert "<summary>all 103 rows</summary>" in everything
    assert everything.count("<tr>") == 1 + 103
    assert len(text.table(grid).splitlines()) == 4 + 103
    empty = pb.Region.from_dict({"name": "Empty", "as_of": "2022-04"})
    assert empty.staff._repr_html_() is None


def test_sparklines_of_hardly_anything() -> None:
    assert html.sparkline([1], [1], [1], "one point") == ""
    flat = html.sparkline([1, 1], [1, 1], [1, 1], "flat & level")
    assert "nan" not in flat
    assert "flat &amp; level" in flat
    infinite = html.sparkline([1, 2], [1, float("inf")], [2, float("inf")], "beyond")
    assert "inf" not in infinite


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("workload", 1.169, 1.169, 1.169), "116.9"),
        (("workload", 1.25, 1.2, 1.3), "125.0 (120.0–130.0)"),
        (("headcount", 62.0, 60.0, 64.0), "62 (60–64)"),
        (("vacancy_rate", -0.00001, -0.00001, -0.00001), "0.0"),
        (("vacancy_rate", -0.05, -0.1, 0.0), "−5.0 (−10.0 to 0.0)"),
        (("demand", 134500.4, 134500.4, 134500.4), "134,500"),
        (("workload", float("inf"), 1.0, float("inf")), "∞ (100.0–∞)"),
        (("something_new", 1.0, 1.0, 1.0), "1.0"),
    ],
)
def test_numbers(arguments: Any, shown: str) -> None:
    assert numbers.interval(*arguments) == shown


def test_short_numbers() -> None:
    assert [numbers.short(x) for x in (62.0, 203.94, -0.01)] == ["62", "203.9", "0"]


def test_rich_tables_say_the_same(projected: pb.Forecast) -> None:
    from rich.console import Console

    file = io.StringIO()
    console = Console(width=240, file=file)
    console.print(projected.table())
    shown = file.getvalue()
    for row in projected.table()._grid().rows:
        assert all(cell in shown for cell in row)
