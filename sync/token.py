"""The OAuth2 access token of one client: got with client credentials, renewed shortly before it ends."""

from collections.abc import Iterable
from typing import TypeGuard
from urllib.parse import urlencode

import msgspec
from msgspec import Struct, structs

from sync import failures, messages
from sync.access import Send
from sync.clock import Clock
from sync.exchange import Answer, Question


class Grant(Struct, frozen=True):
    """What the token endpoint answers (RFC 6749, 5.1)."""

    access_token: str
    token_type: str = "Bearer"
    expires_in: float | None = None
    """Seconds; None if the server does not say."""


class Refusal(Struct, frozen=True):
    """What the token endpoint answers when it does not give one (RFC 6749, 5.2)."""

    error: str


_decode_grant = msgspec.json.Decoder(Grant).decode

_LOGIN_REFUSED = frozenset({"invalid_client", "unauthorized_client", "invalid_grant", "access_denied"})

_UNKNOWN_LIFE = 600.0
_EARLY = 60.0


class Token(Struct, frozen=True):
    """A token with the moment from which it is better renewed, in seconds since 1970."""

    value: str
    renew_at: float


class ClientCredentials:
    """Access by client id and secret (RFC 6749, 4.4): ``POST /oauth/token``, then ``Authorization: Bearer``."""

    def __init__(self, client_id: str, client_secret: str) -> None:
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self._login = Question("POST", "/oauth/token", headers=headers, body=urlencode(form).encode())
        self._secret = client_secret
        self._token: Token | None = None

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return (self._secret, *([self._token.value] if self._token else ()))

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with a token; see ``Access``."""
        if not is_fresh(self._token, clock):
            self._token = self._new_token(send, clock)
        return with_bearer(question, self._token.value)

    def renew(self) -> bool:
        """Forget the token; see ``Access``."""
        self._token = None
        return True

    def _new_token(self, send: Send, clock: Clock) -> Token:
        asked_at = clock.now()
        answer = send(self._login)
        if _login_refused(answer):
            raise messages.WRONG_SECRET.known(failures.told(answer))
        error = failures.of_status(answer, clock.now())
        if error is not None:
            raise error
        grant = failures.decoded(answer, _decode_grant)
        life = _UNKNOWN_LIFE if grant.expires_in is None else grant.expires_in
        return token_for(grant.access_token, asked_at, life)


def token_for(value: str, asked_at: float, life: float) -> Token:
    """A token of so many seconds: renewed a minute before its end, but a short life is used at least half."""
    return Token(value, asked_at + max(life - _EARLY, life / 2))


def is_fresh(token: Token | None, clock: Clock) -> TypeGuard[Token]:
    """Whether the token can still be used."""
    return token is not None and clock.now() < token.renew_at


def with_bearer(question: Question, token: str) -> Question:
    """The question with ``Authorization: Bearer`` (RFC 6750, 2.1)."""
    return structs.replace(question, headers={**question.headers, "Authorization": f"Bearer {token}"})


def _login_refused(answer: Answer) -> bool:
    """Whether the token endpoint turned the credentials down, as against some other trouble."""
    if answer.status == 401:
        return True
    if answer.status not in (400, 403):
        return False
    try:
        return msgspec.json.decode(answer.body, type=Refusal).error in _LOGIN_REFUSED
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
