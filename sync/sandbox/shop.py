"""Simulates a whole social-commerce shop: everything that happened in it up to a moment, and why."""

from datetime import date

import numpy as np

from storage.shop import Shop
from sync.sandbox.channels import CHANNELS
from sync.sandbox.columns import MISSING, Bools
from sync.sandbox.fill_rates import fill_rates
from sync.sandbox.fulfilment import known
from sync.sandbox.goods import NAMES
from sync.sandbox.hypothetical import hypothetical
from sync.sandbox.ids import id_of
from sync.sandbox.layout import tables_of
from sync.sandbox.plan import moment, plan_for
from sync.sandbox.scene import Scene, scene_of
from sync.sandbox.simulated import Simulated
from sync.sandbox.trade import Trade, trade_of
from sync.sandbox.traffic import traffic_of
from sync.sandbox.truth import Cause, Truth
from sync.sandbox.wishes import Wishes, struck, wishes_of

SHOP_NAMES = ("南山集", "山野优选", "果然鲜生", "素日好物", "暖窝小铺", "半夏生活馆")
UNTIL = date(2026, 11, 20)
"""Where the data of a simulated shop ends if nobody says otherwise: nine days after 双11."""
CALM = date(2026, 8, 20)
"""Where it ends if a fall is planted: after sixty days without promotion or holiday."""
AFTER_FESTIVAL = date(2026, 2, 27)
"""Where it ends if the fall is to be the Spring Festival's: ten days after."""


def simulate(
    orders: int = 2000,
    seed: int = 1,
    until: date | int | None = None,
    days: int | None = None,
    cause: Cause | None = None,
) -> Simulated:
    """A shop with ``orders`` orders. The same arguments give the same shop.

    ``until`` ends the data: a date means its early afternoon, a number UTC milliseconds. ``days`` is the age of the
    shop, at most two years by default. ``cause`` plants a fall of sales in the last 30 days; before them the sales are
    the same as without it, given the same ``until``.
    """
    if until is None:
        until = UNTIL if cause is None else AFTER_FESTIVAL if cause == "holiday_shift" else CALM
    scene = scene_of(plan_for(orders, seed, moment(until), days))
    wishes = wishes_of(scene)
    if cause is not None:
        scene, wishes = struck(scene, wishes, cause)
    trade = trade_of(scene, wishes)
    tables = tables_of(scene, trade, traffic_of(scene, trade, wishes.blow))
    shop = Shop(id=f"demo-{seed}", name=f"{SHOP_NAMES[seed % len(SHOP_NAMES)]}（示例店铺）", demo=True)
    return Simulated(shop, scene.plan.until, tables, _truth(scene, wishes, trade))


def _truth(scene: Scene, wishes: Wishes, trade: Trade) -> Truth:
    people, bought, groups = scene.people, wishes.bought, wishes.groups
    still_open = np.flatnonzero((groups.completed == MISSING) & (groups.failed == MISSING))
    return Truth(
        purchase_rate=bought.rate,
        dropout=bought.dropout,
        lapsed=bought.lapsed_at != MISSING,
        lapsed_at=bought.lapsed_at,
        spread=people.spread,
        key_people=people.key,
        taste=np.array(NAMES)[people.taste],
        seasons=scene.seasons,
        lasts=scene.catalogue.lasts,
        fill_rates=fill_rates(scene.places, scene.offers),
        group_buying=hypothetical(scene, wishes.bought, _has_paid(scene, trade)),
        open_groups={id_of("groups", row): bool(groups.would_fill[row]) for row in still_open.tolist()},
        channel_quality={channel.name: channel.quality for channel in CHANNELS},
        appeal=scene.contents.appeal,
        fall=wishes.fall,
    )


def _has_paid(scene: Scene, trade: Trade) -> Bools:
    """Which fans ever paid for an order."""
    fan = trade.drafts.fan[known(trade.standing.paid)]
    return np.asarray(np.isin(np.arange(len(scene.people)), fan))
