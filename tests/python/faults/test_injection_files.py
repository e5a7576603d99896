"""Writing that ends at any moment: by a signal, at any byte, by death. Nothing half is there, and nothing left over."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation._util.atomic_write import MARK, draft

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).parent.parent.parent / "data" / "small.json"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of POSIX")


def put(path: Path, text: str = "new") -> None:
    with draft(path) as name:
        name.write_text(text)


WRITERS = f"""
    import errno, os, resource, sys
    from pathlib import Path
    import probation as pb

    region = pb.read({str(SMALL)!r})
    forecast = pb.forecast(region, months=2, runs=32, measures="workload")
    folder, what = Path(sys.argv[1]), sys.argv[2]
    WRITERS = {{
        "region.json": lambda file: pb.write(region, file),
        "region.toml": lambda file: pb.write(region, file),
        "forecast.json": forecast.save,
        "forecast.parquet": forecast.save,
        "forecast.arrow": forecast.save,
        "spill.parquet": lambda file: pb.forecast(
            region, months=2, runs=256, measures="workload", keep="paths", spill=file),
        "spill.arrow": lambda file: pb.forecast(
            region, months=2, runs=256, measures="workload", keep="paths", spill=file),
    }}
    file = folder / what
    write = WRITERS[what]
    write(file)
    size = file.stat().st_size
    file.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    step = max(1, size // 150)
    failed = 0
    for n in [*range(0, size, step), size - 1]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (n, hard))
        try:
            write(file)
        except OSError as error:
            failed += 1
            assert error.filename == str(file), (n, error.filename)
            assert error.errno == errno.EFBIG, (n, error)
        else:
            raise AssertionError(f"{{n}} of {{size}} bytes were enough")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert file.read_text() == "old", n
        assert os.listdir(folder) == [what], (n, os.listdir(folder))
    write(file)
    assert os.listdir(folder) == [what]
    print(failed)
"""


@pytest.mark.parametrize(
    "what",
    [
        "region.json",
        "region.toml",
        "forecast.json",
        "forecast.parquet",
        "forecast.arrow",
        "spill.parquet",
        "spill.arrow",
    ],
)
def test_faults_E04_writing_that_fails_at_any_byte(what: str, tmp_path: Path) -> None:
    """The file that was there is unchanged, nothing is left beside it, and the error names it."""
    if what.endswith((".parquet", ".arrow")):
        pytest.importorskip("pyarrow")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WRITERS), str(tmp_path), what],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 100


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("-o", "x.json", "--runs", "3000"),
    ("-o", "x.txt", "--runs", "3000", "--spill", "paths.parquet"),
    ("-o", "x.csv", "--runs", "3000", "--spill", "paths.arrow"),
)


def test_faults_E04_signals_at_any_moment(tmp_path: Path) -> None:
    """SIGTERM, SIGINT and SIGHUP at seeded moments: code 128 + n or done, no half file, and the next run works."""
    chosen = random.Random(4)
    ended = dict.fromkeys((signal.SIGTERM, signal.SIGINT, signal.SIGHUP), 0)
    for trial in range(18):
        number = list(ended)[trial % 3]
        options = COMMANDS[trial % len(COMMANDS) if trial < 9 else (trial + 1) % len(COMMANDS)]
        folder = tmp_path / str(trial)
        folder.mkdir()
        (folder / options[1]).write_text("old")
        arguments = [sys.executable, "-m", "probation", "forecast", str(SMALL), "--months", "24", *options, "-q"]
        process = subprocess.Popen(
            arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(chosen.uniform(0.1, 3.0))
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
        code = 128 - process.returncode if process.returncode < 0 else process.returncode
        assert code in (0, 128 + number), (trial, number, code, err)
        assert "Traceback" not in err or "site.py" in err, err  # Python itself is starting
        left = sorted(each.name for each in folder.iterdir())
        assert [name for name in left if name.startswith(".")] == [], (trial, number, left)
        text = (folder / options[1]).read_bytes()
        assert text == b"old" or len(text) > 200
        ended[number] += code != 0
    assert sum(ended.values()) >= 6, "all were too late: this tests nothing"
    again = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr


def test_faults_E04_a_signal_while_spilling_leaves_nothing(tmp_path: Path) -> None:
    """The moment when the temporary file is there, for each signal."""
    pytest.importorskip("pyarrow")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        arguments = [sys.executable, "-m", "probation", "forecast", "example:kss", "--runs", "100000", "-q"]
        process = subprocess.Popen(
            [*arguments, "--spill", "p.parquet"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        end = time.monotonic() + 60
        while not list(tmp_path.glob(f".p.parquet.{MARK}*")):
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(number)
        process.send_signal(signal.SIGTERM)  # while it tidies up
        _, err = process.communicate(timeout=60)
        assert process.returncode in (128 + number, 128 + signal.SIGTERM), err
        assert "Traceback" not in err
        assert list(tmp_path.iterdir()) == []


def test_faults_E04_a_host_keeps_its_signals() -> None:
    script = """
        import signal
        before = [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]
        import probation as pb
        assert [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)] == before
        mine = lambda *a: None
        signal.signal(signal.SIGTERM, mine)
        from probation.cli import main
        assert main(["--version"]) == 0
        assert signal.getsignal(signal.SIGTERM) is mine
        assert signal.getsignal(signal.SIGHUP) is before[1]
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True)


def left_over(path: Path, *, age: float = 3600.0) -> None:
    path.write_text("half")
    os.utime(path, (time.time() - age, time.time() - age))


def test_faults_E04_what_a_killed_process_left_is_removed_at_the_next_run(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    stale = tmp_path / f".x.json.{MARK}abcd_123.json"
    others = [
        tmp_path / f".y.json.{MARK}abcd_123.json",
        tmp_path / ".x.json.original.json",
        tmp_path / f".x.json.{MARK}abcd_123.toml",
    ]
    for each in (stale, *others):
        left_over(each)
    young = tmp_path / f".x.json.{MARK}abcd_124.json"
    left_over(young, age=1.0)
    put(target)
    assert not stale.exists()
    assert sorted(tmp_path.iterdir()) == sorted([target, young, *others])


def test_faults_E04_what_another_process_is_writing_stays(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    with draft(target) as mine:
        mine.write_text("mine")
        os.utime(mine, (1.0, 1.0))  # for long
        script = (
            f"from probation._util.atomic_write import draft\nwith draft({str(target)!r}) as n: n.write_text('theirs')"
        )
        subprocess.run([sys.executable, "-c", script], check=True)
        assert target.read_text() == "theirs"
        assert mine.exists()
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_faults_E04_killed_while_spilling_and_run_again(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    options = ["-m", "probation", "forecast", str(SMALL), "--months", "6", "--spill", "p.parquet", "-q"]
    process = subprocess.Popen([sys.executable, *options, "--runs", "1000000"], cwd=tmp_path)
    end = time.monotonic() + 60
    while not (found := list(tmp_path.glob(f".p.parquet.{MARK}*"))):
        assert time.monotonic() < end
        time.sleep(0.02)
    process.kill()
    process.wait()
    left_over(found[0])
    subprocess.run([sys.executable, *options, "--runs", "200"], cwd=tmp_path, check=True, capture_output=True)
    assert [each.name for each in tmp_path.iterdir()] == ["p.parquet"]


def test_faults_E04_a_full_disk_names_the_file(tmp_path: Path) -> None:
    """A small file system of its own where that is permitted; else the limit on the size of a file says the same."""
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(tmp_path)], capture_output=True, check=False
        ).returncode
        == 0
    )
    arguments = f"{sys.executable} -m probation forecast {SMALL} --runs 20 --months 24 -q -o {tmp_path}/x.json"
    try:
        limit = "" if mounted else "ulimit -f 8; "  # blocks of 512 or 1,024 bytes
        done = subprocess.run(["/bin/sh", "-c", limit + arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr
        assert f"{tmp_path}/x.json: " in done.stderr
        assert ("No space left" if mounted else "File too large") in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []
    finally:
        if mounted:
            subprocess.run(["umount", str(tmp_path)], check=True)


def test_faults_E15_links_that_go_round_in_a_circle(tmp_path: Path) -> None:
    for a, b in (("a.json", "b.json"), ("b.json", "a.json")):
        (tmp_path / a).symlink_to(tmp_path / b)
    loop = tmp_path / "a.json"
    region = pb.read(SMALL)
    actions: list[Callable[[], Any]] = [lambda: pb.read(loop), lambda: pb.write(region, loop), lambda: put(loop)]
    for action in actions:
        with pytest.raises(OSError, match="levels of symbolic links") as caught:
            action()
        assert caught.value.filename in (str(loop), loop)
    assert loop.is_symlink()
    for arguments in (["validate", str(loop)], ["convert", str(SMALL), "-o", str(loop)]):
        done = subprocess.run(
            [sys.executable, "-m", "probation", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 3
        assert done.stderr.strip().endswith("a.json: Too many levels of symbolic links")


def test_faults_E04_a_link_to_nothing_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
