"""The package is in order: rooms, no circles, public names in their public place."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import probation as pb
import pytest

LAYERS = Path(__file__).resolve().parents[1] / "layers"


@pytest.mark.parametrize("script", ["rooms.py", "rooms_test.py"])
def test_no_room_knows_one_that_stands_on_it(script: str) -> None:
    ran = subprocess.run([sys.executable, LAYERS / script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_public_names_are_known_by_their_public_place() -> None:
    for name in pb.__all__:
        thing = getattr(pb, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert thing.__module__ in ("probation", "probation._core"), name
            assert pickle.loads(pickle.dumps(thing)) is thing


def test_a_pickle_does_not_say_where_a_file_lies() -> None:
    region = pb.examples.kss()
    forecast = pb.forecast(region, months=2, runs=4)
    for thing in (region, forecast, pb.Limit("fte", at_most=3), pb.measures()[0]):
        text = pickle.dumps(thing, protocol=0)
        assert not any(room in text for room in (b"_region", b"_forecast", b"_run", b"_display", b"_util")), text[:200]
        assert pickle.loads(text) == thing == copy.deepcopy(thing)


def test_the_old_word_for_an_interval_is_refused_with_the_new_one() -> None:
    compared = pb.compare({"as it is": pb.examples.kss()}, months=2, runs=4)
    with pytest.raises(TypeError, match=r"interval=0\.8"):
        compared.table(share=0.8)  # type: ignore[call-arg]
    assert "50 % interval" in str(compared.table(interval=0.5))
