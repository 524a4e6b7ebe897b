"""A shop whose group-buys are written down offer by offer, for stories."""

from datetime import date, timedelta
from typing import Any

from storage.facts import Facts
from storage.records import Group, GroupCampaign, Product
from tests.analytics.making import Book

FIRST = date(2026, 1, 1)


class Stall(Book):
    """Offers of ten days, one after the other or side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0

    def closed(self) -> Facts:
        """Everything, seen on the second day after the last offer, when its groups are over too."""
        end = FIRST + timedelta(days=10 * self.last + 11)
        return self.order(f"{end} 12:00", 100, "somebody").facts()

    def goods(self, key: str = "tea", price: int = 10_000, cost: int | None = 4_000, **more: Any) -> "Stall":
        """A product."""
        self.records.append(Product(id=key, updated_at=1, title=key, price=price, cost=cost, **more))
        return self

    def offer(self, number: int, full: int, failed: int, **more: Any) -> "Stall":
        """The offer of one stretch of ten days: so many groups filled, so many failed with the leader alone.

        Whoever leads buys for the first time; those who join bought before.
        """
        terms = {
            "product_id": "tea", "size": 3, "solo_price": 10_000, "group_price": 8_000, "window_minutes": 1440,
            "leader_reward": 0, "stock": 500,
        } | more  # fmt: skip
        self.last = max(self.last, number)
        key, starts = f"offer{len(self.records)}", FIRST + timedelta(days=10 * number)
        begins, ends = (self.at(f"{day} 00:00") for day in (starts, starts + timedelta(days=10)))
        self.records.append(GroupCampaign(id=key, updated_at=1, starts_at=begins, ends_at=ends, **terms))
        for at in range(full + failed):
            self._group(f"{key}-{at}", key, terms, starts + timedelta(days=at % 10), at < full)
        return self

    def leader(self, number: int) -> str:
        """Who led a group, counted over all of them."""
        led = [one.leader_id for one in self.records if isinstance(one, Group)]
        return str(led[number])

    def _group(self, key: str, offer: str, terms: dict[str, Any], day: date, full: bool) -> None:
        opened = self.at(f"{day} 10:00")
        size = int(terms["size"]) if full else 1
        self.records.append(
            Group(
                id=key, updated_at=1, created_at=opened, group_campaign_id=offer, product_id=terms["product_id"],
                leader_id=f"{key}-0", size=terms["size"], joined=size, status="completed" if full else "failed",
                expires_at=opened + 60_000 * int(terms["window_minutes"]),
                completed_at=opened + 3_600_000 if full else None,
            )
        )  # fmt: skip
        for person in range(size):
            buyer = f"{key}-0" if person == 0 else f"regular{person}"
            self.order(
                f"{day} {10 + person:02}:05", int(terms["group_price"]), buyer, group_id=key,
                lines=[(terms["product_id"], int(terms["group_price"]))],
            )  # fmt: skip
