"""The pages of docs: every one is found from the index, every link leads somewhere, and the tutorial is what happens.

`make docs` builds the site from them and checks more: references from code, images, the generated parts.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TUTORIAL = DOCS / "tutorial" / "your-region.md"
FENCE = re.compile(r"^(```+)(\{?[\w-]*\}?)[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """The page without its listings, and what it includes from the repository."""
    text = page.read_text(encoding="utf-8")
    for _, word, body in FENCE.findall(text):
        first = re.search(rf"```{re.escape(word)} (\S+)\n{re.escape(body)}", text)
        if word == "{include}" and first is not None and (page.parent / first[1]).is_file():
            text += (page.parent / first[1]).read_text(encoding="utf-8")
    return re.sub(r"`[^`\n]*`", "`", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    plain = re.sub(r"<!--.*?-->", "", FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.DOTALL)
    out = set()
    for heading in re.findall(r"^#+ +(.*)$", plain, re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        out.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return out


def links(page: Path) -> Iterator[tuple[str, str]]:
    """File and anchor of each link of a page to a file of the repository."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if not re.match(r"[a-z]+:", target):
            file, _, anchor = target.partition("#")
            yield file, anchor


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_every_page_is_found_from_the_index() -> None:
    found: set[Path] = set()
    to_read = [DOCS / "index.md"]
    while to_read:
        page = to_read.pop()
        if page in found or page.suffix != ".md" or not page.is_file():
            continue
        found.add(page)
        to_read += [(page.parent / file).resolve() for file, _ in links(page) if file]
    assert {ids(page) for page in PAGES} <= {ids(page) for page in found if page.is_relative_to(ROOT)}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"], ids=ids)
def test_every_link_leads_somewhere(page: Path) -> None:
    base = ROOT if page.parent == DOCS / "project" else page.parent
    for file, anchor in links(page):
        target = (base / file).resolve() if file else page
        assert target.exists(), f"{ids(page)}: {file}"
        if anchor and not GENERATED.get(ids(target), set()):
            assert anchor in anchors(target), f"{ids(page)}: {file}#{anchor}"


# Anchors of these pages are made when the site is built, which checks links to them.
GENERATED = {f"docs/reference/{name}.md": {"any"} for name in ("document-keys", "command-line", "measures")}


@pytest.mark.parametrize("file", [*PAGES, *sorted((ROOT / "include").rglob("*.hpp"))], ids=ids)
def test_pages_named_in_text_exist(file: Path) -> None:
    for name in re.findall(r"(?<![\w/])docs/[\w/-]+\.(?:md|png)", file.read_text(encoding="utf-8")):
        assert (ROOT / name).is_file(), name


def test_each_layer_of_headers_has_its_page() -> None:
    layers = {path.name for path in (ROOT / "include" / "probation").iterdir() if path.is_dir()}
    assert {page.stem for page in (DOCS / "reference" / "cpp").glob("*.md")} - {"index"} == layers


def test_each_public_module_has_its_page() -> None:
    import probation as pb

    modules = {name for name in pb.__all__ if type(getattr(pb, name)).__name__ == "module"}
    assert {page.stem for page in (DOCS / "reference" / "python").glob("*.md")} == modules | {"index", "probation"}


def shell(command: str, folder: Path) -> str:
    """What a command prints, with `probation` as this Python has it; messages come after the data."""
    python = f'probation() {{ {shlex.quote(sys.executable)} -m probation "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", python + command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"},
    )
    assert done.returncode in (0, 1), done.stderr
    return re.sub(r"[ ]+$", "", (done.stdout.rstrip() + "\n" + done.stderr).strip(), flags=re.MULTILINE) + "\n"


def python(programs: list[str], folder: Path) -> list[str]:
    """What each program prints; they are run one after the other in one process."""
    mark = "--- next ---"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"print({mark!r})\n".join(programs)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "MPLBACKEND": "Agg", "COLUMNS": "120", "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [
        re.sub(r"[ ]+$", "", part.strip("\n"), flags=re.MULTILINE) + "\n" for part in done.stdout.split(f"{mark}\n")
    ]


def performed(page: str, folder: Path) -> str:
    """The page with what its commands and programs print now."""
    (folder / "north.toml").write_text(next(body for _, word, body in FENCE.findall(page) if word == "toml"), "utf-8")
    printed = iter(python([body for _, word, body in FENCE.findall(page) if word == "python"], folder))

    def block(found: re.Match[str]) -> str:
        word, body = found[2], found[3]
        if word == "console":
            command = body.partition("\n")[0]
            body = f"{command}\n{shell(command.removeprefix('$ '), folder)}"
        return f"```{word}\n{body}```"

    def program(found: re.Match[str]) -> str:
        output = next(printed)
        shown = found[2] is not None
        assert shown or not output.strip(), output
        return f"{found[1]}\n\n```text\n{output}```" if shown else found[1]

    renewed = FENCE.sub(block, page)
    return re.sub(r"(^```python\n.*?^```$)(\n\n```text\n.*?^```$)?", program, renewed, flags=re.MULTILINE | re.DOTALL)


def test_the_tutorial_is_what_happens(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = TUTORIAL.read_text(encoding="utf-8")
    renewed = performed(page, tmp_path)
    if request.config.getoption("--update-golden"):
        TUTORIAL.write_text(renewed, encoding="utf-8")
    assert (tmp_path / "workload.png").stat().st_size > 0
    assert renewed.splitlines() == TUTORIAL.read_text(encoding="utf-8").splitlines()
