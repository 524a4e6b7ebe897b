"""Products and their variants. The list has those on sale; whatever left it was asked for by its id."""

from collections.abc import Iterator

from msgspec import UnsetType

from storage.fields import Record
from storage.records import Product, Sku
from sync.beijing import Number, fen, local_or_none, plain, whole
from sync.files.said import said
from sync.forgiving import forgiving
from sync.renrendian.bodies import Goods, Variant, rows
from sync.renrendian.items import SeenGoods

_goods = forgiving(Goods)


def read_goods(item: SeenGoods) -> Iterator[Record]:
    """A product and its variants. Raises Unfit for a price or a time that is none."""
    goods = _goods(item.goods)
    on_sale = item.listed if goods.onsale is None else str(goods.onsale) in ("1", "True")
    yield Product(
        id=str(goods.id),
        updated_at=item.seen_at,
        title=said(plain(goods.title)),
        price=said(fen(goods.price)),
        stock=_count(goods.stock),
        status="on_sale" if on_sale else "off_sale",
        listed_at=said(local_or_none(goods.created_at)),
    )
    for variant in rows(goods.products, Variant):
        yield Sku(
            id=str(variant.id),
            updated_at=item.seen_at,
            product_id=str(goods.id),
            spec=plain(variant.props_str),
            merchant_code=plain(variant.product_sn),
            price=said(fen(variant.price)),
            stock=_count(variant.stock),
        )


def _count(told: Number | None) -> int | UnsetType:
    return said(whole(told))
