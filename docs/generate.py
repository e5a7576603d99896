"""Write the parts of the reference that are made from the library itself, into build/docs/parts.

C++ headers by layer (from Doxygen's XML of their comments), the command line (from its help), the keys of documents (from
the JSON Schema) and the measures (from `probation measures`). Pages of docs/reference include them.
"""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import probation as pb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
INCLUDE = ROOT / "include"
BUILD = ROOT / "build" / "docs"
PARTS = BUILD / "parts"
XML = BUILD / "doxygen" / "xml"
DECLARING: set[str] = set()  # headers with declarations of their own

DOXYFILE = f"""
PROJECT_NAME = probation
OUTPUT_DIRECTORY = "{XML.parent}"
INPUT = "{INCLUDE}/probation"
RECURSIVE = YES
FILE_PATTERNS = *.hpp
STRIP_FROM_PATH = "{INCLUDE}"
STRIP_FROM_INC_PATH = "{INCLUDE}"
EXCLUDE_SYMBOLS = *detail detail
EXTRACT_ALL = YES
GENERATE_HTML = NO
GENERATE_LATEX = NO
GENERATE_XML = YES
XML_PROGRAMLISTING = NO
MACRO_EXPANSION = YES
EXPAND_ONLY_PREDEF = YES
PREDEFINED = PROBATION_INLINE= PROBATION_API=
SORT_MEMBER_DOCS = NO
AUTOLINK_SUPPORT = NO
HAVE_DOT = NO
QUIET = YES
WARN_IF_UNDOCUMENTED = NO
WARN_AS_ERROR = FAIL_ON_WARNINGS
"""


def everything() -> None:
    """Write all parts. A file keeps its time where it does not change, so that Sphinx reads its page once."""
    PARTS.mkdir(parents=True, exist_ok=True)
    run_doxygen()
    for layer in layers():
        write(f"cpp-{layer}.md", "\n".join(headers_of(layer)))
    for module in modules():
        write(f"python-{module.__name__.rpartition('.')[2]}.md", "\n".join(names_of(module)))
    write("command-line.md", command_line())
    write("measures.md", measures())
    write("document-keys.md", "\n".join(keys(pb.schema())))


def write(name: str, text: str) -> None:
    file = PARTS / name
    if not file.exists() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")


# --- C++ ----------------------------------------------------------------------------------------------------------------


def layers() -> list[str]:
    return sorted(path.name for path in (INCLUDE / "probation").iterdir() if path.is_dir())


def headers_of(layer: str) -> Iterator[str]:
    """A section for each header of a layer: its first comment, then its declarations."""
    folder = INCLUDE / "probation"
    for file in [*folder.glob(f"{layer}.hpp"), *sorted((folder / layer).rglob("*.hpp"))]:
        if "detail" in file.relative_to(folder).parts:
            continue
        name = file.relative_to(INCLUDE).as_posix()
        yield f"## {name.removeprefix('probation/')}\n\n`#include <{name}>`\n\n{purpose(file)}\n"
        if name in DECLARING:
            yield f"```{{doxygenfile}} {name}\n```\n"


def purpose(file: Path) -> str:
    """The comment that a header begins with, as Markdown."""
    found = re.match(r"(?://(?!/).*\n)*", file.read_text("utf-8"))
    lines = re.sub(r"^// ?", "", found[0] if found else "", flags=re.MULTILINE)
    return re.sub(r"([<>_*$])", r"\\\1", lines) if "`" not in lines else lines


def run_doxygen() -> None:
    """Run Doxygen, and mend what Breathe cannot read in its XML."""
    if not shutil.which("doxygen"):
        raise SystemExit("doxygen is missing: tools/system-packages docs, or see docs/how-to/installing.md")
    shutil.rmtree(XML, ignore_errors=True)
    XML.mkdir(parents=True)
    with tempfile.NamedTemporaryFile("w", suffix=".doxyfile", encoding="utf-8") as settings:
        settings.write(DOXYFILE)
        settings.flush()
        subprocess.run(["doxygen", settings.name], check=True)
    trees = {file: ElementTree.parse(file) for file in XML.glob("*.xml") if file.name != "Doxyfile.xml"}
    drop_initialisers(trees.values())
    by_header(trees)
    for file, tree in trees.items():
        tree.write(file, encoding="utf-8", xml_declaration=True)


def drop_initialisers(trees: Iterable[ElementTree.ElementTree]) -> None:
    """Leave constants without a value where it is long, a lambda or has designators, which Sphinx cannot parse."""
    for tree in trees:
        for member in tree.iter("memberdef"):
            value = member.find("initializer")
            text = "".join(value.itertext()) if value is not None else ""
            if value is not None and (len(text) > 80 or re.search(r"\{[^}]|\[", text)):
                member.remove(value)


def by_header(trees: dict[Path, ElementTree.ElementTree]) -> None:
    """Put functions and constants of namespaces below their header, and call headers by their path.

    Breathe else reads the whole of a namespace for each of its headers, and cannot tell two headers of one name apart.
    """
    headers: dict[str, ElementTree.Element] = {}
    for compound in (found for tree in trees.values() for found in tree.iter("compounddef")):
        location = compound.find("location")
        if compound.get("kind") == "file" and location is not None:
            headers[location.get("file", "")] = compound
            for inner in compound.findall("innernamespace"):
                compound.remove(inner)
    for file, tree in trees.items():
        if file.name.startswith("namespace"):
            for section in tree.iter("sectiondef"):
                for member in section.findall("memberdef"):
                    put(member, section.get("kind", ""), headers)
    names = {compound.get("id"): path for path, compound in headers.items()}
    for entry in trees[XML / "index.xml"].iter("compound"):
        if entry.get("refid") in names:
            entry.find("name").text = names[entry.get("refid")]  # type: ignore[union-attr]
    for path, compound in headers.items():
        if compound.find("sectiondef") is not None or compound.find("innerclass") is not None:
            DECLARING.add(path)


def put(member: ElementTree.Element, kind: str, headers: dict[str, ElementTree.Element]) -> None:
    """Put a member of a namespace, by its qualified name, into the section of that kind of its header."""
    compound = headers[member.find("location").get("file", "")]  # type: ignore[union-attr]
    section = next((one for one in compound.findall("sectiondef") if one.get("kind") == kind), None)
    if section is None:
        section = ElementTree.SubElement(compound, "sectiondef", kind=kind)
    member.find("name").text = member.findtext("qualifiedname")  # type: ignore[union-attr]
    section.append(member)


# --- Python -------------------------------------------------------------------------------------------------------------


def modules() -> list[ModuleType]:
    """The public modules: what `__all__` of the package names, and the package."""
    return [pb, *(value for name in pb.__all__ if inspect.ismodule(value := getattr(pb, name)))]


def names_of(module: ModuleType) -> Iterator[str]:
    """A table of the public names of a module, with the first line of what each says of itself."""
    yield "| name | what it is |\n|---|---|"
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.ismodule(value):
            continue
        role = "class" if inspect.isclass(value) else "func" if callable(value) else "data"
        role = "exc" if role == "class" and issubclass(value, BaseException) else role
        told = (inspect.getdoc(value) or "").partition("\n\n")[0].replace("\n", " ") if role != "data" else ""
        told = re.sub(r":\w+:`([^`]*)`|``([^`]*)``", r"`\1\2`", told)
        yield f"| {{py:{role}}}`~{module.__name__}.{name}` | {told.replace('|', chr(92) + '|')} |"
    yield ""


# --- the command line, measures, keys -----------------------------------------------------------------------------------


def command_line() -> str:
    """The help of every command, as Typer writes it; the paragraph of exit codes stands once, on the page itself."""
    words = [sys.executable, "-m", "typer", "probation.cli", "utils", "docs", "--name", "probation"]
    text = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    text = re.sub(r"^Exit codes: .*\n\n?", "", text, flags=re.MULTILINE)
    return text.partition("**Commands**:")[2].partition("\n## ")[2].join(("## ", ""))


def measures() -> str:
    """The table of `probation measures`, without its title."""
    file = BUILD / "measures.md"
    subprocess.run([sys.executable, "-m", "probation", "measures", "-o", file], check=True)
    return file.read_text("utf-8").partition("\n\n")[2]


def keys(schema: dict[str, Any]) -> Iterator[str]:
    """A table of the keys of each kind of object in the JSON Schema."""
    yield "## The document\n"
    yield from table(schema)
    for name, definition in schema["$defs"].items():
        yield f"## {name.replace('_', ' ')}\n"
        if "description" in definition:
            yield definition["description"].capitalize() + ".\n"
        if "properties" in definition:
            yield from table(definition)
        else:
            yield f"{kind(definition)}\n"


def table(definition: dict[str, Any]) -> Iterator[str]:
    needed = definition.get("required", ())
    properties = definition["properties"]
    told = any("description" in value for value in properties.values())
    yield "| key | what it holds | form |\n|---|---|---|" if told else "| key | form |\n|---|---|"
    for key, value in properties.items():
        cells = [f"`{key}`{' (needed)' if key in needed else ''}", kind(value)]
        if told:
            cells.insert(1, value.get("description", ""))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def kind(value: dict[str, Any]) -> str:
    """The form of a value in words, with links to the objects that it is made of."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2].replace("_", " ")
        return f"[{name}](#{name.replace(' ', '-')})"
    if "enum" in value:
        return ", ".join(f'`"{word}"`' for word in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    for word in ("anyOf", "oneOf"):
        if word in value:
            return " or ".join(dict.fromkeys(kind(one) for one in value[word]))
    match value.get("type"):
        case "array":
            return f"list of {kind(value['items'])}" if isinstance(value.get("items"), dict) else "list"
        case "object" if isinstance(value.get("additionalProperties"), dict):
            return f"by name: {kind(value['additionalProperties'])}"
        case "object":
            return "map"
        case "string":
            return f"text like `{value['pattern']}`" if "pattern" in value else "text"
        case list(several):
            return " or ".join(str(one) for one in several)
        case other:
            return {"boolean": "true or false", None: "any"}.get(other, str(other))


if __name__ == "__main__":
    everything()
