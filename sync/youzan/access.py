"""How Youzan lets a merchant's own application in: a silent token for one shop, which goes with every call.

A token is asked for as it stands (``refresh: false``), for the same one may be in use by the merchant's other programs.
Only one that was not taken is replaced. When it ends is told as a moment of the server's clock.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct, structs

from sync import failures
from sync.access import Send
from sync.beijing import Long
from sync.clock import Clock
from sync.clocks import Clocks, read_clocks
from sync.exchange import Answer, Question, date_of
from sync.token import Token, is_fresh, token_for
from sync.youzan.meter import Meter
from sync.youzan.troubles import judge

LOGIN = "/auth/token"
_A_WEEK = 7 * 24 * 3600.0


class _Grant(Struct, frozen=True):
    access_token: str
    expires: Long | None = None
    """Milliseconds since 1970."""


class _Reply(Struct, frozen=True):
    data: _Grant


_decode = msgspec.json.Decoder(_Reply).decode


class SilentToken:
    """Access of a self-use application to the shop with this ``kdt_id``. Every call but the login is metered."""

    def __init__(self, client_id: str, client_secret: str, kdt_id: str, meter: Meter, clock: Clock) -> None:
        self._who = {
            "authorize_type": "silent",
            "client_id": client_id,
            "client_secret": client_secret,
            "grant_id": kdt_id,
        }
        self._meter = meter
        self._clock = clock
        self._token: Token | None = None
        self._refused = False
        self._ahead: float | None = None
        """Seconds by which the server's clock is ahead of ours; None until a login told."""
        self._tells = True
        """Whether the login told the server's clock."""

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return (str(self._who["client_secret"]), *([self._token.value] if self._token else ()))

    @property
    def login(self) -> Question:
        """What gives a token; it costs nothing and needs none."""
        body = msgspec.json.encode({**self._who, "refresh": self._refused})
        return Question("POST", LOGIN, headers={"Content-Type": "application/json"}, body=body)

    @property
    def clocks(self) -> Clocks | None:
        """What time it is; None before the first login."""
        if self._ahead is None:
            return None
        return read_clocks(int(self._clock.now() * 1000), int(self._now_there * 1000) if self._tells else None)

    @property
    def _now_there(self) -> float:
        return self._clock.now() + (self._ahead or 0.0)

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with the token, once there is a call left for it; see ``Access``."""
        if question.path == LOGIN:
            return question
        if not is_fresh(self._token, clock):
            answer = send(self.login)
            error = judge(answer, clock.now())
            if error is not None:
                raise error
            self.learn(answer)
        self._meter.spend(self._now_there)
        assert self._token is not None
        return structs.replace(question, params={**question.params, "access_token": self._token.value})

    def renew(self) -> bool:
        """Forget the token, and ask for another one than it; see ``Access``."""
        self._token, self._refused = None, True
        return True

    def learn(self, answer: Answer) -> None:
        """Keep the token of an answer to ``login`` that is none of Youzan's refusals. Raises KnownError."""
        grant = failures.decoded(answer, _decode).data
        now, told = self._clock.now(), date_of(answer)
        self._tells = told is not None
        there = now if told is None else told / 1000
        life = _A_WEEK if grant.expires is None else max(int(grant.expires) / 1000 - there, 0.0)
        self._token, self._refused, self._ahead = token_for(grant.access_token, now, life), False, there - now
