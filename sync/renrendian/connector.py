"""What connecting a shop on 人人店 asks of a merchant, and how the answers become a connection.

The line is not encrypted, and the interface offers no other: what that means is said before anything is sent.
"""

from urllib.parse import parse_qs, urlsplit

from storage.words import Words
from sync.address import is_loopback, place_of
from sync.clock import Clock
from sync.connector import YES, Answers, Ask, Connector
from sync.http import Client
from sync.messages import Trouble
from sync.renrendian import trades
from sync.renrendian.access import Application, Authorised
from sync.renrendian.calls import Calls
from sync.renrendian.noted import notes
from sync.renrendian.reading import read_items
from sync.renrendian.source import NAME, RrdSource
from sync.retry import Patience

_ADDRESS = Words("接口地址", "Address of the interface")
GATEWAY = "http://apis.wxrrd.com"

NOT_AGREED = Trouble(
    Words(
        "人人店的接口不加密：同一网络里的人可能看到密钥、订单和客户资料。",
        "Renrendian's interface is not encrypted: others in the same network could read secret, orders and customers.",
    ),
    Words(
        "在自己信得过的网络里，勾选「不加密也连接」再试；或改用导出文件。",
        "In a network that you trust, tick the box to connect all the same; or import files instead.",
    ),
)


def _open(answers: Answers, clock: Clock, patience: Patience) -> RrdSource:
    """A connection by what was answered. Raises KnownError for an address that cannot be right, or no consent."""
    url = _url(answers.get("url", ""))
    agreed = _agreed_host(url, answers.get("plain_http") == YES)
    application = Application(answers["appid"], answers["secret"], answers.get("return_address", ""))
    access = Authorised(application, code_in(answers["grant"]), clock)
    client = Client(url, access, clock, patience, access.judge, agreed, _ADDRESS)
    return RrdSource(client, access, Calls(client, clock), application.appid, answers.get("shop", ""))


def _url(typed: str) -> str:
    return (typed or GATEWAY).rstrip("/")


def _agreed_host(url: str, agreed: bool) -> str:
    """The host to be spoken with in the open; "" where that is not needed, or the address is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme != "http":
        return ""
    if not agreed and host and not is_loopback(host):
        raise NOT_AGREED.known(host)
    return host


def code_in(typed: str) -> str:
    """The code, or refresh token, that was typed: alone, or in the whole address that the browser was sent to."""
    found = parse_qs(urlsplit(typed).query).get("code") if "code=" in typed else None
    return found[0] if found else typed


CONNECTOR = Connector(
    id=NAME,
    name=Words("人人店", "Renrendian (wxrrd)"),
    asks=(
        Ask("appid", Words("应用 appid", "Application appid"), Words("向人人店申请接口时给的", "given by Renrendian")),
        Ask(
            "secret",
            Words("应用 secret", "Application secret"),
            Words("和 appid 一起给的", "given with the appid"),
            form="secret",
        ),
        Ask(
            "return_address",
            Words("回调地址", "Return address"),
            Words("申请时登记的 redirect_uri，要一模一样", "the redirect_uri as it was registered"),
        ),
        Ask(
            "grant",
            Words("授权码或刷新令牌", "Code or refresh token"),
            Words(
                "授权后网址里 code= 后面那段，只能用一次", "what follows code= in the address after you authorised it"
            ),
            form="secret",
        ),
        Ask(
            "shop",
            Words("店名", "Name of the shop"),
            Words("同一个应用接几家店时，各起一个名", "where one application is let into several shops"),
            form="optional",
        ),
        Ask(
            "plain_http",
            Words("不加密也连接：别人可能看到密钥和订单", "Connect without encryption all the same"),
            Words("人人店的接口没有加密的", "Renrendian offers no encryption"),
            form="consent",
        ),
        Ask(
            "url",
            _ADDRESS,
            Words("一般不用改", "seldom to be changed"),
            form="optional",
            default=GATEWAY,
        ),
    ),
    open=_open,
    read=read_items,
    place=lambda typed: place_of(_url(typed)),
    notes=notes,
    unread=trades.unread,
)
