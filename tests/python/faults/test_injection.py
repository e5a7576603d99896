"""Objects that run Python code while they are read, and objects that were never initialised: nothing crashes."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import textwrap
from types import ModuleType
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(script: str, *, timeout: float = 240) -> str:
    """Run a script in a process of its own, where a crash ends that process only; its output."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout[-500:]}\n{done.stderr[-3000:]}"
    return done.stdout


HOSTILE = """
    import gc, sys, threading
    import numpy as np
    import probation as pb

    NOW = []  # what the next hostile object destroys


    def destroy():
        for each in NOW:
            each.clear()
        [object() for _ in range(200)]  # to lie where the old ones lay
        gc.collect(0)


    class Number:
        def __init__(self, x=1.0): self.x = x
        def __float__(self): destroy(); return float(self.x)
        def __index__(self): destroy(); return int(self.x)
        def __str__(self): destroy(); return str(self.x)
        __repr__ = __str__
        def __bool__(self): destroy(); return True
        def __hash__(self): destroy(); return 7
        def __eq__(self, other): destroy(); return self is other


    class Everything(Number):
        def __getattr__(self, name):
            destroy()
            if name in ("isoformat", "toordinal", "utcoffset", "tolist", "dtype", "__float__"):
                return lambda *a: (destroy(), 5)[1]
            raise AttributeError(name)


    class Raises:
        def __float__(self): destroy(); raise ValueError("no number")
        __index__ = __bool__ = __str__ = __float__


    class Text(str):
        def __str__(self): destroy(); return "a"
        def __hash__(self): destroy(); return 7
        def __eq__(self, other): destroy(); return True
        def lower(self): destroy(); return "a"


    class bool_(Number):  # as NumPy's are called
        def __bool__(self): destroy(); raise ValueError("neither")


    def hostile():
        return [Number(), Number(3), Everything(), Raises(), Text("LOW"), bool_(), "LOW", 1, None, True, 2.5]


    def tries(f):
        try:
            f()
        except (ValueError, TypeError, KeyError, IndexError, RuntimeError, AttributeError, OverflowError) as error:
            assert not isinstance(error, SystemError), error
            str(error)
"""


def test_faults_E01_lists_that_change_while_they_are_read_in_every_column() -> None:
    """Elements clear the list they stand in, and all others: a snapshot is read, and nothing crashes."""
    out = run(
        textwrap.dedent(HOSTILE)
        + textwrap.dedent("""
    def plain(name):
        return [1] * len(hostile())

    def table(known, which, needed):
        columns = {name: plain(name) for name in needed}
        columns[which] = hostile()
        NOW[:] = [*columns.values()]
        return columns

    done = 0
    counts = ("community A1", "t2a licence B2", "points", "cases")
    jobs = [
        (pb.tiering.v2, pb.tiering.V2_COLUMNS, ("rsr", "rosh", "mappa_level", "ogrs"), {}),
        (pb.tiering.v3, pb.tiering.V3_COLUMNS, ("arp", "arp_type", "csrp", "csrp_type", "rosh"), {}),
        (pb.wmt.from_frame, [*pb.wmt.OFFICER_COLUMNS, *counts], ("officer", "grade", "points"), {"by": "officer"}),
        (pb.wmt.from_frame, {**pb.wmt.CASE_COLUMNS, **pb.wmt.OFFICER_COLUMNS}, ("officer", "grade", "tier", "location"), {}),
    ]
    for function, known, needed, options in jobs:
        for which in known:
            for errors in ("report", "raise"):
                tries(lambda: function(table(known, which, needed), errors=errors, **options))
                done += 1
    # the example as it was reported
    L = []
    class Clears:
        def __getattr__(self, name):
            L.clear(); raise AttributeError(name)
        def __float__(self): L.clear(); return 1.0
    for _ in range(50):
        L[:] = [Clears() for _ in range(1000)]
        tries(lambda: pb.tiering.v2({"rsr": L, "rosh": L, "mappa_level": L, "ogrs": L}, errors="report"))
    print(done)
    """)
    )
    assert int(out) > 100


def test_faults_E01_dicts_and_lists_of_single_values() -> None:
    out = run(
        textwrap.dedent(HOSTILE)
        + textwrap.dedent("""
    done = 0
    def of_cases():
        inner = {f"A{i}": Number() for i in range(40)}
        lists = [Number(), Number(), Number(), Number()]
        named = {"total": Number(), "warrants": Number(), "overdue": Number()}
        cases = {"community": inner, "licence": {"A1": lists, "A2": named, Number(): 3, "B1": Raises()}}
        cases["custody"] = {"A3": [1, 2], "A4": Everything()}
        return cases, [inner, lists, named, *[x for x in cases.values()], cases]

    for policy in ("exact", "wmt_worker", "hmpps_workload", "probation_rules"):
        for which in ("cases", "t2a", "all_cases"):
            for _ in range(5):
                cases, NOW[:] = of_cases()
                given = {"cases": {}, which: cases}
                tries(lambda: pb.wmt.points(given.pop("cases"), **given, policy=policy))
                done += 1
    settings = pb._core.wmt.seed()
    for given in ([Number()] * 4, {"total": Number(), "overdue": Number()}, (Number(),) * 4):
        NOW[:] = [given] if hasattr(given, "clear") else []
        tries(lambda: pb._core.wmt.exact_tier_points(given, 1.0, settings, False))
    for _ in range(20):
        activities = {f"a{i}": Number() for i in range(50)}
        minutes = {f"a{i}": Number() for i in range(50)}
        NOW[:] = [activities, minutes]
        tries(lambda: pb._core.backlog.vlo_workload(activities, minutes, 37.0, 0.0))
        rows = [{"totalPoints": Number(), "availablePoints": Everything()} for _ in range(50)]
        NOW[:] = [rows, *rows]
        tries(lambda: pb._core.wmt.web_team_overview(rows))
        numbers = [Number() for _ in range(50)]
        NOW[:] = [numbers]
        tries(lambda: pb._core.wmt.excess_spells(["2022-01-01"] * 50, numbers, 100.0, True, 4, 40))
        dates = [Everything() for _ in range(50)]
        NOW[:] = [dates]
        tries(lambda: pb.backlog.waits_at(dates, day="2022-02-28"))
        done += 1

    # documents
    for _ in range(5):
        tree = pb.examples.kss().to_dict()
        tree["pdus"]["West Kent"]["staff"]["PO"]["in_post"] = Number()
        tree["more"] = Everything()
        NOW[:] = [tree, tree["pdus"], tree["pdus"]["West Kent"], tree["pdus"]["West Kent"]["staff"]]
        tries(lambda: pb.Region.from_dict(tree))
        done += 1
    ratings = {"A": (Number(), Number()), Number(): (1, 2)}
    NOW[:] = [ratings]
    tries(lambda: pb.ratings.differences(ratings))
    print(done)
    """)
    )
    assert int(out) > 40


def test_faults_E01_another_thread_edits_the_list() -> None:
    out = run(
        textwrap.dedent(HOSTILE)
        + textwrap.dedent("""
    import time
    sys.setswitchinterval(1e-6)
    columns = {name: [] for name in ("rsr", "rosh", "mappa_level", "ogrs")}
    stop = False

    class Slow:  # gives the other thread its turn
        def __float__(self): time.sleep(0); return 1.0

    def edits():
        n = 0
        while not stop:
            n += 1
            for values in columns.values():
                values[:] = [Slow() for _ in range(n % 40)] + ["LOW", 1.5] * (n % 30)
                values.clear()

    thread = threading.Thread(target=edits)
    thread.start()
    end = time.monotonic() + 3
    calls = 0
    while time.monotonic() < end:
        tries(lambda: pb.tiering.v2(columns, errors="report"))
        calls += 1
    stop = True
    thread.join()
    print(calls)
    """)
    )
    assert int(out) > 10


def test_faults_E01_no_claim_of_free_threading() -> None:
    """Nothing is tested without the interpreter's lock, so an interpreter without one takes it up for this module."""
    import sysconfig

    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        assert run("import sys, probation; print(sys._is_gil_enabled())").strip() == "True"


def test_faults_E01_interrupts_are_not_swallowed() -> None:
    class Interrupts:
        def __float__(self) -> float:
            raise KeyboardInterrupt

    import probation as pb

    columns: dict[str, list[Any]] = {name: [1] for name in ("rosh", "mappa_level", "ogrs")}
    with pytest.raises(KeyboardInterrupt):
        pb.tiering.v2({"rsr": [Interrupts()], **columns}, errors="report")


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
