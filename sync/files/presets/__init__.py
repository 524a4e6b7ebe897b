"""Every form of export file that is read. A new preset is a module beside this one and its name in the list below."""

from sync.files.preset import Preset
from sync.files.presets import (
    douyin_orders,
    douyin_settlement,
    online_retail,
    pinduoduo_orders,
    shopify_customers,
    shopify_orders,
    shopify_products,
    taobao_lines,
    taobao_orders,
    woocommerce_customers,
    woocommerce_orders,
    woocommerce_products,
    youzan_customers,
    youzan_lines,
    youzan_orders,
)

PRESETS: dict[str, Preset] = {
    module.PRESET.id: module.PRESET
    for module in (
        taobao_orders,
        taobao_lines,
        youzan_orders,
        youzan_lines,
        youzan_customers,
        pinduoduo_orders,
        douyin_orders,
        douyin_settlement,
        shopify_products,
        shopify_orders,
        shopify_customers,
        woocommerce_products,
        woocommerce_orders,
        woocommerce_customers,
        online_retail,
    )
}
