"""How Vendure lets us in: a login whose answer has a token in its header, or a cookie where the shop lends no tokens.

A session ends a year after its last use, or when the shop ends it; then every question is simply forbidden.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct, structs

from sync import failures
from sync.access import Send
from sync.clock import Clock
from sync.exchange import Question
from sync.token import with_bearer
from sync.vendure.judging import WRONG_LOGIN, judge
from sync.vendure.queries import LOGIN

_TOKEN = "vendure-auth-token"
_CHANNEL = "vendure-token"


class _Result(Struct, frozen=True):
    kind: str = msgspec.field(name="__typename")


class _Login(Struct, frozen=True):
    login: _Result


class _Reply(Struct, frozen=True):
    data: _Login


_decode = msgspec.json.Decoder(_Reply).decode


class Login:
    """Access with name and password of an administrator; ``channel`` is the token of one of several channels."""

    def __init__(self, username: str, password: str, channel: str = "") -> None:
        asked = {"query": LOGIN, "variables": {"username": username, "password": password}}
        headers = {"Content-Type": "application/json"}
        self._login = Question("POST", "", headers=headers, body=msgspec.json.encode(asked))
        self._channel = {_CHANNEL: channel} if channel else {}
        self._password = password
        self._token: str | None = None

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return filter(None, (self._password, self._token))

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with the token of a login; see ``Access``."""
        if self._token is None:
            self._token = self._new_token(send, clock)
        dressed = structs.replace(question, headers={**question.headers, **self._channel})
        return with_bearer(dressed, self._token) if self._token else dressed

    def renew(self) -> bool:
        """Forget the login; see ``Access``."""
        self._token = None
        return True

    def _new_token(self, send: Send, clock: Clock) -> str:
        """The token; empty where the session is in a cookie."""
        answer = send(self._login)
        error = judge(answer, clock.now())
        if error is not None:
            raise error
        if failures.decoded(answer, _decode).data.login.kind != "CurrentUser":
            raise WRONG_LOGIN.known(failures.told(answer))
        return answer.headers.get(_TOKEN, "")
