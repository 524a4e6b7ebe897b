"""What cannot be told, in plain words: why, and what it would take."""

import math
from collections.abc import Sequence

from analytics.group_buy.whatif.asked import LEVERS, MOST_DAYS, STEP, Lever
from analytics.group_buy.whatif.buyers import Buyers
from analytics.group_buy.whatif.learnt import LEAST, LEAST_OF_VALUE, LEAST_OFFERS, Learnt
from analytics.group_buy.whatif.options import Options
from analytics.group_buy.whatif.past import Past
from analytics.group_buy.whatif.terms import Terms
from analytics.group_buy.whatif.unlike import WIDER
from analytics.say import counted, plain_money
from storage.shop import Shop
from storage.words import Words

_SHOWN = 8
_NO_BUYERS = Words("订单没有写明是哪个团、谁买的，数不出新客。", "Orders do not tell group and buyer: no new buyers.")
_BETWEEN = Words("中间的也不猜", "nothing in between is guessed")
_BEYOND = Words("试过的之外不猜", "nothing beyond is guessed")


def too_few(offers: Past, per_day: float) -> Words:
    """Fewer groups than anything can be told from."""
    have = int(offers.finished.sum())
    lack = LEAST - have
    has = f"Only {counted(have, 'group').en} {'has' if have == 1 else 'have'} an outcome" if have else (
        "No group has an outcome yet"
    )  # fmt: skip
    zh = f"有结果的团只有 {have} 个" if have else "还没有一个团有结果"
    when = _when(lack, per_day)
    return Words(
        f"{zh}，要 {LEAST} 个才能试算，还差 {lack} 个。{when.zh}",
        f"{has}; it takes {LEAST}, {lack} more are missing. {when.en}",
    )


def _when(lack: int, per_day: float) -> Words:
    """How long so many groups take; past a year that is no answer."""
    days = math.ceil(lack / per_day) if per_day > 0 else MOST_DAYS + 1
    if days > MOST_DAYS:
        return Words(
            "按现在的开团速度一年也攒不够：先多办几场、多请人当团长，做法不必靠试算来定。",
            "At the present pace that takes more than a year: run more offers and ask more people to lead a group "
            "first, and choose terms without this page.",
        )
    return Words(f"按现在的开团速度约 {days} 天。", f"About {counted(days, 'day').en} at the present pace.")


def nothing_to_count(known: Terms, compared: Options) -> Words:
    """No option, or a goal whose number is not known."""
    if not compared.choices:
        return Words(
            f"没有一种做法试够了：每个取值要 {LEAST_OF_VALUE} 个有结果的团、{LEAST_OFFERS} 场拼团。",
            f"No terms were tried enough: each value takes {LEAST_OF_VALUE} groups with an outcome in "
            f"{LEAST_OFFERS} offers.",
        )
    if known.asked.goal == "margin":
        return Words("这个商品没有填成本，算不出赚多少。", "The product has no cost: what it earns cannot be told.")
    return _NO_BUYERS


def untold(known: Terms, found: Learnt, compared: Options, people: Buyers | None, shop: Shop) -> tuple[Words, ...]:
    """Everything that the answer leaves out."""
    reasons = [_untried(known, found, name, shop) for name in compared.untried]
    reasons += [_single(found, name) for name in LEVERS if len(found.tried(name)) == 1]
    if compared.last is None and compared.choices:
        reasons.append(
            Words("上次的做法自己试得不够，没法放在一起比。", "Last time's terms were not tried enough to compare.")
        )
    if known.cost is None and known.asked.goal != "margin":
        reasons.append(
            Words("没有填成本：赚多少、会不会亏都没有算进去。", "Without a cost nothing is told of margin or loss.")
        )
    if not known.last_of_product:
        reasons.append(WIDER)
    if people is None and known.asked.goal != "newcomers":
        reasons.append(_NO_BUYERS)
    return tuple(reasons)


def _untried(known: Terms, found: Learnt, name: Lever, shop: Shop) -> Words:
    value, tried = known.levels(known.own)[name], found.tried(name).tolist()
    have = int(found.past.finished[found.past.lever(name) == value].sum())
    what = shown(name, value, shop)
    gap = " " if what.zh[0].isdigit() else ""
    if not have:
        zh, en = f"没有试过{gap}{what.zh}", f"{what.en} was never tried"
    else:
        zh, en = f"{what.zh}只试过 {have} 个团", f"{what.en} was tried in {counted(have, 'group').en} only"
    of = _listed([shown(name, one, shop) for one in tried])
    between = bool(tried) and min(tried) < value < max(tried)
    why = _BETWEEN if between else _BEYOND
    return Words(
        f"{zh}(试够了的：{of.zh})，{why.zh}，请先小规模试。",
        f"{en} (tried enough: {of.en}); {why.en}: try it on a small scale first.",
    )


def _single(found: Learnt, name: Lever) -> Words:
    term = LEVERS[name]
    if name == "discount":
        return Words(
            "只试过一个价位：便宜一点会不会多来人，数据说不了。",
            "Only one price level was tried: the data cannot tell whether a lower price brings more people.",
        )
    return Words(f"{term.zh}只试过一种，它的作用说不了。", f"Only one value was tried of: {term.en.lower()}.")


def shown(name: Lever, value: int, shop: Shop) -> Words:
    """A value of a term as people say it."""
    if name == "size":
        return Words(f"{value} 人成团", f"{value} people per group")
    if name == "discount":
        return Words(f"优惠 {value * STEP:.0%}", f"{value * STEP:.0%} off")
    if name == "reward":
        amount = plain_money(shop, value)
        return Words(f"团长奖励 {amount}", f"a reward of {amount}")
    return duration(value)


def duration(minutes: int) -> Words:
    """24 小时, 90 分钟."""
    if minutes % 60:
        return Words(f"{minutes} 分钟", f"{minutes} min")
    return Words(f"{minutes // 60} 小时", f"{minutes // 60} h")


def _listed(names: Sequence[Words]) -> Words:
    some = [*names[:_SHOWN]]
    return Words("、".join(one.zh for one in some) or "无", ", ".join(one.en for one in some) or "none")
