"""Fetching the next page while this one is being written: one thread, one page ahead, gone when the loop ends."""

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.progress import StopAsked

T = TypeVar("T")


def ahead(start: Callable[[StopAsked], Iterator[T]], stop: StopAsked) -> Generator[T]:
    """What ``start`` yields, made one step ahead. Close it: then the step under way is stopped and waited for."""
    left = threading.Event()
    source = start(lambda: left.is_set() or stop())
    with ThreadPoolExecutor(1, thread_name_prefix="sync-ahead") as thread:
        try:
            coming = thread.submit(next, source, None)
            while (item := coming.result()) is not None:
                coming = thread.submit(next, source, None)
                yield item
        finally:
            left.set()
