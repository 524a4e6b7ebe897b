"""The promoters (分销员) of a shop: the one list that says which customer a promoter's phone or mark stands for.

Orders name a promoter by mobile, commissions by a mark (``seller``) and the inviter by mobile. The list cannot be asked
for changes, so it is read whole, once per connection and only if something names a promoter.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from storage.errors import KnownError
from storage.masks import hides
from storage.progress import StopAsked
from sync.beijing import Long, plain
from sync.forgiving import forgiving
from sync.messages import Refused
from sync.unfit import Unfit
from sync.youzan.bodies import Account
from sync.youzan.calls import Calls, Rows
from sync.youzan.noted import Noted
from sync.youzan.resources import MORE_PROMOTERS
from sync.youzan.told import somehow
from sync.youzan.troubles import UNTOLD

METHOD = "youzan.salesman.accounts.get/3.0.0"
_NAMES = ("accounts", "total_results")
_SIZE = 100

_account = forgiving(Account)


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

    def with_mobile(self, mobile: Long | None) -> str | None:
        """The id of the promoter with this mobile; None for a masked one, or one that nobody has."""
        return self.by_mobile.get(plain(mobile) or "")

    def with_seller(self, seller: str | None) -> str | None:
        """The id of the promoter with this mark; upper and lower case differ."""
        return self.by_seller.get(seller or "")


def names(mobile: Long | None) -> bool:
    """Whether a mobile names somebody; one that is masked does not."""
    text = plain(mobile)
    return text is not None and not hides(text)


class Promoters:
    """Reads the list when it is first needed."""

    def __init__(self, calls: Calls, noted: Noted) -> None:
        self._calls = calls
        self._noted = noted
        self._listed: Listed | None = None
        self._trouble: KnownError | None = None

    def listed(self, stop: StopAsked) -> Listed:
        """All promoters. Raises one of ``UNTOLD`` where they are not told: the same each time, asked for but once."""
        if self._trouble is not None:
            raise self._trouble
        if self._listed is None:
            try:
                self._listed = self._read(stop)
            except UNTOLD as error:
                self._trouble = error
                raise
        return self._listed

    def _read(self, stop: StopAsked) -> Listed:
        found = self._page(1, stop)
        rows, page = list(found.items), 1
        while found.items and page * self._size < found.total:
            page += 1
            try:
                found = self._page(page, stop)
            except Refused as error:  # no page beyond some number may be turned to
                self._noted.untold(MORE_PROMOTERS, error)
                return _indexed(rows, found.seen_at)
            rows.extend(found.items)
        self._noted.told(MORE_PROMOTERS)
        return _indexed(rows, found.seen_at)

    @property
    def _size(self) -> int:
        return self._calls.size(METHOD, _SIZE)

    def _page(self, page: int, stop: StopAsked) -> Rows:
        return self._calls.listed(METHOD, {"page_no": page, "page_size": self._size}, _NAMES, stop)


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
    except Unfit:
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
