"""The purchases of a shop as a log: buyers by their code, days of the shop's clock, what was paid."""

from datetime import date, timedelta

from analytics.churn.deeds import deeds
from analytics.coverage import coverage
from analytics.lifetime.backtest import DAYS, LEAST_PAST
from analytics.lifetime.log import Floats, PurchaseLog, purchase_log
from analytics.lifetime.past import CUSTOMERS, REPEATERS, paying, repeaters
from analytics.lifetime.summary import Summary, summary
from analytics.local_time import day_numbers
from analytics.log import EPOCH
from analytics.period import midnight
from analytics.say import count
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

LEAST_DAYS = LEAST_PAST + DAYS + 1
"""Days of data that a first look back needs: some to learn from, and some to see what came."""


def shop_log(facts: Facts) -> PurchaseLog:
    """Every paid order of a known buyer; orders of one buyer on one day are one purchase."""

    def build(facts: Facts) -> PurchaseLog:
        orders = paid(facts)
        days = day_numbers(orders.at, facts.shop.zone)
        return purchase_log(orders.buyer, days, orders.amount, len(facts.position("customers")))

    return facts.derived("purchases of the shop", build)


def today(facts: Facts) -> int:
    """The last day that is over in the data, counted from 1970-01-01."""
    known = coverage(facts)
    return 0 if known is None else (known.last_over - EPOCH).days


def as_date(day: int) -> date:
    """The day of a number."""
    return EPOCH + timedelta(days=day)


def deeds_on(facts: Facts, day: int) -> Floats:
    """[codes of customers + 1, k] what is known of everybody beside purchases, on the evening of ``day``."""
    return deeds(facts, midnight(as_date(day + 1), facts.shop.zone))


def missing(facts: Facts) -> Words | None:
    """What is missing for any forecast of single buyers; None where there is enough."""
    return facts.derived("missing for churn", _missing)


def _missing(facts: Facts) -> Words | None:
    if coverage(facts) is None:
        return Words("还没有数据。", "There is no data yet.")
    log, last = shop_log(facts), today(facts)
    if not len(log):
        return Words(
            "订单里没有买家，认不出谁回来过。", "Orders do not tell the buyer, so nobody can be seen to come back."
        )
    days = max(last - int(log.day.min()) + 1, 0)
    lacking = [*_people(summary(log, last), *_NOW), *_lack(days, LEAST_DAYS, Words("天的订单", "days of orders"))]
    # a forecast is shown with its test on the past: there have to be enough when it is made, too
    lacking = lacking or _people(summary(log, last - DAYS), *_THEN)
    if not lacking:
        return None
    zh, en = "；".join(lack.zh for lack in lacking), "; ".join(lack.en for lack in lacking)
    return Words(f"数据还太少，猜不准就不猜：{zh}。", f"Too little data, and no guess is made: {en}.")


_NOW = Words("位付过钱的买家", "paying buyers"), Words("位回头客", "buyers who came again")
_THEN = (
    Words(f"位 {DAYS} 天前就付过钱的买家(要站在那时试一次)", f"paying buyers {DAYS} days ago, to test it from there"),
    Words(f"位 {DAYS} 天前就回过头的买家(要站在那时试一次)", f"buyers who had come again {DAYS} days ago"),
)


def _people(known: Summary, buyers: Words, again: Words) -> list[Words]:
    return [*_lack(paying(known), CUSTOMERS, buyers), *_lack(repeaters(known), REPEATERS, again)]


def _lack(there: int, needed: int, name: Words) -> list[Words]:
    if there >= needed:
        return []
    return [
        Words(
            f"现有 {count(there)} {name.zh}，要 {count(needed)}，还差 {count(needed - there)}",
            f"{count(there)} {name.en} of {count(needed)} needed, {count(needed - there)} to go",
        )
    ]
