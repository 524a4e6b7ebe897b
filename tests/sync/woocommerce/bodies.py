"""SIMULATED: bodies of WooCommerce's REST interface v3, field by field as its documentation shows them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

Body = dict[str, Any]

CENT = Decimal("0.01")


def money(amount: Decimal | str | int) -> str:
    return str(Decimal(amount).quantize(CENT))


def address(first: str = "", last: str = "", **more: str) -> Body:
    empty = ("company", "address_1", "address_2", "city", "state", "postcode", "country", "email", "phone")
    return {"first_name": first, "last_name": last} | dict.fromkeys(empty, "") | more


def line(number: int, product: int, quantity: int, subtotal: str, total: str | None = None, **more: Any) -> Body:
    """A line of an order; amounts without tax."""
    return {
        "id": number,
        "name": f"商品 {product}",
        "product_id": product,
        "variation_id": 0,
        "quantity": quantity,
        "tax_class": "",
        "subtotal": subtotal,
        "subtotal_tax": "0.00",
        "total": subtotal if total is None else total,
        "total_tax": "0.00",
        "taxes": [],
        "meta_data": [],
        "sku": "",
        "price": 0,
        "image": {"id": "", "src": ""},
        "parent_name": None,
    } | more


def order(number: int, lines: Sequence[Body], **more: Any) -> Body:
    """An order; its total follows from lines, freight and fees, as the shop would work it out."""
    told = {
        "id": number,
        "parent_id": 0,
        "number": str(number),
        "order_key": f"wc_order_{number}",
        "created_via": "checkout",
        "version": "9.4.2",
        "status": "processing",
        "currency": "CNY",
        "discount_total": "0.00",
        "discount_tax": "0.00",
        "shipping_total": "0.00",
        "shipping_tax": "0.00",
        "cart_tax": "0.00",
        "total_tax": "0.00",
        "prices_include_tax": False,
        "customer_id": 0,
        "customer_ip_address": "",
        "customer_user_agent": "",
        "customer_note": "",
        "billing": address(),
        "shipping": address(),
        "payment_method": "alipay",
        "payment_method_title": "支付宝",
        "transaction_id": "",
        "date_paid_gmt": None,
        "date_completed_gmt": None,
        "cart_hash": "",
        "meta_data": [],
        "line_items": list(lines),
        "tax_lines": [],
        "shipping_lines": [],
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [],
    } | more
    return {"total": _total(told)} | told


def _total(told: Body) -> str:
    parts = [told["shipping_total"], told["shipping_tax"]]
    for each in (*told["line_items"], *told["fee_lines"]):
        parts += [each["total"], each["total_tax"]]
    return money(sum(map(Decimal, parts)))


def fee(total: str, tax: str = "0.00") -> Body:
    return {
        "id": 1,
        "name": "手续费",
        "tax_class": "",
        "tax_status": "none",
        "total": total,
        "total_tax": tax,
        "taxes": [],
    }


def coupon_line(code: str, discount: str) -> Body:
    return {"id": 1, "code": code, "discount": discount, "discount_tax": "0.00", "meta_data": []}


def meta(key: str, value: str) -> Body:
    return {"id": 1, "key": key, "value": value, "display_key": key.removeprefix("pa_"), "display_value": value}


def refund(number: int, parent: int, amount: str, lines: Sequence[Body] = (), reason: str = "") -> Body:
    return {
        "id": number,
        "parent_id": parent,
        "amount": amount,
        "reason": reason,
        "refunded_by": 1,
        "refunded_payment": False,
        "meta_data": [],
        "line_items": list(lines),
        "shipping_lines": [],
        "tax_lines": [],
        "fee_lines": [],
    }


def refunded(number: int, of: Body, quantity: int, total: str) -> Body:
    """What is given back of a line."""
    back = line(number, of["product_id"], -quantity, f"-{total}", variation_id=of["variation_id"])
    return back | {"meta_data": [meta("_refunded_item_id", str(of["id"]))]}


def product(number: int, name: str, price: str, **more: Any) -> Body:
    return {
        "id": number,
        "name": name,
        "slug": f"product-{number}",
        "type": "simple",
        "status": "publish",
        "sku": "",
        "price": price,
        "regular_price": price,
        "sale_price": "",
        "on_sale": False,
        "purchasable": True,
        "manage_stock": False,
        "stock_quantity": None,
        "stock_status": "instock",
        "categories": [{"id": 9, "name": "茶 &amp; 器", "slug": "tea"}],
        "tags": [],
        "images": [],
        "attributes": [],
        "variations": [],
        "meta_data": [],
    } | more


def variation(number: int, price: str, option: str, stock: int | None = None) -> Body:
    return {
        "id": number,
        "sku": f"SKU{number}",
        "price": price,
        "regular_price": price,
        "sale_price": "",
        "status": "publish",
        "purchasable": True,
        "manage_stock": stock is not None,
        "stock_quantity": stock,
        "stock_status": "instock",
        "attributes": [{"id": 6, "name": "颜色", "option": option}],
        "meta_data": [],
    }


def customer(number: int, first: str, last: str, **billing: str) -> Body:
    return {
        "id": number,
        "email": billing.get("email", ""),
        "first_name": first,
        "last_name": last,
        "role": "customer",
        "username": f"user{number}",
        "billing": address(first, last, **billing),
        "shipping": address(),
        "is_paying_customer": False,
        "avatar_url": "",
        "meta_data": [],
    }


def coupon(number: int, code: str, **more: Any) -> Body:
    return {
        "id": number,
        "code": code,
        "amount": "10.00",
        "discount_type": "percent",
        "description": "",
        "date_expires_gmt": None,
        "usage_count": 0,
        "usage_limit": None,
        "used_by": [],
        "meta_data": [],
    } | more


def error(code: str, message: str, status: int) -> Body:
    return {"code": code, "message": message, "data": {"status": status}}
