"""What the build says of itself to those who use it: packaging.py CMAKE BUILD."""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
cmake, build = sys.argv[1], pathlib.Path(sys.argv[2])
problems: list[str] = []


def check(holds: object, message: str) -> None:
    """Note what does not hold."""
    if not holds:
        problems.append(message)


# What links the kernels is compiled with their definition, or two programs in one differ in what an inline function is.
pc = build / "probation.pc"
if pc.exists():
    lines = dict(re.findall(r"^(Cflags|Libs): (.*)$", pc.read_text(encoding="utf-8"), re.MULTILINE))
    links = "-lprobation_kernels" in lines["Libs"].split()
    check(("-DPROBATION_KERNELS" in lines["Cflags"].split()) == links, "probation.pc: kernels without their definition")
    check("-ffp-contract=off" in lines["Cflags"].split(), "probation.pc: products may be fused")

# The preset of consumers builds no tests, so that it needs no Catch2.
presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
consumer = {each["name"]: each for each in presets["configurePresets"]}["consumer"]["cacheVariables"]
check(consumer["PROBATION_TESTS"] == "OFF", "CMakePresets.json: the consumer preset builds tests")
check(consumer["CMAKE_BUILD_TYPE"] == "Release", "CMakePresets.json: the consumer preset is not optimised")
check(any(each["name"] == "consumer" for each in presets["buildPresets"]), "CMakePresets.json: no build preset")
listed = subprocess.run([cmake, "--list-presets"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
check('"consumer"' in listed, "cmake --list-presets: no consumer")
readme = (ROOT / "README.md").read_text(encoding="utf-8")
check("--preset release" not in readme, "README.md: consumers are sent to the release preset, which builds tests")

# Sources have texts in UTF-8, which MSVC reads as the local code page unless it is told.
check(
    re.search(r"CXX_COMPILER_ID:MSVC>:[^>]*/utf-8", (ROOT / "CMakeLists.txt").read_text()), "CMakeLists.txt: no /utf-8"
)

print("\n".join(problems))
sys.exit(1 if problems else 0)
