"""From where a buyer came: WooCommerce's order attribution (since 8.5), kept beside the order."""

from collections.abc import Iterable

from sync.woocommerce.bodies import Meta
from sync.woocommerce.told import plain

_TYPE = "_wc_order_attribution_source_type"
_SOURCE = "_wc_order_attribution_utm_source"
META = (_TYPE, _SOURCE)
"""The values that are read, of all that hang on an order."""

_BY_ITSELF = {"typein": "直接访问", "admin": "后台下单", "mobile_app": "手机应用"}


def channel_of(meta: Iterable[Meta]) -> str | None:
    """A search engine, a site that links here, or the name in the link of a campaign; None where none was noted."""
    told = {each.key: each.value for each in meta if each.key in META and isinstance(each.value, str)}
    kind = told.get(_TYPE, "")
    if kind in _BY_ITSELF:
        return _BY_ITSELF[kind]
    source = plain(told.get(_SOURCE, "").strip("()"))
    return f"{source} 搜索" if source and kind == "organic" else source
