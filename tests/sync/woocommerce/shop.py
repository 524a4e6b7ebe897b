"""SIMULATED: what a WooCommerce shop holds and how it changes: bins, hard deletions, moments of one second."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.bodies import Body

OPENED = datetime(2026, 3, 1, 4, 0, 0, tzinfo=UTC)
EAST = timedelta(hours=8)
"""How far the shop's own days are ahead of UTC."""

LISTS = ("orders", "refunds", "products", "coupons", "customers")


class Shop:
    """Lists by number; every change is stamped with the shop's clock, which a test moves on."""

    def __init__(self) -> None:
        self.clock = OPENED
        self.zone: tzinfo = timezone(EAST)
        """The site's; what was changed before it was set keeps the local time it was given."""
        self.lists: dict[str, dict[int, Body]] = {name: {} for name in LISTS}
        self.variations: dict[int, list[Body]] = {}
        self.before_trash: dict[tuple[str, int], Body] = {}
        self.hidden: set[int] = set()
        """What WooCommerce counts but cannot load, and leaves out of its pages."""
        self._number = 1000

    def later(self, **span: float) -> None:
        self.clock += timedelta(**span)

    def number(self) -> int:
        self._number += 1
        return self._number

    def add(self, name: str, body: Body) -> int:
        self.lists[name][body["id"]] = body | self._dates("created") | self._dates("modified")
        return int(body["id"])

    def sell(self, *lines: Body, paid: bool = True, **more: Any) -> int:
        """A new order; its number."""
        body = bodies.order(self.number(), lines, **more)
        if paid:
            body |= self._dates("paid")
        return self.add("orders", body)

    def change(self, name: str, number: int, **fields: Any) -> None:
        self.lists[name][number] |= fields | self._dates("modified")

    def refund(self, order: int, amount: str, *lines: Body, reason: str = "") -> int:
        """Money given back; the order is changed by it."""
        body = bodies.refund(self.number(), order, amount, lines, reason)
        told = {"id": body["id"], "reason": reason, "total": f"-{amount}"}
        self.change("orders", order, refunds=[*self.lists["orders"][order]["refunds"], told])
        return self.add("refunds", body)

    def trash(self, name: str, number: int) -> None:
        """Into the bin, and with an order its refunds, of which it then tells no more."""
        body = self.lists[name][number]
        self.before_trash[name, number] = {key: body[key] for key in ("status", "refunds") if key in body}
        self.change(name, number, **{"status": "trash"} | ({"refunds": []} if "refunds" in body else {}))

    def restore(self, name: str, number: int) -> None:
        self.change(name, number, **self.before_trash.pop((name, number)))

    def delete(self, name: str, number: int) -> None:
        """For ever and without a trace; an order takes its refunds along, and lines forget a product that is gone."""
        del self.lists[name][number]
        if name == "orders":
            kept = {key: body for key, body in self.lists["refunds"].items() if body["parent_id"] != number}
            self.lists["refunds"] = kept
        if name == "products":
            for body in (*self.lists["orders"].values(), *self.lists["refunds"].values()):
                lines = [dict(line, **_without(line, number)) for line in body["line_items"]]
                body["line_items"] = lines

    def take_refund_back(self, number: int) -> None:
        """The order is not changed by it."""
        order = self.lists["refunds"].pop(number)["parent_id"]
        body = self.lists["orders"][order]
        body["refunds"] = [each for each in body["refunds"] if each["id"] != number]

    def _dates(self, what: str) -> Body:
        return {f"date_{what}": stamp(self.clock.astimezone(self.zone)), f"date_{what}_gmt": stamp(self.clock)}


def _without(line: Body, product: int) -> Body:
    """WooCommerce tells no number of a product or variation that is no longer there."""
    return {"product_id": 0, "variation_id": 0} if line["product_id"] == product else {}


def stamp(moment: datetime) -> str:
    """As the interface tells it: no zone, whole seconds."""
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def millis(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000
