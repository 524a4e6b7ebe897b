"""Notes under a view: what is missing, what is not over, which rule applied."""

from analytics.ahead import said_ahead
from analytics.asked import Asked, to_date
from analytics.coverage import coverage
from analytics.say import days
from storage.words import Words

_SHORTER = Words("选更短、更近的期间，就能和上一期对比。", "Choose fewer and later days to compare them.")


def notes(asked: Asked) -> tuple[Words, ...]:
    """What has to be known to read the view rightly; nothing where it speaks for itself."""
    every = (_absent(asked), _end(asked), _comparison(asked), _category(asked), said_ahead(asked.facts))
    return tuple(note for note in every if note)


def _absent(asked: Asked) -> Words | None:
    if not asked.absent:
        return None
    zh, en = "、".join(asked.absent), ", ".join(asked.absent)
    return Words(
        f"筛选的值在数据里没有：{zh}。看看是不是写错了，或从筛选里重新选。",
        f"The data does not have what is filtered by: {en}. Check the spelling, or choose again.",
    )


def _end(asked: Asked) -> Words | None:
    known = coverage(asked.facts)
    period = asked.question.period
    if known is None or asked.unknown is not None:
        return asked.unknown
    so_far = to_date(asked)
    if so_far is not None:
        return Words(
            f"数据到 {known.until_day:%m-%d} 为止，本期还没有结束，和完整的对比期比会偏低。可以改看 {days(so_far)}。",
            f"The data reaches to {known.until_day:%m-%d}: the period is not over and falls short of a whole one. "
            f"Look at {days(so_far)} instead.",
        )
    if period.last == known.until_day:
        return Words(
            f"{period.last:%m-%d} 这一天在数据里还没有结束。", f"The day {period.last:%m-%d} is not over in the data."
        )
    if period.last > known.last:
        return Words(f"{known.last} 之后没有任何记录。", f"There are no records after {known.last}.")
    return None


def _comparison(asked: Asked) -> Words | None:
    known = coverage(asked.facts)
    if known is None or asked.comparison is None or asked.comparison.first >= known.first:
        return None
    shorter = _SHORTER if (known.until_day - known.first).days > 1 else Words("", "")
    if asked.before is None:
        return Words(
            f"对比期 {days(asked.comparison)} 没有数据：数据从 {known.first} 开始。{shorter.zh}",
            f"There is no data of the comparison {days(asked.comparison)}: "
            f"it begins on {known.first}. {shorter.en}".rstrip(),
        )
    return Words(
        f"对比期 {days(asked.comparison)} 只有 {known.first} 起的数据，所以不算变化。{shorter.zh}",
        f"Of the comparison {days(asked.comparison)} there is data from {known.first} on only, so no change is given. "
        f"{shorter.en}".rstrip(),
    )


def _category(asked: Asked) -> Words | None:
    if not asked.question.filters.categories:
        return None
    return Words(
        "按类目筛选：金额只算该类目的商品，运费不属于任何类目。",
        "Filtered by category: amounts are those of its lines; freight belongs to no category.",
    )
