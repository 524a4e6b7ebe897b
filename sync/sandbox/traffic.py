"""How people came by: shares, visits, and what they add up to by day."""

from msgspec import Struct

from sync.sandbox.causes import Blow
from sync.sandbox.columns import Ints, looked_up
from sync.sandbox.daily import Daily, Spending, daily_of, spending_of
from sync.sandbox.handing_on import handed_on
from sync.sandbox.scene import Scene
from sync.sandbox.shares import Shares, buys_soon, shares_of
from sync.sandbox.trade import Trade
from sync.sandbox.visits import Visits, World, visits_of


class Traffic(Struct, frozen=True):
    """All comings and goings."""

    shares: Shares
    share_of_fan: Ints
    visits: Visits
    visit_of_order: Ints
    daily: Daily
    spending: Spending


def traffic_of(scene: Scene, trade: Trade, blow: Blow | None) -> Traffic:
    """Traffic that fits what was sold."""
    offered = scene.offers.product[trade.groups.offer]
    soon = buys_soon(scene.people, trade.drafts, trade.standing)
    own, brought = shares_of(
        scene.plan, scene.people, trade.drafts, trade.standing, trade.groups, offered, scene.contents, soon
    )
    shares, row = handed_on(scene.plan, trade.everyone, scene.contents, own)
    share_of_fan = looked_up(row, brought)
    visits, visit_of_order = visits_of(
        World(
            plan=scene.plan,
            seasons=scene.seasons,
            people=scene.people,
            everyone=trade.everyone,
            places=scene.places,
            catalogue=scene.catalogue,
            drafts=trade.drafts,
            shares=shares,
            share_of_fan=share_of_fan,
            soon=soon,
            contents=scene.contents,
            blow=blow,
        )
    )
    daily = daily_of(scene.plan, scene.people, shares, visits)
    return Traffic(shares, share_of_fan, visits, visit_of_order, daily, spending_of(scene.plan, daily))
