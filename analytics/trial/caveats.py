"""What has to be known to read a trial's result rightly."""

from collections.abc import Mapping, Sequence

from analytics.say import counted, percent
from analytics.trial.outcome import Outcome
from analytics.trial.overlap import Overlap, overlaps
from storage.trial import Enrolled
from storage.words import Words

_GUESTS = 0.005  # of what was paid: less is not worth a line

_ALL_COUNT = Words(
    "分到哪组就算哪组，不管优惠收没收到、用没用；只看买家多少来下结论，付款金额放在旁边参考，之后的退款没有减掉。",
    "Everybody counts in the group they were put in, whether the offer reached them or not. Buyers decide, amounts "
    "stand beside them; later refunds are not subtracted.",
)
_EARLY = Words(
    "没满天数就看，差别的范围放得特别宽：这样天天看，没效果的试验一百次里最多一次会看走眼。",
    "Before the days are over the intervals of differences are much wider: somebody who looks every day is then misled "
    "by one in a hundred trials without an effect at most.",
)

_BARE = Words(
    "名单里没有商品，只有客户编号和优惠；要每人附五件，选“按人推荐”或“卖得最多的”(命令里是 --list own、--list best)。",
    "No products stand in the lists, only customer ids and offers. For five products each choose a list: of their own, "
    "or of what sells most (--list own, --list best).",
)


def before_sending(enrolled: Enrolled, others: Sequence[Enrolled], merges: Mapping[str, str]) -> tuple[Words, ...]:
    """That no products go out though they might, and what the lists do to others of the same days, and those to it."""
    bare = (_BARE,) if enrolled.trial.view == "recommend" and not enrolled.products else ()
    here = overlaps(enrolled, others, merges)
    there = [(one.trial.name, found.people) for one in others for found in overlaps(one, (enrolled,), merges)]
    return (*bare, *map(_overlap, here), *(_spoilt(name, people) for name, people in there))


def caveats(found: Outcome, overlaps: Sequence[Overlap]) -> tuple[Words, ...]:
    """The worst first."""
    said = [_overlap(one) for one in overlaps]
    if found.in_both:
        said.append(
            Words(
                f"{found.in_both} 人后来发现是同一个人、却分在两组，比较时去掉了。",
                f"{counted(found.in_both, 'person', 'people').en} turned out to be in two groups under two ids: "
                "left out.",
            )
        )
    if found.absent:
        said.append(
            Words(
                f"{found.absent} 人在现在的数据里找不到了，按没买算。",
                f"{counted(found.absent, 'person', 'people').en} cannot be found in the data any more: they count as "
                "not having bought.",
            )
        )
    if found.guests >= _GUESTS:
        said.append(
            Words(
                f"这些天有 {percent(found.guests)} 的支付金额没有买家，算不到哪一组。",
                f"Of what was paid in those days {percent(found.guests)} has no buyer and belongs to no group.",
            )
        )
    return (*said, *((_EARLY,) if found.phase == "running" else ()), _ALL_COUNT)


def _overlap(one: Overlap) -> Words:
    return Words(
        f"留着不发的人里有 {one.people} 个在「{one.name}」里会收到优惠，差别可能看小了。",
        f"Held out here, but with an offer in the trial {one.name}: {counted(one.people, 'person', 'people').en}. The "
        "difference may look too small.",
    )


def _spoilt(name: str, people: int) -> Words:
    return Words(
        f"要发的人里有 {people} 个在「{name}」里是留着不发的，发了那边的差别就看小了。",
        f"With the offer here, but held out in the trial {name}: {counted(people, 'person', 'people').en}. Its "
        "difference will look too small.",
    )
