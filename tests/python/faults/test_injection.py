"""Objects that run Python code while they are read: nothing crashes."""

from __future__ import annotations

import textwrap
from typing import Any

import probation as pb
import pytest
from own_process import run

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

    columns: dict[str, list[Any]] = {name: [1] for name in ("rosh", "mappa_level", "ogrs")}
    with pytest.raises(KeyboardInterrupt):
        pb.tiering.v2({"rsr": [Interrupts()], **columns}, errors="report")
