"""The wall clock, for what is stamped when it is stored. Analyses never ask it."""

import time


def now_ms() -> int:
    """UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000
