"""Check the arrows between the layers: each header and source may include only what its layer may know."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

DOMAIN = {"staffing", "caseload", "workload", "ratings", "backlog", "organisation"}

# layer: the layers that it may include
ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "engine": {"base"},
    "staffing": {"base"},
    "caseload": {"base"},
    "workload": {"base", "caseload", "staffing"},
    "ratings": {"base"},
    "backlog": {"base", "caseload", "staffing"},
    "organisation": {"base"} | DOMAIN - {"organisation"},
    "projection": {"base", "engine"} | DOMAIN,
    "analysis": {"base", "engine", "projection"} | DOMAIN,
    "io": {"base"} | DOMAIN,
}

# Headers beside the layers that any layer may include.
COMMON = {"version", "fwd"}
# Headers beside the layers that include all of them.
UMBRELLAS = {"probation"}
# A heavy dependency stays in the headers that need it: what may include it, by path below include/probation/.
HEAVY = {
    r"boost/math/": {"base/quantile.hpp", "ratings/distributions.hpp"},
    r"Eigen/": {"staffing/steady_state.hpp"},
    r"iostream>": set(),
}

# Headers that are meant to be included again and again.
REPEATED = {"engine/isa_begin.hpp", "engine/isa_end.hpp"}

INCLUDE = re.compile(r"\s*#\s*include\s*[<\"]([^>\"]+)[>\"]")


def layer_of(relative: pathlib.PurePath) -> str:
    """The layer of a path below include/probation/: its folder, or its name if it stands beside the folders."""
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def violations(relative: str, text: str, layer: str | None = None) -> list[str]:
    """What one file includes and may not; `relative` is its path below include/probation/."""
    path = pathlib.PurePosixPath(relative)
    layer = layer or layer_of(path)
    found = []
    if layer not in ALLOWED and layer not in COMMON | UMBRELLAS:
        found.append(f"{relative}: no layer is called {layer!r}")
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = match[1]
        for heavy, where in HEAVY.items():
            if re.match(heavy, target + ">" * heavy.endswith(">")) and relative not in where:
                found.append(f"{relative}:{number}: <{target}> is for {', '.join(sorted(where)) or 'no header'} only")
        if not target.startswith("probation/"):
            if line.lstrip().startswith('#include "'):
                found.append(f"{relative}:{number}: include <probation/...>, not {target!r}")
            continue
        other = layer_of(pathlib.PurePosixPath(target.removeprefix("probation/")))
        if layer in UMBRELLAS or other in COMMON or other == layer:
            continue
        if other not in ALLOWED.get(layer, set()):
            found.append(f"{relative}:{number}: {layer} must not include {other}")
    return found


def main() -> int:
    """Check every header, and the sources of the compiled layer; 1 if an arrow points the wrong way."""
    found = []
    headers = ROOT / "include" / "probation"
    for path in sorted(headers.rglob("*.hpp")):
        text = path.read_text(encoding="utf-8")
        relative = path.relative_to(headers).as_posix()
        found += violations(relative, text)
        if relative not in REPEATED and not re.search(r"^#pragma once$", text, re.MULTILINE):
            found.append(f"{relative}: no '#pragma once'")
    for path in sorted((ROOT / "src" / "io").glob("*")):
        # Private headers of the compiled layer stand beside their sources and are included with quotes.
        text = re.sub(r'#include "[^"]*"', "", path.read_text(encoding="utf-8"))
        found += violations(f"src/io/{path.name}", text, "io")
    print("\n".join(found) or "layers: every arrow points the right way")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
