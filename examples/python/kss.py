"""When are the units of Kent, Surrey and Sussex back to 100 % workload, and what would get them there?

Forecasts the example region for 24 months, prints the table, compares its scenarios, lists the assumptions, and
writes kss-workload.png in the working directory.
"""

import sys

import matplotlib

matplotlib.use("Agg")  # a file, not a window

import matplotlib.pyplot as plt
import probation as pb
from rich.console import Console
from rich.table import Table

MONTHS, SEED = 24, 2022
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
UNITS = ["West Kent", "West Sussex", "Rest of region", "*"]
GRADES = ["PO", "PSO"]


def main() -> None:
    console = Console(width=None if sys.stdout.isatty() else 150)
    kss = pb.examples.kss()
    forecasts = {}
    for name in kss.scenarios:
        forecasts[name] = pb.forecast(kss.scenario(name), months=MONTHS, runs=RUNS, seed=SEED, progress=True)
    planned = forecasts["as planned"]

    console.print(planned.table(unit=UNITS, of=GRADES))
    console.print(comparison(forecasts))
    console.print("Where the assumptions stand:", style="bold")
    console.print(planned.assumptions())
    draw(planned, "kss-workload.png")
    console.print("\nWorkload of POs and PSOs by unit, with fans of 50 % and 80 %: kss-workload.png")


def comparison(forecasts: dict[str, pb.Forecast]) -> Table:
    """POs of West Kent under each scenario, at the end of the horizon."""
    table = Table(title=f"POs in West Kent after {MONTHS} months: median and 80 % interval", title_justify="left")
    table.add_column("scenario")
    for title in ("workload, %", "vacancy rate, %", "at most 100 %"):
        table.add_column(title, justify="right")
    for name, forecast in forecasts.items():
        workload, vacancy = (forecast[measure, "West Kent", "PO"] for measure in ("workload", "vacancy_rate"))
        cells = []
        for series in (workload, vacancy):
            low, middle, high = 100 * series.quantile([0.1, 0.5, 0.9])[:, MONTHS]
            cells.append(f"{middle:.1f} ({low:.1f} to {high:.1f})")
        table.add_row(name, *cells, f"{workload.probability(at_most=1.0)[MONTHS]:.0%} of runs")
    return table


def draw(forecast: pb.Forecast, file: str) -> None:
    """One panel for each unit, all with the same scale."""
    figure, panels = plt.subplots(1, 3, figsize=(13, 4.5), sharey=True, layout="constrained")
    for panel, unit in zip(panels, UNITS[:3], strict=True):
        for grade, colour in zip(GRADES, ("C0", "C1"), strict=True):
            forecast["workload", unit, grade].plot(panel, color=colour, label=grade)
        panel.set_title(unit)
        panel.tick_params(axis="x", rotation=45)
        panel.label_outer()
    panels[-1].legend(title="median, 50 % and 80 %", loc="upper right")
    figure.suptitle(f"Workload as planned: {RUNS:,} runs, seed {SEED}")
    figure.savefig(file, dpi=120)
    plt.close(figure)


if __name__ == "__main__":
    main()
