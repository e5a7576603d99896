"""A selection of nothing, and an argument of the wrong kind, are errors that list what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import probation as pb
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.usefixtures("no_figures_left")


# --- A14: a selection of nothing is an error that lists what there is --------------------------------------------------


@pytest.mark.parametrize(
    "what",
    [
        lambda f, **names: f.select(**names),
        lambda f, **names: f.table(**names),
        lambda f, **names: f.to_json(**names),
        lambda f, **names: f.to_pandas(**names),
        lambda f, **names: f.to_arrow(**names),
        lambda f, **names: f.to_xarray(**names),
        lambda f, **names: f.plot(**names),
    ],
)
def test_faults_A14_nothing_is_selected_nowhere(far: pb.Forecast, what: Callable[..., Any]) -> None:
    with pytest.raises(KeyError) as nothing:
        what(far, measure="workload", of="SPO")
    message = nothing.value.args[0]
    assert message.startswith("there is no workload of SPO; workload there is of victim contact, PO, PSO, all grades;")
    assert "SPO has headcount, fte, establishment, vacancy_rate" in message
    assert not plt.get_fignums()


def test_faults_A14_each_name_is_in_something(far: pb.Forecast) -> None:
    with pytest.raises(KeyError, match="there is no workload of SPO"):
        far.table(["workload", "vacancy_rate"], of="SPO")
    with pytest.raises(KeyError, match="no workload of SPO"):
        far.select("workload", of=["PO", "SPO"])
    with pytest.raises(KeyError, match="VLO is in 'victim liaison', 'region'"):
        far.select(unit="West Kent", of="VLO")
    with pytest.raises(KeyError, match="workload"):
        far["workload", "*", "SPO"]
    empty: tuple[Any, ...] = ([], ())
    for nothing in empty:
        with pytest.raises(ValueError, match="selects nothing"):
            far.select(nothing)
    assert [s.of for s in far.select("vacancy_rate", "West Kent", ["PO", "SPO"])] == ["PO", "SPO"]


def test_faults_A14_tables_and_plots_are_never_empty(small: pb.Region, far: pb.Forecast) -> None:
    for measure in ("caseload", "workload", "joiners", "establishment"):
        few = pb.forecast(small, months=2, runs=0, measures=measure)
        assert {row.measure for row in few.table()} == {measure}
    assert {row.measure for row in far.table(of="SPO")} == {"vacancy_rate"}
    assert len(far.table(of="PQiP")) > 0


# --- B09: the wrong kind of argument is told what to give ----------------------------------------------------------------


def _given(x: Any) -> Any:
    """Return what is given where None would be right."""
    return 3 if x is None else x


WRONG: dict[str, Callable[[Any, pb.Region, pb.Forecast], object]] = {
    "forecast": lambda x, *_: pb.forecast(x),
    "audit": lambda x, *_: pb.audit(x),
    "compare": lambda x, *_: pb.compare(x),
    "Comparison": lambda x, *_: pb.Comparison(x),
    "forecast_many": lambda x, *_: pb.forecast_many(x),
    "gather": lambda x, *_: pb.gather(x, []),
    "merge": lambda x, *_: pb.merge(x),
    "run_block": lambda x, *_: pb.run_block(x, 0, 1),
    "write": lambda x, *_: pb.write(x, "nowhere.json"),
    "region_view": lambda x, *_: pb.ratings.region_view(x),
    "moves": lambda x, r, _: r.recommendations.moves(x),
    "plan": lambda x, r, _: r.plan(x),
    "select": lambda x, _, f: f.select(_given(x)),
    "table": lambda x, _, f: f.table(at=_given(x)),
    "executor": lambda x, r, _: pb.forecast(r, runs=9, executor=_given(x)),
    "resume": lambda x, r, _: pb.forecast(r, runs=9, resume=_given(x)),
    "tolerance": lambda x, r, _: pb.forecast(r, runs="auto", tolerance=_given(x)),
    "measures": lambda x, r, _: pb.forecast(r, runs=0, measures=_given(x)),
    "off": lambda x, r, _: pb.audit(r, off=x),
    "stale_after": lambda x, r, _: pb.audit(r, stale_after=x),
}


@pytest.mark.parametrize("name", WRONG)
def test_faults_B09_wrong_kinds_are_told_what_to_give(name: str, small: pb.Region, expected: pb.Forecast) -> None:
    given: list[Any] = [None, 3.5, [small], object(), {"a": 1}, "region.toml"]
    if name in ("tolerance", "off", "measures", "select", "run_block"):
        given = [x for x in given if not isinstance(x, (str, dict))]  # names and mappings are of the right kind there
    if name == "off":
        given = [x for x in given if x is not None]
    for x in given:
        with pytest.raises(TypeError) as wrong:
            WRONG[name](x, small, expected)
        message = str(wrong.value)
        assert not re.search(r"has no attribute|is not iterable|incompatible function arguments|not callable", message)
        assert re.search(r"takes|must be", message)


def test_faults_B09_they_say_how(small: pb.Region) -> None:
    with pytest.raises(TypeError) as listed:
        pb.compare([small])  # type: ignore[arg-type]
    assert str(listed.value) == 'compare() takes regions by name, as in {"as it is": region}, not a list'
    with pytest.raises(TypeError) as path:
        pb.forecast("region.toml")  # type: ignore[arg-type]
    assert (
        str(path.value) == "forecast() takes a Region, not a str; read() makes one of a file, as in read('region.toml')"
    )
    with pytest.raises(TypeError, match=r"Region\.from_dict\(\) makes one of a document"):
        pb.audit({"name": "x"})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Region\.from_dict"):
        pb.read({"name": "x"})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the name 3 is an int"):
        pb.compare({3: small})  # type: ignore[dict-item]
