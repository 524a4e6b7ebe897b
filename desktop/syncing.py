"""Connecting and syncing a shop: the store, the remembered answers and the keyring brought together."""

import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from zoneinfo import ZoneInfo

from msgspec import structs

from analytics.period import local_day
from desktop import connections, credentials, whose
from desktop.connections import Address
from desktop.credentials import Exchanged
from storage.clock import now_ms
from storage.errors import KnownError
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.alone import alone
from sync.bookmark import read_bookmark
from sync.connect import open_connection, try_connection
from sync.connector import Answers, Keep
from sync.connectors import connector_of
from sync.cursors.window import Unread
from sync.engine import pull
from sync.noting import noting
from sync.recording import recorded
from sync.source import NOTES
from sync.tally import Tally
from ui.doors import Connection

_UNREAD = Words(
    "{first} 到 {last} 的订单还没读完：先读了最近的，点「同步」接着读",
    "Orders from {first} to {last} are still to be read: the newest came first, a sync goes on with the others",
)
_UNREAD_BEFORE = Words(
    "{last} 以前的订单还没读：先读了最近的，点「同步」接着读",
    "Orders before {last} are still to be read: the newest came first, a sync goes on with the others",
)


def connect(store: Store, connection: Connection) -> Shop:
    """Try a connection and remember it; the shop in this profile. Raises KnownError; then nothing is remembered."""
    if not connection.shop_id:
        return _connect(store, connection, None)
    with alone(store.folder, connection.shop_id):
        return _connect(store, connection, _known(store, connection.shop_id))


def _connect(store: Store, connection: Connection, before: Address | None) -> Shop:
    kept = _left_empty(store, connection, before) if before else {}
    exchanged = Exchanged(connection.kind, connection.answers)

    def keep(renewed: Answers) -> None:
        """What replaces a secret that a shop has is that shop's at once: the old one may be worthless."""
        exchanged.keep(renewed)
        credentials.keep(store, connection.shop_id, {each: renewed[each] for each in kept.keys() & renewed.keys()})

    found = try_connection(connection.kind, {**exchanged.answers, **kept}, keep)
    address = _address(connection)
    if before:
        shop = whose.confirmed(store, connection.shop_id, found, before, address)
    else:
        shop = whose.shop_of(store, found, address)
    store.put_shop(shop)
    found.remember(noting(store, connection.kind)(shop.id))
    called = found.shop.id if shop.id != found.shop.id else ""
    connections.save(store.folder, shop.id, structs.replace(address, shop=called))
    credentials.keep(store, shop.id, exchanged.settle())
    return shop


def remember(store: Store, shop_id: str, connection: Connection) -> None:
    """Keep with the profile what a shop is connected with, without its secrets."""
    connections.save(store.folder, shop_id, _address(connection))


def disconnect(store: Store, shop_id: str) -> None:
    """Forget with what a shop is connected, secrets included; its data stays. Raises KnownError for one that is not,
    and while it is synced, for a sync may put a new secret in place of one that was forgotten."""
    address = _known(store, shop_id)
    with alone(store.folder, shop_id):
        credentials.forget(store, shop_id, address.kind)
        connections.remove(store.folder, shop_id)


def sync(store: Store, shop_id: str, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Pull what changed for one connected shop. Raises KnownError or Cancelled; what was committed stays."""
    address = _known(store, shop_id)
    answers = with_secrets(store, shop_id, address)
    if answers is None:
        with recorded(store, shop_id, address.kind, Tally(report, now_ms), now_ms):
            raise _no_secret()
    kept = partial(_kept, store, shop_id, address.kind)
    with closing(open_connection(address.kind, answers, keep=keeper(store, shop_id), latest=kept)) as source:
        return pull(store, shop_id, source, report, stop, called=address.shop)


def has_secrets(store: Store, shop_id: str) -> bool:
    """Whether this computer has the secrets of a shop's connection. Raises KnownError for one that is not connected."""
    return credentials.recall(store, shop_id, _known(store, shop_id).kind) is not None


def notes(store: Store, shop_id: str) -> Sequence[Words]:
    """What there is to know of a shop's connection beside its runs; nothing for a shop from files."""
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        return ()
    connector = connector_of(address.kind)
    kept, orders = (store.cursor(shop_id, address.kind, name) for name in (NOTES, "orders"))
    state = read_bookmark(orders).state
    unread = None if state is None else connector.unread(state)
    zone = next(shop.zone for shop in store.shops() if shop.id == shop_id)
    said = [] if unread is None else [_still_unread(unread, zone)]
    return [*said, *connector.notes(kept, address.answers, time.time())]


def _still_unread(past: Unread, zone: ZoneInfo) -> Words:
    if past.since is None:
        return _UNREAD_BEFORE.fill(last=local_day(past.until, zone))
    return _UNREAD.fill(first=local_day(past.since, zone), last=local_day(past.until, zone))


def pull_from(store: Store, shop_id: str, connection: Connection, report: Report, stop: StopAsked) -> Run:
    """Pull what changed through a connection that is known, and whose shop replaces no secrets."""
    with closing(open_connection(connection.kind, connection.answers)) as source:
        return pull(store, shop_id, source, report, stop)


def keeper(store: Store, shop_id: str) -> Keep:
    """Keeps secrets of a shop's connection where ``with_secrets`` finds them."""
    return partial(credentials.keep, store, shop_id)


def with_secrets(store: Store, shop_id: str, address: Address) -> Answers | None:
    """Every answer of a remembered connection; None if this computer does not have all its secrets."""
    kept = credentials.recall(store, shop_id, address.kind)
    return None if kept is None else {**address.answers, **kept}


def _kept(store: Store, shop_id: str, kind: str) -> Answers:
    """The secrets that are kept now."""
    return credentials.recall(store, shop_id, kind) or {}


def _known(store: Store, shop_id: str) -> Address:
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        raise KnownError(
            Words("这家店铺的数据来自文件，没有可同步的接口。", "This shop came from files; there is nothing to sync."),
            Words("请导入新的导出文件，或先连接店铺。", "Import a newer file, or connect the shop."),
        )
    return address


def _address(connection: Connection) -> Address:
    """What may be written down, in the order of the form."""
    plain = [ask.id for ask in connector_of(connection.kind).asks if ask.form != "secret"]
    given = {name: connection.answers.get(name, "").strip() for name in plain}
    return Address(connection.kind, {name: text for name, text in given.items() if text})


def _left_empty(store: Store, connection: Connection, before: Address) -> Answers:
    """The secrets that were left empty, as they are kept. Raises KnownError where they are not, or for elsewhere."""
    empty = [each for each in credentials.secret_ids(connection.kind) if not connection.answers.get(each, "").strip()]
    if not empty:
        return {}
    if _host(before.answers) != _host(connection.answers):
        raise KnownError(
            Words("接口换了地址，原来的密钥不会发到新地址去。", "The kept secret is not sent to another address."),
            Words("请把密钥也重新填一次。", "Enter the secret again, too."),
        )
    kept = credentials.recall(store, connection.shop_id, before.kind)
    if kept is None or not kept.keys() >= set(empty):
        raise _no_secret()
    return {each: kept[each] for each in empty}


def _host(answers: Answers) -> str:
    return answers.get("url", "").strip().rpartition("://")[2].partition("/")[0].lower()


def _no_secret() -> KnownError:
    return KnownError(
        Words("本机没有保存这家店铺的密钥。", "The secret of this shop is not kept on this computer."),
        Words("请在「数据」页重新填写一次。", "Enter it once more on the Data page."),
    )
