"""The views there are, by name."""

from collections.abc import Callable

from analytics.catalogue import CATALOGUE
from analytics.churn.outlook import outlook, told
from analytics.churn.view import who_lapses
from analytics.diagnosis.view import diagnose
from analytics.engine import evaluate_subject
from analytics.lifecycle.view import stage_of_shop
from analytics.question import Question
from analytics.recommend.shop.learnt import learnt as recommendation
from analytics.recommend.shop.learnt import told as recommendation_told
from analytics.recommend.shop.view import recommend
from analytics.result import View
from analytics.subject import Subject
from analytics.subjects.buyers import BUYERS
from analytics.subjects.campaigns import CAMPAIGNS
from analytics.subjects.fans import FANS, fans_of
from analytics.subjects.group_buy import GROUP_BUY
from analytics.subjects.income import INCOME
from analytics.subjects.network import NETWORK
from analytics.subjects.orders import ORDERS
from analytics.subjects.overview import OVERVIEW
from analytics.subjects.products import PRODUCTS
from analytics.subjects.regions import REGIONS
from analytics.subjects.sharing import SHARING, sharing_of
from analytics.subjects.traffic import TRAFFIC, traffic_of
from storage.facts import Facts
from storage.notebook import EMPTY, Notebook
from storage.progress import Report, StopAsked, ignore, never

Answer = Callable[[Facts, Question, Notebook], View]


def _answer(subject: Subject) -> Answer:
    return lambda facts, question, _notebook: evaluate_subject(subject, facts, question)


def _answer_as(choose: Callable[[Facts], Subject]) -> Answer:
    """A page that looks otherwise where the source gives totals of days only."""
    return lambda facts, question, _notebook: evaluate_subject(choose(facts), facts, question)


SUBJECTS: dict[str, Subject] = {
    subject.id: subject
    for subject in (
        BUYERS, CAMPAIGNS, FANS, GROUP_BUY, INCOME, NETWORK, ORDERS, OVERVIEW, PRODUCTS, REGIONS, SHARING, TRAFFIC,
    )
}  # fmt: skip
"""What is declared as figures, a trend and tables, by its id."""

_ANSWERS: dict[str, Answer] = {
    **{name: _answer(subject) for name, subject in SUBJECTS.items()},
    "diagnosis": diagnose,
    "recommend": recommend,
    "churn": who_lapses,
    "lifecycle": stage_of_shop,
    "fans": _answer_as(fans_of),
    "traffic": _answer_as(traffic_of),
    "sharing": _answer_as(sharing_of),
}
VIEWS: dict[str, Answer] = {entry.id: _ANSWERS[entry.id] for entry in CATALOGUE}
"""Every view in the order of the navigation, by the name that the command line and exports use."""


LESSONS: dict[str, tuple[Callable[[Facts], bool], Callable[[Facts, Report, StopAsked], object]]] = {
    "churn": (told, outlook),
    "recommend": (recommendation_told, recommendation),
}
"""Views that rest on what takes long to learn: whether it is known, and how to learn it."""


def ready(view_id: str, facts: Facts) -> bool:
    """Whether ``evaluate`` answers at once; else ``prepare`` first, away from people who wait."""
    return view_id not in LESSONS or LESSONS[view_id][0](facts)


def prepare(view_id: str, facts: Facts, report: Report = ignore, stop: StopAsked = never) -> None:
    """Learn what a view rests on, if it rests on anything. Raises Cancelled."""
    if not ready(view_id, facts):
        LESSONS[view_id][1](facts, report, stop)


def evaluate(view_id: str, facts: Facts, question: Question, notebook: Notebook = EMPTY) -> View:
    """A view of the facts; KeyError for a name that is not in ``VIEWS``."""
    return VIEWS[view_id](facts, question, notebook)
