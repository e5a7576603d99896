"""The command line: ``probation --help``. One module for each command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
import typer

import probation

from . import convert, forecast, plan, schema, validate
from .exits import INTERRUPTED, NO, UNREADABLE, complain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main"]

EPILOG = (
    "Exit codes: 0 fine; 1 the document is invalid, or the answer is no; 2 wrong usage; 3 a file cannot be read or "
    "written; 130 interrupted. REGION is a TOML or JSON file, - for standard input, or example:NAME for a region "
    "that comes with the library (example:kss)."
)

app = typer.Typer(
    name="probation",
    no_args_is_help=True,
    help=(
        "Example: probation forecast example:kss --months 24\n\n"
        "Workloads and backlogs of a probation region, projected forward with honest uncertainty."
    ),
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"probation {probation.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """Answer for ``probation`` itself, before any command."""


for module in (validate, forecast, plan, convert, schema):
    app.command(
        module.__name__.rpartition(".")[2], help=f"Example: {module.EXAMPLE}\n\n{module.command.__doc__}", epilog=EPILOG
    )(module.command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; messages go to stderr, never as a traceback."""
    try:
        code = app(args=arguments, prog_name="probation", standalone_mode=False)
        sys.stdout.flush()
    except probation.DocumentError as error:
        return complain(str(error), NO)
    except probation.ForecastError as error:
        return complain(str(error), NO)
    except BrokenPipeError:
        # The reader has enough. Python would complain when it closes stdout, so give it another.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE
    except OSError as error:
        where = "" if error.filename is None else f"{error.filename}: "
        return complain(f"{where}{error.strerror or error}", UNREADABLE)
    except (KeyboardInterrupt, click.Abort):
        return complain("interrupted", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0
