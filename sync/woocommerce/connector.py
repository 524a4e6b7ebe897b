"""What connecting a shop on WooCommerce asks of a merchant, and how the answers become a connection."""

from urllib.parse import urlsplit

from storage.words import Words
from sync.address import place_of
from sync.clock import Clock
from sync.connector import YES, Answers, Ask, Connector
from sync.http import Client
from sync.messages import Trouble
from sync.retry import Patience
from sync.woocommerce.access import Key, Signature
from sync.woocommerce.address import site_of
from sync.woocommerce.reading import read_items
from sync.woocommerce.source import NAME, WooSource
from sync.woocommerce.troubles import judge

_ADDRESS = Words("店铺网址", "Address of the shop")
_HERE = Words(
    "WooCommerce > 设置 > 高级 > REST API，权限选「读取」", "WooCommerce > Settings > Advanced > REST API, may read"
)
_NOT_THE_KEYS = Trouble(
    Words("这不像 WooCommerce 的密钥，也可能两个填反了。", "These do not look like WooCommerce keys, or are swapped."),
    Words(
        "客户密钥以 ck_ 开头，密钥以 cs_ 开头：在 WooCommerce > 设置 > 高级 > REST API 里新建时各复制一次。",
        "The consumer key begins with ck_, the secret with cs_: copy both when you make one under "
        "WooCommerce > Settings > Advanced > REST API.",
    ),
)


def _open(answers: Answers, clock: Clock, patience: Patience) -> WooSource:
    """A connection by what was answered. Raises KnownError for an address or keys that cannot be right."""
    key, secret, site = answers["key"], answers["secret"], site_of(answers["url"])
    if not key.startswith("ck_") or not secret.startswith("cs_"):
        raise _NOT_THE_KEYS.known()
    encrypted = site.startswith("https:")
    access = Key(site, key, secret) if encrypted else Signature(site, key, secret)
    agreed = urlsplit(site).hostname or "" if answers.get("plain_http") == YES else ""
    return WooSource(Client(site, access, clock, patience, judge, agreed, _ADDRESS), site, clock)


CONNECTOR = Connector(
    id=NAME,
    name=Words("WooCommerce", "WooCommerce"),
    asks=(
        Ask("url", _ADDRESS, Words("https://", "https://")),
        Ask("key", Words("客户密钥（ck_ 开头）", "Consumer key (ck_...)"), _HERE),
        Ask("secret", Words("密钥（cs_ 开头）", "Consumer secret (cs_...)"), _HERE, form="secret"),
        Ask(
            "plain_http",
            Words("网址不加密（http://）也连接：别人可能看到订单", "Connect without encryption (http://) all the same"),
            Words("只有网站没有 https 时才需要", "Only for a site without https"),
            form="consent",
        ),
    ),
    open=_open,
    read=read_items,
    place=lambda typed: place_of(site_of(typed)),
)
