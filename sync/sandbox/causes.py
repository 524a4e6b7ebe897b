"""Planted falls of sales: what is taken out of the last 30 days of an otherwise equal shop."""

from datetime import date, datetime

import numpy as np
from msgspec import Struct, structs

from sync.sandbox import channels, goods
from sync.sandbox.catalogue import NEVER, Catalogue
from sync.sandbox.columns import Bools, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.groups import Groups, Members
from sync.sandbox.holidays import SPRING_FESTIVAL, festival_weight, weight
from sync.sandbox.ids import id_of
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, ZONE, Plan, midnight
from sync.sandbox.truth import Cause, Fall

ACTS_FOR = 30 * DAY
CUT_CHANNEL = "公众号"
LOST_PROVINCE = "广东"
DEARER = 1.25
_KEPT = {"channel_cut": 0.1, "region_lost": 0.1, "price_rise": 0.3, "out_of_stock": 0.0}
"""Share of the orders in the slice that is placed all the same."""


class Blow(Struct, frozen=True):
    """A cause and the slice it hits; -1 for the dimensions it leaves alone."""

    cause: Cause
    since: int
    channel: int = -1
    province: int = -1
    category: int = -1
    product: int = -1

    def slice_of(self, places: Places) -> tuple[str, str]:
        """Dimension and value as analyses name them."""
        named = {
            "channel_cut": ("channel", channels.NAMES[self.channel]),
            "region_lost": ("province", places.provinces[self.province]),
            "price_rise": ("category", goods.NAMES[self.category]),
            "out_of_stock": ("product_id", id_of("products", max(self.product, 0))),
        }
        return named.get(self.cause, ("day", "春节"))

    def hits(self, at: Ints, channel: Ints, province: Ints, category: Ints, product: Ints) -> Bools:
        """What lies in the slice, from the first moment on."""
        inside = {
            "channel_cut": channel == self.channel,
            "region_lost": province == self.province,
            "price_rise": category == self.category,
            "out_of_stock": product == self.product,
        }
        return np.asarray(inside.get(self.cause, np.zeros(len(at), dtype=np.bool_)) & (at >= self.since))

    def on_goods(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue after the blow: dearer, or out of stock."""
        rows = np.arange(len(catalogue))
        dearer = (catalogue.category == self.category) & (catalogue.popularity > 0)
        return structs.replace(
            catalogue,
            raised=np.where(dearer, self.since, NEVER),
            price_raised=np.where(dearer, (catalogue.price * DEARER).astype(np.int64) // 10 * 10, catalogue.price),
            gone=np.where(rows == self.product, self.since, NEVER),
        )

    def on_people(self, people: People) -> People:
        """Whoever would have come by a cut channel comes by searching."""
        late = (people.source == self.channel) & (people.joined >= self.since)
        return structs.replace(people, source=np.where(late, channels.NAMES.index("搜索"), people.source))

    def visits_lost(self, rng: np.random.Generator, at: Ints, channel: Ints, province: Ints) -> Bools:
        """Looking around that does not happen any more."""
        if self.cause not in ("channel_cut", "region_lost"):
            return np.zeros(len(at), dtype=np.bool_)
        none = np.full(len(at), -2)
        return self.hits(at, channel, province, none, none) & (rng.random(len(at)) >= _KEPT[self.cause])


def blow_of(plan: Plan, cause: Cause, places: Places, catalogue: Catalogue, drafts: Drafts) -> Blow:
    """The slice a cause hits in this shop. Raises ValueError for a holiday that is not there."""
    since = plan.until - ACTS_FOR
    if cause == "channel_cut":
        return Blow(cause, since, channel=channels.NAMES.index(CUT_CHANNEL))
    if cause == "region_lost":
        return Blow(cause, since, province=places.provinces.index(LOST_PROVINCE))
    if cause == "price_rise":
        return Blow(cause, since, category=_weightiest(plan, catalogue, drafts, catalogue.category[drafts.product]))
    if cause == "out_of_stock":
        return Blow(cause, since, product=_weightiest(plan, catalogue, drafts, drafts.product))
    if not any(since < midnight(day) < plan.until for day in SPRING_FESTIVAL.values()):
        raise ValueError("no Spring Festival in the last 30 days: choose another end of the data")
    return Blow(cause, since)


def _weightiest(plan: Plan, catalogue: Catalogue, drafts: Drafts, key: Ints) -> int:
    """The value of a key that sold most in the three months before the fall, by orders as much as by price."""
    since = plan.until - ACTS_FOR
    recent = (drafts.at < since) & (drafts.at >= since - 3 * ACTS_FOR) & (drafts.group < 0)
    price = catalogue.price_at(drafts.product[recent], drafts.at[recent])
    return int(np.bincount(key[recent], np.sqrt(price), minlength=1).argmax())


def strike(
    plan: Plan, blow: Blow, places: Places, catalogue: Catalogue, drafts: Drafts, groups: Groups, members: Members
) -> tuple[Drafts, Groups, Members, Fall]:
    """What is left after the blow, and what it cost."""
    rng = plan.rng("causes")
    province, category = places.province[drafts.city], catalogue.category[drafts.product]
    hit = blow.hits(drafts.at, drafts.channel, province, category, drafts.product)
    lost = hit & (rng.random(len(drafts)) >= _KEPT.get(blow.cause, 1.0))
    opened = np.flatnonzero((drafts.member >= 0) & (drafts.member < len(groups)))
    group_lost = np.zeros(len(groups), dtype=np.bool_)
    group_lost[drafts.group[opened]] = lost[opened]
    in_group = drafts.group >= 0
    lost[in_group] = group_lost[drafts.group[in_group]]
    price = catalogue.price_at(drafts.product[lost], drafts.at[lost])
    dimension, value = blow.slice_of(places)
    orders = int(lost.sum()) if blow.cause != "holiday_shift" else _missed(plan, drafts, blow.since)
    amount = int(price.sum()) if blow.cause != "holiday_shift" else orders * int(np.median(catalogue.price))
    fall = Fall(blow.cause, dimension, value, blow.since, orders, amount)
    return (*_without(drafts, groups, members, lost, group_lost), fall)


def _without(
    drafts: Drafts, groups: Groups, members: Members, lost: Bools, group_lost: Bools
) -> tuple[Drafts, Groups, Members]:
    """Take orders and whole groups out and number what is left anew."""
    group_row = np.append(np.cumsum(~group_lost) - 1, -1)
    member_kept = ~group_lost[members.group]
    member_row = np.append(np.cumsum(member_kept) - 1, -1)
    kept = drafts.only(np.flatnonzero(~lost))
    return (
        structs.replace(kept, group=group_row[kept.group], member=member_row[kept.member]),
        groups.only(np.flatnonzero(~group_lost)),
        Members(group_row[members.group[member_kept]], members.fan[member_kept], members.at[member_kept]),
    )


def _missed(plan: Plan, drafts: Drafts, since: int) -> int:
    """Orders there would have been more without the holiday, by the weights of the days."""
    days = [_day(since + i * DAY) for i in range(ACTS_FOR // DAY)]
    with_it = sum(weight(day) for day in days)
    without = sum(weight(day) / festival_weight(day) for day in days)
    return round(int((drafts.at >= since).sum()) * (without / with_it - 1))


def _day(moment: int) -> date:
    return datetime.fromtimestamp(moment / 1000, ZONE).date()
