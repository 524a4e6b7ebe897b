"""Whom of a shop's fans to give samples, or coupons of a budget, so that most of their friends buy.

Each fan is two nodes. The giver is worth nothing and can be given something; it reaches the fan's friends. The friend
is what buys: it counts when somebody reaches it, and passes it on as the same fan. So a sample is not counted as a
sale to the one who gets it. How likely a friend buys is learnt per fan from the friends it reached, drawn towards what
is usual in the shop (beta-binomial).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.fan_history import known_by_orders_only, still_here
from analytics.intervals import mean_gap
from analytics.network.fans import fans_forest
from analytics.network.lookback import bought_before
from analytics.result import Estimate
from analytics.say import plain_money
from analytics.seeding.asked import Asked
from analytics.seeding.graph import Graph, graph_of
from analytics.seeding.hindsight import Hindsight, hindsight
from analytics.seeding.history import Reached, amounts_bought, reached
from analytics.seeding.pace import Paces, paces_of
from analytics.seeding.plan import Plan, Question, Rival, whom_to_give
from analytics.seeding.rates import Rates, rates_of
from analytics.seeding.reverse import Limits
from analytics.seeding.rivals import best_known, pagerank
from analytics.seeding.spread import Spread
from analytics.seeding.worlds import reached as reached_in_worlds
from storage.facts import Facts
from storage.shop import Shop
from storage.words import Words

Floats = NDArray[np.float64]
ENOUGH_REACHED = 100
ENOUGH_BOUGHT = 20
"""A share of twenty cases is known to within some 45% of itself; with fewer a plan would be made of chance."""
_LIMITS = Limits(members=4_000_000, tosses=150_000_000)
_DRAWS, _WORLDS = 200, 20

ONLY_ORDERS = Words(
    "粉丝只从订单里知道：没买的朋友没有记录，推不出朋友会不会买。需要邀请关系或分享带来的访问。",
    "Fans are known from orders only: friends who did not buy are not on record, so how likely a friend buys is not "
    "known. Referrals or visits through shares are needed.",
)
TOO_THIN = Words(
    "历史太少：满 {days} 天的“谁影响到谁”只有 {reached} 对（要 {enough_reached}），"
    "其中成交 {bought} 对（要 {enough_bought}）。还差 {more_reached} 对、{more_bought} 对成交。",
    "Too little history: {reached} pairs of who reached whom are {days} days old ({enough_reached} needed), of which "
    "{bought} led to a purchase ({enough_bought} needed). {more_reached} more pairs and {more_bought} more purchases "
    "are missing.",
)
ASSUMED = Words(
    "假设：拿到样品的人接下来 {days} 天照自己以往的劲头去传，影响到的朋友成交的比例和以往一样。"
    "这是按历史推算，不是试验：没有样品，他们也会带来其中一部分。"
    "随机留一半不送，{days} 天后比一比，才知道样品多带来了多少。",
    "Assumed: whoever gets a sample passes it on at their own usual pace for the next {days} days, and friends buy as "
    "often as they did. That follows from the past, not from a trial: some would come without samples too. Keep half "
    "back at random and compare after {days} days to learn what samples add.",
)
WORTH_SALES = Words(
    "每位成交朋友按 {days} 天内的平均支付金额计。", "A friend who buys counts as the mean paid within {days} days."
)
WORTH_MARGIN = Words(
    "每位成交朋友按 {days} 天内的平均支付金额乘以毛利率 {margin:.0%} 计。",
    "A friend who buys counts as the mean paid within {days} days times a margin of {margin:.0%}.",
)


class _Ties(Struct, frozen=True, eq=False):
    """Who may reach whom from now on: both have not left."""

    who: Codes
    whom: Codes
    friends: Ints
    """Per person how many friends that are."""

    def passed_on(self, pace: Floats) -> Floats:
        """Per person the chance that one of the friends is reached, when so many of them are."""
        part: Floats = np.minimum(pace / np.maximum(self.friends, 1), 1.0)
        return part


class _Known(Struct, frozen=True, eq=False):
    """What the past tells of each person."""

    rates: Rates
    paces: Paces
    ties: _Ties
    hindsight: dict[str, Hindsight]

    @property
    def ours(self) -> Hindsight:
        """Of our own way of picking."""
        return self.hindsight["ours"]

    @property
    def chances(self) -> Floats:
        """Per person the chance that a friend is reached and buys."""
        return self.ties.passed_on(self.paces.means * self.ours.kept) * self.rates.means

    def drawn(self, rng: np.random.Generator, expected: float) -> Floats:
        """The same, as likely as the past allows where so many friends are expected before it is set right."""
        pace = rng.gamma(self.paces.shape) / self.paces.rate * self.ours.drawn(rng, expected)
        chance: Floats = self.ties.passed_on(pace) * rng.beta(self.rates.yes, self.rates.no)
        return chance


class ShopPlan(Struct, frozen=True, eq=False):
    """Whom to give it, and what comes of it. People are positions; amounts are minor units."""

    plan: Plan
    """Reach and value are friends who buy."""
    worth: float
    """What a friend who buys is worth."""
    counted_as: Literal["sales", "margin"]
    money: Estimate
    """What the friends who buy are expected to bring; the interval is that of the working out alone."""
    friends_likely: Estimate
    """Friends who buy: 95% of outcomes lie within, chance and what is not known of the people included."""
    money_likely: Estimate
    rates: Rates
    paces: Paces
    hindsight: Hindsight
    """What came of those who would have been picked earlier: by that much the figures above were brought down."""
    pairs: Reached
    everybody: bool
    """Whether all are on the list of whom it is known that they reached somebody."""
    said: tuple[Words, ...]
    """What is assumed, and what is counted."""


def whom_to_give_in_shop(facts: Facts, asked: Asked) -> ShopPlan | Words:
    """The plan, or why there is none."""
    if not 0 < (1.0 if asked.margin is None else asked.margin) <= 1:
        raise ValueError("a margin is a part of the sales, above 0 and at most 1")
    pairs = reached(facts, asked.days)
    refused = _too_thin(facts, pairs, asked.days)
    if refused:
        return refused
    dear = _too_dear(facts.shop, asked)
    if dear:
        return dear
    people = len(facts["customers"])
    known = _known(facts, pairs, asked)
    graph = _two_sided(people, known.ties, known.chances)
    plan = whom_to_give(graph, _question(facts, asked, graph))
    return plan if isinstance(plan, Words) else _in_shop(graph, plan, known, pairs, asked)


def _too_dear(shop: Shop, asked: Asked) -> Words | None:
    """That the money is not enough for anybody, in money."""
    if asked.cost is None:
        return None
    cheapest = min([asked.cost, *(cost for _person, cost in asked.cost_of)])
    if asked.budget >= cheapest:
        return None
    budget, least = plain_money(shop, round(asked.budget)), plain_money(shop, round(cheapest))
    return Words(
        f"预算 {budget} 不够给任何人：最便宜的一位要 {least}。加一点预算，或换成本低些的样品。",
        f"The budget of {budget} is not enough for anybody: the cheapest costs {least}. Raise it, or take a cheaper "
        "sample.",
    )


def _known(facts: Facts, pairs: Reached, asked: Asked) -> _Known:
    fans, here = fans_forest(facts), still_here(facts)
    kept = here[pairs.who] & here[pairs.whom]
    ties = _Ties(pairs.who[kept], pairs.whom[kept], np.bincount(pairs.who[kept], minlength=len(fans)))
    many = max(1, round(asked.budget / (asked.cost or 1.0)))
    return _Known(
        rates_of(pairs, len(fans)),
        paces_of(pairs.who, pairs.at, fans.since, fans.until, asked.days),
        ties,
        hindsight(pairs, fans.since, fans.until, asked.days, many, partial(_plain_scores, facts)),
    )


def _plain_scores(facts: Facts, past: Reached, moment: int) -> dict[str, Floats]:
    """What the rivals of ``plan.py`` ranked by at a moment."""
    fans = fans_forest(facts)
    known = graph_of(len(fans), (past.who, past.whom), 1.0)
    sales = bought_before(facts, fans, moment)[0].astype(np.float64)
    return {"best_known": best_known(known), "pagerank": pagerank(known), "buyers": sales}


def _too_thin(facts: Facts, pairs: Reached, days: int) -> Words | None:
    watched, bought = int(pairs.watched.sum()), int((pairs.watched & pairs.bought).sum())
    if watched and known_by_orders_only(facts):
        return ONLY_ORDERS
    if watched >= ENOUGH_REACHED and bought >= ENOUGH_BOUGHT:
        return None
    return TOO_THIN.fill(
        days=days,
        reached=watched,
        bought=bought,
        enough_reached=ENOUGH_REACHED,
        enough_bought=ENOUGH_BOUGHT,
        more_reached=max(0, ENOUGH_REACHED - watched),
        more_bought=max(0, ENOUGH_BOUGHT - bought),
    )


def _two_sided(people: int, ties: _Ties, chances: Floats) -> Graph:
    """Friends are 0..people-1, givers follow in the same order."""
    sources = np.concatenate([ties.who, ties.who.astype(np.int64) + people])
    return graph_of(2 * people, (sources, np.concatenate([ties.whom, ties.whom])), np.tile(chances[ties.who], 2))


def _question(facts: Facts, asked: Asked, graph: Graph) -> Question:
    people = len(graph) // 2
    costs = np.full(2 * people, 1.0 if asked.cost is None else asked.cost)
    for person, cost in asked.cost_of:
        costs[people + person] = cost
    idle = np.flatnonzero(np.diff(graph.starts) == 0)
    friends = np.arange(people)
    return Question(
        budget=asked.budget,
        costs=costs,
        values=np.repeat([1.0, 0.0], people),
        excluded=np.concatenate([friends, idle, _givers(asked.excluded, people)]).tolist(),
        already=_givers(asked.already, people).tolist(),
        bought=np.concatenate([np.zeros(people), amounts_bought(facts)]),
        seed=asked.seed,
        limits=_LIMITS,
    )


def _givers(persons: Sequence[int], people: int) -> Ints:
    found = np.asarray(persons, np.int64)
    if len(found) and (found.min() < 0 or found.max() >= people):
        raise ValueError(f"somebody is not among 0..{people - 1}")
    return found + people


def _in_shop(graph: Graph, plan: Plan, known: _Known, pairs: Reached, asked: Asked) -> ShopPlan:
    people = len(graph) // 2
    amounts = pairs.sales[pairs.watched & pairs.bought].astype(np.float64) * (asked.margin or 1.0)
    worth = float(amounts.mean())
    able = int(np.count_nonzero(np.diff(graph.starts)[people:]))
    friends, money = _likely(graph, plan, known, amounts, asked)
    worth_said = WORTH_SALES if asked.margin is None else WORTH_MARGIN
    return ShopPlan(
        plan=_of_people(plan, people, known.hindsight),
        worth=worth,
        counted_as="sales" if asked.margin is None else "margin",
        money=plan.value.times(worth),
        friends_likely=_around(plan.value.value, friends),
        money_likely=_around(plan.value.value * worth, money),
        rates=known.rates,
        paces=known.paces,
        hindsight=known.ours,
        pairs=pairs,
        everybody=len(plan.nodes) >= able - len(asked.excluded) - len(asked.already),
        said=(ASSUMED.fill(days=asked.days), worth_said.fill(days=asked.days, margin=asked.margin or 0.0)),
    )


def _of_people(plan: Plan, people: int, looked: Mapping[str, Hindsight]) -> Plan:
    """Givers by the position of their person; reach is of friends who buy, not of those given something."""
    part = plan.value.value / max(sum(plan.adds), 1e-12)  # the judges' sum and the value differ by chance alone
    return structs.replace(
        plan,
        nodes=tuple(node - people for node in plan.nodes),
        adds=tuple(added * part for added in plan.adds),
        reach=plan.value,
        rivals=tuple(_rival_of_people(plan, rival, people, looked) for rival in plan.rivals),
    )


def _rival_of_people(plan: Plan, rival: Rival, people: int, looked: Mapping[str, Hindsight]) -> Rival:
    """A rival set right by what its own people brought in the past, as ours is."""
    part = looked[rival.id].kept / looked["ours"].kept
    value = rival.spread.value.times(part)
    spread = Spread(value, value, mean_gap(plan.value, value))
    return structs.replace(rival, nodes=tuple(node - people for node in rival.nodes), spread=spread)


def _likely(graph: Graph, plan: Plan, known: _Known, amounts: Floats, asked: Asked) -> tuple[Estimate, Estimate]:
    """Outcomes of the plan, chances drawn anew from what is known of them, amounts from those that friends paid."""
    rng = np.random.default_rng([asked.seed, 4])
    people = len(graph) // 2
    ours, already = np.array(plan.nodes), _givers(asked.already, people)
    everybody = np.union1d(ours, already)
    values = np.repeat([1.0, 0.0], people)[None, :]
    counts = []
    for draw in range(_DRAWS):
        drawn = known.drawn(rng, plan.value.value / known.ours.kept)
        world = structs.replace(graph, probabilities=drawn[graph.sources % people])
        runs, salt = range(draw * _WORLDS, (draw + 1) * _WORLDS), asked.seed + 1
        counts.append(
            reached_in_worlds(world, lambda _: everybody, values, runs, salt)[:, 0]
            - reached_in_worlds(world, lambda _: already, values, runs, salt)[:, 0]
        )
    friends = np.concatenate(counts)
    paid = np.array([rng.choice(amounts, int(many)).sum() for many in friends])
    return _range(friends), _range(paid)


def _around(value: float, drawn: Estimate) -> Estimate:
    """What is expected with the range of the draws: one number for one thing, wherever it stands."""
    return Estimate(value, min(drawn.low, value), max(drawn.high, value))


def _range(outcomes: Floats) -> Estimate:
    low, high = np.quantile(outcomes, (0.025, 0.975)).tolist()
    return Estimate(float(outcomes.mean()), low, high)
