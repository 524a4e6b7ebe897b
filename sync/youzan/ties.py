"""Asking who brought whom: the customers of every promoter, and the log of how these ties changed.

The list of a promoter's customers tells whether each tie still holds, but not since when; the log tells when, but only
since there is one (2024). So a round reads the log whole, then every list, and puts both together for each tie. That
costs at least a call per promoter, so rounds are few (``paced``).

Not verified: the parameters and fields of the log, and whether the list wants its parameters in an object or beside
each other, as two clients of the real interface do; both are sent.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync.forgiving import forgiving
from sync.source import RawPage
from sync.unfit import Unfit
from sync.youzan import told
from sync.youzan.bodies import Tie, TieChange
from sync.youzan.calls import Calls
from sync.youzan.items import TieItem
from sync.youzan.noted import Noted
from sync.youzan.promoters import Promoter, Promoters
from sync.youzan.troubles import CHANGED, OtherForm

LIST = "youzan.salesman.customers.get/3.0.1"
LOG = "youzan.salesman.customer.record.list/1.0.0"
_SIZE = 100
_ALL = 0
"""``type``: ties that hold and ties that do not."""

Log = Mapping[tuple[str, str], Sequence[Raw]]
"""Changes by promoter and customer, oldest first."""

_change = forgiving(TieChange)
_tie = forgiving(Tie)


class State(Struct, frozen=True, omit_defaults=True):
    """How far the round is."""

    promoter: str = ""
    """The promoter whose customers are read; the next ones follow in the order of their ids."""
    page: int = 1


def walk(calls: Calls, promoters: Promoters, noted: Noted, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
    """One round: what was bound to each promoter. Goes on from ``state``; a finished one begins anew."""
    place = State() if state is None else msgspec.json.decode(state, type=State)
    left = [each for each in promoters.listed(stop).known if each.id >= place.promoter]
    if not left:
        return
    nothing: Log = {}
    log = noted.told_or("tie_changes", lambda: _log(calls, stop), nothing)
    for promoter, following in zip(left, [*(each.id for each in left[1:]), ""], strict=True):
        page = place.page if promoter.id == place.promoter else 1
        yield from _customers(calls, promoter, page, following, log, stop)


def _customers(
    calls: Calls, promoter: Promoter, page: int, following: str, log: Log, stop: StopAsked
) -> Iterator[RawPage]:
    """The pages of one promoter's customers; after the last one the state names the promoter who follows."""
    while True:
        found = calls.listed(
            LIST, _asked(promoter, page, calls.size(LIST, _SIZE)), ("customers", "total_results"), stop
        )
        items = [
            TieItem(row, promoter.id, promoter.since, _of(log, promoter.id, row), found.seen_at) for row in found.items
        ]
        is_last = not found.items or page * calls.size(LIST, _SIZE) >= found.total
        page += 1
        place = State(following) if is_last else State(promoter.id, page)
        yield RawPage(msgspec.json.encode(items), msgspec.json.encode(place).decode(), found.seen_at)
        if is_last:
            return


def _asked(promoter: Promoter, page: int, size: int) -> Mapping[str, object]:
    asked = {"mobile": promoter.mobile, "type": _ALL, "page_no": page, "page_size": size}
    return {**asked, "account_relation_list_query_open_d_t_o": asked}


def _log(calls: Calls, stop: StopAsked) -> Log:
    changes: defaultdict[tuple[str, str], list[tuple[int, Raw]]] = defaultdict(list)
    page, more, size = 1, True, calls.size(LOG, _SIZE)
    while more:
        found = calls.listed(LOG, {"page_no": page, "page_size": size}, ("records", "total"), stop)
        for row in found.items:
            for tie, at in _concerned(row):
                changes[tie].append((at, row))
        if found.items and not changes:
            raise OtherForm(CHANGED.known(f"{LOG}: not one of {len(found.items)} can be read"))
        more = bool(found.items) and page * size < found.total
        page += 1
    return {tie: [row for _, row in sorted(rows, key=lambda each: each[0])] for tie, rows in changes.items()}


def _concerned(row: Raw) -> Iterator[tuple[tuple[str, str], int]]:
    """The ties that a change is about, with its moment; none for one that cannot be read."""
    try:
        change = _change(row)
        at = told.somehow(change.created_at)
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return
    for promoter in {change.valid_ds_yz_open_id, change.in_valid_ds_yz_open_id}:
        if promoter:
            yield (promoter, change.ct_yz_open_id), at


def _of(log: Log, promoter: str, row: Raw) -> list[Raw]:
    try:
        return list(log.get((promoter, _tie(row).ct_yz_open_id), ()))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []
