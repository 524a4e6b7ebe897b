"""Small random shops, and questions about them, that make boundaries, ties, gaps and orphans common."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from analytics.period import Period
from analytics.question import Filters, Question
from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Product, Refund, Visit
from storage.shop import Shop

ZONES = ("Asia/Shanghai", "Europe/London", "America/New_York")
DAY_ONE = date(2022, 10, 20)  # the days after hold the end of summer time in both western zones
DAYS = 420
CHANNELS = ("live", "mini", "", None)
PROVINCES = ("浙江省", "上海市", None)
CATEGORIES = ("茶", "杯", None)
BUYERS = ("b0", "b1", "b2", "b3", None)
PRODUCTS = ("p0", "p1", "p2", "p9", None)  # p9 is sold but not recorded
AMOUNTS = (0, 1, 7, 5000, 10_000, 10_001, 99_999_999, None)
HOUR = 3_600_000
NEAR = ((372, 390), (372, 390), (366, 396), (340, 366), (340, 366), (0, 30), (0, DAYS))
"""Days of events: most about the days asked for, some in the comparison, some a year before."""


class Making:
    """One shop in the making."""

    def __init__(self, random: Random, zone: ZoneInfo) -> None:
        self.zone = zone
        self.random = random
        self.pick = random.choice

    def moment(self) -> int:
        """Days that often fall close together, and now and then a year apart; often the first moment of a day."""
        low, high = self.pick(NEAR)
        at = DAY_ONE + timedelta(days=self.random.randint(low, high))
        return int(
            datetime(at.year, at.month, at.day, self.pick((0, 1, 2, 12, 23)), tzinfo=self.zone).timestamp() * 1000
        )

    def orders(self, count: int) -> list[Record]:
        records: list[Record] = []
        for number in range(count):
            placed = self.moment()
            delay = self.pick((0, 0, HOUR, 24 * HOUR, None))
            order = Order(
                id=f"o{number}",
                updated_at=1,
                created_at=placed,
                paid_at=None if delay is None else placed + delay,
                buyer_id=self.pick(BUYERS),
                channel=self.pick(CHANNELS),
                province=self.pick(PROVINCES),
                type=self.pick(("normal", "group", None)),
                payment_amount=self.pick(AMOUNTS),
                list_amount=self.pick(AMOUNTS),
                discount_amount=self.pick(AMOUNTS),
                item_count=self.pick((1, 2, 3, None)),
            )
            records += [order, *self.lines(order)]
        return records

    def lines(self, order: Order) -> list[Record]:
        return [
            OrderLine(
                id=f"l{order.id[1:]}{number}",
                updated_at=1,
                created_at=order.created_at,
                order_id=self.pick((order.id, order.id, order.id, order.id, "o-gone", None)),
                product_id=self.pick(PRODUCTS),
                quantity=self.pick((1, 2, None)),
                amount=self.pick(AMOUNTS),
            )
            for number in range(self.pick((0, 1, 1, 2, 3)))
        ]

    def refunds(self) -> list[Record]:
        return [
            Refund(
                id=f"r{number}",
                updated_at=1,
                created_at=self.moment(),
                refunded_at=self.pick((None, self.moment(), self.moment(), self.moment())),
                status=self.pick(("done", "done", "open", "refused", None)),
                order_id=self.pick(("o0", "o1", "o2", "o-gone", None)),
                line_id=self.pick(("l00", "l10", "l20", None)),
                product_id=self.pick(PRODUCTS),
                buyer_id=self.pick(BUYERS),
                channel=self.pick(CHANNELS),
                province=self.pick(PROVINCES),
                amount=self.pick(AMOUNTS),
            )
            for number in range(self.pick((0, 1, 3, 6)))
        ]

    def visits(self) -> list[Record]:
        begin = self.pick((0, 0, 370 * 24 * HOUR))  # some sources begin to count visits late
        start = int(datetime(DAY_ONE.year, DAY_ONE.month, DAY_ONE.day, tzinfo=self.zone).timestamp() * 1000)
        return [
            Visit(
                id=f"v{number}",
                updated_at=1,
                created_at=max(start + begin, self.moment()),
                visitor_id=self.pick(("v0", "v1", "v2", None)),
                channel=self.pick(CHANNELS),
                province=self.pick(PROVINCES),
                product_id=self.pick(PRODUCTS),
            )
            for number in range(self.pick((0, 2, 10)))
        ]


def shop_of(seed: int, orders: int) -> tuple[Shop, list[Record]]:
    """A shop and its records."""
    random = Random(seed)
    shop = Shop(id="s1", name="小店", timezone=random.choice(ZONES))
    making = Making(random, shop.zone)
    products = [
        Product(id=f"p{number}", updated_at=1, title=f"商品{number % 2}", category=random.choice(CATEGORIES))
        for number in range(3)
    ]
    known = random.choice((4, 4, 3))  # sometimes a buyer has no record
    customers = [Customer(id=f"b{number}", updated_at=1, name=f"买家{number}") for number in range(known)]
    return shop, [*products, *customers, *making.orders(orders), *making.refunds(), *making.visits()]


class Made(tuple[Shop, list[Record]]):
    """A shop and its records, told apart by how they were made."""

    def __new__(cls, seed: int, orders: int) -> "Made":
        made = super().__new__(cls, shop_of(seed, orders))
        made.name = f"shop_of({seed}, {orders})"
        return made

    def __repr__(self) -> str:
        return self.name


def shops() -> st.SearchStrategy[tuple[Shop, list[Record]]]:
    """Shops with up to 40 orders."""
    return st.builds(Made, st.integers(0, 10**9), st.sampled_from((40, 30, 40, 20, 40, 8, 2, 0)))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question that mostly falls where the shop has data."""
    return Question(draw(periods()), draw(st.sampled_from(("previous", "previous", "year", "none"))), draw(filters()))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Days, weeks, whole months and long stretches."""
    near, far = st.integers(366, 385), st.integers(-10, DAYS + 10)
    first = DAY_ONE + timedelta(days=draw(st.one_of(near, near, near, near, near, far)))
    whole = draw(st.sampled_from((Period(date(2023, 11, 1), date(2023, 11, 30)), None, None, None)))
    return whole or Period(first, first + timedelta(days=draw(st.sampled_from((29, 12, 6, 1, 0, 95, 230)))))


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Often none; else up to two values of each kind, "" for "not known" and a value nothing has among them."""
    if draw(st.sampled_from((True, True, False))):
        return Filters()
    values = [
        tuple(draw(st.lists(st.sampled_from(of), max_size=2, unique=True)))
        for of in (("live", "", "mini", "never"), ("浙江省", "上海市", ""), ("茶", "杯", ""))
    ]
    kept = draw(st.sampled_from((0, 1, 2, None)))  # one kind of filter at a time, or all of them
    values = [keys if kept in (None, place) else () for place, keys in enumerate(values)]
    return Filters(*values, draw(st.sampled_from(("all", "all", "new", "returning"))))
