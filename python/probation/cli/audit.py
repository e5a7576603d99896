"""Look for contradictions in a region."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .._analysis.auditing import audit, audit_rules
from .common import FormatOption, OutputOption, RegionArgument, ScenarioOption, load
from .exits import NO
from .outputs import kind_of, put, show

EXAMPLE = "probation audit region.toml --off unexplained"

RulesOption = list[str] | None


def _show_rules(wanted: bool) -> None:
    if wanted:
        typer.echo(str(audit_rules()))
        raise typer.Exit


def command(
    region: RegionArgument,
    off: Annotated[RulesOption, typer.Option("--off", metavar="RULE", help="Not this rule (may be repeated).")] = None,
    only: Annotated[
        RulesOption, typer.Option("--only", metavar="RULE", help="This rule and no other (may be repeated).")
    ] = None,
    stale_after: Annotated[
        int, typer.Option(min=0, metavar="MONTHS", help="Observations older than this before as_of are stale.")
    ] = 12,
    scenario: ScenarioOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    output: OutputOption = None,
    rules: Annotated[  # noqa: ARG001
        bool, typer.Option("--rules", callback=_show_rules, is_eager=True, help="List the rules and exit.")
    ] = False,
    format: FormatOption = None,
) -> None:
    """Look for what contradicts itself in a region, or should not be relied on unseen.

    Errors come first, then warnings, then notes; each with its path, the figures with their sources, and what to do.
    The exit code is 1 if there are errors, and 0 if there are only warnings and notes. Files may end in .txt, .md, .html
    or .json.
    """
    kind = kind_of(output, ("txt", "md", "html", "json"), json=json)
    if not set(only or audit_rules().names) - set(off or ()):
        message = "--only and --off leave no rule to apply, so that no findings would mean nothing"
        raise typer.BadParameter(message, param_hint="--off")
    document = load(region, format, scenario)
    try:
        findings = audit(document, off=off or (), only=only or None, stale_after=stale_after)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if kind in ("txt", "json"):
        put(findings.to_json() if kind == "json" else str(findings), output, kind=kind)
    else:
        show([findings], output, kind, document.name)
    if findings.errors:
        sys.stdout.flush()
        raise typer.Exit(NO)
