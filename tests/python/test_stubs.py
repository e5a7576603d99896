"""The stub of the compiled module says all of it and nothing else."""

from __future__ import annotations

import ast
import enum
import inspect
from pathlib import Path

import probation as pb
from probation import _core

STUB = Path(inspect.getfile(pb)).with_name("_core.pyi")


def declared() -> dict[str, set[str] | None]:
    """Names of the stub; for classes the public names in them."""
    out: dict[str, set[str] | None] = {}
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            out[node.name] = {
                target
                for item in node.body
                for target in (
                    [item.name]
                    if isinstance(item, ast.FunctionDef)
                    else [item.target.id]
                    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
                    else [t.id for t in item.targets if isinstance(t, ast.Name)]
                    if isinstance(item, ast.Assign)
                    else []
                )
                if not target.startswith("_")
            }
        elif isinstance(node, ast.FunctionDef):
            out[node.name] = None
    return {name: names for name, names in out.items() if not name.startswith("_")}


def test_module_and_stub_have_the_same_names() -> None:
    real = {name for name in vars(_core) if not name.startswith("_")}
    assert real == set(declared())


def test_classes_and_stubs_have_the_same_members() -> None:
    for name, members in declared().items():
        if members is None:
            continue
        kind = getattr(_core, name)
        if issubclass(kind, enum.Enum):
            assert set(kind.__members__) == members, name
        elif issubclass(kind, BaseException):
            assert issubclass(kind, ValueError | RuntimeError)
        else:
            assert {m for m in vars(kind) if not m.startswith("_")} == members, name


def test_signatures_have_the_names_of_the_stub() -> None:
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            doc = getattr(_core, node.name).__doc__.splitlines()[0]
            for argument in (*node.args.args, *node.args.kwonlyargs):
                assert f"{argument.arg}:" in doc, (node.name, doc)


def test_everything_compiled_says_what_it_is() -> None:
    for name, members in declared().items():
        thing = getattr(_core, name)
        assert thing.__doc__, name
        if members is not None and not issubclass(thing, enum.Enum | BaseException):
            for member in members:
                assert getattr(thing, member).__doc__, f"{name}.{member}"
