"""Check the order of the Python rooms, and that of the files of the compiled module.

Every import counts: at the top of a file, under TYPE_CHECKING and inside functions. The rooms are explained in
docs/explanation/rooms.md.
"""

from __future__ import annotations

import ast
import pathlib
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = "probation"

# Rooms from the lowest up: a file imports from its own room and from those of earlier lines, never from a later one, nor
# from another room of its line.
ORDER: list[set[str]] = [
    {"_core"},
    {"_util"},
    {"_display"},
    {"_document"},
    {"random", "ratings", "tiering", "wmt"},
    {"_region"},
    {"backlog", "document", "examples"},
    {"_run"},
    {"_forecast"},
    {"_analysis"},
    {""},  # the package's __init__
    {"cli"},
    {"__main__"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

# Imports of our own that may stand inside a function, as (file, module) with the reason.
LAZY: dict[tuple[str, str], str] = {}

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*([<\"])([^>\"]+)[>\"]", re.MULTILINE)


def module_of(path: pathlib.PurePath) -> str:
    """The module of a file, by its path below python/: "probation._run.parts"."""
    parts = [*path.with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The room of a module: the part after the package, "" for the package itself."""
    return module.split(".")[1] if "." in module else ""


def imports(text: str, module: str, modules: Iterable[str], *, is_package: bool) -> Iterator[tuple[int, str, bool]]:
    """The line, module and laziness of everything of our own that a file imports, with the packages around it."""
    modules = set(modules)
    package = module if is_package else module.rpartition(".")[0]
    tree = ast.parse(text)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            around = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*around, *([node.module] if node.module else [])])
            for each in node.names:
                inner = f"{base}.{each.name}"
                names.append(inner if inner in modules or inner == f"{PACKAGE}._core" else base)
        for name in names:
            if name == PACKAGE or name.startswith(f"{PACKAGE}."):
                yield node.lineno, name, id(node) in inside


def around(target: str, module: str) -> Iterator[str]:
    """A module, and the packages that are run before it, but for those that `module` is in itself."""
    yield target
    parts = target.split(".")
    for n in range(2, len(parts)):
        package = ".".join(parts[:n])
        if not (module == package or module.startswith(f"{package}.")):
            yield package


def violations(files: Mapping[str, str]) -> list[str]:
    """What the files import and may not; `files` is texts by path below python/."""
    modules = {module_of(pathlib.PurePosixPath(path)): path for path in files}
    graph: dict[str, set[str]] = {}
    found = []
    for module, path in modules.items():
        edges = graph.setdefault(module, set())
        room = room_of(module)
        if room not in RANK:
            found.append(f"{path}: no room is called {room!r}: say in tests/layers/rooms.py where it stands")
            continue
        for line, target, lazy in imports(files[path], module, modules, is_package=path.endswith("__init__.py")):
            other = room_of(target)
            if other == room and target != module:
                pass
            elif other not in RANK or RANK[other] >= RANK[room]:
                found.append(f"{path}:{line}: {room or PACKAGE} must not import {other or PACKAGE}")
            if lazy and (room, target) not in LAZY:
                found.append(f"{path}:{line}: import {target} at the top of the file, where a circle would show")
            edges |= {each for each in around(target, module) if each in modules and each != module}
    return [*found, *(f"a circle of imports: {' -> '.join(circle)}" for circle in circles(graph))]


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """A circle for each file that is in one not yet found, as the names on the way round."""
    found: list[list[str]] = []
    done: set[str] = set()

    def follow(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
            return
        if name in done:
            return
        for target in sorted(graph.get(name, ())):
            follow(target, [*way, name])
        done.add(name)

    for name in sorted(graph):
        follow(name, [])
    return found


def binding_violations(files: Mapping[str, str]) -> list[str]:
    """What files of the compiled module include and may not; `files` is texts by name.

    A bind_*.cpp stands on helpers, helpers on one another without circles; nothing includes a bind_*.cpp or another
    source. Helpers are shared, so that they know no layer above the domain. Of the library only public headers are seen.
    """
    found = []
    graph: dict[str, set[str]] = {}
    for name, text in files.items():
        edges = graph.setdefault(name, set())
        for match in INCLUDE.finditer(text):
            line, quoted, target = text.count("\n", 0, match.start()) + 1, match[1] == '"', match[2]
            if quoted and target not in files:
                found.append(f"{name}:{line}: include <probation/...>, or a helper beside it, not {target!r}")
            elif quoted and not target.endswith(".hpp"):
                found.append(f"{name}:{line}: {target} is a source, not a header")
            elif quoted:
                edges.add(target)
            elif target.startswith("probation/"):
                parts = target.split("/")
                if "detail" in parts:
                    found.append(f"{name}:{line}: <{target}> is private to its layer")
                if not name.startswith("bind_") and pathlib.PurePosixPath(parts[1]).stem in ("projection", "analysis"):
                    found.append(f"{name}:{line}: a helper must not include {parts[1]}")
    return [*found, *(f"a circle of includes: {' -> '.join(circle)}" for circle in circles(graph))]


def main() -> int:
    """Check the package, and the sources of its compiled part; 1 if an arrow points the wrong way."""
    python = ROOT / "python"
    files = {path.relative_to(python).as_posix(): path.read_text("utf-8") for path in sorted(python.rglob("*.py"))}
    bindings = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "src" / "bindings").glob("*.?pp"))}
    found = violations(files) + binding_violations(bindings)
    print("\n".join(found) or f"rooms: {len(files)} Python files and {len(bindings)} of the bindings, no circle")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
