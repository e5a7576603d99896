"""Documents that no person writes: nested without end, numbers of thousands of digits, names that others read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from matplotlib.figure import Figure
from probation._region.files import parse
from probation.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'name = "R"\nas_of = "2022-04"\n'
HOSTILE = {
    "arrays": "x = " + "[" * 500 + "1" + "]" * 500,
    "inline tables": "x = " + "{a = " * 500 + "1" + "}" * 500,
    "a dotted key": ".".join(["a"] * 5000) + " = 1",
    "a header of many parts": "[" + ".".join(["a"] * 5000) + "]",
    "a list of tables, nested": "\n".join("[[" + ".".join(["a"] * n) + "]]" for n in range(1, 200)),
    "digits": "x = " + "9" * 5000,
    "hexadecimal digits": "x = 0x" + "F" * 5000,
    "a date of thousands of years": "x = 99999-01-01",
    "an exponent": "x = 1e999999",
    "half a surrogate": 'x = "\\uD800"',
    "NUL": 'x = "\\u0000"\ny = \0',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_faults_E11_toml_that_nobody_writes_is_a_document_error(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + HOSTILE[kind]
    with pytest.raises(pb.DocumentError) as error:
        parse(text.encode(), name="r.toml", format="toml")
    assert len(str(error.value)) < 4000, "a message that can be read"
    file = tmp_path / "r.toml"
    file.write_text(text, encoding="utf-8")
    assert main(["validate", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "r.toml" in err


def cyclic() -> dict[str, Any]:
    """Return a document that holds itself."""
    document: dict[str, Any] = {"name": "R", "as_of": "2022-04"}
    document["pdus"] = {"x": document}
    return document


DEEP: dict[str, Any] = {}
inner = DEEP
for _ in range(5000):
    inner["a"] = {}
    inner = inner["a"]


@pytest.mark.parametrize(
    "document",
    [cyclic(), {"name": "R", "x": 10**400}, {"name": "R", "x": 10**5000}, {"name": "R", "x": {1j: 2}}, DEEP],
    ids=["cyclic", "400 digits", "5000 digits", "a complex key", "deep"],
)
def test_faults_E11_dicts_that_nobody_writes_are_document_errors(document: dict[str, Any]) -> None:
    for read in (pb.Region.from_dict, pb.wmt.from_dict, pb.Region.from_dict({"name": "R", "as_of": "2022-04"}).patched):
        with pytest.raises(pb.DocumentError):
            read(document)


NAMES = (
    r"A $\badcommand$",
    "$100 and $200",
    "_North",
    "a_b^{c}",
    "<b>x</b>&amp;",
    "[red]x[/red]",
    "{0} %s %(x)s",
    r"\frac{1}{2}",
)


@pytest.mark.parametrize("name", NAMES)
def test_faults_E12_names_are_shown_as_written(name: str) -> None:
    staff = {"staff": {g: {"in_post": 9, "caseload": 40, "workload": 1.1} for g in ("PO", "PSO")}}
    region = pb.Region.from_dict(
        {"name": name, "as_of": "2022-04", "pdus": {name: staff, "Other": staff}, "scenarios": {name: {}}}
    )
    made = pb.forecast(region, months=3, runs=20)
    compared = pb.compare({name: region, "other": region}, months=3, runs=20)
    figures = [Figure(), Figure(), Figure()]
    drawn = made.plot("workload", ax=figures[0].subplots())
    made["workload", name, "PO"].plot(figures[1].subplots())
    compared.plot("workload", unit=name, ax=figures[2].subplots())
    for figure in figures:
        figure.savefig("/dev/null", format="svg")  # drawn: markup would raise or be read here
    legend = drawn.get_legend()
    assert legend is not None
    assert len(legend.get_texts()) == 4, "a name that begins with _ is in the legend as well"
    assert name in repr(made)
    page = made._repr_html_()
    assert page is not None
    assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
