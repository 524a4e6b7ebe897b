"""Products by what they bring and how their stock stands."""

from msgspec.structs import replace

from analytics.abc import CLASSES, abc
from analytics.dimension import fixed
from storage.words import Words

_PRODUCTS = frozenset({"products"})

ABC = replace(
    fixed("abc", Words("ABC 分类", "ABC class"), frozenset({"order_lines"}), abc, CLASSES),
    unknown=Words("未知商品", "product not known"),
    one_per=_PRODUCTS,
)
