"""What people write in TOML that is none: dates, percentages and quotes as they stand in letters and workbooks."""

from __future__ import annotations

import re

from .._core import day_text

_QUOTES = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_SLASHED = re.compile(r"=\s*(\d{1,2}[/.]\d{1,2}[/.]\d{4})\b")
_MONTH = re.compile(r"=\s*(\d{4}-\d{1,2})\s*(?=$|[#,}])")
_SPELT_MONTH = re.compile(r"=\s*([A-Za-z]{3,9}[- ]\d{2,4})\b")
_PERCENT = re.compile(r"([-+]?\d[\d.]*)\s*%")
_THOUSANDS = re.compile(r"=\s*([-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*(?=$|[#}])")
_COMMA = re.compile(r"=\s*(\d+),(\d+)\s*(?=$|[#}])")
_DASH = re.compile("=\\s*[\u2212\u2013\u2014]\\s*(\\d[\\d.]*)")
_WORD = re.compile(r"=\s*(True|False|TRUE|FALSE|Yes|No|yes|no|None|null|nil|n/a|N/A)\b")


def slip(line: str) -> str:
    """Return what to write instead of a likely slip in a line of TOML; "" if it is none that is known."""
    bare = re.sub(r'"[^"\n]*"', '""', line)
    if quote := _QUOTES.search(bare):
        return f"write straight quotes, \" or ', instead of {quote[0]}"
    if found := _SLASHED.search(bare):
        try:
            day = day_text(found[1])
        except ValueError:
            return f'{found[1]} is no date, day first; a month is written "2026-11", in quotes'
        return f'write "{day[:7]}" for the month of {found[1]}, in quotes, or "{day}" where a day is wanted'
    if found := _MONTH.search(bare):
        return f'a month stands in quotes: write "{found[1]}"'
    if found := _PERCENT.search(bare):
        try:
            return f"a percentage is written as a share: {found[1]} % is {float(found[1]) / 100:.12g}"
        except ValueError:
            return "a percentage is written as a share: 22 % is 0.22"
    if found := _THOUSANDS.search(bare):
        return f"write numbers without commas: {found[1].replace(',', '')}"
    if found := _COMMA.search(bare):
        return f"write a point for the decimal comma: {found[1]}.{found[2]}"
    if found := _DASH.search(bare):
        return f"write a plain minus: -{found[1]}"
    if found := _WORD.search(bare):
        word = {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(found[1].lower())
        return f"write {word}" if word else "leave the key out where there is nothing to say"
    if found := _SPELT_MONTH.search(bare):
        return f'text and months stand in quotes: a month is written "2026-11", not {found[1]}'
    return ""
