#!/usr/bin/env -S uv run --script
# /// script
# dependencies = ["nox>=2024.4"]
# ///
"""Sessions that need an environment of their own; everyday jobs are in the Makefile."""

import nox

nox.needs_version = ">=2024.4"
nox.options.default_venv_backend = "uv|virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    """The packages of a dependency group."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """The Python tests against an installed wheel."""
    session.install(*group("test"), ".")
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def minimum(session: nox.Session) -> None:
    """The Python tests with the oldest dependencies that are allowed."""
    session.install(*group("test"), ".")
    oldest = [name.replace(">=", "==") for name in PROJECT["project"]["dependencies"]]
    session.install(*oldest)
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def stubs(session: nox.Session) -> None:
    """Compare the stubs of the compiled module with the module."""
    session.install("mypy>=1.11", ".")
    session.run("stubtest", "probation._core", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """All hooks of pre-commit on all files."""
    session.install("pre-commit>=3.7")
    session.run("pre-commit", "run", "--all-files", "--show-diff-on-failure")


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Source distribution and wheel."""
    session.install("build>=1.2", "check-wheel-contents>=0.6", "twine>=6.1")
    session.run("python", "-m", "build")
    session.run("sh", "-c", "check-wheel-contents dist/*.whl && twine check --strict dist/*", external=True)


if __name__ == "__main__":
    nox.main()
