"""The pages of the analysis by name, in the order of the navigation: light enough for a window that must not wait.

What each of them shows is declared in a module of its own and found through ``analytics.views``.
"""

from typing import Literal

from msgspec import Struct

from storage.words import Words


class Entry(Struct, frozen=True):
    """One page in the navigation."""

    id: str
    """As the command line and exports name it."""
    title: Words
    icon: str
    group: Literal["today", "cube", "insight"] = "cube"


OVERVIEW = Entry("overview", Words("今日", "Today"), "overview", "today")
DIAGNOSIS = Entry("diagnosis", Words("诊断", "Diagnosis"), "diagnosis", "today")
ORDERS = Entry("orders", Words("订单", "Orders"), "orders")
BUYERS = Entry("buyers", Words("买家", "Buyers"), "buyers")
PRODUCTS = Entry("products", Words("商品", "Products"), "products")
FANS = Entry("fans", Words("粉丝", "Fans"), "fans")
CAMPAIGNS = Entry("campaigns", Words("活动", "Campaigns"), "campaigns")
INCOME = Entry("income", Words("收支", "Income"), "income")
TRAFFIC = Entry("traffic", Words("流量", "Traffic"), "traffic")
SHARING = Entry("sharing", Words("分享", "Sharing"), "sharing")
REGIONS = Entry("regions", Words("地区", "Regions"), "regions")
GROUP_BUY = Entry("group-buy", Words("拼团", "Group-buy"), "group-buy")
NETWORK = Entry("network", Words("裂变网络", "Fan network"), "network", "insight")
CHURN = Entry("churn", Words("流失", "Churn"), "clock", "insight")
LIFECYCLE = Entry("lifecycle", Words("店铺阶段", "Shop stage"), "lifecycle", "insight")
RECOMMEND = Entry("recommend", Words("推荐", "Recommendation"), "recommend", "insight")

CATALOGUE: tuple[Entry, ...] = (
    OVERVIEW,
    DIAGNOSIS,
    ORDERS,
    BUYERS,
    PRODUCTS,
    FANS,
    CAMPAIGNS,
    INCOME,
    TRAFFIC,
    SHARING,
    REGIONS,
    GROUP_BUY,
    NETWORK,
    CHURN,
    RECOMMEND,
    LIFECYCLE,
)
"""Those that are built, in the order of the navigation."""
