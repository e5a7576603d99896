"""Every field of a document is in Python, and what is made of fields is what its document says."""

from __future__ import annotations

import copy
import doctest
import json
import pickle
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import numpy as np
import probation as pb
import pytest
from hypothesis import HealthCheck, given, settings
from probation import _core, document
from strategies import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[1] / "data"
DOCUMENTS = {
    "small": json.loads((DATA / "small.json").read_text(encoding="utf-8")),
    "everything": tomllib.loads((DATA / "everything.toml").read_text(encoding="utf-8")),
    "kss": tomllib.loads(pb.examples.path("kss").read_text(encoding="utf-8")),
}


def declared(schema: dict[str, Any], top: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The types that a schema declares, by the names of their classes, and their keys. Numbers are classes of their own."""
    for name, definition in [(top, schema), *schema["$defs"].items()]:
        keys = {key: value for key, value in definition.get("properties", {}).items() if key != "$schema"}
        if keys and "sd" not in keys:
            yield "".join(word.capitalize() for word in name.split("_")), keys


TYPES = [
    *((_core, name, keys) for name, keys in declared(pb.schema(), "region")),
    *((_core.wmt, name, keys) for name, keys in declared(pb.wmt.schema(), "configurations")),
]


def made_again(value: Any) -> Any:
    """The same value made of its fields, and theirs of theirs."""
    if hasattr(value, "__fields__"):
        return type(value)(**{name: made_again(getattr(value, name)) for name in type(value).__fields__})
    if isinstance(value, _core.Quantity):
        words = value._document()
        return pb.Quantity(**{k + "_" * (k == "as"): v for k, v in words.items()}) if isinstance(words, dict) else words
    if isinstance(value, _core.TimedQuantity):
        return pb.TimedQuantity([(month, made_again(number)) for month, number in value.parts])
    if isinstance(value, _core.Scorecard):
        return made_again(value.standards)
    if isinstance(value, dict):
        return {key: made_again(item) for key, item in value.items()}
    return [made_again(item) for item in value] if isinstance(value, list) else value


def test_the_schema_declares_types() -> None:
    assert len(TYPES) > 40
    assert {"Region", "Grade", "Staff", "UnpaidWork", "GradeRule"} <= {name for _, name, _ in TYPES}


@pytest.mark.parametrize(("module", "name", "keys"), TYPES, ids=[name for _, name, _ in TYPES])
def test_every_field_of_documents_is_in_python(module: Any, name: str, keys: dict[str, Any]) -> None:
    kind = getattr(module, name)
    fields = {key: field for field, (key, _, _) in kind.__fields__.items()}
    assert set(fields) == set(keys)
    for key, field in fields.items():
        assert isinstance(vars(kind)[field], property), field
        about = keys[key]["description"]
        assert getattr(kind, field).__doc__.lower().startswith(about.lower()[:20]), field
        assert f"\n{field} : " in kind.__doc__, field
    assert list(kind.__signature__.parameters) == list(kind.__fields__)


def test_every_type_of_region_documents_is_public_with_all_of_its_fields() -> None:
    names = {name for module, name, _ in TYPES if module is _core}
    assert names | {"Quantity", "TimedQuantity"} == set(document.__all__) == set(dir(document))
    for name in names:
        kind = getattr(document, name)
        for field in getattr(_core, name).__fields__:
            assert getattr(kind, field).__doc__, f"{name}.{field}"


@pytest.mark.parametrize("tree", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_region_made_of_its_parts_is_the_region(tree: dict[str, Any]) -> None:
    region = pb.Region.from_dict(tree)
    again = pb.Region(made_again(region.as_written))
    assert again == region
    assert again.to_json() == region.to_json()
    assert again.as_written.digest == region.as_written.digest


@given(documents())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_region_made_of_its_parts_is_the_region(tree: dict[str, Any]) -> None:
    try:
        region = pb.Region.from_dict(tree)
    except pb.DocumentError:
        hypothesis.reject()
    again = pb.Region(made_again(region.as_written))
    assert again == region
    assert again.to_json() == region.to_json()


@pytest.mark.parametrize("tree", DOCUMENTS.values(), ids=DOCUMENTS)
def test_parts_write_pickle_and_show_themselves(tree: dict[str, Any]) -> None:
    names = {name: getattr(_core, name) for _, name, _ in TYPES if hasattr(_core, name)}
    seen = set()

    def look(value: Any) -> None:
        if isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                look(item)
        elif hasattr(value, "__fields__"):
            if not isinstance(value, _core.Region):
                seen.add(type(value))
                assert eval(repr(value), names) == value
                assert type(value)(**{k + "_" * (k == "from"): v for k, v in value.to_dict().items()}) == value
                assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
                assert value.replaced() == value
            for field in type(value).__fields__:
                look(getattr(value, field))

    look(pb.Region.from_dict(tree).as_written)
    assert _core.Staff in seen


def test_the_example_of_the_module_runs() -> None:
    assert doctest.testmod(document) == doctest.TestResults(0, 6)


def test_staff_and_units_by_themselves_show_what_they_say() -> None:
    staff = pb.Staff(in_post=3, establishment=4)
    unit = pb.Unit(staff={"PO": staff})
    assert repr(staff) == "<Staff by itself: in post 3>"
    assert repr(unit) == "<Unit by itself: PO>"
    assert "25.0 %" in str(staff)
    assert unit.staff["PO"] == staff
    assert not unit.remainder
    assert staff._repr_html_()


def test_views_take_the_place_of_what_they_show(kss: pb.Region) -> None:
    again = kss.replaced(
        pdus=kss.pdus,
        staff=kss.as_written.staff,
        inspections=kss.inspections,
        surveys=kss.surveys,
        recommendations=kss.recommendations,
        waiting_lists=kss.waiting_lists,
    )
    assert again.to_json() == kss.to_json()
    west = kss.inspections["West Kent"]
    assert west.replaced(scorecard=west.scorecard, published="2023-01").scorecard == west.scorecard


def test_a_region_can_be_made_by_hand_and_forecast() -> None:
    leaving = pb.Quantity(low=0.08, mode=0.1, high=0.15, per="year", source="workforce statistics")
    po = pb.Staff(in_post=31.5, establishment=40, caseload=42, workload=1.2, leaving_rate=leaving)
    assert po.vacancy_rate == pytest.approx(1 - 31.5 / 40)
    assert po.leaving_rate == leaving
    assert po.replaced(caseload=None, workload=None).caseload is None
    vetting = document.Recruitment(per_month=3, vetting=pb.Quantity(20, unit="weeks"))
    region = pb.Region(
        name="By hand",
        as_of="2022-04",
        grades={"PO": pb.Grade(full_name="officer", protected=0.1)},
        pdus={"North": pb.Unit(staff={"PO": po}, recruitment={"PO": vetting})},
        notes=["made in Python"],
    )
    tree = {
        "name": "By hand",
        "as_of": "2022-04",
        "grades": {"PO": {"full_name": "officer", "ladder": [{"name": "in post"}], "protected": 0.1}},
        "pdus": {
            "North": {
                "staff": {
                    "PO": {
                        "in_post": 31.5,
                        "establishment": 40,
                        "caseload": 42,
                        "workload": 1.2,
                        "leaving_rate": {
                            "low": 0.08, "mode": 0.1, "high": 0.15, "per": "year", "source": "workforce statistics"
                        },
                    }
                },
                "recruitment": {"PO": {"per_month": 3, "vetting": {"value": 20, "unit": "weeks"}}},
            }
        },
        "notes": ["made in Python"],
    }  # fmt: skip
    read = pb.Region.from_dict(tree)
    assert region == read
    assert region.as_written.digest == read.as_written.digest
    ours, theirs = (pb.forecast(r, months=3, runs=64, seed=3) for r in (region, read))
    for name in theirs.names:
        np.testing.assert_array_equal(ours[name].quantile(0.9), theirs[name].quantile(0.9))


def test_a_grade_is_whole_and_a_dict_changes_what_it_gives() -> None:
    leaving = pb.Quantity(0.1, per="year")

    def po(grade: Any) -> Any:
        return pb.Region(name="R", as_of="2022-04", grades={"PO": grade}).grades["PO"]

    assert po(pb.Grade(leaving_rate=leaving)) == pb.Grade(leaving_rate=leaving)
    assert [s.name for s in po({"leaving_rate": leaving}).ladder] == ["newly qualified", "qualified"]
    for name, grade in _core.default_grades().items():
        changed = grade.replaced(leaving_rate=leaving)
        assert (changed.ladder, changed.qualification) == (grade.ladder, grade.qualification)
        for each in (changed, grade, pb.Grade()):
            assert pb.Region(name="R", as_of="2022-04", grades={name: each}).as_written.grades[name] == each


def test_a_field_means_what_it_does_in_a_document() -> None:
    spread = pb.Quantity(mean=0.12, sd=0.01, per="year")
    assert spread.shape == _core.Distribution.NORMAL
    assert pb.Staff(leaving_rate=spread).leaving_rate.shape == _core.Distribution.GAMMA  # type: ignore[union-attr]
    changing = pb.TimedQuantity([(None, 40), ("2023-01", pb.Quantity(44, source="plan"))])
    written = pb.Staff(establishment=changing).as_written.establishment
    assert written == changing
    assert [month for month, _ in changing.parts] == [None, "2023-01"]
    assert pb.TimedQuantity(40).parts == [(None, pb.Quantity(40))]
    assert document.Transfer(grade="PO", from_="North", to="South", headcount=1).to_dict()["from"] == "North"
    assert document.Recruitment(share={"North": 1}).share == {"North": pb.Quantity(1)}
    assert document.Recruitment(share="vacancies").share == "vacancies"
    assert document.RatedStandard(name="Leadership", rating=pb.Rating.GOOD).rating is pb.Rating.GOOD
    assert pb.Quantity(0.2, per="year", as_="proportion lost").unit == "lost per year"


@pytest.mark.parametrize(
    ("make", "path", "text"),
    [
        (lambda: pb.Staff(in_post=-1), "in_post", "found -1, expected FTE, 0 or more"),
        (lambda: pb.Staff(in_pots=1), "in_pots", "did you mean in_post?"),  # type: ignore[call-arg]
        (lambda: pb.Staff(in_pots=None), "in_pots", "did you mean in_post?"),  # type: ignore[call-arg]
        (lambda: pb.Staff(leaving_rate=0.1), "leaving_rate", 'say "per": "year"'),
        (lambda: document.Stage(months=pb.Quantity(6, unit="months")), "name", "found nothing, expected a value"),
        (lambda: pb.Unit(staff={"PO": {"in_post": "sixty"}}), "staff.PO.in_post", 'found "sixty", expected FTE'),
        (lambda: pb.Quantity(low=3, high=2), "", "low <= high"),
        (lambda: pb.Quantity(float("nan")), "value", "a finite number"),
        (lambda: pb.TimedQuantity([(None, 1), (None, 2)]), "[1]", "no from"),
        (lambda: pb.Grade().replaced(points=0), "points", "points, above 0"),
        (lambda: document.Dwell(shape="cubic"), "shape", '"exponential", "fixed"'),  # type: ignore[arg-type]
        (lambda: pb.wmt.Configuration(name="x"), "versions[0].tiers", "found nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_as_of_a_document(make: Any, path: str, text: str) -> None:
    with pytest.raises(pb.DocumentError) as error:
        make()
    assert [p.path for p in error.value.problems][:1] == [path]
    assert text in str(error.value.problems[0])


def test_a_region_made_of_a_wrong_document_has_its_problems() -> None:
    compared = 0
    for file in sorted((DATA / "broken").glob("*.json")):
        try:
            tree = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue  # not JSON at all
        if not isinstance(tree, dict) or None in tree.values():
            continue
        try:
            pb.Region.from_dict(tree)
        except pb.DocumentError as error:
            problems = error.problems
        else:
            continue  # what is wrong is lost with the text: a key twice
        compared += 1
        with pytest.raises(pb.DocumentError) as made:
            pb.Region(**tree)
        assert made.value.problems == problems, file.name
    assert compared > 50


def test_references_are_checked_where_the_region_is_made() -> None:
    unit = pb.Unit(staff={"POO": pb.Staff(in_post=3)})
    with pytest.raises(pb.DocumentError, match=r"pdus\.North\.staff\.POO"):
        pb.Region(name="R", as_of="2022-04", pdus={"North": unit})


def test_values_do_not_change() -> None:
    staff = pb.Staff(in_post=3)
    with pytest.raises(AttributeError):
        staff.in_post = 4  # type: ignore[misc, assignment]
    grade = pb.Grade()
    grade.ladder.clear()
    assert len(grade.ladder) == 1
    with pytest.raises(TypeError):
        pb.Grade("officer")  # type: ignore[call-arg]
    region = pb.Region(name="R", as_of="2022-04")
    with pytest.raises(TypeError, match="replaced"):
        pb.Region(region.as_written, notes=["x"])
    with pytest.raises(pb.DocumentError, match="as_of"):
        pb.Region(name="R")


def test_settings_of_the_tool_are_values_too() -> None:
    settings = pb.wmt.configuration()
    assert made_again(settings) == settings
    assert settings.replaced(source="ours").source == "ours"
    assert settings.grade_rules["PO"].target == "PO"
    assert settings.report_weights.sdr == settings.reports["sdr"]
