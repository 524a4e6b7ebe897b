"""The answers as tables: joint buyers, own goods for the partner's customers, the partner's goods for one's own."""

from analytics.cooperation.cells import LEAST
from analytics.cooperation.findings import (
    found_in,
    goods_lead,
    group_name,
    lift_of,
    no_categories,
    no_goods,
    theirs_lead,
)
from analytics.cooperation.fits import Fit
from analytics.cooperation.matching import Matched
from analytics.cooperation.sent import Sent
from analytics.dimensions.goods import PRODUCT
from analytics.intervals import share
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from storage.facts import Facts
from storage.words import Words

MOST = 30
"""Goods listed."""
_FOUND = Words(
    f"对上手机号哈希的共同买家；不满 {LEAST} 位，或者能推算出不满 {LEAST} 位的，都不显示。",
    f"Joint buyers as matched; what is below {LEAST}, or would reveal fewer than {LEAST}, is not shown.",
)
_LIFT = Words(
    "买过的人是碰巧的几倍，带 95% 区间：碰巧按人数和各人买过多少种货算，所以什么都爱买的人不会抬高它。"
    "1 是没有差别；人少的往平均靠。",
    "How many times as many bought it as by chance, with the 95% interval. Chance counts people and how many products "
    "they buy, so that who buys a lot does not raise it. 1 is no difference; of few people it is drawn to the average.",
)
_BUYERS = Column("buyers", Words("共同买家", "Joint buyers"), Shown.COUNT, _FOUND)
_SAID = Column(
    "said",
    Words("结论", "Finding"),
    Shown.TEXT,
    Words(
        "只列看得出差别的。误报控制在 5%：列出来的里面，平均最多 5% 其实没有差别。",
        "Only what clearly differs is listed. False discoveries are held at 5%: of what is listed at most so much "
        "makes no difference on average.",
    ),
)
_MORE, _LESS = Words("更爱买", "buy more"), Words("买得少", "buy less")
_BARS = Bars("product", "lift", 1.0)
MINE, MINE_BY_GROUP = (
    Words("我的哪些货适合他的客人", "Which of my goods fit the partner's customers"),
    Words("我的货适合他的哪类客人", "Which of the partner's customers my goods fit"),
)
THEIRS = Words("他的哪些货适合我的客人", "Which of the partner's goods fit my customers")


def joint_table(matched: Matched, theirs: Sent) -> Table:
    """How many buyers both have."""
    columns = (
        Column("joint", Words("共同买家", "Joint buyers"), Shown.COUNT, _BY_CHANCE),
        Column("of_mine", Words("占我的买家", "Of my buyers"), Shown.RATIO, _OF_MINE),
        Column("of_theirs", Words("占他的买家", "Of the partner's"), Shown.RATIO, _OF_THEIRS),
    )
    joint = matched.joint
    many, whole = round(joint.value), Estimate(*(round(number) for number in (joint.value, joint.low, joint.high)))
    of_mine = share(many, len(matched.people))
    row = Row((whole, of_mine, share(min(many, theirs.people), theirs.people)))
    return Table("joint", Words("共同买家", "Joint buyers"), columns, (row,))


_BY_CHANCE = Words(
    "手机号的哈希在两边都有的人，已扣掉碰巧对上的，带 95% 区间。",
    "People whose hashed phone both have, less those that match by chance, with the 95% interval.",
)
_OF_MINE = Words(
    "占近两年有完整手机号的买家；没有手机号的人如果差不多，总的也在这个 95% 区间里。",
    "Of the buyers of two years with a whole phone number; if the others are alike, of all of them within this 95% "
    "interval.",
)
_OF_THEIRS = Words("占对方导出的手机号，带 95% 区间。", "Of the phones the partner exported, with the 95% interval.")


def goods_table(facts: Facts, fit: Fit) -> Table:
    """Own goods for the partner's customers as a whole, those that clearly fit first."""
    columns = (
        Column("product", PRODUCT.name, Shown.TEXT),
        Column("product_id", PRODUCT.id_name or PRODUCT.name, Shown.ID),
        _BUYERS,
        Column("lift", Words("倍数", "Times the usual"), Shown.NUMBER, _LIFT),
        _SAID,
    )
    places = found_in(fit)
    rows = tuple(
        Row((*_named(facts, int(fit.thing[place])), int(fit.buyers[place]), lift_of(fit, place), _said(fit, place)))
        for place in places[:MOST]
    )
    if not rows:
        return Table("mine", MINE, columns, (), no_goods(fit))
    cut = len(places) if len(places) > MOST else None
    return Table("mine", MINE, columns, rows, total_rows=cut, drawn=_BARS, lead=goods_lead(facts, fit))


def by_group_table(facts: Facts, fit: Fit, theirs: Sent) -> Table:
    """Own goods for one kind of the partner's customers more than for the others; only what is clear."""
    columns = (
        Column("group", Words("他的客人主要买", "Customers who mostly buy"), Shown.TEXT, _KIND),
        Column("product", Words("我的商品", "My product"), Shown.TEXT),
        Column("product_id", PRODUCT.id_name or PRODUCT.name, Shown.ID),
        _BUYERS,
        Column("lift", Words("是其他共同买家的几倍", "Times all joint buyers"), Shown.NUMBER, _UNMIXED),
        _SAID,
    )
    if len(theirs.groups) < 2:
        return Table("mine_by_group", MINE_BY_GROUP, columns, (), _NO_GROUPS)
    rows = tuple(
        Row(
            (
                group_name(theirs, int(fit.group[place])),
                *_named(facts, int(fit.thing[place])),
                int(fit.buyers[place]),
                lift_of(fit, place),
                _said(fit, place),
            )
        )
        for place in found_in(fit)[:MOST]
    )
    nothing = Words("还看不出哪一类客人更爱买哪件货。", "No kind of customer clearly prefers any product.")
    return Table("mine_by_group", MINE_BY_GROUP, columns, rows, None if rows else nothing)


def their_table(fit: Fit, theirs: Sent) -> Table:
    """The partner's categories for one's own customers."""
    columns = (
        Column("group", Words("他的类目", "The partner's category"), Shown.TEXT, _KIND),
        _BUYERS,
        Column("lift", Words("是他全部客人的几倍", "Times all the partner's"), Shown.NUMBER, _UNMIXED),
        _SAID,
    )
    if len(theirs.groups) < 2:
        return Table("theirs", THEIRS, columns, (), _NO_GROUPS)
    rows = tuple(
        Row((group_name(theirs, place), int(fit.buyers[place]), lift_of(fit, place), _said(fit, place)))
        for place in found_in(fit)
    )
    if not rows:
        return Table("theirs", THEIRS, columns, (), no_categories(fit))
    return Table("theirs", THEIRS, columns, rows, drawn=Bars("group", "lift", 1.0), lead=theirs_lead(fit, theirs))


_KIND = Words(
    "每位客人只算最常买的那一类；导出时有一半是抽签写上去的，所以看不出某个人到底买什么。",
    "Each customer counts for the category bought most; half were drawn by lot when exported, so that of nobody it can "
    "be told what they buy.",
)
_UNMIXED = Words("已按抽签的比例还原，带 95% 区间。", "With what was drawn by lot taken out, and the 95% interval.")
_NO_GROUPS = Words(
    "对方的文件里没有分类目(对方的商品没有类目，或者每一类人都太少)。",
    "The partner's file has no categories: their products have none, or each has too few people.",
)


def _named(facts: Facts, code: int) -> tuple[Value, Value]:
    return PRODUCT.label_of(facts, code), PRODUCT.key_of(facts, code)


def _said(fit: Fit, place: int) -> Words:
    return _MORE if fit.lift.value[place] > 1 else _LESS
