"""What is wrong with an answer of a GraphQL interface: its errors come inside HTTP 200, with a code of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words
from sync import failures, messages
from sync.exchange import Answer
from sync.messages import NotLetIn, OfOneList, Refused, Trouble, TryAgain, TryFewTimes

WRONG_LOGIN = Trouble(
    Words("管理员账号或密码不对，Vendure 没有放行。", "Administrator or password is wrong; Vendure did not let us in."),
    Words(
        "请在「数据」页重新填写管理员账号和密码。", "Enter the administrator and the password again on the Data page."
    ),
)
NO_RIGHTS = Trouble(
    Words("这个管理员的权限不够，读不到这类数据。", "This administrator may not read that kind of data."),
    Words(
        "请在 Vendure 后台给他的角色加上读取权限，再点「同步」。",
        "Give the administrator's role the right to read it in Vendure, then sync again.",
    ),
    OfOneList,
)
NO_CHANNEL = Trouble(
    Words("Vendure 里没有这个渠道。", "Vendure has no such channel."),
    Words("请核对渠道令牌；只有一个渠道就把它留空。", "Check the channel token; leave it empty for a single channel."),
)

_NOT_LET_IN = frozenset({"FORBIDDEN", "UNAUTHORIZED", "UNAUTHENTICATED"})
_INTERNAL = "INTERNAL_SERVER_ERROR"
_NO_CHANNEL = "CHANNEL_NOT_FOUND"


class RowFailed(OfOneList):
    """One row of a list could not be told, and took the others with it."""

    def __init__(self, known: KnownError, why: str, at: int) -> None:
        super().__init__(known.what, known.next_step, known.detail)
        self.why = why
        """In the server's words."""
        self.at: int | None = at
        """The place of the row on its page."""


class ListFailed(TryFewTimes):
    """A list could not be told; that may be because of one of its rows."""

    def __init__(self, known: KnownError, why: str) -> None:
        super().__init__(known)
        self.why = why
        self.at: int | None = None


Failed = RowFailed | ListFailed
FAILED = (RowFailed, ListFailed)


class _Error(Struct, frozen=True):
    message: str = ""
    path: Sequence[str | int] | None = None
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
    detail = f"{answer.asked} -> {answer.status} {code}: {failures.quoted(errors[0].message)}"
    if code in _NOT_LET_IN:
        return NotLetIn(NO_RIGHTS.known(detail))
    if code == _NO_CHANNEL:
        return NO_CHANNEL.known(detail)
    if code == _INTERNAL or answer.status >= 500:
        return _failed(answer, errors[0], messages.SERVER_FAILED.known(detail, status=answer.status))
    return Refused(messages.REFUSED.known(detail, status=code or answer.status))


def _failed(answer: Answer, error: _Error, known: KnownError) -> KnownError:
    """What a failure of the server is about: a row of a list, a list, or the server."""
    path, why = error.path or (), failures.quoted(error.message)
    if answer.status >= 500 or path[:1] != ["list"]:
        return TryAgain(known)
    if len(path) > 2 and isinstance(path[2], int):
        return RowFailed(known, why, path[2])
    return ListFailed(known, why)
