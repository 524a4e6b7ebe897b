"""Learns the outlook of a large simulated shop in a process of its own, and prints what that took as JSON."""

import json
import resource
import sys
from pathlib import Path
from time import perf_counter, process_time

from analytics.churn.outlook import Outlook, learn
from storage.facts import Facts
from storage.progress import ignore, never
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts


def main() -> None:
    """Argument: the orders to simulate."""
    facts = simulated_facts(simulate(int(sys.argv[1]), seed=1))
    before = _forget_peak()
    first, seconds, core = _timed(facts, None)
    peak = _peak()
    _, again, again_core = _timed(facts, first)
    told = {
        "buyers": len(first.standing), "visits": len(facts["visits"]), "chosen": first.judged.chosen,
        "seconds": seconds, "core": core, "again": again, "again_core": again_core, "held": before, "peak": peak,
    }  # fmt: skip
    print(json.dumps(told))


def _timed(facts: Facts, before: Outlook | None) -> tuple[Outlook, float, float]:
    start, core = perf_counter(), process_time()
    found = learn(facts, before, ignore, never)
    return found, perf_counter() - start, process_time() - core


def _forget_peak() -> float:
    """MB held now; where the system can, the peak counts from here."""
    clear, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if clear.exists():
        clear.write_text("5", encoding="ascii")
        return _field(status, "VmRSS")
    return _peak()


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        return _field(status, "VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _field(status: Path, name: str) -> float:
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 2**10


if __name__ == "__main__":
    main()
