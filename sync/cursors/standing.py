"""A page that leads nowhere was sent by mistake: it is asked for again, but not for ever."""

from collections.abc import Callable
from typing import TypeVar

from sync import messages

Q = TypeVar("Q")
A = TypeVar("A")

_TIMES = 6


def leading_on(ask: Callable[[Q], A], question: Q, leads_on: Callable[[Q, A], bool]) -> A:
    """The first answer that leads on from its question. Raises KnownError if none does."""
    for _ in range(_TIMES):
        answer = ask(question)
        if leads_on(question, answer):
            return answer
    raise messages.GOING_IN_CIRCLES.known(str(question))
