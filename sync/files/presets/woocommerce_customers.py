"""WooCommerce: the customers of Analytics > Customers. Guests are who they are to the interface: their e-mail address.

The file has no numbers of accounts, so these are known by their address too, and the interface knows them by their
number: both together are one person only where both tell the same phone. What they spent is not read: orders tell it.
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Record, Text, Time
from storage.records import Customer
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._woocommerce import SHOP
from sync.files.said import said, text
from sync.persons import by_mail, full_name
from sync.woocommerce.people import GUEST
from sync.woocommerce.places import region_of

ACCOUNT = Rule(
    Words(
        "有账号的客户：文件没写编号，按邮箱记；这家店也用接口连接的，请不要导入，会多算一份",
        "the file does not number accounts: they are known by e-mail address; do not import them into a shop that is "
        "connected too, or they count twice",
    ),
    skips=False,
)
NOBODY = Rule(
    Words("没有邮箱的客户，认不出是谁，略过", "a customer without an e-mail address is left out: who it is is unknown"),
    skips=True,
)


class Line(Struct, frozen=True):
    """One customer."""

    name: Annotated[Text, column("Name", "名称")]
    email: Annotated[Text, column("Email", "电子邮件")]
    joined_at: Annotated[Time, column("Sign Up", "Date registered", "注册", "注册日期")]
    active_at: Annotated[Time, column("Last Active", "Last active", "上次活动")]
    """Read only so that the file is known to be as new as this."""
    average: Annotated[Text, column("AOV")]
    """Not read; it tells this form from others."""
    username: Annotated[Text, perhaps("Username", "用户名")]
    country: Annotated[Text, perhaps("Country / Region", "国家/地区")]
    city: Annotated[Text, perhaps("City", "城市")]
    state: Annotated[Text, perhaps("Region", "地区")]
    phone: Annotated[Text, perhaps("Billing Phone")]
    shipping_phone: Annotated[Text, perhaps("Shipping Phone")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[-1]
    known = by_mail(GUEST, text(line.email))
    if known is None:
        reading.tally.applied[NOBODY] += 1
        return
    if line.username:
        reading.tally.applied[ACCOUNT] += 1
    first, _, last = text(line.name).partition(" ")
    yield Customer(
        id=known,
        updated_at=reading.as_of,
        name=full_name(first, last) or UNSET,
        phone=line.phone or line.shipping_phone,
        province=said(region_of(text(line.country), text(line.state))),
        city=line.city,
        joined_at=line.joined_at,
    )


PRESET = Preset(
    id="woocommerce_customers",
    name=Words("WooCommerce 客户（分析）", "WooCommerce customers (Analytics)"),
    line=Line,
    kind="customers",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(ACCOUNT, NOBODY),
)
