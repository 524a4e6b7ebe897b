"""The answers as tables: joint buyers, own goods for the partner's customers, the partner's goods for one's own."""

import numpy as np

from analytics.cooperation.cells import LEAST
from analytics.cooperation.fits import Fit
from analytics.cooperation.groups import OTHERS
from analytics.cooperation.matching import Matched
from analytics.cooperation.sent import Sent
from analytics.dimensions.goods import PRODUCT
from analytics.intervals import share
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from analytics.say import as_words
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
    Words("看得出吗", "Clear"),
    Shown.TEXT,
    Words(
        "误报控制在 5%：说更爱买的里面，平均最多 5% 其实没有差别。",
        "False discoveries are held at 5%: of what is called clear at most so much makes no difference on average.",
    ),
)
_MORE, _LESS = Words("更爱买", "buy more"), Words("买得少", "buy less")
_UNCLEAR = Words("看不出", "cannot tell")
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
    places = _ranked(fit)
    rows = tuple(
        Row((*_named(facts, int(fit.thing[place])), int(fit.buyers[place]), _lift(fit, place), _said(fit, place)))
        for place in places[:MOST].tolist()
    )
    if not rows:
        thin = Words(
            f"还没有一件货有 {LEAST} 位以上的共同买家、又能和其他买家分开看。",
            f"No product has {LEAST} joint buyers and as many others to hold them against.",
        )
        return Table("mine", MINE, columns, (), thin)
    cut = len(places) if len(places) > MOST else None
    return Table(
        "mine", MINE, columns, rows, total_rows=cut, drawn=Bars("product", "lift"), lead=_goods_lead(facts, fit)
    )


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
                _lift(fit, place),
                _said(fit, place),
            )
        )
        for place in _ranked(fit)[:MOST].tolist()
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
        Row((group_name(theirs, place), int(fit.buyers[place]), _lift(fit, place), _said(fit, place)))
        for place in _ranked(fit).tolist()
    )
    if not rows:
        thin = Words(f"没有一类满 {LEAST} 位共同买家。", f"No category has {LEAST} joint buyers.")
        return Table("theirs", THEIRS, columns, (), thin)
    return Table("theirs", THEIRS, columns, rows, drawn=Bars("group", "lift"))


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


def clear(fit: Fit) -> list[int]:
    """The places of what clearly fits and may be told, the most first."""
    return [place for place in _ranked(fit).tolist() if fit.lift.real[place] and fit.lift.value[place] > 1]


def product_name(facts: Facts, fit: Fit, place: int) -> Words:
    """What a product of a fit is called."""
    return as_words(PRODUCT.label_of(facts, int(fit.thing[place])))


def group_name(theirs: Sent, place: int) -> Value:
    """What the partner calls a group."""
    name = theirs.groups[place].name
    return Words(OTHERS, "Others") if name == OTHERS else name


def _ranked(fit: Fit) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """What may be told: what is clear first, then by lift; ties in a fixed order."""
    places = np.flatnonzero(fit.shown)
    clearly = fit.lift.real[places] & (fit.lift.value[places] > 1)
    order = np.lexsort((fit.thing[places], fit.group[places], -fit.buyers[places], -fit.lift.value[places], ~clearly))
    return places[order]


def _goods_lead(facts: Facts, fit: Fit) -> Words:
    fitting = clear(fit)
    if not fitting:
        return Words(
            "看不出哪件货特别适合他的客人，他们和你的其他买家差不多。",
            "No product clearly fits the partner's customers: they are much like your other buyers.",
        )
    name, lift = product_name(facts, fit, fitting[0]), _lift(fit, fitting[0])
    return Words(
        f"{len(fitting)} 件货更适合他的客人，最适合的是“{name.zh}”：{_span(lift)} 倍。",
        f"Clearly fitting: {len(fitting)}, most of all “{name.en}”, {_span(lift)} times the usual.",
    )


def _span(lift: Estimate) -> str:
    return f"{lift.value:.1f} ({lift.low:.1f}–{lift.high:.1f})"


def _named(facts: Facts, code: int) -> tuple[Value, Value]:
    return PRODUCT.label_of(facts, code), PRODUCT.key_of(facts, code)


def _lift(fit: Fit, place: int) -> Estimate:
    """To two decimals: more would let counts be worked out."""
    return Estimate(*(round(float(of[place]), 2) for of in (fit.lift.value, fit.lift.low, fit.lift.high)))


def _said(fit: Fit, place: int) -> Words:
    if not fit.lift.real[place]:
        return _UNCLEAR
    return _MORE if fit.lift.value[place] > 1 else _LESS
