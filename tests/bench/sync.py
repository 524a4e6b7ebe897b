"""A full sync of the simulated shop over HTTP from a server process, and where its time goes."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter, process_time

from storage.progress import never
from storage.store import Store, open_store
from sync.engine import pull
from sync.neutral import NeutralSource
from sync.resource import write_batch
from sync.source import Batch, RawPage
from tests.bench._result import Result, alone, say, seconds

SHOP = "demo-1"


def run(quick: bool) -> list[Result]:
    """Measure; seconds, but for the rates."""
    orders = 10_000 if quick else 100_000
    with _server(orders) as (url, client_id, secret), closing(NeutralSource(url, client_id, secret)) as source:
        return [*_whole(source, orders), *_parts(source, orders)]


@contextmanager
def _server(orders: int) -> Iterator[tuple[str, str, str]]:
    command = [sys.executable, "-m", "sync.sandbox", "--orders", str(orders)]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(3))
        try:
            yield told["url"], told["client_id"], told["client_secret"]
        finally:
            process.terminate()


def _whole(source: NeutralSource, orders: int) -> list[Result]:
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch)) as store:
        start, worked = perf_counter(), process_time()
        first = pull(store, SHOP, source)
        took, worked = perf_counter() - start, process_time() - worked
        rows = sum(counts.inserted for counts in first.counts.values())
        say(f"{rows:,} rows in {took:.1f} s, {rows / took:,.0f} a second; {worked:.1f} s of processor time")
        again = seconds(lambda: pull(store, SHOP, source))
    what = f"{orders:,} orders, {rows:,} rows of all kinds"
    return [
        alone(f"full sync: {what}", took, "s"),
        alone(f"processor time of it: {what}", worked, "s"),
        alone("second sync, nothing changed", again, "s"),
    ]


def _parts(source: NeutralSource, orders: int) -> list[Result]:
    """The same pages in three steps one after the other, which the engine does side by side."""
    pages: list[tuple[str, RawPage]] = []
    batches: list[Batch] = []
    fetch = seconds(lambda: pages.extend((kind, page) for kind in source.resources for page in _all(source, kind)))
    decode = seconds(lambda: batches.extend(source.read(kind, page.items) for kind, page in pages))
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch)) as store:
        write = seconds(lambda: _write(store, batches))
    return [
        alone(f"of it HTTP, {len(pages):,} pages: {orders:,} orders", fetch, "s"),
        alone(f"of it decoding: {orders:,} orders", decode, "s"),
        alone(f"of it writing: {orders:,} orders", write, "s"),
    ]


def _all(source: NeutralSource, kind: str) -> Iterator[RawPage]:
    return source.pages(kind, None, never)


def _write(store: Store, batches: list[Batch]) -> None:
    for batch in batches:
        with store.write() as tx:
            write_batch(tx, SHOP, "api", batch)
