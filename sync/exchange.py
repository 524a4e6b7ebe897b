"""What is asked of an interface, and what it answers: values that every part of a connector can look at."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from msgspec import Struct

Params = Mapping[str, str | int]


class Question(Struct, frozen=True):
    """One request, before anything that authorises it is added."""

    method: str
    path: str
    """Below the address of the interface, with its slash."""
    params: Params = {}
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Answer(Struct, frozen=True):
    """One answer, read to its end."""

    asked: str
    """What was asked, for the log: without what authorised it."""
    status: int
    headers: Mapping[str, str]
    """A name is found in upper and lower case alike."""
    body: bytes


def date_of(answer: Answer) -> int | None:
    """When the server sent an answer by its own clock, UTC milliseconds; None if it does not say."""
    try:
        told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return None
    return int((told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp() * 1000)
