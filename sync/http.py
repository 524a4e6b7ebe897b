"""The HTTP client of a shop's interface: one pool of connections, trying again, errors in plain words."""

import ssl
import time
from collections.abc import Callable
from functools import cache, partial
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlencode

import httpx2
import msgspec

from storage.errors import KnownError
from storage.progress import Cancelled, StopAsked, never
from storage.words import Words
from sync import address, failures, messages, secrecy, steps
from sync.access import Access
from sync.clock import Clock, SystemClock, wait
from sync.exchange import Answer, Params, Question
from sync.line import Line
from sync.messages import NotLetIn, TryAgain
from sync.retry import Patience, next_wait
from sync.sound import sound

T = TypeVar("T")

_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)
_LONGEST_EXCHANGE = 300.0
"""Seconds after which an answer that still trickles in is given up, its headers included."""
_LARGEST_ANSWER = 64_000_000
"""Bytes, unpacked: hundreds of pages of any interface. A few packed ones can hold a thousand times as many."""

Decode = Callable[[bytes], T]
"""Reads a body; raises msgspec.DecodeError if it is broken, msgspec.ValidationError if it is something else."""
Read = Callable[[Answer], T]
"""Reads an answer of which its status says nothing bad. It may raise any KnownError: ``TryAgain`` for what may pass,
``NotLetIn`` to be let in anew, another for a refusal that stays."""
Judge = Callable[[Answer, float], KnownError | None]
"""What is wrong with an answer at this computer's time, seconds since 1970; None if nothing is."""


class Client:
    """Speaks with one interface. Not for several threads at once. Close it, or use it in a ``with``."""

    def __init__(
        self,
        base_url: str,
        access: Access,
        clock: Clock | None = None,
        patience: Patience | None = None,
        judge: Judge = failures.of_status,
        plain_http_host: str | None = None,
        named: Words | None = steps.ADDRESS,
    ) -> None:
        """``judge`` knows the errors of this interface, those inside HTTP 200 among them.

        ``plain_http_host`` is as in ``address.check``. ``named`` is what the form calls the address, None where it
        asks for none. Raises KnownError for an address that cannot or must not be used.
        """
        local = address.check(base_url, plain_http_host)
        secrecy.guard(access.secrets)
        self._base = base_url.rstrip("/")
        self._access = access
        self._clock = clock or SystemClock()
        self._patience = patience or Patience()
        self._judge = judge
        self._named = named
        self._line = Line()
        self._http = _pool(use_proxies=not local)

    def get(self, path: str, params: Params, decode: Decode[T], stop: StopAsked = never) -> T:
        """The body of one answer, as ``decode`` reads it; raises as ``ask``."""
        return self.ask(Question("GET", path, params), partial(failures.decoded, decode=decode), stop)

    def post(self, path: str, content: object, decode: Decode[T], stop: StopAsked = never) -> T:
        """The same for ``content`` sent as JSON. Only for questions: it may be sent several times."""
        headers = {"Content-Type": "application/json"}
        question = Question("POST", path, headers=headers, body=msgspec.json.encode(content))
        return self.ask(question, partial(failures.decoded, decode=decode), stop)

    def ask(self, question: Question, read: Read[T], stop: StopAsked = never) -> T:
        """One answer, as ``read`` understands it. Raises KnownError when patience ran out, Cancelled on ``stop``."""
        try:
            return self._patiently(question, read, stop)
        except KnownError as error:
            steps.name_address(error, self._named)
            raise

    def _patiently(self, question: Question, read: Read[T], stop: StopAsked) -> T:
        failed = seldom = 0
        waited = 0.0
        while True:
            try:
                return self._try(question, read, stop)
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

    def _try(self, question: Question, read: Read[T], stop: StopAsked) -> T:
        """Ask; once more at once if the interface wants us to log in anew."""
        try:
            return self._once(question, read, stop)
        except NotLetIn:
            if not self._access.renew():
                raise
            return self._once(question, read, stop)

    def _once(self, question: Question, read: Read[T], stop: StopAsked) -> T:
        dressed = self._access.dress(question, lambda login: self._send(login, self._said(login), stop), self._clock)
        secrecy.guard(self._access.secrets)
        answer = self._send(dressed, self._said(question), stop)
        error = self._judge(answer, self._clock.now())
        if error is not None:
            raise error
        return read(answer)

    def _said(self, question: Question) -> str:
        """What the log may know of a question: taken before it was dressed."""
        asked = urlencode(question.params, errors="replace")
        return f"{question.method} {self._base}{question.path}{'?' if asked else ''}{asked}"

    def _send(self, question: Question, said: str, stop: StopAsked) -> Answer:
        if stop():
            raise Cancelled
        until = time.monotonic() + _LONGEST_EXCHANGE
        try:
            request = self._request(question)
            with self._line.watched(lambda: stop() or time.monotonic() > until):
                answer = self._exchange(request, said)
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            if stop():
                raise Cancelled from error
            if time.monotonic() > until:
                raise failures.without_end(said) from error
            raise failures.of_exception(error, httpx2.URL(self._base).host, self._proxy) from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            raise messages.UNSENDABLE.known(f"{said}: {type(error).__name__}") from error
        if time.monotonic() > until:  # where a body has no length it ends where the line was cut
            raise failures.without_end(said)
        return answer

    @property
    def _proxy(self) -> str:
        """Whom the line turned to in place of the interface; empty where it did not."""
        return "" if self._line.host == httpx2.URL(self._base).raw_host.decode() else self._line.host

    def _request(self, question: Question) -> httpx2.Request:
        request = self._http.build_request(
            question.method,
            self._base + question.path,
            params=question.params or None,
            headers=question.headers,
            content=question.body or None,
        )
        request.extensions = {**request.extensions, **self._line.extensions}
        return request

    def _exchange(self, request: httpx2.Request, said: str) -> Answer:
        response = self._http.send(request, stream=True)
        try:
            return Answer(said, response.status_code, response.headers, sound(_whole_body(response)))
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


def _pool(use_proxies: bool) -> httpx2.Client:
    limits = httpx2.Limits(max_connections=4, max_keepalive_connections=2, keepalive_expiry=60.0)
    # Firewalls turn away what names itself a library; "Accept" makes WordPress keep its notices out of the answer.
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Zhanggui"}
    try:
        return httpx2.Client(
            verify=_trusted(use_proxies), timeout=_TIMEOUT, limits=limits, headers=headers, trust_env=use_proxies
        )
    except (ImportError, ValueError) as error:  # SOCKS without its library; a proxy address that is none
        raise messages.PROXY_UNSUPPORTED.known(str(error)) from error


@cache
def _trusted(environment: bool) -> ssl.SSLContext:
    """Whom we trust, read once: 30 ms, longer than most questions take."""
    return httpx2.create_ssl_context(trust_env=environment)


def _whole_body(response: httpx2.Response) -> bytes:
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > _LARGEST_ANSWER:
            raise messages.TOO_LARGE.known(f"{response.status_code}, over {_LARGEST_ANSWER} bytes")
    return b"".join(chunks)
