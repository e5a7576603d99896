"""A file that a command writes has the format that its name says."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from probation._display.exporting import _xlsx
from probation.cli import forecast as forecast_command
from probation.cli import main

SMALL = Path(__file__).parents[2] / "data" / "small.json"
QUICK = ("--runs", "20", "--months", "3", "-q")
COMMANDS = ["validate", "audit", "ratings", "forecast", "compare", "measures", "plan", "convert", "schema"]


# --- A13: a file has the format that its name says -----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["forecast", "compare"])
def test_faults_A13_files_have_the_format_of_their_name(command: str, tmp_path: Path) -> None:
    made: dict[str, bytes] = {}
    for ending in ("txt", "md", "html", "json", "csv", "parquet", "CSV"):
        file = tmp_path / f"out.{ending}"
        assert main([command, str(SMALL), *QUICK, "-o", str(file)]) == 0
        made[ending] = file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(made["csv"].decode())))
    assert made["CSV"] == made["csv"]
    names = ["measure", "unit", "of", "month", "mean", "q10", "q50", "q90"]
    assert list(rows[0]) == (names if command == "forecast" else ["scenario", *names])
    region = pb.read(SMALL)
    series = pb.forecast(region, months=3, runs=20)["workload", "*", "*"]
    of_series = [r for r in rows if (r["measure"], r["unit"], r["of"]) == ("workload", "*", "*")]
    assert [float(r["mean"]) for r in of_series][:4] == series.mean.tolist()
    tree = json.loads(made["json"])
    assert tree["schema"] == 1
    assert made["html"].startswith(b"<!doctype html>")
    assert "<td" in made["html"].decode()
    assert b"| --- | " in made["md"].replace(b":---", b"---")
    assert "workload, %" in made["txt"].decode()
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.num_rows == len(rows)
    assert {b"provenance", b"units"} <= set(table.schema.metadata)


def test_faults_A13_excel_or_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.xlsx"
    if importlib.util.find_spec("openpyxl") is not None:
        openpyxl = importlib.import_module("openpyxl")
        assert main(["forecast", str(SMALL), *QUICK, "--measure", "workload", "-o", str(file)]) == 0
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["forecast", "provenance", "units"]
        assert [cell.value for cell in book["forecast"][1]][:5] == ["measure", "unit", "of", "month", "mean"]
        assert {row[0].value: row[1].value for row in book["provenance"].iter_rows()}["seed"] == 1
        file.unlink()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    capsys.readouterr()
    assert main(["forecast", str(SMALL), *QUICK, "-o", str(file)]) == 2
    assert "pip install 'probation[excel]'" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "name", "known"),
    [
        (("forecast", SMALL, *QUICK), "out.docx", ".txt, .md, .html, .json, .csv, .xlsx, .parquet"),
        (("compare", SMALL, *QUICK), "out.tsv", ".txt, .md, .html, .json, .csv, .xlsx, .parquet"),
        (("audit", SMALL), "out.csv", ".txt, .md, .html, .json"),
        (("ratings", SMALL), "out.csv", ".txt, .md, .html, .json"),
        (("measures",), "out.csv", ".txt, .md, .html, .json"),
        (("plan", SMALL), "out.svg", ".txt, .dot"),
        (("convert", SMALL), "out.yaml", ".json, .toml"),
        (("schema",), "out.xsd", ".json"),
    ],
)
def test_faults_A13_other_names_are_refused(
    arguments: tuple[Any, ...],
    name: str,
    known: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main([*map(str, arguments), "-o", str(tmp_path / name)]) == 2
    said = " ".join(re.sub(r"[│|]", " ", capsys.readouterr().err).split())
    assert f"writes no .{name.split('.')[1]} files; give a name that ends in {known}" in said
    assert list(tmp_path.iterdir()) == []


def test_faults_A13_contradictions_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contradictions = [
        ["forecast", str(SMALL), *QUICK, "--json", "-o", str(tmp_path / "x.csv")],
        ["audit", str(SMALL), "--json", "-o", str(tmp_path / "x.txt")],
        ["convert", str(SMALL), "--to", "toml", "-o", str(tmp_path / "x.json")],
        ["plan", str(SMALL), "--dot", "-o", str(tmp_path / "x.txt")],
    ]
    for arguments in contradictions:
        assert main(arguments) == 2
        assert "contradict" in capsys.readouterr().err
    with pytest.raises(ValueError, match=r"region\.yaml: a region is written as \.json"):
        pb.write(pb.read(SMALL), tmp_path / "region.yaml")
    assert list(tmp_path.iterdir()) == []
    pb.write(pb.read(SMALL), tmp_path / "region.yaml", format="json")
    assert main(["forecast", str(SMALL), *QUICK, "--json", "-o", str(tmp_path / "no ending")]) == 0
    assert json.loads((tmp_path / "no ending").read_text())["schema"] == 1


def test_faults_A13_the_others_too(tmp_path: Path) -> None:
    for command in ("audit", "ratings"):
        for ending in ("html", "md", "json", "txt"):
            assert main([command, str(SMALL), "-o", str(tmp_path / f"{command}.{ending}")]) == 0
        assert json.loads((tmp_path / f"{command}.json").read_text(encoding="utf-8"))
        assert (tmp_path / f"{command}.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["plan", str(SMALL), "-o", str(tmp_path / "plan.gv")]) == 0
    assert (tmp_path / "plan.gv").read_text().startswith("digraph")


def test_faults_A13_excel_has_texts_that_look_like_formulas_as_texts() -> None:
    if importlib.util.find_spec("openpyxl") is None:
        assert "xlsx" in forecast_command.KINDS
        return
    openpyxl = importlib.import_module("openpyxl")
    table: dict[str, list[Any]] = {"measure": ["=1+1", "a\x07b"], "mean": [1.5, float("inf")]}
    book = openpyxl.load_workbook(io.BytesIO(_xlsx(table, {"provenance": {"seed": 1}, "units": {}})))
    cells = [[cell.value for cell in row] for row in book["forecast"].iter_rows()]
    assert cells == [["measure", "mean"], ["=1+1", 1.5], ["a\ufffdb", "Infinity"]]
    assert book["forecast"]["A2"].data_type == "s"
