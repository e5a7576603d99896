"""How ``--help`` is shown."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from .._util.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

WRONG_USAGE: Any = typer.BadParameter.__mro__[1]  # UsageError of click, or of the click within Typer


class Command(TyperCommand):
    """A command whose flags do not look as if they took a value."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return _without_values(super().get_params(ctx))

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the arguments."""
        with _visible_errors():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _visible_errors():
            return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands whose flags do not look as if they took a value."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return _without_values(super().get_params(ctx))


@contextmanager
def _visible_errors() -> Iterator[None]:
    """Escape what controls a terminal in messages of wrong usage."""
    try:
        yield
    except WRONG_USAGE as error:
        error.message = visible(error.message, lines=True)
        raise


def _without_values(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    return parameters


def help_text(docstring: str | None, example: str) -> str:
    """Return what a command does in its first line, an example below, and the rest of its docstring."""
    first, *others = [" ".join(part.split()) for part in (docstring or "").strip().split("\n\n")]
    return "\n\n".join([first, f"Example: {example}", *others])
