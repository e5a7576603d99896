"""Show the ratings of a region."""

from __future__ import annotations

import json as json_text
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..ratings import Inspection, Survey, region_view
from .common import FormatOption, OutputOption, RegionArgument, ScenarioOption, load
from .outputs import kind_of, put, show

if TYPE_CHECKING:
    from .._display.shown import Shown
    from .._region.region import Region

EXAMPLE = "probation ratings example:kss"


def command(
    region: RegionArgument,
    scenario: ScenarioOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    output: OutputOption = None,
    unit: Annotated[list[str] | None, typer.Option(metavar="UNIT", help="Only this unit (may be repeated).")] = None,
    format: FormatOption = None,
) -> None:
    """Show scorecards and surveys of a region.

    Each card with its score, the overall rating that follows, and what was stated where that differs; the units side by
    side; what staff said, with an interval where it is known how many were asked.

    Files may end in .txt, .md, .html or .json.
    """
    kind = kind_of(output, ("txt", "md", "html", "json"), json=json)
    document = load(region, format, scenario)
    inspections = document.inspections
    try:
        chosen = {name: inspections[name] for name in unit or inspections}
    except KeyError as error:
        raise typer.BadParameter(error.args[0], param_hint="--unit") from None
    if kind == "json":
        put(json_text.dumps(_tree(document, chosen), indent=2, ensure_ascii=False), output, kind=kind)
        return
    tables: list[Shown | str] = list(chosen.values())
    if len(chosen) > 1:
        tables.append(region_view({name: i.scorecard for name, i in chosen.items()}, title=f"{document.name}"))
    if document.surveys and not unit:
        tables.append(document.surveys)
    show(tables or ["no inspections and no surveys"], output, kind, document.name)


def _tree(document: Region, inspections: dict[str, Inspection]) -> dict[str, Any]:
    return {
        "schema": 1,
        "region": document.name,
        "as_of": document.as_of,
        "scenarios": document.under,
        "inspections": {name: _inspection(i) for name, i in inspections.items()},
        "surveys": {name: _survey(s) for name, s in document.surveys.items()},
    }


def _inspection(inspection: Inspection) -> dict[str, Any]:
    card = inspection.scorecard
    return {
        "published": inspection.published,
        "methodology": inspection.methodology,
        "standards": {
            number: {"name": s.name, "rating": str(s.rating), "points": int(s.rating)}
            for number, s in card.standards.items()
        },
        "score": card.score,
        "maximum": card.maximum,
        "overall": None if card.overall is None else str(card.overall),
        "possible_scores": list(card.possible_scores),
        "possible_overall": [str(rating) for rating in card.possible_overall],
        "points_to_next": card.points_to_next,
        "missing": card.missing,
        "stated": {
            "score": inspection.score,
            "maximum": inspection.maximum,
            "overall": {place: str(rating) for place, rating in inspection.overall.items()},
        },
        "source": inspection.source,
    }


def _survey(survey: Survey) -> dict[str, Any]:
    found = survey.interval()
    return {
        "question": survey.question,
        "unit": survey.unit,
        "date": survey.date,
        "share": survey.proportion,
        "count": survey.counts[0] if survey.counts else None,
        "of": survey.counts[1] if survey.counts else None,
        "interval": None if found is None else [found.low, found.high],
        "level": None if found is None else found.level,
        "method": None if found is None else found.method,
        "source": survey.share.source,
    }
