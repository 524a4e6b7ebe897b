"""Simulates a whole social-commerce shop: everything that happened in it up to a moment, and why."""

from datetime import date

import numpy as np

from storage.shop import Shop
from sync.sandbox.columns import MISSING
from sync.sandbox.goods import NAMES
from sync.sandbox.groups import fill_rates
from sync.sandbox.layout import tables_of
from sync.sandbox.plan import moment, plan_for
from sync.sandbox.scene import Scene, scene_of
from sync.sandbox.simulated import Simulated
from sync.sandbox.trade import Trade, trade_of
from sync.sandbox.traffic import traffic_of
from sync.sandbox.truth import Cause, Truth

UNTIL = date(2026, 11, 20)
"""Where the data of a simulated shop ends if nobody says otherwise: nine days after 双11."""


def simulate(
    orders: int = 2000,
    seed: int = 1,
    until: date | int = UNTIL,
    days: int | None = None,
    cause: Cause | None = None,
) -> Simulated:
    """A shop with ``orders`` orders. The same arguments give the same shop.

    ``until`` ends the data: a date means its early afternoon, a number UTC milliseconds. ``days`` is the age of the
    shop, at most two years by default. ``cause`` plants a fall of sales in the last 30 days.
    """
    scene = scene_of(plan_for(orders, seed, moment(until), days))
    trade = trade_of(scene)
    tables = tables_of(scene, trade, traffic_of(scene, trade))
    shop = Shop(id=f"demo-{seed}", name="山野优选（示例店铺）", demo=True)
    return Simulated(shop, scene.plan.until, tables, _truth(scene, trade))


def _truth(scene: Scene, trade: Trade) -> Truth:
    people, bought = scene.people, trade.bought
    return Truth(
        purchase_rate=bought.rate,
        dropout=people.dropout,
        lapsed=bought.lapsed_at != MISSING,
        lapsed_at=bought.lapsed_at,
        spread=people.spread,
        key_people=people.key,
        taste=np.array(NAMES)[people.taste],
        fill_rates=fill_rates(scene.places, scene.offers),
        fall=None,
    )
