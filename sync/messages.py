"""Every way a shop's interface can fail us, in the words of a shop owner: what happened and what to do next."""

from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words


class TryAgain(KnownError):
    """A failure that may pass by itself. Its words are shown only when patience has run out."""

    def __init__(self, known: KnownError, asked: float | None = None, seldom_passes: bool = False) -> None:
        super().__init__(known.what, known.next_step, known.detail)
        self.asked = asked
        """Seconds the server asks to wait; None if it did not say."""
        self.seldom_passes = seldom_passes
        """Only a few tries are worth the wait."""


class NotLetIn(TryAgain):
    """The interface does not take what let us in so far; logging in anew may help."""

    def __init__(self, known: KnownError) -> None:
        super().__init__(known, seldom_passes=True)


class Refused(KnownError):
    """The server knows us but not what we ask for; an old cursor may be the reason."""

    def __init__(self, known: KnownError) -> None:
        super().__init__(known.what, known.next_step, known.detail)


class Trouble(Struct, frozen=True):
    """One kind of failure, with places for what is known of it."""

    what: Words
    next_step: Words

    def known(self, detail: str = "", **values: object) -> KnownError:
        """The error to raise; ``values`` fill the places of ``what``, ``detail`` is for the log."""
        return KnownError(self.what.fill(**values), self.next_step, detail)


_SYNC_LATER = Words(
    "已收到的都存好了；稍后再点「同步」，会接着传。",
    "What arrived is safe; sync again later and it goes on from there.",
)
_CHECK_ADDRESS = Words(
    "请核对接口地址，或向接口的提供方询问。",
    "Check the address, or ask whoever provides the interface.",
)
_LOG_IN_TO_NETWORK = Words(
    "如在酒店或公司网络，请先用浏览器登录上网；也请核对接口地址。",
    "In a hotel or company network, log in with a browser first; also check the address.",
)

OFFLINE = Trouble(
    Words("连不上店铺接口：网络已断开。", "The shop cannot be reached: this computer is offline."),
    Words("可继续离线查看；联网后点「同步」。", "You can go on offline; sync when you are online again."),
)
HOST_UNKNOWN = Trouble(
    Words("连不上店铺接口：找不到 {host}。", "The shop cannot be reached: {host} was not found."),
    Words(
        "请检查网络和接口地址；已有的数据可继续离线查看。",
        "Check the network and the address; what is here can be read offline.",
    ),
)
NO_ANSWER = Trouble(
    Words("连不上店铺接口：{host} 没有应答。", "The shop cannot be reached: {host} does not answer."),
    Words(
        "可继续离线查看；稍后再点「同步」。若一直这样，请核对接口地址。",
        "You can go on offline; sync later. If it stays like this, check the address.",
    ),
)
TOO_SLOW = Trouble(Words("店铺接口太久没有回答。", "The shop took too long to answer."), _SYNC_LATER)
LINE_LOST = Trouble(Words("数据传到一半，连接断了。", "The connection was lost half-way."), _SYNC_LATER)

NOT_TRUSTED = Trouble(
    Words("连不上店铺接口：{host} 的安全证书不可信。", "The certificate of {host} cannot be trusted."),
    Words(
        "请检查电脑的日期和时间；如在公司网络，或装了会检查网页的安全软件，请找管理员。",
        "Check this computer's date; where a company or security software inspects traffic, ask who runs it.",
    ),
)
NO_SECURE_LINE = Trouble(
    Words("与 {host} 建不起安全连接。", "No secure connection to {host} could be made."),
    Words(
        "请核对接口地址和端口，以及电脑的代理设置。",
        "Check the address with its port, and this computer's proxy settings.",
    ),
)
PROXY_FAILED = Trouble(
    Words("电脑设置的代理 {host} 不通。", "The proxy {host} set on this computer does not work."),
    Words(
        "请检查系统的代理设置，或关闭代理后再点「同步」。",
        "Check the proxy settings, or turn the proxy off and sync again.",
    ),
)
PROXY_UNSUPPORTED = Trouble(
    Words("电脑设置的代理类型用不了。", "This computer is set to a kind of proxy that cannot be used."),
    Words("请改用 HTTP 代理，或关闭代理。", "Use an HTTP proxy, or turn the proxy off."),
)

PLAIN_HTTP = Trouble(
    Words(
        "接口地址 {url} 不加密，密钥会被别人看到。",
        "The address {url} is not encrypted: others could read the secret.",
    ),
    Words("请改用 https:// 开头的地址。", "Use an address that begins with https://."),
)
BAD_ADDRESS = Trouble(
    Words("「{url}」不是完整的接口地址。", "“{url}” is not a complete address."),
    Words("请填写 https:// 开头的地址。", "Enter an address that begins with https://."),
)

WRONG_SECRET = Trouble(
    Words("密码或密钥不对，店铺接口没有放行。", "The client id or the secret is wrong; the shop refused the login."),
    Words("请在「数据」页重新填写应用编号和密钥。", "Enter the client id and the secret again on the Data page."),
)
NOT_ACCEPTED = Trouble(
    Words("店铺接口不再认这份授权。", "The shop no longer accepts this authorisation."),
    Words(
        "请在店铺后台确认授权还在，再到「数据」页重新连接。",
        "Check the permission in the shop, then connect again on the Data page.",
    ),
)
CLOCK_WRONG = Trouble(
    Words(
        "店铺接口没有放行：这台电脑的时间与店铺的相差太多。",
        "The shop did not let us in: this computer's clock is far from the shop's.",
    ),
    Words(
        "请校准电脑的日期、时间和时区，再点「同步」。", "Set this computer's date, time and time zone, then sync again."
    ),
)
FORBIDDEN = Trouble(
    Words("这份授权不够：店铺接口不让读取这类数据。", "This authorisation may not read that kind of data."),
    Words(
        "请在店铺后台给应用加上读取权限，再点「同步」。",
        "Grant the application the right to read it, then sync again.",
    ),
)
NOT_FOUND = Trouble(Words("这个地址上没有店铺接口。", "There is no shop interface at this address."), _CHECK_ADDRESS)
REFUSED = Trouble(
    Words("店铺接口不接受这个请求（{status}）。", "The shop does not accept this request ({status})."),
    _CHECK_ADDRESS,
)
MOVED = Trouble(Words("接口地址被转到了 {target}。", "The address leads elsewhere: {target}."), _LOG_IN_TO_NETWORK)
TOO_MANY = Trouble(
    Words(
        "店铺接口限制了访问次数，等了很久仍没有放行。",
        "The shop limits how often it is asked, and did not let us in again in time.",
    ),
    _SYNC_LATER,
)
SERVER_FAILED = Trouble(
    Words(
        "店铺接口出了故障（{status}），不是这台电脑的问题。",
        "The shop's server failed ({status}); this computer is fine.",
    ),
    _SYNC_LATER,
)

WEB_PAGE = Trouble(
    Words("店铺接口回答的是网页，不是数据。", "The shop answered with a web page, not with data."),
    _LOG_IN_TO_NETWORK,
)
BROKEN_ANSWER = Trouble(Words("店铺接口回答的数据不完整。", "The shop's answers are incomplete."), _SYNC_LATER)
NOT_OUR_ANSWER = Trouble(
    Words("这个地址的回答不像店铺接口。", "What answers at this address is not the shop interface."),
    _CHECK_ADDRESS,
)
GOING_IN_CIRCLES = Trouble(
    Words(
        "店铺接口翻页时停在原处，没法继续。",
        "The shop keeps offering the same page; the sync cannot go on.",
    ),
    _SYNC_LATER,
)
NOT_HEEDED = Trouble(
    Words(
        "店铺接口不理会所问的时间，不管问哪段都给同样的数据，所以停下了，免得白花调用次数。",
        "The shop answers the same whatever days it is asked for. The sync stopped, so as not to waste calls.",
    ),
    Words("已收到的都存好了；请向接口的提供方询问。", "What arrived is safe; ask whoever provides the interface."),
)
CLOCKS_APART = Trouble(
    Words(
        "这台电脑的时间与店铺的相差 {days} 天，最新的数据可能没有读到。",
        "This computer's clock and the shop's differ by {days} days: the newest data may not have been read.",
    ),
    Words(
        "请校准电脑的日期和时间，再点「同步」；数据不会丢。",
        "Set this computer's date and time, then sync again; nothing is lost.",
    ),
)
NEVER_AT_REST = Trouble(
    Words(
        "店铺里有一段数据边读边变，没能读全。",
        "Some of the shop's data kept changing while it was read, and could not be read completely.",
    ),
    _SYNC_LATER,
)
TOO_MANY_AT_ONCE = Trouble(
    Words(
        "{at} 前后有太多记录同时变动，店铺接口给不全：至少还差 {count} 条，其余的都已存好。",
        "Around {at} too many records changed at once for the shop to list: at least {count} are missing.",
    ),
    Words(
        "请在店铺后台导出那一天的文件，再导入补上。",
        "Export the file of that day in the shop and import it.",
    ),
)
