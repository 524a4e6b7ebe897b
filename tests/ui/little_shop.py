"""A little shop with known sales, made of real records."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Product, Refund
from storage.shop import Shop

UNTIL = datetime(2026, 11, 22, 13, 10, tzinfo=UTC)  # 21:10 in the shop
CHANNELS = ("小程序", "公众号", "直播")
PROVINCES = ("浙江省", "上海市", "广东省", "吉林省")
CATEGORIES = ("女装", "童装", "食品")


def shop(shop_id: str = "s1", name: str = "示例店铺", demo: bool = False) -> Shop:
    """A shop in China."""
    return Shop(id=shop_id, name=name, demo=demo)


def records(days: int = 120, a_day: int = 3) -> dict[str, list[Record]]:
    """Products, customers, and ``a_day`` orders with one line each on every day up to ``UNTIL``."""
    begun = _millis(UNTIL - timedelta(days=days))
    products = [
        Product(id=f"p{n}", updated_at=begun, title=f"商品{n}", category=CATEGORIES[n % 3], price=1000 * (n + 1))
        for n in range(9)
    ]
    customers = [Customer(id=f"c{n}", updated_at=begun, name=f"顾客{n}") for n in range(40)]
    orders = list(_orders(days, a_day))
    lines = [
        OrderLine(
            id=f"{order.id}-1",
            updated_at=order.updated_at,
            created_at=order.created_at,
            order_id=order.id,
            product_id=f"p{number % 9}",
            quantity=1,
            amount=order.payment_amount,
        )
        for number, order in enumerate(orders)
    ]
    refunds = [
        Refund(
            id=f"r{order.id}",
            updated_at=order.updated_at,
            created_at=order.created_at,
            refunded_at=order.created_at,
            order_id=order.id,
            status="done",
            amount=500,
        )
        for order in orders[::10]
    ]
    found: dict[str, list[Record]] = {}
    for each in (*products, *customers, *orders, *lines, *refunds):
        found.setdefault(each.KIND, []).append(each)
    return found


def _orders(days: int, a_day: int) -> Iterator[Order]:
    for day in range(days):
        for number in range(a_day):
            at = _millis(UNTIL - timedelta(days=day, hours=number))
            count = day * a_day + number
            yield Order(
                id=f"o{count}",
                updated_at=at,
                created_at=at,
                paid_at=at,
                status="paid",
                buyer_id=f"c{count * 7 % 40}",
                channel=CHANNELS[count % 3],
                province=PROVINCES[count % 4],
                payment_amount=1000 + count % 17 * 450,
                item_count=1,
            )


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
