"""How many people a trial takes: which difference a list can tell, and how many it takes for a larger buyer share."""

import math
from collections.abc import Sequence

from msgspec import Struct, structs

from analytics.intervals import widened
from analytics.power import people_needed, smallest_more
from analytics.result import Column, Estimate, Row, Shown, Table
from analytics.say import counted, percent
from storage.trial import HELD, Arm
from storage.words import Words

_SHARES = (0.1, 0.2, 0.3, 0.5)
_LIFTS = (0.2, 0.5, 1.0)

_BY_SHARE = (
    Column("hold_out", Words("留多少不发", "Held out"), Shown.RATIO),
    Column("held", Words("不发", "Get nothing"), Shown.COUNT),
    Column("treated", Words("发", "Get it"), Shown.COUNT),
    Column(
        "per_hundred", Words("每百人多几个买家才看得出", "Told from, per hundred"), Shown.NUMBER,
        Words("差别这么大时，五次里有四次看得出来。", "A difference as large is told four times in five."),
    ),
    Column("buyers", Words("一共多几个买家", "More buyers in all"), Shown.COUNT),
)  # fmt: skip
_BY_LIFT = (
    Column("lift", Words("优惠让买的人多", "Offer brings more buyers by"), Shown.RATIO),
    Column("share", Words("买的比例到", "Share who buy becomes"), Shown.RATIO),
    Column("people", Words("一共要多少人", "People needed in all"), Shown.COUNT),
    Column("enough", Words("够不够", "Enough"), Shown.TEXT),
)
_YES, _NO = Words("够", "yes"), Words("不够", "no")


class Sized(Struct, frozen=True):
    """So many people, of whom so many buy by themselves within so many days."""

    people: int
    days: int
    hold_out: float
    rate: Estimate | Words
    """Or why it is not known."""


def size_tables(asked: Sized) -> tuple[Table, Table]:
    """What such a list tells, by the share held out; how many people larger and smaller effects take."""
    by_share, by_lift = (
        Words("留多少，看得出多小的差别", "What each share tells"),
        Words("要多少人", "How many people it takes"),
    )
    if isinstance(asked.rate, Words):
        return Table("shares", by_share, _BY_SHARE, (), asked.rate), Table("needed", by_lift, _BY_LIFT, (), asked.rate)
    rate = asked.rate.value
    shares = tuple(_share(asked.people, rate, share) for share in sorted({*_SHARES, asked.hold_out}))
    lifts = tuple(_lift(asked.people, rate, asked.hold_out, lift) for lift in _LIFTS if rate * (1 + lift) < 1)
    return (
        Table("shares", by_share, _BY_SHARE, shares, _HALVES),
        Table("needed", by_lift, _BY_LIFT, lifts, Words("五次里有四次看得出来。", "Told four times in five.")),
    )


_HALVES = Words("比两种优惠(A/B)、不留人时，看 50% 那一行。", "Two offers and nobody held out: see the line of 50%.")


def parted(people: int, arms: Sequence[Arm]) -> tuple[Arm, ...]:
    """The arms with as many people as their shares come to."""
    return tuple(structs.replace(arm, people=round(people * arm.share)) for arm in arms)


def said(rate: Estimate | Words, days: int, arms: Sequence[Arm]) -> Words:
    """How many buy by themselves, and which difference such arms tell."""
    if isinstance(rate, Words):
        return rate
    first, last = arms[0].people, arms[-1].people
    least = smallest_more(rate.value, last, first, widened(math.comb(len(arms), 2)))
    own = f"{percent(rate.value)}({percent(rate.low).removesuffix('%')}–{percent(rate.high)})"
    begun = Words(
        f"像他们这样的人，{days} 天里约 {own} 会自己买。",
        f"Of people like them about {own} buy by themselves within {counted(days, 'day').en}. ",
    )
    if least is None:
        return Words(f"{begun.zh}人太少，多大的差别都看不出来。", f"{begun.en}They are too few to tell anything.")
    kept = (
        Words(f"留 {last:,} 人不发", f"With {last:,} held out")
        if arms[-1].key == HELD
        else Words(f"两组各约 {last:,} 人", f"With about {last:,} in each group")
    )
    return Words(
        f"{begun.zh}{kept.zh}，每百人差 {least * 100:.1f} 个买家以上才看得出来。",
        f"{begun.en}{kept.en}, a difference of {least * 100:.1f} buyers per hundred can be told.",
    )


def _share(people: int, rate: float, hold_out: float) -> Row:
    held = round(people * hold_out)
    treated, least = people - held, smallest_more(rate, held, people - held)
    told = (None, None) if least is None else (least * 100, least * treated)
    return Row((hold_out, held, treated, *told))


def _lift(people: int, rate: float, hold_out: float, lift: float) -> Row:
    other = rate * (1 + lift)
    needed = math.ceil(people_needed(rate, other, (1 - hold_out) / hold_out) / hold_out)
    return Row((lift, other, needed, _YES if people >= needed else _NO))
