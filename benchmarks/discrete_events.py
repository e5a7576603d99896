"""One queue, case by case, by SimPy and by Ciw: cases arrive at random, so many are served at the end of each month."""

from __future__ import annotations

import random

import ciw
import simpy


def with_simpy(seed: int, arrivals: float, capacity: int, months: int) -> int:
    """How many wait after the services of the last month."""
    rng = random.Random(seed)
    env = simpy.Environment()
    waiting = simpy.Store(env)

    def arriving() -> simpy.events.ProcessGenerator:
        case = 0
        while True:
            yield env.timeout(rng.expovariate(arrivals))
            yield waiting.put(case)
            case += 1

    def serving() -> simpy.events.ProcessGenerator:
        while True:
            yield env.timeout(1.0)
            for _ in range(min(capacity, len(waiting.items))):
                yield waiting.get()

    env.process(arriving())
    env.process(serving())
    env.run(until=months + 1e-9)
    return len(waiting.items)


def with_ciw(seed: int, arrivals: float, capacity: int, months: int) -> int:
    """How many wait after the services of the last month."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[ciw.dists.Deterministic(0.0)],
        number_of_servers=[ciw.Slotted(slots=[1.0], slot_sizes=[capacity])],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(months + 1e-9)
    waiting: int = simulation.nodes[1].number_of_individuals
    return waiting
