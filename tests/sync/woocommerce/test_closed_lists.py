"""One list that is closed, by whatever and in whatever way, costs no other list; and what the shop does not have is no
failure."""

from collections.abc import Callable, Mapping

import pytest

from storage.errors import KnownError
from storage.runs import Run
from storage.store import Store
from tests.sync.little_server import Answer, LittleServer, answer
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo, html, told
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]

CLOSED: Mapping[str, Answer] = {
    "a firewall": html(403),
    "a security plugin": told(403, "rest_forbidden"),
    "a plugin for roles": told(401, "rest_user_cannot_view"),
    "a right that was taken away": told(403, "woocommerce_rest_cannot_view"),
    "a route that is gone": told(404, "rest_no_route"),
    "a page that is not found": html(404),
    "a filter that is not known": told(400, "rest_invalid_param"),
    "a login page": html(200),
    "a login elsewhere": answer(302, Location="/wp-login.php"),
    "maintenance": html(503),
    "a bad gateway": html(502),
    "a fatal error": told(500, "internal_server_error"),
    "nothing": answer(200),
}
LISTS = {"orders": "orders", "products": "products", "customers": "customers", "coupons": "campaigns"}
"""The path of each list, and the kind that comes from it."""


@pytest.fixture(autouse=True)
def full(shop: Shop) -> None:
    """A shop with something in each list. What is told beside orders is not counted: products and buyers."""
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    shop.add("products", bodies.product(77, "大红袍", "88.00"))
    shop.add("customers", bodies.customer(7, "a", "b"))
    shop.add("coupons", bodies.coupon(5, "spring"))


def arrived(store: Store) -> set[str]:
    """The paths of the lists that were read."""
    own = {"orders": "id IS NOT NULL", "products": "id = '77'", "customers": "id = '7'", "campaigns": "id IS NOT NULL"}
    with store.reader() as reader:
        return {
            path
            for path, kind in LISTS.items()
            if reader.execute(f"SELECT count(*) FROM {kind} WHERE {own[kind]}").fetchone()[0]
        }


@pytest.mark.parametrize("closed", LISTS)
@pytest.mark.parametrize("how", CLOSED)
def test_what_keeps_one_list_closed_keeps_no_other(woo: Woo, store: Store, synced: Sync, closed: str, how: str) -> None:
    woo.closed = {closed: CLOSED[how]}
    if (closed, how) == ("coupons", "a right that was taken away"):
        assert synced().outcome == "done"
    else:
        with pytest.raises(KnownError):
            synced()
    assert arrived(store) == set(LISTS) - {closed}
    woo.closed.clear()
    assert synced().outcome == "done"
    assert arrived(store) == set(LISTS)


@pytest.mark.parametrize("closed", [("customers", "coupons"), ("products", "coupons")])
def test_two_lists_that_fail_are_not_yet_the_server(
    woo: Woo, store: Store, synced: Sync, closed: tuple[str, str]
) -> None:
    woo.closed = {each: html(502) for each in closed}
    with pytest.raises(KnownError, match="server failed"):
        synced()
    assert arrived(store) == set(LISTS) - set(closed)


@pytest.mark.parametrize("how", ["a firewall", "a route that is gone", "maintenance", "a page that is not found"])
def test_the_words_are_about_the_list_where_others_are_answered(woo: Woo, synced: Sync, how: str) -> None:
    woo.closed = {"customers": CLOSED[how]}
    with pytest.raises(KnownError) as caught:
        synced()
    assert "「客户」" in caught.value.what.zh
    assert "WooCommerce" not in caught.value.say("zh")


@pytest.mark.parametrize("how", ["a firewall", "a route that is gone", "maintenance", "a fatal error"])
def test_a_site_that_is_closed_altogether_is_told_as_that_and_left_in_peace(woo: Woo, synced: Sync, how: str) -> None:
    woo.closed = dict.fromkeys(LISTS, CLOSED[how])
    with pytest.raises(KnownError) as caught:
        synced()
    assert "「" not in caught.value.what.zh
    assert woo.asked == []


def test_a_server_that_dies_in_the_middle_is_not_asked_for_all(
    woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    woo.meanwhile = lambda asked: woo.closed.update(dict.fromkeys(LISTS, CLOSED["a bad gateway"]))
    with pytest.raises(KnownError, match="server failed"):
        synced()
    assert arrived(store) == {"orders"}
    asked = [seen.path.rpartition("/")[2] for seen in line.seen]
    assert asked[-1] == "coupons", "neither what is in the bins nor what was deleted is asked for"


def test_coupons_that_are_switched_off_are_noted_and_fail_nothing(woo: Woo, store: Store, synced: Sync) -> None:
    # WordPress knows no such posts then, and nobody may see what it does not know.
    woo.closed = {"coupons": told(403, "woocommerce_rest_cannot_view")}
    run = synced()
    assert (run.outcome, run.message) == ("done", "店铺没有启用优惠券，这一项没有可读的。")
    assert arrived(store) == set(LISTS) - {"coupons"}
    woo.closed.clear()
    assert synced().message == ""
    assert arrived(store) == set(LISTS)
