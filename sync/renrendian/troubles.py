"""Every way in which 人人店 says no, inside HTTP 200, in the words of a shop owner. Codes: a client's table of them."""

import msgspec
from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words
from sync import failures, messages
from sync.beijing import Long
from sync.exchange import Answer, date_of
from sync.messages import NotLetIn, Refused, Trouble, TryAgain

_AUTHORISE_ANEW = Words(
    "请在人人店重新授权，拿到新的授权码，再到「数据」页重新连接。",
    "Authorise the application at Renrendian again and connect with the new code on the Data page.",
)
_ASK_RENRENDIAN = Words(
    "请联系人人店为这个应用开通，再点「同步」。", "Ask Renrendian to allow it to this application, then sync again."
)

SPENT = Trouble(
    Words(
        "人人店不认这个授权码：填错了、过期了，或已经用过一次。",
        "Renrendian does not take this code: it is wrong, too old, or was used before.",
    ),
    _AUTHORISE_ANEW,
)
NO_APP = Trouble(
    Words("人人店没有这个应用，或者已被停用。", "Renrendian knows no such application, or has stopped it."),
    Words("请核对 appid，再到「数据」页重新连接。", "Check the appid, then connect again on the Data page."),
)
WRONG_SECRET = Trouble(
    Words("secret 不对，人人店没有放行。", "The secret is wrong; Renrendian did not let us in."),
    Words("请核对 appid 和 secret，再到「数据」页重新连接。", "Check appid and secret, then connect again."),
)
WRONG_RETURN = Trouble(
    Words("回调地址与应用登记的不一样。", "The return address is not the one that the application is known with."),
    Words(
        "请填写应用登记的回调地址，一个字都不能差，再重新连接。",
        "Enter the return address exactly as it is registered, then connect again.",
    ),
)
OTHER_APP = Trouble(
    Words("这份授权是给别的应用的。", "This authorisation was given to another application."), _AUTHORISE_ANEW
)
WITHDRAWN = Trouble(Words("人人店的授权已失效。", "The authorisation at Renrendian has ended."), _AUTHORISE_ANEW)
NOT_ALLOWED = Trouble(
    Words("这个应用没有开通这类数据。", "This application may not read that kind of data."), _ASK_RENRENDIAN
)
AHEAD = Trouble(
    Words(
        "人人店没有放行：这台电脑的时间快了 {minutes} 分钟。",
        "Renrendian did not let us in: this computer's clock is {minutes} minutes ahead.",
    ),
    messages.CLOCK_WRONG.next_step,
)
BEHIND = Trouble(
    Words(
        "人人店没有放行：这台电脑的时间慢了 {minutes} 分钟。",
        "Renrendian did not let us in: this computer's clock is {minutes} minutes behind.",
    ),
    messages.CLOCK_WRONG.next_step,
)

_LONGEST_CODE = 18
_A_WHILE = 30.0
"""Seconds that a client waits after being told to ask less often."""

_CLOCK = frozenset({30005, 30006})
_TOKEN_IS_GONE = frozenset({30007, 30008})
_BAD_SIGN = frozenset({30010, 30011})
_NO_SUCH_THING = frozenset({5011004, 5012002, 6012002, 6016102, 6018002})
_SPENT = frozenset({20004, 20006, 20010, 20011})
_LASTING = {
    **dict.fromkeys((10001, 10004, 10005, 20001, 20007, 30001, 30002, 30003), NO_APP),
    **dict.fromkeys((20002, 20008), WRONG_SECRET),
    **dict.fromkeys((10003, 10006, 20005, 20009), WRONG_RETURN),
    **dict.fromkeys((20012, 30017), WITHDRAWN),
    30009: OTHER_APP,
}
_OF_ALL = range(10_000, 40_000)
"""Codes about authorising, tokens and calls; those about orders and goods have seven digits."""
_BUSY = frozenset({10009, 20013, 5011021})


class BadSign(KnownError):
    """The signature is not the one that the interface has worked out."""


class Spent(KnownError):
    """A code or a refresh token is worth nothing."""


class NotThere(KnownError):
    """There is no such order or product any more."""


class NoAbility(KnownError):
    """The application may not call this method."""


class RefusesOne(Refused):
    """By a code that says nothing of the application, its token or the call: it may be about one thing only."""


class _Said(Struct, frozen=True):
    err_code: Long | None = msgspec.field(name="errCode", default=None)
    err_msg: str | None = msgspec.field(name="errMsg", default=None)


_decode = msgspec.json.Decoder(_Said).decode


def judge(answer: Answer, now: float) -> KnownError | None:
    """What is wrong with an answer; None if nothing is. See ``http.Judge``."""
    error = failures.of_status(answer, now)
    if error is not None:
        return error
    try:
        said = _decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # no JSON object at all: whoever reads it says what it is
    text = str(said.err_code or 0)
    if text == "0":
        return None
    code = int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_CODE else 0
    # Not the body: beside the error stands the signature that would have been right.
    detail = f"{answer.asked} -> {text}: {failures.quoted(said.err_msg or '')}"
    if code in _CLOCK:
        return NotLetIn(_off_by(answer, now, detail))
    return _meaning(code, detail)


def _meaning(code: int, detail: str) -> KnownError:
    if code in _TOKEN_IS_GONE:
        return NotLetIn(WITHDRAWN.known(detail))
    for codes, kind, trouble in (
        (_BAD_SIGN, BadSign, WRONG_SECRET),
        (_SPENT, Spent, SPENT),
        (_NO_SUCH_THING, NotThere, messages.NOT_FOUND),
        ({30016}, NoAbility, NOT_ALLOWED),
    ):
        if code in codes:
            return kind(trouble.what, trouble.next_step, detail)
    if code in _LASTING:
        return _LASTING[code].known(detail)
    if code == 30018:
        return TryAgain(messages.TOO_MANY.known(detail), _A_WHILE)
    if code in _BUSY:
        return TryAgain(messages.SERVER_FAILED.known(detail, status=code), seldom_passes=True)
    refused = Refused if code in _OF_ALL else RefusesOne
    return refused(messages.REFUSED.known(detail, status=code))


def _off_by(answer: Answer, now: float, detail: str) -> KnownError:
    """How much this computer's clock is off, where the answer tells the time."""
    there = date_of(answer)
    minutes = 0 if there is None else round((now - there / 1000) / 60)
    if not minutes:
        return messages.CLOCK_WRONG.known(detail)
    return (AHEAD if minutes > 0 else BEHIND).known(detail, minutes=abs(minutes))
