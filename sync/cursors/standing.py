"""A page that leads nowhere was sent by mistake: it is asked for again, but not for ever."""

from collections.abc import Callable
from typing import TypeVar

from sync import messages
from sync.messages import Trouble

Q = TypeVar("Q")
A = TypeVar("A")

_TIMES = 6


def leading_on(
    ask: Callable[[Q], A],
    question: Q,
    leads_on: Callable[[Q, A], bool],
    otherwise: Trouble = messages.GOING_IN_CIRCLES,
) -> A:
    """The first answer that leads on from its question. Raises ``otherwise`` if none does."""
    for _ in range(_TIMES):
        answer = ask(question)
        if leads_on(question, answer):
            return answer
    raise otherwise.known(str(question))
