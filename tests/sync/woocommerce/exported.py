"""SIMULATED: the files that a shop's back office makes: Analytics > Orders and Customers, and the list of products."""

from decimal import Decimal
from typing import Any

from tests.sync.presets.woocommerce import CUSTOMERS, ORDERS, PRODUCTS, encoded, line
from tests.sync.woocommerce.bodies import Body
from tests.sync.woocommerce.shop import Shop

LEFT_OUT = frozenset({"pending", "failed", "cancelled", "trash"})
"""States that Analytics leaves out, as it is set by default."""
_LED_BY = {"organic": "Organic", "utm": "Source", "referral": "Referral"}


def orders(shop: Shop) -> bytes:
    """A row for each order on the day of its payment, and one for each refund on its own."""
    told = [body for body in shop.lists["orders"].values() if body["status"] not in LEFT_OUT]
    found = [(body["date_paid"] or body["date_created"], _order(shop, body)) for body in told]
    for refund in shop.lists["refunds"].values():
        of = shop.lists["orders"][refund["parent_id"]]
        if of["status"] not in LEFT_OUT:
            found.append((refund["date_created"], _refund(shop, of, refund)))
    rows = [
        cells | {"Date": at.replace("T", " ")} for at, cells in sorted(found, key=lambda each: each[0], reverse=True)
    ]
    return encoded(ORDERS, *(line(ORDERS, cells) for cells in rows))


def _order(shop: Shop, body: Body) -> dict[str, str]:
    lines = body["line_items"]
    return _common(shop, body) | {
        "Product(s)": ", ".join(f"{each['quantity']}× {each['name']}" for each in lines),
        "Items sold": str(sum(each["quantity"] for each in lines)),
        "Coupon(s)": ", ".join(each["code"] for each in body["coupon_lines"]),
        "Net Sales": str(sum(Decimal(each["total"]) for each in lines)),
    }


def _refund(shop: Shop, of: Body, refund: Body) -> dict[str, str]:
    lines = refund["line_items"]
    return _common(shop, of) | {
        "Product(s)": ", ".join(f"{each['quantity']}× {each['name']}" for each in lines),
        "Items sold": str(sum(each["quantity"] for each in lines)),
        "Net Sales": f"-{refund['amount']}",
    }


def _common(shop: Shop, body: Body) -> dict[str, str]:
    back = [each["amount"] for each in shop.lists["refunds"].values() if each["parent_id"] == body["id"]]
    left = Decimal(body["total"]) - sum(map(Decimal, back))
    who = body["billing"]
    return {
        "Order #": str(body["id"]),
        "N. Revenue (formatted)": f"¥{body['total']}" + (f" ¥{left:.2f}" if back else ""),
        "Status": body["status"],
        "Customer": f"{who['first_name']} {who['last_name']}".strip(),
        "Customer type": "new",
        "Attribution": _origin({each["key"]: each["value"] for each in body["meta_data"]}),
    }


def _origin(meta: dict[str, Any]) -> str:
    kind = meta.get("_wc_order_attribution_source_type", "")
    source = str(meta.get("_wc_order_attribution_utm_source", ""))
    words = {"typein": "Direct", "admin": "Web admin", "": "Unknown"}
    return words[kind] if kind in words else f"{_LED_BY[kind]}: {source[:1].upper()}{source[1:]}"


def products(shop: Shop) -> bytes:
    """Products and, below each, its variations."""
    rows = []
    for body in shop.lists["products"].values():
        variations = shop.variations.get(body["id"], [])
        rows.append(_product(body) | ({} if variations else {"Regular price": body["price"]}))
        rows += [_product(each) | _variation(each, body) for each in variations]
    return encoded(PRODUCTS, *(line(PRODUCTS, cells) for cells in rows))


def _product(body: Body) -> dict[str, str]:
    return {
        "ID": str(body["id"]),
        "Type": body.get("type", "variation"),
        "SKU": body["sku"],
        "Name": body.get("name", ""),
        "Published": "1" if body["status"] == "publish" else "-1",
        "Stock": "" if body["stock_quantity"] is None else str(body["stock_quantity"]),
        "Categories": ", ".join(each["name"] for each in body.get("categories", ())),
    }


def _variation(body: Body, of: Body) -> dict[str, str]:
    option = body["attributes"][0]["option"]
    return {
        "Name": f"{of['name']} - {option}",
        "Regular price": body["price"],
        "Parent": f"id:{of['id']}",
        "Attribute 1 name": "颜色",
        "Attribute 1 value(s)": option,
    }


def customers(shop: Shop) -> bytes:
    """Everybody who ordered, with the newest address, and accounts."""
    guests = {
        body["billing"]["email"]: (body["billing"], "", body["date_created"])
        for body in shop.lists["orders"].values()
        if not body["customer_id"] and body["status"] not in LEFT_OUT
    }
    accounts = {
        body["billing"]["email"]: (body["billing"], body["username"], body["date_created"])
        for body in shop.lists["customers"].values()
    }
    rows = [_customer(*each) for each in (guests | accounts).values()]
    return encoded(CUSTOMERS, *(line(CUSTOMERS, cells) for cells in rows))


def _customer(who: Body, username: str, at: str) -> dict[str, str]:
    return {
        "Name": f"{who['first_name']} {who['last_name']}",
        "Username": username,
        "Last Active": at,
        "Sign Up": at if username else "",
        "Email": who["email"],
        "Country / Region": who["country"],
        "City": who["city"],
        "Region": who["state"],
        "Billing Phone": who["phone"],
    }
