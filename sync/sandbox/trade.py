"""What is sold on the stage, and all the money that follows from it."""

import numpy as np
from msgspec import Struct

from sync.sandbox.baskets import Lines, lines_of
from sync.sandbox.columns import Ints
from sync.sandbox.coupons import Claims, claims_of
from sync.sandbox.drafts import Drafts
from sync.sandbox.earnings import Commissions, Settlements, commissions_of, settlements_of
from sync.sandbox.fulfilment import Standing, course_of, known, standing_of
from sync.sandbox.groups import Groups, Members
from sync.sandbox.living import Living, living
from sync.sandbox.pricing import Paid, paid_of
from sync.sandbox.purchases import Purchases
from sync.sandbox.refunds import Refunds, refunds_of
from sync.sandbox.scene import Scene
from sync.sandbox.wishes import Wishes


class Trade(Struct, frozen=True):
    """Everything sold."""

    bought: Purchases
    everyone: Living
    groups: Groups
    members: Members
    drafts: Drafts
    lines: Lines
    paid: Paid
    standing: Standing
    refunds: Refunds
    claims: Claims
    coupon_of_order: Ints
    campaign_of_order: Ints
    commissions: Commissions
    settlements: Settlements


def trade_of(scene: Scene, wishes: Wishes) -> Trade:
    """Let the people buy what they wish for."""
    plan, people, offers = scene.plan, scene.people, scene.offers
    bought, groups, members, drafts = wishes.bought, wishes.groups, wishes.members, wishes.drafts
    everyone = living(people.joined, bought.lapsed_at, bought.rate + 0.1 * bought.rate.mean())
    lines = lines_of(plan, people, scene.catalogue, drafts)
    course = course_of(plan, drafts, groups)
    group_price = np.append(offers.group_price[groups.offer], 0)[drafts.group]
    paid = paid_of(plan, scene.places, drafts, lines, group_price, known(course.paid))
    refunds, course = refunds_of(plan, scene.catalogue, drafts, lines, paid, course)
    standing = standing_of(plan, drafts.at, course)
    claims, coupon = claims_of(plan, people, everyone, scene.campaigns, drafts, paid)
    commissions = commissions_of(plan, people, drafts, paid, standing)
    return Trade(
        bought=bought,
        everyone=everyone,
        groups=groups,
        members=members,
        drafts=drafts,
        lines=lines,
        paid=paid,
        standing=standing,
        refunds=refunds,
        claims=claims,
        coupon_of_order=coupon,
        campaign_of_order=_credited(scene, drafts, paid),
        commissions=commissions,
        settlements=settlements_of(plan, drafts, paid, standing, refunds, commissions),
    )


def _credited(scene: Scene, drafts: Drafts, paid: Paid) -> Ints:
    """The campaign of each order: of its group, of its coupon, of the discount days."""
    campaigns = scene.campaigns
    discounted = np.where(paid.discount > 0, campaigns.running("discount", drafts.at), -1)
    couponed = np.where(paid.coupon_face > 0, campaigns.running("coupon", drafts.at), discounted)
    return np.where(drafts.group >= 0, campaigns.running("group", drafts.at), couponed)
