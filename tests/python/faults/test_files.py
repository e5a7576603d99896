"""Files are there whole or not at all; what is no file is written to and stays what it is."""

import os
import stat
import threading
from pathlib import Path

import probation as pb
import pytest
from probation._core import parse_region
from probation._util.atomic_write import draft

TEXT = '{"name": "R", "as_of": "2026-11", "pdus": {"North": {"staff": {"PO": {"in_post": 10}}}}}'


def put(path: Path, text: str = "new") -> None:
    with draft(path) as name:
        name.write_text(text)


def write(path: Path) -> None:
    pb.write(pb.Region(parse_region(TEXT, "r")), path, format="json")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices")
def test_faults_E04_a_device_stays_a_device() -> None:
    put(Path("/dev/null"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_faults_E04_a_full_device_is_named() -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        put(Path("/dev/full"))
    assert caught.value.filename == "/dev/full"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_faults_E04_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    put(pipe, "through the pipe")
    reader.join()
    assert read == ["through the pipe"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_faults_E04_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write(link)
    assert link.is_symlink()
    assert pb.read(real).name == "R"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [link, tmp_path / "there"]
    assert list((tmp_path / "there").iterdir()) == [real]


def test_faults_E04_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")

    def half() -> None:
        with draft(target) as name:
            name.write_text("half of it")
            raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        half()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_faults_E04_a_new_file_has_usual_rights(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        put(tmp_path / "new.txt")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640
