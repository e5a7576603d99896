"""The command line gives what it says: text for any terminal, exit codes, help, JSON that can be repeated.

A14, B01 and B02 are rows of the list of faults; C02, C04, C05, C06 and C11 are numbered as test_displays.py says.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from probation._region.files import parse
from probation.cli import forecast as forecast_command
from probation.cli import main, outputs

SMALL = Path(__file__).parents[2] / "data" / "small.json"
QUICK = ("--runs", "20", "--months", "3", "-q")
COMMANDS = ["validate", "audit", "ratings", "forecast", "compare", "measures", "plan", "convert", "schema"]


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "probation", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "160", **environment},
        check=False,
    )


# --- A14: a selection of nothing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["", "--json", "x.csv", "x.html"])
def test_faults_A14_nothing_is_wrong_usage(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    extra = [] if not ending else [ending] if ending == "--json" else ["-o", str(tmp_path / ending)]
    arguments = ["forecast", "example:kss", "--runs", "5", "--months", "1", "-q"]
    assert main([*arguments, "--measure", "workload", "--of", "SPO", *extra]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is no workload of SPO; workload there is of victim contact, PO, PSO, all grades" in " ".join(
        re.sub(r"[│|]", " ", err).split()
    )
    assert list(tmp_path.iterdir()) == []


def test_faults_A14_an_audit_by_no_rule_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--only", "disputed", "--off", "disputed"],
        [x for n in pb.audit_rules().names for x in ("--off", n)],
    ):
        assert main(["audit", str(SMALL), *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "no rule to apply" in " ".join(re.sub(r"[│|]", " ", err).split())


# --- B01: any terminal, and exit codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437", "utf-8", "ascii:surrogateescape"])
def test_faults_B01_text_that_the_stream_can_hold(encoding: str) -> None:
    name = encoding.partition(":")[0]
    done = run("forecast", SMALL, "--runs", "20", "--months", "12", "-q", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(name)
    assert "workload, %" in shown
    table = str(pb.forecast(pb.read(SMALL), months=12, runs=20))
    if name == "utf-8":
        assert shown.replace(os.linesep, "\n") == table + "\n"
    elif name == "ascii":
        assert shown.replace(os.linesep, "\n") == table.translate({0x2212: "-", 0x2013: "-"}) + "\n"
    assert "?" not in shown


def test_faults_B01_help_and_errors_too() -> None:
    for encoding in ("ascii", "cp1252"):
        done = run("forecast", "--help", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Exit codes" in done.stdout.decode(encoding)
        wrong = run("forecast", SMALL, "--scenario", "ungültig – x", PYTHONIOENCODING=encoding)
        assert wrong.returncode == 2
        assert b"Traceback" not in wrong.stderr


def test_faults_B01_documents_lose_nothing(tmp_path: Path) -> None:
    name = "Ångström – “Łódź” 𝄞"
    file = tmp_path / "r.json"
    document = {"name": name, "as_of": "2022-04", "pdus": {name: {"staff": {"PO": {"in_post": 9}}}}}
    file.write_text(json.dumps(document), encoding="utf-8")
    for form in ("json", "toml"):
        done = run("convert", file, "--to", form, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, b"")
        assert parse(done.stdout.decode("ascii").encode(), name="back", format=form) == pb.read(file)
    made = run("forecast", file, *QUICK, "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(made.stdout.decode("ascii"))["provenance"]["region"] == name
    out = tmp_path / "out.txt"
    run("forecast", file, *QUICK, "-o", out, PYTHONIOENCODING="ascii")
    assert name in out.read_text(encoding="utf-8")


def test_faults_B01_every_character_is_replaced_by_ascii() -> None:
    said = outputs.plain("−5–6 … ∞ ≤ é Å ─│╭ “q” ‘a’ 𝄞 ½ 10¹⁵")
    assert said.isascii()
    assert said == "-5-6 ... inf <= e A -|+ \"q\" 'a' ? 1/2 10^1^5"


def test_faults_B01_streams_are_left_as_they_were() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    before, sys.stdout = sys.stdout, stream
    try:
        assert main(["validate", str(SMALL)]) == 0
        assert stream.errors == "strict"
    finally:
        sys.stdout = before


def test_faults_B01_a_crash_is_70(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "something of ours"
        raise RuntimeError(message)

    monkeypatch.setattr(forecast_command, "run", broken)
    monkeypatch.delenv("PROBATION_DEBUG", raising=False)
    assert main(["forecast", str(SMALL), *QUICK]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "has failed: RuntimeError: something of ours" in err
    assert "fault of the program" in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 3
    monkeypatch.setenv("PROBATION_DEBUG", "1")
    assert main(["forecast", str(SMALL), *QUICK]) == 70
    assert "Traceback" in capsys.readouterr().err


# --- B02: marks at the beginning of a document ----------------------------------------------------------------------------

TEXTS = {"json": '{"name": "Łódź", "as_of": "2022-04"}', "toml": 'name = "Łódź"\nas_of = "2022-04"\n'}
OTHERS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("form", ["json", "toml"])
@pytest.mark.parametrize("is_told", [True, False])
def test_faults_B02_the_mark_of_utf8_is_read(form: Any, is_told: bool, tmp_path: Path) -> None:
    document = codecs.BOM_UTF8 + TEXTS[form].encode()
    assert parse(document, name="x", format=form if is_told else None).name == "Łódź"
    file = tmp_path / (f"r.{form}" if is_told else "r")
    file.write_bytes(document)
    assert pb.read(file).name == "Łódź"
    done = run("validate", "-", stdin=document, PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Łódź, as of 2022-04: fine.")


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("form", ["json", "toml"])
def test_faults_B02_other_encodings_are_named(form: Any, encoding: str) -> None:
    text = TEXTS[form].encode(encoding)
    for is_told in (True, False):
        with pytest.raises(
            pb.DocumentError, match=rf"line 1, column 1: found text in {encoding[:6].upper()}, expected"
        ):
            parse(OTHERS[encoding] + text, name="x", format=form if is_told else None)
        with pytest.raises(pb.DocumentError, match=r"found text in UTF-16 or UTF-32, expected text in UTF-8"):
            parse(text, name="x", format=form if is_told else None)


# --- C02, C04: months and names -------------------------------------------------------------------------------------------


def test_faults_C02_at_says_the_months(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(SMALL), "--runs", "10", "--months", "36", "-q"]
    assert main(["forecast", *arguments]) == 0
    assert re.findall(r"in \d+ months", capsys.readouterr().out.splitlines()[2]) == [
        "in 12 months",
        "in 24 months",
        "in 36 months",
    ]
    for command in ("forecast", "compare"):
        assert main([command, *arguments, "--at", "0,6,18"]) == 0
        head = next(line for line in capsys.readouterr().out.splitlines() if "now" in line)
        assert re.findall(r"in \d+ months", head) == ["in 6 months", "in 18 months"]
        for wrong in ("0,37", "x", "1.5", ""):
            assert main([command, *arguments, "--at", wrong]) == 2
            assert "--at" in capsys.readouterr().err


def test_faults_C04_names_that_are_shown_are_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(SMALL), *QUICK, "--measure", "workload"]
    shown = []
    for unit, of in (("*", "*"), ("region", "all grades"), ("Region", "All grades")):
        for command in ("forecast", "compare"):
            assert main([command, *arguments, "--unit", unit, "--of", of]) == 0
            shown.append(capsys.readouterr().out)
    assert shown[0] == shown[2] == shown[4]
    assert shown[1] == shown[3] == shown[5]
    assert main(["forecast", str(SMALL), *QUICK, "--measure", "Vacancy rate, %", "--unit", "region"]) == 0
    assert "vacancy rate, %" in capsys.readouterr().out


# --- C05, C06: help -------------------------------------------------------------------------------------------------------


def lines_of_help(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert main([*arguments, "--help"]) == 0
    return [
        line
        for line in (re.sub(r"[│╭╮╰╯─]", " ", line) for line in capsys.readouterr().out.splitlines())
        if line.strip()
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_faults_C05_help_says_what_a_command_does(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = [line.strip() for line in lines_of_help(command, capsys=capsys)]
    assert lines[0].startswith(f"Usage: probation {command}")
    assert not lines[1].startswith("Example")
    assert lines[1].endswith(".")
    assert lines[2].startswith(f"Example: probation {command}")
    flags = [line for line in lines if re.match(r"--(json|quiet|dot|no-time|help|rules)\b", line)]
    assert flags
    for line in flags:
        assert not re.search(r"<bool>|BOOL", line)
        assert re.match(r"--[a-z-]+( +-[a-z])? {2,}[A-Z]", line), line
    assert not any(re.search(r"<(bool|str|list|int)", line) for line in lines if line.startswith("--"))
    assert "70 a fault of the program" in " ".join(lines)


def test_faults_C05_the_list_of_commands_says_what_they_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = [line.strip() for line in lines_of_help(capsys=capsys)]
    for command in COMMANDS:
        line = next(line for line in lines if line.startswith(command + " "))
        assert "Example" not in line
        assert line.endswith(".")
    assert lines[1].startswith("Workloads and backlogs")


def test_faults_C06_the_measures_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures"]) == 0
    shown = capsys.readouterr().out
    assert shown == str(pb.measures()) + "\n"
    assert re.search(r"vacancy_rate +vacancy rate, % +stock +lower", shown)
    assert main(["measures", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [m["name"] for m in tree["measures"]] == pb.measures().names
    assert "probation measures" in " ".join(" ".join(lines_of_help("forecast", capsys=capsys)).split())


# --- C11: JSON that can be repeated ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["forecast", "compare"])
def test_faults_C11_json_can_be_repeated(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command, str(SMALL), *QUICK, "--json"]

    def made(*extra: str) -> str:
        capsys.readouterr()
        assert main([*arguments, *extra]) == 0
        return capsys.readouterr().out

    def times(text: str) -> set[Any]:
        return set(re.findall(r'"time": ("[^"]*"|null)', text))

    without = made("--no-time")
    assert times(without) == {"null"}
    assert made("--no-time") == without
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    assert times(made()) == {'"2022-04-15T05:20:00Z"'}
    assert made() == made()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(arguments) == 2
    assert "SOURCE_DATE_EPOCH must be seconds since 1970" in " ".join(capsys.readouterr().err.split())


def test_faults_C11_in_python_too(expected: pb.Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(expected.to_json(time=False))["provenance"]["time"] is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert expected.provenance["time"] == "1970-01-01T00:00:00Z"
