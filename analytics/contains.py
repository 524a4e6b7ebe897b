"""Orders that contain a product, whatever else is in them: a condition that one order may meet for several products."""

import numpy as np

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.dimension import id_codes
from analytics.paths import along

CONTAINS = "contains"
"""The dimension of selections that narrows to orders with a product: ("contains", product id), any number of times."""


def containing(cut: Cut, product: str) -> Mask:
    """Which rows of a cut, orders or their lines, belong to an order with a line of the product."""
    facts = cut.facts
    code = id_codes(facts, "products").get(product, -2)
    lines = facts["order_lines"]
    found = np.zeros(len(facts.position("orders")) + 1, dtype=bool)
    found[lines["order_id"][along(facts, "order_lines", ("product_id",)) == code]] = True
    found[-1] = False  # lines that name no order
    mask: Mask = found[cut.codes(("id",) if cut.log.kind == "orders" else ("order_id",))]
    return mask
