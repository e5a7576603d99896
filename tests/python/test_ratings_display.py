"""What ratings show: golden files, colours that no theme makes illegible, plots, and the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation._display.html import TONES

if TYPE_CHECKING:
    from pathlib import Path

Golden = Callable[[str, str | None], None]


@pytest.fixture(scope="module")
def sample() -> pb.ratings.CaseSample:
    counts = {"engagement": (45, 60), "desistance": (41, 60), "safety": (29, 60)}
    return pb.ratings.case_sample(counts, "pdu-2021", standard="Planning")


def test_inspections(kss: pb.Region, golden: Golden) -> None:
    for unit in ("West Kent", "West Sussex"):
        name = f"inspection-{unit.replace(' ', '-').lower()}"
        golden(f"{name}.txt", str(kss.inspections[unit]))
        golden(f"{name}.html", kss.inspections[unit]._repr_html_())
    card = kss.inspections["West Kent"].scorecard
    assert str(card) in str(kss.inspections["West Kent"])  # which adds the source


def test_partial_card(golden: Golden) -> None:
    card = pb.ratings.scorecard({"leadership": "Good", "P2.1": 0, "P2.4": 3}, "pdu-2023", title="Somewhere")
    golden("card-partial.txt", str(card))
    golden("card-partial.html", card._repr_html_())


def test_region_view(kss: pb.Region, golden: Golden) -> None:
    view = pb.ratings.region_view(kss)
    golden("region-view.txt", str(view))
    golden("region-view.html", view._repr_html_())
    mixed = pb.ratings.region_view(
        {
            "A": pb.ratings.scorecard({"1.1": "Good"}, "pdu-2021"),
            "B": pb.ratings.scorecard({"P 1.1": "Outstanding"}, "pdu-2023"),
        },
        title="Two periods",
    )
    assert mixed.rating("A", "1.1", "Leadership") is pb.Rating.GOOD
    assert mixed.rating("B", "1.1", "Leadership") is None
    golden("region-view-mixed.txt", str(mixed))


def test_methodologies(golden: Golden) -> None:
    golden("methodologies.txt", str(pb.ratings.methodologies()))
    golden("methodology.txt", str(pb.ratings.methodology("pdu-2021")))
    golden("methodology.html", pb.ratings.methodology("dynamic-2025")._repr_html_())


def test_cases(sample: pb.ratings.CaseSample, golden: Golden) -> None:
    golden("cases.txt", str(sample))
    golden("cases.html", sample._repr_html_())
    golden("chances.txt", str(sample.chances(population=700)))
    golden("reinspection.txt", str(sample.reinspection()))


def test_changes(kss: pb.Region, golden: Golden) -> None:
    golden("changes.txt", str(kss.inspections["West Sussex"].scorecard.changes(limit=4)))


def test_surveys_and_samples(kss: pb.Region, golden: Golden) -> None:
    golden("surveys.txt", str(kss.surveys))
    golden("differences.txt", str(pb.ratings.differences({"West Kent": (15, 60), "West Sussex": (27, 60)})))
    sizes = dict(zip(pb.ratings.STRATA, (210, 340, 60, 150, 90), strict=True))
    golden("allocation.txt", str(pb.ratings.allocate(sizes, pb.ratings.sample_size(850))))
    rows = [
        pb.ratings.OfficerCases("women", "east", "North", "Ann", 40),
        pb.ratings.OfficerCases("women", "east", "North", "Bob", 10),
        pb.ratings.OfficerCases("women", "east", "South", "Cy", 12),
    ]
    golden("sample-plan.txt", str(pb.ratings.stratified_sample(rows, 20)))


def luminance(colour: str) -> float:
    """Relative luminance of sRGB, as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read() -> None:
    assert len(set(TONES.values())) == 4
    for colour in TONES.values():
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5  # white text on it


class Badges(HTMLParser):
    """Collects the coloured parts, and fails on a colour without the other."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs).get("style") or ""
        assert ("background-color:" in style) == bool(re.search(r"(?<!-)color:", style))
        assert tag not in {"script", "style", "img", "link"}
        self.inside = "background-color:" in style

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)


def test_nothing_is_told_by_colour_alone(kss: pb.Region, sample: pb.ratings.CaseSample) -> None:
    for shown in (kss.inspections["West Sussex"], pb.ratings.region_view(kss), sample, sample.chances()):
        badges = Badges()
        badges.feed(str(shown._repr_html_()))
        assert badges.words
        for words in badges.words:
            assert re.fullmatch(r"(●|○){3} (Inadequate|Requires improvement|Good|Outstanding)", words)


def test_markup_is_escaped(small: pb.Region) -> None:
    evil = "<script>alert('x')</script>"
    card = {"<b>1</b>": {"name": evil, "rating": "Good"}}
    region = small.patched({"inspections": {"North": {"scorecard": card, "source": evil}}})
    markup = region.inspections["North"]._repr_html_()
    assert markup is not None
    assert "<script>" not in markup
    assert "<b>" not in markup


def test_terminal_has_colours_and_words(kss: pb.Region) -> None:
    from rich.console import Console

    console = Console(force_terminal=True, color_system="truecolor", width=120, record=True)
    with console.capture() as capture:
        console.print(kss.inspections["West Kent"])
    assert "\x1b[31m○○○ Inadequate" in capture.get()
    assert "\x1b[33m●○○ Requires improvement" in capture.get()


def test_plots(kss: pb.Region, sample: pb.ratings.CaseSample) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    card = kss.inspections["West Kent"].scorecard
    drawings: list[Any] = [card, sample, pb.ratings.region_view(kss)]
    for drawing in drawings:
        figure, (left, right) = pyplot.subplots(1, 2)
        assert drawing.plot(ax=right) is right
        assert not left.has_data()
        figure.canvas.draw()
        pyplot.close(figure)
    _, ax = pyplot.subplots()
    card.plot(ax)
    assert [text.get_text() for text in ax.get_yticklabels()][:2] == ["1.1 Leadership", "1.2 Staff"]
    assert [text.get_text() for text in ax.texts].count("Inadequate") == 8
    assert "score 1/27, overall Inadequate" in ax.get_title()
    ax = pb.ratings.region_view(kss).plot(pyplot.subplots()[1])
    assert len(ax.texts) == 20  # nine standards and the overall rating, of two units
    assert sample.plot(pyplot.subplots()[1], level=0.8, color="k").get_title() == "Planning: Inadequate"
    pyplot.close("all")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "probation", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_command(kss: pb.Region, tmp_path: Path) -> None:
    done = run("ratings", "example:kss")
    assert (done.returncode, done.stderr) == (0, "")
    for shown in (*kss.inspections.values(), kss.surveys):
        assert str(shown) in done.stdout
    file = tmp_path / "ratings.txt"
    assert run("ratings", "example:kss", "-o", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8") == done.stdout
    assert "West Sussex" not in run("ratings", "example:kss", "--unit", "West Kent").stdout
    wrong = run("ratings", "example:kss", "--unit", "West Kant")
    assert wrong.returncode == 2
    assert "West Kent" in wrong.stderr


def test_command_as_json(kss: pb.Region) -> None:
    done = run("ratings", "example:kss", "--json")
    assert done.returncode == 0, done.stderr
    tree = json.loads(done.stdout)
    assert (tree["schema"], tree["region"], tree["as_of"]) == (1, "Kent, Surrey and Sussex", "2022-04")
    sussex = tree["inspections"]["West Sussex"]
    assert (sussex["score"], sussex["maximum"], sussex["overall"]) == (4, 27, "Inadequate")
    assert sussex["stated"]["overall"]["annexe 2"] == "Requires improvement"
    assert sussex["standards"]["1.4"] == {
        "name": "Information and facilities",
        "rating": "Requires improvement",
        "points": 1,
    }
    assert sussex["points_to_next"] == 1
    assert tree["surveys"]["change communicated"]["share"] == 0.46
    assert tree["surveys"]["change communicated"]["interval"] is None
    assert set(tree["surveys"]) == set(kss.surveys)


def test_command_without_ratings(tmp_path: Path) -> None:
    file = tmp_path / "empty.json"
    file.write_text('{"name": "Empty", "as_of": "2022-04"}', encoding="utf-8")
    done = run("ratings", str(file))
    assert (done.returncode, done.stdout) == (0, "no inspections and no surveys\n")
