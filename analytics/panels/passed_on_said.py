"""How the spread of shares is told: columns, why nothing can be said, and the sentence that it comes to."""

from analytics.metrics.sharing import SHARE_COUNT
from analytics.result import Column, Estimate, Row, Shown
from analytics.say import count, counted
from analytics.share_chains.soon import WINDOW
from analytics.share_chains.spread import LEAST_FOLLOWED, LEAST_SHARES, Spread
from storage.facts import Facts
from storage.words import Words

_LEAST_SAID = 0.005  # shares of something else: fewer are written 0.00
COLUMNS = (
    Column("shares", SHARE_COUNT.name, Shown.COUNT, SHARE_COUNT.definition),
    Column(
        "first_shares",
        Words("自己起头", "First shares"),
        Shown.COUNT,
        Words("其中不是从别人的分享来的：没有上级分享。", "Of them those that name no share before: of one's own."),
    ),
    Column(
        "watched_shares",
        Words(f"满 {WINDOW} 天", f"Watched {WINDOW} days"),
        Shown.COUNT,
        Words(
            f"其中分享之后数据已满 {WINDOW} 天的；右边几列只算它们，刚分享的不拖后腿。",
            f"Of them those made {WINDOW} days before the end of the data or longer. The columns to the right are "
            "theirs, so that fresh shares do not weigh them down.",
        ),
    ),
    Column(
        "passed_on",
        Words(f"{WINDOW} 天内接着传它", f"Passed on in {WINDOW} days"),
        Shown.COUNT,
        Words(
            f"从这些分享进来的人，在分享后 {WINDOW} 天内把同一个内容或商品再分享出去的次数。",
            f"Shares of the very same by people who had come through these, within {WINDOW} days of them.",
        ),
    ),
    Column(
        "passed_on_per_share",
        Words("每次分享接着传", "Passed on, per share"),
        Shown.NUMBER,
        Words(
            f"{WINDOW} 天内接着传它 ÷ 满 {WINDOW} 天的分享，带 95% 区间(一次分享带出许多时，区间会宽)。"
            "排名次时分享次数少的往平均靠一靠，按区间下端排，所以不是按这一列从大到小。",
            f"Passed on / shares watched for {WINDOW} days, with 95% interval (wide where one share led to many). "
            "For the ranking those shared a few times only are drawn towards the average and the low end counts: so "
            "the list does not fall with this column.",
        ),
        bar=True,
    ),
    Column(
        "other_shares",
        Words(f"{WINDOW} 天内分享了别的", f"Others in {WINDOW} days"),
        Shown.COUNT,
        Words(
            f"从这些分享进来的人，在分享后 {WINDOW} 天内另外分享的别的内容或商品，不算传它。",
            f"Shares of something else by people who had come through these, within {WINDOW} days: not passing it on.",
        ),
    ),
    Column(
        "longest",
        Words("最长一条", "Longest chain"),
        Shown.COUNT,
        Words(
            "从这些分享往下，最长的一条有几次分享(含它自己)，到现在为止，传的是什么都算。",
            "Shares on the longest way down from one of these, itself counted, up to now, whatever they are of.",
        ),
    ),
    Column(
        "virality",
        Words("传播的样子", "Structural virality"),
        Shown.NUMBER,
        Words(
            "由它起头的分享里，任意两次之间平均隔几步(Goel 等 2016)：接近 2 是一个人发给许多人，数越大越是一个传一个。",
            "Steps between two shares of a chain begun by one of these, on average (Goel et al. 2016): near 2 where "
            "one person reached all, larger where it went from hand to hand.",
        ),
    ),
    Column(
        "visits_each",
        Words(f"{WINDOW} 天内每次带来访问", f"Visits per share, {WINDOW} days"),
        Shown.NUMBER,
        Words(
            f"分享后 {WINDOW} 天内从它来的访问 ÷ 满 {WINDOW} 天的分享，带 95% 区间。",
            f"Visits from it within {WINDOW} days / shares watched for {WINDOW} days, with 95% interval.",
        ),
    ),
    Column(
        "sales_each",
        Words(f"{WINDOW} 天内每次带来金额", f"Sales per share, {WINDOW} days"),
        Shown.MONEY,
        Words(
            f"分享后 {WINDOW} 天内，从它进店的访问下的订单的支付金额 ÷ 满 {WINDOW} 天的分享，带 95% 区间；"
            "后来的退款不减。",
            f"Payment amount of orders whose visit came from it, paid within {WINDOW} days, / shares watched for "
            f"{WINDOW} days, with 95% interval; later refunds are not taken off.",
        ),
    ),
)


def no_parents(facts: Facts) -> Words | None:
    """Why nothing follows anything: the source does not say through which share somebody came."""
    if facts.derived("any share with a parent", lambda facts: bool((facts["shares"]["parent_share_id"] >= 0).any())):
        return None
    return Words(
        "数据来源没有标出分享的人是从哪次分享来的，看不出谁接着往下传。",
        "The source does not say through which share people who share had come: what is passed on cannot be told.",
    )


def too_few(found: Spread) -> Words | None:
    """Why so few shares say nothing of how they spread."""
    seen, followed = int(found.followed.units.sum()), int(found.followed.total.sum())
    if not len(found.codes):
        return Words("本期没有分享过。", "None was shared in the period.")
    if seen >= LEAST_SHARES and followed >= LEAST_FOLLOWED:
        return None
    return Words(
        f"本期观察满 {WINDOW} 天的分享有 {count(seen)} 次，其中被接着传 {count(followed)} 次；"
        f"满 {LEAST_SHARES} 次、接着传 {LEAST_FOLLOWED} 次才能说传不传得开。",
        f"{counted(seen, 'share').en} of the period could be watched for {WINDOW} days ({count(followed)} passed on); "
        f"how far they spread can be told from {LEAST_SHARES} ({LEAST_FOLLOWED} passed on).",
    )


def lead(found: Spread, best: int, first: Row) -> Words:
    """How often shares are passed on, and what surely more than others: ``first`` is the row of ``best``, a place.

    Whether sharing dies out or grows is not said: much follows later than the window reaches.
    """
    whole = found.together
    span = f"{whole.value:.2f} ({whole.low:.2f}–{whole.high:.2f})"
    others = int(found.others.sum()) / int(found.followed.units.sum())
    more = Words(f"，另有 {others:.2f} 次分享了别的", f", and {others:.2f} shares are of something else")
    more = more if others >= _LEAST_SAID else Words("", "")
    start = Words(
        f"一次分享后 {WINDOW} 天内，平均有 {span} 次把它接着传下去{more.zh}({WINDOW} 天以后的不算)",
        f"Within {WINDOW} days a share is passed on {span} times on average{more.en} (later ones do not count)",
    )
    own = first.cells[next(place for place, cell in enumerate(first.cells) if isinstance(cell, Estimate))]
    if not isinstance(own, Estimate) or found.surely[best] <= whole.value:
        return Words(f"{start.zh}；没有哪一个明显更传得开。", f"{start.en}; none is clearly passed on more.")
    return Words(
        f"{start.zh}；最有把握更传得开的是“{first.cells[0]}”，每次接着传 {own.value:.2f} 次，可以多做这样的。",
        f"{start.en}; most surely passed on more is “{first.cells[0]}” with {own.value:.2f}: make more like it.",
    )
