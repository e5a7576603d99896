"""Tables and small charts for notebooks: escaped, without scripts, ids or fixed colours."""

from __future__ import annotations

from html import escape as escape_markup
from typing import TYPE_CHECKING

from .._util.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .grid import Grid, Tone

MAX_ROWS = 20
MAX_OF_ALL = 1000  # rows in the table that opens on demand

# Background of a tone. Text on it is white, at a contrast of more than 4.5 : 1, whatever the theme around it.
TONES: dict[Tone, str] = {"bad": "#a4161a", "weak": "#8a5000", "good": "#1b6b3a", "best": "#0b4f9e"}

_RIGHT = ' style="text-align:right"'
_LEFT = ' style="text-align:left"'


def escape(text: str) -> str:
    """Return a text as markup, which also has nothing hidden in it."""
    return escape_markup(visible(text))


def table(grid: Grid, *, chart: str = "") -> str:
    """Return a grid as an HTML table; `chart` is markup that stands in the caption.

    Of more than 20 rows the first table has the totals and the first others, and one that opens on demand has them all,
    up to a thousand.
    """
    if len(grid.rows) <= MAX_ROWS:
        return _table(grid, range(len(grid.rows)), grid.caption, grid.notes, chart)
    totals = sorted(grid.totals)
    few = (totals + [n for n in range(len(grid.rows)) if n not in grid.totals])[: max(MAX_ROWS, len(totals))]
    left_out = len(grid.rows) - len(few)
    notes = [f"… and {left_out:,} more", *grid.notes] if left_out else grid.notes
    shown = _table(grid, few, grid.caption, notes, chart)
    if not left_out:
        return shown
    every = range(min(len(grid.rows), MAX_OF_ALL))
    beyond = len(grid.rows) - len(every)
    summary = f"all {len(grid.rows):,} rows" if not beyond else f"the first {len(every):,} of {len(grid.rows):,} rows"
    everything = _table(grid, every, f"{grid.caption}: {summary}", [f"… and {beyond:,} more"] if beyond else [])
    return f"{shown}\n<details>\n<summary>{escape(summary)}</summary>\n{everything}\n</details>"


def _table(grid: Grid, rows: Iterable[int], caption: str, notes: Sequence[str], chart: str = "") -> str:
    """Return some rows of a grid, by number, as an HTML table."""

    def cell(row: int, i: int, text: str) -> str:
        align = _LEFT if grid.is_left(i) else _RIGHT
        tone = grid.tones.get((row, i))
        inside = escape(text) if tone is None else badge(text, tone)
        if i < grid.heads:
            return f'<th scope="row"{align}>{inside}</th>'
        return f"<td{align}>{inside}</td>"

    columns = "".join(
        f'<th scope="col"{_LEFT if grid.is_left(i) else _RIGHT}>{escape(title)}</th>'
        for i, title in enumerate(grid.columns)
    )
    lines = [
        "<table>",
        f"<caption{_LEFT}>{escape(caption)}{chart}</caption>",
        f"<thead><tr>{columns}</tr></thead>",
    ]
    lines.append("<tbody>")
    lines += ["<tr>" + "".join(cell(n, i, text) for i, text in enumerate(grid.rows[n])) + "</tr>" for n in rows]
    lines.append("</tbody>")
    if notes:
        text = "<br>".join(map(escape, notes))
        lines.append(f'<tfoot><tr><td colspan="{len(grid.columns)}"{_LEFT}>{text}</td></tr></tfoot>')
    return "\n".join([*lines, "</table>"])


def page(title: str, tables: Sequence[str]) -> str:
    """Return tables as a page of its own, which says what it is written in and needs nothing else."""
    head = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>'
    )
    style = (
        "<style>body{font-family:system-ui,sans-serif;margin:2em}table{border-collapse:collapse;margin:0 0 2em}"
        "caption{font-weight:bold;padding:0.4em 0}th,td{padding:0.2em 0.6em;border-bottom:1px solid #ccc;"
        "vertical-align:top}</style>"
    )
    body = "\n".join(tables)
    return f'<!doctype html>\n<html lang="en-GB">\n<head>\n{head}\n{style}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def sentence(text: str) -> str:
    """Return a sentence as a paragraph."""
    return f"<p>{escape(text)}</p>"


def whole_table(grid: Grid) -> str:
    """Return a grid as an HTML table with every row."""
    return _table(grid, range(len(grid.rows)), grid.caption, grid.notes)


def badge(text: str, tone: Tone) -> str:
    """Return text on a coloured ground that brings its own colour of text, so that no theme makes it illegible."""
    style = f"background-color:{TONES[tone]};color:#ffffff;padding:0 0.4em;border-radius:0.2em;white-space:nowrap"
    return f'<span style="{style}">{escape(text)}</span>'


def sparkline(low: Sequence[float], middle: Sequence[float], high: Sequence[float], label: str) -> str:
    """Return a small chart, a line in a band, in the colour of the text around it; `label` is read aloud."""
    width, height, edge = 160.0, 32.0, 2.0
    finite = [y for y in (*low, *high) if abs(y) != float("inf")]
    if len(middle) < 2 or not finite:
        return ""
    bottom, top = min(finite), max(finite)
    span = (top - bottom) or 1.0

    def point(i: int, y: float) -> str:
        x = edge + (width - 2 * edge) * i / (len(middle) - 1)
        share = (min(max(y, bottom), top) - bottom) / span if top > bottom else 0.5
        return f"{x:.1f},{height - edge - (height - 2 * edge) * share:.1f}"

    line = " ".join(point(i, y) for i, y in enumerate(middle))
    back = [point(i, y) for i, y in enumerate(low)]
    band = " ".join([*(point(i, y) for i, y in enumerate(high)), *reversed(back)])
    return (
        f'<br><svg width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{escape(label)}">'
        f'<polygon points="{band}" fill="currentColor" fill-opacity="0.2"/>'
        f'<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>'
    )
