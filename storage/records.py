"""The record types: each kind of thing a shop knows, declared once.

The SQLite tables, JSON validation, Facts columns, the OpenAPI description and the data dictionary derive from here.
Adding a field is one line here plus a migration. Every field but the required ones may be UNSET: the source did not
say. ``TIME`` names the moment that places a record in a period.
"""

from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from storage.fields import (
    CHOICE,
    Category,
    Count,
    Date,
    Flag,
    Label,
    Moment,
    Money,
    Planned,
    Ratio,
    Record,
    Ref,
    Text,
    Time,
    doc,
    refers,
)

OrderStatus = Literal["unpaid", "paid", "shipped", "finished", "closed"]


class Order(Record, frozen=True, kw_only=True):
    """One checkout, paid or not. It is a sale from the moment it is paid; refunds are records of their own."""

    KIND = "orders"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the buyer placed the order")]
    buyer_id: Annotated[Ref, refers("customers"), doc("who ordered; null for a guest")] = UNSET
    paid_at: Annotated[Time, doc("when the payment was confirmed; null while unpaid")] = UNSET
    shipped_at: Annotated[Time, doc("when the first parcel left")] = UNSET
    finished_at: Annotated[Time, doc("when the buyer confirmed receipt")] = UNSET
    closed_at: Annotated[Time, doc("when the order was closed without completion")] = UNSET
    status: Annotated[OrderStatus | None | UnsetType, CHOICE, doc("state of the order")] = UNSET
    type: Annotated[Category, doc("normal, group, gift, offline ...")] = UNSET
    channel: Annotated[Category, doc("where the buyer came from: mini program, official account, live ...")] = UNSET
    province: Annotated[Category, doc("province or country of delivery")] = UNSET
    city: Annotated[Category, doc("city of delivery")] = UNSET
    district: Annotated[Text, doc("district of delivery")] = UNSET
    list_amount: Annotated[Money, doc("goods at list price, before any discount")] = UNSET
    discount_amount: Annotated[Money, doc("all discounts of the order, zero or more")] = UNSET
    shipping_amount: Annotated[Money, doc("freight the buyer paid")] = UNSET
    payment_amount: Annotated[Money, doc("what the buyer paid, freight included; later refunds not subtracted")] = UNSET
    item_count: Annotated[Count, doc("pieces in the order")] = UNSET
    campaign_id: Annotated[Ref, refers("campaigns"), doc("campaign the order is credited to")] = UNSET
    coupon_claim_id: Annotated[Ref, refers("coupon_claims"), doc("coupon used")] = UNSET
    group_id: Annotated[Ref, refers("groups"), doc("group-buy the order belongs to")] = UNSET
    promoter_id: Annotated[Ref, refers("customers"), doc("fan whose sharing led to the order")] = UNSET
    visit_id: Annotated[Ref, refers("visits"), doc("visit that ended in the order")] = UNSET
    receiver_name: Annotated[Text, doc("receiver, as the platform shows it")] = UNSET
    receiver_phone: Annotated[Text, doc("receiver's phone, plain or masked as supplied")] = UNSET
    close_reason: Annotated[Category, doc("why the order was closed")] = UNSET
    buyer_note: Annotated[Text, doc("message of the buyer")] = UNSET


class OrderLine(Record, frozen=True, kw_only=True):
    """One product in one order. The amounts of an order's lines plus its freight make its payment amount."""

    KIND = "order_lines"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the order was placed")]
    order_id: Annotated[Ref, refers("orders"), doc("order the line belongs to")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product sold")] = UNSET
    sku_id: Annotated[Ref, refers("skus"), doc("variant sold")] = UNSET
    title: Annotated[Text, doc("product title at the time of sale")] = UNSET
    spec: Annotated[Text, doc("variant at the time of sale: colour, size")] = UNSET
    quantity: Annotated[Count, doc("pieces sold")] = UNSET
    list_amount: Annotated[Money, doc("quantity at list price")] = UNSET
    amount: Annotated[Money, doc("what the buyer paid for the line, order discounts shared out")] = UNSET
    is_gift: Annotated[Flag, doc("given away with the order")] = UNSET


class Product(Record, frozen=True, kw_only=True):
    """Something the shop sells or has sold."""

    KIND = "products"

    title: Annotated[Label, doc("name the shop uses now")] = UNSET
    category: Annotated[Category, doc("the shop's own category")] = UNSET
    brand: Annotated[Category, doc("brand")] = UNSET
    price: Annotated[Money, doc("list price now")] = UNSET
    cost: Annotated[Money, doc("purchase cost of one piece")] = UNSET
    stock: Annotated[Count, doc("pieces in stock")] = UNSET
    status: Annotated[Literal["on_sale", "off_sale"] | None | UnsetType, CHOICE, doc("whether it can be bought")] = (
        UNSET
    )
    is_consumable: Annotated[Flag, doc("bought again when used up")] = UNSET
    listed_at: Annotated[Time, doc("when it was first put on sale")] = UNSET


class Sku(Record, frozen=True, kw_only=True):
    """A variant of a product."""

    KIND = "skus"

    product_id: Annotated[Ref, refers("products"), doc("product it is a variant of")] = UNSET
    spec: Annotated[Label, doc("colour, size ...")] = UNSET
    merchant_code: Annotated[Text, doc("the shop's own code")] = UNSET
    price: Annotated[Money, doc("list price now")] = UNSET
    cost: Annotated[Money, doc("purchase cost of one piece")] = UNSET
    stock: Annotated[Count, doc("pieces in stock")] = UNSET


class Customer(Record, frozen=True, kw_only=True):
    """A person the shop knows: follower, buyer or both."""

    KIND = "customers"

    name: Annotated[Label, doc("nickname or name")] = UNSET
    phone: Annotated[Text, doc("phone, plain or masked as supplied")] = UNSET
    gender: Annotated[Literal["female", "male"] | None | UnsetType, CHOICE, doc("gender, where told")] = UNSET
    province: Annotated[Category, doc("province or country")] = UNSET
    city: Annotated[Category, doc("city")] = UNSET
    source: Annotated[Category, doc("channel of the first contact")] = UNSET
    level: Annotated[Category, doc("membership level")] = UNSET
    is_member: Annotated[Flag, doc("joined the membership programme")] = UNSET
    is_promoter: Annotated[Flag, doc("registered to promote for commission")] = UNSET
    points: Annotated[Count, doc("loyalty points")] = UNSET
    joined_at: Annotated[Time, doc("first contact: followed, registered or bought")] = UNSET
    followed_at: Annotated[Time, doc("when the person began to follow the shop")] = UNSET
    unfollowed_at: Annotated[Time, doc("when the person stopped following")] = UNSET


class Referral(Record, frozen=True, kw_only=True):
    """One fan brought another: an edge of the fan network, valid for a time."""

    KIND = "referrals"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the tie began")]
    parent_id: Annotated[Ref, refers("customers"), doc("who brought; null means the shop itself")] = UNSET
    child_id: Annotated[Ref, refers("customers"), doc("who was brought")] = UNSET
    channel: Annotated[Category, doc("way of the invitation")] = UNSET
    share_id: Annotated[Ref, refers("shares"), doc("share that brought the fan")] = UNSET
    ended_at: Annotated[Time, doc("when the tie ended; null while valid")] = UNSET
    end_reason: Annotated[Category, doc("why the tie ended")] = UNSET


class Visit(Record, frozen=True, kw_only=True):
    """One page view session of one visitor."""

    KIND = "visits"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the visit began")]
    visitor_id: Annotated[Ref, refers("visitors"), doc("person or device, the same at every visit")] = UNSET
    customer_id: Annotated[Ref, refers("customers"), doc("customer, where known")] = UNSET
    channel: Annotated[Category, doc("where the visitor came from")] = UNSET
    page: Annotated[Category, doc("kind of landing page: home, product, group, content")] = UNSET
    province: Annotated[Category, doc("province or country of the visitor")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product looked at")] = UNSET
    share_id: Annotated[Ref, refers("shares"), doc("share that led here")] = UNSET
    content_id: Annotated[Ref, refers("contents"), doc("content that led here")] = UNSET
    campaign_id: Annotated[Ref, refers("campaigns"), doc("campaign that led here")] = UNSET
    added_to_cart: Annotated[Flag, doc("put something into the cart")] = UNSET
    seconds: Annotated[Count, doc("time stayed, in seconds")] = UNSET


class Share(Record, frozen=True, kw_only=True):
    """One act of sharing: a product, content or group passed on by a fan."""

    KIND = "shares"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when it was shared")]
    customer_id: Annotated[Ref, refers("customers"), doc("who shared")] = UNSET
    parent_share_id: Annotated[Ref, refers("shares"), doc("share through which the sharer had come")] = UNSET
    target: Annotated[Category, doc("where to: friend, chat group, moments")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product shared")] = UNSET
    content_id: Annotated[Ref, refers("contents"), doc("content shared")] = UNSET
    group_id: Annotated[Ref, refers("groups"), doc("group-buy shared")] = UNSET


class Campaign(Record, frozen=True, kw_only=True):
    """A planned effort to sell: coupons, discount days, group-buy rounds, advertising."""

    KIND = "campaigns"

    name: Annotated[Label, doc("name of the campaign")] = UNSET
    type: Annotated[Category, doc("coupon, discount, group, ad ...")] = UNSET
    starts_at: Annotated[Planned, doc("first moment")] = UNSET
    ends_at: Annotated[Planned, doc("end, exclusive")] = UNSET
    budget: Annotated[Money, doc("planned cost")] = UNSET


class CouponClaim(Record, frozen=True, kw_only=True):
    """One coupon in one customer's hands."""

    KIND = "coupon_claims"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when it was claimed")]
    campaign_id: Annotated[Ref, refers("campaigns"), doc("campaign that issued it")] = UNSET
    customer_id: Annotated[Ref, refers("customers"), doc("who claimed it")] = UNSET
    order_id: Annotated[Ref, refers("orders"), doc("order it was used in")] = UNSET
    face_value: Annotated[Money, doc("worth")] = UNSET
    threshold: Annotated[Money, doc("least order value")] = UNSET
    used_at: Annotated[Time, doc("when it was redeemed")] = UNSET
    expires_at: Annotated[Planned, doc("when it lapses")] = UNSET


class GroupCampaign(Record, frozen=True, kw_only=True):
    """A group-buy offer: a product at a group price for groups of a size."""

    KIND = "group_campaigns"

    name: Annotated[Label, doc("name of the offer")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product offered")] = UNSET
    campaign_id: Annotated[Ref, refers("campaigns"), doc("campaign it belongs to")] = UNSET
    goal: Annotated[Category, doc("new customers, promotion, clearance")] = UNSET
    size: Annotated[Count, doc("people needed to fill a group, leader included")] = UNSET
    solo_price: Annotated[Money, doc("price without a group")] = UNSET
    group_price: Annotated[Money, doc("price in a filled group")] = UNSET
    leader_reward: Annotated[Money, doc("what the leader gets on filling")] = UNSET
    window_minutes: Annotated[Count, doc("time a group has to fill")] = UNSET
    stock: Annotated[Count, doc("pieces set aside")] = UNSET
    starts_at: Annotated[Planned, doc("first moment")] = UNSET
    ends_at: Annotated[Planned, doc("end, exclusive")] = UNSET


class Group(Record, frozen=True, kw_only=True):
    """One opened group of a group-buy."""

    KIND = "groups"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the leader opened it")]
    group_campaign_id: Annotated[Ref, refers("group_campaigns"), doc("offer it belongs to")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product")] = UNSET
    leader_id: Annotated[Ref, refers("customers"), doc("who opened it")] = UNSET
    province: Annotated[Category, doc("province of the leader")] = UNSET
    channel: Annotated[Category, doc("channel of the leader")] = UNSET
    size: Annotated[Count, doc("people needed")] = UNSET
    joined: Annotated[Count, doc("people in it now, leader included")] = UNSET
    status: Annotated[Literal["open", "completed", "failed"] | None | UnsetType, CHOICE, doc("outcome")] = UNSET
    expires_at: Annotated[Planned, doc("deadline to fill")] = UNSET
    completed_at: Annotated[Time, doc("when it was filled")] = UNSET


class GroupMember(Record, frozen=True, kw_only=True):
    """One person in one group."""

    KIND = "group_members"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the person joined")]
    group_id: Annotated[Ref, refers("groups"), doc("group")] = UNSET
    customer_id: Annotated[Ref, refers("customers"), doc("who joined")] = UNSET
    order_id: Annotated[Ref, refers("orders"), doc("order placed by joining")] = UNSET
    is_leader: Annotated[Flag, doc("opened the group")] = UNSET


class Refund(Record, frozen=True, kw_only=True):
    """Money given back, or asked back. It counts on the day the money went."""

    KIND = "refunds"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when it was asked for")]
    order_id: Annotated[Ref, refers("orders"), doc("order refunded; null where the source does not say")] = UNSET
    line_id: Annotated[Ref, refers("order_lines"), doc("line refunded")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product refunded")] = UNSET
    buyer_id: Annotated[Ref, refers("customers"), doc("who got the money")] = UNSET
    refunded_at: Annotated[Time, doc("when the money went back; null while open or refused")] = UNSET
    status: Annotated[Literal["open", "done", "refused"] | None | UnsetType, CHOICE, doc("outcome")] = UNSET
    type: Annotated[Literal["money_only", "with_return"] | None | UnsetType, CHOICE, doc("whether goods came back")] = (
        UNSET
    )
    reason: Annotated[Category, doc("reason given")] = UNSET
    province: Annotated[Category, doc("province or country of the order")] = UNSET
    channel: Annotated[Category, doc("channel of the order")] = UNSET
    quantity: Annotated[Count, doc("pieces")] = UNSET
    amount: Annotated[Money, doc("money given back, positive")] = UNSET


class Commission(Record, frozen=True, kw_only=True):
    """What a promoter earns from one order at one level."""

    KIND = "commissions"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when it was earned")]
    order_id: Annotated[Ref, refers("orders"), doc("order that earned it")] = UNSET
    customer_id: Annotated[Ref, refers("customers"), doc("promoter")] = UNSET
    level: Annotated[Count, doc("1 for the direct promoter, 2 for the one above")] = UNSET
    rate: Annotated[Ratio, doc("share of the order value")] = UNSET
    amount: Annotated[Money, doc("commission")] = UNSET
    status: Annotated[Literal["waiting", "settled", "cancelled"] | None | UnsetType, CHOICE, doc("state")] = UNSET
    settled_at: Annotated[Time, doc("when it was paid out")] = UNSET


class Settlement(Record, frozen=True, kw_only=True):
    """One movement on the shop's account with the platform."""

    KIND = "settlements"
    TIME = "created_at"

    created_at: Annotated[Moment, doc("when the money moved")]
    order_id: Annotated[Ref, refers("orders"), doc("order it belongs to")] = UNSET
    type: Annotated[Category, doc("sale, refund, fee, commission, withdrawal")] = UNSET
    amount: Annotated[Money, doc("signed: income positive, cost negative")] = UNSET
    account: Annotated[Category, doc("account: wechat, alipay, balance")] = UNSET


class AdSpend(Record, frozen=True, kw_only=True):
    """What one channel cost on one day."""

    KIND = "ad_spend"

    day: Annotated[Date, doc("local day of the shop")]
    channel: Annotated[Category, doc("channel paid for")] = UNSET
    campaign_id: Annotated[Ref, refers("campaigns"), doc("campaign paid for")] = UNSET
    cost: Annotated[Money, doc("cost")] = UNSET
    impressions: Annotated[Count, doc("times shown")] = UNSET
    clicks: Annotated[Count, doc("times clicked")] = UNSET


class Content(Record, frozen=True, kw_only=True):
    """An article, video or live session that attracts fans."""

    KIND = "contents"

    title: Annotated[Label, doc("title")] = UNSET
    type: Annotated[Category, doc("article, video, live")] = UNSET
    published_at: Annotated[Time, doc("when it went out")] = UNSET
    product_id: Annotated[Ref, refers("products"), doc("product it shows")] = UNSET


class DailyTraffic(Record, frozen=True, kw_only=True):
    """Traffic of one day and channel, for sources that give no single visits. Visitors do not add over days."""

    KIND = "daily_traffic"

    day: Annotated[Date, doc("local day of the shop")]
    channel: Annotated[Category, doc("channel; null for the whole shop")] = UNSET
    visitors: Annotated[Count, doc("distinct visitors of the day")] = UNSET
    views: Annotated[Count, doc("page views")] = UNSET
    shares: Annotated[Count, doc("times something was shared")] = UNSET
    new_fans: Annotated[Count, doc("fans gained")] = UNSET


RECORDS: tuple[type[Record], ...] = (
    Product,
    Sku,
    Customer,
    Referral,
    Campaign,
    Content,
    Share,
    Visit,
    Order,
    OrderLine,
    CouponClaim,
    GroupCampaign,
    Group,
    GroupMember,
    Refund,
    Commission,
    Settlement,
    AdSpend,
    DailyTraffic,
)
"""Every kind, referred-to kinds first where that is possible: the order in which a sync pulls them."""

KINDS: dict[str, type[Record]] = {record.KIND: record for record in RECORDS}
