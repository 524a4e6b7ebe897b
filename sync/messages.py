"""Every way a shop's interface can fail us, in the words of a shop owner: what happened and what to do next."""

from msgspec import Struct

from storage.errors import KnownError
from storage.words import Words
from sync import steps
from sync.secrecy import redacted


class Restated(KnownError):
    """An error in the words of another one, by what it means to whoever catches it."""

    def __init__(self, known: KnownError) -> None:
        super().__init__(known.what, known.next_step, known.detail)


class TryAgain(Restated):
    """A failure that may pass by itself. Its words are shown only when patience has run out."""

    def __init__(self, known: KnownError, asked: float | None = None, seldom_passes: bool = False) -> None:
        super().__init__(known)
        self.known = known
        self.asked = asked
        """Seconds the server asks to wait; None if it did not say."""
        self.seldom_passes = seldom_passes
        """Only a few tries are worth the wait."""


class TryFewTimes(TryAgain):
    """A failure that seldom passes by itself."""

    def __init__(self, known: KnownError) -> None:
        super().__init__(known, seldom_passes=True)


class NotLetIn(TryFewTimes):
    """The interface does not take what let us in so far; logging in anew may help."""


class Refused(Restated):
    """The server knows us but not what we ask for; an old cursor may be the reason."""


class OfOneList(KnownError):
    """What stands in the way of one list, and need not of others."""


class SwitchedOff(OfOneList):
    """A list that the shop does not have, by its own choice."""


class PerhapsOfOneList(KnownError):
    """What stands in the way of one list if others are answered, and else of all."""


class Trouble(Struct, frozen=True):
    """One kind of failure, with places for what is known of it."""

    what: Words
    next_step: Words
    error: type[KnownError] = KnownError

    def known(self, detail: str = "", **values: object) -> KnownError:
        """The error to raise; ``values`` fill the places of ``what``, ``detail`` is for the log. No secret is in it."""
        told = {name: each if isinstance(each, Words) else redacted(str(each)) for name, each in values.items()}
        return self.error(self.what.fill(**told), self.next_step, redacted(detail))


_SYNC_LATER = Words(
    "已收到的都存好了；稍后再点「同步」，会接着传。",
    "What arrived is safe; sync again later and it goes on from there.",
)
OFFLINE = Trouble(
    Words("连不上店铺接口：网络已断开。", "The shop cannot be reached: this computer is offline."),
    Words("可继续离线查看；联网后点「同步」。", "You can go on offline; sync when you are online again."),
)
HOST_UNKNOWN = Trouble(
    Words("连不上店铺接口：找不到 {host}。", "The shop cannot be reached: {host} was not found."),
    steps.ADDRESS_OR_NETWORK.usual,
)
NO_ANSWER = Trouble(
    Words("连不上店铺接口：{host} 没有应答。", "The shop cannot be reached: {host} does not answer."),
    steps.ADDRESS_LATER.usual,
)
TOO_SLOW = Trouble(Words("店铺接口太久没有回答。", "The shop took too long to answer."), _SYNC_LATER, OfOneList)
LINE_LOST = Trouble(Words("数据传到一半，连接断了。", "The connection was lost half-way."), _SYNC_LATER, OfOneList)

NOT_TRUSTED = Trouble(
    Words("连不上店铺接口：{host} 的安全证书不可信。", "The certificate of {host} cannot be trusted."),
    Words(
        "如在酒店、机场或商场网络，请先用浏览器打开任意网页、登录上网，再试一次；再检查电脑的日期和时间。"
        "公司网络或安全软件会检查网页的，请找管理员。",
        "In a hotel, airport or shop network, open any page in a browser and log in first, then try again; then check "
        "this computer's date and time. Where a company or security software inspects traffic, ask who runs it.",
    ),
)
NO_SECURE_LINE = Trouble(
    Words("与 {host} 建不起安全连接。", "No secure connection to {host} could be made."),
    steps.ADDRESS_AND_PROXY.usual,
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

_NOT_ENCRYPTED = Words(
    "与 {host} 之间不加密（http://），密钥会被别人看到，所以没有连接。",
    "The line to {host} is not encrypted (http://): others could read the secret. Nothing was sent.",
)
PLAIN_HTTP = Trouble(_NOT_ENCRYPTED, Words("请改用 https:// 开头的地址。", "Use an address that begins with https://."))
PLAIN_HTTP_UNLESS_AGREED = Trouble(
    _NOT_ENCRYPTED,
    Words(
        "请改用 https:// 开头的地址；网站没有 https 的，可在信得过的网络里勾选「网址不加密（http://）也连接」再试。",
        "Use an address that begins with https://. For a site without it, tick the box “Connect without encryption "
        "(http://) all the same” in a network that you trust.",
    ),
)
BAD_ADDRESS = Trouble(
    Words("「{url}」不是完整的地址。", "“{url}” is not a complete address."),
    Words("请填写 https:// 开头的地址。", "Enter an address that begins with https://."),
)
PASSWORD_IN_ADDRESS = Trouble(
    Words(
        "地址里带着登录用的资料（@ 前面的部分），这样会被别人看到。",
        "The address holds what somebody logs in with (before the @), for others to see.",
    ),
    Words("请删去 @ 和它前面的部分。", "Take the @ and what is before it away."),
)
TAIL_OF_ADDRESS = Trouble(
    Words("地址里有「?」或「#」。", "There is a “?” or “#” in the address."),
    Words("请删去「?」或「#」和它后面的部分。", "Take it away, with everything behind it."),
)
ODD_SIGNS = Trouble(
    Words(
        "「{label}」里有换行或看不见的字符，可能是复制时带上的。", "“{label}” holds a line break or an invisible sign."
    ),
    Words("请清空这一格，再复制一次。", "Empty the field and copy the text again."),
)
UNSENDABLE = Trouble(
    Words("填写的内容里有接口不收的字符，请求发不出去。", "The interface cannot be sent some of what was entered."),
    Words(
        "请到「数据」页核对连接时填写的每一格，特别是从别处复制来的。",
        "Check every field of the connection on the Data page, above all what was copied from elsewhere.",
    ),
)

WRONG_SECRET = Trouble(
    Words(
        "应用编号或密钥不对，店铺接口没有放行。", "The client id or the secret is wrong; the shop refused the login."
    ),
    Words(
        "请在「数据」页重新填写应用编号和应用密钥。",
        "Enter the client id and the client secret again on the Data page.",
    ),
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
    OfOneList,
)
LIST_CLOSED = Trouble(
    Words(
        "店铺没有给出「{list}」，其余的都照常读了。",
        "The shop did not give its {list}; everything else was read as usual.",
    ),
    Words(
        "请让管理店铺接口的人查一下为什么这一项读不到（多半是防火墙或插件拦下的），再点「同步」。",
        "Ask whoever runs the shop's interface what keeps this back, most likely a firewall or a plugin; then sync "
        "again.",
    ),
    OfOneList,
)
NOT_FOUND = Trouble(
    Words("有应答，但那里没有店铺接口（404）。", "Somebody answers, but there is no shop interface (404)."),
    steps.CHECK_ADDRESS.usual,
)
REFUSED = Trouble(
    Words("店铺接口不接受这个请求（{status}）。", "The shop does not accept this request ({status})."),
    steps.CHECK_ADDRESS.usual,
    OfOneList,
)
MOVED = Trouble(
    Words("请求被转到了 {target}。", "The request was led elsewhere: {target}."), steps.LOG_IN_TO_NETWORK.usual
)
MOVED_TO_HTTPS = Trouble(
    Words("{target} 要求加密连接（https://）。", "{target} wants an encrypted line (https://)."),
    Words("请在「数据」页把地址改成 https:// 开头，再连接。", "Let the address begin with https:// on the Data page."),
)
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
    OfOneList,
)

WEB_PAGE = Trouble(
    Words("店铺接口回答的是网页，不是数据。", "The shop answered with a web page, not with data."),
    steps.LOG_IN_TO_NETWORK.usual,
)
BROKEN_ANSWER = Trouble(
    Words("店铺接口回答的数据不完整。", "The shop's answers are incomplete."), _SYNC_LATER, OfOneList
)
NOT_OUR_ANSWER = Trouble(
    Words("收到的回答不像店铺接口。", "What answers is not the shop interface."),
    steps.CHECK_ADDRESS.usual,
    OfOneList,
)
TOO_LARGE = Trouble(
    Words(
        "店铺接口一次回答的数据超过 64 MB，没有收下。",
        "The shop answered with more than 64 MB at once; that was not taken in.",
    ),
    Words(
        "其余的都存好了。请稍后再点「同步」；若一直这样，请把这句话发给接口的提供方。",
        "Everything else is safe. Sync again later; if it stays like this, send this sentence to whoever provides the "
        "interface.",
    ),
    OfOneList,
)
GOING_IN_CIRCLES = Trouble(
    Words(
        "店铺接口翻页时停在原处，没法继续。",
        "The shop keeps offering the same page; the sync cannot go on.",
    ),
    _SYNC_LATER,
    OfOneList,
)
NOT_HEEDED = Trouble(
    Words(
        "店铺接口不理会所问的时间，不管问哪段都给同样的数据，所以停下了，免得白花调用次数。",
        "The shop answers the same whatever days it is asked for. The sync stopped, so as not to waste calls.",
    ),
    Words("已收到的都存好了；请向接口的提供方询问。", "What arrived is safe; ask whoever provides the interface."),
    OfOneList,
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
    OfOneList,
)
NEVER_AT_REST = Trouble(
    Words(
        "店铺里有一段数据边读边变，没能读全。",
        "Some of the shop's data kept changing while it was read, and could not be read completely.",
    ),
    _SYNC_LATER,
    OfOneList,
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
    OfOneList,
)
