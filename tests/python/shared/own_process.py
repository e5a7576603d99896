"""Scripts in a process of their own, where a crash ends that process only."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def run(script: str, *, timeout: float = 400) -> str:
    """Run a script in a process of its own, where a crash ends that process only; its output."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout[-500:]}\n{done.stderr[-3000:]}"
    return done.stdout
