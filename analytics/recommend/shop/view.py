"""What to offer whom, as views: the page, and the three questions that are asked by a form."""

from collections.abc import Sequence

from analytics import catalogue
from analytics.ahead import said_ahead
from analytics.dimension import id_codes
from analytics.network.ever import ever
from analytics.question import Filters, Question
from analytics.recommend.shop.asked import Asked
from analytics.recommend.shop.counter import Counter, counter
from analytics.recommend.shop.dues import DueProduct, due_products
from analytics.recommend.shop.first_step import headline
from analytics.recommend.shop.learnt import Learnt, learnt
from analytics.recommend.shop.segments import segment_named
from analytics.recommend.shop.sentences import NOT_CLICKS, SCOPE, of_customer, of_product, of_segment, proof, silent
from analytics.recommend.shop.tables import goods, groups, people, record
from analytics.result import Table, View
from storage.facts import Facts
from storage.notebook import Notebook
from storage.progress import Report, StopAsked, ignore, never
from storage.words import Words

Answer = tuple[Words, tuple[Table, ...]]


def recommend(facts: Facts, _question: Question, _notebook: Notebook) -> View:
    """The page: of all that is known to date, whatever days and filters are asked for."""
    return answered(facts, Asked())


def answered(facts: Facts, asked: Asked, report: Report = ignore, stop: StopAsked = never) -> View:
    """Ask and show; Cancelled when asked to stop while learning."""
    why_not = silent(facts)
    if why_not is not None:
        return _view(facts, (why_not, ()), ())
    made = counter(facts, learnt(facts, report, stop), asked.floor)
    return _view(facts, _answer(made, asked), _notes(made))


def customer_code(facts: Facts, key: str) -> int | None:
    """The code of a customer by id, that of the person where somebody was merged; None where nobody has it."""
    code = id_codes(facts, "customers").get(key)
    return None if code is None else int(facts.persons()[code])


def product_code(facts: Facts, key: str) -> int | None:
    """The code of a product by id; None where there is none."""
    return id_codes(facts, "products").get(key)


def _answer(made: Counter, asked: Asked) -> Answer:
    if asked.customer is not None:
        return _customer(made, asked.customer)
    if asked.product is not None:
        return _product(made, asked.product)
    if asked.segment is not None:
        return _segment(made, asked.segment)
    return made.facts.derived(f"recommended at {asked.floor}", lambda _facts: _whole(made))


def _whole(made: Counter) -> Answer:
    dues = due_products(made)
    return headline(made, dues), _tables(made, made.learnt, dues)


def _notes(made: Counter) -> tuple[Words, ...]:
    """What the answer rests on, the proof first; nothing is praised where nothing may be offered."""
    why = (proof(made.learnt),) if made.may.any() else ()
    replays = () if made.learnt.record is None else (NOT_CLICKS,)
    late = said_ahead(made.facts)
    return (*why, *replays, SCOPE, *((late,) if late else ()))


def _tables(made: Counter, found: Learnt, dues: Sequence[DueProduct]) -> tuple[Table, ...]:
    return (
        groups.of_segments(made),
        people.due_again(made, dues),
        people.of_new_products(made),
        groups.of_campaigns(made),
        goods.together(made),
        goods.bought_again(made),
        goods.nobody_needs(made),
        record.how_good(found),
        record.by_history(found),
        goods.left_out(made),
    )


def _customer(made: Counter, key: str) -> Answer:
    code = customer_code(made.facts, key)
    if code is None:
        return Words(f"没有客户“{key}”。", f"There is no customer {key}."), ()
    return of_customer(made, code), people.for_customer(made, code)


def _product(made: Counter, key: str) -> Answer:
    code = product_code(made.facts, key)
    if code is None:
        return Words(f"没有商品“{key}”。", f"There is no product {key}."), ()
    return of_product(made, code), people.for_product(made, code)


def _segment(made: Counter, name: str) -> Answer:
    segment = segment_named(made.facts, name)
    if segment is None:
        return Words(f"没有人群“{name}”。", f"There is no group {name}."), ()
    return of_segment(segment.name, len(segment.users)), (groups.of_segment(made, segment),)


def _view(facts: Facts, answer: Answer, notes: tuple[Words, ...]) -> View:
    """Its period is all that was learnt from; notes that replays need are not said where none was made."""
    said, tables = answer
    return View(
        id=catalogue.RECOMMEND.id, title=catalogue.RECOMMEND.title, shop=facts.shop, period=ever(facts),
        comparison=None, filters=Filters(), data_as_of=facts.as_of, headline=said, figures=(), tables=tables,
        notes=notes if tables else (),
    )  # fmt: skip
