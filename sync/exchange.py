"""What is asked of an interface, and what it answers: values that every part of a connector can look at."""

from collections.abc import Mapping

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
