"""The promoters (分销员) of a shop: the one list that says which customer a promoter's phone or mark stands for.

Orders name a promoter by mobile, commissions by a mark (``seller``) and the inviter by mobile. The list cannot be asked
for changes, so it is read whole, once per connection and only if something names a promoter.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from storage.masks import hides
from storage.progress import StopAsked
from sync.beijing import Long, plain
from sync.messages import Refused
from sync.youzan.bodies import Account
from sync.youzan.calls import Calls
from sync.youzan.told import somehow

METHOD = "youzan.salesman.accounts.get/3.0.0"
_NAMES = ("accounts", "total_results")
_SIZE = 100

_account = msgspec.json.Decoder(Account).decode


class Promoter(Struct, frozen=True):
    """One who is a customer that we know."""

    id: str
    mobile: str
    since: int
    """When they registered, UTC milliseconds; 0 where that is not told."""


class Listed(Struct, frozen=True):
    """The promoters at one moment."""

    rows: Sequence[Raw] = ()
    seen_at: int = 0
    """UTC milliseconds."""
    known: Sequence[Promoter] = ()
    """In the order of their ids, each once."""
    by_mobile: Mapping[str, str] = {}
    """To the id of the customer; a mobile that two have stands for nobody."""
    by_seller: Mapping[str, str] = {}


class Promoters:
    """Reads the list when it is first needed."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._listed: Listed | None = None

    def listed(self, stop: StopAsked) -> Listed:
        """All promoters; none where the application may not read them."""
        if self._listed is None:
            self._listed = self._calls.if_allowed("promoters", lambda: self._read(stop), Listed())
        return self._listed

    def with_mobile(self, mobile: Long | None, stop: StopAsked) -> str | None:
        """The id of the promoter with this mobile; None for a masked one, or one that nobody has."""
        text = plain(mobile)
        return None if text is None or hides(text) else self.listed(stop).by_mobile.get(text)

    def with_seller(self, seller: str | None, stop: StopAsked) -> str | None:
        """The id of the promoter with this mark; upper and lower case differ."""
        return self.listed(stop).by_seller.get(seller) if seller else None

    def _read(self, stop: StopAsked) -> Listed:
        rows: list[Raw] = []
        page = 1
        while True:
            asked = {"page_no": page, "page_size": _SIZE}
            try:
                found = self._calls.listed(METHOD, asked, _NAMES, stop)
            except Refused:
                if not rows:
                    raise
                return _indexed(rows, found.seen_at)  # more than may be paged through: the rest is not known
            rows.extend(found.items)
            if not found.items or page * _SIZE >= found.total:
                return _indexed(rows, found.seen_at)
            page += 1


def _indexed(rows: Sequence[Raw], seen_at: int) -> Listed:
    accounts = [account for row in rows if (account := account_of(row)) is not None]
    known = {each.yz_open_id: _known(each) for each in accounts if each.yz_open_id}
    return Listed(
        rows,
        seen_at,
        [known[id] for id in sorted(known)],
        _unique((plain(each.mobile), each.yz_open_id) for each in accounts),
        _unique((each.seller, each.yz_open_id) for each in accounts),
    )


def _known(account: Account) -> Promoter:
    try:
        since = somehow(account.created_at) if account.created_at else 0
    except ValueError:
        since = 0  # the reading of promoters sets it aside
    return Promoter(account.yz_open_id or "", plain(account.mobile) or "", since)


def _unique(pairs: Iterable[tuple[str | None, str | None]]) -> Mapping[str, str]:
    """Name to id; a name that two ids share, and a masked one, stand for nobody."""
    found: dict[str, set[str]] = {}
    for name, known in pairs:
        if name and known and not hides(name):
            found.setdefault(name, set()).add(known)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def account_of(row: Raw) -> Account | None:
    """A row of the list; None for one that cannot be read, which the reading of promoters sets aside."""
    try:
        return _account(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
