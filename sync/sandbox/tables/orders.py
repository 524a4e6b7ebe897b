"""Orders and their lines as records."""

import numpy as np

from sync.sandbox import channels
from sync.sandbox.baskets import Lines
from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Codes, Flags, Ints, Numbers, Refs, Spelled, Table
from sync.sandbox.drafts import Drafts
from sync.sandbox.fulfilment import CLOSE_REASONS, STATUSES, Standing
from sync.sandbox.names import masked, notes, phone, real_name
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.pricing import Paid

TYPES = ("normal", "group")


def orders(
    people: People,
    places: Places,
    drafts: Drafts,
    lines: Lines,
    paid: Paid,
    standing: Standing,
    visit: Ints,
    coupon: Ints,
    campaign: Ints,
) -> Table:
    """Orders; ``visit``, ``coupon`` and ``campaign`` are rows per order, -1 for none."""
    salt = np.where(drafts.fan >= 0, people.salt[drafts.fan], drafts.at // 1000)
    return Table(
        "orders",
        standing.changed,
        {
            "created_at": Numbers(drafts.at),
            "buyer_id": Refs("customers", drafts.fan),
            "paid_at": Numbers(standing.paid),
            "shipped_at": Numbers(standing.shipped),
            "finished_at": Numbers(standing.finished),
            "closed_at": Numbers(standing.closed),
            "status": Codes(standing.status, STATUSES),
            "type": Codes((drafts.group >= 0).astype(np.int64), TYPES),
            "channel": Codes(drafts.channel, channels.NAMES),
            "province": Codes(places.province[drafts.city], places.provinces),
            "city": Codes(drafts.city, places.cities),
            "district": Spelled(lambda rows: _districts(places, drafts.city[rows], salt[rows])),
            "list_amount": Numbers(paid.list_amount),
            "discount_amount": Numbers(paid.discount),
            "shipping_amount": Numbers(paid.freight),
            "payment_amount": Numbers(paid.payment),
            "item_count": Numbers(lines.per_order(lines.quantity)),
            "campaign_id": Refs("campaigns", campaign),
            "coupon_claim_id": Refs("coupon_claims", coupon),
            "group_id": Refs("groups", drafts.group),
            "promoter_id": Refs("customers", drafts.promoter),
            "visit_id": Refs("visits", visit),
            "receiver_name": Spelled(lambda rows: [masked(real_name(s)) for s in salt[rows].tolist()]),
            "receiver_phone": Spelled(lambda rows: [phone(s) for s in salt[rows].tolist()]),
            "close_reason": Codes(standing.reason, CLOSE_REASONS),
            "buyer_note": Spelled(lambda rows: notes(rows, drafts.at[rows])),
        },
    )


def _districts(places: Places, city: Ints, salt: Ints) -> list[str | None]:
    found = (places.districts[c] for c in city.tolist())
    return [names[s % len(names)] if names else None for names, s in zip(found, salt.tolist(), strict=True)]


def order_lines(drafts: Drafts, catalogue: Catalogue, lines: Lines, paid: Paid, standing: Standing) -> Table:
    """Lines change when their order does."""

    def specs(rows: Ints) -> list[str | None]:
        pairs = zip(lines.product[rows].tolist(), lines.size[rows].tolist(), strict=True)
        return [catalogue.sizes[product][size] for product, size in pairs]

    return Table(
        "order_lines",
        standing.changed[lines.order],
        {
            "created_at": Numbers(drafts.at[lines.order]),
            "order_id": Refs("orders", lines.order),
            "product_id": Refs("products", lines.product),
            "sku_id": Refs("skus", catalogue.sku_start[lines.product] + lines.size),
            "title": Spelled(lambda rows: [catalogue.titles[p] for p in lines.product[rows].tolist()]),
            "spec": Spelled(specs),
            "quantity": Numbers(lines.quantity),
            "list_amount": Numbers(lines.list_amount),
            "amount": Numbers(paid.line_amount),
            "is_gift": Flags(lines.is_gift),
        },
    )
