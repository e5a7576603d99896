"""Paths that go to a file block by block."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import probation as pb
import pyarrow.ipc
import pyarrow.parquet
import pytest

if TYPE_CHECKING:
    from pathlib import Path

NAME = ("headcount", "North", "PO")


def read(file: Path) -> pyarrow.Table:
    if file.suffix == ".parquet":
        return pyarrow.parquet.read_table(file)
    with pyarrow.ipc.open_file(file) as reader:
        return reader.read_all()


@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_file_holds_the_paths(small: pb.Region, tmp_path: Path, suffix: str, elsewhere: bool) -> None:
    kept = pb.forecast(small, months=6, runs=300, keep="paths")
    file = tmp_path / f"paths{suffix}"
    with ThreadPoolExecutor(2) as threads:
        spilled = pb.forecast(
            small, months=6, runs=300, keep="paths", spill=file, executor=threads if elsewhere else None, chunk=64
        )
    assert list(tmp_path.iterdir()) == [file]
    assert all(spilled[name] == kept[name] or kept[name].paths.size for name in kept)
    assert np.array_equal(spilled[NAME].mean, kept[NAME].mean)
    with pytest.raises(ValueError, match="no paths were kept"):
        _ = spilled[NAME].paths
    table = read(file)
    assert table.column_names == ["measure", "unit", "of", "month", "replicate", "value"]
    frame = table.to_pandas()
    assert len(frame) == sum(300 * len(kept[name]) for name in kept)
    rows = frame[(frame.measure == NAME[0]) & (frame.unit == NAME[1]) & (frame.of == NAME[2])]
    wide = rows.pivot(index="replicate", columns="month", values="value")
    assert list(wide.columns) == kept[NAME].months
    assert np.array_equal(wide.to_numpy(), kept[NAME].paths)


def test_nothing_is_left_of_a_file_that_was_not_finished(small: pb.Region, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> bool:
        assert total == 2000
        return done < 200

    with pytest.raises(KeyboardInterrupt):
        pb.forecast(small, months=120, runs=2000, keep="paths", spill=tmp_path / "x.parquet", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_spilled(small: pb.Region, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"must end in \.parquet or \.arrow, not 'x\.csv'"):
        pb.forecast(small, runs=1, keep="paths", spill=tmp_path / "x.csv")
    with pytest.raises(ValueError, match='needs keep="paths"'):
        pb.forecast(small, runs=1, spill=tmp_path / "x.parquet")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        pb.forecast(small, runs=1, keep="paths", spill=tmp_path / "nowhere" / "x.parquet")
    with pytest.raises(ValueError, match="resume has no paths"):
        pb.forecast(
            small,
            runs=64,
            months=2,
            keep="paths",
            spill=tmp_path / "x.parquet",
            resume=pb.run_block(small.to_json(), 0, 32, months=2, keep="paths"),
        )
