"""Write the stubs of the compiled module, `python/probation/_core/*.pyi`, from the module.

    python tools/stubs.py            # compare
    python tools/stubs.py --write    # write them anew, then read the diff

Names, order, arguments, defaults and docstrings are those of the module; fields of documents, with the types that they
take, come from what the types declare. A type that the module knows less of than a person does (``dict`` of what, which
texts, what a callable takes) stays as the stub has it, as long as it is one that the module's could be. What the module
does not have (imports, aliases, protocols) and its errors are kept, at the beginning of the stub. That is what this does
besides pybind11-stubgen, whose stubs of this module hold 700 times ``Any`` and no keyword of a constructor.
"""

from __future__ import annotations

import argparse
import ast
import enum
import inspect
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import probation
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
STUBS = ROOT / "python" / "probation" / "_core"
SHOWN_DUNDERS = ("__init__", "__len__", "__float__", "__getitem__")
NUMBERS = {"SupportsFloat": "float", "SupportsInt": "int"}
VALUE = "_Value"
DESCRIBED = "_Described"


# --- types -------------------------------------------------------------------------------------------------------------
def plain_type(text: str) -> str:
    """Return a type of a signature as a stub has it: without the names of modules, classes of C++ as those of Python."""
    text = re.sub(r"\bprobation::(?:\w+::)*(\w+)", lambda m: "".join(w.capitalize() for w in m[1].split("_")), text)
    text = re.sub(r"typing\.Supports(Float|Int) \| typing\.SupportsIndex", lambda m: NUMBERS["Supports" + m[1]], text)
    text = re.sub(r"typing\.Annotated\[numpy\.typing\.ArrayLike, [\w.]+\]", "ArrayLike", text)
    text = re.sub(r"typing\.Annotated\[([\w.\[\]]+), ['\"]FixedSize\(\d+\)['\"]\]", r"\1", text)
    text = re.sub(r"\b(?:probation\._core(?:\.\w+)*|typing|collections\.abc|numpy\.typing)\.(?=[A-Z])", "", text)
    return text.replace("numpy.", "np.")


def members(of: ast.expr) -> list[ast.expr]:
    """Return the types of a union, or the type."""
    if isinstance(of, ast.BinOp) and isinstance(of.op, ast.BitOr):
        return members(of.left) + members(of.right)
    return [of]


def could_be(module: ast.expr, stub: ast.expr, aliases: dict[str, ast.expr]) -> bool:
    """Whether the type of a stub is that of the module, or one that says more."""
    if isinstance(stub, ast.Name) and stub.id in aliases:
        stub = aliases[stub.id]
    if ast.dump(module) == ast.dump(stub):
        return True
    if isinstance(module, ast.Name) and module.id == "object":
        return True
    if isinstance(module, ast.Name) and module.id == "ArrayLike":
        return isinstance(stub, ast.Subscript) and ast.unparse(stub.value) == "NDArray"
    if isinstance(module, ast.Constant) or isinstance(stub, ast.Constant):
        # None of a function that never returns
        return isinstance(module, ast.Constant) and isinstance(stub, ast.Name) and stub.id == "NoReturn"
    if isinstance(stub, ast.Subscript) and isinstance(stub.value, ast.Name) and isinstance(module, ast.Name):
        if stub.value.id == "Literal":
            return module.id == "str"
        return module.id.lower() == stub.value.id.lower()
    if isinstance(module, ast.Name) and isinstance(stub, ast.Name) and stub.id.startswith("_"):
        return module.id == "dict"  # a private TypedDict
    ours, theirs = members(module), members(stub)
    if len(ours) > 1 or len(theirs) > 1:
        return all(any(could_be(m, s, aliases) for s in theirs) for m in ours)
    if isinstance(module, ast.Subscript) and isinstance(stub, ast.Subscript):
        if ast.dump(module.value) != ast.dump(stub.value):
            return {ast.unparse(module.value), ast.unparse(stub.value)} == {"Sequence", "list"}
        return all(could_be(m, s, aliases) for m, s in zip(parts(module), parts(stub), strict=False))
    return False


def parts(of: ast.Subscript) -> list[ast.expr]:
    """Return what stands in the brackets of a type."""
    return list(of.slice.elts) if isinstance(of.slice, (ast.Tuple, ast.List)) else [of.slice]


def better(module: ast.expr | None, stub: ast.expr | None, aliases: dict[str, ast.expr]) -> ast.expr | None:
    """Return the type of the stub if the module's could be that, else the module's."""
    if stub is None or module is None:
        return module
    return stub if could_be(module, stub, aliases) else module


def taken(text: str) -> str:
    """Return what a field of a type takes: values, what shows them, and what documents would have there."""

    def of(kind: ast.expr) -> str:
        if len(members(kind)) > 1:
            return " | ".join(dict.fromkeys(of(each) for each in members(kind)))
        if isinstance(kind, ast.Subscript):
            name = ast.unparse(kind.value)
            if name == "list":
                return f"Sequence[{of(parts(kind)[0])}]"
            if name == "dict":
                return f"Mapping[str, {of(parts(kind)[1])}]"
            return ast.unparse(kind)
        match ast.unparse(kind):
            case "Quantity":
                return "Number"
            case "TimedQuantity":
                return "ChangingNumber"
            case "Rating":
                return "Rating | str"
            case "Scorecard":
                return "_Written | Mapping[str, RatedStandard | Mapping[str, Any]]"
            case "str" | "int" | "float" | "bool" | "None" | "Any" as plain:
                return plain
            case name:
                return f"{name} | _Shows[{name}] | Mapping[str, Any]"

    found = of(ast.parse(text, mode="eval").body)
    return found if found.endswith(" | None") else f"{found} | None"


# --- the stub as it is ---------------------------------------------------------------------------------------------------
class Stub:
    """What a stub says now: its beginning, which is kept, and the types of everything after it."""

    def __init__(self, text: str, module: types.ModuleType) -> None:
        self.text = text
        tree = ast.parse(text).body
        made = [node for node in tree if self._is_made(node, module)]
        kept = [node for node in tree if node not in made]
        lines = text.splitlines()
        self.beginning = "\n".join(lines[: start_of(made[0]) - 1]) if made else text
        for node in kept[tree.index(made[0]) :] if made else ():
            self.beginning += "\n" + "\n".join(lines[start_of(node) - 1 : node.end_lineno])
        self.kept = {node.name for node in kept if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
        self.aliases: dict[str, ast.expr] = {}
        for node in kept:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                self.aliases[node.target.id] = node.value
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.aliases[node.targets[0].id] = node.value
        self.classes = {node.name: node for node in tree if isinstance(node, ast.ClassDef)}
        self.functions = {node.name: node for node in tree if isinstance(node, ast.FunctionDef)}

    @staticmethod
    def _is_made(node: ast.stmt, module: types.ModuleType) -> bool:
        if isinstance(node, ast.FunctionDef):
            return True
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            return False
        return not is_error(getattr(module, node.name, None))

    def function(self, name: str, inside: str | None = None) -> ast.FunctionDef | None:
        """Return a function, method or property of the stub."""
        if inside is None:
            return self.functions.get(name)
        body = self.classes[inside].body if inside in self.classes else []
        return next((x for x in body if isinstance(x, ast.FunctionDef) and x.name == name), None)


def start_of(node: ast.stmt) -> int:
    """Return the line on which a statement begins, with its decorators."""
    decorators = getattr(node, "decorator_list", [])
    return int(min([node.lineno, *(each.lineno for each in decorators)]))


def is_error(thing: object) -> bool:
    """Whether a thing is a class of errors."""
    return isinstance(thing, type) and issubclass(thing, BaseException)


# --- what is written -----------------------------------------------------------------------------------------------------
def documented(doc: str, indent: str) -> str:
    """Return a docstring as a stub has it, or nothing."""
    if not doc:
        return f"{indent}...\n"
    doc = doc.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    doc = doc[:-1] + '\\"' if doc.endswith('"') else doc
    doc = f" {doc}" if doc.startswith('"') else doc  # as Ruff has it
    return f'{indent}"""{doc}"""\n'


def first_paragraph(doc: str | None) -> str:
    """Return the beginning of a docstring."""
    return (doc or "").strip().split("\n\n")[0]


def signature(doc: str) -> tuple[ast.arguments, ast.expr | None, str]:
    """Return arguments and result of the signature in a docstring, and what the docstring says besides."""
    head, _, rest = doc.partition("\n")
    head = re.sub(r"<[^<>]*>", "...", plain_type(head))
    head = re.sub(r"^\w*\(", "f(", head)
    tree = ast.parse(f"def {head}: ...").body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree.args, tree.returns, rest.strip()


def default(value: ast.expr | None) -> ast.expr | None:
    """Return a default as a stub has it: an empty tuple for an empty list."""
    return ast.Tuple([], ast.Load()) if isinstance(value, ast.List) and not value.elts else value


def arguments(module: ast.arguments, stub: ast.FunctionDef | None, aliases: dict[str, ast.expr]) -> ast.arguments:
    """Return the arguments of a function with the better types; keywords that the module takes together as the stub's."""
    known = {a.arg: a for a in (*stub.args.posonlyargs, *stub.args.args, *stub.args.kwonlyargs)} if stub else {}
    for arg in (*module.posonlyargs, *module.args, *module.kwonlyargs):
        if arg.arg == "self":
            arg.annotation = None
        else:
            arg.annotation = better(arg.annotation, known[arg.arg].annotation if arg.arg in known else None, aliases)
    module.defaults = [d for d in map(default, module.defaults) if d is not None]
    module.kw_defaults = [default(d) for d in module.kw_defaults]
    if module.kwarg is not None and stub is not None:
        module.kwarg = stub.args.kwarg
        names = {a.arg for a in module.args}
        for arg, value in zip(stub.args.kwonlyargs, stub.args.kw_defaults, strict=True):
            if arg.arg not in names:
                module.kwonlyargs.append(arg)
                module.kw_defaults.append(value)
    return module


def function_text(name: str, doc: str, stub: ast.FunctionDef | None, aliases: dict[str, ast.expr], indent: str) -> str:
    """Return a function of which the docstring begins with its signature."""
    module, returns, about = signature(doc)
    nameless = any(re.fullmatch(r"arg\d", a.arg) for a in module.args)
    args = ast.unparse(stub.args if nameless and stub else arguments(module, stub, aliases))
    result = better(returns, stub.returns if stub else None, aliases)
    return (
        f"{indent}def {name}({args}) -> {ast.unparse(result) if result else 'None'}:\n"
        f"{documented(first_paragraph(about), indent + '    ')}"
    )


def property_text(name: str, kind: str, doc: str) -> str:
    """Return a property."""
    return f"    @property\n    def {name}(self) -> {kind}:\n{documented(doc, '        ')}"


def fields_text(name: str, fields: dict[str, tuple[str, str, str]]) -> str:
    """Return the keywords that make a part of a document."""
    lines = "".join(f"    {field}: {taken(kind)}\n" for field, (_, kind, _) in fields.items())
    return f"\nclass {name}Fields(TypedDict, total=False):\n{documented(f'Fields of {name}.', '    ')}\n{lines}"


def class_text(name: str, kind: type, stub: Stub) -> str:
    """Return a class."""
    if issubclass(kind, enum.Enum):
        base = "IntEnum" if issubclass(kind, enum.IntEnum) else "Enum"
        values = "".join(f"    {key} = {value.value!r}\n" for key, value in kind.__members__.items())
        return f"\nclass {name}({base}):\n{documented(first_paragraph(kind.__doc__), '    ')}\n{values}"
    fields: dict[str, tuple[str, str, str]] = getattr(kind, "__fields__", {})
    is_value = "__deepcopy__" in vars(kind)
    base = f"({DESCRIBED})" if fields else f"({VALUE})" if is_value else ""
    out = fields_text(name, fields) if fields else ""
    out += f"\n@final\nclass {name}{base}:\n{documented(first_paragraph(kind.__doc__), '    ')}\n"
    if fields:
        out += f"    def __init__(self, **fields: Unpack[{name}Fields]) -> None: ...\n"
        out += f"    def replaced(self, **fields: Unpack[{name}Fields]) -> Self: ...\n"
    for member, thing in vars(kind).items():
        out += member_text(name, kind, member, thing, stub, fields)
    return out


def member_text(
    name: str, kind: type, member: str, thing: Any, stub: Stub, fields: dict[str, tuple[str, str, str]]
) -> str:
    """Return a member of a class, or nothing where a stub does not show it."""
    old = stub.function(member, name)
    if member in fields:
        return property_text(member, fields[member][1], fields[member][2])
    if fields and member in ("__init__", "replaced", "to_dict"):
        return ""
    if member.startswith("_") and not old and member not in SHOWN_DUNDERS:
        return ""
    if isinstance(thing, property):
        _, returns, _ = signature(thing.fget.__doc__ or "")
        result = better(returns, old.returns if old else None, stub.aliases)
        return property_text(member, ast.unparse(result) if result else "object", first_paragraph(thing.__doc__))
    doc = getattr(kind, member).__doc__ or ""
    if "(" not in doc.partition("\n")[0] or " -> " not in doc:
        return ""
    decorator = "    @staticmethod\n" if isinstance(thing, staticmethod) else ""
    return decorator + function_text(member, doc, old, stub.aliases, "    ")


def members_of(module: types.ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield the public classes and functions of a module."""
    for name, thing in vars(module).items():
        if not name.startswith("_") and not isinstance(thing, types.ModuleType):
            yield name, thing


def stub_text(module: types.ModuleType, now: str) -> str:
    """Return the stub of a module, where the one there is now says `now`; not yet formatted."""
    stub = Stub(now, module)
    out = stub.beginning.rstrip("\n") + "\n"
    for name, thing in members_of(module):
        if name in stub.kept:
            continue
        if isinstance(thing, type):
            out += class_text(name, thing, stub)
        else:
            out += "\n" + function_text(name, thing.__doc__, stub.functions.get(name), stub.aliases, "")
    return out


def stub_files() -> dict[Path, types.ModuleType]:
    """Return the stubs of the package that is installed or on the path, each with its module."""
    folder = Path(inspect.getfile(probation)).with_name("_core")
    parts = {name: thing for name, thing in vars(_core).items() if isinstance(thing, types.ModuleType)}
    return {folder / f"{name}.pyi": thing for name, thing in [("__init__", _core), *parts.items()]}


def same(a: str, b: str) -> bool:
    """Whether two stubs say the same, however they are laid out."""
    return ast.dump(ast.parse(a)) == ast.dump(ast.parse(b))


def formatted(text: str) -> str:
    """Return a stub laid out as Ruff does."""
    made = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(STUBS / "__init__.pyi"), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return made.stdout


def main() -> int:
    """Compare, or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the stubs of the working copy anew")
    write = parser.parse_args().write
    different = []
    for file, module in stub_files().items():
        target = STUBS / file.name
        now = target.read_text(encoding="utf-8") if target.exists() else f'"""{module.__doc__}"""\n'
        text = stub_text(module, now)
        if same(text, now):
            continue
        different.append(file.name)
        if write:
            target.write_text(formatted(text), encoding="utf-8")
    for name in different:
        print(f"{'wrote' if write else 'not as the module is:'} {name}")
    return 0 if write or not different else 1


if __name__ == "__main__":
    sys.exit(main())
