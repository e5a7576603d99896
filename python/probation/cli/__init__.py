"""The command line: ``probation --help``. One module for each command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

import probation

from .._util import starting
from . import audit, compare, convert, forecast, measures, plan, ratings, schema, validate
from .ends import named_stream, open_streams, tidy_signals
from .exits import INTERRUPTED, UNREADABLE, crashed, say, text_of, with_exit_codes
from .helping import Command, Group, help_text
from .outputs import readable_streams

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main"]

EPILOG = (
    "Exit codes: 0 fine; 1 the document is invalid, or the answer is no; 2 wrong usage; 3 a file cannot be read or "
    "written; 70 a fault of the program; 130 interrupted. REGION is a TOML or JSON file, - for standard input, or example:NAME for a region "
    "that comes with the library (example:kss)."
)

app = typer.Typer(
    name="probation",
    cls=Group,
    no_args_is_help=True,
    help=help_text(
        "Workloads and backlogs of a probation region, projected forward with honest uncertainty.",
        "probation forecast example:kss --months 24",
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


for module in (validate, audit, ratings, forecast, compare, measures, plan, convert, schema):
    app.command(
        module.__name__.rpartition(".")[2],
        cls=Command,
        help=help_text(module.command.__doc__, module.EXAMPLE),
        short_help=(module.command.__doc__ or "").partition("\n")[0],
        epilog=EPILOG,
    )(with_exit_codes(module.command))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; messages go to stderr, never as a traceback."""
    open_streams()
    with tidy_signals(), readable_streams():
        try:
            starting.finished()  # from here on Ctrl-C is an exception
            with named_stream():
                app(args=arguments, prog_name="probation")
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0
        except KeyboardInterrupt:
            return say("interrupted", INTERRUPTED)
        except OSError as error:
            return say(text_of(error), UNREADABLE)
        except Exception as error:  # noqa: BLE001
            return crashed(error)
        return 0
