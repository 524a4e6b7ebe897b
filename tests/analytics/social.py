"""Small random shops of fans: who came and left, who brought whom, what was shared, visited and bought, day by day.

Gaps, orphans, circles and ties are common. Everything happens within some sixty days, so that most of it is asked for.
"""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from analytics.period import Period
from analytics.question import Filters, Question
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import (
    AdSpend,
    Customer,
    DailyTraffic,
    Order,
    OrderLine,
    Product,
    Referral,
    Share,
    Visit,
)
from storage.shop import Shop

DAY_ONE = date(2026, 3, 1)
DAYS = 75
UNTIL = DAYS + 10
HOUR = 3_600_000
FANS = tuple(f"c{number}" for number in range(9))
CHANNELS = ("小程序", "直播", "", None)
PROVINCES = ("浙江省", "上海市", None)
PRODUCTS = ("p0", "p1", "p9", None)  # p9 is not recorded


class Social:
    """A shop in the making; ``kinds`` says which records its source keeps."""

    def __init__(self, seed: int, kinds: frozenset[str]) -> None:
        self.random = Random(seed)
        self.pick = self.random.choice
        self.kinds = kinds
        self.shop = Shop(id="s1", name="小店", timezone=self.pick(("Asia/Shanghai", "America/New_York")))
        self.records: list[Record] = []
        for make in (
            self._people, self._ties, self._shares, self._visits, self._orders, self._daily, self._spending
        ):  # fmt: skip
            self.records += [record for record in make() if record.KIND in kinds]
        self.name = f"Social({seed}, frozenset({sorted(kinds)}))"

    def __repr__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return self.shop.zone

    @property
    def until(self) -> int:
        return self.midnight(DAY_ONE + timedelta(days=UNTIL))

    def facts(self) -> Facts:
        return facts_of(self.shop, self.records, as_of=self.until)

    def midnight(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp() * 1000)

    def moment(self) -> int:
        """Often the first moment of a day, and often the same few days."""
        day = DAY_ONE + timedelta(days=self.pick((0, 5, 29, 30, 31, 31, 55, self.random.randint(0, DAYS))))
        return self.midnight(day) + self.pick((0, 0, HOUR, 13 * HOUR, 23 * HOUR))

    def often(self, of: tuple[int, ...]) -> range:
        return range(self.pick(of))

    def _people(self) -> list[Record]:
        people: list[Record] = []
        for key in FANS[: self.pick((9, 9, 7))]:
            joined = self.pick((self.moment(), self.moment(), self.moment(), None))
            people.append(
                Customer(
                    id=key,
                    updated_at=1,
                    name=f"粉丝{key}",
                    province=self.pick(PROVINCES),
                    source=self.pick(("公众号", "好友分享", None)),
                    joined_at=joined,
                    followed_at=self.pick((self.moment(), joined, None)),
                    unfollowed_at=self.pick((self.moment(), None, None)),
                )
            )
        return people

    def _ties(self) -> list[Record]:
        return [
            Referral(
                id=f"r{number}",
                updated_at=1,
                created_at=self.moment(),
                parent_id=self.pick((*FANS, None)),
                child_id=self.pick((*FANS, None)),
            )
            for number in self.often((0, 6, 12))
        ]

    def _shares(self) -> list[Record]:
        count = self.pick((0, 4, 12))
        return [
            Share(
                id=f"s{number}",
                updated_at=1,
                created_at=self.moment(),
                customer_id=self.pick((*FANS, None)),
                parent_share_id=self.pick((None, None, f"s{self.random.randint(0, count)}", "s-gone")),
                target=self.pick(("好友", "微信群", None)),
                product_id=self.pick(PRODUCTS),
                content_id=self.pick(("t0", None)),
            )
            for number in range(count)
        ]

    def _visits(self) -> list[Record]:
        return [
            Visit(
                id=f"v{number}",
                updated_at=1,
                created_at=self.moment(),
                visitor_id=self.pick(("w0", "w1", "w2", "w3", "w4", None)),
                customer_id=self.pick((*FANS, None, None, None)),
                channel=self.pick(CHANNELS),
                province=self.pick(PROVINCES),
                page=self.pick(("home", "product", "打卡页", None)),
                product_id=self.pick(PRODUCTS),
                share_id=self.pick((None, "s0", "s1", "s2", "s-gone")),
                added_to_cart=self.pick((True, False, None)),
                seconds=self.pick((0, 5, 60, None)),
            )
            for number in self.often((0, 10, 30))
        ]

    def _orders(self) -> list[Record]:
        orders: list[Record] = [
            Product(id="p0", updated_at=1, title="茶", category="茶"),
            Product(id="p1", updated_at=1, title="杯", category="杯"),
        ]
        for number in self.often((1, 15, 30)):
            placed = self.moment()
            delay = self.pick((0, HOUR, 24 * HOUR, None))
            orders.append(
                Order(
                    id=f"o{number}",
                    updated_at=1,
                    created_at=placed,
                    paid_at=None if delay is None else placed + delay,
                    buyer_id=self.pick((*FANS, None)),
                    channel=self.pick(CHANNELS),
                    province=self.pick(PROVINCES),
                    payment_amount=self.pick((0, 100, 5000, None)),
                    promoter_id=self.pick((None, None, *FANS[:3])),
                    visit_id=self.pick((None, "v0", "v1", "v2", "v3", "v-gone")),
                )
            )
            orders += [
                OrderLine(
                    id=f"l{number}-{place}",
                    updated_at=1,
                    created_at=placed,
                    order_id=f"o{number}",
                    product_id=self.pick(PRODUCTS),
                    amount=self.pick((0, 50, None)),
                    quantity=1,
                )
                for place in self.often((0, 1, 2))
            ]
        return orders

    def _daily(self) -> list[Record]:
        rows: list[Record] = []
        for number in range(DAYS):
            day = str(DAY_ONE + timedelta(days=number))
            for channel in self.pick(((None,), ("小程序", "直播"), (None, "小程序"), ())):
                rows.append(
                    DailyTraffic(
                        id=f"d{len(rows)}",
                        updated_at=1,
                        day=day,
                        channel=channel,
                        visitors=self.pick((0, 3, 10, None)),
                        views=self.pick((0, 5, 30, None)),
                        shares=self.pick((0, 2, None)),
                        new_fans=self.pick((0, 1, None)),
                    )
                )
        return rows

    def _spending(self) -> list[Record]:
        return [
            AdSpend(
                id=f"a{number}",
                updated_at=1,
                day=str(DAY_ONE + timedelta(days=self.random.randint(0, DAYS))),
                channel=self.pick(CHANNELS),
                cost=self.pick((0, 300, None)),
            )
            for number in self.often((0, 8))
        ]


SALES = frozenset({"orders", "order_lines", "products"})
EVERYTHING = SALES | {"customers", "referrals", "shares", "visits", "daily_traffic", "ad_spend"}
BY_DAY = SALES | {"daily_traffic"}


def socials(kinds: frozenset[str] = EVERYTHING) -> st.SearchStrategy[Social]:
    """Shops whose source keeps these kinds."""
    return st.builds(Social, st.integers(0, 10**9), st.just(kinds))


@st.composite
def questions(draw: st.DrawFn, provinces: bool = True) -> Question:
    """A question that mostly falls where the shop has data."""
    first = DAY_ONE + timedelta(days=draw(st.sampled_from((31, 30, 10, 0, 45, 70, -3))))
    length = draw(st.sampled_from((30, 7, 1, 20)))
    some = draw(st.sampled_from(((), (), ("浙江省",), ("", "上海市")))) if provinces else ()
    return Question(Period(first, first + timedelta(days=length - 1)), filters=Filters(provinces=some))
