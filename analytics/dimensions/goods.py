"""What it was about: the product and its category."""

from msgspec.structs import replace

from analytics.dimension import category, reference
from storage.words import Words

_PRODUCTS = frozenset({"products"})

CATEGORY = category(
    "category",
    Words("类目", "Category"),
    "category",
    {
        "order_lines": ("product_id.category",),
        "refunds": ("product_id.category", "line_id.product_id.category"),
        "visits": ("product_id.category",),
        "products": ("category",),
        "groups": ("product_id.category", "group_campaign_id.product_id.category"),
    },
)
CATEGORY = replace(CATEGORY, one_per=_PRODUCTS)
PRODUCT = reference(
    "product",
    Words("商品", "Product"),
    "products",
    "title",
    {
        "order_lines": ("product_id",),
        "refunds": ("product_id", "line_id.product_id"),
        "visits": ("product_id",),
        "products": ("id",),
        "groups": ("product_id", "group_campaign_id.product_id"),
    },
    Words("未知商品", "product not known"),
    Words("商品编号", "Product id"),
)
PRODUCT = replace(PRODUCT, one_per=_PRODUCTS)
