"""What is wrong with an answer of a GraphQL interface: its errors come inside HTTP 200, with a code of their own."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from storage.errors import KnownError
from sync import failures, messages
from sync.exchange import Answer
from sync.messages import NotLetIn, Refused, TryAgain

_NOT_LET_IN = frozenset({"FORBIDDEN", "UNAUTHORIZED", "UNAUTHENTICATED"})
_NO_CHANNEL = "CHANNEL_NOT_FOUND"


class _Error(Struct, frozen=True):
    message: str = ""
    extensions: Mapping[str, Any] = {}


class _Errors(Struct, frozen=True):
    errors: list[_Error] = []


_decode = msgspec.json.Decoder(_Errors).decode


def judge(answer: Answer, now: float) -> KnownError | None:
    """The meaning of the first error, or of the status where the body tells none; see ``http.Judge``.

    A session that has ended and a right that was never given are told alike, so the first cure for both is a login.
    """
    try:
        errors = _decode(answer.body).errors
    except (msgspec.DecodeError, UnicodeDecodeError):
        errors = []
    if not errors:
        return failures.of_status(answer, now)
    code = str(errors[0].extensions.get("code", ""))
    detail = f"{answer.asked} -> {answer.status} {code}: {errors[0].message[:200]}"
    if code in _NOT_LET_IN:
        return NotLetIn(messages.FORBIDDEN.known(detail))
    if code == _NO_CHANNEL:
        return messages.NOT_FOUND.known(detail)
    if code == "INTERNAL_SERVER_ERROR" or answer.status >= 500:
        return TryAgain(messages.SERVER_FAILED.known(detail, status=answer.status))
    return Refused(messages.REFUSED.known(detail, status=code or answer.status))
