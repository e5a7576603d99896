"""A forecast that is saved or pickled comes back to the bit, or says why it cannot."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest
from probation._forecast.saving import FORMAT, Saved, restored, saved

ENDINGS = (".parquet", ".arrow", ".json")
DATA = Path(__file__).parents[2] / "data"
LIMIT = pb.Limit("headcount", at_least=100)


@pytest.fixture(scope="module")
def region() -> pb.Region:
    return pb.examples.kss()


@pytest.fixture(scope="module")
def plain(region: pb.Region) -> pb.Forecast:
    return pb.forecast(region, months=12, runs=128, seed=3, limits=LIMIT)


@pytest.fixture(scope="module", params=["summaries", "paths", "expected"])
def made(request: pytest.FixtureRequest, region: pb.Region, plain: pb.Forecast) -> pb.Forecast:
    if request.param == "summaries":
        return plain
    if request.param == "expected":
        return pb.forecast(region, months=12, runs=0)
    return pb.forecast(region, months=6, runs=40, seed=3, keep="paths", measures=("workload", "joiners", "waiting"))


def check_same(a: pb.Forecast, b: pb.Forecast) -> None:
    """All that a forecast can do gives the same."""
    assert a == b
    assert a.names == b.names
    assert (a.start, a.months, a.provenance, a.limits) == (b.start, b.months, b.provenance, b.limits)
    assert list(a.assumptions()) == list(b.assumptions())
    assert list(a.inputs()) == list(b.inputs())
    assert a.to_json(quantiles=(0.03, 0.5)) == b.to_json(quantiles=(0.03, 0.5))
    assert str(a.table()) == str(b.table())
    for x, y in zip(a.series, b.series, strict=True):
        assert x == y
        assert x.limits == y.limits
        assert x.mean.tobytes() == y.mean.tobytes()
        assert x.quantile(0.37).tobytes() == y.quantile(0.37).tobytes()
        assert x.quantile_error(0.9).tobytes() == y.quantile_error(0.9).tobytes()
        for limit in x.limits:
            bound: dict[str, Any] = {"at_most": limit.at_most, "at_least": limit.at_least}
            assert x.probability_of_staying(**bound).tobytes() == y.probability_of_staying(**bound).tobytes()
            assert x.first_month(probability=0.5, **bound) == y.first_month(probability=0.5, **bound)


@pytest.mark.parametrize("ending", ENDINGS)
def test_faults_B07_a_forecast_is_saved_and_loaded(made: pb.Forecast, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"x{ending}"
    made.save(file)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    back = pb.load_forecast(file)
    check_same(back, made)
    if made.names and made.series[0]._core.paths() is not None:
        np.testing.assert_array_equal(back.series[0].paths, made.series[0].paths)
    renamed = tmp_path / "any.name"
    file.rename(renamed)
    assert pb.load_forecast(str(renamed)) == made
    back.save(file)
    assert pb.load_forecast(file) == made


def test_faults_B07_other_tools_read_what_is_saved(plain: pb.Forecast, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    plain.save(tmp_path / "x.parquet")
    frame = pandas.read_parquet(tmp_path / "x.parquet")
    long = plain.to_pandas(quantiles=(0.1, 0.5, 0.9))
    pandas.testing.assert_frame_equal(frame[list(long.columns)], long.reset_index(drop=True))
    plain.save(tmp_path / "x.json")
    tree = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert tree["schema"] == 1
    assert tree["series"][0]["measure"] == plain.names[0][0]
    assert tree["saved"]["format"] == FORMAT


def test_faults_B07_other_endings_and_files_are_refused(plain: pb.Forecast, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in .parquet, .arrow or .json, not 'x.csv'"):
        plain.save(tmp_path / "x.csv")
    with pytest.raises(FileNotFoundError):
        pb.load_forecast(tmp_path / "none.json")
    with pytest.raises(OSError, match="none"):
        plain.save(tmp_path / "none" / "x.json")
    assert not list(tmp_path.iterdir())
    for name, text in (
        ("a.json", "{}"),
        ("b.json", "["),
        ("c.parquet", "PAR1 or so"),
        ("d.json", ""),
        ("e", '{"saved": 1}'),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(pb.SavedForecastError, match=f"{name}: no saved forecast"):
            pb.load_forecast(tmp_path / name)
    (tmp_path / "f.json").write_bytes(bytes(range(256)))
    with pytest.raises(pb.SavedForecastError, match="no saved forecast"):
        pb.load_forecast(tmp_path / "f.json")
    (tmp_path / "g.json").write_text(plain.to_json(), encoding="utf-8")
    with pytest.raises(pb.SavedForecastError, match="no saved forecast"):
        pb.load_forecast(tmp_path / "g.json")


@pytest.mark.parametrize("ending", ENDINGS)
def test_faults_B07_damage_is_found(plain: pb.Forecast, ending: str, tmp_path: Path) -> None:
    plain.save(tmp_path / f"x{ending}")
    whole = (tmp_path / f"x{ending}").read_bytes()
    changed = 0
    for i in range(40):
        at = 8 + (len(whole) - 16) * i // 40
        damaged = bytearray(whole)
        damaged[at] ^= 0x11
        (tmp_path / "y").write_bytes(damaged)
        try:
            assert pb.load_forecast(tmp_path / "y") == plain  # the table for other tools was hit, or nothing
        except pb.SavedForecastError:
            changed += 1
    assert changed > 0
    for end in (10, len(whole) // 2, len(whole) - 3):
        (tmp_path / "y").write_bytes(whole[:end])
        with pytest.raises(pb.SavedForecastError):
            pb.load_forecast(tmp_path / "y")


def test_faults_B07_a_piece_from_elsewhere_is_found(plain: pb.Forecast, region: pb.Region) -> None:
    other = saved(pb.forecast(region, months=12, runs=128, seed=4, limits=LIMIT)._core)
    mine = saved(plain._core)
    mixed = Saved(mine.head, (*mine.series[:-1], other.series[-1]), mine.format, mine.version, mine.sha256)
    with pytest.raises(pb.SavedForecastError, match="checksum differs"):
        restored(mixed)


def test_faults_B07_a_later_format_says_which_version_reads_it(plain: pb.Forecast, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    plain.save(file)
    tree = json.loads(file.read_text(encoding="utf-8"))
    tree["saved"] |= {"format": FORMAT + 1, "version": "9.8.7", "series in another way": True}
    for each in tree["series"]:
        del each["state"]
    file.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(pb.SavedForecastError, match=r"load it with probation 9.8.7 or later"):
        pb.load_forecast(file)
    pieces = saved(plain._core)
    with pytest.raises(pb.SavedForecastError, match=r"reads formats up to 2: load it with probation 9.8.7 or later"):
        restored(Saved(pieces.head, pieces.series, 3, "9.8.7", pieces.sha256))


def test_faults_B07_a_forecast_pickles_with_its_checks(made: pb.Forecast) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        check_same(pickle.loads(pickle.dumps(made, protocol)), made)
    assert copy.deepcopy(made) == made
