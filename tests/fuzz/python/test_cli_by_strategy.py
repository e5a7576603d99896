"""Random command lines: whatever the arguments, an exit code that --help lists, and never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from probation.cli import main
from quantities import TEXTS, Draw
from strategies import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
CODES = {0, 1, 2, 3, 130}

COMMON = ["--format", "--help"]
OUTPUT = ["--output", "-o"]
MANY = ["--measure", "--unit", "--of", "--seed", "--threads", "--scenario", "--json", "-q"]
OPTIONS = {
    "validate": COMMON,
    "audit": [*COMMON, *OUTPUT, "--off", "--only", "--stale-after", "--scenario", "--json", "--rules"],
    "ratings": [*COMMON, *OUTPUT, "--json", "--unit"],
    "forecast": [*COMMON, *OUTPUT, *MANY, "--spill", "--months", "--runs"],
    "compare": [*COMMON, *OUTPUT, *MANY, "--months"],
    "plan": [*COMMON, *OUTPUT, "--dot"],
    "convert": [*COMMON, *OUTPUT, "--to", "--scenario"],
    "schema": ["--help", *OUTPUT],
}
FLAGS = {"--json", "-q", "--dot", "--help", "--rules"}
WORDS = ["json", "toml", "yaml", "vetting halved", "North", "PO", "*", "fte", "workload", "waiting", "figures"]
NUMBERS = ["0", "1", "3", "-1", "4294967295", "4294967296", "1e3", "nan", "", " 1", "１", "0x10", "auto"]
FILES = ["out.json", "out.toml", "out.parquet", "no/such/folder.txt", ".", ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to work in, with documents of each kind."""
    here = tmp_path_factory.mktemp("commands")
    (here / "small.json").write_bytes((DATA / "small.json").read_bytes())
    (here / "broken.json").write_bytes((DATA / "broken" / "several-problems.json").read_bytes())
    (here / "broken.toml").write_bytes((DATA / "broken" / "toml-unclosed-text.toml").read_bytes())
    (here / "latin.json").write_bytes('{"name": "Zoë"}'.encode("latin-1"))
    (here / "empty.toml").write_bytes(b"")
    with contextlib.chdir(here):
        yield here


@st.composite
def command_lines(draw: Draw) -> list[str]:
    """Return arguments: a command, mostly a region, and options that mostly belong to it, with values good and bad."""
    command = draw(st.sampled_from(list(OPTIONS)))
    regions = ["small.json"] * 4 + [
        "broken.json",
        "broken.toml",
        "latin.json",
        "empty.toml",
        "missing",
        ".",
        "example:ksss",
    ]
    out = [command]
    if command != "schema":
        out.append(draw(st.one_of(st.sampled_from(regions), TEXTS)))
    for _ in range(draw(st.integers(0, 4))):
        every = [*OPTIONS[command], *OPTIONS[command], "--bogus", "--scenario"]
        option = draw(st.sampled_from(every))
        out.append(option)
        if option in FLAGS:
            continue
        files = option in (*OUTPUT, "--spill")
        values = st.sampled_from(FILES if files else WORDS + NUMBERS)
        out.append(draw(values if files else st.one_of(values, TEXTS)))
    if command in ("forecast", "compare"):
        out += ["--runs", "2", "--months", "2"]
    return out


def run(arguments: list[str]) -> tuple[int, str, str]:
    """Run the command line in this process."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main(arguments)
    return code, out.getvalue(), errors.getvalue()


FOLDER_IS_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=FOLDER_IS_SHARED)
@given(command_lines())
def test_every_command_line_ends_as_documented(folder: Path, arguments: list[str]) -> None:
    code, _, errors = run(arguments)
    assert code in CODES
    assert "Traceback" not in errors
    assert code == 0 or errors.strip(), "an error that says nothing"
    assert not [file.name for file in folder.iterdir() if ".part" in file.name or ".tmp" in file.name]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[*FOLDER_IS_SHARED, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(documents(), st.sampled_from(["validate", "audit", "ratings", "forecast", "plan", "convert"]))
def test_commands_work_for_any_region(folder: Path, document: dict[str, object], command: str) -> None:
    (folder / "any.json").write_text(json.dumps(document), encoding="utf-8")
    quick = ["--runs", "0", "--months", "2"] if command == "forecast" else []
    code, _, errors = run([command, "any.json", *quick])
    assert code in CODES - {3, 130}
    assert "Traceback" not in errors
