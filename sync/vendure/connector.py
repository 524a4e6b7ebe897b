"""What is asked to connect a Vendure shop, and how it is opened with the answers."""

from urllib.parse import urlsplit
from zoneinfo import available_timezones

from storage.words import Words
from sync import messages
from sync.address import place_of
from sync.clock import Clock
from sync.connector import YES, Answers, Ask, Connector
from sync.http import Client
from sync.messages import Trouble
from sync.retry import Patience
from sync.vendure.judging import NO_CHANNEL, judge
from sync.vendure.login import Login
from sync.vendure.reading import read_items
from sync.vendure.source import NAME, VendureSource, unread

_ADDRESS = Words("管理接口地址", "Admin API address")
_USUAL_PATH = "/admin-api"
_USUAL_ZONE = "Asia/Shanghai"
_NO_ZONE = Trouble(
    Words("「{zone}」不是时区的名字。", "{zone} is not the name of a time zone."),
    Words("请填写如 Asia/Shanghai 的名字，或者不填。", "Enter a name such as Asia/Shanghai, or leave it empty."),
)


def _open(answers: Answers, clock: Clock, patience: Patience) -> VendureSource:
    """A connection by what was answered. Raises KnownError for an address that cannot be right."""
    url, host = _address(answers["url"])
    timezone = answers.get("timezone") or _USUAL_ZONE
    if timezone not in available_timezones():
        raise _NO_ZONE.known(zone=timezone)
    channel = answers.get("channel", "")
    if not channel.isascii():  # it goes into a header
        raise NO_CHANNEL.known()
    access = Login(answers["username"], answers["password"], channel)
    agreed = host if answers.get("plain_http") == YES else ""
    client = Client(url, access, clock, patience, judge, agreed, _ADDRESS)
    return VendureSource(client, host, timezone, clock)


def _address(typed: str) -> tuple[str, str]:
    """The address of the interface, with its usual path where only the shop was named, and its host."""
    try:
        parts = urlsplit(typed)
        host = parts.hostname or ""
    except ValueError as error:
        raise messages.BAD_ADDRESS.known(url=typed) from error
    return (typed if parts.path.strip("/") else typed.rstrip("/") + _USUAL_PATH), host


CONNECTOR = Connector(
    id=NAME,
    name=Words("Vendure", "Vendure"),
    asks=(
        Ask("url", _ADDRESS, Words("https://…/admin-api", "https://…/admin-api")),
        Ask("username", Words("管理员账号", "Administrator"), Words("只需读取权限", "needs to read only")),
        Ask("password", Words("密码", "Password"), form="secret"),
        Ask(
            "channel",
            Words("渠道令牌", "Channel token"),
            Words("只有一个渠道就不填", "empty for a single channel"),
            "optional",
        ),
        Ask("timezone", Words("店铺时区", "Time zone"), Words(_USUAL_ZONE, _USUAL_ZONE), "optional"),
        Ask(
            "plain_http",
            Words("网址不加密（http://）也连接：别人可能看到订单", "Connect without encryption (http://) all the same"),
            form="consent",
        ),
    ),
    open=_open,
    read=read_items,
    place=lambda typed: place_of(_address(typed)[0]),
    unread=unread,
)
