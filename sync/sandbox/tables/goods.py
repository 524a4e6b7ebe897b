"""Products, variants, contents and campaigns as records."""

import numpy as np

from sync.sandbox import campaigns as campaign_types
from sync.sandbox import contents as content_types
from sync.sandbox import offers as offer_goals
from sync.sandbox.baskets import variant_price
from sync.sandbox.campaigns import Campaigns
from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Codes, Flags, Ints, Numbers, Refs, Spelled, Table
from sync.sandbox.contents import Contents
from sync.sandbox.goods import NAMES
from sync.sandbox.offers import Offers
from sync.sandbox.plan import Plan


def products(plan: Plan, catalogue: Catalogue, stock: Ints) -> Table:
    """``stock``: pieces left of each product."""
    brands = tuple(dict.fromkeys(brand for brand in catalogue.brand if brand))
    codes = {brand: code for code, brand in enumerate(brands)}
    return Table(
        "products",
        _changed(plan, catalogue),
        {
            "title": Spelled(lambda rows: [catalogue.titles[row] for row in rows.tolist()]),
            "category": Codes(catalogue.category, NAMES),
            "brand": Codes(np.array([codes.get(brand or "", -1) for brand in catalogue.brand]), brands),
            "price": Numbers(price_now(plan, catalogue)),
            "cost": Numbers(catalogue.cost),
            "stock": Numbers(stock),
            "status": Codes(_status(catalogue), ("on_sale", "off_sale")),
            "is_consumable": Flags(catalogue.lasts > 0),
            "listed_at": Numbers(catalogue.listed),
        },
    )


def price_now(plan: Plan, catalogue: Catalogue) -> Ints:
    """List prices when the data ends."""
    return catalogue.price_at(np.arange(len(catalogue)), np.full(len(catalogue), plan.until))


def _changed(plan: Plan, catalogue: Catalogue) -> Ints:
    moments = [np.where(when <= plan.until, when, 0) for when in (catalogue.repriced, catalogue.raised, catalogue.gone)]
    return np.asarray(np.maximum.reduce([catalogue.listed, *moments]))


def _status(catalogue: Catalogue) -> Ints:
    return (catalogue.popularity <= 0).astype(np.int64)


def skus(plan: Plan, catalogue: Catalogue, stock: Ints) -> Table:
    """All variants of all products."""
    counts = np.diff(catalogue.sku_start)
    product = np.repeat(np.arange(len(catalogue)), counts)
    size = np.arange(len(product)) - catalogue.sku_start[product]
    pairs = list(zip(product.tolist(), size.tolist(), strict=True))
    return Table(
        "skus",
        _changed(plan, catalogue)[product],
        {
            "product_id": Refs("products", product),
            "spec": Spelled(lambda rows: [catalogue.sizes[pairs[row][0]][pairs[row][1]] for row in rows.tolist()]),
            "merchant_code": Spelled(
                lambda rows: [f"SP{pairs[r][0]:05d}-{pairs[r][1] + 1:02d}" for r in rows.tolist()]
            ),
            "price": Numbers(variant_price(price_now(plan, catalogue)[product], size)),
            "cost": Numbers(variant_price(catalogue.cost[product], size)),
            "stock": Numbers(stock[product] // counts[product]),
        },
    )


def contents(contents: Contents) -> Table:
    """Contents."""
    return Table(
        "contents",
        contents.published,
        {
            "title": Spelled(lambda rows: [contents.titles[row] for row in rows.tolist()]),
            "type": Codes(contents.type, content_types.TYPES),
            "published_at": Numbers(contents.published),
            "product_id": Refs("products", contents.product),
        },
    )


def campaigns(plan: Plan, campaigns: Campaigns) -> Table:
    """Campaigns; set up a week before they begin."""
    return Table(
        "campaigns",
        np.minimum(campaigns.starts - 7 * 86_400_000, plan.until),
        {
            "name": Spelled(lambda rows: [campaigns.name[row] for row in rows.tolist()]),
            "type": Codes(campaigns.type, campaign_types.TYPES),
            "starts_at": Numbers(campaigns.starts),
            "ends_at": Numbers(campaigns.ends),
            "budget": Numbers(campaigns.budget),
        },
    )


def group_campaigns(plan: Plan, offers: Offers, catalogue: Catalogue, campaigns: Campaigns) -> Table:
    """Group-buy offers."""
    names = [
        f"{size}人团 {catalogue.titles[product]}"
        for size, product in zip(offers.size.tolist(), offers.product.tolist(), strict=True)
    ]
    return Table(
        "group_campaigns",
        np.minimum(offers.starts - 86_400_000, plan.until),
        {
            "name": Spelled(lambda rows: [names[row] for row in rows.tolist()]),
            "product_id": Refs("products", offers.product),
            "campaign_id": Refs("campaigns", campaigns.running("group", offers.starts)),
            "goal": Codes(offers.goal, offer_goals.GOALS),
            "size": Numbers(offers.size),
            "solo_price": Numbers(offers.solo_price),
            "group_price": Numbers(offers.group_price),
            "leader_reward": Numbers(offers.reward),
            "window_minutes": Numbers(offers.window),
            "stock": Numbers(offers.stock),
            "starts_at": Numbers(offers.starts),
            "ends_at": Numbers(offers.ends),
        },
    )
