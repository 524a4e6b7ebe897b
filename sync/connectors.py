"""Every kind of connector there is: to add one, write it in a folder of its own and name it here."""

from collections.abc import Mapping

from storage.errors import KnownError
from storage.words import Words
from sync import neutral
from sync.connector import Connector
from sync.renrendian import connector as renrendian
from sync.vendure import connector as vendure
from sync.woocommerce import connector as woocommerce
from sync.youzan import connector as youzan

CONNECTORS: tuple[Connector, ...] = (
    youzan.CONNECTOR,
    renrendian.CONNECTOR,
    woocommerce.CONNECTOR,
    vendure.CONNECTOR,
    neutral.CONNECTOR,
)
"""In the order in which they are offered: those that merchants know by name come first."""

_BY_ID: Mapping[str, Connector] = {each.id: each for each in CONNECTORS}


def connector_of(kind: str) -> Connector:
    """The connector with this id. Raises KnownError for one that only a newer program knows."""
    if kind in _BY_ID:
        return _BY_ID[kind]
    raise KnownError(
        Words(f"这家店铺的平台「{kind}」，这个版本还不认识。", f"This version does not know the platform {kind}."),
        Words("请更新掌柜，或在「数据」页重新连接。", "Update Zhanggui, or connect the shop again on the Data page."),
    )


def reader_of(source: str) -> Connector | None:
    """The connector that a source's items came through; None for a file."""
    return _BY_ID.get(source)
