"""Connecting and syncing a shop: the store, the remembered address and the keyring brought together."""

from desktop import connections, secrets
from desktop.connections import Address
from storage.errors import KnownError
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.connect import try_connection
from sync.engine import pull
from sync.neutral import NeutralSource
from ui.doors import Connection


def connect(store: Store, connection: Connection) -> Shop:
    """Try a connection and remember it. Raises KnownError; then nothing is remembered."""
    shop = try_connection(connection.url, connection.client_id, connection.client_secret)
    store.put_shop(shop)
    connections.save(store.folder, shop.id, Address(connection.url, connection.client_id))
    secrets.keep(secret_name(connection.url, connection.client_id), connection.client_secret)
    return shop


def sync(store: Store, shop_id: str, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Pull what changed for one connected shop. Raises KnownError or Cancelled; what was committed stays."""
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        raise KnownError(
            Words("这家店铺的数据来自文件，没有可同步的接口。", "This shop came from files; there is nothing to sync."),
            Words("请导入新的导出文件，或先连接店铺。", "Import a newer file, or connect the shop."),
        )
    secret = secrets.recall(secret_name(address.url, address.client_id))
    if secret is None:
        raise KnownError(
            Words("本机没有保存这家店铺的密钥。", "The secret of this shop is not kept on this computer."),
            Words("请在「数据」页重新填写一次。", "Enter it once more on the Data page."),
        )
    return pull_from(store, shop_id, Connection(address.url, address.client_id, secret), report, stop)


def pull_from(store: Store, shop_id: str, connection: Connection, report: Report, stop: StopAsked) -> Run:
    """Pull what changed through a connection that is known."""
    with NeutralSource(connection.url, connection.client_id, connection.client_secret) as source:
        return pull(store, shop_id, source, report, stop)


def secret_name(url: str, client_id: str) -> str:
    """Under which name the keyring has the secret of a connection."""
    return f"{client_id}@{url}"
