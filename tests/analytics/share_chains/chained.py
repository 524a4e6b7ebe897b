"""Small random shops in which much is shared on, with dirt: circles, parents that are gone, parents made later."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET

from analytics.period import Period, local_day
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Content, Customer, Order, Product, Referral, Share, Visit
from storage.shop import Shop

DAY, HOUR = 86_400_000, 3_600_000
START = 1_772_323_200_000  # 2026-03-01 in Shanghai
DAYS = 50
FANS = tuple(f"c{number}" for number in range(14))
CONTENTS = ("t0", "t1", "t2", "t3")
PERIOD = Period(date(2026, 3, 8), date(2026, 4, 12))


class Chained:
    """A shop in the making; the records of one kind are in the order of their ids."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.pick = self.random.choice
        self.shop = Shop(id="s1", name="小店")
        self.name = f"Chained({seed})"
        self.shares = self._shares()
        self.visits = self._visits()
        self.orders = self._orders()
        self.customers = [
            Customer(id=key, updated_at=1, joined_at=self.pick((self.moment(), self.moment(), None))) for key in FANS
        ]
        self.referrals = self._referrals()
        goods: list[Record] = [Product(id=key, updated_at=1, title=f"商品{key}") for key in ("p0", "p1")]
        titles: list[Record] = [Content(id=key, updated_at=1, title=f"内容{key}") for key in CONTENTS]
        self.records = [
            *goods, *titles, *self.shares, *self.visits, *self.orders, *self.customers, *self.referrals
        ]  # fmt: skip
        self.until = START + DAYS * DAY

    def __repr__(self) -> str:
        return self.name

    def facts(self) -> Facts:
        return facts_of(self.shop, self.records, as_of=self.until)

    def moment(self) -> int:
        return START + self.random.randrange(DAYS) * DAY + self.pick((0, 0, HOUR, 13 * HOUR))

    def inside(self, moment: int) -> bool:
        return PERIOD.first <= local_day(moment, self.shop.zone) <= PERIOD.last

    def _shares(self) -> list[Share]:
        count = self.pick((120, 200))
        moments = sorted(self.moment() for _ in range(count))
        made = []
        for number, moment in enumerate(moments):
            before = max(0, number - self.random.randrange(1, 12))  # mostly a share shortly before
            parent = self.pick((None, f"s{before}", f"s{before}", f"s{self.random.randrange(count)}", f"s{number}"))
            parent = self.pick((parent,) * 9 + ("s-gone",))
            what = self.pick(("content", "content", "product", "product", "nothing"))
            made.append(
                Share(
                    id=f"s{number}", updated_at=1, created_at=moment, customer_id=self.pick((*FANS, None)),
                    parent_share_id=parent,
                    content_id=self.pick(CONTENTS[:3]) if what == "content" else None,
                    product_id=self.pick(("p0", "p1")) if what == "product" else None,
                )
            )  # fmt: skip
        return made

    def _visits(self) -> list[Visit]:
        return [
            Visit(
                id=f"v{number}",
                updated_at=1,
                created_at=self.moment(),
                visitor_id=f"w{number % 7}",
                customer_id=self.pick((*FANS, None)),
                share_id=self.pick((None, "s-gone", *(f"s{self.random.randrange(90)}" for _ in range(5)))),
                content_id=self.pick((None, None, None, *CONTENTS)),
            )
            for number in range(self.pick((40, 200)))
        ]

    def _orders(self) -> list[Order]:
        made = []
        for number in range(self.pick((20, 120))):
            placed = min(self.moment(), START + (DAYS - 3) * DAY)  # nobody pays after the end of the data
            made.append(
                Order(
                    id=f"o{number}",
                    updated_at=1,
                    created_at=placed,
                    paid_at=self.pick((placed, placed + HOUR, placed + 3 * DAY, None)),
                    buyer_id=self.pick((*FANS, None)),
                    payment_amount=self.pick((0, 100, 2500, 90_000, None)),
                    visit_id=self.pick((None, "v-gone", *(f"v{self.random.randrange(40)}" for _ in range(6)))),
                )
            )
        return made

    def _referrals(self) -> list[Referral]:
        return [
            Referral(
                id=f"r{number}",
                updated_at=1,
                created_at=self.moment(),
                parent_id=FANS[number // 2] if number else None,
                child_id=FANS[number],
                share_id=self.pick((None, "s-gone", f"s{self.random.randrange(90)}")),
            )
            for number in range(0, len(FANS), self.pick((1, 2, 3)))
        ]


class Settled:
    """The chains of a shop by the rules, followed one by one."""

    def __init__(self, made: Chained) -> None:
        self.shares = {share.id: share for share in made.shares}
        self.wrong: dict[str, str] = {}
        self.parent = {share.id: self._parent(share) for share in made.shares}
        self._break_circles(made)
        self.children: dict[str, list[str]] = {key: [] for key in self.shares}
        for key, above in self.parent.items():
            if above:
                self.children[above].append(key)

    def _parent(self, share: Share) -> str:
        above = plain(share.parent_share_id)
        if not above:
            return ""
        if above not in self.shares:
            self.wrong[share.id] = "absent"
        elif above == share.id:
            self.wrong[share.id] = "self_made"
        elif self.shares[above].created_at > share.created_at:
            self.wrong[share.id] = "later"
        return "" if share.id in self.wrong else above

    def _break_circles(self, made: Chained) -> None:
        row = {share.id: number for number, share in enumerate(made.shares)}
        for key in self.shares:
            way = [key]
            while self.parent[way[-1]] and self.parent[way[-1]] not in way:
                way.append(self.parent[way[-1]])
            if self.parent[way[-1]]:
                circle = way[way.index(self.parent[way[-1]]) :]
                last = max(circle, key=lambda one: row[one])
                self.wrong[last], self.parent[last] = "closing", ""

    def first(self, key: str) -> bool:
        return not plain(self.shares[key].parent_share_id)

    def longest(self, key: str) -> int:
        return 1 + max((self.longest(child) for child in self.children[key]), default=0)

    def tree(self, key: str) -> list[str]:
        return [key, *(found for child in self.children[key] for found in self.tree(child))]

    def distances(self, root: str) -> Iterator[int]:
        """Steps between any two of a tree, by walking from each to the other."""
        members = self.tree(root)
        for place, one in enumerate(members):
            steps, edge, seen = {one: 0}, [one], 0
            while edge:
                seen += 1
                near = [n for at in edge for n in (*self.children[at], self.parent[at]) if n and n not in steps]
                steps |= dict.fromkeys(near, seen)
                edge = near
            yield from (steps[other] for other in members[place + 1 :])


def plain(value: Any) -> Any:
    """A field, None where the source does not supply it."""
    return None if value is UNSET else value


def chaineds() -> st.SearchStrategy[Chained]:
    return st.builds(Chained, st.integers(0, 10**9))
