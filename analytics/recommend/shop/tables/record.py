"""How good the lists are: the replay beside what sells most, what the shop pushed, and by lot."""

from itertools import pairwise

from analytics.local_time import DAY
from analytics.recommend.shop.learnt import Learnt
from analytics.recommend.shop.mixing import HISTORY
from analytics.recommend.shop.moments import ENOUGH, FEW
from analytics.recommend.shop.plain import AHEAD, FEWEST, MOST
from analytics.recommend.shop.record import Compared, Record
from analytics.recommend.shop.ways import BEST, OWN
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import counted
from storage.words import Words

WAYS = {
    "ours": OWN,
    "popular": BEST,
    "pushed": Words("店里当时主推的", "what the shop pushed then"),
    "often": Words("最常买的那几样", "what they bought most often"),
    "latest": Words("最近买的那几样", "what they bought last"),
    "lot": Words("随便推", "by lot"),
}
_AGAIN_POPULAR = Words("买过的里卖得最多的", "of what they had, what sells most")
_KINDS = Words("推什么", "Of what")
_NEW, _AGAIN = Words("没买过的", "New to them"), Words("买过的", "Bought before")
_COLUMNS = (
    Column("kind", _KINDS, Shown.TEXT),
    Column("way", Words("怎么推", "List"), Shown.TEXT),
    Column(
        "lists",
        Words("名单", "Lists"),
        Shown.COUNT,
        Words("每位客户每次回放一份，5 件。", "One of five products per customer and moment."),
    ),
    Column(
        "hits",
        Words("猜中的件次", "Hits"),
        Shown.COUNT,
        Words("名单上的商品，之后 30 天真买了的。", "Products of lists that were bought in the 30 days after."),
        bar=True,
    ),
    Column(
        "hit",
        Words("至少中一件", "At least one"),
        Shown.RATIO,
        Words("名单里至少一件被买了的比例。", "Lists of which at least one product was bought."),
    ),
    Column(
        "recall",
        Words("买的里猜中的", "Part of what was bought"),
        Shown.RATIO,
        Words(
            "客户之后 30 天买的，有多少在名单上，按客户平均(Recall@5)。",
            "Of what a customer then bought, the part on the list, mean over customers (recall@5).",
        ),
    ),
    Column(
        "gain",
        Words("中得靠前", "Hits come first"),
        Shown.NUMBER,
        Words("中的排得越靠前越高，最高 1(NDCG@5)。", "Higher where hits stand first, 1 at most (NDCG@5)."),
    ),
    Column(
        "times",
        Words("按人推荐是它的几倍", "Lists of their own are times this"),
        Shown.NUMBER,
        Words(
            "猜中件次之比；95% 区间按客户重抽样。它不到 10 次猜中就不比。",
            "Of hits; the 95% interval resamples customers. Not told where this has fewer than 10 hits.",
        ),
    ),
)


def how_good(learnt: Learnt) -> Table:
    """A row per kind of product and way."""
    title = Words("推得准不准", "How good it is")
    record = learnt.record
    if record is None:
        return Table("how_good", title, _COLUMNS, (), too_thin(learnt))
    rows = [*_rows(record.new, _NEW), *_pushed(record), *_rows(record.again, _AGAIN)]
    return Table("how_good", title, _COLUMNS, tuple(rows), _note(learnt, record))


def by_history(learnt: Learnt) -> Table:
    """A row per number of products that customers had."""
    title = Words("了解多少，推得多准", "How much is known, how well it does")
    columns = (
        Column("history", Words("之前买过几种", "Products had before"), Shown.TEXT),
        Column("lists", Words("名单", "Lists"), Shown.COUNT),
        Column("ours", Words("按人推荐猜中", "Hits, lists of their own"), Shown.COUNT, bar=True),
        Column("popular", Words("卖得最多的猜中", "Hits, what sells most"), Shown.COUNT),
        Column("times", Words("几倍", "Times"), Shown.NUMBER),
    )
    if learnt.record is None:
        return Table("by_history", title, columns, (), too_thin(learnt))
    rows = tuple(
        Row(
            (name, one.lists, one.ways["ours"].hits, one.ways["popular"].hits, one.ratios["popular"]),
        )
        for name, one in zip(_histories(), learnt.record.by_history, strict=True)
        if one.lists
    )
    return Table("by_history", title, columns, rows, drawn=Bars("history", "ours"))


def too_thin(learnt: Learnt) -> Words:
    """What is missing for lists of their own."""
    lacking = ENOUGH - learnt.repeaters
    if lacking > 0:
        return Words(
            f"买过两次以上的客户只有 {learnt.repeaters:,} 位，还差 {lacking:,} 位才学得出各人喜好；"
            "先推近来卖得最多的。",
            f"Only {counted(learnt.repeaters, 'customer').en} bought twice or more; {lacking:,} more are "
            "needed to learn "
            "what each one likes. Offered is what sells most lately.",
        )
    if learnt.missing == "buyers":
        return Words(
            f"近 30 天买的人只有 {learnt.lately:,} 位，不到 {FEW} 位；买过两次以上的客户够了以后，从前也没有哪 "
            "30 天够，没法回放检验。先推近来卖得最多的。",
            f"Only {counted(learnt.lately, 'customer').en} bought in the last 30 days, under {FEW}; nor did so many in "
            "any 30 days since enough customers had bought twice, so nothing can be replayed. Offered is what sells "
            "most lately.",
        )
    return Words(
        "买过两次以上的客户够了，但历史还太短：要先有这样的客户，之后再过 30 天才能回放检验。先推近来卖得最多的。",
        "Enough customers bought twice, but not long enough ago: 30 days must have passed since to replay. Offered is "
        "what sells most lately.",
    )


def _rows(compared: Compared, kind: Words) -> list[Row]:
    name = WAYS | ({"popular": _AGAIN_POPULAR} if kind is _AGAIN else {})
    return [
        Row((kind, name[way], compared.lists, one.hits, one.hit, one.recall, one.gain, compared.ratios.get(way)))
        for way, one in compared.ways.items()
        if way != "pushed"
    ]


def _pushed(record: Record) -> list[Row]:
    if record.pushed is None:
        return []
    one, lists = record.pushed.ways["pushed"], record.pushed.lists
    times = record.pushed.ratios["pushed"]
    return [Row((_NEW, WAYS["pushed"], lists, one.hits, one.hit, one.recall, one.gain, times))]


def _note(learnt: Learnt, record: Record) -> Words:
    moments = len(record.moments)
    said = Words(
        f"回放 {moments} 次：每次只用当时知道的学，再看之后 30 天买了什么，全额退了的不算买；"
        "买过的只看买过 5 种以上的客户。",
        f"Replayed {counted(moments, 'time').en}: learnt from what was known then, held against the 30 days after; "
        "what was given back whole is not bought. Bought before: of customers who had more than five products.",
    )
    if _skipped(learnt, record):
        quiet = Words(
            f"买的人不到 {FEW} 位的 30 天跳过了。", f"30 days in which fewer than {FEW} people bought were left out."
        )
        said = Words(said.zh + quiet.zh, f"{said.en} {quiet.en}")
    if record.drawn is not None:
        lot = Words(
            f"客户多，每次按抽签只看 {record.drawn:,} 位，也只从他们学；现在的名单从所有客户学。",
            f"Customers are many: each time {record.drawn:,} drawn by lot were learnt from and looked at; the lists of "
            "now are learnt from all.",
        )
        said = Words(said.zh + lot.zh, f"{said.en} {lot.en}")
    if record.pushed is None:
        why = (
            Words(
                f"那几次拼团和近 {AHEAD} 天内容里的商品不到 {FEWEST} 件或超过 {MOST} 件，分不出主推的是哪几件，不比。",
                f"At these moments under {FEWEST} or over {MOST} products were in group-buys and in contents "
                f"of {AHEAD} days: which were pushed cannot be told.",
            )
            if record.pushed_known
            else Words("数据里没有拼团和内容，不知道店里当时推了什么。", "What the shop pushed is not on record.")
        )
        return Words(said.zh + why.zh, f"{said.en} {why.en}")
    return Words(
        f"{said.zh}主推的按当时在办的拼团和近 {AHEAD} 天的内容算，取最近的五件；"
        "没记下来的主推(首页横幅、朋友圈)不在里面。",
        f"{said.en} Pushed are products of group-buys that ran and of contents of {AHEAD} days, the latest five; "
        "what is not on record (banners, posts) is missing.",
    )


def _skipped(learnt: Learnt, record: Record) -> bool:
    """Whether 30 days between the moments, or after the last one, were left out."""
    ends = [*record.moments, learnt.judged_at]
    return any(later - one > (AHEAD + 1) * DAY for one, later in pairwise(ends))


def _histories() -> tuple[Words, ...]:
    bounds = zip(HISTORY, (*HISTORY[1:], None), strict=True)
    return tuple(_history(low, high) for low, high in bounds)


def _history(low: int, high: int | None) -> Words:
    if high is None:
        return Words(f"{low} 种及以上", f"{low} or more")
    if high - low == 1:
        return Words("还没买过" if not low else f"{low} 种", "none yet" if not low else f"{low}")
    return Words(f"{low}–{high - 1} 种", f"{low} to {high - 1}")
