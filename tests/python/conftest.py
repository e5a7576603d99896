"""Regions that the tests share, and comparison with golden files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import probation as pb
import pytest

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
SMALL = DATA / "small.json"

# Where a change is judged, the same examples each time; elsewhere new ones, so that mistakes are found.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew, then read the diff")


@pytest.fixture(scope="session")
def small() -> pb.Region:
    return pb.read(SMALL)


@pytest.fixture(scope="session")
def kss() -> pb.Region:
    return pb.examples.kss()


@pytest.fixture(scope="session")
def projected(small: pb.Region) -> pb.Forecast:
    """The small region, 24 months, 400 runs."""
    return pb.forecast(small, months=24, runs=400, seed=7)


@pytest.fixture(scope="session")
def expected(small: pb.Region) -> pb.Forecast:
    """The small region without randomness."""
    return pb.forecast(small, months=24, runs=0)


Golden = Callable[[str, str | None], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file of that name in golden/."""

    def compare(name: str, text: str | None) -> None:
        assert text is not None
        file = HERE / "golden" / name
        if request.config.getoption("--update-golden"):
            file.write_text(text + "\n", encoding="utf-8")
        assert text + "\n" == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="module")
def far(kss: pb.Region) -> pb.Forecast:
    """The example region, 36 months, few runs."""
    return pb.forecast(kss, months=36, runs=30)


@pytest.fixture(scope="module")
def both(small: pb.Region) -> pb.Comparison:
    regions = {"as it is": small, "vetting halved": small.scenario("vetting halved")}
    return pb.compare(regions, months=36, runs=60)


@pytest.fixture
def no_figures_left() -> Iterator[None]:
    import matplotlib.pyplot as plt

    plt.close("all")
    yield
    plt.close("all")
