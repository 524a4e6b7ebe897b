"""The demo shop: a sandbox server, a real sync over HTTP, in a profile of its own."""

import shutil
from pathlib import Path

from desktop import syncing
from desktop.profiles import DEMO, profile_named
from storage.progress import Progress, Report, StopAsked, ignore, never
from storage.runs import Run
from storage.store import open_store
from storage.words import Words
from ui.doors import Connection, Profile

DEMO_ORDERS = 20_000
DEMO_SEED = 1

INVENTING = Words("正在生成示例店铺", "Inventing the demo shop")


def fill_demo(folder: Path, orders: int, seed: int, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Sync a simulated shop of ``orders`` orders into a profile folder, which is emptied first."""
    from sync.sandbox.server import running  # an HTTP server and a generator: only the demo pays for them
    from sync.sandbox.shop import simulate

    shutil.rmtree(folder, ignore_errors=True)
    report(Progress(INVENTING, 0))
    with running(simulate(orders, seed)) as sandbox, open_store(folder) as store:
        connection = Connection(sandbox.url, sandbox.client_id, sandbox.client_secret)
        shop = syncing.connect(store, connection)
        return syncing.sync(store, shop.id, report, stop)


def demo_profile() -> Profile:
    """The profile that the demo fills."""
    return profile_named(DEMO)
