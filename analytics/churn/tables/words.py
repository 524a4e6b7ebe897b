"""What people read for the models, how well they rank, and from when was looked ahead."""

import numpy as np

from analytics.churn.shop_log import as_date
from analytics.lifetime.backtest import BG_NAME, BOOSTED, DEFAULT, OWN_RATE, RECENCY, Judged
from analytics.say import percent
from storage.facts import Facts
from storage.words import Words

OFF = 0.1
"""Of all money or buyers together, from which on being off in one direction is worth a word."""
_MONEY = (
    Words(
        "以往几次回看，真来的钱都比预计的多 {low}–{high}，这里的钱多半也说少了。",
        "In each look back {low} to {high} more money came than was said: amounts here may be low as well.",
    ),
    Words(
        "以往几次回看，真来的钱都比预计的少 {low}–{high}，这里的钱多半也说多了。",
        "In each look back {low} to {high} less money came than was said: amounts here may be high as well.",
    ),
)
_PEOPLE = (
    Words(
        "以往几次回看，真来的人都比预计的多 {low}–{high}，这里的把握和人数多半也说低了。",
        "In each look back {low} to {high} more buyers came than was said: chances and numbers of buyers here may be "
        "low as well.",
    ),
    Words(
        "以往几次回看，真来的人都比预计的少 {low}–{high}，这里的把握和人数多半也说高了。",
        "In each look back {low} to {high} fewer buyers came than was said: chances and numbers of buyers here may be "
        "high as well.",
    ),
)
_MODELS = {
    DEFAULT: Words("购买规律(MBG/NBD)", "Buying rhythm (MBG/NBD)"),
    BG_NAME: Words("购买规律，不看首单(BG/NBD)", "Buying rhythm but the first order (BG/NBD)"),
    RECENCY: Words("只看多久没来", "Recency alone"),
    OWN_RATE: Words("照自己过去的频率", "Own past rate"),
}
_SIGNS = {
    "visits": Words("看", "visits"),
    "shares": Words("分享", "shares"),
    "refunds": Words("退款", "refunds"),
    "coupon_claims": Words("券", "coupons"),
    "referrals": Words("带人", "friends brought"),
    "group_members": Words("拼团", "group-buys"),
}


def models(facts: Facts) -> dict[str, Words]:
    """What people read for each model, in the order in which they are listed; all signs are those that there are."""
    signs = [Words("买", "purchases"), *(name for kind, name in _SIGNS.items() if len(facts[kind]))]
    zh, en = "、".join(sign.zh for sign in signs), ", ".join(sign.en for sign in signs)
    return {BOOSTED: Words(f"综合判断({zh})", f"All signs ({en})"), **_MODELS}


def pairs(found: Judged) -> Words:
    """How often of a pair the one who came stood first."""
    areas = [score.auc.value for look in found.looks if (score := look.scores[found.chosen]).auc is not None]
    if not areas:
        return Words("", "")
    right = f"{10 * float(np.mean(areas)):.1f}"
    return Words(
        f"回看过去，谁会来谁不会，10 对里排对 {right} 对(瞎猜是 5 对)。",
        f"Looking back, {right} of 10 pairs of who came and who did not stood in the right order (by luck: 5).",
    )


def levels(found: Judged) -> tuple[Words, ...]:
    """That all money, or all buyers together were off in the same direction each time, and by how much."""
    ours = [look.scores[found.chosen] for look in found.looks]
    money = [look.spend / max(score.spend, 1e-9) for look, score in zip(found.looks, ours, strict=True)]
    people = [look.came / max(score.buyers, 1e-9) for look, score in zip(found.looks, ours, strict=True)]
    told = _level(money, _MONEY), _level(people, _PEOPLE)
    return tuple(words for words in told if words is not None)


def _level(came: list[float], what: tuple[Words, Words]) -> Words | None:
    parts = [part - 1 for part in came]
    least, most = sorted((min(parts, key=abs), max(parts, key=abs)), key=abs)
    if len(parts) < 2 or min(parts) * max(parts) <= 0 or abs(least) < OFF:
        return None
    said = what[0] if least > 0 else what[1]
    return said.fill(low=percent(abs(least)), high=percent(abs(most)))


def looked(found: Judged) -> Words:
    """From which evenings, how far."""
    days = "、".join(str(as_date(look.day)) for look in found.looks)
    return Words(
        f"站在 {days} 的晚上，只用那时已知的去猜后 {found.days} 天，再和真发生的比。",
        f"On the evenings of {days.replace('、', ', ')}, from what was known then, {found.days} days ahead.",
    )
