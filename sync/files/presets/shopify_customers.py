"""Shopify: the list of customers, in the form of today and the one before it.

What they spent is not read: orders tell it. Since when somebody is a customer the file does not say.
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Record, Ref, Text
from storage.records import Customer
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._shopify import SHOP, customer_id, region_of
from sync.files.said import said, text
from sync.persons import full_name

NOBODY = Rule(
    Words(
        "没有邮箱、电话和编号的客户，认不出是谁，略过",
        "a customer without e-mail address, phone and number cannot be told from others and is left out",
    ),
    skips=True,
)


class Line(Struct, frozen=True):
    """One customer."""

    first_name: Annotated[Text, column("First Name")]
    last_name: Annotated[Text, column("Last Name")]
    email: Annotated[Text, column("Email")]
    spent: Annotated[Text, column("Total Spent")]
    """Not read; it tells this form from others, as the next one does."""
    marketing: Annotated[Text, column("Accepts Email Marketing", "Accepts Marketing")]
    number: Annotated[Ref, perhaps("Customer ID")]
    phone: Annotated[Text, perhaps("Phone")]
    home_phone: Annotated[Text, perhaps("Default Address Phone")]
    city: Annotated[Text, perhaps("Default Address City", "City")]
    province: Annotated[Text, perhaps("Default Address Province Code", "Province Code")]
    country: Annotated[Text, perhaps("Default Address Country Code", "Country Code")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[-1]
    phone = line.phone or line.home_phone
    known = customer_id(line.email, phone) or text(line.number)
    if not known:
        reading.tally.applied[NOBODY] += 1
        return
    yield Customer(
        id=known,
        updated_at=reading.as_of,
        name=full_name(text(line.first_name), text(line.last_name)) or UNSET,
        phone=phone,
        province=said(region_of(line.country, line.province)),
        city=line.city,
    )


PRESET = Preset(
    id="shopify_customers",
    name=Words("Shopify 客户", "Shopify customers"),
    line=Line,
    kind="customers",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(NOBODY,),
)
