"""The command line from outside: data on stdout, messages on stderr, exit codes, files whole or not at all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import probation as pb
import pytest

SMALL = Path(__file__).parents[1] / "data" / "small.json"
QUICK = ("--runs", "40", "--months", "12")


def run(*arguments: str | Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "probation", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )


def fine(*arguments: str | Path, stdin: str | None = None, **environment: str) -> str:
    done = run(*arguments, stdin=stdin, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(code: int, *arguments: str | Path, stdin: str | None = None) -> str:
    done = run(*arguments, stdin=stdin, COLUMNS="200")
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_version() -> None:
    assert fine("--version") == f"probation {pb.__version__}\n"


@pytest.mark.parametrize(
    "command", ["validate", "audit", "ratings", "forecast", "compare", "plan", "convert", "schema"]
)
def test_help_leads_with_an_example_and_ends_with_exit_codes(command: str) -> None:
    text = " ".join(re.sub(r"[│╭╮╰╯─]", " ", fine(command, "--help", COLUMNS="200")).split())
    assert text == " ".join(re.sub(r"[│╭╮╰╯─]", " ", fine(command, "-h", COLUMNS="200")).split())
    start = text.index(f"Example: probation {command}")
    assert start < text.index("Options")
    for code in (
        "0 fine",
        "1 the document is invalid",
        "2 wrong usage",
        "3 a file cannot be read or",
        "130 interrupted",
    ):
        assert code in text


def test_no_arguments_is_help() -> None:
    done = run()
    assert "Usage: probation" in done.stdout + done.stderr


def test_validate() -> None:
    assert fine("validate", SMALL) == "Small region, as of 2022-04: fine. 2 PDUs, 1 scenarios\n"
    assert fine("validate", "example:kss").startswith("Kent, Surrey and Sussex")


def test_forecast_is_the_table_of_the_library(small: pb.Region) -> None:
    out = fine("forecast", SMALL, *QUICK, "--seed", "3")
    assert out == str(pb.forecast(small, months=12, runs=40, seed=3)) + "\n"
    assert "seed 3" in out


def test_forecast_selects_and_applies_scenarios(small: pb.Region) -> None:
    out = fine(
        "forecast", SMALL, *QUICK, "--scenario", "vetting halved", "--unit", "North", "--of", "PO", "--measure", "fte"
    )
    table = pb.forecast(small.scenario("vetting halved"), months=12, runs=40).table("fte", unit="North", of="PO")
    assert out == str(table) + "\n"


def test_forecast_json_is_the_object_of_the_library(small: pb.Region) -> None:
    tree = json.loads(fine("forecast", SMALL, *QUICK, "--seed", "3", "--threads", "2", "--json"))
    same = json.loads(pb.forecast(small, months=12, runs=40, seed=3).to_json())
    del tree["provenance"]["time"], same["provenance"]["time"]
    assert tree == same
    few = json.loads(fine("forecast", SMALL, *QUICK, "--json", "--measure", "workload", "--unit", "*"))
    assert {(s["measure"], s["unit"]) for s in few["series"]} == {("workload", "*")}


def test_output_goes_to_a_file_and_nothing_to_stdout(tmp_path: Path) -> None:
    file = tmp_path / "forecast.json"
    assert fine("forecast", SMALL, *QUICK, "--json", "-o", file) == ""
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == 1
    assert fine("forecast", SMALL, *QUICK, "-o", "-").startswith("Small region")
    assert os.listdir(tmp_path) == ["forecast.json"]  # noqa: PTH208


def test_unwritable_output_is_3_and_leaves_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "forecast.txt"
    assert refused(3, "forecast", SMALL, *QUICK, "-o", missing) == f"{missing}: No such file or directory\n"
    assert refused(3, "schema", "-o", tmp_path) == f"{tmp_path}: Is a directory\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_3() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "probation", "validate", SMALL],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


def test_a_reader_that_has_enough_is_no_error_to_talk_about() -> None:
    script = f"{sys.executable} -m probation schema | head -c 10"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout[:1], done.stderr) == ("{", "")


def test_missing_files_are_3(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.toml"
    for command in ("validate", "audit", "forecast", "plan", "convert"):
        assert refused(3, command, missing) == f"{missing}: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("frobnicate",), "No such command"),
        (("forecast",), "Missing argument"),
        (("forecast", SMALL, "--months", "0"), "--months"),
        (("forecast", SMALL, "--seed", "-1"), "--seed"),
        (("forecast", SMALL, "--seed", "4294967296"), "--seed"),
        (("forecast", SMALL, "--runs", "many"), "--runs"),
        (("forecast", SMALL, "--scenario", "vetting halfed"), "did you mean 'vetting halved'"),
        (("forecast", SMALL, *QUICK, "--measure", "worklod"), 'did you mean "workload"'),
        (("forecast", SMALL, "--runs", "-1"), "--runs"),
        (("forecast", SMALL, *QUICK, "--spill", "x.csv"), "must end in .parquet or .arrow"),
        (("forecast", "example:ksss"), "did you mean 'kss'"),
        (("convert", SMALL, "--to", "yaml"), "--to"),
        (("forecast", SMALL, "--bogus"), "No such option"),
    ],
)
def test_wrong_usage_is_2(arguments: tuple[str | Path, ...], message: str) -> None:
    assert message in refused(2, *arguments)


def test_runs_and_paths(small: pb.Region, tmp_path: Path) -> None:
    table = fine("forecast", SMALL, "--runs", "auto", "--months", "1")
    assert table == str(pb.forecast(small, months=1, runs="auto")) + "\n"
    file = tmp_path / "paths.parquet"
    assert fine("forecast", SMALL, *QUICK, "--spill", file) == fine("forecast", SMALL, *QUICK)
    assert file.stat().st_size > 10_000


def test_standard_input(small: pb.Region) -> None:
    toml = fine("convert", SMALL, "--to", "toml")
    assert fine("validate", "-", stdin=toml) == fine("validate", "-", stdin=small.to_json())
    assert refused(1, "validate", "-", "--format", "json", stdin=toml).startswith("standard input: 1 problem\n  line 1")
    assert refused(1, "validate", "-", stdin="").startswith("standard input: ")


def test_convert_there_and_back(tmp_path: Path, small: pb.Region) -> None:
    toml, back = tmp_path / "region.toml", tmp_path / "back.json"
    fine("convert", SMALL, "-o", toml)
    fine("convert", toml, "-o", back)
    assert pb.read(toml) == pb.read(back) == small
    changed = fine("convert", SMALL, "--scenario", "vetting halved")
    assert json.loads(changed) == small.scenario("vetting halved").to_dict()


def test_convert_to_toml_refuses_what_toml_cannot_say() -> None:
    document = {"name": "Mini", "as_of": "2022-04", "scenarios": {"none": {"recruitment": None}}}
    assert "TOML cannot say null" in refused(2, "convert", "-", "--to", "toml", stdin=json.dumps(document))


def test_plan() -> None:
    assert fine("plan", SMALL, "--months", "6").startswith("plan from 2022-04 for 6 months\n")
    assert fine("plan", SMALL, "--dot").startswith("digraph plan {")


def test_schema() -> None:
    assert json.loads(fine("schema")) == pb.schema()


def test_a_terminal_gets_a_drawn_table_without_colour_where_none_is_wanted() -> None:
    def shown(**environment: str) -> bytes:
        leader, follower = os.openpty()
        command = [sys.executable, "-m", "probation", "forecast", str(SMALL), *QUICK, "-q"]
        with subprocess.Popen(command, stdout=follower, env={**os.environ, "COLUMNS": "200", **environment}):
            os.close(follower)
            out = b""
            while True:
                try:
                    part = os.read(leader, 65536)
                except OSError:
                    break
                if not part:
                    break
                out += part
            os.close(leader)
        return out

    plain = shown(NO_COLOR="1", TERM="xterm-256color")
    assert "workload, %" in plain.decode()
    assert "─" in plain.decode()
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]m", plain)
    assert b"\x1b" not in shown(TERM="dumb")
