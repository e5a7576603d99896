"""What a forecast is of, and whether what comes back from elsewhere is what was asked for."""

from __future__ import annotations

import pickle
import random
import re
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation._core import Part
from probation._run.handing_over import Handover
from probation._util.restoring import restored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MONTHS, RUNS = 4, 64
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def block(document: str, start: int = 0, stop: int = 32, **options: Any) -> Part:
    return pb.run_block(document, start, stop, **{"months": MONTHS, **options})


@pytest.fixture(scope="module")
def document(small: pb.Region) -> str:
    return small.to_json()


def patched(region: pb.Region, **paths: Any) -> pb.Region:
    """The region's document with other values at some paths, as a document of its own."""
    tree = region.to_dict()
    for path, value in paths.items():
        *folders, last = path.split("__")
        at = tree
        for folder in folders:
            at = at[folder]
        at[last] = value
    return pb.Region.from_dict(tree)


# --- what a forecast is of ------------------------------------------------------------------------------------------


def test_faults_D03_a_forecast_names_its_plan(small: pb.Region) -> None:
    origin = pb.forecast(small, months=MONTHS, runs=8).provenance
    for key in ("document", "plan", "digest"):
        assert DIGEST.fullmatch(origin[key]), key
    again = pb.forecast(small, months=MONTHS, runs=8, threads=1, block=5, measures="headcount").provenance
    assert (again["plan"], again["digest"]) == (origin["plan"], origin["digest"])
    other = pb.forecast(small, months=MONTHS, runs=8, seed=2).provenance
    assert other["plan"] == origin["plan"]
    assert other["digest"] != origin["digest"]
    assert pb.forecast(small, months=MONTHS + 1, runs=8).provenance["plan"] != origin["plan"]


def test_faults_D03_parts_add_up_to_the_digest_of_the_forecast(small: pb.Region, document: str) -> None:
    whole = pb.forecast(small, months=MONTHS, runs=64).provenance
    merged = pb.merge([block(document, 32, 64), block(document, 0, 32)])
    assert (merged.plan, merged.digest) == (whole["plan"], whole["digest"])
    assert pb.gather(small, merged).provenance["digest"] == whole["digest"]


def test_faults_D03_an_edited_document_is_another_unless_it_computes_the_same(small: pb.Region, document: str) -> None:
    part = block(document)
    note = patched(small, notes=["a note"])
    assert note.to_json() != document
    assert pb.merge([part, block(note.to_json(), 32, 64)]).runs == 64
    assert pb.gather(note, part).provenance["document"] != pb.gather(small, part).provenance["document"]
    edited = patched(small, pdus__North__staff__PO__leaving_rate={"value": 0.13, "per": "year"})
    message = r"parts of different forecasts: plan sha256:[0-9a-f]{12}… and sha256:[0-9a-f]{12}…"
    with pytest.raises(ValueError, match=message):
        pb.merge([part, block(edited.to_json(), 32, 64)])
    with pytest.raises(ValueError, match=r"another region: of plan sha256:[0-9a-f]{12}…, and here it is sha256:"):
        pb.gather(edited, part)


# --- damage ---------------------------------------------------------------------------------------------------------


def damaged(whole: bytes, dice: random.Random) -> bytes:
    """Bytes with one of them flipped, some lost, or some more."""
    kind = dice.randrange(4)
    if kind == 0:
        return whole[: dice.randrange(len(whole))]
    if kind == 1:
        return whole + dice.randbytes(dice.randint(1, 40))
    out = bytearray(whole)
    if kind == 2:
        for _ in range(dice.randint(2, 6)):
            del out[dice.randrange(len(out))]
    else:
        out[dice.randrange(len(out))] ^= dice.randint(1, 255)
    return bytes(out)


def test_faults_E09_every_damaged_part_is_refused(document: str) -> None:
    whole = block(document, 0, 32, measures=["headcount", "workload"]).to_bytes()
    dice = random.Random(20220401)
    refused = 0
    for _ in range(6_000):
        bytes_ = damaged(whole, dice)
        if bytes_ == whole:
            continue
        with pytest.raises(
            ValueError, match=r"bytes: (not those of|of a part of a forecast, but damaged|of .* in another)"
        ):
            Part.from_bytes(bytes_)
        refused += 1
    assert refused > 5_990
    assert Part.from_bytes(whole).to_bytes() == whole


def test_faults_E09_states_of_pickles_are_checked(small: pb.Region) -> None:
    forecast = pb.forecast(small, months=MONTHS, runs=8)
    quantity = small.pdus["North"].staff["PO"].leaving_rate
    things: list[Any] = [forecast._core.series(*forecast.names[0]), forecast._core.inputs[0], small._core, quantity]
    dice = random.Random(7)
    for thing in things:
        kind: Any = type(thing)
        whole = thing.__getstate__()
        for _ in range(100):
            bytes_ = damaged(whole, dice)
            if bytes_ != whole:
                with pytest.raises(ValueError, match=r"."):
                    restored(kind, bytes_)


@pytest.mark.parametrize("ending", [".parquet", ".arrow", ".json"])
def test_faults_E09_no_damage_to_a_saved_forecast_changes_what_is_read(
    small: pb.Region, ending: str, tmp_path: Path
) -> None:
    if ending != ".json":
        pytest.importorskip("pyarrow")
    forecast = pb.forecast(small, months=MONTHS, runs=8, measures="headcount")
    forecast.save(tmp_path / f"x{ending}")
    whole = (tmp_path / f"x{ending}").read_bytes()
    dice = random.Random(11)
    refused = 0
    for _ in range(150):
        (tmp_path / "y").write_bytes(damaged(whole, dice))
        try:
            assert pb.load_forecast(tmp_path / "y") == forecast  # it was padding
        except pb.SavedForecastError:
            refused += 1
    assert refused > 100


def test_faults_E09_what_other_tools_read_is_checked(small: pb.Region, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    pb.forecast(small, months=MONTHS, runs=8, measures="headcount").save(file)
    text = file.read_text(encoding="utf-8")
    mean = re.search(r'"mean": \[([0-9.]+),', text)
    assert mean is not None
    file.write_text(text.replace(mean[0], f'"mean": [{float(mean[1]) + 1},', 1), encoding="utf-8")
    with pytest.raises(pb.SavedForecastError, match="the checksum of what other tools read differs"):
        pb.load_forecast(file)


def test_faults_E09_other_formats_are_named(small: pb.Region, document: str, tmp_path: Path) -> None:
    old = b"\x10probation part 2" + block(document).to_bytes()[17:]
    with pytest.raises(
        ValueError, match='in another format, "probation part 2"; this version reads "probation part 3"'
    ):
        Part.from_bytes(old)
    file = tmp_path / "x.json"
    pb.forecast(small, months=MONTHS, runs=8, measures="headcount").save(file)
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    with pytest.raises(pb.SavedForecastError, match=r"in format 1, and this is .* which reads format 2"):
        pb.load_forecast(file)


# --- what comes back from elsewhere ---------------------------------------------------------------------------------

OTHERS: list[tuple[dict[str, Any], str]] = [
    ({"seed": 9}, "seed 9, not 1"),
    ({"months": 5}, "5 months, not 4"),
    ({"measures": ["headcount"]}, "measures headcount, not all measures"),
    ({"limits": [pb.Limit("workload", at_most=1.1)]}, r"limits workload of \* in \* at most 1.1, not no limits"),
    ({"keep": "paths"}, "with paths, not without paths"),
]


@pytest.mark.parametrize(("options", "message"), OTHERS)
def test_faults_E09_resume_is_compared(small: pb.Region, document: str, options: dict[str, Any], message: str) -> None:
    # Of all that is asked for: nothing is left to run that might notice.
    part = block(document, 0, RUNS, **options)
    with pytest.raises(ValueError, match=f"resume is a part of another forecast than was asked for: {message}"):
        pb.forecast(small, months=MONTHS, runs=RUNS, resume=part)
    many = pb.run_block({"a": document}, 0, RUNS, **{"months": MONTHS, **options})
    with pytest.raises(ValueError, match=f"resume is a part of another forecast than was asked for: {message}"):
        pb.forecast_many({"a": small}, months=MONTHS, runs=RUNS, resume=many)


def test_faults_E09_resume_of_another_region_is_refused(small: pb.Region, kss: pb.Region, document: str) -> None:
    message = r"resume is .*: plan sha256:[0-9a-f]{12}…, not sha256:[0-9a-f]{12}…"
    with pytest.raises(ValueError, match=message):
        pb.forecast(kss, months=MONTHS, runs=RUNS, resume=block(document))
    with pytest.raises(ValueError, match=message):
        pb.forecast(small, months=MONTHS, runs=RUNS, resume=pb.run_block({"a": document}, 0, 32, months=MONTHS))
    with pytest.raises(ValueError, match=r"resume holds replicates 0-31, and 16-79 are asked for"):
        pb.forecast(small, months=MONTHS, runs=RUNS, first=16, resume=block(document))
    resumed = pb.forecast(small, months=MONTHS, runs=RUNS, resume=block(document))
    assert resumed.series == pb.forecast(small, months=MONTHS, runs=RUNS).series


class Answers(Executor):
    """Runs nothing: returns what a function makes of what it was asked for."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self.answer = answer

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(self.answer(**kwargs))
        return future


def there(region: pb.Region, answer: Callable[..., Any], **options: Any) -> pb.Forecast:
    return pb.forecast(region, months=MONTHS, runs=RUNS, executor=Answers(answer), chunk=32, **options)


@pytest.mark.parametrize(("other", "message"), OTHERS)
def test_faults_E09_an_executor_that_ran_something_else_is_refused(
    small: pb.Region, document: str, other: dict[str, Any], message: str
) -> None:
    def answer(start: int, stop: int, **_: Any) -> Part:
        return block(document, start, stop, **other)

    with pytest.raises(ValueError, match=f"a worker returned a part of another forecast than was asked for: {message}"):
        there(small, answer)


SPANS: list[tuple[Callable[[int, int], tuple[int, int]], str]] = [
    (lambda start, stop: (start, stop - 1), "0-30, not 0-31"),
    (lambda start, stop: (start, stop + 1), "0-32, not 0-31"),
    (lambda start, stop: (start + 16, stop + 16), "16-47, not 0-31"),
    (lambda _start, _stop: (0, 32), "0-31, not 32-63"),
]


@pytest.mark.parametrize(("change", "message"), SPANS)
def test_faults_E09_an_executor_that_ran_other_replicates_is_refused(
    small: pb.Region, document: str, change: Callable[[int, int], tuple[int, int]], message: str
) -> None:
    def answer(start: int, stop: int, **_: Any) -> Part:
        return block(document, *change(start, stop))

    with pytest.raises(ValueError, match=f"a part with other replicates than were asked for: {message}"):
        there(small, answer)


def test_faults_E09_an_executor_with_another_region_is_refused(small: pb.Region, kss: pb.Region) -> None:
    other = kss.to_json()
    with pytest.raises(ValueError, match=r"a worker returned .*plan sha256:[0-9a-f]{12}…, not sha256:"):
        there(small, lambda start, stop, **_: block(other, start, stop))


@pytest.mark.parametrize(
    ("garbage", "message"),
    [(None, "None"), (b"probation part 3", "a bytes"), (7, "a int"), ({"runs": 32}, "a dict"), ([], "a list")],
)
def test_faults_E09_garbage_from_an_executor_is_refused(small: pb.Region, garbage: object, message: str) -> None:
    with pytest.raises(TypeError, match=f"a worker returned {message}, where a Part was asked for"):
        there(small, lambda **_: garbage)
    executor = Answers(lambda **_: garbage)
    with pytest.raises(TypeError, match="where a Part was asked for"):
        pb.forecast_many({"a": small}, months=MONTHS, runs=RUNS, executor=executor)
    executor.submit = lambda *_, **__: garbage  # type: ignore[assignment]
    with pytest.raises(TypeError, match="where a Future was asked for"):
        pb.forecast(small, months=MONTHS, runs=RUNS, executor=executor)


def test_faults_E09_spilt_blocks_are_compared_too(small: pb.Region, document: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(ValueError, match="seed 9, not 1"):
        there(
            small,
            lambda start, stop, **_: block(document, start, stop, seed=9, keep="paths"),
            keep="paths",
            spill=tmp_path / "x.parquet",
        )
    assert not list(tmp_path.iterdir())


def test_faults_E09_only_files_of_the_run_are_read(tmp_path: Path) -> None:
    files = Handover()
    outside = tmp_path / "mine"
    outside.write_bytes(pickle.dumps(1))
    for name in (str(outside), None, 3, f"{outside}/../mine"):
        with pytest.raises(TypeError, match="where the name of a file with its result was asked for"):
            files.fetch(name)
    assert outside.exists()
    name = files.task(str)()
    assert files.fetch(name) == ""
    with pytest.raises(ValueError, match="a worker's result cannot be read: FileNotFoundError"):
        files.fetch(name)
    files.close()
