"""Many more syncs of a shop whose line and server go wrong in every combination, and stopped at any page."""

import argparse
import random
import tempfile
from pathlib import Path

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.store import Store, open_store
from sync.engine import pull
from sync.sandbox.faults import Fault, Faults
from sync.sandbox.replies import SlowReply
from sync.sandbox.server import Sandbox, running
from tests.sync.shop_fixtures import small_shop, source_of
from tests.sync.twin import differences, lacking

CASES = 200


def main(options: argparse.Namespace) -> int:
    """0 if every copy ended equal to its shop."""
    SlowReply.pause = 0.0005
    cases = options.n or CASES
    for number in range(cases):
        seed = options.seed * 1_000_000 + number
        told = _one(random.Random(seed), seed)
        print(f"{number + 1}/{cases} seed {seed}: {told}", flush=True)
    return 0


def _one(draw: random.Random, seed: int) -> str:
    with (
        running(small_shop(), Faults(seed)) as sandbox,
        tempfile.TemporaryDirectory() as scratch,
        open_store(Path(scratch)) as store,
    ):
        ends = []
        for part in range(draw.randint(1, 5)):
            for fault in draw.sample(list(Fault), draw.randint(0, len(Fault))):
                sandbox.faults.on(fault, draw.choice((0.02, 0.2, 0.5)))
            ends.append(_pull(store, sandbox, draw.choice((10**9, draw.randint(0, 5000)))))
            sandbox.change(draw.randint(0, 60), part)
        sandbox.faults.off()
        ends.append(_pull(store, sandbox, 10**9))
        assert ends[-1] == "done"
        assert differences(store, sandbox) == {}, f"seed {seed}: {differences(store, sandbox)}"
        return (
            f"{ends}, {sum(sandbox.faults.struck.values())} faults, {len(store.quarantined(small_shop().shop.id))} left"
        )


def _pull(store: Store, sandbox: Sandbox, stop_at: int) -> str:
    """One sync, stopped after ``stop_at`` items; how it ended."""
    done = [0]
    shop_id = small_shop().shop.id
    with source_of(sandbox) as source:
        try:
            run = pull(store, shop_id, source, lambda p: done.append(p.done), lambda: done[-1] >= stop_at)
        except Cancelled:
            return "cancelled"
        except KnownError as error:
            return error.what.zh
    waiting = {(kept.kind, kept.record_id) for kept in store.quarantined(shop_id)}
    assert lacking(store, sandbox) <= waiting, "what is not in its table is in quarantine"
    return run.outcome
