"""The audit: planted faults, filters, rules of one's own, the command line."""

from __future__ import annotations

import copy
import json
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PLANTED = ROOT / "tests" / "data" / "audit"
RULES = pb.audit_rules().names
ANNEX = 'inspections."West Sussex".overall."annexe 2"'


def planted(rule: str) -> pb.Region:
    return pb.read(PLANTED / f"{rule}.json")


def test_every_rule_has_its_planted_document_and_no_document_stands_for_nothing() -> None:
    assert {file.stem for file in PLANTED.glob("*.json")} == {*RULES, "clean"}
    assert {file.stem for file in PLANTED.glob("*.txt")} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_planted_fault(rule: str, pytestconfig: pytest.Config) -> None:
    findings = pb.audit(planted(rule))
    assert findings
    assert {f.rule for f in findings} == {rule}
    text = "".join(f"{f}\n" for f in findings)
    golden = PLANTED / f"{rule}.txt"
    if pytestconfig.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert len(pb.audit(planted(rule), off=rule)) == 0


def test_a_clean_region() -> None:
    findings = pb.audit(planted("clean"))
    assert list(findings) == []
    assert not findings
    assert str(findings) == "Clean region, as of 2022-04: nothing found"
    assert findings._repr_html_() is None


def test_the_letter(kss: pb.Region) -> None:
    findings = pb.audit(kss)
    assert [f.path for f in findings.errors] == [ANNEX]
    error = findings[0]
    assert (error.rule, error.severity) == ("overall-rating", "error")
    assert "Requires improvement" in error.text
    assert "4 of 27, which is Inadequate" in error.text
    assert [e.value for e in error.evidence if e.path == ANNEX] == ["Requires improvement"]
    assert all("letter" in e.source or e.source == "computed" for e in error.evidence)
    assert [f.rule for f in findings.warnings] == [
        *["intake-vacancies"] * 2,
        *["never-replaced"] * 3,
        *["above-sixty"] * 2,
        *["disputed"] * 3,
    ]
    assert [f.path for f in findings.filter(rule="disputed")] == [
        f"staff.{grade}.vacancy_rate" for grade in ("PO", "PSO", "SPO")
    ]
    assert len(findings.notes) == 0


def test_the_annexe_is_found_from_the_data_alone(kss: pb.Region) -> None:
    """Whatever it is called, and without a word of the notes."""
    document = kss.to_dict()
    card = document["inspections"]["West Sussex"]
    bare = {
        "name": "R",
        "as_of": "2022-04",
        "pdus": {"P": {}},
        "inspections": {
            "P": {
                "methodology": card["methodology"],
                "scorecard": card["scorecard"],
                "overall": {"a": "Inadequate", "b": "Requires improvement"},
                "source": "x",
            }
        },
    }
    findings = pb.audit(pb.Region.from_dict(bare))
    assert [(f.rule, f.path) for f in findings] == [("overall-rating", "inspections.P.overall.b")]


def test_findings_are_a_sequence_that_filters(kss: pb.Region) -> None:
    findings = pb.audit(kss)
    assert findings.counts == {"error": 1, "warning": 10, "note": 0}
    assert len(findings) == 11
    assert isinstance(findings[1:], pb.Findings)
    assert findings[1:] == findings.filter(severity=["warning", "note"]) != findings
    assert findings.filter(path="staff") == findings.filter(rule="disputed")
    assert [f.path for f in findings.filter(path="staff.PO")] == ["staff.PO.vacancy_rate"]
    assert len(findings.filter(path="staf")) == 0
    assert [f.path for f in findings.filter(path='inspections."West Sussex"')] == [ANNEX]
    assert repr(findings) == "<Findings Kent, Surrey and Sussex, as of 2022-04: 1 error, 10 warnings>"
    assert pb.audit(kss) == findings
    with pytest.raises(ValueError, match="severity must be"):
        findings.filter(severity="fatal")


def test_findings_are_values() -> None:
    finding = pb.audit(planted("score"))[0]
    assert finding == copy.deepcopy(finding) == pickle.loads(pickle.dumps(finding))
    exhibit = finding.evidence[0]
    assert exhibit == pickle.loads(pickle.dumps(exhibit)) == pb.Exhibit(exhibit.path, exhibit.value, exhibit.source)
    assert finding != pb.Finding("another")
    assert repr(finding) == "<Finding error score: inspections.North.score>"
    assert str(exhibit) == "inspections.North.score = 5 (published report)"
    assert repr(exhibit) == f"<Exhibit {exhibit}>"
    with pytest.raises(ValueError, match="severity must be"):
        pb.Finding("x", severity="fatal")  # type: ignore[arg-type]


def test_tables(kss: pb.Region) -> None:
    findings = pb.audit(kss)
    frame = findings.to_pandas()
    assert list(frame) == ["severity", "rule", "path", "text", "evidence", "suggestion"]
    assert list(frame["path"]) == [f.path for f in findings]
    assert "4 of 27: Inadequate (computed)" in frame["evidence"][0]
    tree = json.loads(findings.to_json())
    assert tree["counts"] == findings.counts
    assert tree["findings"][0]["evidence"][0] == {
        "path": ANNEX,
        "value": "Requires improvement",
        "source": findings[0].evidence[0].source,
    }
    assert list(pb.audit(planted("clean")).to_pandas()) == list(frame)


def test_displays(golden: Any) -> None:
    findings = pb.audit(planted("overall-rating"))
    golden("audit.txt", str(findings))
    golden("audit.html", findings._repr_html_())
    golden("audit-rules.txt", str(pb.audit_rules()))


def test_markup_is_escaped() -> None:
    evil = "<script>alert('x')</script>"
    findings = pb.Findings([pb.Finding(evil, path=evil, suggestion=evil)], evil)
    assert "<script" not in str(findings._repr_html_())
    assert "&lt;script&gt;" in str(findings._repr_html_())


def test_rules_are_listed() -> None:
    rules = pb.audit_rules()
    assert len(rules) == len(set(rules.names)) >= 33
    assert rules[0].name == "overall-rating"
    assert isinstance(rules[:2], pb.AuditRules)
    assert repr(rules[:2]) == "<AuditRules overall-rating, overall-differs>"
    assert repr(rules[0]) == "<AuditRule overall-rating>"
    for rule in rules:
        assert rule.purpose
        assert rule.source
        assert rule.severity in {"error", "warning", "note"}


def test_rules_are_switched_off_and_chosen(kss: pb.Region) -> None:
    cross_checks = ["intake-vacancies", "never-replaced", "above-sixty"]
    assert len(pb.audit(kss, off=["disputed", "overall-rating", *cross_checks])) == 0
    assert {f.rule for f in pb.audit(kss, only="disputed")} == {"disputed"}
    assert len(pb.audit(kss, only=["disputed"], off="disputed")) == 0
    assert len(pb.audit(kss, only=())) == 0
    with pytest.raises(ValueError, match="off: no rule is called 'dispute'; did you mean 'disputed'"):
        pb.audit(kss, off="dispute")
    with pytest.raises(ValueError, match="only: no rule is called 'dispute'; did you mean 'disputed'"):
        pb.audit(kss, only=["stale", "dispute"])
    with pytest.raises(ValueError, match="stale_after"):
        pb.audit(kss, stale_after=-1)
    with pytest.raises(ValueError, match="vacancy_tolerance"):
        pb.audit(kss, vacancy_tolerance=float("nan"))


def test_options() -> None:
    assert [f.path for f in pb.audit(planted("stale"), stale_after=13)] == ["surveys.welfare.share"]
    assert len(pb.audit(planted("stale"), stale_after=18)) == 0
    assert len(pb.audit(planted("reported-vacancy"), vacancy_tolerance=0.09)) == 0


def long_vetting(region: pb.Region) -> Iterator[pb.Finding]:
    yield pb.Finding(f"vetting in {region.name} takes five months", path="recruitment.PO.vetting", severity="error")


def test_rules_of_ones_own(kss: pb.Region) -> None:
    findings = pb.audit(kss, rules=[long_vetting])
    assert [f.rule for f in findings.errors] == ["overall-rating", "long-vetting"]
    assert findings[1].text == "vetting in Kent, Surrey and Sussex takes five months"
    assert "long-vetting" not in {f.rule for f in pb.audit(kss)}  # for one call only
    assert [f.rule for f in pb.audit(kss, rules={"slow": long_vetting}, only="slow")] == ["slow"]
    assert len(pb.audit(kss, rules=[long_vetting], off=["long-vetting"])) == 11
    assert len(pb.audit(kss, rules=[lambda region: []], only="<lambda>")) == 0
    assert len(pb.audit(kss, rules={"a": lambda region: [pb.Finding("x")], "b": lambda r: [pb.Finding("y")]})) == 13


@pytest.mark.parametrize(
    ("rules", "error", "message"),
    [
        ([lambda region: None], TypeError, "must return or yield findings, it returned NoneType"),
        ([lambda region: pb.Finding("x")], TypeError, "must return or yield findings, it returned Finding"),
        ([lambda region: ["x"]], TypeError, "among them was str"),
        (["stale"], TypeError, "is no function"),
        ([long_vetting, long_vetting], ValueError, "another rule called 'long-vetting'"),
        ({"stale": long_vetting}, ValueError, "another rule called 'stale'"),
    ],
)
def test_rules_of_ones_own_that_are_none(kss: pb.Region, rules: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        pb.audit(kss, rules=rules)


def test_what_goes_wrong_in_a_rule_of_ones_own_is_not_hidden(kss: pb.Region) -> None:
    def broken(region: pb.Region) -> list[pb.Finding]:
        return [pb.Finding(str(region.pdus["Nowhere"]))]

    with pytest.raises(KeyError, match="no unit is called 'Nowhere'"):
        pb.audit(kss, rules=[broken])


def test_replicates_without_a_remainder_are_those_of_a_forecast() -> None:
    region = planted("negative-remainder")
    text = pb.audit(region)[0].text
    match = re.search(r"negative in (\d+) of 4,096 replicates", text)
    assert match is not None
    failed = 0
    for first in range(0, 4096, 64):  # a forecast stops at the first replicate that fails
        try:
            pb.forecast(region, months=1, runs=64, first=first, seed=1)
        except pb.ForecastError:
            for replicate in range(first, first + 64):
                try:
                    pb.forecast(region, months=1, runs=1, first=replicate, seed=1)
                except pb.ForecastError:
                    failed += 1
    assert failed == int(match[1])


def test_scenarios_are_audited_as_regions(kss: pb.Region) -> None:
    for name in kss.scenarios:
        assert [f.path for f in pb.audit(kss.scenario(name)).errors] == [ANNEX]


class TestCommand:
    """``probation audit``."""

    def test_errors_are_1(self, kss: pb.Region, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "example:kss"]) == 1
        assert capsys.readouterr() == (str(pb.audit(kss)) + "\n", "")

    def test_warnings_are_0(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "example:kss", "--off", "overall-rating"]) == 0
        out, err = capsys.readouterr()
        assert out.startswith("Kent, Surrey and Sussex, as of 2022-04: 10 warnings\n")
        assert err == ""
        assert main(["audit", str(PLANTED / "clean.json")]) == 0
        assert capsys.readouterr().out == "Clean region, as of 2022-04: nothing found\n"

    def test_rules(self, capsys: pytest.CaptureFixture[str]) -> None:
        stale = str(PLANTED / "stale.json")
        assert main(["audit", stale, "--only", "stale", "--only", "score", "--stale-after", "13"]) == 0
        assert "surveys.welfare.share" in capsys.readouterr().out
        assert main(["audit", stale, "--off", "stale", "--off", "score"]) == 0
        assert "nothing found" in capsys.readouterr().out
        assert main(["audit", "--rules"]) == 0
        assert capsys.readouterr().out == str(pb.audit_rules()) + "\n"

    def test_json_to_a_file(self, kss: pb.Region, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "findings.json"
        assert main(["audit", "example:kss", "--json", "-o", str(file)]) == 1
        assert capsys.readouterr() == ("", "")
        assert file.read_text(encoding="utf-8") == pb.audit(kss).to_json() + "\n"

    def test_scenario(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "example:kss", "--scenario", "no recruitment", "--off", "disputed"]) == 1
        assert "1 error, " in capsys.readouterr().out

    def test_failures(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "example:kss", "--off", "overal-rating"]) == 2
        assert "did you mean 'overall-rating'" in " ".join(re.sub(r"[│╭╮╰╯─]", " ", capsys.readouterr().err).split())
        assert main(["audit", str(tmp_path / "no.toml")]) == 3
        assert main(["audit", str(ROOT / "tests" / "data" / "broken" / "indicator-unit.json")]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "2 problems" in err


def test_the_page_explains_every_rule_with_an_example() -> None:
    page = (ROOT / "docs" / "reference" / "audit.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `([\w-]+)`", page, re.MULTILINE) == RULES
    sections = dict(re.findall(r"^### `([\w-]+)`(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    for rule in pb.audit_rules():
        section = sections[rule.name]
        assert f"({rule.severity})" in section.splitlines()[0], rule.name
        assert rule.purpose in section.replace("\n", " "), rule.name
        assert f"```\n{pb.audit(planted(rule.name))[0]}\n```" in section, rule.name


def test_the_examples_of_the_page_run(kss: pb.Region, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "reference" / "audit.md").read_text(encoding="utf-8")
    first, own = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    exec(first, {})
    printed = capsys.readouterr().out
    assert f"```\n{printed}```" in page
    names: dict[str, Any] = {"pb": pb, "region": kss}
    exec(own.replace("pb.audit(", "findings = pb.audit("), names)
    assert {f.path for f in names["findings"].filter(rule="long-vetting")} == {
        f"recruitment.{grade}.vetting" for grade in ("PO", "PSO", "SPO", "CA")
    }
