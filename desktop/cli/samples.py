"""``zhanggui samples``: whom of the fans to give samples or something of a budget, as text or JSON."""

import argparse
from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from analytics.dimension import id_codes
from analytics.seeding.asked import Asked
from analytics.seeding.view import answered
from desktop.cli.telling import answer
from desktop.cli.usage import UsageError
from storage.facts import Facts
from storage.words import Words


def samples(options: argparse.Namespace) -> int:
    """Print the plan."""
    return answer(options, lambda facts: answered(facts, _asked(options, facts)))


def _asked(options: argparse.Namespace, facts: Facts) -> Asked:
    """The question, amounts in minor units; raises UsageError where it is not clear."""
    if (options.budget is None) != (options.cost is None):
        raise UsageError(
            Words("--budget 和 --cost 要一起给。", "--budget and --cost go together."),
            Words(
                "例如 --budget 500 --cost 25；只数份数用 --count 20。", "Such as --budget 500 --cost 25, or --count 20."
            ),
        )
    minor = 10**facts.shop.exponent
    return Asked(
        budget=float(options.count if options.budget is None else options.budget * minor),
        cost=None if options.cost is None else float(options.cost * minor),
        cost_of=tuple((_place(name, facts), float(cost * minor)) for name, cost in map(_priced, options.cost_of)),
        excluded=_places(options.exclude, facts),
        already=_places(options.given, facts),
        margin=options.margin,
        days=options.days,
        seed=options.seed,
    )


def _places(names: Iterable[str], facts: Facts) -> tuple[int, ...]:
    return tuple(_place(name, facts) for name in names)


def _place(name: str, facts: Facts) -> int:
    """The position of a customer by id."""
    code = id_codes(facts, "customers").get(name)
    place = -1 if code is None else int(np.asarray(facts.position("customers"))[code])
    if place < 0:
        raise UsageError(
            Words(f"没有粉丝「{name}」。", f"There is no fan {name}."),
            Words(
                "编号见 zhanggui show network 的第一张表。", "Ids stand in the first table of: zhanggui show network"
            ),
        )
    return place


def _priced(text: str) -> tuple[str, Decimal]:
    """``ID=25.5``."""
    name, _, typed = text.rpartition("=")
    try:
        cost = Decimal(typed)
    except ArithmeticError:
        cost = Decimal(0)
    if not cost.is_finite() or cost <= 0:
        raise UsageError(
            Words(f"看不懂 --cost-of {text}。", f"--cost-of {text} makes no sense."),
            Words("要写成 粉丝编号=大于 0 的金额，例如 u1=30。", "Write the fan's id and an amount above 0: u1=30."),
        )
    return name, cost
