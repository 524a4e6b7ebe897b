"""Which five products for each group and each campaign."""

from collections.abc import Iterable

from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.campaigns import advertising, campaigns
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.favourites import LEAST as LEAST_BUYERS
from analytics.recommend.shop.groups import Pick, five_for
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.segments import LEAST, Segment, everybody, segments
from analytics.recommend.shop.tables.cells import product_cells, product_columns, times
from analytics.result import Column, Estimate, Row, Shown, Table, Value
from analytics.say import as_words, counted
from storage.columns import MISSING
from storage.words import Words

_HAVE = Words("名单前五有它的人", "Have it in their first five")
_ANYBODY = Words("看不出对谁，按所有人", "not known whom for: everybody")
_EXPECTED = Words("30 天预计会买", "Expected to buy in 30 days")
_LIFT = Words(
    "这群人里买过它的比例是全店买家的几倍，已扣掉买得多少的差别，带 95% 区间；"
    "空着的不确定比全店多，是预计买的人最多的。",
    "How many times as many of the group have bought it as of all buyers, given how much they buy, with 95% interval; "
    "empty where it is not surely more: there it is what most are expected to buy.",
)
_HOW = Words(
    f"先列这群人确实比全店更爱买的(括号里是几倍，至少 {LEAST_BUYERS} 人买过)，不满五件再补预计买的人最多的；"
    "没有括号的和全店差不多。",
    f"First what the group surely buys more than all buyers do (times in brackets, {LEAST_BUYERS} of them at least), "
    "then what most are expected to buy: without brackets it is much like the whole shop.",
)


def of_segments(counter: Counter) -> Table:
    """Everybody, then a row per group."""
    columns = (
        Column("segment", Words("人群", "Group"), Shown.TEXT),
        Column("people", Words("人数", "People"), Shown.COUNT),
        *_five(),
    )
    every = everybody(counter.facts)
    groups = tuple(_segment(counter, one) for one in segments(counter.facts))
    rows = (_segment(counter, every), *groups) if len(every.users) else ()
    title = Words("每群人推哪五件", "Five products for each group")
    return Table("segments", title, columns, rows, _HOW if groups else _no_group())


def of_campaigns(counter: Counter) -> Table:
    """A row per campaign that runs or is to come."""
    columns = (
        Column("campaign", Words("活动", "Campaign"), Shown.TEXT),
        Column("starts", Words("开始", "Begins"), Shown.TIME),
        Column("whom", Words("对谁", "For whom"), Shown.TEXT),
        Column("people", Words("人数", "People"), Shown.COUNT),
        *_five(),
    )
    title = Words("活动里推哪五件", "Five products for each campaign")
    facts = counter.facts
    names, starts = facts["campaigns"].labels("name"), facts["campaigns"]["starts_at"]
    rows = tuple(
        Row(
            (
                names[one.place] or "",
                None if starts[one.place] == MISSING else int(starts[one.place]),
                one.why or _ANYBODY,
                len(one.users) or len(counter.people),
                *_titles(counter, five_for(counter, one.users if len(one.users) else counter.people)),
            )
        )
        for one in campaigns(facts)
    )
    none = Words("现在没有在办或要办的活动。", "No campaign runs or is to come.")
    return Table("campaigns", title, columns, rows, _of_ads(len(advertising(facts))) or (None if rows else none))


def of_segment(counter: Counter, segment: Segment) -> Table:
    """A row per product for one group."""
    columns = (
        Column("place", Words("次序", "Order"), Shown.COUNT),
        *product_columns(PRODUCT.name),
        Column("lift", Words("是全店买家的几倍", "Times all buyers"), Shown.NUMBER, _LIFT),
        Column("people", _HAVE, Shown.COUNT, bar=True),
        Column(
            "expected",
            _EXPECTED,
            Shown.COUNT,
            Words(
                "名单上有它的人，各自会买的机会加起来，按整人算；机会按过去回放的应验比例。"
                "95% 区间里也算进了碰巧买、碰巧没买。",
                "The chances of all who have it on their list, by how often lists came true, in whole people. The 95% "
                "interval holds who happens to buy and who does not as well.",
            ),
        ),
    )
    rows = tuple(
        Row((place, *product_cells(counter.facts, pick.item), pick.lift, pick.people, pick.expected))
        for place, pick in enumerate(five_for(counter, segment.users), 1)
    )
    title = Words("推哪五件", "Which five")
    return Table(
        "segment", title, columns, rows, None if rows else Words("没有能推的商品。", "Nothing can be offered.")
    )


def _segment(counter: Counter, one: Segment) -> Row:
    return Row((one.name, len(one.users), *_titles(counter, five_for(counter, one.users))))


def _five() -> tuple[Column, ...]:
    return tuple(
        Column(f"p{place}", Words(f"第 {place} 件", f"No. {place}"), Shown.TEXT, gives_way=True)
        for place in range(1, TOP + 1)
    )


def _titles(counter: Counter, picks: Iterable[Pick]) -> tuple[Value, ...]:
    titles: list[Value] = [_title(PRODUCT.label_of(counter.facts, pick.item), pick.lift) for pick in picks]
    return (*titles, *[None] * (TOP - len(titles)))


def _title(label: str | Words, lift: Estimate | None) -> Words:
    """With how many times as many of the group have it, where that is surely more than of all buyers."""
    name = as_words(label)
    if lift is None:
        return name
    return Words(f"{name.zh}({times(lift.value).zh})", f"{name.en} ({times(lift.value).en})")


def _of_ads(many: int) -> Words | None:
    """That advertising is left out, where there is any."""
    if not many:
        return None
    return Words(
        f"{many} 场拉新广告没列：看到的是还不认识的人，说不出对谁推哪五件。",
        f"{counted(many, 'campaign').en} of advertising left out: seen by people not known yet, so nothing tells which "
        "five suit them.",
    )


def _no_group() -> Words:
    return Words(f"没有满 {LEAST} 人的人群。", f"No group has {LEAST} people.")
