"""``zhanggui show lifecycle --all-shops``: where every shop of the profile stands, the most worrying one in full."""

import argparse

from analytics.lifecycle.shops import most_worrying, standing_of, with_shops
from analytics.result import View
from analytics.views import evaluate
from desktop.cli.asked import question_asked, shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.usage import UsageError
from desktop.profiles import existing, profile_named
from storage.facts_load import load_facts
from storage.store import open_store
from storage.words import Words


def stage_among_all(options: argparse.Namespace) -> View:
    """The life cycle of the shop named, or else of the one to look at first, with all shops beside it."""
    if options.view != "lifecycle":
        raise UsageError(
            Words(f"「{options.view}」一次只看一家店。", f"The view {options.view} is of one shop."),
            Words("--all-shops 只用于 show lifecycle。", "--all-shops goes with: show lifecycle"),
        )
    with open_store(existing(profile_named(options.profile)).folder) as store:
        standings = []
        for shop in store.shops():
            facts = load_facts(store, shop.id, to_stderr(options.lang))
            standings.append(standing_of(facts))
            facts.close()
        first = most_worrying(standings)[0].shop.id if standings else None
        chosen = shop_asked(store, options.shop or first)
        facts = load_facts(store, chosen.id, to_stderr(options.lang))
        view = evaluate(options.view, facts, question_asked(options, facts), store.notebook(chosen.id))
        return with_shops(view, standings)
