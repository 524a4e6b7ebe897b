"""Refunds: what comes back more often than it should, and why people say it does."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.cards.goods import categories, goods, key, sold_in, title
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.wording import concern, number, percent, told, within
from analytics.counting import known
from analytics.intervals import Z95, share_at, widened
from analytics.log import REFUNDED
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Estimate, Selection
from analytics.say import counted
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

DAYS = 60
"""Days of refunds and sales held against each other."""
LEAST = 5
"""Refunds of a product below which nothing is said."""
WORSE = 1.5
"""How many times its due a product must at least come back."""

_GROUP = ("order_id.group_id.status",)


class Back(Struct, frozen=True):
    """The refunds of a product beside those of others."""

    code: int
    mine: int
    every: int
    part: float
    """Of the lines sold, the product's."""

    def beyond(self, z: float) -> bool:
        """Whether it comes back ``WORSE`` times as often as the others, beyond chance; so if there are no others."""
        as_often = WORSE * self.part / (WORSE * self.part + 1 - self.part)
        return self.part == 1 or share_at(self.mine, self.every, z).low > as_often

    @property
    def due(self) -> float:
        """The refunds it would have if it came back as often as the others."""
        return (self.every - self.mine) * self.part / (1 - self.part)

    @property
    def extra(self) -> Estimate:
        """The refunds beyond that, with the Wilson interval of its share of them all."""
        share = share_at(self.mine, self.every, Z95)
        return Estimate(*(self.every * (some - (1 - some) * self.part / (1 - self.part))
                          for some in (share.value, share.low, share.high)))  # fmt: skip


def _product(scene: Scene) -> Iterator[Draft]:
    """At stake: of the product's refunds in the period, the part beyond what the others' rate would bring.

    The product must come back more often than the shop's goods and than those of its own category: clothes come back
    more than fruit. The part is that of ``DAYS``, in the range of the Wilson interval of its share of the refunds, and
    at most that of the period itself: where nothing came back of late there is nothing at stake.
    """
    days = scene.finished(DAYS)
    if not scene.present or days is None:
        return
    late, long = _returned(scene, scene.period), _returned(scene, days)
    sold, back = long.sold, long.back
    z = widened(int((sold > 0).sum()))
    for code in np.flatnonzero((back >= LEAST) & (sold > 0) & (sold < sold.sum())).tolist():
        shop, alike = (_beside(back, sold, code, among) for among in (np.arange(len(sold)), _alike(scene, code)))
        if shop.beyond(z) and alike.beyond(z) and (stake := _excess(shop, late)) is not None:
            yield _check(scene, days, shop, int(sold[code]), stake)


class Returned(Struct, frozen=True, eq=False):
    """Per code of a product in some days; only of goods."""

    sold: Ints
    """Orders' lines."""
    back: Ints
    """Refunds."""
    amount: Ints
    """Refunded, minor units."""


def _returned(scene: Scene, days: Period) -> Returned:
    product, amount = _refunds(scene, days)
    real = goods(scene.facts)
    back, refunded = (np.bincount(product[product >= 0], weights, len(real)) for weights in
                      (None, amount[product >= 0]))  # fmt: skip
    sold = sold_in(scene.facts, days).lines
    return Returned(*(np.where(real, each, 0).round().astype(np.int64) for each in (sold, back, refunded)))


def _excess(shop: Back, late: Returned) -> Estimate | None:
    """What was refunded of the product in the period beyond its due, minor units; None where nothing was."""
    mine, sold = int(late.back[shop.code]), int(late.sold[shop.code])
    others = max(1, int(late.sold.sum()) - sold)
    beyond_due = mine - (int(late.back.sum()) - mine) * sold / others
    if beyond_due <= 0:
        return None
    parts = [float(late.amount[shop.code]) * more / shop.mine for more in
             (shop.extra.value, shop.extra.low, shop.extra.high)]  # fmt: skip
    return within(Estimate(*parts), float(late.amount[shop.code]) * beyond_due / mine)


def _beside(back: Ints, sold: Ints, code: int, among: Codes) -> Back:
    return Back(code, int(back[code]), int(back[among].sum()), float(sold[code] / sold[among].sum()))


def _alike(scene: Scene, code: int) -> Codes:
    """The products of the same category."""
    category = categories(scene.facts)
    return np.flatnonzero(category == category[code])


def _of_a_sale(facts: Facts, groups: Codes) -> Mask:
    """Not of a group-buy that did not fill: that is no fault of the goods."""
    own: Mask = groups != facts.category("status", "failed")
    return own


def _refunds(scene: Scene, days: Period) -> tuple[Codes, Ints]:
    """Product and amount of each refund."""
    at = REFUNDED.ordered(scene.facts).at
    lo, hi = np.searchsorted(at, days.bounds(scene.shop.zone))
    own = _of_a_sale(scene.facts, REFUNDED.codes(scene.facts, _GROUP)[lo:hi])
    product = REFUNDED.codes(scene.facts, ("product_id", "line_id.product_id"))[lo:hi]
    amount = REFUNDED.column(scene.facts, "amount")[lo:hi]
    return product[own], known(amount)[own]


def _check(scene: Scene, days: Period, shop: Back, sold: int, stake: Estimate) -> Draft:
    about = (("product", key(scene.facts, shop.code)),)
    rows = Selection("refunds", "refunds", days, Filters(), about)
    return Draft(
        about=about,
        title=told("查「{name}」为什么退得多", "Find out why {name} comes back", name=title(scene.facts, shop.code)),
        evidence=told(
            "近 {days} 天卖 {sold} 单、退 {back} 笔；按其他商品的水平应退约 {due} 笔。",
            "Over {days} days {sold} sold and {back} refunded; at the level of the others it would be about {due}.",
            days=len(days), sold=f"{sold:,}", back=f"{shop.mine:,}", due=number(shop.due),
        ),
        effect=told("看退款原因，改描述、包装或供应商；30 天内退款回到约 {part}。",
                    "Read the reasons; mend the description, the packing or the supplier. Refunds back at about {part} "
                    "of sales within 30 days.", part=percent(shop.due / sold)),
        stake=stake,
        concerns=(concern(shop.mine, "{n} 笔退款", "refund", rows),),
        slices=about,
    )  # fmt: skip


def _reason(scene: Scene) -> Iterator[Draft]:
    """At stake: the refunds for the reason beyond those of the comparison, scaled to the orders of each."""
    before = scene.asked.before
    if before is None or scene.facts["refunds"]["reason"].max(initial=-1) < 0:
        return
    cuts = (cube.cut(REFUNDED) for cube in (scene.asked.now, before))
    now, then = (cut.where(_of_a_sale(scene.facts, cut.codes(_GROUP))) for cut in cuts)
    names = scene.facts.categories("reason")
    size = len(names)
    count_now, count_then = (np.bincount(cut.codes(("reason",)) + 1, minlength=size + 1)[1:] for cut in (now, then))
    orders_now, orders_then = (_orders(scene, days) for days in (now.period, then.period))
    amount = now.column("amount")
    looks = int(((count_now + count_then) > 0).sum())
    for code in np.flatnonzero(count_now >= LEAST).tolist():
        some, every = int(count_now[code]), int(count_now[code] + count_then[code])
        due = orders_now / max(1, orders_now + orders_then)
        if names[code] and orders_then and share_at(some, every, widened(looks)).low > due:
            paid_back = amount[(now.codes(("reason",)) == code) & (amount != MISSING)]
            yield _ask(scene, names[code], some, int(count_then[code]), due, paid_back)


def _orders(scene: Scene, days: Period) -> int:
    lo, hi = paid(scene.facts).between(*days.bounds(scene.shop.zone))
    return hi - lo


def _ask(scene: Scene, reason: str, now: int, then: int, due: float, amounts: Ints) -> Draft:
    share, each = share_at(now, now + then, Z95), float(amounts.mean()) if len(amounts) else 0.0
    extra = [max(0.0, now - (1 - part) * (now + then) * due / (1 - due)) for part in
             (share.value, share.low, share.high)]  # fmt: skip
    about = (("reason", reason),)
    rows = Selection("refunds", "refunds", scene.period, scene.filters, about)
    return Draft(
        about=about,
        title=told("查退款原因「{reason}」", "Look into the refund reason {reason}", reason=reason),
        evidence=told(
            "因「{reason}」退款 {now} 笔，对比期 {then} 笔；按订单数应约 {due} 笔。",
            "{now} for {reason}, {then} in the comparison; by the orders it would be about {due}.",
            reason=reason, now=counted(now, "refund"), then=f"{then:,}", due=number(then * due / (1 - due)),
        ),
        effect=Words("找出共同的批次、快递或商品；30 天内这个原因的退款回到对比期的水平。",
                     "Find the batch, courier or product they share; back at the level compared within 30 days."),
        stake=within(Estimate(*(more * each for more in extra)), float(amounts.sum())),
        concerns=(concern(now, "{n} 笔退款", "refund", rows),),
        slices=about,
    )  # fmt: skip


REFUNDED_PRODUCT = Rule(
    "refunds_product", Words("退款偏多的商品", "A product that comes back"),
    Words("生意参谋「售后分析」：按商品看退款率，明显高于店铺的先处理",
          "Business Advisor after-sales: products clearly above the shop's refund rate first"),
    "refund_amount", "fall", _product,
)  # fmt: skip
REFUND_REASON = Rule(
    "refunds_reason", Words("退款原因变多", "A reason grew"),
    Words("平台规则：品质退款率计入店铺体验分", "Platform rule: quality refunds count against the shop's score"),
    "refund_amount", "fall", _reason,
)  # fmt: skip
