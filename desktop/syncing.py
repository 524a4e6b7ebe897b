"""Connecting and syncing a shop: the store, the remembered answers and the keyring brought together."""

import time
from collections.abc import Sequence
from contextlib import closing

from desktop import connections, secrets
from desktop.connections import Address
from storage.errors import KnownError
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync import neutral
from sync.connect import open_connection, try_connection
from sync.connector import Answers, Keep, forget
from sync.connectors import connector_of
from sync.engine import pull
from sync.source import NOTES
from ui.doors import Connection


def connect(store: Store, connection: Connection) -> Shop:
    """Try a connection and remember it. Raises KnownError; then nothing is remembered."""
    answers = dict(connection.answers)
    shop = try_connection(connection.kind, answers, answers.update)
    known = connections.load(store.folder).get(shop.id)
    if known is not None and known.kind != connection.kind:
        raise _other_way(shop, known)
    store.put_shop(shop)
    remember(store, shop.id, connection)
    address = _address(connection)
    keeper(address)({name: answers[name].strip() for name in _secret_ids(connection.kind)})
    return shop


def remember(store: Store, shop_id: str, connection: Connection) -> None:
    """Keep with the profile what a shop is connected with, without its secrets."""
    connections.save(store.folder, shop_id, _address(connection))


def sync(store: Store, shop_id: str, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Pull what changed for one connected shop. Raises KnownError or Cancelled; what was committed stays."""
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        raise KnownError(
            Words("这家店铺的数据来自文件，没有可同步的接口。", "This shop came from files; there is nothing to sync."),
            Words("请导入新的导出文件，或先连接店铺。", "Import a newer file, or connect the shop."),
        )
    answers = with_secrets(address)
    if answers is None:
        raise KnownError(
            Words("本机没有保存这家店铺的密钥。", "The secret of this shop is not kept on this computer."),
            Words("请在「数据」页重新填写一次。", "Enter it once more on the Data page."),
        )
    return pull_from(store, shop_id, Connection(address.kind, answers), report, stop, keeper(address))


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


def keeper(address: Address) -> Keep:
    """Keeps secrets of a connection where ``with_secrets`` finds them."""

    def keep(renewed: Answers) -> None:
        for name, secret in renewed.items():
            secrets.keep(secret_name(address, name), secret)

    return keep


def with_secrets(address: Address) -> Answers | None:
    """Every answer of a remembered connection; None if this computer does not have all its secrets."""
    kept = {name: secrets.recall(secret_name(address, name)) for name in _secret_ids(address.kind)}
    found = {name: secret for name, secret in kept.items() if secret is not None}
    return {**address.answers, **found} if len(found) == len(kept) else None


def secret_name(address: Address, ask_id: str) -> str:
    """Under which name the keyring has one secret of a connection."""
    who = "@".join(reversed(list(address.answers.values())))
    # Those of the neutral contract were kept before a connection could have several.
    return who if address.kind == neutral.NAME else f"{ask_id} {who}"


def _address(connection: Connection) -> Address:
    """What may be written down, in the order of the form."""
    plain = [ask.id for ask in connector_of(connection.kind).asks if ask.form != "secret"]
    given = {name: connection.answers.get(name, "").strip() for name in plain}
    return Address(connection.kind, {name: text for name, text in given.items() if text})


def _secret_ids(kind: str) -> list[str]:
    return [ask.id for ask in connector_of(kind).asks if ask.form == "secret"]


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
