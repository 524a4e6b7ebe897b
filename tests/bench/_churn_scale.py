"""Learns the outlook of a large simulated shop in a process of its own, and prints what that took as JSON."""

import json
import sys
from time import perf_counter, process_time

from analytics.churn.outlook import Outlook, learn
from storage.facts import Facts
from storage.progress import ignore, never
from sync.sandbox.shop import simulate
from tests.bench._memory import forget_peak, peak
from tests.simulated import simulated_facts


def main() -> None:
    """Argument: the orders to simulate."""
    facts = simulated_facts(simulate(int(sys.argv[1]), seed=1))
    before = forget_peak()
    first, seconds, core = _timed(facts, None)
    most = peak()
    _, again, again_core = _timed(facts, first)
    told = {
        "buyers": len(first.standing), "visits": len(facts["visits"]), "chosen": first.judged.chosen,
        "seconds": seconds, "core": core, "again": again, "again_core": again_core, "held": before, "peak": most,
    }  # fmt: skip
    print(json.dumps(told))


def _timed(facts: Facts, before: Outlook | None) -> tuple[Outlook, float, float]:
    start, core = perf_counter(), process_time()
    found = learn(facts, before, ignore, never)
    return found, perf_counter() - start, process_time() - core


if __name__ == "__main__":
    main()
