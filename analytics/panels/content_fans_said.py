"""How it is told which contents attract fans who buy: what is read, columns, and the sentence that it comes to."""

import numpy as np

from analytics.asked import Asked
from analytics.attracted import LEAST, Attracted, Window
from analytics.breakdown import name_columns
from analytics.content_fans import BEFORE
from analytics.dimensions.fans import CAME_BY_CONTENT
from analytics.metrics.fans import FANS_GAINED
from analytics.result import Column, Shown
from analytics.say import count as say_count
from analytics.say import counted, percent
from storage.words import Words

RULE = Words(
    f"怎么算从哪篇内容来的：推荐关系写明了是哪次分享带来的，就算那次分享的内容；否则看成为粉丝前 {BEFORE} 天内"
    "最后一次从内容进店的访问。说不清的粉丝不在表里。",
    "A fan came by the content of the share that the referral names; else by that of the last visit a content led to "
    f"within {BEFORE} days before. Fans of whom neither is known are not in the table.",
)


def too_few(found: Attracted, window: Window) -> Words | None:
    """Why so few fans say nothing of the contents."""
    seen = int(found.watched.sum())
    if seen >= LEAST:
        return None
    return Words(
        f"本期从内容来、加入满 {window.days} 天的新粉只有 {say_count(seen)} 人，满 {LEAST} 人才能比较内容。",
        f"Only {counted(seen, 'fan').en} of the period came by a content {window.days} days ago or longer; contents "
        f"can be compared from {LEAST} on.",
    )


def lead(asked: Asked, found: Attracted, window: Window) -> Words:
    """Which content brought most, and whose fans surely buy more than those of others."""
    most, best = int(np.argmax(found.fans)), found.best
    bought, watched = int(found.bought.sum()), int(found.watched.sum())
    start = Words(
        f"本期从内容来的新粉有 {say_count(int(found.fans.sum()))} 人，最多的是“{_title(asked, found, most)}”"
        f"({say_count(int(found.fans[most]))} 人)；{window.days} 天内买过的占 {percent(bought / watched)}",
        f"{counted(int(found.fans.sum()), 'new fan').en} came by contents, most by “{_title(asked, found, most)}” "
        f"({say_count(int(found.fans[most]))}); {percent(bought / watched)} bought within {window.days} days",
    )
    if best is None:
        return Words(
            f"{start.zh}，各篇内容还分不出高低，再积累一些再定多做哪种。",
            f"{start.en}, and contents cannot be told apart yet: wait before making more of one kind.",
        )
    own = percent(int(found.bought[best]) / int(found.watched[best]))
    return Words(
        f"{start.zh}；最有把握高出平均的是“{_title(asked, found, best)}”({own})，可以多做这样的内容。",
        f"{start.en}; most surely above that is “{_title(asked, found, best)}” ({own}): make more like it.",
    )


def _title(asked: Asked, found: Attracted, place: int) -> str:
    return str(CAME_BY_CONTENT.label_of(asked.facts, int(found.codes[place])))


def columns(window: Window) -> tuple[Column, ...]:
    """The columns for fans watched for a window."""
    days = window.days
    return (
        *name_columns(CAME_BY_CONTENT),
        Column("fans", Words("带来新粉", "New fans"), Shown.COUNT, FANS_GAINED.definition),
        Column(
            "watched",
            Words(f"满 {days} 天的", f"Watched {days} days"),
            Shown.COUNT,
            Words(
                f"其中加入满 {days} 天、加入前没买过的；没满天数的不算，免得刚来的拉低比例。",
                f"Of them those who came {days} days ago or longer without buying before: who has just come would "
                "lower the share.",
            ),
        ),
        Column(
            "bought",
            Words(f"{days} 天内买过", f"Bought within {days} days"),
            Shown.COUNT,
            Words(f"这些新粉里加入后 {days} 天内付过款的。", f"Those of them who paid within {days} days of coming."),
        ),
        Column(
            "buying_share",
            Words("买过的比例", "Share that bought"),
            Shown.RATIO,
            Words(
                "买过 ÷ 满天数的新粉，带 95% 区间。排名次时人少的往平均靠一靠，按区间下端排，"
                "免得碰巧一两个人就排第一，所以不是按这一列从大到小。",
                "Bought / watched, with 95% interval. For the ranking those with few fans are drawn towards the "
                "average and the low end counts, lest one lucky fan lead: so the list does not fall with this column.",
            ),
            bar=True,
        ),
        Column(
            "sales",
            Words(f"{days} 天内的金额", f"Sales within {days} days"),
            Shown.MONEY,
            Words(
                f"这些新粉加入后 {days} 天内的支付金额；后来的退款不减。",
                f"What they paid within {days} days of coming; later refunds are not taken off.",
            ),
        ),
        Column(
            "sales_each",
            Words("每位新粉的金额", "Sales per fan"),
            Shown.MONEY,
            Words("金额 ÷ 满天数的新粉，带 95% 区间。", "Sales / fans watched, with 95% interval."),
        ),
    )
