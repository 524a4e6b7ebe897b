"""Many simulated shops: how often the card that fits what was planted is among the first three, how often quiet is."""

import argparse

from tests.analytics.cards import test_planted as planted

SEEDS = 50
FOUND, QUIET = 0.9, 0.95


def main(options: argparse.Namespace) -> int:
    """0 if the fitting card is found at 90% of the seeds of every cause, and 95% of quiet shops have no alarm."""
    seeds = range(options.seed, options.seed + (options.n or SEEDS))
    good = True
    for cause in planted.FITS:
        missed = [seed for seed in seeds if not _found(seed, cause)]
        good &= len(missed) <= (1 - FOUND) * len(seeds)
        print(f"{cause}: {len(seeds) - len(missed)} of {len(seeds)}, missed at {missed}", flush=True)
    alarms = {seed: cards for seed in seeds if (cards := _alarms(seed))}
    good &= len(alarms) <= (1 - QUIET) * len(seeds)
    print(f"quiet: {len(seeds) - len(alarms)} of {len(seeds)}, alarms {alarms}")
    return 0 if good else 1


def _found(seed: int, cause: planted.Cause) -> bool:
    found = planted.found(seed, cause)
    _forget()
    return found


def _alarms(seed: int) -> list[str]:
    alarms = planted.alarms(seed)
    _forget()
    return alarms


def _forget() -> None:
    """Let go of the shops that were looked at."""
    planted.view.cache_clear()
    planted.shop.cache_clear()
