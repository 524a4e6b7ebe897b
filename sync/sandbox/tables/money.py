"""Refunds, coupons, commissions and settlements as records."""

import numpy as np

from sync.sandbox import channels, earnings
from sync.sandbox import refunds as refund_words
from sync.sandbox.baskets import Lines
from sync.sandbox.columns import Codes, Numbers, Ratios, Refs, Table
from sync.sandbox.coupons import Claims
from sync.sandbox.drafts import Drafts
from sync.sandbox.earnings import Commissions, Settlements
from sync.sandbox.fulfilment import Standing
from sync.sandbox.places import Places
from sync.sandbox.refunds import Refunds


def refunds(refunds: Refunds, drafts: Drafts, lines: Lines, places: Places) -> Table:
    """Refunds."""
    order = refunds.order
    product = np.where(refunds.line >= 0, lines.product[refunds.line], drafts.product[order])
    return Table(
        "refunds",
        np.maximum(refunds.created, refunds.refunded),
        {
            "created_at": Numbers(refunds.created),
            "order_id": Refs("orders", order),
            "line_id": Refs("order_lines", refunds.line),
            "product_id": Refs("products", product),
            "buyer_id": Refs("customers", drafts.fan[order]),
            "refunded_at": Numbers(refunds.refunded),
            "status": Codes(refunds.status, refund_words.STATUSES),
            "type": Codes(refunds.type, refund_words.TYPES),
            "reason": Codes(refunds.reason, refund_words.REASONS),
            "province": Codes(places.province[drafts.city[order]], places.provinces),
            "channel": Codes(drafts.channel[order], channels.NAMES),
            "quantity": Numbers(refunds.quantity),
            "amount": Numbers(refunds.amount),
        },
    )


def coupon_claims(claims: Claims) -> Table:
    """Coupons."""
    return Table(
        "coupon_claims",
        np.maximum(claims.created, claims.used),
        {
            "created_at": Numbers(claims.created),
            "campaign_id": Refs("campaigns", claims.campaign),
            "customer_id": Refs("customers", claims.fan),
            "order_id": Refs("orders", claims.order),
            "face_value": Numbers(claims.face),
            "threshold": Numbers(claims.threshold),
            "used_at": Numbers(claims.used),
            "expires_at": Numbers(claims.expires),
        },
    )


def commissions(commissions: Commissions, standing: Standing) -> Table:
    """Commissions; cancelled ones changed when their order was closed."""
    cancelled = np.where(commissions.status == 2, standing.closed[commissions.order], 0)
    return Table(
        "commissions",
        np.maximum.reduce([commissions.created, commissions.settled, cancelled]),
        {
            "created_at": Numbers(commissions.created),
            "order_id": Refs("orders", commissions.order),
            "customer_id": Refs("customers", commissions.fan),
            "level": Numbers(commissions.level),
            "rate": Ratios(np.array(earnings.RATES)[commissions.level - 1]),
            "amount": Numbers(commissions.amount),
            "status": Codes(commissions.status, earnings.STATUSES),
            "settled_at": Numbers(commissions.settled),
        },
    )


def settlements(settlements: Settlements) -> Table:
    """Movements on the shop's account."""
    return Table(
        "settlements",
        settlements.at,
        {
            "created_at": Numbers(settlements.at),
            "order_id": Refs("orders", settlements.order),
            "type": Codes(settlements.type, earnings.TYPES),
            "amount": Numbers(settlements.amount),
            "account": Codes(settlements.account, earnings.ACCOUNTS),
        },
    )
