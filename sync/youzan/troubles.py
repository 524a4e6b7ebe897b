"""Every way in which Youzan says no, nearly always inside HTTP 200, in the words of a merchant.

Errors come in three forms, all of which are looked for before any data: the gateway's ``gw_err_resp``, the
``error_response`` of old methods, and ``success: false`` with a code. Codes of the gateway and of ``/auth/token`` are
Youzan's documented ones (resource/doc/3027 and the pages on tokens); 4001, 4005, 4007, 4201, 4203 and 1103 have been
seen on the real gateway, asked without a login. Those of the methods are of no end, and few are documented: one that
nobody knows is taken for a failure that may pass, never for a right that is missing.
"""

import re

import msgspec
from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words
from sync import failures, messages
from sync.exchange import Answer
from sync.messages import NotLetIn, Refused, Restated, Trouble, TryAgain, TryFewTimes

_CONSOLE = Words(
    "请在有赞云控制台给应用申请这项能力，再点「同步」；其他数据照常同步。",
    "Apply for it in Youzan's console, then sync again; everything else is synced meanwhile.",
)
NO_ABILITY = Trouble(
    Words("有赞应用没有开通这项接口能力。", "The application may not use this part of Youzan's interface."), _CONSOLE
)
STRANGER = Trouble(
    Words(
        "有赞云只放行白名单里的网络，这台电脑的公网地址不在里面。",
        "Youzan lets in listed networks only, and this computer's public address is not among them.",
    ),
    Words(
        "请在有赞云控制台 > 应用 > IP 白名单里加上这台电脑的公网地址；换了网络要再加一次。",
        "Add this computer's public address to the application's IP list in Youzan's console; again in every network.",
    ),
)
WRONG_APP = Trouble(
    Words("有赞云不认这个 client_id 或 client_secret。", "Youzan does not know this client_id or client_secret."),
    Words(
        "请在有赞云控制台 > 应用概况里各复制一次，到「数据」页重新连接。",
        "Copy both from the overview of the application in Youzan's console, and connect again on the Data page.",
    ),
)
NOT_GRANTED = Trouble(
    Words("这家店没有授权给这个应用，或者授权已到期。", "The shop has not authorised this application, or no longer."),
    Words(
        "请核对店铺 ID（kdt_id），并在有赞云控制台确认店铺授权。",
        "Check the id of the shop (kdt_id), and its authorisation in Youzan's console.",
    ),
)
WRONG_KIND = Trouble(
    Words("这是工具型应用，连接店铺要用自用型应用。", "This application is not one for a merchant's own use."),
    Words("请在有赞云控制台新建一个自用型应用。", "Make an application for your own use in Youzan's console."),
)

NO_ANSWER = Trouble(
    Words("有赞没有答出要的数据，报了错误 {status}。", "Youzan did not tell what it was asked for: error {status}."),
    Words(
        "其他数据照常同步；稍后再点「同步」，会接着读。",
        "Everything else is synced; sync again later to read the rest.",
    ),
)
WRONG_QUESTION = Trouble(
    Words("有赞不接受掌柜的这个请求（{status}）。", "Youzan does not accept this request of Zhanggui ({status})."),
    Words("请更新掌柜；在那之前可以导出文件再导入。", "Update Zhanggui; until then, export files and import them."),
)
CHANGED = Trouble(
    Words("有赞接口的回答和它的说明不一样。", "Youzan answers otherwise than its documentation says."),
    Words("请更新掌柜；在那之前可以导出文件再导入。", "Update Zhanggui; until then, export files and import them."),
)

_TOKEN_IS_GONE = frozenset({4201, 4202, 4203})
_NOT_ALLOWED = frozenset({4005, 4204})
_TOO_OFTEN = frozenset({4101, 500100004, 123000042, 141500203})
_WRONG_QUESTION = frozenset({4001, 4004, 4007, 4008, 4009, 4010, 5000, 53002, 106000004, 106100110, 141500101})
"""What is asked, or how: it would be the same at any time."""
_NOT_OPEN = re.compile("未开通|没有开通|未开启|未启用|未订购|未购买|无.{0,4}权限|没有.{0,4}权限")
"""A feature that is not switched on has as many codes as there are features; the text says so in these words."""
_OF_LOGIN = {1000: WRONG_APP, 1004: NOT_GRANTED, 1105: WRONG_KIND}
_NO_CLIENT, _UNKNOWN = 1103, "Client"
"""One code for an unknown application and for a shop that has not authorised it: the text tells which."""
_LONGEST_CODE = 18
_WAIT = 3.0
"""Seconds after which Youzan wants to be asked again when it was asked too often."""


class NoAbility(Restated):
    """The application may not use this method, or there is none of that name for it."""


class OtherForm(Restated):
    """An answer that is none of the errors and has not what it should have, either: asking again is of no use."""


class NoAnswer(TryFewTimes):
    """An error of one method that may pass by itself: it is documented to, or nobody knows it."""


class FewRows(TryFewTimes):
    """A first page with fewer rows than were asked for, and more behind it: pages hold no more, if it stays so."""

    def __init__(self, known: KnownError, rows: int) -> None:
        super().__init__(known)
        self.rows = rows


UNTOLD = (NoAbility, Refused, OtherForm, NoAnswer)
"""What may be wrong with one kind of data and not with others. Only the first means that it may not be read: the
application lacks the ability, or the shop has not switched the feature on."""


class _Gateway(Struct, frozen=True):
    err_code: int | str = 0
    err_msg: str | None = None


class _Old(Struct, frozen=True):
    code: int | str = 0
    msg: str | None = None


class _Envelope(Struct, frozen=True):
    gw_err_resp: _Gateway | None = None
    error_response: _Old | None = None
    success: bool | None = None
    code: int | str | None = None
    message: str | None = None


_decode = msgspec.json.Decoder(_Envelope).decode


def judge(answer: Answer, now: float) -> KnownError | None:
    """What is wrong with an answer; None if nothing is. See ``http.Judge``."""
    error = failures.of_status(answer, now)
    if error is not None:
        return error
    try:
        said = _decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # no JSON object at all: whoever reads it says what it is
    refusal = _refusal(said)
    if refusal is None:
        return None
    code, message = refusal
    # Not the body: what came beside the error may hold somebody's phone.
    return _meaning(code, message, f"{answer.asked} -> {code}: {failures.quoted(message)}")


def _refusal(said: _Envelope) -> tuple[int, str] | None:
    """Code and text of an error in any of the three forms."""
    if said.gw_err_resp is not None:
        return _number(said.gw_err_resp.err_code), said.gw_err_resp.err_msg or ""
    if said.error_response is not None:
        return _number(said.error_response.code), said.error_response.msg or ""
    if said.success is False or said.code not in (None, 200, "200"):
        return _number(said.code or 0), said.message or ""
    return None


def _number(code: int | str) -> int:
    text = str(code)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_CODE else 0


def _meaning(code: int, message: str, detail: str) -> KnownError:
    if code in _TOKEN_IS_GONE:
        return NotLetIn(messages.NOT_ACCEPTED.known(detail))
    if code in _NOT_ALLOWED or (code not in _OF_LOGIN and _NOT_OPEN.search(message)):
        return NoAbility(NO_ABILITY.known(detail))
    if code in _TOO_OFTEN:
        return TryAgain(messages.TOO_MANY.known(detail), _WAIT)
    if code == 4007 and "IP" in message:
        return STRANGER.known(detail)
    if code in _WRONG_QUESTION:
        return Refused(WRONG_QUESTION.known(detail, status=code))
    if code == _NO_CLIENT:
        return (WRONG_APP if _UNKNOWN in message else NOT_GRANTED).known(detail)
    if code in _OF_LOGIN:
        return _OF_LOGIN[code].known(detail)
    return NoAnswer(NO_ANSWER.known(detail, status=code))
