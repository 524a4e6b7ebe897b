"""The purchases of a shop as a log: buyers by their code, days of the shop's clock, what was paid."""

from datetime import date, timedelta

from analytics.churn.deeds import deeds
from analytics.coverage import coverage
from analytics.lifetime.log import Floats, PurchaseLog, purchase_log
from analytics.lifetime.past import CUSTOMERS, REPEATERS
from analytics.lifetime.summary import summary
from analytics.local_time import day_numbers
from analytics.log import EPOCH
from analytics.period import midnight
from analytics.say import count
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

LEAST_DAYS = 120
"""Days of data that a first look back needs: sixty to learn from, sixty to see what came."""


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
    known = summary(log, last)
    again = int((known.repeats > 0).sum())
    lacking = [
        lack
        for lack in (
            _lack(len(known), CUSTOMERS, Words("位买家", "buyers")),
            _lack(again, REPEATERS, Words("位回头客", "buyers who came again")),
            _lack(last - int(log.day.min()) + 1, LEAST_DAYS, Words("天的订单", "days of orders")),
        )
        if lack
    ]
    if not lacking:
        return None
    zh, en = "；".join(lack.zh for lack in lacking), "; ".join(lack.en for lack in lacking)
    return Words(f"数据还太少，猜不准就不猜：{zh}。", f"Too little data, and no guess is made: {en}.")


def _lack(there: int, needed: int, name: Words) -> Words | None:
    if there >= needed:
        return None
    return Words(
        f"现有 {count(there)} {name.zh}，要 {count(needed)}，还差 {count(needed - there)}",
        f"{count(there)} {name.en} of {count(needed)} needed, {count(needed - there)} to go",
    )
