"""How Youzan lets us in and turns us away, nearly always inside HTTP 200. The gateway is SIMULATED."""

from datetime import timedelta

import pytest

from storage.errors import KnownError
from storage.store import Store
from sync.engine import pull
from tests.sync.little_server import answer
from tests.sync.youzan.bodies import line
from tests.sync.youzan.conftest import SHOP, Connect, ShopClock, Sync
from tests.sync.youzan.server import Answer, Youzan, business, gateway, told
from tests.sync.youzan.shop import Shop

TRADES = "youzan.trades.sold.get"


def orders(store: Store) -> int:
    with store.reader() as reader:
        return int(reader.execute("SELECT count(*) FROM orders").fetchone()[0])


def test_the_shop_is_the_one_that_was_authorised(connect: Connect) -> None:
    shop = connect().shop()
    assert (shop.id, shop.name) == ("youzan-18163424", "老茶客")
    assert (shop.currency, shop.exponent, shop.timezone) == ("CNY", 2, "Asia/Shanghai")


def test_a_trial_may_not_ask_for_the_name_of_the_shop(youzan: Youzan, connect: Connect) -> None:
    youzan.not_allowed = {"youzan.shop.get"}
    assert connect().shop().name == "有赞店铺 18163424"


def test_one_token_serves_as_long_as_it_lasts(shop: Shop, youzan: Youzan, synced: Sync) -> None:
    synced()
    shop.later(days=6)
    synced()
    assert youzan.tokens == 1  # the same one, for it was asked for and not renewed
    shop.later(days=2)
    synced()
    assert youzan.tokens == 2


def test_a_token_that_ends_on_the_way_is_replaced_once(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    shop.sell("c1", line(1, 41, "龙井", 100))
    shop.later(hours=1)

    def meanwhile(asked: int) -> None:
        youzan.token = youzan.token if asked % 4 else "taken back by somebody"

    youzan.meanwhile = meanwhile
    assert synced().outcome == "done"
    assert orders(store) == 1


def test_a_token_that_no_call_takes_is_not_asked_for_again(youzan: Youzan, synced: Sync) -> None:
    """A login gives the token that there is, unless it is told that it is of no use."""
    synced()
    youzan.revoked = {youzan.token}
    assert synced().outcome == "done"
    assert youzan.tokens == 2


@pytest.mark.parametrize("code", [4201, 4202, 4203])
def test_a_token_that_is_never_taken_ends_the_sync(youzan: Youzan, synced: Sync, code: int) -> None:
    youzan.script = [told(gateway(code, "Token 不存在"))] * 20
    with pytest.raises(KnownError) as caught:
        synced()
    assert "不再认这份授权" in caught.value.say("zh")
    assert len(youzan.asked) == 4  # asked twice, each time once more with a new token


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"who": "nobody"}, "client_id 或 client_secret"),
        ({"secret": "wrong"}, "client_id 或 client_secret"),
        ({"kdt_id": "99"}, "没有授权给这个应用"),
    ],
)
def test_a_login_that_is_wrong_is_named(connect: Connect, given: dict[str, str], said: str) -> None:
    with pytest.raises(KnownError) as caught:
        connect(**given).shop()
    assert said in caught.value.say("zh")


def test_a_wrong_clock_here_changes_nothing(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, clock: ShopClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This computer believes it is ten days later: no order of the days to come is taken for read, and it is said."""
    monkeypatch.setattr(ShopClock, "now", lambda self: shop.clock.timestamp() + 10 * 86400)
    with pytest.raises(KnownError, match="differ by 10 days"):
        synced()
    shop.later(days=1)
    shop.sell("c1", line(1, 41, "龙井", 100))
    shop.later(days=1)
    with pytest.raises(KnownError, match="differ by 10 days"):
        synced()
    assert orders(store) == 1
    assert youzan.tokens == 1


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (told(gateway(4007, "源IP地址203.0.113.7非法调用有赞云，请完成IP地址确认")), "IP 白名单"),
        (told(gateway(4204, "无权限访问")), "没有开通"),
        (told(gateway(4005, "非法的API")), "没有开通"),
        (told(business(5000, "开始时间不能大于结束时间")), "不接受掌柜的这个请求（5000）"),
        (told({"error_response": {"code": 50000, "msg": "系统繁忙"}}), "没有答出要的数据，报了错误 50000"),
        (answer(502, "<html></html>"), "出了故障（502）"),
        (answer(200, "<!DOCTYPE html><title>登录</title>"), "网页"),
        (told({"code": 200, "success": True, "data": None}), "和它的说明不一样"),
        (told({"code": 200, "success": True, "data": {"something": "else"}}), "和它的说明不一样"),
        (answer(200, b"[]"), "不像店铺接口"),
    ],
)
def test_what_stands_in_the_way_is_named(youzan: Youzan, synced: Sync, refusal: Answer, said: str) -> None:
    youzan.script = [refusal] * 20
    with pytest.raises(KnownError) as caught:
        synced()
    assert said in caught.value.say("zh")


@pytest.mark.parametrize(
    "passing",
    [
        told(gateway(4101, "请求太频繁")),
        told({"code": 123000042, "success": False, "message": "请求被限流"}),
        told(gateway(5001, "系统异常")),
        told(business(106100118, "请求超时")),
        told({"error_response": {"code": 50000, "msg": "系统繁忙"}}),
        told(business(987654321, "谁也没见过的错误")),
        told(business("²", "")),
        answer(429, "", Retry_After="2"),
        answer(200, b'{"code": 200, "succ'),
    ],
)
def test_what_passes_by_itself_is_waited_for(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, clock: ShopClock, passing: Answer
) -> None:
    shop.sell("c1", line(1, 41, "龙井", 100))
    shop.later(hours=1)
    youzan.script = [passing]
    assert synced().outcome == "done"
    assert orders(store) == 1


def test_being_asked_too_often_is_answered_by_waiting(youzan: Youzan, synced: Sync, clock: ShopClock) -> None:
    youzan.script = [told(gateway(4101, "请求太频繁"))]
    synced()
    assert clock.slept >= 3  # as the documentation wants


def test_a_page_with_fewer_rows_than_it_must_have_is_not_believed(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    """A page of 20 rows where 100 were asked for, and 30 are there: once it is a slip."""
    for number in range(30):
        shop.sell("c1", line(number, 41, "龙井", 100))
        shop.later(minutes=1)
    rows = [{"full_order_info": each} for each in list(shop.trades.values())[:20]]
    shop.later(hours=1)
    cut = {"code": 200, "success": True, "data": {"total_results": 30, "full_order_info_list": rows}}
    youzan.script = [told(cut)]
    synced()
    assert orders(store) == 30


@pytest.mark.parametrize(
    ("method", "told_here"),
    [
        (TRADES, "SELECT count(*) FROM orders"),
        ("youzan.trade.refund.search", "SELECT count(*) FROM refunds"),
        ("youzan.items.onsale.get", "SELECT count(*) FROM products WHERE stock IS NOT NULL"),
        ("youzan.scrm.customer.list", "SELECT count(*) FROM customers WHERE joined_at IS NOT NULL"),
        ("youzan.salesman.accounts.get", "SELECT count(*) FROM customers WHERE is_promoter"),
        ("youzan.salesman.customers.get", "SELECT count(*) FROM referrals"),
    ],
)
def test_pages_may_be_smaller_than_they_are_asked_for(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, method: str, told_here: str
) -> None:
    """How many rows a page may have is not written down of every list: 7 here, of 30 rows."""
    for number in range(30):
        shop.join_shop(f"c{number:02}", f"客{number}")
        shop.register(f"c{number:02}", f"s{number}", 13900000000 + number, f"客{number}")
        shop.bind("c00", f"c{number:02}")
        shop.stock("on_sale", number, "龙井", 100)
        shop.refund(shop.sell("c1", line(number, number, "龙井", 100)), 50)
        shop.later(minutes=1)
    shop.later(hours=1)
    youzan.most = {method: 7}
    assert synced().outcome == "done"
    with store.reader() as reader:
        assert reader.execute(told_here).fetchone() == (30,)


def test_a_total_may_come_in_a_paginator(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    shop.sell("c1", line(1, 41, "龙井", 100))
    rows = [{"full_order_info": each} for each in shop.trades.values()]
    shop.later(hours=1)
    paginator = {"page": 1, "page_size": 100, "total_count": 1}
    youzan.script = [told({"success": True, "data": {"paginator": paginator, "full_order_info_list": rows}})]
    synced()
    assert orders(store) == 1


def test_the_budget_ends_the_sync_before_it_is_used_up(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect
) -> None:
    """1,000 calls a month, of which ten are left over for the merchant, and five may still be made."""
    for number in range(40):
        shop.sell("c1", line(number, 41, "龙井", 100))
        shop.later(minutes=1)
    shop.later(hours=1)
    with store.write() as tx:
        tx.set_cursor(SHOP.id, "youzan", "notes", '{"calls": {"2026-03": 985}}')
    with pytest.raises(KnownError) as caught:
        pull(store, SHOP.id, connect(budget=1000))
    assert caught.value.say("zh") == (
        "本月有赞接口额度还剩 10 次，先停在这里。"
        "已收到的都存好了，下个月接着同步；额度加了就到「数据」页重新连接，填上新的次数。"
    )
    assert len(youzan.asked) == 5
    assert orders(store) == 40
    assert store.runs(SHOP.id)[0].outcome == "failed"
    assert store.cursor(SHOP.id, "youzan", "notes") == '{"calls":{"2026-03":990}}'
    shop.later(days=31)
    assert pull(store, SHOP.id, connect(budget=1000)).outcome == "done"
    spent = f'{{"calls":{{"2026-03":990,"2026-04":{len(youzan.asked) - 5}}}}}'
    assert store.cursor(SHOP.id, "youzan", "notes") == spent


def test_every_call_is_counted_also_those_of_a_sync_that_breaks_off(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect
) -> None:
    youzan.script = [told(gateway(5001, "系统异常"))] * 20
    with pytest.raises(KnownError):
        pull(store, SHOP.id, connect())
    assert store.cursor(SHOP.id, "youzan", "notes") == f'{{"calls":{{"2026-03":{len(youzan.asked)}}}}}'


def test_an_evening_costs_a_few_calls(shop: Shop, youzan: Youzan, store: Store, connect: Connect) -> None:
    """A small shop of 100 orders with one promoter, synced every evening: a month of that is far below the trial."""
    shop.register("c0", "s0", 13900000000, "安")
    for number in range(100):
        shop.sell(f"c{number % 30}", line(number, 41, "龙井", 100), promoter="c0")
        shop.later(minutes=5)
    youzan.token_life = timedelta(days=7)
    spent = []
    for _ in range(5):
        shop.later(days=1)
        before = len(youzan.asked)
        pull(store, SHOP.id, connect(budget=10_000))
        spent.append(len(youzan.asked) - before)
    # Orders, refunds, three lists of goods, customers (the last weeks, then all before them), promoters, commissions,
    # ties and their log, a day of traffic and two that had none.
    assert max(spent[1:]) == 14
