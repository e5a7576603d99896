"""The package as a whole: its names, its versions, its optional parts."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import probation as pb
import pytest

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small.json"


def test_public_names_are_there_and_nothing_else() -> None:
    assert sorted(pb.__all__) == pb.__all__
    assert dir(pb) == sorted([*pb.__all__, "__version__"])
    for name in pb.__all__:
        assert hasattr(pb, name)
    assert dir(pb.random) == ["binomial", "hypergeometric", "multinomial", "negative_binomial", "poisson"]
    assert dir(pb.examples) == ["kss", "names", "path"]
    assert dir(pb.wmt) == sorted(pb.wmt.__all__)
    assert dir(pb.ratings) == sorted(pb.ratings.__all__)


def test_public_names_say_what_they_are() -> None:
    for module, name in [*((pb, n) for n in pb.__all__), *((pb.ratings, n) for n in pb.ratings.__all__)]:
        thing = getattr(module, name)
        assert inspect.getdoc(thing), name
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                    assert inspect.getdoc(value), f"{name}.{member}"


def test_one_version() -> None:
    header = (ROOT / "include" / "probation" / "version.hpp").read_text(encoding="utf-8")
    match = re.search(r'version = "([^"]+)"', header)
    assert match is not None
    assert pb.__version__ == match[1]


def test_examples_have_files() -> None:
    assert "kss" in pb.examples.names()
    assert pb.read(pb.examples.path("kss")) == pb.examples.kss()
    with pytest.raises(KeyError, match="did you mean 'kss'"):
        pb.examples.path("ks")


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=60, check=False
    )


def test_importing_is_light() -> None:
    done = run(
        "import sys, probation; heavy = {'pandas', 'pyarrow', 'xarray', 'matplotlib', 'IPython', 'rich', 'typer', 'tqdm'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


@pytest.mark.parametrize(
    ("package", "call", "extra"),
    [
        ("pandas", "f.to_pandas()", "pandas"),
        ("pyarrow", "f.to_arrow()", "arrow"),
        ("xarray", "f.to_xarray()", "xarray"),
        ("matplotlib", "f.plot('headcount')", "plot"),
        ("matplotlib", "f['headcount', '*', '*'].plot()", "plot"),
    ],
)
def test_what_is_missing_is_named_and_the_rest_works(package: str, call: str, extra: str) -> None:
    done = run(
        f"""
import sys
for missing in ("pandas", "pyarrow", "xarray", "matplotlib", "IPython", "tqdm"):
    sys.modules[missing] = None
import probation as pb
f = pb.forecast(pb.read({str(SMALL)!r}), months=3, runs=20, progress=True)
assert f.table() and f._repr_html_() and f.to_json() and str(f)
try:
    {call}
except ImportError as error:
    print(error)
"""
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(call.rsplit(".", maxsplit=1)[-1].split("(", maxsplit=1)[0])
    assert f"needs {package}" in done.stdout
    assert f"pip install 'probation[{extra}]'" in done.stdout
