"""What `peers.py` measured, as tables on the screen and as plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console


def number(x: float) -> str:
    """Three significant digits, with thousands apart."""
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"


def span(x: dict[str, float]) -> str:
    """A median with its quartiles: 5.2 (4.9–5.6)."""
    return f"{number(x['median'])} ({number(x['low'])}–{number(x['high'])})"


def comparisons(section: str, content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What of a section has the form of a comparison, by name."""
    out = {name: x for name, x in content.items() if isinstance(x, dict) and "ratios" in x}
    return {section: content, **out} if "ratios" in content else out


def show(found: dict[str, Any], to: Console) -> None:
    """Tables of comparisons; the rest as it is."""
    for section, content in found.items():
        rows = comparisons(section, content)
        if rows:
            unit = next(iter(rows.values()))["unit"]
            table = Table("", unit, "of", "peer", "its time", "ratio (quartiles)", title=section, title_justify="left")
            for name, x in rows.items():
                own = number(x["times"][x["ours"]]["median"])
                for peer, ratio in x["ratios"].items():
                    table.add_row(name, own, x["ours"], peer, number(x["times"][peer]["median"]), span(ratio))
            to.print(table)
        rest = {k: v for k, v in content.items() if k not in rows and k not in ("times", "ratios", "ours", "unit")}
        if rest and section != "scaling":
            to.print(section, rest)
    for x in found.get("scaling", {}).values():
        for who in ("probation", "NumPy"):
            to.print(f"{x['what']}: {who} {x[who]['fixed']:.3g} s + {x[who]['each']:.3g} s each")


def plot(found: dict[str, Any], file: Path) -> None:
    """Cost against runs, months and units, side by side."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    curves = found["scaling"]
    figure, panels = plt.subplots(1, len(curves), figsize=(9.6, 3.0), layout="constrained", squeeze=False)
    for axes, x in zip(panels[0], curves.values(), strict=True):
        for who, mark in (("probation", "o-"), ("NumPy", "s--")):
            axes.plot(x["values"], x[who]["seconds"], mark, label=who)
        axes.set(xlabel=x["what"], xscale="log", yscale="log")
        axes.set_xticks(x["values"], [f"{v:,}" for v in x["values"]])
        axes.minorticks_off()
        axes.grid(visible=True, alpha=0.3)
    panels[0][0].set_ylabel("processor time, seconds")
    panels[0][0].legend()
    figure.savefig(file, dpi=80)
    plt.close(figure)
