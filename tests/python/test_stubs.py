"""The stubs of the compiled module say all of it and nothing else."""

from __future__ import annotations

import ast
import enum
import inspect
import types
from pathlib import Path
from typing import Any

import probation as pb
import pytest
import stubs
from probation import _core

STUBS = sorted(Path(inspect.getfile(pb)).with_name("_core").glob("*.pyi"), key=lambda p: p.stem)


def module_of(stub: Path) -> Any:
    """The module that a stub describes: `_core` itself, or one of its parts."""
    return _core if stub.stem == "__init__" else getattr(_core, stub.stem)


def functions(stub: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.parse(stub.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]


def declared(stub: Path) -> dict[str, set[str] | None]:
    """Names of a stub that the module has; for classes the public names in them."""
    out: dict[str, set[str] | None] = {}
    for node in ast.parse(stub.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            if "TypedDict" in bases:
                continue  # keywords of a class, for checkers of types
            inherited = {"to_dict"} if "_Described" in bases else set()
            out[node.name] = inherited | {
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


@pytest.mark.parametrize("file", stubs.stub_files(), ids=lambda file: file.stem)
def test_stubs_are_as_the_module_writes_them(file: Path) -> None:
    now = file.read_text(encoding="utf-8")
    assert stubs.same(stubs.stub_text(stubs.stub_files()[file], now), now), "run make stubs"


def test_a_field_of_a_document_and_its_types_come_from_the_module() -> None:
    file, module = next((f, m) for f, m in stubs.stub_files().items() if f.stem == "__init__")
    now = file.read_text(encoding="utf-8")
    line = "    in_post: Number | None\n"
    assert line in now
    for was, instead in [
        (line, ""),
        (line, "    in_post: str\n"),
        ("def mean_fte(region: Region, grade: str,", "def mean_fte(region: Region, garde: str,"),
        ("def packed(region: Region) -> str:", "def packed(region: Region) -> int:"),
    ]:
        assert was in now
        assert stubs.same(stubs.stub_text(module, now.replace(was, instead)), now)


def test_a_stub_may_say_more_than_the_module_and_not_something_else() -> None:
    def kept(module: str, stub: str) -> bool:
        said, shown = (ast.parse(x, mode="eval").body for x in (stubs.plain_type(module), stub))
        return stubs.could_be(said, shown, {})

    assert kept("dict", "dict[str, int]")
    assert kept("str", 'Literal["a", "b"]')
    assert kept("typing.SupportsInt | typing.SupportsIndex | None", "int | None")
    assert kept("typing.Annotated[numpy.typing.ArrayLike, numpy.float64]", "ArrayLike")
    assert kept("probation::rated_standard", "RatedStandard")
    assert kept("collections.abc.Sequence[probation._core.wmt.Officer]", "Sequence[Officer]")
    assert not kept("int", "str")
    assert not kept("str | None", "str")
    assert not kept("list[str]", "list[int]")
    assert not kept("dict", "list[str]")


def test_parts_and_stubs_are_the_same() -> None:
    parts = {name for name, thing in vars(_core).items() if isinstance(thing, types.ModuleType)}
    assert parts | {"__init__"} == {stub.stem for stub in STUBS}


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.stem)
def test_module_and_stub_have_the_same_names(stub: Path) -> None:
    module = module_of(stub)
    real = {n for n, thing in vars(module).items() if not n.startswith("_") and not isinstance(thing, types.ModuleType)}
    assert real == set(declared(stub))
    assert module.__doc__


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.stem)
def test_classes_and_stubs_have_the_same_members(stub: Path) -> None:
    for name, members in declared(stub).items():
        if members is None:
            continue
        kind = getattr(module_of(stub), name)
        if issubclass(kind, enum.Enum):
            assert set(kind.__members__) == members, name
        elif issubclass(kind, BaseException):
            assert issubclass(kind, ValueError | RuntimeError)
        else:
            assert {m for m in vars(kind) if not m.startswith("_")} == members, name


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.stem)
def test_signatures_have_the_names_of_the_stub(stub: Path) -> None:
    for node in functions(stub):
        doc = getattr(module_of(stub), node.name).__doc__
        for argument in (*node.args.args, *node.args.kwonlyargs):
            assert f"{argument.arg}:" in doc, (node.name, doc)


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.stem)
def test_everything_compiled_says_what_it_is(stub: Path) -> None:
    for name, members in declared(stub).items():
        thing = getattr(module_of(stub), name)
        assert thing.__doc__, name
        if members is not None and not issubclass(thing, enum.Enum | BaseException):
            for member in members:
                assert getattr(thing, member).__doc__, f"{name}.{member}"
