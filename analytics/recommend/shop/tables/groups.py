"""Which five products for each group and each campaign."""

from collections.abc import Iterable

from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.campaigns import campaigns
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.groups import Pick, Wants, five_of, stands_out, wants
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.segments import LEAST, Segment, everybody, segments
from analytics.recommend.shop.tables.cells import product_cells, product_columns
from analytics.result import Column, Row, Shown, Table, Value
from storage.columns import MISSING
from storage.words import Words

_HAVE = Words("名单前五有它的人", "Have it in their first five")
_ANYBODY = Words("看不出对谁，按所有人", "not known whom for: everybody")
_EXPECTED = Words("30 天预计会买", "Expected to buy in 30 days")


def of_segments(counter: Counter) -> Table:
    """Everybody, then a row per group."""
    columns = (
        Column("segment", Words("人群", "Group"), Shown.TEXT),
        Column("people", Words("人数", "People"), Shown.COUNT),
        *_five(),
        Column(
            "own",
            Words("比别人更想要", "Wanted more than by others"),
            Shown.TEXT,
            Words(
                "名单前五有它的人，比全店同样多的人里多得最多的一件。",
                "What more of the group have in their first five than as many of the whole shop, by the largest gap.",
            ),
            gives_way=True,
        ),
    )
    every = wants(counter, counter.people)
    groups = tuple(_segment(counter, one, wants(counter, one.users), every) for one in segments(counter.facts))
    rows = (_segment(counter, everybody(counter.facts), every, every), *groups) if every.size else ()
    title = Words("每群人推哪五件", "Five products for each group")
    return Table("segments", title, columns, rows, None if groups else _no_group())


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
                *_titles(counter, five_of(wants(counter, one.users if len(one.users) else counter.people))),
            )
        )
        for one in campaigns(facts)
    )
    none = Words("现在没有在办或要办的活动。", "No campaign runs or is to come.")
    return Table("campaigns", title, columns, rows, None if rows else none)


def of_segment(counter: Counter, segment: Segment) -> Table:
    """A row per product for one group."""
    columns = (
        Column("place", Words("次序", "Order"), Shown.COUNT),
        *product_columns(PRODUCT.name),
        Column("people", _HAVE, Shown.COUNT, bar=True),
        Column(
            "expected",
            _EXPECTED,
            Shown.NUMBER,
            Words(
                "名单上有它的人，各自会买的机会加起来；机会按过去回放的应验比例，带 95% 区间。",
                "The chances of all who have it on their list, by how often lists came true, with 95% interval.",
            ),
        ),
    )
    rows = tuple(
        Row((place, *product_cells(counter.facts, pick.item), pick.people, pick.expected))
        for place, pick in enumerate(five_of(wants(counter, segment.users)), 1)
    )
    title = Words("推哪五件", "Which five")
    return Table(
        "segment", title, columns, rows, None if rows else Words("没有能推的商品。", "Nothing can be offered.")
    )


def _segment(counter: Counter, one: Segment, mine: Wants, every: Wants) -> Row:
    own = stands_out(mine, every)
    label = None if own is None else PRODUCT.label_of(counter.facts, own)
    return Row((one.name, len(one.users), *_titles(counter, five_of(mine)), label))


def _five() -> tuple[Column, ...]:
    return tuple(
        Column(f"p{place}", Words(f"第 {place} 件", f"No. {place}"), Shown.TEXT, gives_way=True)
        for place in range(1, TOP + 1)
    )


def _titles(counter: Counter, picks: Iterable[Pick]) -> tuple[Value, ...]:
    titles: list[Value] = [PRODUCT.label_of(counter.facts, pick.item) for pick in picks]
    return (*titles, *[None] * (TOP - len(titles)))


def _no_group() -> Words:
    return Words(f"没有满 {LEAST} 人的人群。", f"No group has {LEAST} people.")
