"""Every public class pickles by any protocol and comes back equal, or says why it cannot."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


DATA = Path(__file__).parents[2] / "data"


LIMIT = pb.Limit("headcount", at_least=100)


@pytest.fixture(scope="module")
def region() -> pb.Region:
    return pb.examples.kss()


@pytest.fixture(scope="module")
def plain(region: pb.Region) -> pb.Forecast:
    return pb.forecast(region, months=12, runs=128, seed=3, limits=LIMIT)


# --- every public class --------------------------------------------------------------------------------------------

# What is not pickled, and why.
NOT_PICKLED = {
    "Plan": "made again from its region, which pickles: region.plan()",
}
# What has no objects of its own, or is an exception with a test elsewhere.
NO_OBJECTS = {"MonteCarloWarning", "Wrong"}


def public_classes() -> dict[str, type]:
    """Every class of the package and of its public parts, by its name from there."""
    out: dict[str, type] = {}

    def walk(module: types.ModuleType, prefix: str) -> None:
        names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
        for name in names:
            thing = getattr(module, name)
            if isinstance(thing, types.ModuleType) and thing.__name__.startswith("probation."):
                walk(thing, f"{prefix}{name}.")
            elif inspect.isclass(thing) and thing.__module__.startswith("probation"):
                out[prefix + name] = thing

    walk(pb, "")
    return out


def objects_in(things: list[Any]) -> dict[type, Any]:
    """An object of each class that things are, or hold in their properties, elements and results."""
    found: dict[type, Any] = {}
    todo = list(things)
    while todo:
        thing = todo.pop()
        kind = type(thing)
        if isinstance(thing, dict | pb.Named):
            todo += list(thing.values())
        elif isinstance(thing, list | tuple) and not hasattr(thing, "_fields"):
            todo += list(thing)[:3]
        if not kind.__module__.startswith("probation") or kind in found:
            continue
        found[kind] = thing
        for name in dir(kind):
            if name.startswith("_") or not isinstance(inspect.getattr_static(kind, name), property):
                continue
            try:
                todo.append(getattr(thing, name))
            except (ValueError, AttributeError, KeyError):
                continue
        if isinstance(thing, tuple):
            todo += list(thing)
        elif hasattr(thing, "__len__") and hasattr(thing, "__getitem__") and not hasattr(thing, "keys"):
            todo += [thing[i] for i in range(min(3, len(thing)))]
    return found


def parts_of(value: Any) -> Iterator[Any]:
    """Every part of a document, at any depth."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from parts_of(item)
    elif hasattr(value, "__fields__"):
        yield value
        for field in type(value).__fields__:
            yield from parts_of(getattr(value, field))


def objects(region: pb.Region, plain: pb.Forecast) -> list[Any]:
    """Objects to begin with: what people make by calling the package."""
    two = {"a": plain, "b": pb.forecast(region, months=12, runs=20)}
    comparison = pb.compare({"a": region, "b": region.scenario("vetting halved")}, months=3, runs=8)
    ratings, wmt, tiering = pb.ratings, pb.wmt, pb.tiering
    sample = ratings.case_sample({"safety": (29, 60), "engagement": (45, 61)}, "pdu-2021")
    none = ratings.case_sample({"safety": (29, 60)}, "pdu-2023")
    ash = wmt.officer(
        "Ash", {"community": {"A3": 4}}, reductions=[wmt.Reduction("NQO", 3.7, start="2024-01-01")], date="2024-05-01"
    )
    days = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22", "2024-01-29", "2024-02-05"]
    rows = [ratings.OfficerCases("men", "north", "A", name, 20) for name in ("x", "y")]
    history = wmt.history([(day, "Ash", 115.0 + i) for i, day in enumerate(days)])
    sensitivity = wmt.sensitivity({"community": {"A3": 4}}, available_points=2176, runs=20)
    held = {"officer": ["Ash"], "grade": ["PO"], "community A3": [2]}
    return [
        region,
        *region.pdus.values(),
        *region.functions.values(),
        region.staff,
        region.unused(),
        pb.measures(),
        region._core,
        *parts_of(region.as_written),
        *(part for name in ("everything.toml", "small.json") for part in parts_of(pb.read(DATA / name).as_written)),
        region.plan(3),
        plain,
        plain.table(),
        plain.assumptions(),
        LIMIT,
        pb.forecast_many({"a": region}, months=2, runs=8),
        comparison,
        comparison.table(),
        pb.run_block(region.to_json(), 0, 8, months=2),
        pb.audit(region),
        pb.audit_rules(),
        pb.Finding("x", path="a"),
        region.recommendations,
        region.recommendations.progress(),
        region.recommendations.moves(two),
        region.surveys,
        region.inspections,
        region.inspections["West Kent"].scorecard.changes(),
        region.pdus["West Kent"].staff["PO"].caseload,
        region.pdus["West Kent"].staff["PO"].leaving_rate,
        region._core.unpaid_work,
        *region._core.programmes.values(),
        *region._core.waiting_lists.values(),
        region._core.victim_contact,
        *region._core.indicators.values(),
        *_core.default_grades().values(),
        sample,
        sample.chances(),
        sample.flags,
        sample.intervals(),
        none,
        ratings.difference((3, 9), (5, 9)),
        ratings.differences({"a": (3, 9), "b": (5, 9)}),
        ratings.allocate({"a": 30, "b": 50}, 20),
        ratings.stratified_sample(rows, 12, most_per_officer=8),
        ratings.weighted_share({"large": (15, 60, 900), "small": (45, 60, 100)}),
        ratings.region_cases({"a": none}, {"a": 900}),
        ratings.region_view(region),
        ratings.methodologies(),
        ratings.methodology("pdu-2021").standards,
        ratings.methodology("pdu-2021").rules,
        wmt.configuration(),
        wmt.Contact("CMS02", "2024-05-01", "a", "b"),
        wmt.points({"community": {"A3": 4}}),
        ash,
        wmt.Reduction("NQO", 3.7),
        wmt.aggregate([ash], "all"),
        wmt.findings([ash]),
        wmt.findings([wmt.officer("B", {"community": {"A3": 4}}, grade="PO", contracted_hours=0)]),
        wmt.policies(),
        wmt.differences(cases={"community": {"B1": 12}}),
        sensitivity,
        sensitivity.effects,
        history,
        history["Ash"],
        history["Ash"].trend,
        history["Ash"].spells,
        pb.Exhibit("a", "b", "c"),
        wmt.weights(),
        wmt.from_frame(held, by="officer"),
        wmt.settings._shipped(),
        tiering.v2_case(rsr=3.0, rosh="HIGH"),
        tiering.v3_case(arp=20.0, csrp=1.0),
        tiering.v2(
            {"rsr": [3.0, 200.0], "rosh": ["HIGH", None], "mappa_level": [None, None], "ogrs": [50, 60]},
            errors="report",
        ),
        tiering.Conviction(True, "NC", (tiering.Requirement("X"),)),
        tiering.Requirement("W"),
        tiering.Registration("RVHR", "2024-01-01"),
        tiering.registers([tiering.Registration("RVHR", "2024-01-01")]),
        pb.backlog.list_statistics(["2024-01-01", "2024-01-04"], ["2024-01-08", None], target_wait_days=28),
        _core.Problem(path="a", found="b"),
    ]


@pytest.fixture(scope="module")
def everything(region: pb.Region, plain: pb.Forecast) -> dict[type, Any]:
    """Objects of the classes that people meet."""
    return objects_in(objects(region, plain))


def state_of(x: Any) -> Any:
    """What two equal objects have in common, where their class has no equality of its own."""
    kind = type(x)
    if isinstance(x, np.ndarray):
        return x.tolist()
    if isinstance(x, dict | types.MappingProxyType):
        return {key: state_of(value) for key, value in x.items()}
    if isinstance(x, list | tuple):
        return [state_of(each) for each in x]
    if kind.__module__.startswith("probation") and "__eq__" not in vars(kind):
        slots = [name for base in kind.__mro__ for name in getattr(base, "__slots__", ())]
        named = {name: getattr(x, name) for name in slots if hasattr(x, name)} | getattr(x, "__dict__", {})
        return kind.__qualname__, {name: state_of(value) for name, value in named.items()}
    return x


def test_faults_B07_every_public_class_is_tried(everything: dict[type, Any]) -> None:
    tried = {kind.__name__ for kind in everything}
    missing = {
        name
        for name, kind in public_classes().items()
        if not issubclass(kind, BaseException) and kind.__name__ not in tried | NOT_PICKLED.keys() | NO_OBJECTS
    }
    assert missing == set()


def test_faults_B07_every_object_pickles_across_processes(everything: dict[type, Any], tmp_path: Path) -> None:
    given = {kind: x for kind, x in everything.items() if kind.__name__ not in NOT_PICKLED}
    for kind, x in given.items():
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert state_of(pickle.loads(pickle.dumps(x, protocol))) == state_of(x), kind
    code = (
        "import pickle, sys, probation\n"
        "things = [pickle.loads(each) for each in pickle.load(open(sys.argv[1], 'rb'))]\n"
        "pickle.dump([pickle.dumps(each) for each in things], open(sys.argv[2], 'wb'))\n"
    )
    there, back = tmp_path / "there", tmp_path / "back"
    there.write_bytes(pickle.dumps([pickle.dumps(x) for x in given.values()]))
    subprocess.run([sys.executable, "-c", code, str(there), str(back)], check=True)
    for x, each in zip(given.values(), pickle.loads(back.read_bytes()), strict=True):
        assert state_of(pickle.loads(each)) == state_of(x), type(x)


def compiled_objects(everything: dict[type, Any]) -> dict[type, Any]:
    out = {kind: x for kind, x in everything.items() if kind.__module__.startswith("probation._core")}
    inner = [getattr(x, "_core", None) or getattr(x, "_native", None) for x in everything.values()]
    return out | {type(x): x for x in inner if x is not None and type(x).__module__.startswith("probation._core")}


def test_faults_B07_no_protocol_ends_the_process(everything: dict[type, Any], region: pb.Region) -> None:
    """Protocols 0 and 1 do the same as the others; what cannot be pickled is a TypeError that says so."""
    for kind, x in compiled_objects(everything).items():
        for protocol in (0, 1):
            try:
                back = pickle.loads(pickle.dumps(x, protocol))
            except TypeError as error:
                assert "cannot pickle" in str(error)  # noqa: PT017
                assert kind.__name__ in {*NOT_PICKLED, "Region", "Table"}
            else:
                assert state_of(back) == state_of(x), kind
    with pytest.raises(TypeError, match="cannot pickle a Plan"):
        pickle.dumps(region.plan(3))


def test_faults_B07_what_another_layout_pickled_is_refused() -> None:
    quantity = pb.examples.kss().pdus["West Kent"].staff["PO"].caseload
    assert quantity is not None
    given: Any = quantity
    state = given.__getstate__()
    other = state.replace(b"{", b"[", 1).replace(_core.__version__.encode(), b"9.8.7", 1)
    with pytest.raises(ValueError, match=r"Quantity: pickled by probation 9.8.7, where it has other fields"):
        _core.restored(type(given), other)


def test_faults_B07_exceptions_pickle(region: pb.Region) -> None:
    def raised(by: Callable[[], object]) -> BaseException:
        with pytest.raises(Exception) as caught:  # noqa: PT011
            by()
        return caught.value

    tree = region.to_dict() | {"as_of": 3}
    errors = [
        raised(lambda: pb.Region.from_dict(tree)),
        raised(lambda: pb.load_forecast(__file__)),
        pb.ForecastError("too far"),
    ]
    for error in errors:
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert str(back) == str(error)
