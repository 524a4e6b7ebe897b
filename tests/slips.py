"""A slip of ours while data is read: the program survives it, a test that does not look for it fails."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sync.reading import SLIPS


class _Loud(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


_LOUD = _Loud()


def be_loud() -> None:
    SLIPS.addHandler(_LOUD)


@contextmanager
def survived() -> Iterator[None]:
    """As outside of tests."""
    SLIPS.removeHandler(_LOUD)
    try:
        yield
    finally:
        SLIPS.addHandler(_LOUD)
