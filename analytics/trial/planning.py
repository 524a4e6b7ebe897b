"""What a trial is planned with, and keeps: how many are expected to buy by themselves, and what goes out to whom."""

from msgspec import structs

from analytics.result import Estimate
from analytics.trial.groups import buy_by_themselves
from analytics.trial.persons import Merges
from analytics.trial.products import with_products
from analytics.trial.refusals import Refusal
from storage.facts import Facts
from storage.trial import Enrolled


def planned(facts: Facts, made: Enrolled, floor: float, merges: Merges) -> Enrolled | Refusal:
    """The trial with its plan, or why there is none; products of a margin of at least ``floor``."""
    trial = made.trial
    people = [one for ids in made.ids for one in ids]
    rate = buy_by_themselves(facts, trial.view, trial.group, people, trial.days)
    usual = rate.value if isinstance(rate, Estimate) else None
    return with_products(facts, structs.replace(made, trial=structs.replace(trial, usual=usual)), floor, merges)
