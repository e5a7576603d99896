"""A plan run by NumPy: a peer for the speed of the kernel, and an independent check of what it computes.

Every operation works on all replicates of a chunk at once, as one would write it in NumPy: numbers that are the same in
all replicates are computed once, sums over cells and the sharing of hours are two-dimensional, draws are those of
`numpy.random.Generator` with SFC64, the fastest of its generators. Nothing is shared with the engine but the plan.

    python benchmarks/numpy_plan.py              # the example region: both ways to run it, with their times
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import probation as pb
from numpy_rows import (
    OPERANDS,
    OTHERS,
    UFUNCS,
    Array,
    above,
    divide,
    events,
    in_turn,
    in_twos,
    independent,
    there_are,
    unless_empty,
    whole,
)
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Name = tuple[str, str, str]
T = TypeVar("T")

CHUNK = 2048  # replicates at a time; measured on the example region, see `tune`
LANES = 256  # of those, how many share hours at a time, so that the cells of a ledger stay in the cache
QUANTILES = (0.1, 0.5, 0.9)

DRAWS = ("uniform", "binomial", "poisson", "negative_binomial")
LISTS = ("total", "inner", "shift", "complete", "lapse", "share")  # on the rows of table c


class NumpyPlan:
    """A plan ready to run.

    Parameters
    ----------
    plan
        Of a region: ``region.plan(months)``.
    """

    def __init__(self, plan: _core.Plan) -> None:
        self.tree: dict[str, Any] = _core.plan_tree(plan)
        self.months: int = self.tree["months"]
        self.outputs: list[tuple[str, str, str, int, bool, bool]] = [
            output[:-1] for output in self.tree["outputs"] if output[-1] == "series"
        ]
        self.names: list[Name] = [output[:3] for output in self.outputs]
        shown = [(row, is_flow) for *_, row, is_flow, _ in self.outputs]
        self.shown = list(dict.fromkeys(shown))  # rows that are recorded: a region of one unit has most of them twice
        self.shows = [self.shown.index(row) for row in shown]  # by output
        self.row_tables: list[list[Any]] = self.tree["row_tables"]  # None: no row

    def expected(self) -> dict[Name, Array]:
        """Every output by month, all draws being their means."""
        block = _Block(self, 1, None)
        return {name: points[:, 0] for name, points in zip(self.names, self._by_output(block.record()), strict=True)}

    def paths(self, runs: int, seed: int = 1, chunk: int = CHUNK) -> list[Array]:
        """Every output of all replicates: points by runs, in the order of `names`."""
        return self._by_output(self._rows(runs, seed, chunk))

    def summary(self, runs: int, seed: int = 1, chunk: int = CHUNK) -> list[tuple[Array, Array]]:
        """Mean and quantiles (10, 50, 90 %) of every output by month: what a forecast is made for."""
        return self._by_output([(points.mean(axis=1), quantiles(points)) for points in self._rows(runs, seed, chunk)])

    def _by_output(self, rows: list[T]) -> list[T]:
        return [rows[k] for k in self.shows]

    def _rows(self, runs: int, seed: int, chunk: int) -> list[Array]:
        parts = []
        for k, first in enumerate(range(0, runs, chunk)):
            rng = np.random.Generator(np.random.SFC64([seed, k]))
            parts.append(_Block(self, min(chunk, runs - first), rng).record())
        return [
            np.concatenate(arrays, axis=1) if arrays[0].shape[1] > 1 else arrays[0]
            for arrays in zip(*parts, strict=True)
        ]


def quantiles(points: Array, shares: Sequence[float] = QUANTILES) -> Array:
    """Quantiles of each row: the least number that at least a share of the replicates do not exceed."""
    n = points.shape[1]
    ranks = [max(0, int(np.ceil(share * n)) - 1) for share in shares]
    return np.partition(points, ranks, axis=1)[:, ranks]


class _Block:
    """A chunk of replicates: its rows, and the plan as a list of calls on them. Draws are means without `rng`."""

    def __init__(self, plan: NumpyPlan, n: int, rng: np.random.Generator | None) -> None:
        self.plan = plan
        self.n = n
        self.rng = rng
        self.month = 0
        rows = plan.tree["rows"]
        wide = self._wide()
        self.place = np.cumsum(wide) - 1
        common = np.array([value for _, value in rows])
        self.numbers = np.zeros((int(wide.sum()), n))
        for r in np.flatnonzero(wide & (common != 0.0)):  # few: constants that lists name
            self.numbers[self.place[r]] = common[r]
        self.rows: list[Array] = [
            self.numbers[self.place[r]] if wide[r] else common[r : r + 1].reshape(()) for r in range(len(rows))
        ]
        self.wide = wide
        self.flags = np.empty(n, dtype=bool)
        self.flag = np.empty((), dtype=bool)
        self.phases = {phase: self._compile(steps) for phase, steps in plan.tree["steps"].items()}

    # --- which rows differ from replicate to replicate --------------------------------------------------------------------
    def _wide(self) -> NDArray[np.bool_]:
        """Rows that may differ between replicates: draws, what follows from them, and the cells of tables."""
        tree, tables = self.plan.tree, self.plan.row_tables
        wide = np.zeros(len(tree["rows"]), dtype=bool)
        operations = [op for steps in tree["steps"].values() for op in steps if op[0] != "skip"]
        for code, out, a, b, c, cell in operations:
            if code in DRAWS or (code == "parameter" and not tree["parameters"][cell][1].is_certain):
                wide[out] = True
            if code in LISTS:
                wide[[r for r in tables[c] if r is not None]] = True
                wide[out] = True
            if code == "lapse":
                wide[b] = True
            if code == "share":
                wide[[out, a]] = True
        while True:
            before = int(wide.sum())
            for code, out, a, b, c, cell in operations:
                if wide[out] or code in ("zero", "by_month", "parameter"):
                    continue
                if code == "choose":
                    wide[out] = wide[tables[cell]].any()
                else:
                    wide[out] = any(wide[r] for r in (a, b, c)[: OPERANDS.get(code, 0)])
            if int(wide.sum()) == before:
                return wide

    # --- the plan as calls --------------------------------------------------------------------------------------------------
    def _compile(self, steps: list[tuple[Any, ...]]) -> list[partial[Any]]:
        out: list[partial[Any]] = []
        i = 0
        while i < len(steps):
            code, _, a, b, _, cell = steps[i]
            if code == "skip":
                out.append(
                    partial(unless_empty, self.rows[a], self.rows[b], self._compile(steps[i + 1 : i + 1 + cell]))
                )
                i += cell
            else:
                out.append(self._step(steps[i]))
            i += 1
        return out

    def _step(self, step: tuple[Any, ...]) -> partial[Any]:
        code, o, a, b, c, cell = step
        if code in LISTS:
            return self._list_step(code, self.plan.row_tables[c], *(self.rows[r] for r in (o, a, b)))
        out, x, y, z = (self.rows[r] for r in (o, a, b, c))
        random = self.rng is not None
        if code in ("copy", "zero"):
            return partial(np.copyto, out, x if code == "copy" else 0.0)
        if code in UFUNCS:
            return partial(UFUNCS[code], x, y, out=out)
        if code in ("exponential", "logarithm"):
            return partial(np.exp if code == "exponential" else np.log, x, out=out)
        if code == "divide":
            if y.ndim == 0 and self.plan.tree["rows"][b][0] == "constant" and y != 0.0:
                return partial(np.divide, x, y, out=out)
            return partial(divide, x, y, out, self.flags if x.ndim else self.flag)
        if code == "whole":
            return partial(whole, x, y, out=out) if random else partial(np.copyto, out, x)
        if code == "above":
            return partial(above, out, x, y, z)  # z is a constant
        if code == "uniform" and not random:
            return partial(np.copyto, out, 0.0)
        if code == "binomial" and not random:
            return partial(np.multiply, x, y, out=out)
        if code in DRAWS and not random:
            return partial(np.copyto, out, x)
        if code in OTHERS:
            return partial(OTHERS[code], self, out, x, y, cell)
        message = f'numpy_plan knows no operation "{code}"'
        raise NotImplementedError(message)

    def _list_step(self, code: str, table: list[Any], out: Array, x: Array, y: Array) -> partial[Any]:
        if code == "total":
            return partial(self._total, out, self._slab(table))
        if code == "inner":
            pairs = [(a, b) for a, b in in_twos(table) if b is not None]
            alone = [a for a, b in in_twos(table) if b is None]
            return partial(self._inner, out, *self._slabs(pairs), self._slab(alone))
        if code == "shift":
            return partial(in_turn, [partial(self._shift, *self._slabs(part)) for part in independent(table)])
        if code == "complete":
            return partial(self._complete, out, *self._slabs(in_twos(table)))
        if code == "lapse":
            cells, weights, chances = table[::3], table[1::3], table[2::3]
            kinds, kind = np.unique(chances, return_inverse=True)
            return partial(
                self._lapse, out, y, self._slab(cells), self._slab(weights), self._slab(kinds.tolist()), kind
            )
        places = np.array([-1 if r is None else self.place[r] for r in table], dtype=np.intp)
        return partial(self._share, out, x, y, *places.reshape(-1, 5).T)

    def _slab(self, rows: Sequence[int]) -> Any:
        """Where rows lie: evenly spaced as a slice, so that they are read where they are; else by number."""
        places = [int(self.place[r]) for r in rows]
        steps = set(np.diff(places).tolist())
        if len(places) == 1:
            return slice(places[0], places[0] + 1)
        if len(steps) == 1 and (step := steps.pop()) > 0:
            return slice(places[0], places[-1] + 1, step)
        return np.array(places, dtype=np.intp)

    def _slabs(self, pairs: list[tuple[int, int]]) -> tuple[Any, Any]:
        return self._slab([a for a, _ in pairs]), self._slab([b for _, b in pairs])

    # --- operations on tables -------------------------------------------------------------------------------------------------
    def _total(self, out: Array, rows: Any) -> None:
        np.add.reduce(self.numbers[rows], axis=0, out=out)

    def _inner(self, out: Array, left: Any, right: Any, alone: Any) -> None:
        np.einsum("kn,kn->n", self.numbers[left], self.numbers[right], out=out)
        if not (isinstance(alone, np.ndarray) and alone.size == 0):
            np.add(out, np.add.reduce(self.numbers[alone], axis=0), out=out)

    def _shift(self, to: Any, origin: Any) -> None:
        self.numbers[to] = self.numbers[origin]

    def _complete(self, done: Array, cells: Any, owed: Any) -> None:
        """Those who owe nothing go; where nobody does, not even a rounding error."""
        people = self.numbers[cells]
        np.add(done, np.add.reduce(people, axis=0), out=done)
        people = np.where(self.numbers[owed] == 0.0, 0.0, people)
        np.subtract(done, np.add.reduce(people, axis=0), out=done)
        self.numbers[cells] = people

    def _share(self, out: Array, left: Array, most: Array, *parts: NDArray[np.intp]) -> None:
        """Everybody gets x, or what they have room for where that is less; x such that the supply is used.

        Newton's steps from 0 on the demand as a function of x, which is concave and in straight pieces. `parts` are places
        of rows by cell, -1 where there is none: people, what a head can take, and of this supply, and this month, and
        where to write what it still can this month.
        """
        limit = np.broadcast_to(most, left.shape)
        for begin in range(0, self.n, LANES):
            lanes = slice(begin, begin + LANES)
            here = self.numbers[:, lanes]
            people = here[parts[0]]
            some = people.any(axis=1)
            people = people[some]
            owed, kind, month, rest = (part[some] for part in parts[1:])
            supply, top = left[lanes], limit[lanes]
            room = here[owed]
            for bound in (kind, month):
                has = there_are(bound)
                room[has] = np.minimum(room[has], here[bound[has]])
            room *= people != 0.0
            x = np.zeros(people.shape[1])
            while True:
                wanting = np.where(room > x, people, 0.0)
                others = wanting.sum(axis=0)
                filled = np.einsum("kn,kn->n", people - wanting, room)
                level = np.where(others > 0.0, (supply - filled) / others, np.inf)
                level = np.where(supply > 0.0, np.where(level >= top, top, np.maximum(level, x)), 0.0)
                if not (level > x).any():
                    break
                x = np.where(level > x, level, x)
            got = np.minimum(x, room)
            given = np.einsum("kn,kn->n", people, got)
            here[owed] -= got
            has = there_are(kind)
            here[kind[has]] -= got[has]
            has = there_are(rest)
            here[rest[has]] = np.where((month >= 0)[has, None], here[month[has]], top) - got[has]
            out[lanes] = given
            left[lanes] -= given

    def _lapse(
        self, weight: Array, gone: Array, cells: Any, weights: Any, chances: Any, kind: NDArray[np.intp]
    ) -> None:
        """Those of each cell who go: who an event comes to, of a process with the hazard of each; means without draws."""
        people, chance = self.numbers[cells], self.numbers[chances]
        going = people * chance[kind] if self.rng is None else events(self.rng, people, chance, kind)
        np.add.reduce(going, axis=0, out=gone)
        np.einsum("kn,kn->n", going, self.numbers[weights], out=weight)
        self.numbers[cells] = people - going

    # --- the months -----------------------------------------------------------------------------------------------------------
    def _run(self, phase: str) -> None:
        for call in self.phases[phase]:
            call()

    def record(self) -> list[Array]:
        """Run all months: every row shown, points by replicates (one replicate where all are alike)."""
        rows, shown, months = self.plan.tree["rows"], self.plan.shown, self.plan.months
        out = [np.empty((months + (0 if is_flow else 1), self.n if self.wide[row] else 1)) for row, is_flow in shown]
        steady = [rows[row][0] in ("constant", "replicate") for row, _ in shown]

        def keep(flows: bool) -> None:
            for k, (row, is_flow) in enumerate(shown):
                if is_flow == flows and not (steady[k] and self.month > 0):
                    out[k][self.month] = self.rows[row]

        with np.errstate(all="ignore"):
            self._run("replicate")
            self._check()
            for self.month in range(months + 1):
                self._run("observe")
                keep(flows=False)
                if self.month < months:
                    for phase in ("move", "arrive", "serve"):
                        self._run(phase)
                    keep(flows=True)
                    self._run("settle")
        for k, points in enumerate(out):
            if steady[k]:
                points[:] = points[0]
        return out

    def _check(self) -> None:
        for row, least, most, what in self.plan.tree["requirements"]:
            x = self.rows[row]
            if not ((x >= least) & (x <= most)).all():
                message = f"{what} is outside {least:g} to {most:g} in some replicate"
                raise ValueError(message)


def tune(plan: _core.Plan, runs: int = 4096) -> dict[int, float]:
    """Milliseconds a replicate by size of chunk."""
    made = NumpyPlan(plan)
    out = {}
    for chunk in (256, 512, 1024, 2048, 4096):
        begin = time.process_time()
        made.summary(runs, chunk=chunk)
        out[chunk] = (time.process_time() - begin) / runs * 1e3
    return out


if __name__ == "__main__":
    print({chunk: f"{ms:.2f} ms" for chunk, ms in tune(pb.examples.kss().plan(24)).items()})
