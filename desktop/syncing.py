"""Connecting and syncing a shop: the store, the remembered answers and the keyring brought together."""

import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial

from msgspec import structs

from desktop import connections, credentials
from desktop.connections import Address
from desktop.credentials import Exchanged
from storage.errors import KnownError
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.connect import Found, open_connection, try_connection
from sync.connector import Answers, Keep, forget
from sync.connectors import connector_of
from sync.engine import pull
from sync.identity import copy_of, may_be
from sync.source import NOTES
from ui.doors import Connection


def connect(store: Store, connection: Connection) -> Shop:
    """Try a connection and remember it; the shop in this profile. Raises KnownError; then nothing is remembered."""
    exchanged = Exchanged(connection.kind, connection.answers)
    found = try_connection(connection.kind, exchanged.answers, exchanged.keep)
    address = _address(connection)
    known = connections.connected(store.folder, found.shop.id)
    if known is not None:
        shop_id, before = known
        _confirm_same(store, shop_id, found, before, address)
        shop = structs.replace(found.shop, id=shop_id)
    else:
        shop = _from_files(store, found) or found.shop
    store.put_shop(shop)
    called = found.shop.id if shop.id != found.shop.id else ""
    connections.save(store.folder, shop.id, structs.replace(address, shop=called))
    credentials.keep(store, shop.id, exchanged.settle())
    return shop


def remember(store: Store, shop_id: str, connection: Connection) -> None:
    """Keep with the profile what a shop is connected with, without its secrets."""
    connections.save(store.folder, shop_id, _address(connection))


def disconnect(store: Store, shop_id: str) -> None:
    """Forget with what a shop is connected, secrets included; its data stays. Raises KnownError for one that is not."""
    address = _known(store, shop_id)
    credentials.forget(store, shop_id, address.kind)
    connections.remove(store.folder, shop_id)


def sync(store: Store, shop_id: str, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Pull what changed for one connected shop. Raises KnownError or Cancelled; what was committed stays."""
    address = _known(store, shop_id)
    answers = with_secrets(store, shop_id, address)
    if answers is None:
        raise KnownError(
            Words("本机没有保存这家店铺的密钥。", "The secret of this shop is not kept on this computer."),
            Words("请在「数据」页重新填写一次。", "Enter it once more on the Data page."),
        )
    return pull_from(store, shop_id, Connection(address.kind, answers), report, stop, keeper(store, shop_id))


def notes(store: Store, shop_id: str) -> Sequence[Words]:
    """What there is to know of a shop's connection beside its runs; nothing for a shop from files."""
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        return ()
    kept = store.cursor(shop_id, address.kind, NOTES)
    return connector_of(address.kind).notes(kept, address.answers, time.time())


def pull_from(
    store: Store, shop_id: str, connection: Connection, report: Report, stop: StopAsked, keep: Keep = forget
) -> Run:
    """Pull what changed through a connection that is known; ``keep`` as in ``open_connection``."""
    with closing(open_connection(connection.kind, connection.answers, keep=keep)) as source:
        return pull(store, shop_id, source, report, stop)


def keeper(store: Store, shop_id: str) -> Keep:
    """Keeps secrets of a shop's connection where ``with_secrets`` finds them."""
    return partial(credentials.keep, store, shop_id)


def with_secrets(store: Store, shop_id: str, address: Address) -> Answers | None:
    """Every answer of a remembered connection; None if this computer does not have all its secrets."""
    kept = credentials.recall(store, shop_id, address.kind)
    return None if kept is None else {**address.answers, **kept}


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


def _from_files(store: Store, found: Found) -> Shop | None:
    """The shop that was made from files of this very shop before it was connected, under the name it has."""
    shops = store.shops()
    if any(each.id == found.shop.id for each in shops):
        return None
    connected = connections.load(store.folder)
    candidates = [each for each in shops if each.id not in connected and each.currency == found.shop.currency]
    same = copy_of(store, candidates, found.orders)
    return None if same is None else structs.replace(found.shop, id=same.id, name=same.name)


def _confirm_same(store: Store, shop_id: str, found: Found, known: Address, address: Address) -> None:
    """Raises KnownError where another shop would take the place of the one that is connected."""
    shop = found.shop
    if known.kind != address.kind:
        raise _other_way(shop, known)
    before, now = (each.answers.get("url", "").rstrip("/") for each in (known, address))
    if before != now or not (found.is_told or may_be(store, shop_id, found.orders)):
        raise KnownError(
            Words(
                f"「{shop.name}」已经连接着，这次填的像是另一家店，所以没有替换它。",
                f"{shop.name} is connected already, and this looks like another shop. It was not replaced.",
            ),
            Words(
                "另一家店：请换一个账本连接，或者给它另起店名。确实是同一家店（比如换了网址）：先在它的卡片上断开，"
                "再连接，数据都还在。",
                "Another shop: connect it in another profile, or give it a name of its own. The same shop at a new "
                "address: disconnect it on its card, then connect it again; the data stays.",
            ),
            f"{shop.id}: {before} before, now {now}",
        )


def _other_way(shop: Shop, known: Address) -> KnownError:
    platform = connector_of(known.kind).name
    return KnownError(
        Words(
            f"「{shop.name}」已经通过「{platform.zh}」连接。",
            f"{shop.name} is connected through {platform.en} already.",
        ),
        Words("请换一个账本连接它。", "Connect it in another profile."),
        shop.id,
    )
