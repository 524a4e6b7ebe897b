"""Visits: one before every order, one with which every fan came, and all the looking around."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.causes import Blow
from sync.sandbox.channels import SHARED, VISITED
from sync.sandbox.columns import Bools, Floats, Ints, looked_up
from sync.sandbox.contents import Contents
from sync.sandbox.drafts import Drafts
from sync.sandbox.draws import pick
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.led_orders import led_by
from sync.sandbox.living import Living
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, MINUTE, Plan
from sync.sandbox.seasons import Seasons
from sync.sandbox.shares import Shares
from sync.sandbox.shelf import Shelf

PAGES = ("home", "product", "group", "content", "category")
BY_SHARE, UNKNOWN = 0.22, 0.3
"""Shares of the looking around: led by a friend, by people nobody knows."""


class Visits(Struct, frozen=True):
    """One value per visit, in the order they began."""

    at: Ints
    visitor: Ints
    fan: Ints
    channel: Ints
    page: Ints
    province: Ints
    product: Ints
    share: Ints
    content: Ints
    cart: Bools
    seconds: Ints

    def __len__(self) -> int:
        return len(self.at)


class Rough(Struct, frozen=True):
    """Visits before they are put in order."""

    at: Ints
    fan: Ints
    channel: Ints
    page: Ints
    province: Ints
    product: Ints
    share: Ints
    content: Ints
    cart: Bools
    order: Ints
    """Order the visit ended in, -1 if none."""


class World(Struct, frozen=True):
    """What visits refer to."""

    plan: Plan
    seasons: Seasons
    people: People
    everyone: Living
    places: Places
    catalogue: Catalogue
    drafts: Drafts
    shares: Shares
    share_of_fan: Ints
    soon: Bools
    """Which fans buy soon after they came."""
    contents: Contents
    blow: Blow | None

    @property
    def pull(self) -> Floats:
        """How many visits and orders each share brings, relative to others."""
        content = self.shares.content
        return np.where(content >= 0, self.contents.appeal.pull[content], 1.0)


def visits_of(world: World) -> tuple[Visits, Ints]:
    """All visits, and for each order the one that ended in it."""
    rng = world.plan.rng("visits")
    parts = [_before_orders(rng, world), _first_ones(rng, world), _handing_on(world)]
    left = max(0, world.plan.visits - sum(len(part.at) for part in parts))
    around = [_led_by_shares(rng, world, round(left * BY_SHARE)), _looking_around(rng, world, left)]
    parts += [_left_by(rng, world.blow, part) for part in around]
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Rough.__struct_fields__}
    by_time = np.argsort(columns["at"], kind="stable")
    rough = Rough(**{name: column[by_time] for name, column in columns.items()})
    of_order = np.full(len(world.drafts), -1)
    ended = np.flatnonzero(rough.order >= 0)
    of_order[rough.order[ended]] = ended
    visits = Visits(
        at=rough.at,
        visitor=_visitors(rng, rough.fan, len(world.people)),
        fan=rough.fan,
        channel=rough.channel,
        page=rough.page,
        province=rough.province,
        product=rough.product,
        share=rough.share,
        content=rough.content,
        cart=rough.cart,
        seconds=_stayed(rng, rough.at, world.plan.until),
    )
    return visits, of_order


def _left_by(rng: np.random.Generator, blow: Blow | None, part: Rough) -> Rough:
    """The visits that a planted cause lets happen."""
    if blow is None:
        return part
    kept = np.flatnonzero(~blow.visits_lost(rng, part.at, part.channel, part.province))
    return Rough(*(getattr(part, name)[kept] for name in part.__struct_fields__))


def _before_orders(rng: np.random.Generator, world: World) -> Rough:
    drafts = world.drafts
    count = len(drafts)
    joined = np.where(drafts.fan >= 0, world.people.joined[drafts.fan], 0)
    at = np.maximum(drafts.at - 1000 - (rng.gamma(2.0, 2.5, count) * MINUTE).astype(np.int64), joined)
    at = np.maximum(at, world.plan.start)
    share = led_by(world.plan, drafts, at, world.shares, world.pull)
    return Rough(
        at=at,
        fan=drafts.fan,
        channel=drafts.channel,
        page=np.where(drafts.group >= 0, 2, 1),
        province=world.places.province[drafts.city],
        product=drafts.product,
        share=share,
        content=looked_up(world.shares.content, share),
        cart=np.ones(count, dtype=np.bool_),
        order=np.arange(count),
    )


def _first_ones(rng: np.random.Generator, world: World) -> Rough:
    """The visit with which each fan came, by the share that brought it."""
    people = world.people
    count = len(people)
    drawn = world.contents.through(
        world.plan.rng("first contents"), people.joined, world.soon.astype(np.int64), (~world.soon).astype(np.int64)
    )
    content = np.where(rng.random(count) < 0.4, drawn, -1)
    share = world.share_of_fan
    content = np.where(share >= 0, world.shares.content[share], content)
    return Rough(
        at=people.joined,
        fan=np.arange(count),
        channel=people.source,
        page=np.where(content >= 0, 3, 0),
        province=world.places.province[people.city],
        product=np.full(count, -1),
        share=share,
        content=content,
        cart=np.zeros(count, dtype=np.bool_),
        order=np.full(count, -1),
    )


def _handing_on(world: World) -> Rough:
    """Whoever passes a share on came through it a little earlier."""
    shares = world.shares
    handed = np.flatnonzero(shares.handed)
    share, fan = shares.parent[handed], shares.fan[handed]
    before = (world.plan.rng("passing on").integers(2, 20, len(handed)) * MINUTE).astype(np.int64)
    content = shares.content[handed]
    return Rough(
        at=shares.at[handed] - before,
        fan=fan,
        channel=np.array(SHARED)[shares.target[share]],
        page=np.where(content >= 0, 3, 1),
        province=world.places.province[world.people.city[fan]],
        product=shares.product[handed],
        share=share,
        content=content,
        cart=np.zeros(len(handed), dtype=np.bool_),
        order=np.full(len(handed), -1),
    )


def _led_by_shares(rng: np.random.Generator, world: World, count: int) -> Rough:
    """Friends look at what was shared, most within a day."""
    shares = world.shares
    share = pick(rng, world.pull, count) if len(shares) else np.zeros(0, dtype=np.int64)
    at = shares.at[share] + (rng.exponential(0.6, len(share)) * DAY).astype(np.int64) + 1000
    share, at = share[at <= world.plan.until], at[at <= world.plan.until]
    known = np.where(rng.random(len(share)) < 0.55, world.everyone.draw(rng, at), -1)
    fan = np.where(known == shares.fan[share], -1, known)
    city = np.where(fan >= 0, world.people.city[fan], world.people.city[shares.fan[share]])
    page = np.where(shares.group[share] >= 0, 2, np.where(shares.content[share] >= 0, 3, 1))
    return Rough(
        at=at,
        fan=fan,
        channel=np.array(SHARED)[shares.target[share]],
        page=page,
        province=world.places.province[city],
        product=shares.product[share],
        share=share,
        content=shares.content[share],
        cart=rng.random(len(share)) < 0.06,
        order=np.full(len(share), -1),
    )


def _looking_around(rng: np.random.Generator, world: World, left: int) -> Rough:
    """Fans and strangers who look without a friend's hint."""
    plan = world.plan
    count = left - round(left * BY_SHARE)
    end = float(world.seasons.operational_of(np.array([plan.until]))[0])
    at = world.seasons.wall_of(end * rng.random(count) ** 0.62)
    fan = np.where(rng.random(count) < UNKNOWN, -1, world.everyone.draw(rng, at))
    city = np.where(fan >= 0, world.people.city[fan], pick(rng, world.places.weight, count))
    habit = np.where((fan >= 0) & (rng.random(count) < 0.5), world.people.source[fan], pick(rng, VISITED, count))
    page = rng.choice(len(PAGES), count, p=[0.28, 0.42, 0.08, 0.12, 0.1])
    shelf = Shelf(world.catalogue, plan.start)
    taste = np.where(fan >= 0, world.people.taste[fan], rng.integers(0, len(CATEGORIES), count))
    product = np.where(page == 1, shelf.draw(rng, shelf.wanted(rng, taste), at), -1)
    content = np.where(page == 3, world.contents.recent(rng, at), -1)
    return Rough(
        at=at,
        fan=fan,
        channel=habit,
        page=page,
        province=world.places.province[city],
        product=product,
        share=np.full(count, -1),
        content=content,
        cart=(page == 1) & (rng.random(count) < 0.12),
        order=np.full(count, -1),
    )


def _visitors(rng: np.random.Generator, fan: Ints, fans: int) -> Ints:
    """Known people are always the same visitor; strangers come again a little later, or never."""
    strange = fan < 0
    visitor = fan.copy()
    number = np.cumsum(strange)[strange] - 1
    near = np.maximum(0, number - np.where(rng.random(len(number)) < 0.3, rng.geometric(0.2, len(number)), 0))
    visitor[strange] = fans + near
    return visitor


def _stayed(rng: np.random.Generator, at: Ints, until: int) -> Ints:
    """Seconds; nobody has stayed longer than the data reaches."""
    seconds = rng.lognormal(3.4, 1.1, len(at)).astype(np.int64) + 1
    return np.minimum(np.minimum(seconds, 7200), (until - at) // 1000)
