"""Which products carry the shop: ABC classes by their part of the money."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.abc import CLASSES
from analytics.asked import Asked
from analytics.dimensions.shelf import ABC
from analytics.log import SOLD
from analytics.measure import quotient, read_by, read_term
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.goods import PRODUCTS_SOLD, SOLD_LINES
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

LEAST = 5
"""Products below which classes say nothing."""
_MONEY, _PRODUCTS = total(SOLD_LINES), count(PRODUCTS_SOLD)
_KEYS = tuple(CLASSES)
_RULE = Words(
    "按本期商品支付金额从大到小排，累计到 80% 的是 A 类，80–95% 是 B 类，其余是 C 类；金额相同的商品在同一类。",
    "Products by goods amount of the period, largest first: up to 80% of the money A, to 95% B, the rest C; products "
    "with equal money are in the same class.",
)
_CLASS_COLUMNS = (
    Column("class", ABC.name, Shown.TEXT, _RULE),
    Column("products", Words("商品数", "Products"), Shown.COUNT, _RULE, total=True),
    Column("product_share", Words("占商品数", "Part of products"), Shown.RATIO),
    Column("goods_amount", Words("商品支付金额", "Goods amount"), Shown.MONEY, _RULE, bar=True, total=True),
    Column("share", Words("占金额", "Part of money"), Shown.RATIO),
    Column("per_product", Words("平均每个商品", "Per product"), Shown.MONEY),
)


def abc_classes(asked: Asked, panel: Panel) -> Table:
    """Products and money per class."""
    found = _measured(asked)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _CLASS_COLUMNS, (), found)
    products, money = found
    rows = tuple(_row(asked, code, products, money) for code in range(len(_KEYS)))
    lead = _lead(products, money)
    drawn = Bars("class", "goods_amount")
    return Table(panel.id, panel.title, _CLASS_COLUMNS, rows, _unknown(asked), drawn=drawn, lead=lead)


def _measured(asked: Asked) -> tuple[NDArray[np.int64], NDArray[np.int64]] | Words:
    """Products and money per class; else why there are none."""
    why_not = asked.unknown or asked.now.lacks(SOLD) or ABC.untold(asked.facts)
    if why_not is not None:
        return why_not
    found = told(read_by(asked.now, _PRODUCTS, ABC), read_by(asked.now, _MONEY, ABC))
    if isinstance(found, Words):
        return found
    products, money = found
    if products[1:].sum() < LEAST or not (money[1:] > 0).any():
        return Words(
            f"本期卖出的商品不到 {LEAST} 个，分类没有意义。", f"Fewer than {LEAST} products sold: classes say nothing."
        )
    return products[1:], money[1:]


def _row(asked: Asked, code: int, products: NDArray[np.int64], money: NDArray[np.int64]) -> Row:
    narrow = Narrow(slices=((ABC.id, _KEYS[code]),))
    goods, lines = selection(asked.now, _PRODUCTS, narrow), selection(asked.now, _MONEY, narrow)
    number, amount = int(products[code]), int(money[code])
    cells = (
        CLASSES[_KEYS[code]],
        number,
        number / int(products.sum()),
        amount,
        amount / max(int(money.sum()), 1),
        quotient(amount, number, Shown.MONEY),
    )
    return Row(cells, goods, (None, goods, None, lines, None, None))


def _unknown(asked: Asked) -> Words | None:
    amount = read_term(asked.now, _MONEY, Narrow(slices=((ABC.id, ""),))).value
    if not amount:
        return None
    return Words("不知道是哪个商品的明细没有算进来。", "Lines whose product is not known are left out.")


def _lead(products: Sequence[int] | NDArray[np.int64], money: NDArray[np.int64]) -> Words:
    every, first, last = int(sum(products)), int(products[0]), int(products[2])
    part, rest = money[0] / max(int(money.sum()), 1), money[2] / max(int(money.sum()), 1)
    return Words(
        f"卖出的 {every:,} 个商品里，{first:,} 个({first / every:.0%})带来 {part:.0%} 的金额；"
        f"最后 {last:,} 个({last / every:.0%})只带来 {rest:.1%}。",
        f"Of {every:,} products sold, {first:,} ({first / every:.0%}) bring {part:.0%} of the money; "
        f"the last {last:,} ({last / every:.0%}) bring {rest:.1%}.",
    )
