"""Members, promoters and who brought them, goods and variants: lists that are read whole. The shop is SIMULATED."""

from collections.abc import Callable

import pytest

from storage.runs import Run
from sync.cursors.offsets import Meaning
from tests.sync.renrendian.conftest import Rows
from tests.sync.renrendian.server import Rrd
from tests.sync.renrendian.shop import Shop

Synced = Callable[[], Run]

TIES = "SELECT parent_id, child_id FROM referrals WHERE NOT deleted AND ended_at IS NULL"


def test_members_come_once_a_day(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    number = shop.member(nickname="阿芳", mobile="13800001234", credit="120")
    synced()
    told = rows("SELECT id, name, phone, points, joined_at FROM customers")
    assert told == [(str(number), "阿芳", "13800001234", 120, 1772330400000)]
    rrd.asked.clear()
    shop.members[number]["credit"] = "90"
    shop.later(hours=12)
    synced()
    assert rrd.methods("user.lists") == []
    shop.later(hours=12)
    synced()
    assert rows("SELECT points FROM customers") == [(90,)]
    shop.later(days=30)
    rrd.asked.clear()
    synced()
    assert len(rrd.methods("user.lists")) == 1, "a month without a sync makes no more of it"


@pytest.mark.parametrize("meaning", [Meaning.ROWS, Meaning.PAGES_FROM_1])
def test_long_lists_come_whole_while_rows_move(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows, meaning: Meaning
) -> None:
    rrd.meaning = meaning
    members = [shop.member() for _ in range(130)]
    leaving = iter(members[:3])

    def somebody_leaves() -> None:
        for number in leaving:
            del shop.members[number]
            return

    rrd.meanwhile = somebody_leaves
    synced()
    found = {int(number) for (number,) in rows("SELECT id FROM customers")}
    assert set(members[3:]) <= found


@pytest.mark.parametrize("by_member", [True, False])
def test_the_tree_of_promoters_whatever_number_names_a_parent(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows, by_member: bool
) -> None:
    rrd.parents_are_members = by_member
    root, left, right, leaf = (shop.member() for _ in range(4))
    shop.guide(root)
    for member, parent in ((left, root), (right, root), (leaf, left)):
        shop.guide(member, parent)
    synced()
    assert sorted(rows(TIES), key=str) == sorted(
        [(None, str(root)), (str(root), str(left)), (str(root), str(right)), (str(left), str(leaf))], key=str
    )
    assert rows("SELECT count(*) FROM customers WHERE is_promoter AND level = '金牌'") == [(4,)]
    assert rows("SELECT count(*) FROM customers") == [(4,)], "a promoter is the member"
    assert rows("SELECT count(*) FROM commissions") == [(0,)], "a sum of years is no commission"


def test_another_parent_takes_the_place_of_the_first(shop: Shop, synced: Synced, rows: Rows) -> None:
    first, second, child = (shop.member() for _ in range(3))
    shop.guide(first)
    shop.guide(second)
    number = shop.guide(child, first)
    synced()
    shop.guiders[number]["parent"] = second
    shop.later(days=1)
    synced()
    assert rows(f"{TIES} AND child_id = '{child}'") == [(str(second), str(child))]
    assert rows("SELECT count(*) FROM referrals") == [(3,)], "who was there before is not known any more"
    shop.guiders[number]["parent"] = 0
    shop.later(days=1)
    synced()
    assert rows(f"{TIES} AND child_id = '{child}'") == [(None, str(child))]


def test_nobody_brought_himself(shop: Shop, synced: Synced, rows: Rows) -> None:
    member = shop.member()
    shop.guide(member, member)
    synced()
    assert rows(TIES) == [(None, str(member))]


def test_goods_with_their_variants(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    red = {"id": 71, "props_str": "颜色:红", "product_sn": "R", "price": "12.00", "stock": 3}
    blue = {"id": 72, "props_str": "颜色:蓝", "product_sn": "B", "price": "13.50", "stock": "0"}
    plain, varied = shop.stock(990, title="热干面"), shop.stock(1200, red, blue)
    synced()
    assert rows("SELECT id, title, price, stock, status FROM products ORDER BY id") == [
        (str(plain), "热干面", 990, 10, "on_sale"),
        (str(varied), f"商品{varied}", 1200, 10, "on_sale"),
    ]
    assert rows("SELECT id, product_id, spec, merchant_code, price, stock FROM skus ORDER BY id") == [
        ("71", str(varied), "颜色:红", "R", 1200, 3),
        ("72", str(varied), "颜色:蓝", "B", 1350, 0),
    ]
    assert len(rrd.methods("goods.details")) == 1, "only what has variants is asked for"


def test_what_left_the_list_is_off_sale_and_stays_known(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    off, gone, stays = (shop.stock(990) for _ in range(3))
    synced()
    shop.goods[off] |= {"onsale": 0, "price": "8.80"}
    del shop.goods[gone]
    shop.later(days=1)
    synced()
    told = "SELECT id, title, price, status FROM products WHERE NOT deleted ORDER BY id"
    assert rows(told) == [
        (str(off), f"商品{off}", 880, "off_sale"),
        (str(gone), f"商品{gone}", 990, "off_sale"),
        (str(stays), f"商品{stays}", 990, "on_sale"),
    ]
    rrd.asked.clear()
    shop.later(days=1)
    synced()
    assert rrd.methods("goods.details") == []


def test_a_row_that_cannot_be_read_keeps_nothing_back(shop: Shop, synced: Synced, rows: Rows) -> None:
    bad, good = shop.stock(990), shop.stock(990)
    shop.goods[bad]["price"] = "面议"
    member, broken = shop.member(), shop.member(created_at="昨天")
    shop.guide(member)
    shop.guide(broken, member, member_id=None)
    synced()
    assert rows("SELECT id FROM products") == [(str(good),)]
    assert rows("SELECT id FROM customers") == [(str(member),)]
    waiting = rows("SELECT kind, record_id FROM quarantine ORDER BY kind")
    assert waiting == [("customers", str(broken)), ("products", str(bad)), ("promoters", None)]


def test_a_row_that_can_never_be_read_waits_once(shop: Shop, synced: Synced, rows: Rows) -> None:
    shop.goods[shop.stock(990)]["price"] = "面议"
    member = shop.member(created_at="昨天")
    shop.guide(member, member_id=None)
    for day in range(1, 4):
        run = synced()
        counted = {kind: counts.quarantined for kind, counts in run.counts.items() if counts.quarantined}
        assert counted == {"products": 1, "customers": 1, "promoters": 1}
        waiting = rows("SELECT kind, attempts >= ? FROM quarantine ORDER BY kind", day)
        assert waiting == [("customers", 1), ("products", 1), ("promoters", 1)]
        shop.later(days=1)
    shop.members[member]["nickname"] = "阿芳"  # another row, and no better
    synced()
    assert rows("SELECT kind FROM quarantine ORDER BY kind") == [("customers",)] * 2 + [("products",), ("promoters",)]
