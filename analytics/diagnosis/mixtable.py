"""The table of a ratio told apart by volume, mix and rate: a row per slice, effects that add up to the whole change."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.apportion import apportion
from analytics.diagnosis.grid import Grid
from analytics.diagnosis.mix import Effects, effects, splits
from analytics.diagnosis.rule import Rule
from analytics.measure import quotient
from analytics.result import Bars, Column, Row, Selection, Shown, Table, Value
from analytics.say import count, money
from analytics.selections import across, narrowed
from storage.shop import Shop
from storage.words import Words

_VOLUME = Words("各占比和各自的水平不变，只因总数变了而多出或少掉的。", "What the whole number alone brought.")
_MIX = Words("总数和各自的水平不变，只因占比变了而多出或少掉的。", "What the changed shares alone brought.")
_RATE = Words("总数和占比不变，只因各自的水平变了而多出或少掉的。", "What the slices' own levels alone brought.")

_ADDS_UP = {
    "buyers": Words(
        "三项影响加起来，就是买家数对支付金额的影响。",
        "The effects add up to what the number of buyers did to the payment amount.",
    ),
    "money": Words(
        "三项影响加起来，就是这些金额的增减，游客的不在内。",
        "The effects add up to the change of this money, that of guests apart.",
    ),
    "top": Words("三项影响加起来，就是总数的增减。", "The effects add up to the change of the whole number."),
}


_FIRST = Words(
    "一个人走过几个的，只算在本期第一次的那个里。", "Who came by several counts in the first one of the period only."
)


def mix_table(asked: Asked, grid: Grid, rule: Rule, total: int, worth: float) -> Table:
    """The table; effects add up to ``total``, one unit of the top being worth ``worth`` of it."""
    found = effects(rule, grid.before, grid.now)
    change = [(now - before) * worth for before, now in zip(grid.before.tops, grid.now.tops, strict=True)]
    sums = apportion(change, total)
    whole = [_whole(grid, place, found[place], worth, sums[place]) for place in range(len(sums))]
    behind = _behind(asked, grid)
    rows = [
        Row(
            (row.name, *_numbers(grid, place), *whole[place], sums[place]),
            behind[0] and narrowed(behind[0], row.narrow),
            tuple(rows and narrowed(rows, row.narrow) for rows in (None, *behind, *[None] * 4)),
        )
        for place, row in enumerate(grid.rows)
    ]
    rate = grid.rate
    title = Words(
        f"{rate.name.zh}：按{rate.dimension.name.zh}看，是构成变了还是水平变了",
        f"{rate.name.en} by {rate.dimension.name.en.lower()}: mix or level",
    )
    drawn = Bars(rate.dimension.id, "effect")
    lead = _lead(asked.facts.shop, grid, whole)
    return Table(rate.id, title, _columns(grid), tuple(rows), _note(grid), drawn=drawn, lead=lead)


def _columns(grid: Grid) -> tuple[Column, ...]:
    rate = grid.rate
    volume, level = rate.volume, rate.name
    unit = Shown.COUNT if rate.counted == "top" else Shown.MONEY
    before = Words(f"对比期{volume.zh}", f"{volume.en} compared")
    level_before = Words(f"对比期{level.zh}", f"{level.en} compared")
    return (
        Column(rate.dimension.id, rate.dimension.name, Shown.TEXT),
        Column("bottom", volume, Shown.COUNT, total=True),
        Column("previous_bottom", before, Shown.COUNT, total=True, compared=True),
        Column("level", level, rate.metric.shown, rate.definition),
        Column("previous_level", level_before, rate.metric.shown, rate.definition, compared=True),
        Column("volume", Words("总数的影响", "Volume"), unit, _VOLUME, total=True),
        Column("mix", Words("构成的影响", "Mix"), unit, _MIX, total=True),
        Column("rate", Words("水平的影响", "Rate"), unit, _RATE, total=True),
        Column("effect", Words("合计", "Together"), unit, bar=True, total=True),
    )


def _numbers(grid: Grid, place: int) -> tuple[Value, ...]:
    now, before, shown = grid.now, grid.before, grid.rate.metric.shown
    levels = [quotient(int(of.tops[place]), int(of.bottoms[place]), shown) for of in (now, before)]
    return int(now.bottoms[place]), int(before.bottoms[place]), *levels


def _whole(grid: Grid, place: int, of: Effects, worth: float, total: int) -> tuple[int | None, ...]:
    """Volume, mix and rate of a slice as whole numbers that add up to its change."""
    if not splits(grid.before, grid.now, place):
        return None, None, None
    return tuple(apportion([of.volume * worth, of.mix * worth, of.rate * worth], total))


def _behind(asked: Asked, grid: Grid) -> tuple[Selection | None, ...]:
    """What stands behind numbers and levels, now and before."""
    rate = grid.rate
    pairs = [(cube, term) for term in (rate.bottom, rate.top) for cube in (asked.now, asked.before)]
    return tuple(across(cube, term, rate.dimension) for cube, term in pairs)


def _lead(shop: Shop, grid: Grid, rows: Sequence[tuple[int | None, ...]]) -> Words:
    """What volume, mix and rate come to over all slices."""
    volume, mix, rate = (sum(row[cause] or 0 for row in rows) for cause in range(3))
    of, said = grid.rate, [_signed(shop, grid, amount) for amount in (volume, mix, rate)]
    told = Words(
        f"{of.volume.zh}的影响 {said[0].zh}，构成的影响 {said[1].zh}，各自{of.name.zh}的影响 {said[2].zh}。",
        f"{of.volume.en}: {said[0].en}; mix: {said[1].en}; {of.name.en.lower()} itself: {said[2].en}.",
    )
    turned = _turned(grid, rate)
    return Words(told.zh + turned.zh, told.en + turned.en)


def _turned(grid: Grid, rate: int) -> Words:
    """A warning where the ratio as a whole went the other way than the slices' own."""
    before, now = ((sum(of.tops), sum(of.bottoms)) for of in (grid.before, grid.now))
    moved = now[0] * before[1] - before[0] * now[1]
    if moved * rate >= 0:
        return Words("", "")
    name = grid.rate.name
    if moved < 0:
        return Words(
            f"总的{name.zh}低了，是低的那些占比大了，各自的其实在升。",
            f" {name.en} fell as a whole because the weaker ones grew; by themselves they rose.",
        )
    return Words(
        f"总的{name.zh}高了，是高的那些占比大了，各自的其实在降。",
        f" {name.en} rose as a whole because the stronger ones grew; by themselves they fell.",
    )


def _signed(shop: Shop, grid: Grid, amount: int) -> Words:
    sign = "+" if amount > 0 else ""
    if grid.rate.counted == "top":
        return Words(f"{sign}{count(amount)}", f"{sign}{count(amount)}")
    said = money(shop, amount)
    return Words(sign + said.zh, sign + said.en)


def _note(grid: Grid) -> Words:
    """What the effects add up to, and how people are counted."""
    rate = grid.rate
    notes = [_ADDS_UP[rate.counted]]
    if rate.dimension.id.startswith("first_"):
        notes.append(_FIRST)
    if rate.level is not None:
        notes.append(rate.level.beside)
    return Words("".join(note.zh for note in notes), " ".join(note.en for note in notes))
