"""Objects that were never initialised are refused, and pickles of any protocol give what they were made of."""

from __future__ import annotations

import copy
import pickle
from types import ModuleType
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from own_process import run
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Iterator


def bound_classes(module: ModuleType = _core) -> Iterator[type]:
    """Every class of the compiled module, without exceptions and enumerations."""
    for x in vars(module).values():
        if isinstance(x, ModuleType) and x.__name__.startswith("probation._core"):
            yield from bound_classes(x)
        elif isinstance(x, type) and type(x).__name__ == "bound_class":
            yield x


CLASSES = list(bound_classes())


def test_faults_E02_all_classes_are_walked() -> None:
    assert len(CLASSES) >= 55
    assert {_core.Region, _core.Forecast, _core.Part, _core.wmt.Officer, _core.tiering.V2} <= set(CLASSES)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_faults_E02_new_without_init_is_refused(kind: Any) -> None:
    message = f"{kind.__name__}.__new__ makes an object without content"
    for arguments in ((), (1,), ("a", "b")):
        with pytest.raises(TypeError, match=message):
            kind.__new__(kind, *arguments)
    base: Any = kind.__mro__[1]
    makers: tuple[Any, ...] = (base, object)
    for maker in makers:
        with pytest.raises(TypeError, match="not safe"):
            maker.__new__(kind)
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Below", (kind,), {})
    with pytest.raises(TypeError):
        copyreg_new(kind)
    with pytest.raises(TypeError):
        copyreg_reconstructed(kind)
    with pytest.raises((TypeError, ValueError)):
        _core.restored(kind, object())
    with pytest.raises(TypeError, match="without content"):
        type.__call__(kind, 1, 2, 3, 4, 5, 6, 7, 8, 9)
    path = f"c{kind.__module__}\n{kind.__qualname__}\n".encode()
    for pickled in (b"\x80\x02" + path + b")\x81.", b"\x80\x04" + path + b")}\x92."):  # calls of its __new__
        with pytest.raises(TypeError, match="without content"):
            pickle.loads(pickled)


def copyreg_new(kind: type) -> Any:
    import copyreg

    return copyreg.__newobj__(kind)  # type: ignore[attr-defined]


def copyreg_reconstructed(kind: type) -> Any:
    import copyreg

    return copyreg._reconstructor(kind, object, None)  # type: ignore[attr-defined]


def test_faults_E02_restored_makes_bound_objects_only() -> None:
    for kind in (int, object, ValueError, _core.Rating):
        with pytest.raises(TypeError, match="makes objects of this module"):
            _core.restored(kind, 3)


def test_faults_E02_every_protocol_and_copy_in_a_process_of_its_own() -> None:
    """A pickle that is the same again, or a TypeError: for one object of every class that a walk over results finds."""
    out = run("""
        import copy, pickle, types
        import probation as pb
        from probation import _core

        region = pb.examples.kss()
        core = region._core
        forecast = pb.forecast(region, months=3, runs=32)
        found = {}
        seen = set()

        def walk(x, depth):
            if depth == 0 or id(x) in seen:
                return
            if type(type(x)).__name__ == "bound_class":
                if len(found.setdefault(type(x), [])) >= 3:
                    return
                found[type(x)].append(x)
                for name in dir(type(x)):
                    if isinstance(getattr(type(x), name), property):
                        try:
                            walk(getattr(x, name), depth - 1)
                        except (ValueError, RuntimeError, TypeError):
                            pass
            elif isinstance(x, dict):
                for each in list(x.values())[:5]:
                    walk(each, depth - 1)
            elif isinstance(x, (list, tuple)):
                for each in x[:5]:
                    walk(each, depth - 1)

        settings = _core.wmt.seed()
        part = pb.run_block(region.to_json(), 0, 32, months=2)
        many = pb.forecast_many({"a": region}, months=2, runs=8)
        start = [core, forecast._core, forecast.series[0]._core, part, many._core, settings,
                 _core.default_grades(), _core.Problem(path="a"), _core.wmt.Contact("CMS02", "2022-01-01", "a", "b"),
                 _core.wmt.Officer("a", 1.0, 2.0), _core.wmt.Reduction("x", 2.0), region.plan(3)]
        for x in start:
            walk(getattr(x, "_core", x), 9)
        pickled = refused = 0
        for kind, objects in found.items():
            for x in objects:
                for protocol in range(6):
                    try:
                        data = pickle.dumps(x, protocol)
                    except TypeError as error:
                        assert "cannot pickle" in str(error), error
                        refused += 1
                    else:
                        back = pickle.loads(data)
                        assert type(back) is kind
                        assert pickle.dumps(back, protocol) == data, kind
                        pickled += 1
                for copier in (copy.copy, copy.deepcopy):
                    try:
                        repr(copier(x))
                    except TypeError as error:
                        assert "cannot pickle" in str(error), error
                for again in ("__reduce__", "__getstate__"):
                    try:
                        getattr(x, again)()
                    except (TypeError, AttributeError):
                        pass
                before = repr(x)
                if hasattr(kind, "__setstate__"):
                    try:
                        x.__setstate__(x.__getstate__())
                    except (TypeError, ValueError):
                        pass
                assert repr(x) == before
        print(len(found), pickled, refused)
    """)
    kinds, pickled, _refused = map(int, out.split())
    assert kinds >= 25
    assert pickled > 100


def test_faults_E02_classes_with_arguments_can_be_called() -> None:
    problem = _core.Problem(path="a", found="b")
    assert pickle.loads(pickle.dumps(problem, 2)) == problem == copy.deepcopy(problem)
    assert _core.wmt.Officer("a", 1.0, 2.0).points == 1.0
    with pytest.raises(pb.DocumentError, match="what the region is called"):
        _core.Region()  # made of its fields: those that it must have are missing
    classes: list[Any] = [_core.wmt.Officer, _core.Scorecard]
    for wrong in classes:
        with pytest.raises(TypeError, match=r"incompatible|No constructor"):
            wrong()
    assert _core.Problem(path="again").path == "again"
