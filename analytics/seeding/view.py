"""Whom to give samples, as a view: the page, the workbook, the terminal and JSON need nothing of their own."""

from analytics.network.ever import ever
from analytics.question import Filters
from analytics.result import Table, View
from analytics.seeding.asked import Asked
from analytics.seeding.shop import ShopPlan, whom_to_give_in_shop
from analytics.seeding.tables import tables_of
from storage.facts import Facts
from storage.words import Words

TITLE = Words("样品给谁", "Whom to give samples")


def answered(facts: Facts, asked: Asked) -> View:
    """Ask and show."""
    return view_of(facts, asked, whom_to_give_in_shop(facts, asked))


def view_of(facts: Facts, asked: Asked, plan: ShopPlan | Words) -> View:
    """The view of a plan, or of why there is none; its period is all that was learnt from."""
    if isinstance(plan, Words):
        tables: tuple[Table, ...] = ()
        headline, notes = plan, tuple[Words, ...]()
    else:
        tables = tables_of(facts, asked, plan)
        headline, notes = tables[0].lead or TITLE, plan.said
    return View(
        id="samples",
        title=TITLE,
        shop=facts.shop,
        period=ever(facts),
        comparison=None,
        filters=Filters(),
        data_as_of=facts.as_of,
        headline=headline,
        figures=(),
        tables=tables,
        notes=notes,
    )
