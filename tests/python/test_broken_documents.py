"""Every broken document ends with exit code 1 and the message that stands beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from probation.cli import main

BROKEN = Path(__file__).parents[1] / "data" / "broken"
DOCUMENTS = sorted(file for file in BROKEN.iterdir() if file.suffix in {".json", ".toml"})


def test_there_are_many() -> None:
    assert len(DOCUMENTS) >= 40


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_message(document: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config) -> None:
    code = main(["validate", str(document)])
    out, err = capsys.readouterr()
    golden = document.with_suffix(".txt")
    if pytestconfig.getoption("--update-golden") and document.suffix == ".toml":
        golden.write_text(err, encoding="utf-8")  # those of JSON are the reader's own
    assert (code, out) == (1, "")
    assert err == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["forecast", "plan", "convert"])
def test_other_commands_say_the_same(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = DOCUMENTS[0]
    assert main([command, str(document)]) == 1
    assert capsys.readouterr() == ("", document.with_suffix(".txt").read_text(encoding="utf-8"))


def test_no_traceback_from_the_program_itself() -> None:
    document = DOCUMENTS[-1]
    done = subprocess.run(
        [sys.executable, "-m", "probation", "validate", str(document)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == document.with_suffix(".txt").read_text(encoding="utf-8")
