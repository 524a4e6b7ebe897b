"""Every way in which a WordPress site answers no data, in the words of its owner: what happened and what to do next.

The codes are WooCommerce's and WordPress's own; the texts beside them come in the language of the site and are not
looked at.
"""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import Struct, structs

from storage.errors import KnownError
from storage.words import Words
from sync import failures, messages
from sync.exchange import Answer
from sync.messages import (
    NOT_FOUND,
    NotLetIn,
    OfOneList,
    PerhapsOfOneList,
    Restated,
    SwitchedOff,
    Trouble,
    TryAgain,
    TryFewTimes,
)
from sync.retry import asked_wait
from sync.woocommerce.noise import bare

_NEW_KEY = Words(
    "请在 WooCommerce > 设置 > 高级 > REST API 里新建一把密钥，权限选「读取」，再到「数据」页重新连接。",
    "Make a new key with the right to read under WooCommerce > Settings > Advanced > REST API, "
    "then connect again on the Data page.",
)
_LET_THROUGH = Words(
    "请让网站管理员放行 /wp-json/wc/ 开头的地址，再点「同步」。",
    "Ask whoever runs the site to let addresses that begin with /wp-json/wc/ through, then sync again.",
)

WRONG_KEY = Trouble(
    Words(
        "网站不认这把密钥：填错了、已被撤销，或没有读取权限。",
        "The site does not take this key: it is wrong, revoked, or may not read.",
    ),
    _NEW_KEY,
)
_NO_KEY_CAME = structs.replace(WRONG_KEY, error=PerhapsOfOneList)
"""What any list says to whom it does not know; one list alone may have lost the key on its way."""
COUPONS_OFF = Trouble(
    Words("店铺没有启用优惠券，这一项没有可读的。", "Coupons are switched off in the shop: there are none to read."),
    Words(
        "要用优惠券的，请在 WooCommerce > 设置 > 常规 里启用，再点「同步」。",
        "To use them, enable coupons under WooCommerce > Settings > General, then sync again.",
    ),
    SwitchedOff,
)
NO_RIGHTS = Trouble(
    Words(
        "这把密钥的用户权限不够，看不到这类数据。",
        "The user this key belongs to may not see that kind of data.",
    ),
    Words(
        "请用管理员或店铺经理的帐号新建密钥，再到「数据」页重新连接。",
        "Make a key for an administrator or a shop manager, then connect again on the Data page.",
    ),
)
CLOSED = Trouble(
    Words(
        "网站不让外面的程序读取数据，多半是安全插件拦下的。",
        "The site keeps programs out; most likely a security plugin does.",
    ),
    _LET_THROUGH,
    PerhapsOfOneList,
)
BLOCKED = Trouble(
    Words("网站的防火墙拦下了请求。", "A firewall in front of the site refused the request."),
    _LET_THROUGH,
    PerhapsOfOneList,
)
LOCKED = Trouble(
    Words("整个网站设了访问密码，进不去。", "The whole site is behind a password."),
    Words(
        "请让网站管理员去掉访问密码，或放行 /wp-json/ 开头的地址。",
        "Ask whoever runs the site to take the password off, or off addresses that begin with /wp-json/.",
    ),
    PerhapsOfOneList,
)
NO_PERMALINKS = Trouble(
    Words(
        "网址能打开，但网站的数据接口没有开。",
        "The address works, but the site's interface is not switched on.",
    ),
    Words(
        "请在网站后台 设置 > 固定链接 里选「朴素」以外的任一种并保存；网址里带 index.php 的，"
        "店铺网址请填到 /index.php/wp-json。也请核对店铺网址。",
        "Choose any permalinks but plain under Settings > Permalinks and save; where addresses of the site hold "
        "index.php, enter the address up to /index.php/wp-json. Also check the address.",
    ),
    PerhapsOfOneList,
)
NO_WOOCOMMERCE = Trouble(
    Words(
        "这个网站上没有 WooCommerce，或者版本太旧。",
        "There is no WooCommerce on this site, or a version too old.",
    ),
    Words(
        "请确认 WooCommerce 插件已启用（5.8 以上），并核对店铺网址。",
        "Make sure that the WooCommerce plugin is active (5.8 or newer), and check the address.",
    ),
    PerhapsOfOneList,
)
MAINTENANCE = Trouble(
    Words("网站正在维护。", "The site is down for maintenance."),
    Words(
        "已收到的都存好了；等维护结束再点「同步」。",
        "What arrived is safe; sync again when the site is back.",
    ),
    PerhapsOfOneList,
)
WEB_PAGE = Trouble(
    Words(
        "网站回答的是网页，不是数据：可能要先登录、正在维护，或被安全插件拦下。",
        "The site answered with a web page: a login, maintenance, or a security plugin.",
    ),
    _LET_THROUGH,
    PerhapsOfOneList,
)
MOVED = Trouble(
    Words("店铺网址会转到 {target}。", "The address of the shop leads to {target}."),
    Words(
        "请到「数据」页把店铺网址改成转到的地址；如在酒店、机场网络，先用浏览器登录上网，再试一次。",
        "Enter that address on the Data page instead. In a hotel or airport network, log in with a browser first.",
    ),
    PerhapsOfOneList,
)


class NotThere(Restated, PerhapsOfOneList):
    """WordPress answers, but has no such list, or no longer the thing that the list is about."""


class NotForThisUser(Restated, OfOneList):
    """The key is good, but whom it belongs to may not see this."""


class Died(TryFewTimes):
    """A plugin, or the host's limits, ended WordPress in the middle of an answer; it is likely to do so again."""


class Closed(Restated, PerhapsOfOneList):
    """Something on the site keeps programs out, whatever their key."""


_UNKNOWN_LOGIN = frozenset({"invalid_username", "invalid_email", "incorrect_password"})
"""What WordPress itself says of a key that WooCommerce does not know, where logins of its own are in use."""
_DIED = "wp_die"
"""WordPress ends in the middle and says so in JSON: it does for maintenance."""
_FATAL = "internal_server_error"
"""What WordPress says in place of an answer that it did not survive."""
_ALWAYS = 600.0
"""Seconds that WordPress asks to wait for the end of every maintenance; an update takes one minute."""


class _Error(Struct, frozen=True):
    code: str = ""
    data: Any = None


def judge(answer: Answer, now: float) -> KnownError | None:
    """What is wrong with an answer; None if nothing is. ``now`` is this computer's time, seconds since 1970."""
    answer = _as_meant(answer)
    page = answer.body.startswith(b"<")
    if answer.status in (401, 403):
        return _not_allowed(answer, page)
    if answer.status == 404:
        return _not_found(answer)
    if answer.status == 400 and _error(answer).code == "rest_invalid_param":  # it does not know what we ask with
        return NO_WOOCOMMERCE.known(failures.told(answer))
    if 300 <= answer.status < 400 and "Location" in answer.headers:
        return _led_away(answer)
    if answer.status == 503 and (page or _error(answer).code == _DIED):
        asked = asked_wait(answer.headers.get("Retry-After"), now)
        return TryAgain(MAINTENANCE.known(failures.told(answer)), None if asked == _ALWAYS else asked)
    if answer.status == 500 and _error(answer).code == _FATAL:
        return Died(messages.SERVER_FAILED.known(failures.told(answer), status=answer.status))
    if 200 <= answer.status < 300 and page:
        return WEB_PAGE.known(failures.told(answer))
    return failures.of_status(answer, now)


def _as_meant(answer: Answer) -> Answer:
    """The answer without noise, and with the status of the error that it holds: behind noise HTTP knows no errors."""
    body = bare(answer.body)
    answer = structs.replace(answer, body=body)
    data = _error(answer).data
    status = data.get("status") if isinstance(data, dict) else None
    meant = status if isinstance(status, int) and 200 <= answer.status < 300 else answer.status
    return structs.replace(answer, status=meant)


def _not_allowed(answer: Answer, page: bool) -> KnownError:
    code, detail = _error(answer).code, failures.told(answer)
    if code.startswith("woocommerce_rest_authentication"):
        return WRONG_KEY.known(detail)
    if answer.status == 403:
        if code.startswith("woocommerce_"):
            # Whoever may see orders may see coupons, but where they are off nobody may.
            return COUPONS_OFF.known(detail) if _is_of(answer, "/coupons") else NotForThisUser(NO_RIGHTS.known(detail))
        return Closed((CLOSED if code else BLOCKED).known(detail))
    if code.startswith("woocommerce_") or code in _UNKNOWN_LOGIN:  # no key has come through, or an unknown one
        return NotLetIn(_NO_KEY_CAME.known(detail))
    return NotLetIn((LOCKED if page or not code else CLOSED).known(detail))


def _is_of(answer: Answer, path: str) -> bool:
    """Whether an answer is one of the list below ``path``."""
    return urlsplit(answer.asked.partition(" ")[2]).path.endswith(path)


def _not_found(answer: Answer) -> KnownError:
    """What is not there is told in JSON; a site without permalinks answers with its own page."""
    code, detail = _error(answer).code, failures.told(answer)
    if code:
        return NotThere((NO_WOOCOMMERCE if code == "rest_no_route" else NOT_FOUND).known(detail))
    return NO_PERMALINKS.known(detail)


def _led_away(answer: Answer) -> KnownError:
    target = urljoin(answer.asked.partition(" ")[2], answer.headers["Location"])
    if "wp-login" in target:
        return CLOSED.known(failures.told(answer))
    return MOVED.known(failures.told(answer), target=re.split(r"[?#]|/wp-json", target)[0])


def _error(answer: Answer) -> _Error:
    """The error that an answer tells; one without a code where it tells none."""
    try:
        return msgspec.json.decode(answer.body, type=_Error)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Error()
