"""A page whose records the source does not keep says so once and shows the way, instead of six cards that say it."""

from msgspec.structs import replace

from storage.words import Words
from tests.ui.hand_made import figure, view
from ui.pages.silent import silent

NO_VISITS = Words("数据来源没有访问记录。", "The source keeps no visits.")
NO_CARTS = Words("数据来源没有加购记录。", "The source keeps no carts.")


def unknown(name: str, reason: Words) -> object:
    return figure(name, value=None, previous=None, change=None, reason=reason)


def test_each_reason_is_said_once() -> None:
    figures = (unknown("visitors", NO_VISITS), unknown("visits", NO_VISITS), unknown("carts", NO_CARTS))
    assert silent(replace(view(), figures=figures, leading=())) == (NO_VISITS, NO_CARTS)


def test_one_figure_with_a_value_is_worth_a_page() -> None:
    figures = (figure("sales"), unknown("visits", NO_VISITS), unknown("carts", NO_CARTS))
    assert silent(replace(view(), figures=figures, leading=("sales", "visits"))) == ()
    assert silent(replace(view(), figures=figures, leading=("visits", "carts"))) == (NO_VISITS, NO_CARTS)


def test_a_count_of_nothing_beside_what_is_not_known_is_no_news() -> None:
    idle = figure("campaign_sales", value=0, previous=0, change=None)
    unknowns = (unknown("visits", NO_VISITS), unknown("carts", NO_CARTS))
    assert silent(replace(view(), figures=(idle, *unknowns), leading=())) == (NO_VISITS, NO_CARTS)
    assert silent(replace(view(), figures=(idle,), leading=())) == ()
