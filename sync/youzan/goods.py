"""A product of the lists of goods. Variants are not in them: those that were sold come with the orders."""

from collections.abc import Iterator

from storage.records import Product
from sync.beijing import local, local_or_none, plain, whole
from sync.forgiving import forgiving
from sync.youzan.bodies import GoodsBody
from sync.youzan.items import GoodsItem

_goods = forgiving(GoodsBody)


def read_goods(item: GoodsItem) -> Iterator[Product]:
    """A product, whose price is told in fen."""
    body = _goods(item.goods)
    yield Product(
        id=str(body.item_id),
        updated_at=local(body.update_time),
        title=plain(body.title),
        price=whole(body.price),
        stock=whole(body.quantity),
        status="on_sale" if item.on_sale else "off_sale",
        listed_at=local_or_none(body.created_time),
    )
