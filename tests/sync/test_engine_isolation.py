"""One list that cannot be read costs no other; what concerns the whole connection ends a sync at once."""

from contextlib import ExitStack

import pytest

from storage.errors import KnownError
from storage.progress import Progress
from storage.records import KINDS
from storage.store import Store
from sync.engine import pull
from sync.names import KIND_NAMES
from sync.neutral import NeutralSource
from sync.sandbox.faults import Fault
from sync.sandbox.server import Sandbox, running
from tests.sync.shop_fixtures import sandbox, small_shop, source, source_of, store
from tests.sync.twin import differences, lacking

__all__ = ["sandbox", "source", "store"]

SHOP = small_shop().shop.id


def failed(store: Store, source: NeutralSource) -> KnownError:
    """The error of a sync that fails, as the history tells it too."""
    with pytest.raises(KnownError) as caught:
        pull(store, SHOP, source)
    run = store.runs(SHOP)[0]
    assert (run.outcome, run.message) == ("failed", caught.value.say("zh"))
    return caught.value


def lists_asked_for(sandbox: Sandbox) -> list[str]:
    paths = (asked.path.removeprefix("/v1/") for asked in sandbox.log.requests)
    return [path for path in dict.fromkeys(paths) if path in KINDS]


@pytest.mark.parametrize("fault", [Fault.REPEATED_PAGE, Fault.SERVER_ERROR])
def test_all_but_the_list_that_fails_is_read_and_that_one_later(
    store: Store, sandbox: Sandbox, source: NeutralSource, fault: Fault
) -> None:
    sandbox.faults.on(fault, resource="orders")
    failed(store, source)
    assert {kind for kind, _ in lacking(store, sandbox)} == {"orders"}
    sandbox.faults.off()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}


def test_the_first_of_several_errors_is_told(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    sandbox.faults.on(Fault.REPEATED_PAGE, resource="orders")
    sandbox.faults.on(Fault.SERVER_ERROR, resource="refunds")
    assert "停在原处" in failed(store, source).what.zh
    assert {kind for kind, _ in lacking(store, sandbox)} == {"orders", "refunds"}


def test_a_server_that_fails_at_one_list_after_the_other_is_not_asked_for_all(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    first, second = list(KINDS)[:2]
    sandbox.faults.on(Fault.SERVER_ERROR, resource=first)
    sandbox.faults.on(Fault.LOST_CONNECTION, resource=second)
    failed(store, source)
    assert lists_asked_for(sandbox) == [first, second]


def test_a_wrong_secret_ends_a_sync_at_once(store: Store, sandbox: Sandbox) -> None:
    with source_of(sandbox, secret="wrong") as stranger:
        failed(store, stranger)
    assert lists_asked_for(sandbox) == []


def test_a_server_that_goes_away_ends_a_sync_at_once(store: Store) -> None:
    second = KIND_NAMES[list(KINDS)[1]].zh
    after: list[str] = []
    with ExitStack() as until, ExitStack() as line:
        source = until.enter_context(source_of(line.enter_context(running(small_shop()))))

        def cut(progress: Progress) -> None:
            if after or second in progress.doing.zh:
                after.append(progress.doing.zh)
                line.close()

        with pytest.raises(KnownError, match="cannot be reached"):
            pull(store, SHOP, source, cut)
    assert after
    assert all(second in said for said in after), "no other list is tried"
