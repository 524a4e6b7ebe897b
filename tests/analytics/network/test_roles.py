"""The part of each key person: the rules asked of every fan again, and what became of those about to lapse."""

import numpy as np

from analytics.network.evidence import evidence
from analytics.network.roles import BIG, GONE, LEAST_BUYERS, LEAST_ORDERS, ROLES, SILENT, TIMES, Roles, roles_in_shop
from storage.columns import MISSING
from tests.analytics.network.shops import Network, network

DAY = 86_400_000
SEEDS = (1, 2, 3)


def parts(shop: Network) -> Roles:
    return roles_in_shop(shop.facts, shop.ranks)


def sharing(shop: Network) -> set[int]:
    """Through whose shares a known person came, visit by visit."""
    visits, shares = shop.facts["visits"], shop.facts["shares"]
    place = {code: at for at, code in enumerate(shop.facts["customers"]["id"].tolist())}
    of_share = dict(zip(shares["id"].tolist(), shares["customer_id"].tolist(), strict=True))
    came = zip(visits["share_id"].tolist(), visits["customer_id"].tolist(), strict=True)
    pairs = {(of_share.get(share, -1), whom) for share, whom in came if share >= 0 and whom >= 0}
    return {place[who] for who, whom in pairs if who in place and whom in place and who != whom}


def expected(shop: Network) -> list[str]:
    """The role of each fan by the rules as they are written."""
    fans, ranks = shop.fans, shop.ranks
    low, _ = ranks.bringing.bounds(np.arange(len(fans)))
    big = np.quantile([sales for sales, bought in zip(fans.sales, fans.bought, strict=True) if bought], BIG)
    again = [0] * len(fans)
    for child, parent in enumerate(fans.forest.parent.tolist()):
        if parent >= 0 and ranks.buyers[child]:
            again[parent] += 1
    found, shared = [], sharing(shop)
    for place in range(len(fans)):
        friends, orders = int(ranks.bringing.friends[place]), int(fans.orders[place])
        leader = again[place] >= LEAST_BUYERS and int(ranks.reached[place]) >= 2 * friends
        promoter = int(ranks.buyers[place]) >= LEAST_BUYERS and low[place] >= TIMES
        buys = bool(fans.bought[place]) and fans.sales[place] >= big
        first, last = int(fans.first_purchase[place]), int(fans.last_purchase[place])
        silent = first != MISSING and orders >= LEAST_ORDERS and fans.until - last < GONE * DAY
        silent = silent and fans.until - last >= SILENT * (last - first) / (orders - 1)
        quiet = buys and not ranks.buyers[place] and place not in shared and not fans.lapsed[place]
        kinds = {"lapsing": silent and (leader or promoter or buys), "leader": leader, "promoter": promoter}
        found.append(next((name for name, fits in (kinds | {"quiet": quiet}).items() if fits), ""))
    return found


def test_everybody_plays_the_first_part_whose_rule_fits() -> None:
    shop = network(1)
    names = [*ROLES, ""]
    assert [names[code] for code in parts(shop).role.tolist()] == expected(shop)
    assert all(len(parts(shop).of(role)) for role in ROLES)


def test_each_role_comes_with_evidence_from_the_data() -> None:
    shop = network(2)
    found = parts(shop)
    for role in ROLES:
        for place in found.of(role)[:20].tolist():
            told = evidence(shop.facts.shop, shop.fans, shop.ranks, found, place)
            number = shop.fans.orders if role in ("lapsing", "quiet") else shop.ranks.bringing.friends
            assert f"{int(number[place]):,}" in told.zh
            assert f"{int(number[place]):,}" in told.en
    nobody = int(np.flatnonzero(found.role < 0)[0])
    assert evidence(shop.facts.shop, shop.fans, shop.ranks, found, nobody).zh == ""


def test_those_about_to_lapse_have_mostly_gone_and_the_quiet_have_not() -> None:
    gone: dict[str, list[bool]] = {role: [] for role in ROLES}
    for seed in SEEDS:
        shop = network(seed)
        for role in ROLES:
            gone[role] += shop.truth.lapsed[parts(shop).of(role)].tolist()
    assert np.mean(gone["lapsing"]) > 0.65
    assert np.mean(gone["quiet"]) < 0.2


def test_the_planted_key_people_are_mostly_promoters_or_leaders() -> None:
    found = []
    for seed in SEEDS:
        shop = network(seed)
        found += parts(shop).role[shop.truth.key_people].tolist()
    spreading = [list(ROLES).index(role) for role in ("leader", "promoter", "lapsing")]
    assert np.mean([role in spreading for role in found]) > 0.8
