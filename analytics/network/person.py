"""One person of the network: where they stand, what they brought and bought, their part, and what to do about them."""

from msgspec import Struct

from analytics.dimensions.network import layer_name
from analytics.dossier import Known
from analytics.network.evidence import evidence
from analytics.network.fans import KIND_RULES, KINDS
from analytics.network.layers import DEEPEST
from analytics.network.picture import Picture
from analytics.network.roles import ROLES, Role, roles_in_shop
from analytics.network.standing import Standing, standing
from analytics.network.treatment import following, treatment
from analytics.result import Shown
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words


class Person(Struct, frozen=True):
    """What the drawer shows."""

    node: int
    name: str
    row: int
    """Of the customer's record in the shop's database."""
    kind: Words
    kind_rule: Words
    layer: Words
    chain: tuple[tuple[int, str], ...]
    """Who brought them, who brought that one, and so on up to the first: node and name."""
    role: Role | None
    evidence: Words
    """What speaks for the role; why nothing can be told where nobody is told from others."""
    treatment: Words
    """What to do about them; nothing without a role."""
    known: tuple[Known, ...]


def person(facts: Facts, picture: Picture, node: int) -> Person:
    """Everything about one person."""
    fans, ranks = picture.fans, standing(facts)
    key = list(KINDS)[int(fans.kind[node])]
    above = picture.layout.above(node)[1:]
    role, said = _role(facts, picture, ranks, node)
    return Person(
        node,
        picture.name(node),
        int(picture.rows[node]),
        KINDS[key],
        KIND_RULES[key],
        layer_name(min(int(picture.layout.forest.depth[node]), DEEPEST)),
        tuple((one, picture.name(one)) for one in above),
        role,
        said,
        Words("", "") if role is None else treatment(role, bool(following(facts)[node])),
        (*_own(picture, node), *_bringing(ranks, node)),
    )


def _role(facts: Facts, picture: Picture, ranks: Standing | Words, node: int) -> tuple[Role | None, Words]:
    if isinstance(ranks, Words):
        return None, ranks
    parts = roles_in_shop(facts, ranks)
    place = int(parts.role[node])
    role = list(ROLES.values())[place] if place >= 0 else None
    return role, evidence(facts.shop, picture.fans, ranks, parts, node)


def _own(picture: Picture, node: int) -> tuple[Known, ...]:
    fans = picture.fans
    times = (
        (Words("加入", "Joined"), int(fans.joined[node])),
        (Words("最近购买", "Last bought"), int(fans.last_purchase[node])),
    )
    return (
        Known(Words("自己累计支付", "Paid to date"), Shown.MONEY, int(fans.sales[node])),
        Known(Words("支付订单", "Paid orders"), Shown.COUNT, int(fans.orders[node])),
        *(Known(name, Shown.TIME, None if at == MISSING else at) for name, at in times),
    )


def _bringing(ranks: Standing | Words, node: int) -> tuple[Known, ...]:
    if isinstance(ranks, Words):
        return ()
    brings, days = ranks.bringing, ranks.days
    if not brings.friends[node]:
        return (Known(Words("带来的人", "Friends brought"), Shown.COUNT, 0),)
    return (
        Known(Words("带来的人", "Friends brought"), Shown.COUNT, int(brings.friends[node])),
        Known(Words("其中买过的", "Of them bought"), Shown.COUNT, int(ranks.buyers[node])),
        Known(Words("同期粉丝平均带来", "Fans like them bring"), Shown.NUMBER, float(brings.expected[node])),
        Known(Words("下游一共", "Everybody below"), Shown.COUNT, int(ranks.reached[node])),
        Known(Words("下游累计支付", "Paid by all below"), Shown.MONEY, int(ranks.downstream[node])),
        Known(Words(f"{days} 天能带来", f"Brings in {days} days"), Shown.MONEY, ranks.spread_of(node)),
    )
