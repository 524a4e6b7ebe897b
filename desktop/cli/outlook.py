"""``zhanggui outlook``: what is expected of every buyer, or of one group, as a list of any length."""

import argparse

from analytics.churn.every import columns, rows
from analytics.churn.groups import GROUPS
from analytics.churn.outlook import outlook
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.usage import UsageError
from desktop.export.lists import Listed, write_list
from desktop.profiles import existing, profile_named
from storage.errors import KnownError
from storage.facts_load import load_facts
from storage.progress import never
from storage.store import open_store
from storage.words import Words

_TITLE = Words("买家", "Buyers")


def write_outlook(options: argparse.Namespace) -> int:
    """Learn if need be, and write the list."""
    if options.group is not None and options.group not in GROUPS:
        raise UsageError(
            Words(f"没有分组“{options.group}”。", f"There is no group {options.group}."),
            Words(f"有的是：{'、'.join(GROUPS)}。", f"There are: {', '.join(GROUPS)}."),
        )
    told = to_stderr(options.lang)
    with open_store(existing(profile_named(options.profile)).folder) as store:
        facts = load_facts(store, shop_asked(store, options.shop).id, told)
        found = outlook(facts, told)
        if isinstance(found, Words):
            raise KnownError(found, Words("先攒够数据，或导入更早的订单。", "Gather more, or import earlier orders."))
        listed = Listed(facts.shop, _TITLE, columns(), rows(facts, found, options.group, told, never))
        print(write_list(options.out, listed, options.lang))
    return 0
