"""Every way a shop's interface can fail us, in the words of a shop owner: what happened and what to do next."""

from storage.errors import KnownError
from storage.words import Words

_LATER = Words(
    "已收到的都存好了；稍后再点「同步」，会接着传。", "What arrived is safe; sync again later and it goes on."
)
_CHECK_ADDRESS = Words(
    "请核对接口地址，或向接口的提供方询问。", "Check the address, or ask whoever provides the interface."
)


class TryAgain(KnownError):
    """A failure that may pass by itself. Its words are shown only when patience has run out."""

    def __init__(self, known: KnownError, asked: float | None = None, seldom_passes: bool = False) -> None:
        super().__init__(known.what, known.next_step, known.detail)
        self.asked = asked
        """Seconds the server asks to wait; None if it did not say."""
        self.seldom_passes = seldom_passes
        """Only a few tries are worth the wait."""


def offline(detail: str) -> KnownError:
    """This computer has no network."""
    return KnownError(
        Words("连不上店铺接口：网络已断开。", "The shop cannot be reached: this computer is offline."),
        Words("可继续离线查看；联网后点「同步」。", "You can go on offline; sync when you are online again."),
        detail,
    )


def host_unknown(host: str, detail: str) -> KnownError:
    """The name of the host does not resolve: mistyped, or no network."""
    return KnownError(
        Words("连不上店铺接口：找不到 {host}。", "The shop cannot be reached: {host} was not found.").fill(host=host),
        Words(
            "请检查网络和接口地址；已有的数据可继续离线查看。",
            "Check the network and the address; offline pages still work.",
        ),
        detail,
    )


def no_answer(host: str, detail: str) -> KnownError:
    """Nobody takes the call."""
    return KnownError(
        Words("连不上店铺接口：{host} 没有应答。", "The shop cannot be reached: {host} does not answer.").fill(
            host=host
        ),
        Words(
            "可继续离线查看；稍后再点「同步」。若一直这样，请核对接口地址。",
            "You can go on offline; sync later. If it stays like this, check the address.",
        ),
        detail,
    )


def too_slow(detail: str) -> KnownError:
    """The server took the call and then said nothing for too long."""
    return KnownError(Words("店铺接口太久没有回答。", "The shop took too long to answer."), _LATER, detail)


def line_lost(detail: str) -> KnownError:
    """The connection broke while data was coming."""
    return KnownError(Words("数据传到一半，连接断了。", "The connection was lost half-way."), _LATER, detail)


def not_trusted(host: str, detail: str) -> KnownError:
    """The certificate does not prove that the host is who it says."""
    return KnownError(
        Words("连不上店铺接口：{host} 的安全证书不可信。", "The certificate of {host} cannot be trusted.").fill(
            host=host
        ),
        Words(
            "请检查电脑的日期和时间；如在公司网络，或装了会检查网页的安全软件，请找管理员。",
            "Check this computer's date; on a company network, or with software that inspects traffic, ask who runs it.",
        ),
        detail,
    )


def no_secure_line(host: str, detail: str) -> KnownError:
    """Something answers, but it does not speak TLS as it should."""
    return KnownError(
        Words("与 {host} 建不起安全连接。", "No secure connection to {host} could be made.").fill(host=host),
        Words("请核对接口地址和端口，以及电脑的代理设置。", "Check the address with its port, and the proxy settings."),
        detail,
    )


def proxy_failed(host: str, detail: str) -> KnownError:
    """The proxy of this computer does not let us through."""
    return KnownError(
        Words("电脑设置的代理 {host} 不通。", "The proxy {host} set on this computer does not work.").fill(host=host),
        Words(
            "请检查系统的代理设置，或关闭代理后再点「同步」。",
            "Check the proxy settings, or turn the proxy off and sync.",
        ),
        detail,
    )


def proxy_unsupported(detail: str) -> KnownError:
    """The computer is set to a kind of proxy that the program cannot use."""
    return KnownError(
        Words("电脑设置的代理类型用不了。", "This computer is set to a kind of proxy that cannot be used."),
        Words("请改用 HTTP 代理，或关闭代理。", "Use an HTTP proxy, or turn the proxy off."),
        detail,
    )


def plain_http(url: str) -> KnownError:
    """The address would send the secret in the clear."""
    return KnownError(
        Words(
            "接口地址 {url} 不加密，密钥会被别人看到。",
            "The address {url} is not encrypted: others could read the secret.",
        ).fill(url=url),
        Words("请改用 https:// 开头的地址。", "Use an address that begins with https://."),
    )


def bad_address(url: str) -> KnownError:
    """What was entered is no web address."""
    return KnownError(
        Words("「{url}」不是完整的接口地址。", "“{url}” is not a complete address.").fill(url=url),
        Words("请填写 https:// 开头的地址。", "Enter an address that begins with https://."),
    )


def wrong_secret(detail: str) -> KnownError:
    """The login was refused."""
    return KnownError(
        Words(
            "密码或密钥不对，店铺接口没有放行。", "The client id or the secret is wrong; the shop did not let us in."
        ),
        Words("请在「数据」页重新填写应用编号和密钥。", "Enter the client id and the secret again on the Data page."),
        detail,
    )


def not_allowed(detail: str) -> KnownError:
    """401 with a fresh token: the shop took the permission back."""
    return KnownError(
        Words("店铺接口不再认这份授权。", "The shop no longer accepts this authorisation."),
        Words(
            "请在店铺后台确认授权还在，再到「数据」页重新连接。",
            "Check the permission in the shop, then connect again on the Data page.",
        ),
        detail,
    )


def forbidden(detail: str) -> KnownError:
    """403: known, but not permitted."""
    return KnownError(
        Words("这份授权不够：店铺接口不让读取这类数据。", "This authorisation may not read that kind of data."),
        Words(
            "请在店铺后台给应用加上读取权限，再点「同步」。", "Grant the application the right to read it, then sync."
        ),
        detail,
    )


def not_found(detail: str) -> KnownError:
    """404: the server is there, the interface is not."""
    return KnownError(
        Words("这个地址上没有店铺接口。", "There is no shop interface at this address."), _CHECK_ADDRESS, detail
    )


def refused(status: int, detail: str) -> KnownError:
    """Another 4xx: the server does not understand what we ask."""
    return KnownError(
        Words("店铺接口不接受这个请求（{status}）。", "The shop does not accept this request ({status}).").fill(
            status=status
        ),
        _CHECK_ADDRESS,
        detail,
    )


def moved(target: str) -> KnownError:
    """A redirect: the interface has moved, or a network asks for a login first."""
    return KnownError(
        Words("接口地址被转到了 {target}。", "The address leads elsewhere: {target}.").fill(target=target),
        Words(
            "如在酒店或公司网络，请先用浏览器登录上网；若接口搬了家，请改填新地址。",
            "In a hotel or company network, log in with a browser first; if the interface has moved, enter the new address.",
        ),
    )


def too_many(detail: str) -> KnownError:
    """429 for longer than we wait."""
    return KnownError(
        Words(
            "店铺接口限制了访问次数，等了很久仍没有放行。",
            "The shop limits requests and did not let us in again in time.",
        ),
        _LATER,
        detail,
    )


def server_failed(status: int, detail: str) -> KnownError:
    """5xx: the shop's own trouble."""
    return KnownError(
        Words(
            "店铺接口出了故障（{status}），不是这台电脑的问题。",
            "The shop's server failed ({status}); this computer is fine.",
        ).fill(status=status),
        _LATER,
        detail,
    )


def web_page(detail: str) -> KnownError:
    """HTML where data should be: a login page in between, or the wrong address."""
    return KnownError(
        Words("店铺接口回答的是网页，不是数据。", "The shop answered with a web page, not with data."),
        Words(
            "如在酒店或公司网络，请先用浏览器登录上网；也请核对接口地址。",
            "In a hotel or company network, log in with a browser first; also check the address.",
        ),
        detail,
    )


def broken_answer(detail: str) -> KnownError:
    """What came cannot be read as data, again and again."""
    return KnownError(Words("店铺接口回答的数据不完整。", "The shop's answers are incomplete."), _LATER, detail)


def not_our_answer(detail: str) -> KnownError:
    """Readable, but not what the contract says."""
    return KnownError(
        Words("这个地址的回答不像店铺接口。", "What answers at this address is not the shop interface."),
        _CHECK_ADDRESS,
        detail,
    )


def going_in_circles(detail: str) -> KnownError:
    """The same place in the list is offered again and again."""
    return KnownError(
        Words("店铺接口翻页时停在原处，没法继续。", "The shop keeps offering the same page; the sync cannot go on."),
        _LATER,
        detail,
    )
