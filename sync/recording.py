"""The run history around a piece of work: it begins, and it ends done, cancelled or failed, whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.runs import BROKEN_OFF, Outcome, Run
from storage.store import Store
from sync.tally import Now, Tally


@contextmanager
def recorded(store: Store, shop_id: str, source: str, tally: Tally, now: Now) -> Iterator[int]:
    """Keep a run with the counts of ``tally``; yields its number."""
    with store.write() as tx:
        run_id = tx.start_run(shop_id, source, "sync", now())
    outcome: Outcome = "failed"
    message = BROKEN_OFF
    try:
        yield run_id
        outcome, message = "done", ""
    except Cancelled:
        outcome, message = "cancelled", ""
        raise
    except KnownError as error:
        message = error.say("zh")
        raise
    finally:
        with store.write() as tx:
            tx.finish_run(run_id, outcome, dict(tally.counts), now(), message + tally.remarks.zh)


def run_of(store: Store, shop_id: str, run_id: int) -> Run:
    """The run as the history has it."""
    return next(run for run in store.runs(shop_id) if run.id == run_id)
