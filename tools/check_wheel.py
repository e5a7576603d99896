"""Checks what dist/ holds: notices and bill of materials in the wheel, notices in the source distribution, a hardened module."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTICES = {"LICENSE", *(f"LICENSES/{file.name}" for file in (ROOT / "LICENSES").iterdir())}
COMPILED_IN = {"boost", "eigen", "pybind11"}


def problems_of_wheel(wheel: Path) -> list[str]:
    """Return what a wheel lacks."""
    out = []
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        names = archive.namelist()
        info = next(name.split("/")[0] for name in names if ".dist-info/" in name)
        out += [f"{wheel.name} lacks the notice {n}" for n in NOTICES if f"{info}/licenses/{n}" not in names]
        bill = f"{info}/sboms/probation.cdx.json"
        if bill not in names:
            return [*out, f"{wheel.name} lacks {bill}"]
        parts = {part["name"]: part["version"] for part in json.loads(archive.read(bill))["components"]}
        if set(parts) != COMPILED_IN or not all(version[:1].isdigit() for version in parts.values()):
            out.append(f"{bill} lists {parts}, not the versions of {sorted(COMPILED_IN)}")
        for name in names:
            if name.endswith(".so") and shutil.which("readelf"):
                module = archive.extract(name, folder)
                dynamic = subprocess.run(["readelf", "-dW", module], capture_output=True, text=True, check=True).stdout
                if "NOW" not in dynamic:
                    out.append(f"{name} is linked without -z now")
    return out


def problems_of_sdist(sdist: Path) -> list[str]:
    """Return what a source distribution lacks."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    return [f"{sdist.name} lacks the notice {notice}" for notice in NOTICES if notice not in names]


def main() -> int:
    """Print problems; return 1 if there are any."""
    dist = ROOT / "dist"
    wheels, sdists = list(dist.glob("*.whl")), list(dist.glob("*.tar.gz"))
    problems = [problem for wheel in wheels for problem in problems_of_wheel(wheel)]
    problems += [problem for sdist in sdists for problem in problems_of_sdist(sdist)]
    if not wheels or not sdists:
        problems.append("dist/ lacks a wheel or a source distribution")
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
