"""A view as its page shows it: with what is noted about the shop, and with what became of trials begun from it."""

from msgspec.structs import replace

from analytics.question import Question
from analytics.result import View
from analytics.trial.shown import BEGUN_FROM, beneath
from analytics.views import evaluate
from desktop import trials
from storage.facts import Facts
from storage.store import Store


def answered(store: Store, facts: Facts, view_id: str, question: Question) -> View:
    """The view; KeyError for a name that is not in ``VIEWS``."""
    shop_id = facts.shop.id
    view = evaluate(view_id, facts, question, store.notebook(shop_id))
    if view_id not in BEGUN_FROM or not view.tables:
        return view
    more = beneath(facts, store.trials(shop_id), view_id, lambda name: trials.result(store, facts, name))
    return replace(view, tables=(*view.tables, *more))
