"""When a round reads everything again: changes that no filter shows are found in no other way."""


def is_due(last: int | None, now: int, period: int | None) -> bool:
    """Whether it is time, ``last`` being when the last such round began; milliseconds. Without a period: never.

    Either way: a clock that was ahead must not put the next such round off for years.
    """
    return period is not None and (last is None or abs(now - last) >= period)
