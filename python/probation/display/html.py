"""Tables and small charts for notebooks: escaped, without scripts, ids or fixed colours."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .grid import Grid, Tone

MOST_ROWS = 20

# Background of a tone. Text on it is white, at a contrast of more than 4.5 : 1, whatever the theme around it.
TONES: dict[Tone, str] = {"bad": "#a4161a", "weak": "#8a5000", "good": "#1b6b3a", "best": "#0b4f9e"}

_RIGHT = ' style="text-align:right"'
_LEFT = ' style="text-align:left"'


def table(grid: Grid, *, chart: str = "") -> str:
    """Return a grid as an HTML table of at most 20 rows; `chart` is markup that stands in the caption."""

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
        f"<caption{_LEFT}>{escape(grid.caption)}{chart}</caption>",
        f"<thead><tr>{columns}</tr></thead>",
    ]
    lines.append("<tbody>")
    lines += [
        "<tr>" + "".join(cell(n, i, text) for i, text in enumerate(row)) + "</tr>"
        for n, row in enumerate(grid.rows[:MOST_ROWS])
    ]
    lines.append("</tbody>")
    more = len(grid.rows) - MOST_ROWS
    notes = ([f"… and {more} more"] if more > 0 else []) + list(grid.notes)
    if notes:
        text = "<br>".join(map(escape, notes))
        lines.append(f'<tfoot><tr><td colspan="{len(grid.columns)}"{_LEFT}>{text}</td></tr></tfoot>')
    return "\n".join([*lines, "</table>"])


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
