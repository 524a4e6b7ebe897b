"""One shop exported by five platforms: the files say the same, and every page answers to each of them."""

from collections.abc import Iterator
from datetime import date

import pytest

from analytics.period import Period
from analytics.question import Question
from analytics.views import VIEWS, evaluate
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import Store, open_store
from sync.files import import_files, preview
from tests.sync.presets.one_shop import FORMS, sales

SHOP = sales()
QUESTION = Question(Period(date(2026, 9, 1), date(2026, 9, 30)))


@pytest.fixture(scope="module", params=FORMS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param)
    paths = []
    for name, content in FORMS[request.param](SHOP).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    with open_store(folder / "profile") as store:
        assert {table.preset.split("_")[0] for table in preview(store, paths).tables} == {request.param}
        imported = import_files(store, paths)
        assert imported.refused == ()
        assert store.quarantined(imported.runs[0].shop_id) == []
        yield store


@pytest.fixture(scope="module")
def facts(store: Store) -> Iterator[Facts]:
    (shop,) = store.shops()
    loaded = load_facts(store, shop.id)
    yield loaded
    loaded.close()


def one(store: Store, query: str) -> tuple:
    with store.reader() as reader:
        return reader.execute(query).fetchone()


def test_orders_payments_and_refunds_are_those_of_the_shop(store: Store) -> None:
    paid = [each for each in SHOP if each.paid]
    assert one(store, "SELECT count(*) FROM orders") == (150,)
    assert one(store, "SELECT count(*), sum(payment_amount) FROM orders WHERE paid_at IS NOT NULL") == (
        len(paid),
        sum(each.amount for each in paid),
    )
    assert one(store, "SELECT count(*), sum(amount) FROM refunds WHERE status = 'done' AND NOT deleted") == (
        sum(each.refunded > 0 for each in paid),
        sum(each.refunded for each in paid),
    )


def test_lines_add_up_to_what_was_paid(store: Store) -> None:
    lines, odd = one(
        store,
        "SELECT count(*), sum(paid <> told) FROM (SELECT payment_amount - coalesce(shipping_amount, 0) AS paid, "
        "sum(l.amount) AS told FROM orders o JOIN order_lines l ON order_id = o.id WHERE paid_at > 0 GROUP BY o.id)",
    )
    assert (lines, odd) in ((sum(each.paid for each in SHOP), 0), (0, None))  # 有赞 tells lines in a file of their own


def test_buyers_are_told_apart_where_the_platform_shows_who_they_are(store: Store) -> None:
    (buyers,) = one(store, "SELECT count(DISTINCT buyer_id) FROM orders")
    (shop,) = store.shops()
    hidden = shop.id in ("pinduoduo", "douyin")
    assert buyers == (0 if hidden else len({each.person for each in SHOP}))


@pytest.mark.parametrize("view_id", VIEWS)
def test_every_page_answers(facts: Facts, view_id: str) -> None:
    view = evaluate(view_id, facts, QUESTION)
    assert view.headline.zh
