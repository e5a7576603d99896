"""The golden digests from C++, by every compiler, level of optimisation and instruction set that is here.

    python tests/hosts/digests.py cases FOLDER              write what host_digests reads, and documents as JSON
    python tests/hosts/digests.py compilers FOLDER [NAME]   build host_digests in each way of WAYS, and compare

Numbers must be those of tests/python/golden/digests.toml, and plans the same in all ways.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "python" / "golden"
SCENARIOS = {"kss, vetting halved": "vetting halved"}
RUNS = {"kss": 70, "kss, vetting halved": 70, "kss, expected": 0}

# name: compiler, flags. Kernels have -O3 of their own, as in every build.
WAYS = {
    "g++ -O0": ("g++", "-O0"),
    "g++ -O2": ("g++", "-O2 -DNDEBUG"),
    "g++ -O3": ("g++", "-O3 -DNDEBUG"),
    "clang++ -O0": ("clang++-19", "-O0"),
    "clang++ -O2": ("clang++-19", "-O2 -DNDEBUG"),
}
# Instruction set, threads, and whether it is run in parts.
RUNNING = [
    ("baseline", "1", False),
    ("avx2", "1", False),
    ("avx2", "2", False),
    ("baseline", "2", True),
    ("avx2", "2", True),
]


def write_cases(folder: pathlib.Path) -> pathlib.Path:
    """Write the documents as JSON, and a line for each digest."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, entry in tomllib.loads((GOLDEN / "digests.toml").read_text(encoding="utf-8")).items():
        source = ROOT / "python/probation/data/kss.toml" if name in RUNS else GOLDEN / "digests" / f"{name}.toml"
        document = folder / f"{source.stem}.json"
        document.write_text(json.dumps(tomllib.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")
        lines.append(
            "\t".join([name, str(document), SCENARIOS.get(name, ""), str(RUNS.get(name, 200)), entry["digest"]])
        )
    cases = folder / "cases.txt"
    cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return cases


def built(folder: pathlib.Path, compiler: str, flags: str) -> pathlib.Path:
    """Build host_digests and return where it is."""
    launcher = [f"-DCMAKE_CXX_COMPILER_LAUNCHER={found}"] if (found := shutil.which("ccache")) else []
    configure = [
        *("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}"),
        *(f"-DCMAKE_CXX_FLAGS={flags}", "-DCMAKE_BUILD_TYPE=", "-DPROBATION_EXAMPLES=OFF", *launcher),
    ]
    subprocess.run(configure, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", folder, "--target", "host_digests"], check=True, stdout=subprocess.DEVNULL)
    return folder / "tests" / "hosts" / "host_digests"


def compare(folder: pathlib.Path, names: list[str]) -> int:
    """Build and run in each way; return 1 if a number or a plan differs."""
    cases = write_cases(folder)
    outputs: dict[str, list[str]] = {}
    for name in names or WAYS:
        compiler, flags = WAYS[name]
        if shutil.which(compiler) is None:
            print(f"{name}: there is no {compiler} here")
            continue
        program = built(folder / name.replace(" ", ""), compiler, flags)
        for isa, threads, in_parts in RUNNING:
            way = f"{name}, {isa}, {threads} threads{', in parts' if in_parts else ''}"
            done = subprocess.run(
                [program, cases, threads, *(["parts"] if in_parts else [])],
                env={**os.environ, "PROBATION_ISA": isa},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0 and isa in done.stderr:
                print(f"{way}: not on this machine")
                continue
            print(f"{way}: {'as recorded' if done.returncode == 0 else done.stderr.strip()}", flush=True)
            outputs[way] = done.stdout.splitlines() if done.returncode == 0 else []
    same = len({tuple(lines) for lines in outputs.values()}) == 1 and all(outputs.values())
    lines = next(iter(outputs.values()), [])
    print(
        f"{len(outputs)} ways, {len(lines)} forecasts: numbers and plans are {'the same' if same else 'NOT the same'}"
    )
    return 0 if same else 1


if __name__ == "__main__":
    where = pathlib.Path(sys.argv[2])
    sys.exit(compare(where, sys.argv[3:]) if sys.argv[1] == "compilers" else bool(not write_cases(where)))
