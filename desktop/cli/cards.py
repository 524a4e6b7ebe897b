"""``zhanggui card``: the cards of advice in a terminal, and marking them done, dismissed or open again."""

import argparse
import sys
from collections.abc import Sequence

from analytics.cards.marking import mark_of
from analytics.presets import default_period
from analytics.question import Question
from analytics.result import Card, View
from analytics.views import evaluate
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.text import card_as_text
from desktop.profiles import existing, profile_named
from storage.clock import now_ms
from storage.errors import KnownError
from storage.facts_load import load_facts
from storage.store import Store, open_store
from storage.words import Words
from ui.widgets.format import Writing, writing_of

_NONE = Words("现在没有要做的事。", "Nothing to do now.")


def card(options: argparse.Namespace) -> int:
    """List the cards, or mark one."""
    with open_store(existing(profile_named(options.profile)).folder) as store:
        shop_id = shop_asked(store, options.shop).id
        if options.do == "reopen":
            _reopen(store, shop_id, options.id)
            return 0
        facts = load_facts(store, shop_id, to_stderr(options.lang))
        view = evaluate("diagnosis", facts, Question(default_period(facts)), store.notebook(shop_id))
        if options.do == "list":
            sys.stdout.write(_listed(view.cards, writing_of(view.shop, options.lang)) + "\n")
        else:
            _mark(store, view, options)
    return 0


def _mark(store: Store, view: View, options: argparse.Namespace) -> None:
    found = next((each for each in view.cards if each.id == options.id), None)
    if found is None:
        raise _unknown(options.id)
    with store.write() as tx:
        tx.mark(view.shop.id, mark_of(found, "done" if options.do == "done" else "dismissed", now_ms()))


def _reopen(store: Store, shop_id: str, card_id: str) -> None:
    with store.write() as tx:
        if not tx.unmark(shop_id, card_id):
            raise KnownError(
                Words(f"卡片「{card_id}」没有标记过。", f"The card {card_id} is not marked."),
                Words("用 zhanggui card list 看有哪些卡片。", "See the cards with: zhanggui card list"),
            )


def _unknown(card_id: str) -> KnownError:
    return KnownError(
        Words(f"现在没有卡片「{card_id}」。", f"There is no card {card_id} now."),
        Words("用 zhanggui card list 看有哪些卡片。", "See the cards with: zhanggui card list"),
    )


def _listed(cards: Sequence[Card], writing: Writing) -> str:
    """The cards in their order, each with the id by which it is marked."""
    texts = [f"{card_as_text(each, writing)}\n  {each.id}" for each in cards]
    return "\n\n".join(texts) or _NONE.say(writing.language)
