"""Two shops with joint buyers, of whom some like one thing of ours and one of theirs: is it found, is nothing else.

Of each pair of simulated shops three are made: joint buyers by lot, joint buyers with a liking, and a large share of
them. What is called clear where buyers were joined by lot is a false discovery. The liking is to be found as the
product, as the partner's category, and as both together. Ranges are held against what was really so: how many are
joint, and how often they are in each of the partner's categories, which the file tells of half of them only.
"""

import argparse
from collections import Counter
from datetime import date

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.cooperation.buckets import crowds, cut, marks
from analytics.cooperation.findings import clear
from analytics.cooperation.fits import Baskets, Fit, baskets_of, goods_by_group, own_goods, their_groups
from analytics.cooperation.groups import groups_of
from analytics.cooperation.matching import Matched, matched
from analytics.cooperation.people import bought
from analytics.cooperation.sent import Sent, sent_by
from analytics.dimension import id_codes
from storage.facts import Facts
from tests.two_shops import Pair, facts_and_people, two_shops

DAY = date(2026, 11, 30)
PAIRS = 20
TRIED = 2_000_000
SPACES = {"of all mobiles": 7e9, "of one start of three digits": 1e8, "of one city with 1% of all": 7e7}
PLANTED = {"by lot": (0, 400), "liking": (150, 250), "strong": (200, 600)}
"""Joint buyers with the liking, and others."""


class Case(Struct, frozen=True):
    """What was said of one pair."""

    joint: bool
    """The number of joint buyers lies in its range."""
    product: bool
    """The product is called clear."""
    category: bool
    both: bool
    both_holds: list[bool]
    """Where that is told: how many times as often those of the category have the product lies in its range."""
    others: int
    """What else is called clear in the three tables."""
    holds: list[bool]
    """Of each category: how many times as often joint buyers are in it lies in the range."""


def main(options: argparse.Namespace) -> int:
    """0 if false discoveries are as rare as they should be, ranges hold, and a liking is found."""
    good = True
    for name, (liking, others) in PLANTED.items():
        seeds = range(options.seed, options.seed + (options.n or PAIRS))
        cases = [case(two_shops(liking, others, seed=2 * seed)) for seed in seeds]
        holds = np.mean([one for each in cases for one in each.holds])
        joint, product, category, both = (
            np.mean([getattr(each, what) for each in cases]) for what in ("joint", "product", "category", "both")
        )
        told = [one for each in cases for one in each.both_holds]
        false = np.mean([each.others > 0 for each in cases])
        print(f"{name}: {len(cases)} pairs, {liking + others} joint buyers, of whom {liking} with the liking")
        print(f"  number of joint buyers in its range {joint:.0%}, of each category {holds:.0%}")
        print(f"  clear: the product {product:.0%}, the category {category:.0%}, both together {both:.0%}")
        print(f"  both together in their range {sum(told)} of {len(told)}; something else clear {false:.0%}")
        good &= bool(holds > 0.85 and (liking or false <= 0.15) and (not liking or product > 0.9))
    return 0 if good and pried() else 1


def pried() -> bool:
    """What a partner of ill will reads from files of one shop: as many numbers in question under three codes as under
    one, and fewer only where a file is finer because the shop has grown."""
    pair = two_shops(0, 0)
    facts, known = facts_and_people(pair.theirs)
    buyers = crowds([pair.theirs.phones[buyer] for buyer in pair.theirs.bought])
    tried = crowds([f"150{number:08d}" for number in range(TRIED)])
    others, left = np.ones(len(tried), dtype=bool), []
    print(f"a partner of ill will, {len(buyers)} buyers, {len(tried):,} numbers tried that are none of them")
    for number, key in enumerate((b"one", b"two", b"three"), 1):
        sent = sent_by(facts, replace(known, key=key), DAY, DAY)
        every = np.concatenate([group.marks for group in sent.groups])
        kept = np.isin(marks(cut(buyers, sent.bits), sent.bits, key), every).mean()
        others &= np.isin(marks(cut(tried, sent.bits), sent.bits, key), every)
        left.append(others.mean())
        said = ", ".join(f"{name} {1 / (1 + left[-1] * size / len(buyers)):.2%}" for name, size in SPACES.items())
        print(f"  {number} codes, {sent.bits} bits: buyers kept {kept:.0%}, of the others {left[-1]:.4%} left;")
        print(f"    of those in question are buyers: {said}")
    return left[0] == left[-1] > 0


def case(pair: Pair) -> Case:
    """What our shop is told of theirs."""
    (ours, our_people), (theirs, their_people) = facts_and_people(pair.ours), facts_and_people(pair.theirs)
    sent = sent_by(theirs, their_people, DAY, DAY)
    sales = bought(ours)
    match = matched(our_people, sales.buyers, sent)
    baskets = baskets_of(sales, match)
    goods = own_goods(baskets, match)
    grouped, groups = goods_by_group(baskets, match, sent, goods), their_groups(match, sent)
    product, category = id_codes(ours, "products")[pair.product], _place(sent, pair.category)
    found = [(int(goods.thing[place]), -1) for place in clear(goods)]
    found += [(-1, int(groups.thing[place])) for place in clear(groups)]
    found += [(int(grouped.thing[place]), int(grouped.group[place])) for place in clear(grouped)]
    planted = [(product, -1), (-1, category), (product, category)]
    true = truth(pair, theirs, sent)
    joint = match.joint
    return Case(
        joint.low <= pair.joint <= joint.high,
        *(one in found for one in planted),
        _both_holds(pair, ours, theirs, match, baskets, grouped, (product, category)),
        sum(one not in planted for one in found),
        [bool(low <= is_so <= high) for is_so, low, high in zip(true, groups.lift.low, groups.lift.high, strict=True)],
    )


def truth(pair: Pair, theirs: Facts, sent: Sent) -> list[float]:
    """How many times as often joint buyers are in each category of the file as all the partner's buyers, by the plan:
    some were joined because they are in one, the others by lot."""
    sales = bought(theirs)
    groups = groups_of(theirs, sales, sales.buyers)
    every = Counter(groups.names[place] for place in groups.of)
    size, lot = every.total(), pair.joint - pair.liking
    liking = Counter({pair.category: pair.liking})
    by_lot = {name: lot * (many - liking[name]) / (size - pair.liking) for name, many in every.items()}
    return [
        (liking[name] + by_lot[name]) / pair.joint * size / every[name]
        for name in (group.name for group in sent.groups)
    ]


def _both_holds(
    pair: Pair, ours: Facts, theirs: Facts, match: Matched, baskets: Baskets, grouped: Fit, planted: tuple[int, int]
) -> list[bool]:
    """Held against the same lift of those who are really joint and really in the category."""
    sales = bought(theirs)
    groups = groups_of(theirs, sales, sales.buyers)
    group_of = {pair.theirs.phones[theirs.ids("customers")[code]]: groups.names[place]
                for code, place in zip(sales.buyers, groups.of, strict=True)}  # fmt: skip
    names = np.array([group_of.get(pair.ours.phones[ours.ids("customers")[code]], "") for code in match.people])
    joint, within = names != "", names == pair.category
    every, inside = baskets.counts(joint), baskets.counts(within)
    at = int(np.searchsorted(baskets.products, planted[0]))
    part = (within.sum() + inside.sum() - inside[at]) / (joint.sum() + every.sum() - every[at])
    rows = np.flatnonzero((grouped.thing == planted[0]) & (grouped.group == planted[1]) & grouped.shown)
    is_so = inside[at] / max(every[at] * part, 1e-9)
    return [bool(grouped.lift.low[row] <= is_so <= grouped.lift.high[row]) for row in rows]


def _place(sent: Sent, name: str) -> int:
    return [group.name for group in sent.groups].index(name)
