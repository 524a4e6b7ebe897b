"""The OAuth2 access token of one client: got with client credentials, renewed shortly before it ends."""

import msgspec
from msgspec import Struct

from sync.clock import Clock


class Grant(Struct, frozen=True):
    """What the token endpoint answers (RFC 6749, 5.1)."""

    access_token: str
    token_type: str = "Bearer"
    expires_in: float | None = None
    """Seconds; None if the server does not say."""


class Refusal(Struct, frozen=True):
    """What the token endpoint answers when it does not give one (RFC 6749, 5.2)."""

    error: str


_LOGIN_REFUSED = frozenset({"invalid_client", "unauthorized_client", "invalid_grant", "access_denied"})

_UNKNOWN_LIFE = 600.0
_EARLY = 60.0


class Token(Struct, frozen=True):
    """A grant with the moment from which it is better renewed, in seconds since 1970."""

    value: str
    renew_at: float


def token_of(grant: Grant, asked_at: float) -> Token:
    """Renew a minute before the end, but use at least half of a short life."""
    life = _UNKNOWN_LIFE if grant.expires_in is None else grant.expires_in
    return Token(grant.access_token, asked_at + max(life - _EARLY, life / 2))


def is_fresh(token: Token | None, clock: Clock) -> bool:
    """Whether the token can still be used."""
    return token is not None and clock.now() < token.renew_at


def login(client_id: str, client_secret: str) -> dict[str, str]:
    """The form that asks for a token."""
    return {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}


def login_refused(status: int, body: bytes) -> bool:
    """Whether the token endpoint turned the credentials down, as against some other trouble."""
    if status == 401:
        return True
    if status not in (400, 403):
        return False
    try:
        return msgspec.json.decode(body, type=Refusal).error in _LOGIN_REFUSED
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
