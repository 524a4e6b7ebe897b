"""Shopify: orders_export, a row for each product, what is told of the whole order only on its first row.

The order is its ``Id``, the number that Shopify's interface knows it by, not the name (#1001) that a shop may change.
Rows without a product tell of further payments and the like, and are none. Not verified: how several discount codes
stand in one cell, and what ``Shipping`` is where delivery was free by a code (see ``_shopify_money``).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Count, Key, Money, Record, Ref, Text, Time
from storage.parts import made_up
from storage.records import Customer, Order, OrderLine, Product, Refund
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, line_by_line, one_by_one
from sync.files.presets._coupons import coupon_of
from sync.files.presets._lookup import Found, finder
from sync.files.presets._rules import REFUND_DAY, UNKNOWN_STATUS
from sync.files.presets._shopify import SHOP, customer_id, region_of
from sync.files.presets._shopify_money import Piece, amounts_of, freight_of
from sync.files.presets._shopify_states import PAID, close_reason_of, state_of
from sync.files.said import number, said, text
from sync.files.values import Unreadable
