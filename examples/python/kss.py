"""When are the units of Kent, Surrey and Sussex back to 100 % workload, and is the unpaid work backlog gone in a year?

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
STAFFING = ["as planned", "no recruitment", "vetting halved", "attrition 8 %"]
UNPAID_WORK = [
    "as planned",
    "delivery 110 %",
    "delivery 120 %",
    "42 new staff by August",
    "ETE at 30 %",
    "oldest first",
    "unpaid work, everything",
]
UNPAID = ("unpaid work", "unpaid work")  # unit and name of the backlog
PROGRAMMES = ["as planned", "group size 12"]
# The letter reports a projection that people past 12 months will be "largely eliminated within 12 months". It does not
# say what that is. Read here as: at most 5 % of those who owe hours, from 30 %, at the start of the twelfth month after.
ELIMINATED = 0.05


def main() -> None:
    console = Console(width=None if sys.stdout.isatty() else 180)
    kss = pb.examples.kss()
    forecasts = {}
    for name in dict.fromkeys((*STAFFING, *UNPAID_WORK, *PROGRAMMES)):
        runs = RUNS if name in STAFFING else max(1, RUNS // 5)  # a chance is known to 1 % with 2,000
        forecasts[name] = pb.forecast(kss.scenario(name), months=MONTHS, runs=runs, seed=SEED, progress=True)
    planned = forecasts["as planned"]

    console.print(planned.table(unit=UNITS, of=GRADES))
    console.print(comparison({name: forecasts[name] for name in STAFFING}))
    console.print(planned.table(["waiting", "mean_wait", "share_past_12_months", "hours_outstanding"]))
    console.print(claim({name: forecasts[name] for name in UNPAID_WORK}))
    console.print(programmes({name: forecasts[name] for name in PROGRAMMES}))
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


def claim(forecasts: dict[str, pb.Forecast]) -> Table:
    """Whether the share of people past 12 months is "largely eliminated within 12 months"."""
    table = Table(
        title="Unpaid work: people past 12 months with hours to work, share of all who owe hours",
        caption=f'"largely eliminated": at most {ELIMINATED:.0%}, which is a reading of ours; within twice that beside it',
        title_justify="left",
    )
    table.add_column("scenario")
    for title in ("now, %", "after 12 months, %", "at most 5 %", "at most 10 %", "hours owed then"):
        table.add_column(title, justify="right")
    for name, forecast in forecasts.items():
        share, owed = (forecast[m, *UNPAID] for m in ("share_past_12_months", "hours_outstanding"))
        low, middle, high = 100 * share.quantile([0.1, 0.5, 0.9])[:, 12]
        chances = (share.probability(at_most=limit)[12] for limit in (ELIMINATED, 2 * ELIMINATED))
        table.add_row(
            name,
            f"{100 * share.quantile(0.5)[0]:.1f}",
            f"{middle:.1f} ({low:.1f} to {high:.1f})",
            *(f"{chance:.0%} of runs" for chance in chances),
            f"{owed.quantile(0.5)[12]:,.0f}",
        )
    return table


def programmes(forecasts: dict[str, pb.Forecast]) -> Table:
    """How many wait for a programme with groups as they are, and with larger ones."""
    table = Table(title=f"Programmes: waiting after {MONTHS} months, median and 80 % interval", title_justify="left")
    table.add_column("scenario")
    for name in ("sex offender", "other"):
        table.add_column(name, justify="right")
    for scenario, forecast in forecasts.items():
        cells = []
        for name in ("sex offender", "other"):
            low, middle, high = forecast["waiting", "programmes", name].quantile([0.1, 0.5, 0.9])[:, MONTHS]
            cells.append(f"{middle:.0f} ({low:.0f} to {high:.0f})")
        table.add_row(scenario, *cells)
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
