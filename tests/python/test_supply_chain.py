"""What a package owes to others and to its users: notices, a bill of materials, hardening, locked requirements."""

from __future__ import annotations

import json
import subprocess
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from probation import _core

ROOT = Path(__file__).parents[2]
NOTICES = ("README.md", "pybind11-BSD-3-Clause.txt", "Eigen-MPL-2.0.txt", "wmt-db-MIT.txt")


def installed() -> Distribution | None:
    """Return the installed package, or None where tests run from the build tree."""
    try:
        found = distribution("probation")
    except PackageNotFoundError:
        return None
    return found


def test_faults_E16_notices_are_in_the_repository_and_go_into_packages() -> None:
    for name in NOTICES:
        assert (ROOT / "LICENSES" / name).read_text(encoding="utf-8").strip()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license-files"] == ["LICENSE", "LICENSES/*"]
    for licence in ("BSL-1.0", "BSD-3-Clause", "MIT", "MPL-2.0", "OGL-UK-3.0"):
        assert licence in project["license"].split(" AND ")


def test_faults_E16_the_installed_package_has_notices_and_a_bill_of_materials() -> None:
    package = installed()
    if package is None:
        return
    names = [str(file) for file in package.files or ()]
    for name in NOTICES:
        assert any(file.endswith(f".dist-info/licenses/LICENSES/{name}") for file in names), name
    (bill,) = (file for file in names if file.endswith(".dist-info/sboms/probation.cdx.json"))
    tree = json.loads(Path(str(package.locate_file(bill))).read_text(encoding="utf-8"))
    assert {part["name"] for part in tree["components"]} == {"boost", "eigen", "pybind11"}
    assert all(part["version"] for part in tree["components"])
    assert tree["metadata"]["component"]["version"] == package.version


def test_faults_E16_locked_requirements_have_hashes() -> None:
    for group in ("build", "test", "lint"):
        text = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
        entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert entries
        assert all("==" in line and line.endswith("\\") for line in entries)
        assert text.count("--hash=sha256:") >= len(entries)


def test_faults_E16_the_module_is_hardened() -> None:
    module = Path(str(_core.__file__))
    dynamic = subprocess.run(["readelf", "-dW", module], capture_output=True, text=True, check=True).stdout
    assert "NOW" in dynamic, "symbols are bound before the program runs"
    headers = subprocess.run(["readelf", "-lW", module], capture_output=True, text=True, check=True).stdout
    assert "GNU_RELRO" in headers
    symbols = subprocess.run(
        ["readelf", "-sW", "--dyn-syms", module], capture_output=True, text=True, check=True
    ).stdout
    assert "__stack_chk_fail" in symbols


def test_faults_E16_no_page_tells_users_to_unpickle_what_comes_from_elsewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.py")]
    assert not [page for page in pages if "pickle.loads" in page.read_text(encoding="utf-8")]
