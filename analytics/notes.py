"""Notes under a view: what is missing, what is not over, which rule applied."""

from analytics.asked import Asked, to_date
from analytics.coverage import coverage
from analytics.say import days
from storage.words import Words


def notes(asked: Asked) -> tuple[Words, ...]:
    """What has to be known to read the view rightly; nothing where it speaks for itself."""
    return tuple(note for note in (_end(asked), _comparison(asked), _category(asked)) if note)


def _end(asked: Asked) -> Words | None:
    known = coverage(asked.facts)
    period = asked.question.period
    if known is None or asked.unknown is not None:
        return asked.unknown
    so_far = to_date(asked)
    if so_far is not None:
        return Words(
            f"数据到 {known.until_day:%m-%d} 为止,本期还没有结束,和完整的对比期比会偏低。可以改看 {days(so_far)}。",
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
    if asked.before is None:
        return Words(
            f"对比期 {days(asked.comparison)} 没有数据:数据从 {known.first} 开始。",
            f"There is no data of the comparison {days(asked.comparison)}: it begins on {known.first}.",
        )
    return Words(
        f"对比期 {days(asked.comparison)} 只有 {known.first} 起的数据,所以不算变化。",
        f"Of the comparison {days(asked.comparison)} there is data from {known.first} on only, so no change is given.",
    )


def _category(asked: Asked) -> Words | None:
    if not asked.question.filters.categories:
        return None
    return Words(
        "按类目筛选:金额只算该类目的商品,运费不属于任何类目。",
        "Filtered by category: amounts are those of its lines; freight belongs to no category.",
    )
