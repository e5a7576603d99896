"""The Python examples and the notebook run and say what they promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOKS = sorted((EXAMPLES / "notebooks").glob("*.ipynb"))

EXECUTE = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
stored = [cell.get("outputs", []) for cell in notebook.cells]
nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()


def of_ours(outputs):
    # What is printed, and tables of objects of the package; tables of pandas and pictures differ by its version.
    printed = ["".join(o.text) for o in outputs if o.output_type == "stream" and o.name == "stdout"]
    data = [o.data for o in outputs if "data" in o]
    return printed + [d["text/html"] for d in data if d.get("text/plain", "").startswith("<") and "text/html" in d]


for before, cell in zip(stored, notebook.cells):
    assert of_ours(before) == of_ours(cell.get("outputs", [])), f"run the notebook again and store it: {cell.source}"
shown = [output.get("data", {}) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
print(sum("text/html" in data for data in shown), sum("image/png" in data for data in shown))
"""


def test_kss_prints_the_table_the_comparison_and_the_assumptions(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / "python" / "kss.py", "300"],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "West Kent",
        "West Sussex",
        "Rest of region",
        "region",
        "workload, %",
        "vacancy rate, %",
        "cases per officer",
    ):
        assert words in done.stdout
    for words in ("now", "in 6 months", "in 12 months", "in 24 months", "132.0", "116.9", "not within 24"):
        assert words in done.stdout
    for words in ("as planned", "no recruitment", "vetting halved", "attrition 8 %", "assumed", "disputed"):
        assert words in done.stdout
    for words in (
        "unpaid work",
        "largely eliminated",
        "oldest first",
        "delivery 120 %",
        "group size 12",
        "SFO reviews",
    ):
        assert words in done.stdout
    picture = tmp_path / "kss-workload.png"
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_faults_C10_notebooks_are_short_and_have_their_outputs(file: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert len(notebook.cells) <= 25
    assert notebook.cells[0].cell_type == "markdown"
    assert "?" in notebook.cells[0].source.splitlines()[0]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs, cell.source
            assert not any(output.output_type == "error" for output in cell.outputs)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_notebooks_run(file: Path) -> None:
    for module in ("nbclient", "nbformat", "ipykernel", "pandas"):
        pytest.importorskip(module)
    done = subprocess.run(
        [sys.executable, "-c", EXECUTE, file], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    tables, pictures = map(int, done.stdout.split())
    assert tables >= 5
    assert pictures >= 2
