"""All parts of a simulation laid out as one table per kind of record."""

import numpy as np

from storage.records import KINDS
from sync.sandbox.columns import MISSING, Ints, Table
from sync.sandbox.fulfilment import known
from sync.sandbox.scene import Scene
from sync.sandbox.tables import goods, groups, money, orders, people, traffic
from sync.sandbox.trade import Trade
from sync.sandbox.traffic import Traffic


def tables_of(scene: Scene, trade: Trade, seen: Traffic) -> dict[str, Table]:
    """Every kind, in the order in which a sync pulls them."""
    found = {table.kind: table for table in (*_plans(scene), *_people(scene, trade, seen), *_sales(scene, trade, seen))}
    return {kind: found[kind] for kind in KINDS}


def _plans(scene: Scene) -> list[Table]:
    plan, catalogue = scene.plan, scene.catalogue
    stock = np.where(catalogue.gone > plan.until, plan.rng("stock").integers(0, 2000, len(catalogue)), 0)
    return [
        goods.products(plan, catalogue, stock),
        goods.skus(plan, catalogue, stock),
        goods.contents(scene.contents),
        goods.campaigns(plan, scene.campaigns),
        goods.group_campaigns(plan, scene.offers, catalogue, scene.campaigns),
    ]


def _people(scene: Scene, trade: Trade, seen: Traffic) -> list[Table]:
    spent, last_paid = _spending_of_fans(scene, trade)
    return [
        people.customers(scene.plan, scene.people, scene.places, trade.bought.lapsed_at, spent, last_paid),
        people.referrals(scene.plan, scene.people, seen.share_of_fan),
        traffic.shares(seen.shares),
        traffic.visits(seen.visits, scene.places, scene.campaigns),
        traffic.daily_traffic(scene.plan, seen.daily),
        traffic.ad_spend(scene.plan, seen.spending, scene.campaigns),
    ]


def _sales(scene: Scene, trade: Trade, seen: Traffic) -> list[Table]:
    drafts, lines, paid, standing = trade.drafts, trade.lines, trade.paid, trade.standing
    coupon, campaign = trade.coupon_of_order, trade.campaign_of_order
    channel = groups.leader_channel(trade.groups, drafts)
    return [
        orders.orders(scene.people, scene.places, drafts, lines, paid, standing, seen.visit_of_order, coupon, campaign),
        orders.order_lines(drafts, scene.catalogue, lines, paid, standing),
        money.coupon_claims(trade.claims),
        groups.groups(trade.groups, trade.members, scene.offers, scene.people, scene.places, channel),
        groups.group_members(trade.members, drafts, len(trade.groups)),
        money.refunds(trade.refunds, drafts, lines, scene.places),
        money.commissions(trade.commissions, standing),
        money.settlements(trade.settlements),
    ]


def _spending_of_fans(scene: Scene, trade: Trade) -> tuple[Ints, Ints]:
    """Fen paid by each fan, and the moment of the last payment (MISSING for none)."""
    paying = np.flatnonzero(known(trade.standing.paid) & (trade.drafts.fan >= 0))
    fan, count = trade.drafts.fan[paying], len(scene.people)
    spent = np.bincount(fan, trade.paid.payment[paying], minlength=count).astype(np.int64)
    last = np.full(count, MISSING)
    np.maximum.at(last, fan, trade.standing.paid[paying])
    return spent, last
