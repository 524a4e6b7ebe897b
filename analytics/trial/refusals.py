"""Why a trial cannot be made as asked, and what to do instead."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.say import counted
from storage.words import Words

_SHOWN = 5


class Refusal(Struct, frozen=True):
    """What is wrong, and the next step."""

    what: Words
    next_step: Words


def bad_name(most: int) -> Refusal:
    """Empty, too long, or with characters that no name has."""
    return Refusal(
        Words("这个试验名不能用。", "This name of a trial will not do."),
        Words(f"请写 1 到 {most} 个字，不要换行。", f"Write 1 to {most} characters on one line."),
    )


def name_taken(name: str) -> Refusal:
    """Another trial has it."""
    return Refusal(
        Words(f"已经有一个试验叫「{name}」，它没有动。", f"There is a trial {name} already; it is as it was."),
        Words(
            "换个名字；要再导出它的名单，用 zhanggui trial lists。",
            "Choose another name; its lists are written again by: zhanggui trial lists",
        ),
    )


def no_such(name: str, known: Sequence[str]) -> Refusal:
    """There is no trial of that name."""
    some = _some(known)
    listed = Words(f"有的是：{some.zh}。", f"There are: {some.en}.")
    none = Words(
        "还没有做过试验，用 zhanggui trial new 建一个。", "There is none yet; make one with: zhanggui trial new"
    )
    return Refusal(Words(f"没有试验「{name}」。", f"There is no trial {name}."), listed if known else none)


def bad_share(low: float, high: float) -> Refusal:
    """A share to hold out that leaves one side too small."""
    return Refusal(
        Words("留出的比例不行。", "This share to hold out will not do."),
        Words(f"请留 {low:.0%} 到 {high:.0%}。", f"Hold out {low:.0%} to {high:.0%}."),
    )


def too_many_offers() -> Refusal:
    """More than are told apart."""
    return Refusal(
        Words("一次最多比两种优惠。", "Two offers at most are held against each other."),
        Words("把其余的放到下一次试验。", "Leave the others for the next trial."),
    )


def no_offer() -> Refusal:
    """Two groups, and one of them is to get nothing that was named."""
    return Refusal(
        Words("两组里有一组没写发什么。", "What one of the two groups gets is not said."),
        Words("给它选一份名单，或写上优惠。", "Choose a list for it, or write an offer."),
    )


def alike() -> Refusal:
    """Both groups are to get the same."""
    return Refusal(
        Words("两组发的一样，比不出什么。", "Both groups would get the same: nothing could come of it."),
        Words("换一组的名单或优惠。", "Choose another list or offer for one of them."),
    )


def list_in_words(offer: str) -> Refusal:
    """The name of a list was written as an offer: no products would go out."""
    return Refusal(
        Words(f"「{offer}」只是一句话，名单里不会有商品。", f"“{offer}” is but words: no products would go out."),
        Words(
            "要附商品，选名单：窗口里选“按人推荐”或“卖得最多的”，命令里写 --list own 或 --list best。",
            "Choose a list: in the window, or with --list own or --list best.",
        ),
    )


def bad_days(most: int) -> Refusal:
    """A window of no length, or of years."""
    return Refusal(
        Words("观察天数不行。", "These days to watch will not do."),
        Words(f"请写 1 到 {most} 天。", f"Write 1 to {most} days."),
    )


def nobody() -> Refusal:
    """An empty list."""
    return Refusal(
        Words("名单里一个人也没有。", "There is nobody on the list."),
        Words("请给一份客户编号，一行一个。", "Give customer ids, one a line."),
    )


def twice(ids: Sequence[str]) -> Refusal:
    """Ids given more than once."""
    some = _some(ids)
    return Refusal(
        Words(f"名单里有重复的编号：{some.zh}。", f"Ids that stand on the list twice: {some.en}."),
        Words("去掉重复的再来，还什么都没有建。", "Take them out and try again; nothing was made."),
    )


def unknown(ids: Sequence[str], every: int) -> Refusal:
    """Ids that the shop's data does not have."""
    some = _some(ids)
    return Refusal(
        Words(
            f"{every} 个编号里有 {len(ids)} 个在数据里找不到：{some.zh}。",
            f"Of {counted(every, 'id').en}, {len(ids)} cannot be found in the data: {some.en}.",
        ),
        Words(
            "请用客户编号(粉丝编号)，或先同步、导入最新的数据。",
            "Use customer ids, or sync or import the newest data first.",
        ),
    )


def no_own_lists(why: Words) -> Refusal:
    """Lists of their own are not in use, so whoever is to get them would get what sells most."""
    return Refusal(
        Words(
            f"现在还没有按人推荐的名单，发出去的就是卖得最多的。{why.zh}",
            f"There are no lists of their own yet: what sells most would go out. {why.en}",
        ),
        Words("等推荐用上按人的名单再试，或改试别的优惠。", "Wait for lists of their own, or try other offers."),
    )


def no_lists() -> Refusal:
    """Nothing is known that could be recommended."""
    return Refusal(
        Words("数据还太少，列不出该推什么。", "There is too little data to tell what to offer."),
        Words("先同步或导入订单和商品。", "Sync or import orders and products first."),
    )


def too_few(people: int, smallest: int, least: int) -> Refusal:
    """One arm has so few that nothing can come of it."""
    return Refusal(
        Words(
            f"{people} 人太少：分出来最小的一组只有 {smallest} 人，看不出什么。",
            f"{counted(people, 'person', 'people').en} are too few: the smallest group would have {smallest}.",
        ),
        Words(f"每组至少 {least} 人：多选些人，或多留一些。", f"Each takes {least}: choose more, or hold out more."),
    )


def _some(ids: Sequence[str]) -> Words:
    """The first few, and how many there are."""
    shown, more = ids[:_SHOWN], len(ids) - _SHOWN
    zh, en = "、".join(shown), ", ".join(shown)
    return Words(f"{zh} 等 {len(ids)} 个", f"{en} and {more} more") if more > 0 else Words(zh, en)
