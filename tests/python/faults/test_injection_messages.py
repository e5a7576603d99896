"""Estimates before memory goes, and clean messages where streams, settings and arguments are none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from probation._run import memory

SMALL = Path(__file__).parent.parent.parent / "data" / "small.json"
GB = 1_000_000_000


# --- memory ------------------------------------------------------------------------------------------------------------


def test_faults_E13_paths_that_memory_does_not_hold(small: pb.Region, kss: pb.Region) -> None:
    """An error at once that says how much, what there is and what to give instead: it climbed to 12 GB."""
    start = time.monotonic()
    for region, runs in ((kss, 10**7), (small, 4 * 10**9)):
        with pytest.raises(ValueError, match=r"keep=\"paths\" of [\d,]+ numbers a replicate") as caught:
            pb.forecast(region, keep="paths", runs=runs)
        assert 'spill="paths.parquet"' in str(caught.value)
        assert "measures=" in str(caught.value)
        assert "GB" in str(caught.value)
    assert time.monotonic() - start < 5


def test_faults_E13_the_estimate_is_what_is_kept(small: pb.Region, monkeypatch: pytest.MonkeyPatch) -> None:
    made = pb.forecast(small, months=6, runs=50, keep="paths")
    points = sum(len(series) for series in made.series)
    kept = sum(series.paths.nbytes for series in made.series)
    estimated = pb._core.points_of(small._core, 6, [])
    assert points <= estimated <= 1.5 * points  # parts of ratios are kept too
    few = pb._core.points_of(small._core, 6, ["workload"])
    assert few == sum(len(each) for each in made.series if each.measure == "workload")
    need = estimated * 50 * 8
    assert kept <= need
    for there, fits in ((2 * need, True), (2 * need - 8, False)):
        monkeypatch.setattr(memory, "available", lambda there=there: there)
        if fits:
            pb.forecast(small, months=6, runs=50, keep="paths")
        else:
            with pytest.raises(ValueError, match="spill="):
                pb.forecast(small, months=6, runs=50, keep="paths")
            pb.forecast(small, months=6, runs=50, keep="paths", measures="workload")


def test_faults_E13_spilling_needs_little(small: pb.Region, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(memory, "available", lambda: 1_000_000)
    pb.forecast(small, months=6, runs=500, keep="paths", spill=tmp_path / "p.parquet", measures="workload")
    with pytest.raises(ValueError, match="smaller chunk="):
        pb.forecast(small, runs=50_000, keep="paths", spill=tmp_path / "p.parquet", chunk=50_000)


def test_faults_E13_parts_are_held_twice_while_they_merge(small: pb.Region, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    need = pb._core.points_of(small._core, 3, []) * 64 * 8
    monkeypatch.setattr(memory, "available", lambda: 3 * need)
    pb.forecast(small, months=3, runs=64, keep="paths")
    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="spill="):
        pb.forecast(small, months=3, runs=64, keep="paths", executor=executor)


def test_faults_E13_many_regions_and_huge_ones(kss: pb.Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available", lambda: 200_000_000)
    regions = {str(i): kss for i in range(30)}
    with pytest.raises(ValueError, match=r"a forecast of [\d,]+ numbers by series and month takes about .* measures="):
        pb.forecast_many(regions, months=120, runs=1000)
    with pytest.raises(ValueError, match="by series and month"):
        pb.forecast(kss, months=600, runs=1000)
    monkeypatch.undo()
    assert memory.available() is None or memory.available() > 10**8  # type: ignore[operator]


def test_faults_E13_control_groups_of_both_versions(tmp_path: Path) -> None:
    groups = tmp_path / "cgroup"
    two, one = tmp_path / "two", tmp_path / "one"
    (two / "a" / "b").mkdir(parents=True)
    (two / "a" / "memory.max").write_text("3000\n")
    (two / "a" / "b" / "memory.max").write_text("max\n")
    groups.write_text("0::/a/b\n")
    assert list(memory._of_groups(two, groups)) == [3000]
    (one / "memory" / "x").mkdir(parents=True)
    (one / "memory" / "x" / "memory.limit_in_bytes").write_text("5000\n")
    (one / "memory" / "memory.limit_in_bytes").write_text("9000\n")
    groups.write_text("5:cpu,cpuacct:/x\n4:memory:/x\n")
    assert list(memory._of_groups(one, groups)) == [5000, 9000]
    assert list(memory._of_groups(one, tmp_path / "none")) == []


# --- messages ----------------------------------------------------------------------------------------------------------


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m probation"
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("probation", program, 1)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr, done.stderr
    return done


posix = pytest.mark.skipif(sys.platform == "win32", reason="the shell is that of POSIX")


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_faults_E15_closed_streams(closed: str, tmp_path: Path) -> None:
    """No traceback; a result that cannot be written is an error; a file that is asked for is whole."""
    shown = shell(f"probation validate {SMALL} {closed}")
    if ">&-" in closed.replace("2>&-", ""):
        assert shown.returncode == 3
        assert ("2>&-" in closed) or shown.stderr.strip() == "standard output: it is closed"
    else:
        assert shown.returncode == 0
        assert "fine" in shown.stdout
    file = tmp_path / "x.json"
    assert shell(f"probation convert {SMALL} -o {file} {closed}").returncode == 0
    assert pb.read(file) == pb.read(SMALL)
    wrong = shell(f"probation validate {tmp_path}/none.json {closed}")
    assert wrong.returncode == 3
    assert wrong.stdout == ""
    if "<&-" in closed:
        given = shell(f"probation validate - {closed}")
        assert given.returncode == 3
        assert "2>&-" in closed or given.stderr.strip() == "standard input: it is closed"


@posix
def test_faults_E15_a_reader_that_has_enough(tmp_path: Path) -> None:
    for command in ("validate", "forecast --runs 20", "schema", "convert", "measures", "--help"):
        region = "" if command in ("schema", "measures", "--help") else str(SMALL)
        done = shell(f"(probation {command} {region}; echo $? > {tmp_path}/code) | true")
        assert done.stderr == "", command
        assert int((tmp_path / "code").read_text()) in (0, 1, 3)


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_faults_E15_a_full_disk_behind_stdout() -> None:
    for command in (f"validate {SMALL}", f"forecast {SMALL} --runs 20 -q", "schema", "measures", "--version", "--help"):
        done = shell(f"probation {command} > /dev/full")
        assert done.returncode == 3, command
        assert done.stderr.strip() == "standard output: No space left on device", command
    assert shell(f"probation validate {SMALL}.none 2> /dev/full").returncode == 3


@posix
def test_faults_E15_an_instruction_set_that_is_none() -> None:
    done = shell(f"probation forecast {SMALL} --runs 20", PROBATION_ISA="bad")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        'PROBATION_ISA is "bad", which is no instruction set; it can be baseline, avx2, avx512'
    )


def test_faults_E15_ctrl_c_while_importing(tmp_path: Path) -> None:
    """At moments from the start of Python to the end of a command: a message, and never a traceback of ours."""
    said = 0
    for i in range(16):
        process = subprocess.Popen(
            [sys.executable, "-m", "probation", "validate", str(SMALL)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(0.05 + 0.06 * i)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (0, 130, 1, -signal.SIGINT)
        if "Traceback" in err:  # Python has not come to this package
            assert "/probation/" not in err or "starting" in err, err
        said += err == "interrupted\n"
    assert said >= 1
    script = tmp_path / "probation"  # as the installed script does it
    script.write_text("import sys\nfrom probation.cli import main\nsys.exit(main(['--version']))\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("probation ")


def test_faults_E15_a_host_that_imports_is_left_alone() -> None:
    script = """
        import signal
        seen = []
        real = signal.signal
        signal.signal = lambda *a: seen.append(a) or real(*a)
        import probation
        assert seen == [], seen
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True)


def test_faults_E15_shapes_that_do_not_go_together() -> None:
    two, three = [1.0, 2.0], [1.0, 2.0, 3.0]
    calls: list[Any] = [
        lambda: pb.backlog.load(two, three),
        lambda: pb.backlog.erlang_b([two], three),
        lambda: pb.backlog.available_minutes(two, three),
        lambda: pb.backlog.mmc_mean_wait(two, three, 2),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="arrays whose shapes do not go together") as caught:
            call()
        assert "pybind11" not in str(caught.value)


@pytest.mark.parametrize("pair", [(-1, 0), (0, 0), (1, -1), (5, 3), (1.5, 3), (1,), 3, None, (True, "x")])
def test_faults_E15_counts_that_are_none(pair: Any) -> None:
    for given in ({"A": pair}, {"A": pair, "B": (1, 2)}):
        with pytest.raises((ValueError, TypeError), match=r"^A(: (count|of))? must be"):
            pb.ratings.differences(given)
    with pytest.raises((ValueError, TypeError), match=r"^second(: (count|of))? must be"):
        pb.ratings.difference((1, 2), pair)
    assert str(pb.ratings.differences({"A": (0, 1)}))


@pytest.mark.parametrize("format", ["yaml", "JSON", "", 3, True])
def test_faults_E15_formats_that_are_none(format: Any, tmp_path: Path) -> None:
    message = 'format must be "json" or "toml", or None'
    with pytest.raises(ValueError, match=message):
        pb.read(SMALL, format=format)
    with pytest.raises(ValueError, match=message):
        pb.write(pb.read(SMALL), tmp_path / "x.json", format=format)
    assert list(tmp_path.iterdir()) == []


@posix
def test_faults_E15_formats_of_the_command_line() -> None:
    done = shell(f"probation validate {SMALL} --format yaml")
    assert done.returncode == 2
    assert "yaml" in done.stderr
