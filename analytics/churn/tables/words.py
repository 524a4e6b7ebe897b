"""What people read for the models, how well they rank, and from when was looked ahead."""

import numpy as np

from analytics.churn.shop_log import as_date
from analytics.lifetime.backtest import BG_NAME, BOOSTED, DEFAULT, OWN_RATE, RECENCY, Judged
from storage.words import Words

MODELS = {
    BOOSTED: Words("综合判断(买、看、分享、退款、券)", "All signs (purchases, visits, shares, refunds, coupons)"),
    DEFAULT: Words("购买规律(MBG/NBD)", "Buying rhythm (MBG/NBD)"),
    BG_NAME: Words("购买规律，不看首单(BG/NBD)", "Buying rhythm but the first order (BG/NBD)"),
    RECENCY: Words("只看多久没来", "Recency alone"),
    OWN_RATE: Words("照自己过去的频率", "Own past rate"),
}
"""In the order in which they are listed."""


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


def looked(found: Judged) -> Words:
    """From which evenings, how far."""
    days = "、".join(str(as_date(look.day)) for look in found.looks)
    return Words(
        f"站在 {days} 的晚上，只用那时已知的去猜后 {found.days} 天，再和真发生的比。",
        f"On the evenings of {days.replace('、', ', ')}, from what was known then, {found.days} days ahead.",
    )
