"""Another look at what could not be understood: a newer program may know more, and lets out what fits."""

from storage.clock import now_ms
from storage.errors import KnownError
from storage.progress import ignore
from storage.runs import Run
from storage.store import Quarantined, Store, Transaction
from storage.words import Words
from sync.connector import Connector
from sync.connectors import reader_of
from sync.future import read_in_time
from sync.recording import recorded, run_of
from sync.resource import write_batch
from sync.same import same
from sync.tally import Tally

_OF_FILES = Words("这些行来自导入的文件，再读一遍也一样。", "These lines came from files; they would read the same.")
_MEND_THE_FILE = Words("请按原因改好文件，再导入一次。", "Mend the file as the reasons say, then import it again.")


def retry_quarantine(store: Store, shop_id: str) -> Run:
    """Read every quarantined record of a shop again; what fits goes to its table, the rest counts one attempt more.

    Raises KnownError where all of them are lines of files: those have to be mended in the file.
    """
    waiting = store.quarantined(shop_id)
    kept = [(each, connector) for each in waiting if (connector := reader_of(each.source)) is not None]
    if waiting and not kept:
        raise KnownError(_OF_FILES, _MEND_THE_FILE)
    source = ", ".join(sorted({connector.id for _, connector in kept}))
    tally = Tally(ignore, now_ms)
    with recorded(store, shop_id, source, tally, now_ms) as run_id, store.write() as tx:
        for each, connector in kept:
            _retry(tx, each, connector, tally)
    return run_of(store, shop_id, run_id)


def _retry(tx: Transaction, kept: Quarantined, connector: Connector, tally: Tally) -> None:
    batch = read_in_time(connector.read, kept.kind, b"[" + kept.raw + b"]", now_ms())
    tally.add(write_batch(tx, kept.shop_id, kept.source, batch), len(batch))
    if not batch.misfits:
        tx.release(kept.id)
        return
    tally.set_aside(kept.kind, [kept.raw])
    for misfit in batch.misfits:
        tx.quarantine(kept.shop_id, kept.source, kept.kind, kept.raw, misfit.reason, kept.record_id, same(kept.raw))
