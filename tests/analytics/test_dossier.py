"""What is known of one order, customer and product, counted by hand."""

import pytest

from analytics.dossier import MOST_RELATED, Dossier, dossier
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Customer, Order, OrderLine, Product, Refund, Sku
from storage.shop import Shop

HOUR = 3_600_000


def order(name: str, at: int, buyer: str | None, amount: int | None, paid: bool = True) -> Order:
    return Order(
        id=name,
        updated_at=at,
        created_at=at,
        paid_at=at + HOUR if paid else None,
        buyer_id=buyer,
        payment_amount=amount,
    )


def line(name: str, of: str, product: str, amount: int, quantity: int = 1) -> OrderLine:
    return OrderLine(
        id=name, updated_at=0, created_at=0, order_id=of, product_id=product, amount=amount, quantity=quantity
    )


def refund(name: str, of: str, product: str, buyer: str, amount: int, status: str) -> Refund:
    at = 9 * HOUR if status == "done" else None
    return Refund(
        id=name, updated_at=0, created_at=9 * HOUR, order_id=of, product_id=product, buyer_id=buyer, amount=amount,
        status=status, refunded_at=at,
    )  # fmt: skip


@pytest.fixture
def facts() -> Facts:
    """Ann bought twice and left one order unpaid, Bob once, a guest once."""
    return facts_of(
        Shop(id="s", name="s"),
        [
            Customer(id="ann", updated_at=0),
            Customer(id="bob", updated_at=0),
            Product(id="tea", updated_at=0),
            Product(id="cup", updated_at=0),
            Sku(id="tea-1", updated_at=0, product_id="tea"),
            order("o1", 2 * HOUR, "ann", 500),
            order("o2", 1 * HOUR, "bob", 300),
            order("o3", 7 * HOUR, "ann", 200),
            order("o4", 8 * HOUR, "ann", 900, paid=False),
            order("o5", 3 * HOUR, None, 100),
            line("l1", "o1", "tea", 400, 2),
            line("l2", "o1", "cup", 100),
            line("l3", "o2", "tea", 300, 3),
            line("l4", "o4", "tea", 900),
            line("l5", "o5", "tea", 100),
            refund("r1", "o1", "tea", "ann", 50, "done"),
            refund("r2", "o1", "cup", "ann", 70, "open"),
        ],
    )


def known(found: Dossier) -> dict[str, object]:
    return {each.name.en: each.value for each in found.known}


def related(found: Dossier) -> dict[str, list[int]]:
    return {each.kind: each.rows.tolist() for each in found.related}


def test_a_customer(facts: Facts) -> None:
    ann = dossier(facts, "customers", 1)
    assert known(ann) == {
        "Paid in all": 700, "Paid orders": 2, "Per order": 350.0, "Refunded": 50,
        "First bought": 3 * HOUR, "Last bought": 8 * HOUR,
    }  # fmt: skip
    assert related(ann) == {"orders": [4, 3, 1], "refunds": [1, 2]}, "orders the newest first, unpaid ones too"


def test_a_customer_who_never_paid(facts: Facts) -> None:
    lone = facts_of(facts.shop, [Customer(id="c", updated_at=0)])
    found = known(dossier(lone, "customers", 1))
    assert (found["Paid in all"], found["Per order"], found["Last bought"]) == (0, None, None)


def test_an_order(facts: Facts) -> None:
    first = dossier(facts, "orders", 1)
    assert known(first) == {"Payment amount": 500, "Refunded": 50, "Ordered": 2 * HOUR, "Paid": 3 * HOUR}
    assert related(first) == {"order_lines": [1, 2], "refunds": [1, 2]}
    assert first.links == {"buyer_id": ("customers", 1)}
    assert known(dossier(facts, "orders", 4))["Paid"] is None


def test_a_product(facts: Facts) -> None:
    tea = dossier(facts, "products", 1)
    assert known(tea) == {
        "Sold in all": 800, "Pieces": 6, "Buyers": 2, "Refunded": 50, "First sold": 2 * HOUR, "Last sold": 4 * HOUR,
    }  # fmt: skip
    assert sorted(related(tea)["order_lines"]) == [1, 3, 4, 5]
    assert related(tea)["skus"] == [1]


def test_a_line_leads_to_its_order_and_product(facts: Facts) -> None:
    found = dossier(facts, "order_lines", 2)
    assert found.links == {"order_id": ("orders", 1), "product_id": ("products", 2)}
    assert found.known == ()


def test_a_row_that_is_not_there(facts: Facts) -> None:
    with pytest.raises(KeyError, match="row 99"):
        dossier(facts, "orders", 99)


def test_long_lists_are_cut_and_counted(facts: Facts) -> None:
    many = [order(f"m{number}", number * HOUR, "ann", 1) for number in range(MOST_RELATED + 5)]
    found = dossier(facts_of(facts.shop, [Customer(id="ann", updated_at=0), *many]), "customers", 1)
    orders = found.related[0]
    assert (orders.count, len(orders.rows), int(orders.rows[0])) == (MOST_RELATED + 5, MOST_RELATED, len(many))
