"""From typed options to the shop and the question asked of it."""

import argparse

from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Filters, Question
from desktop.cli.names import known_filters
from storage.errors import KnownError
from storage.facts import Facts
from storage.shop import Shop
from storage.store import Store
from storage.words import Words


def shop_asked(store: Store, shop_id: str | None) -> Shop:
    """The shop named, or the only one. Raises KnownError where that is not clear."""
    shops = {shop.id: shop for shop in store.shops()}
    if shop_id is None and len(shops) == 1:
        return next(iter(shops.values()))
    if shop_id in shops:
        return shops[shop_id]
    names = ", ".join(shops) or "—"
    if not shops:
        raise KnownError(
            Words("账本里还没有店铺。", "The profile has no shop yet."),
            Words("请先同步或导入数据。", "Sync or import first."),
        )
    what = Words(f"账本里没有店铺「{shop_id}」。", f"The profile has no shop {shop_id}.")
    if shop_id is None:
        what = Words("账本里有多家店铺。", "The profile holds several shops.")
    raise KnownError(what, Words(f"请用 --shop 指定其中一家：{names}。", f"Name one with --shop: {names}."))


def question_asked(options: argparse.Namespace, facts: Facts) -> Question:
    """The question of ``show`` and ``export``; without dates, the last 30 days of the data."""
    usual = default_period(facts)
    first = options.first or (options.last and min(usual.first, options.last)) or usual.first
    last = options.last or max(usual.last, first)
    if last < first:
        raise KnownError(
            Words(f"开始日期 {first} 晚于结束日期 {last}。", f"--from {first} is later than --to {last}."),
            Words("请交换两个日期。", "Exchange the two days."),
        )
    filters = Filters(tuple(options.channel), tuple(options.province), tuple(options.category), options.buyers)
    return Question(Period(first, last), options.compare, known_filters(filters, facts))
