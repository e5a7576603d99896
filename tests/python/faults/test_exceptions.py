"""E8: whatever C++ throws comes out as one of the errors that the library documents."""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
SMALL: dict[str, Any] = json.loads((ROOT / "tests/data/small.json").read_text())

# What is thrown anywhere in headers and sources, and what it is where Python catches it.
THROWN = {
    "document_error": pb.DocumentError,
    "plan_error": pb.ForecastError,
    "interrupted": KeyboardInterrupt,
    "limit_not_followed": ValueError,
    "error": pb.wmt.WmtError,  # wmt::error, by that name in its own namespace
    "wmt::error": pb.wmt.WmtError,
    "detail::unknown": pb.wmt.WmtError,
    "wmt::detail::unknown": pb.wmt.WmtError,
    "std::invalid_argument": ValueError,
    "std::domain_error": ValueError,  # in a forecast a ForecastError, in lowering a DocumentError
    "std::length_error": ValueError,  # likewise
    "std::out_of_range": KeyError,
    "std::bad_alloc": MemoryError,
    "std::overflow_error": OverflowError,  # of a summary: always caught and a ForecastError
    "std::runtime_error": RuntimeError,  # of the machine: arithmetic that is not IEEE's, PROBATION_ISA
    "std::filesystem::filesystem_error": OSError,
    "fs::filesystem_error": OSError,
    "std::system_error": OSError,
    "py::error_already_set": BaseException,  # what Python itself raised
    "py::type_error": TypeError,
    "py::value_error": ValueError,
    "py::key_error": KeyError,
    "py::index_error": IndexError,
    "value_error": ValueError,
}


def test_faults_E08_every_exception_that_is_thrown_is_known() -> None:
    found: dict[str, list[str]] = {}
    for path in itertools.chain((ROOT / "include").rglob("*.hpp"), (ROOT / "src").rglob("*.[ch]pp")):
        for line in path.read_text().splitlines():
            code = line.partition("//")[0]
            for name in re.findall(r"\bthrow\s+([A-Za-z_][\w:]*)", code):
                found.setdefault(name.removeprefix("probation::"), []).append(str(path))
    assert found
    assert {name: places for name, places in found.items() if name not in THROWN} == {}


def without(names: list[str]) -> dict[str, Any]:
    return {key: copy.deepcopy(value) for key, value in SMALL.items() if key not in names}


def far_out() -> object:
    """Cohorts of more people than are in post, in some draws."""
    document = without(["scenarios", "intakes"])
    document["staff"] = {"PO": {"in_post": {"mean": 31.4, "sd": 20}}}
    document["pdus"]["Rest"] = {"remainder": True}
    document["pdus"] = {"North": {"staff": {"PO": {"in_post": 30}}}, "Rest": {"remainder": True}}
    document["recruitment"] = {}
    return pb.forecast(pb.Region.from_dict(document), months=2, runs=200)


CALLS: list[tuple[type[BaseException], str | None, Callable[[], object]]] = [
    (pb.DocumentError, "name: found nothing", lambda: pb.Region.from_dict({})),
    (pb.ForecastError, 'left for "Rest" by subtraction is -', far_out),
    (
        KeyboardInterrupt,
        None,
        lambda: pb.forecast(pb.read(ROOT / "tests/data/small.json"), runs=10**6, progress=lambda *_: False),
    ),
    (ValueError, 'measures: no measure is called "x"', lambda: pb.forecast(pb.Region.from_dict(SMALL), measures="x")),
    (
        ValueError,
        "workload .*at_most",
        lambda: pb.forecast(pb.Region.from_dict(SMALL), runs=5)["workload", "*", "PO"].stays_from(at_most=1.2),
    ),
    (KeyError, "no measure is called", lambda: pb.forecast(pb.Region.from_dict(SMALL), runs=5)["x", "*", "PO"]),
    (pb.wmt.WmtError, "grade", lambda: pb.wmt.available_points(grade="XX")),
    (OSError, "No such file", lambda: pb.read("/nowhere/at/all.toml")),
    (ValueError, "bytes", lambda: pb.Part.from_bytes(b"nothing")),
]


@pytest.mark.parametrize(("kind", "message", "call"), CALLS, ids=[str(i) for i in range(len(CALLS))])
def test_faults_E08_each_kind_comes_out_as_it_is_documented(
    kind: type[BaseException], message: str | None, call: Callable[[], object]
) -> None:
    with pytest.raises(kind, match=message) as caught:
        call()
    assert "boost" not in str(caught.value).lower()


SHAPES: list[dict[str, Any]] = [
    *({"mean": 30, "sd": 30 * 10.0**e} for e in range(-15, 3)),
    *({"count": c, "of": n} for n in (1, 10, 10**6, 10**9) for c in (0, n // 2, n)),
    *({"low": 30, "mode": 30 + f * w, "high": 30 + w} for w in (1e-12, 1e-6, 1.0) for f in (0, 1e-9, 0.5, 1)),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("spread", SHAPES, ids=json.dumps)
def test_faults_E08_no_error_of_a_library_below_comes_through(spread: dict[str, float]) -> None:
    document = without(["scenarios", "intakes"])
    if "count" in spread:
        document["recruitment"]["PO"]["drop_out"] = spread
    else:
        document["pdus"]["North"]["staff"]["PO"] = {"in_post": spread, "establishment": 40}
        document["recruitment"]["PO"]["vetting"] = {**spread, "unit": "weeks"}
    said = ""
    try:
        pb.forecast(pb.Region.from_dict(document), months=3, runs=300, threads=1)
    except (pb.DocumentError, pb.ForecastError) as error:
        said = str(error)
    assert "boost" not in said.lower()
    assert not said or spread["sd"] > 30, said


def test_faults_E08_shares_and_means_near_their_ends_are_drawn() -> None:
    for mean, part in itertools.product((1e-9, 1e-3, 0.5, 0.999), (1e-12, 1e-6, 0.01, 0.9)):
        document = without(["scenarios", "intakes"])
        document["recruitment"]["PO"]["drop_out"] = {"mean": mean, "sd": part * (mean * (1 - mean)) ** 0.5}
        pb.forecast(pb.Region.from_dict(document), months=2, runs=40, threads=1)


def test_faults_E08_ratings_of_extreme_samples() -> None:
    for count, of, level in itertools.product(
        (0, 1, 5_000_000, 10_000_000), (1, 10_000_000), (1e-9, 0.5, 0.95, 1 - 1e-12)
    ):
        if count > of:
            continue
        for population in (None, of, 10_000_000):
            found = pb.ratings.interval(count, of, level=level, population=population)
            assert 0 <= found.low <= found.high <= 1
