"""The rows of Douyin's list of orders: one per sub-order, or several sub-orders joined with ; in one row, taken apart.

订单应付金额 is what the buyer paid for the row with its freight: 商品金额 × 商品数量 + 运费 less what the platform,
the shop and the promoter gave.
"""

import re
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Category, Key, Moment, Money, Ref, Text, Time
from storage.shop import Shop
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Reading, Rule
from sync.files.presets._goods import Goods, first_of, variant
from sync.files.said import number, text
from sync.files.values import Unreadable, count, identity
from sync.sharing import shared_out

SHOP = Shop(id="douyin", name="抖店")
BLANKS = frozenset(("-", "--", "——", "null", "数据将于第二天更新"))

JOINED = Rule(
    Words(
        "一行里用分号连着几件商品的，拆成几件，金额平均分；分不清各几件的，件数留空",
        "several products joined with ; in one row are taken apart, with equal shares of the amount; where the pieces "
        "of each cannot be told they are left open",
    ),
    skips=False,
)

REPEATED = Rule(
    Words(
        "同一个子订单编号在文件里出现几次的，只算最后一行",
        "of rows of the same sub-order the last in the file counts",
    ),
    skips=True,
)

_SEPARATOR = re.compile(r"\s*[;；]\s*")
_EMPTY = Words("「{column}」是空的", "{column} is empty")


class Line(Struct, frozen=True):
    """One row of the file."""

    order: Annotated[Key, column("主订单编号")]
    subs: Annotated[Text, column("子订单编号")]
    titles: Annotated[Text, column("选购商品", "商品名称")]
    amount: Annotated[Money, column("订单应付金额")]
    created_at: Annotated[Moment, column("订单提交时间")]
    status: Annotated[Text, column("订单状态")]
    freight: Annotated[Money, perhaps("运费")]
    pieces: Annotated[Text, perhaps("商品数量")]
    products: Annotated[Text, perhaps("商品ID")]
    codes: Annotated[Text, perhaps("商家编码")]
    specs: Annotated[Text, perhaps("商品规格")]
    by_platform: Annotated[Money, perhaps("平台实际承担优惠金额")]
    by_shop: Annotated[Money, perhaps("商家实际承担优惠金额")]
    by_promoter: Annotated[Money, perhaps("达人实际承担优惠金额")]
    paid_at: Annotated[Time, perhaps("支付完成时间")]
    shipped_at: Annotated[Time, perhaps("发货时间")]
    finished_at: Annotated[Time, perhaps("订单完成时间")]
    after_sale: Annotated[Text, perhaps("售后状态")]
    close_reason: Annotated[Category, perhaps("取消原因")]
    type: Annotated[Category, perhaps("订单类型")]
    group: Annotated[Ref, perhaps("拼团订单团编号")]
    promoter: Annotated[Text, perhaps("达人昵称")]
    promoter_id: Annotated[Text, perhaps("达人ID")]
    channel: Annotated[Category, perhaps("流量渠道")]
    medium: Annotated[Category, perhaps("流量体裁")]
    source: Annotated[Category, perhaps("流量来源")]
    receiver: Annotated[Text, perhaps("收件人")]
    phone: Annotated[Text, perhaps("收件人手机号")]
    province: Annotated[Text, perhaps("省")]
    city: Annotated[Text, perhaps("市")]
    district: Annotated[Text, perhaps("区")]
    note: Annotated[Text, perhaps("买家留言")]


class Part(Struct, frozen=True):
    """One sub-order: one product."""

    id: str
    goods: Goods | None
    quantity: int | UnsetType
    amount: int
    """Minor units, without freight."""
    list_amount: int | UnsetType


def newest(group: Group, reading: Reading) -> Group:
    """The rows of an order with each sub-order once, as the last row has it: several exports may be pasted together."""
    last = {tuple(_cut(text(line.subs))): place for place, line in enumerate(group.lines) if line.subs is not UNSET}
    unnamed = (place for place, line in enumerate(group.lines) if line.subs is UNSET)
    places = sorted((*last.values(), *unnamed))
    reading.tally.applied[REPEATED] += len(group.lines) - len(places)
    return Group(group.key, [group.numbers[place] for place in places], [group.lines[place] for place in places])


def parts_of(line: Line, reading: Reading) -> list[Part]:
    """The sub-orders in a row. Raises Unreadable."""
    ids = [identity(each, "子订单编号") for each in _cut(text(line.subs))]
    if "" in ids:
        raise Unreadable(_EMPTY.fill(column="子订单编号"))
    if line.amount is UNSET:
        raise Unreadable(_EMPTY.fill(column="订单应付金额"))
    goods = [_goods(*each) for each in zip(*(_each(cell, len(ids)) for cell in _columns(line)), strict=True)]
    if len(ids) > 1:
        reading.tally.applied[JOINED] += 1
    amounts = shared_out(paid(line) - freight(line), [1] * len(ids))
    lists = _shared_or_unset(_list_amount(line), len(ids))
    return [Part(*each) for each in zip(ids, goods, _quantities(line, len(ids)), amounts, lists, strict=True)]


def paid(line: Line) -> int:
    """What the buyer paid, or is to pay, for the row."""
    return number(line.amount)


def freight(line: Line) -> int:
    """What of it is freight."""
    return min(number(line.freight), paid(line))


def discount(line: Line) -> int | UnsetType:
    """What was given, by whomever; UNSET where the file does not have it of all three."""
    given = (line.by_platform, line.by_shop, line.by_promoter)
    return UNSET if UNSET in given else sum(map(number, given))


def pieces(line: Line) -> int | UnsetType:
    """How many pieces there are in the row."""
    return UNSET if line.pieces is UNSET else sum(_counts(line))


def _list_amount(line: Line) -> int | UnsetType:
    given = discount(line)
    return UNSET if given is UNSET else paid(line) - freight(line) + number(given)


def _columns(line: Line) -> tuple[Text, ...]:
    return line.products, line.codes, line.titles, line.specs


def _goods(product: Text, code: Text, title: Text, spec: Text) -> Goods | None:
    known = first_of(identity(product, "商品ID") if isinstance(product, str) else UNSET, code, title)
    return None if known is None else Goods(known, variant(known, spec, code), title, spec, code)


def _cut(cell: str) -> list[str]:
    return _SEPARATOR.split(cell.strip(" ;；"))


def _each(cell: Text, many: int) -> list[Text]:
    """What a cell says of each of so many sub-orders; a title or a specification may have a ; of its own."""
    if many == 1:
        return [cell]
    found = _cut(text(cell))
    return list(found) if len(found) == many else [UNSET] * many


def _counts(line: Line) -> list[int]:
    return [count(each, "商品数量") for each in _cut(text(line.pieces))] if line.pieces is not UNSET else []


def _quantities(line: Line, many: int) -> list[int | UnsetType]:
    counts = _counts(line)
    if len(counts) == many:
        return list(counts)
    return [1 if counts == [many] else UNSET] * many


def _shared_or_unset(amount: int | UnsetType, many: int) -> list[int | UnsetType]:
    return [UNSET] * many if amount is UNSET else list(shared_out(number(amount), [1] * many))
