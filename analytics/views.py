"""The views there are, by name."""

from analytics.engine import evaluate_subject
from analytics.question import Question
from analytics.result import View
from analytics.subject import Subject
from analytics.subjects.buyers import BUYERS
from analytics.subjects.orders import ORDERS
from analytics.subjects.overview import OVERVIEW
from analytics.subjects.products import PRODUCTS
from storage.facts import Facts

VIEWS: dict[str, Subject] = {subject.id: subject for subject in (OVERVIEW, ORDERS, BUYERS, PRODUCTS)}
"""Every view by the name that the command line and exports use, in the order of the navigation."""


def evaluate(view_id: str, facts: Facts, question: Question) -> View:
    """A view of the facts; KeyError for a name that is not in ``VIEWS``."""
    return evaluate_subject(VIEWS[view_id], facts, question)
