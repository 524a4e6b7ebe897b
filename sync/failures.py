"""What a failed request or an unwanted status means: which words, and whether trying again can help."""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx2

from storage.errors import KnownError
from sync import messages
from sync.messages import TryAgain
from sync.retry import asked_wait

_NO_ROUTE_NAMES = ("ENETUNREACH", "ENETDOWN", "EHOSTUNREACH", "WSAENETUNREACH", "WSAENETDOWN", "WSAEHOSTUNREACH")
_NO_ROUTE = frozenset(getattr(errno, name) for name in _NO_ROUTE_NAMES if hasattr(errno, name))

_PAGE = (b"<", b"\xef\xbb\xbf<")


def of_exception(error: httpx2.TransportError | httpx2.DecodingError, host: str, reached: str) -> KnownError:
    """The meaning of an exception. ``host`` is who was asked, ``reached`` whom the line last turned to."""
    detail = f"{type(error).__name__}: {error}"
    causes = list(_causes(error))
    if isinstance(error, httpx2.ProxyError):
        return messages.proxy_failed(reached, detail)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return messages.not_trusted(host, detail)
        # An end in the middle of the greeting may be a passing trouble; anything else is another language.
        if isinstance(cause, ssl.SSLError) and isinstance(error, httpx2.ConnectError):
            known = messages.no_secure_line(host, detail)
            return TryAgain(known, seldom_passes=True) if isinstance(cause, ssl.SSLEOFError) else known
    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout)):
        return TryAgain(_unreached(causes, host, reached, detail), seldom_passes=True)
    if isinstance(error, httpx2.TimeoutException):
        return TryAgain(messages.too_slow(detail))
    return TryAgain(messages.line_lost(detail))


def _unreached(causes: list[BaseException], host: str, reached: str, detail: str) -> KnownError:
    if reached and reached != host:
        return messages.proxy_failed(reached, detail)
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            # "Try again" is what a computer without any network says; "no such name" may be either.
            return messages.offline(detail) if cause.errno == socket.EAI_AGAIN else messages.host_unknown(host, detail)
        if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
            return messages.offline(detail)
    return messages.no_answer(host, detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def of_status(response: httpx2.Response, body: bytes, now: float) -> KnownError | None:
    """The meaning of a status; None if it is a success."""
    status = response.status_code
    if response.is_success:
        return None
    detail = f"{response.request.method} {response.request.url} -> {status} {body[:200]!r}"
    if status == 429:
        return TryAgain(messages.too_many(detail), asked_wait(response.headers.get("Retry-After"), now))
    if status == 408:
        return TryAgain(messages.too_slow(detail))
    if status >= 500:
        asked = asked_wait(response.headers.get("Retry-After"), now)
        return TryAgain(messages.server_failed(status, detail), asked)
    if response.is_redirect:
        return messages.moved(response.headers["Location"])
    if status == 401:
        return TryAgain(messages.not_allowed(detail), seldom_passes=True)
    known = {403: messages.forbidden, 404: messages.not_found}.get(status)
    return known(detail) if known else messages.refused(status, detail)


def of_body(body: bytes, detail: str, malformed: bool) -> KnownError:
    """The meaning of a successful answer that cannot be used: a web page, broken data, or not our interface."""
    if body.lstrip()[:4].startswith(_PAGE):
        return messages.web_page(detail)
    if malformed:
        return TryAgain(messages.broken_answer(detail))
    return TryAgain(messages.not_our_answer(detail))
