"""What the shop itself says of its records, read one by one and not through the lists that the connector reads."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from tests.long._vendure.api import Api

Rows = dict[str, dict[str, tuple[Any, ...]]]

STATUS = {
    "PaymentSettled": "paid",
    "PartiallyShipped": "shipped",
    "Shipped": "shipped",
    "Delivered": "finished",
    "Cancelled": "closed",
}


def rows_there(admin: Api) -> Rows:
    """By kind and id, what a copy must hold."""
    rows: Rows = {kind: {} for kind in ("products", "skus", "customers", "orders", "order_lines", "refunds")}
    for product in _ids(admin, "products"):
        _product(admin, product, rows)
    for customer in _ids(admin, "customers"):
        told = admin("query($i: ID!) { customer(id: $i) { firstName lastName phoneNumber } }", i=customer)
        rows["customers"][customer] = (told["lastName"] + told["firstName"], told["phoneNumber"])
    for order in _ids(admin, "orders"):
        _order(admin, order, rows)
    return rows


def _ids(admin: Api, field: str) -> list[str]:
    found: list[str] = []
    while True:
        page = admin(f"{{ {field}(options: {{ take: 1000, skip: {len(found)} }}) {{ totalItems items {{ id }} }} }}")
        found += [item["id"] for item in page["items"]]
        if len(found) == page["totalItems"]:
            return found


def _product(admin: Api, product: str, rows: Rows) -> None:
    told = admin(
        "query($i: ID!) { product(id: $i) { name enabled variants { id sku priceWithTax trackInventory stockOnHand "
        "stockAllocated } } }",
        i=product,
    )
    for each in told["variants"]:
        left = None if each["trackInventory"] == "FALSE" else each["stockOnHand"] - each["stockAllocated"]
        rows["skus"][each["id"]] = (product, each["sku"], each["priceWithTax"], left)
    cheapest = min((each["priceWithTax"] for each in told["variants"]), default=None)
    rows["products"][product] = (told["name"], cheapest, "on_sale" if told["enabled"] else "off_sale")


def _order(admin: Api, order: str, rows: Rows) -> None:
    told = admin(
        "query($i: ID!) { order(id: $i) { state orderPlacedAt totalWithTax shippingWithTax customer { id } "
        "shippingAddress { province } lines { id orderPlacedQuantity proratedUnitPriceWithTax proratedLinePriceWithTax "
        "productVariant { id productId } } surcharges { id priceWithTax } "
        "payments { amount state refunds { id total state lines { quantity } } } "
        "history(options: { take: 1000, sort: { createdAt: ASC } }) { items { type createdAt data } } } }",
        i=order,
    )
    if told["orderPlacedAt"] is None:
        return  # somebody's cart
    paid = sum(payment["amount"] for payment in told["payments"] if payment["state"] == "Settled")
    status = STATUS[told["state"]]
    pieces = sum(line["orderPlacedQuantity"] for line in told["lines"])
    place = told["shippingAddress"]["province"][:2]
    moments = (
        _ms(told["orderPlacedAt"]),
        _first(told, "Shipped"),
        _first(told, "Delivered"),
        _first(told, "Cancelled"),
    )
    rows["orders"][order] = (told["customer"]["id"], status, paid, pieces, place, *moments)
    taken_off = sum(each["priceWithTax"] for each in told["surcharges"])
    for line, amount in zip(told["lines"], _shares(told, paid - taken_off), strict=True):
        bought = line["productVariant"]
        rows["order_lines"][line["id"]] = (
            order,
            bought["productId"],
            bought["id"],
            line["orderPlacedQuantity"],
            amount,
        )
    for each in told["surcharges"]:
        rows["order_lines"][f"surcharge-{each['id']}"] = (order, None, None, 0, each["priceWithTax"])
    for payment in told["payments"]:
        for refund in payment["refunds"]:
            outcome = {"Settled": "done", "Pending": "open", "Failed": "refused"}[refund["state"]]
            given = sum(line["quantity"] for line in refund["lines"])
            rows["refunds"][refund["id"]] = (order, refund["total"], outcome, given)


def _first(told: dict[str, Any], state: str) -> int | None:
    """When the order first came into a state."""
    steps = [each for each in told["history"]["items"] if each["type"] == "ORDER_STATE_TRANSITION"]
    return next((_ms(each["createdAt"]) for each in steps if each["data"]["to"] == state), None)


def _ms(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp() * 1000)


def _shares(told: dict[str, Any], goods: int) -> list[Fraction]:
    """What was paid for each line: as the shop says it, or in exact parts where pieces were cancelled since."""
    if goods + sum(each["priceWithTax"] for each in told["surcharges"]) == told["totalWithTax"]:
        return [Fraction(line["proratedLinePriceWithTax"]) for line in told["lines"]]
    whole = [line["proratedUnitPriceWithTax"] * line["orderPlacedQuantity"] for line in told["lines"]]
    left = goods - min(told["shippingWithTax"], goods)
    return [Fraction(left * each, sum(whole) or 1) for each in whole]
