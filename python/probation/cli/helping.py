"""How ``--help`` is shown."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose flags do not look as if they took a value."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return _without_values(super().get_params(ctx))


class Group(TyperGroup):
    """A group of commands whose flags do not look as if they took a value."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return _without_values(super().get_params(ctx))


def _without_values(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    return parameters


def help_text(docstring: str | None, example: str) -> str:
    """Return what a command does in its first line, an example below, and the rest of its docstring."""
    first, *others = [" ".join(part.split()) for part in (docstring or "").strip().split("\n\n")]
    return "\n\n".join([first, f"Example: {example}", *others])
