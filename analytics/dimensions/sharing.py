"""Sharing: who passed on, what, where to, and how many steps from the first share."""

import numpy as np
from msgspec.structs import replace

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import category, fixed, reference
from analytics.paths import places
from analytics.share_depth import DEEPEST, band, share_depths
from analytics.sharer_steps import SHARER_STEPS, sharer_step
from analytics.sharing_logs import SHARER_OF_ORDER
from storage.words import Words

_SHARE = {"shares": ("id",), "visits": ("share_id",), "orders": ("visit_id.share_id",)}
"""The way to the share."""

SHARER = reference(
    "sharer",
    Words("分享的人", "Sharer"),
    "customers",
    "name",
    {"shares": ("customer_id",), "visits": ("share_id.customer_id",), "orders": SHARER_OF_ORDER},
    Words("不知道是谁", "not known"),
    Words("粉丝编号", "Fan id"),
)
TARGET = category(
    "target",
    Words("分享到哪里", "Shared to"),
    "target",
    {"shares": ("target",), "visits": ("share_id.target",), "orders": ("visit_id.share_id.target",)},
)
SHARED_PRODUCT = reference(
    "shared_product",
    Words("分享的商品", "Product shared"),
    "products",
    "title",
    {"shares": ("product_id",), "visits": ("share_id.product_id",), "orders": ("visit_id.share_id.product_id",)},
    Words("没有商品", "no product"),
    Words("商品编号", "Product id"),
)
SHARED_CONTENT = reference(
    "shared_content",
    Words("分享的内容", "Content shared"),
    "contents",
    "title",
    {"shares": ("content_id",), "visits": ("share_id.content_id",), "orders": ("visit_id.share_id.content_id",)},
    Words("没有内容", "no content"),
    Words("内容编号", "Content id"),
)

FOLLOWED_PRODUCT = reference(
    "followed_product",
    Words("上一次分享的商品", "Product of the share before"),
    "products",
    "title",
    {"shares": ("parent_share_id.product_id",)},
    Words("没有商品", "no product"),
    Words("商品编号", "Product id"),
)
FOLLOWED_CONTENT = reference(
    "followed_content",
    Words("上一次分享的内容", "Content of the share before"),
    "contents",
    "title",
    {"shares": ("parent_share_id.content_id",)},
    Words("没有内容", "no content"),
    Words("内容编号", "Content id"),
)


def _depth(cut: Cut) -> Codes:
    positions = places(cut.facts, "shares")[cut.codes(_SHARE[cut.log.kind])]
    return band(np.append(share_depths(cut.facts).depth, np.int32(0))[positions])


DEPTH = replace(
    fixed(
        "share_depth",
        Words("第几层", "Step"),
        frozenset(_SHARE),
        _depth,
        {
            "1": Words("第 1 层(自己分享)", "1st (own share)"),
            "2": Words("第 2 层", "2nd"),
            "3": Words("第 3 层", "3rd"),
            "4": Words("第 4 层", "4th"),
            str(DEEPEST): Words("第 5 层及以上", "5th and deeper"),
        },
    ),
    unknown=Words("说不清第几层", "step not known"),
)
SHARER_STEP = replace(
    fixed(
        "sharer_step", Words("分享带来了什么", "What sharing led to"), frozenset({"shares"}), sharer_step, SHARER_STEPS
    ),
    one_per=frozenset({"customers"}),
)
