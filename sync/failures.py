"""What a failed request or an unwanted answer means: which words, and whether trying again can help."""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx2
import msgspec

from storage.errors import KnownError
from sync import messages
from sync.exchange import Answer
from sync.messages import NotLetIn, Refused, TryAgain
from sync.retry import asked_wait
from sync.secrecy import redacted

T = TypeVar("T")

_NO_ROUTE_NAMES = ("ENETUNREACH", "ENETDOWN", "EHOSTUNREACH", "WSAENETUNREACH", "WSAENETDOWN", "WSAEHOSTUNREACH")
_NO_ROUTE = frozenset(getattr(errno, name) for name in _NO_ROUTE_NAMES if hasattr(errno, name))


def of_exception(error: httpx2.TransportError | httpx2.DecodingError, host: str, proxy: str) -> KnownError:
    """The meaning of an exception. ``host`` is who was asked, ``proxy`` whom the line turned to instead."""
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, httpx2.LocalProtocolError):
        return messages.UNSENDABLE.known(detail)
    if isinstance(error, httpx2.ProxyError):
        return messages.PROXY_FAILED.known(detail, host=proxy)
    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout)):
        return _of_connecting(list(_causes(error)), host, proxy, detail)
    trouble = messages.TOO_SLOW if isinstance(error, httpx2.TimeoutException) else messages.LINE_LOST
    return TryAgain(trouble.known(detail))


def without_end(asked: str) -> KnownError:
    """An answer that did not come to its end in all the time there is for one."""
    return TryAgain(messages.TOO_SLOW.known(f"{asked}: no end"), seldom_passes=True)


def _of_connecting(causes: list[BaseException], host: str, proxy: str, detail: str) -> KnownError:
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return messages.NOT_TRUSTED.known(detail, host=host)
        # A line cut in the middle of the greeting may be a passing trouble; anything else is another language.
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return messages.NO_SECURE_LINE.known(detail, host=host)
    if proxy:
        return TryAgain(messages.PROXY_FAILED.known(detail, host=proxy), seldom_passes=True)
    return TryAgain(_unreached(causes, host, detail), seldom_passes=True)


def _unreached(causes: list[BaseException], host: str, detail: str) -> KnownError:
    for cause in causes:
        # "Try again" is what a computer without any network says; "no such name" may be either.
        if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
            return messages.HOST_UNKNOWN.known(detail, host=host)
        if isinstance(cause, socket.gaierror) or (isinstance(cause, OSError) and cause.errno in _NO_ROUTE):
            return messages.OFFLINE.known(detail)
    return messages.NO_ANSWER.known(detail, host=host)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def of_status(answer: Answer, now: float) -> KnownError | None:
    """The meaning of a status; None if it is a success. ``now`` is this computer's time, seconds since 1970."""
    status = answer.status
    if 200 <= status < 300:
        return None
    detail = told(answer)
    if status == 401:
        return NotLetIn(messages.NOT_ACCEPTED.known(detail))
    if passing := _passing(status):
        return TryAgain(passing.known(detail, status=status), asked_wait(answer.headers.get("Retry-After"), now))
    if 300 <= status < 400 and "Location" in answer.headers:
        return _led_away(answer, detail)
    lasting = {403: messages.FORBIDDEN, 404: messages.NOT_FOUND}.get(status)
    return lasting.known(detail) if lasting else Refused(messages.REFUSED.known(detail, status=status))


def told(answer: Answer) -> str:
    """An unwanted answer, for the log: not its body, which may hold a token or somebody's phone."""
    kind = answer.headers.get("Content-Type", "no content type")
    return f"{answer.asked} -> {answer.status}, {kind}, {len(answer.body)} bytes"


def quoted(message: str) -> str:
    """What a server says in words of its own, for the log; without secrets before it is cut, or half of one stays."""
    return redacted(message)[:200]


def _led_away(answer: Answer, detail: str) -> KnownError:
    """Where to, but not the whole address: a portal puts into it the one that was asked for, with all its keys."""
    asked = urlsplit(answer.asked.partition(" ")[2])
    try:
        target = urlsplit(urljoin(asked.geturl(), answer.headers["Location"]))
        host = target.hostname or ""
    except ValueError:
        return messages.MOVED.known(detail, target="?")
    if (asked.scheme, target.scheme, host) == ("http", "https", asked.hostname):
        return messages.MOVED_TO_HTTPS.known(detail, target=host)
    return messages.MOVED.known(detail, target=host)


def _passing(status: int) -> messages.Trouble | None:
    if status >= 500:
        return messages.SERVER_FAILED
    return {408: messages.TOO_SLOW, 429: messages.TOO_MANY}.get(status)


def decoded(answer: Answer, decode: Callable[[bytes], T]) -> T:
    """What ``decode`` makes of the body. Raises KnownError for a web page, broken data, or not our interface."""
    try:
        return decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        malformed = not isinstance(error, msgspec.ValidationError)
        raise _of_body(answer.body, f"{told(answer)}: {error}", malformed) from error


def _of_body(body: bytes, detail: str, malformed: bool) -> KnownError:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return messages.WEB_PAGE.known(detail)
    return TryAgain((messages.BROKEN_ANSWER if malformed else messages.NOT_OUR_ANSWER).known(detail))
