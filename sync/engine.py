"""The engine: pulls what changed from a source into the store, page by page, so that it can always go on."""

from storage.clock import now_ms
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run
from storage.store import Store
from sync.alone import alone
from sync.copied import Recalling, copied
from sync.identity import confirm
from sync.isolation import all_the_same
from sync.names import KIND_NAMES
from sync.noting import noting
from sync.quarantine import retry_quarantine
from sync.recording import recorded, run_of
from sync.resource import Pull
from sync.source import Checked, Noting, Source, Totalled
from sync.sweep import Sweep
from sync.tally import Now, Tally
from sync.totals import compare

__all__ = ["pull", "retry_quarantine"]


def pull(
    store: Store,
    shop_id: str,
    source: Source,
    report: Report = ignore,
    stop: StopAsked = never,
    now: Now = now_ms,
    called: str = "",
) -> Run:
    """Bring the local copy up to date; the run as the history keeps it. ``called`` is what the source calls the shop,
    where its copy has another id.

    Raises KnownError when the world stands in the way and Cancelled when asked to stop. Every page that was written
    stays, and the next pull goes on after it. What stands in the way of one resource only does not keep the others
    from being read: the first such error is raised at the end.
    """
    tally = Tally(report, now)
    with alone(store.folder, shop_id), recorded(store, shop_id, source.name, tally, now) as run_id:
        confirm(store, shop_id, source, called or shop_id, stop)
        if isinstance(source, Noting):
            source.remember(noting(store, source.name)(shop_id))
        if isinstance(source, Recalling):
            source.recall(copied(store, shop_id, source.name))
        with all_the_same(tally.note) as part:
            for resource, name in source.resources.items():
                with part(name):
                    one = Pull(store, shop_id, source, resource, tally, stop)
                    one.forward()
                    one.look_again()
            if isinstance(source, Checked):
                for kind in source.checks:
                    with part(KIND_NAMES[kind]):
                        Sweep(store, shop_id, source, kind, tally, stop, now).run()
            if isinstance(source, Totalled):
                for kind in source.totals:
                    with part(KIND_NAMES[kind]):
                        compare(store, shop_id, source, kind, tally, stop, now)
    return run_of(store, shop_id, run_id)
