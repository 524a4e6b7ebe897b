"""``zhanggui recommend``: what to offer whom, as text, JSON or a workbook; with --all the lists of all customers."""

import argparse
from pathlib import Path

from analytics.churn.outlook import outlook
from analytics.recommend.shop.asked import Asked
from analytics.recommend.shop.segments import OF_CHURN, segment_named, segments
from analytics.recommend.shop.view import answered, customer_code, product_code
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.telling import answer
from desktop.cli.usage import UsageError
from desktop.profiles import existing, profile_named
from desktop.recommending import write_all
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.progress import Report, never
from storage.store import open_store
from storage.words import Words

_NAMED = 20


def recommend(options: argparse.Namespace) -> int:
    """Print the answer, or write the lists of everybody."""
    if options.all is not None:
        return _write_all(options)
    told = to_stderr(options.lang)
    return answer(options, lambda facts: answered(facts, _asked(options, facts, told), told))


def _asked(options: argparse.Namespace, facts: Facts, told: Report) -> Asked:
    """The question; raises UsageError for somebody or something that is not there."""
    if options.customer is not None and customer_code(facts, options.customer) is None:
        raise UsageError(
            Words(f"没有客户“{options.customer}”。", f"There is no customer {options.customer}."),
            Words(
                "编号见 zhanggui recommend --all 写出的名单。", "Ids stand in the lists of: zhanggui recommend --all"
            ),
        )
    if options.product is not None and product_code(facts, options.product) is None:
        raise UsageError(
            Words(f"没有商品“{options.product}”。", f"There is no product {options.product}."),
            Words("编号见 zhanggui show products。", "Ids stand in: zhanggui show products"),
        )
    if options.segment is not None and options.segment.startswith(OF_CHURN):
        _learn_of_churn(facts, told)
    if options.segment is not None and segment_named(facts, options.segment) is None:
        raise _no_segment(options.segment, facts)
    return Asked(customer=options.customer, product=options.product, segment=options.segment, floor=options.floor)


def _learn_of_churn(facts: Facts, told: Report) -> None:
    """So that its groups are there; raises UsageError where the shop has too little data for them."""
    lack = outlook(facts, told)
    if isinstance(lack, Words):
        raise UsageError(lack, Words("先按别的人群问。", "Ask about another group."))


def _no_segment(name: str, facts: Facts) -> UsageError:
    known = segments(facts)[:_NAMED]
    zh, en = ("、".join(one.name.zh for one in known), "; ".join(one.name.en for one in known))
    return UsageError(
        Words(f"没有人群“{name}”。", f"There is no group {name}."),
        Words(f"有的是：{zh or '没有'}。", f"There are: {en or 'none'}."),
    )


def _write_all(options: argparse.Namespace) -> int:
    told = to_stderr(options.lang)
    with open_store(existing(profile_named(options.profile)).folder) as store:
        facts = load_facts(store, shop_asked(store, options.shop).id, told)
        print(write_all(Path(options.all), facts, options.floor, options.lang, told, never))
    return 0
