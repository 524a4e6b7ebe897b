"""How 人人店 lets an application in: a token for a shop, renewed with a refresh token, and a signature on every call.

The very first answer is the code that a merchant gets by authorising the application, good for one use; or a refresh
token, where another program has one already. Which of the two was typed is tried out. Whatever the shop gives in its
place is kept at once, for what it replaces may be worthless from then on. So it is looked up each time: another program
may have replaced it, after this connection was opened and before its turn came.

The secret goes over the open line only to get a token, where the interface demands it. Calls are sent without it; most
clients send it along, so where a signature made without is not taken, it is (for this connection) from then on.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import msgspec
from msgspec import Struct, structs

from storage.errors import KnownError
from sync import failures
from sync.access import Send
from sync.beijing import Long, asked
from sync.clock import Clock
from sync.connector import Keep, Latest, forget, nothing_later
from sync.exchange import Answer, Question, date_of
from sync.messages import NotLetIn
from sync.renrendian.signing import sign
from sync.renrendian.troubles import SPENT, BadSign, Spent, judge
from sync.token import Token, is_fresh, token_for

_TOKEN = "/token"
_UNKNOWN_LIFE = 3600.0
_LONGEST_CODE = 20
"""Codes that were seen have 16 characters, refresh tokens 32."""


class Application(Struct, frozen=True):
    """What a merchant knows of the application."""

    appid: str
    secret: str
    return_address: str
    """``redirect_uri``, as the application is registered with it."""


class _Grant(Struct, frozen=True):
    access_token: str
    refresh_token: str | None = None
    expiresd: Long | float | None = None
    """Sic; seconds."""


_decode = msgspec.json.Decoder(_Grant).decode


class Authorised:
    """Access of an application to the shop that ``grant``, a code or a refresh token, was given for."""

    def __init__(self, application: Application, grant: str, clock: Clock) -> None:
        self._application = application
        self._grant = grant
        self._clock = clock
        self._keep: Keep = forget
        self._latest: Latest = nothing_later
        self._token: Token | None = None
        self._sends_secret = self._was_bad_sign = False
        self._ahead = 0.0
        """Seconds by which the server's clock is ahead of ours."""

    def on_renewed(self, keep: Keep, latest: Latest) -> None:
        """Where refresh tokens go, and where those of other programs are; see ``Renewing``."""
        self._keep, self._latest = keep, latest

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return (self._application.secret, self._grant, *([self._token.value] if self._token else ()))

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with token, time and signature; see ``Access``."""
        if not is_fresh(self._token, clock):
            self._token = self._new_token(send)
        params = {
            **question.params,
            "appid": self._application.appid,
            "access_token": self._token.value,
            "timestamp": asked(int((clock.now() + self._ahead) * 1000)),
            **({"secret": self._application.secret} if self._sends_secret else {}),
        }
        return structs.replace(question, params={**params, "sign": sign(params)})

    def judge(self, answer: Answer, now: float) -> KnownError | None:
        """What is wrong with an answer to a dressed question; see ``http.Judge``."""
        error = judge(answer, now)
        self._was_bad_sign = isinstance(error, BadSign)
        if isinstance(error, BadSign) and not self._sends_secret:
            return NotLetIn(error)
        return error

    def renew(self) -> bool:
        """Sign with the secret, where a signature was not taken; else get another token. See ``Access``."""
        if self._was_bad_sign:
            self._sends_secret = True
        else:
            self._token = None
        return True

    def _new_token(self, send: Send) -> Token:
        tried = self._newest_grant()
        try:
            return self._exchanged(send)
        except Spent:
            if self._newest_grant() == tried:
                raise
            return self._exchanged(send)  # another program was quicker

    def _newest_grant(self) -> str:
        self._grant = self._latest().get("grant") or self._grant
        return self._grant

    def _exchanged(self, send: Send) -> Token:
        """The token that the grant is good for. Raises Spent if it is for none, and other KnownErrors."""
        spent: KnownError = SPENT.known()
        for form in self._forms():
            asked_at = self._clock.now()
            answer = send(_posted({**form, **self._of_application()}))
            error = judge(answer, self._clock.now())
            if isinstance(error, Spent):
                spent = error
                continue
            if error is not None:
                raise error
            return self._learn(answer, asked_at)
        raise spent

    def _forms(self) -> Sequence[dict[str, str]]:
        """A grant that was typed is tried as what it looks like, then as the other."""
        forms = [
            {"grant_type": "refresh_token", "refresh_token": self._grant},
            {"grant_type": "authorization_code", "code": self._grant},
        ]
        return forms[::-1] if len(self._grant) <= _LONGEST_CODE else forms

    def _of_application(self) -> dict[str, str]:
        application = self._application
        return {
            "appid": application.appid,
            "secret": application.secret,
            "redirect_uri": application.return_address,
        }

    def _learn(self, answer: Answer, asked_at: float) -> Token:
        """The token of an answer; what comes beside it is kept."""
        grant = failures.decoded(answer, _decode)
        if grant.refresh_token and grant.refresh_token != self._grant:
            self._keep({"grant": grant.refresh_token})
            self._grant = grant.refresh_token
        told = date_of(answer)
        self._ahead = 0.0 if told is None else told / 1000 - self._clock.now()
        life = _UNKNOWN_LIFE if grant.expiresd is None else float(grant.expiresd)
        return token_for(grant.access_token, asked_at, life)


def _posted(form: dict[str, str]) -> Question:
    """In the body, not in the address: that much less is written into logs on the way."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Question("POST", _TOKEN, headers=headers, body=urlencode(form).encode())
