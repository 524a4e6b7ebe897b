"""What new buyers cost, and when nothing is safe: the sentences of money beside the one of advice."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.tradeoff import Price
from analytics.group_buy.whatif.worth import LEAST, SPANS
from analytics.result import Estimate
from analytics.say import money as exactly
from storage.shop import Shop
from storage.words import Words

NOTHING = Words("", "")


def money(shop: Shop, amount: int) -> Words:
    """In whole yuan from ten on: the sentence is read at a glance, the table has the rest."""
    unit = 10**shop.exponent
    return exactly(shop, round(amount / unit) * unit if abs(amount) >= 10 * unit else amount)


def cost_of(answer: Answer, best: Option, shop: Shop) -> Words:
    """Of the advice for new buyers: what each is given, and what the offer earns."""
    if answer.asked.goal != "newcomers" or best.per_newcomer is None:
        return NOTHING
    each = money(shop, round(best.per_newcomer))
    earns = _earns(best.margin, shop)
    return Words(f"每位新客让利 {each.zh}{earns.zh}。", f" Each is given {each.en}{earns.en}.")


def was_of(answer: Answer, last: Option, shop: Shop) -> Words:
    """The same of last time's terms, for the sentence that compares."""
    if answer.asked.goal != "newcomers" or last.per_newcomer is None or last.margin is None:
        return NOTHING
    each, margin = money(shop, round(last.per_newcomer)), money(shop, round(last.margin.value))
    return Words(
        f"(每位让利 {each.zh})、毛利 {margin.zh}；连新客以后带来的一起算",
        f" ({each.en} each), margin {margin.en}; counting what new buyers bring later",
    )


def limit_of(answer: Answer, best: Option, shop: Shop) -> Words:
    """Why not more new buyers: what a further one costs, beside what one is worth."""
    price, most = answer.price, most_newcomers(answer)
    if price is None or most is None or most.newcomers is None or best.newcomers is None:
        return NOTHING
    if most.margin is None or best.margin is None:
        return NOTHING
    gained, paid = most.newcomers.value - best.newcomers.value, best.margin.value - most.margin.value
    if gained <= 0 or paid <= 0:
        return NOTHING
    dear, worth = money(shop, round(paid / gained)), _worth(price, shop)
    return Words(
        f"最多能拉 {most.newcomers.value:.1f} 位，但多出来的每位要少赚 {dear.zh}，{worth.zh}。",
        f"Up to {most.newcomers.value:.1f} are possible, but each further one costs {dear.en} of margin, {worth.en}.",
    )


def most_newcomers(answer: Answer) -> Option | None:
    """The allowed option with the most new buyers."""
    known = [(one.newcomers.value, at) for at, one in enumerate(answer.options) if one.allowed and one.newcomers]
    return answer.options[max(known)[1]] if known else None


def losing(answer: Answer, best: Option, offer: Words, shop: Shop) -> Words:
    """No option is safe: not to run it, by how much the best of them loses, and what the spend may be."""
    assert best.margin is not None
    assert best.bad_margin is not None
    span, bad, enough = _span(best.margin, shop), money(shop, round(-best.bad_margin)), _affordable(answer, shop)
    if best.margin.value < 0:
        return Words(
            f"建议不办：每一种做法都会亏；亏得最少的 {offer.zh}，预计毛利 {span.zh}，坏情况亏 {bad.zh} 以上。"
            f"{enough.zh}",
            f"Better not: every option loses money. The one that loses least, {offer.en}, has an expected margin of "
            f"{span.en}, in a bad case it loses {bad.en} or more.{enough.en}",
        )
    return Words(
        f"建议先不办：每一种做法坏情况会亏钱(十场里有一场)；最稳的 {offer.zh}，预计毛利 {span.zh}，"
        f"坏情况亏 {bad.zh} 以上。{enough.zh}",
        f"Better not yet: in a bad case (one in ten) every option loses money. The best, {offer.en}, has an expected "
        f"margin of {span.en} and loses {bad.en} or more in a bad case.{enough.en}",
    )


def _affordable(answer: Answer, shop: Shop) -> Words:
    """The fixed spend with which a bad case loses nothing."""
    spend = answer.asked.spend
    most = max((one.bad_margin + spend for one in answer.options if one.bad_margin is not None), default=0.0)
    if spend <= 0 or most < 1:
        return Words("先降成本、提价或减奖励。", " Lower costs or rewards, or raise the price first.")
    most_said = exactly(shop, int(most))
    return Words(
        f"固定花费压到 {most_said.zh} 以内，才有做法在坏情况下不亏。",
        f" With a fixed spend of at most {most_said.en} an option is safe in a bad case too.",
    )


def _worth(price: Price, shop: Shop) -> Words:
    if price.learnt is None:
        return Words(
            f"再多就贵得快了(新客以后能带来多少还看不出：要 {LEAST} 位满 {SPANS[-1]} 天的新客)",
            f"which grows fast from here (what new buyers bring later cannot be told yet: it takes {LEAST} of them "
            f"{SPANS[-1]} days ago)",
        )
    one = price.learnt
    mean, low, high = (money(shop, round(part)) for part in (one.mean, one.low, one.high))
    return Words(
        f"而一位新客往后 {one.days} 天再买带来的毛利只有 {mean.zh}({low.zh} 到 {high.zh})",
        f"and what a new buyer buys in the next {one.days} days leaves {mean.en} only ({low.en} to {high.en})",
    )


def _earns(margin: Estimate | None, shop: Shop) -> Words:
    if margin is None:
        return NOTHING
    value = money(shop, round(margin.value))
    return Words(f"，毛利 {value.zh}", f", the margin is {value.en}")


def _span(margin: Estimate, shop: Shop) -> Words:
    value, low, high = (money(shop, round(part)) for part in (margin.value, margin.low, margin.high))
    return Words(f"{value.zh}({low.zh} 到 {high.zh})", f"{value.en} ({low.en} to {high.en})")
