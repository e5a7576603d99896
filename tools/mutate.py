"""Mutation testing: whether tests notice when a line of the kernel or of the lowering is wrong.

    python tools/mutate.py --sample 20 [--seed 1] [--only queue.hpp] [--build build/dev]

A mutant is one header with one operator swapped, one constant changed by 1, or one statement taken out. The tests that cover
the header are compiled with it, without optimisation, and run: a mutant that they fail (or that does not end) is killed, one
that they pass survives and is worth a look. Mutants that do not compile are drawn again. Needs a build with
compile_commands.json, such as that of the preset dev.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "mutants"

# The tests of tests/cpp that cover each header.
ENGINE = "engine/plan_test engine/program_test engine/batch_test"
PROJECTION = " ".join(
    f"projection/{name}_test" for name in ("people", "cases", "closed_forms", "present", "tiers", "time")
)
BACKLOGS = "projection/backlogs_test projection/closed_forms_test projection/present_test projection/time_test"
COVERED_BY = {
    "engine/kernel.hpp": ENGINE,
    "engine/queue.hpp": "engine/queue_test",
    "engine/ledger.hpp": "engine/ledger_test engine/ledger_people_test",
    "engine/share.hpp": "engine/share_test",
    "engine/split.hpp": "engine/split_test",
    "engine/groups.hpp": "engine/groups_test",
    "engine/lapse.hpp": "engine/lapse_test",
    "engine/dwell_chances.hpp": f"{ENGINE} projection/plan_cells_test",
    "projection/lower_staffing.hpp": PROJECTION,
    "projection/lower_caseload.hpp": PROJECTION,
    "projection/lower_case_flows.hpp": PROJECTION,
    "projection/lower_dwell.hpp": PROJECTION,
    "projection/lower_recruitment.hpp": PROJECTION,
    "projection/lower_backlogs.hpp": BACKLOGS,
    "projection/lower_programmes.hpp": BACKLOGS,
    "projection/lower_unpaid_work.hpp": BACKLOGS,
    "projection/lower_victim_contact.hpp": BACKLOGS,
    "projection/lower_waiting_lists.hpp": BACKLOGS,
}

SWAPS = {" + ": " - ", " - ": " + ", " * ": " / ", " < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > "}
SWAPS |= {" == ": " != ", " != ": " == ", " && ": " || ", " || ": " && ", "smaller(": "larger(", "larger(": "smaller("}
NUMBER = re.compile(r"(?<![\w.\"'])\d+(?:\.\d+)?(?![\w.'\"])")
STATEMENT = re.compile(
    r"^\s+(?!return|const|auto|using|static|template|case|if|for|while|else|throw|break)[\w.\[\]()>-]+( [-+*]?= |\().*;$"
)


@dataclass(frozen=True)
class Mutant:
    """One change of one line."""

    header: str
    line: int
    before: str
    after: str


def mutants_of(header: str) -> list[Mutant]:
    """Return every mutant of a header; comments, messages and what only names things are left alone."""
    out = []
    lines = (ROOT / "include" / "probation" / header).read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        code = line.split("//")[0].rstrip()
        if not code.startswith(" ") or re.search(r"\b(template|operator|assert|static_assert|throw|concept)\b", code):
            continue
        texts = [m.span() for m in re.finditer(r'"[^"]*"', code)]
        changes = [(m.start(), m.end(), new) for old, new in SWAPS.items() for m in re.finditer(re.escape(old), code)]
        for m in NUMBER.finditer(code):
            step = m[0] + " + 1" if "." not in m[0] else f"({m[0]} + 1.0)"
            changes.append((m.start(), m.end(), step if "." in m[0] else f"({step})"))
        for start, end, new in changes:
            if not any(a <= start < b for a, b in texts):
                out.append(Mutant(header, number, line, code[:start] + new + code[end:]))
        if STATEMENT.match(code) and code.count("(") == code.count(")"):
            out.append(Mutant(header, number, line, code[: len(code) - len(code.lstrip())] + ";"))
    return out


def command_for(source: str, build: Path) -> tuple[list[str], Path]:
    """Return the compiler and its flags for a test, with the mutant's headers first, and where to run it."""
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        if entry["file"].endswith(f"tests/cpp/{source}.cpp"):
            words = shlex.split(entry["command"])
            words = words[words.index(next(w for w in words if "++" in Path(w).name)) :]
            flags = [w for w in words[1:] if w.startswith(("-I", "-D", "-std", "-isystem", "-ffp", "/"))]
            flags = [w for w in flags if not w.endswith(".cpp")]
            at = [i for i, w in enumerate(words) if w == "-isystem"]
            flags += [part for i in at for part in words[i : i + 2]]
            return [words[0], f"-I{WORK / 'include'}", *flags, "-O0", "-w"], Path(entry["directory"])
    sys.exit(f"{build}/compile_commands.json has no tests/cpp/{source}.cpp")


def built(sources: list[str], build: Path, program: Path) -> bool:
    """Compile and link tests with the headers in WORK; the entry point is compiled once."""
    command, folder = command_for(sources[0], build)
    main = WORK / "main.o"
    entry = ROOT / "tests" / "cpp" / "main.cpp"
    if not main.exists():
        subprocess.run([*command, "-c", str(entry), "-o", str(main)], cwd=folder, check=True, capture_output=True)
    # One file that includes the tests: what they share, which is nearly all, is compiled once.
    together = WORK / "tests.cpp"
    together.write_text("".join(f'#include "{ROOT}/tests/cpp/{source}.cpp"\n' for source in sources), encoding="utf-8")
    libraries = [str(build / "libprobation_io.a")] if (build / "libprobation_io.a").exists() else []
    done = subprocess.run(
        [*command, str(together), str(main), *libraries, "-pthread", "-o", str(program)],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


def verdict(mutant: Mutant, build: Path, seconds: float) -> str | None:
    """Return "killed", "killed (time)" or "survived"; None if the mutant does not compile."""
    target = WORK / "include" / "probation" / mutant.header
    original = target.read_text(encoding="utf-8")
    lines = original.split("\n")
    lines[mutant.line] = mutant.after
    program = WORK / "tests"
    try:
        target.write_text("\n".join(lines), encoding="utf-8")
        if not built(COVERED_BY[mutant.header].split(), build, program):
            return None
        run = subprocess.run([str(program), "-a"], cwd=ROOT, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return "killed (time)"
    finally:
        target.write_text(original, encoding="utf-8")
    return "survived" if run.returncode == 0 else "killed"


def main() -> int:
    """Draw mutants, run them, print a table of what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a header's name")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "dev")
    parser.add_argument("--seconds", type=float, default=300, help="a mutant's tests may take so long")
    given = parser.parse_args()
    os.nice(5)
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(ROOT / "include", WORK / "include")
    headers = [h for h in COVERED_BY if given.only in h and (ROOT / "include" / "probation" / h).exists()]
    pool = [mutant for header in headers for mutant in mutants_of(header)]
    random.Random(given.seed).shuffle(pool)
    print(
        f"{len(pool)} mutants of {len(headers)} headers; seed {given.seed}\n\n| what became of it | where | change |\n|---|---|---|"
    )
    counts: dict[str, int] = {}
    for mutant in pool:
        if sum(counts.values()) >= given.sample:
            break
        start = time.monotonic()
        found = verdict(mutant, given.build.resolve(), given.seconds)
        if found is None:
            continue
        counts[found] = counts.get(found, 0) + 1
        change = f"`{mutant.before.strip()}` → `{mutant.after.strip()}`".replace("|", "\\|")
        took = time.monotonic() - start
        print(f"| {found} | {mutant.header}:{mutant.line + 1} | {change} | <!-- {took:.0f} s -->", flush=True)
    print("\n" + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
