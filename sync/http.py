"""The HTTP client of a shop's interface: one pool of connections, login, trying again, errors in plain words."""

import ipaddress
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx2
import msgspec

from storage.progress import Cancelled, StopAsked, never
from sync import failures, messages
from sync.clock import Clock, SystemClock, wait
from sync.line import Line
from sync.messages import TryAgain
from sync.retry import Patience, next_wait
from sync.token import Grant, Token, is_fresh, login, login_refused, token_of

T = TypeVar("T")

_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)
_LONGEST_ANSWER = 300.0
"""Seconds after which an answer that still trickles in is given up."""

Params = Mapping[str, str | int]
Decode = Callable[[bytes], T]
"""Reads an answer; raises msgspec.DecodeError if it is broken, msgspec.ValidationError if it is something else."""


class Client:
    """Speaks with one interface. Not for several threads at once. Close it, or use it in a ``with``."""

    def __init__(
        self,
        base_url: str,
        client_id: str,
        client_secret: str,
        clock: Clock | None = None,
        patience: Patience | None = None,
    ) -> None:
        local = _check_address(base_url)
        self._base = base_url.rstrip("/")
        self._login = login(client_id, client_secret)
        self._clock = clock or SystemClock()
        self._patience = patience or Patience()
        self._line = Line()
        self._token: Token | None = None
        self._http = _pool(use_proxies=not local)

    def get(self, path: str, params: Params, decode: Decode[T], stop: StopAsked = never) -> T:
        """One answer, as ``decode`` reads it. Raises KnownError when patience has run out, Cancelled on ``stop``."""
        failed = seldom = 0
        waited = 0.0
        while True:
            try:
                return self._try(path, params, decode, stop)
            except TryAgain as failure:
                failed += 1
                seldom += failure.seldom_passes
                pause = next_wait(self._patience, failed, failure.asked, self._clock.random())
                waited += pause
                if self._is_enough(failed, seldom, waited):
                    raise
                wait(self._clock, pause, stop)

    def _is_enough(self, failed: int, seldom: int, waited: float) -> bool:
        patience = self._patience
        return failed >= patience.tries or seldom >= patience.few_tries or waited > patience.waiting

    def _try(self, path: str, params: Params, decode: Decode[T], stop: StopAsked) -> T:
        response, body = self._authorised("GET", path, params, stop)
        error = failures.of_status(response, body, self._clock.now())
        if error is not None:
            raise error
        return _read(response, body, decode)

    def _authorised(self, method: str, path: str, params: Params, stop: StopAsked) -> tuple[httpx2.Response, bytes]:
        """Send with a token; once more with a new one if the server says that it has ended."""
        if not is_fresh(self._token, self._clock):
            self._token = self._new_token(stop)
        response, body = self._send(self._request(method, path, params), stop)
        if response.status_code == 401:
            self._token = self._new_token(stop)
            response, body = self._send(self._request(method, path, params), stop)
        return response, body

    def _request(self, method: str, path: str, params: Params) -> httpx2.Request:
        assert self._token is not None
        headers = {"Authorization": f"Bearer {self._token.value}"}
        return self._http.build_request(method, self._base + path, params=params, headers=headers)

    def _new_token(self, stop: StopAsked) -> Token:
        asked_at = self._clock.now()
        request = self._http.build_request("POST", self._base + "/oauth/token", data=self._login)
        response, body = self._send(request, stop)
        if login_refused(response.status_code, body):
            raise messages.WRONG_SECRET.known(f"{response.request.url} -> {response.status_code} {body[:200]!r}")
        error = failures.of_status(response, body, self._clock.now())
        if error is not None:
            raise error
        return token_of(_read(response, body, _decode_grant), asked_at)

    def _send(self, request: httpx2.Request, stop: StopAsked) -> tuple[httpx2.Response, bytes]:
        if stop():
            raise Cancelled
        request.extensions = {**request.extensions, **self._line.extensions}
        try:
            with self._line.watched(stop):
                return self._exchange(request)
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            if stop():
                raise Cancelled from error
            raise failures.of_exception(error, request.url.host, self._line.host) from error

    def _exchange(self, request: httpx2.Request) -> tuple[httpx2.Response, bytes]:
        response = self._http.send(request, stream=True)
        try:
            return response, _whole_body(response)
        finally:
            response.close()

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_decode_grant = msgspec.json.Decoder(Grant).decode


def _pool(use_proxies: bool) -> httpx2.Client:
    limits = httpx2.Limits(max_connections=4, max_keepalive_connections=2, keepalive_expiry=60.0)
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
    try:
        return httpx2.Client(timeout=_TIMEOUT, limits=limits, headers=headers, trust_env=use_proxies)
    except (ImportError, ValueError) as error:  # SOCKS without its library; a proxy address that is none
        raise messages.PROXY_UNSUPPORTED.known(str(error)) from error


def _check_address(url: str) -> bool:
    """Whether the address is this very computer. Raises KnownError for one that cannot or must not be used."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise messages.BAD_ADDRESS.known(url=url) from error
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise messages.BAD_ADDRESS.known(url=url)
    local = _is_loopback(host)
    if parts.scheme == "http" and not local:
        raise messages.PLAIN_HTTP.known(url=url)
    return local


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _whole_body(response: httpx2.Response) -> bytes:
    until = time.monotonic() + _LONGEST_ANSWER
    chunks = []
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        if time.monotonic() > until:
            raise httpx2.ReadTimeout("the answer did not end", request=response.request)
    return b"".join(chunks)


def _read(response: httpx2.Response, body: bytes, decode: Decode[T]) -> T:
    try:
        return decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        malformed = not isinstance(error, msgspec.ValidationError)
        # Not the body itself: it may hold a token or somebody's phone, and details go to the log.
        kind = response.headers.get("Content-Type", "no content type")
        detail = f"{response.request.url}: {error}; {kind}, {len(body)} bytes"
        raise failures.of_body(body, detail, malformed) from error
