"""The recipes for Ray and Spark; both are large, so `make clusters` installs them and runs these."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow

MONTHS, RUNS, CHUNK = 6, 512, 128


@pytest.fixture(scope="module")
def at_once(small: pb.Region) -> pb.Forecast:
    return pb.forecast(small, months=MONTHS, runs=RUNS)


def same(a: pb.Forecast, b: pb.Forecast) -> bool:
    return a.names == b.names and all(x == y for x, y in zip(a.series, b.series, strict=True))


@pytest.mark.filterwarnings("default")  # of a library that is not ours
def test_ray(small: pb.Region, at_once: pb.Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    ray = pytest.importorskip("ray", reason="make clusters installs it")
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        run_block = ray.remote(max_retries=3)(pb.run_block)
        document = ray.put(small.to_json())
        blocks = [run_block.remote(document, at, at + CHUNK, months=MONTHS) for at in range(0, RUNS, CHUNK)]
        assert same(pb.gather(small, ray.get(blocks)), at_once)
    finally:
        ray.shutdown()


@pytest.fixture
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="make clusters installs it")
    if shutil.which("java") is None:
        pytest.skip("there is no java")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("default")  # of a library that is not ours
def test_spark(small: pb.Region, at_once: pb.Forecast, spark: Any) -> None:
    document = small.to_json()

    def run_blocks(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            for start in batch.column("start").to_pylist():
                part = pb.run_block(document, start, start + CHUNK, months=MONTHS)
                yield pyarrow.RecordBatch.from_pydict({"part": [part.to_bytes()]})

    starts = spark.createDataFrame([(at,) for at in range(0, RUNS, CHUNK)], "start long").repartition(2)
    rows = starts.mapInArrow(run_blocks, "part binary").collect()
    assert len(rows) == RUNS // CHUNK
    parts = [pb.Part.from_bytes(row.part) for row in rows]
    assert same(pb.gather(small, parts), at_once)
