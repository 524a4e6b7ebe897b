"""The products in the tree: which factors make the money of known buyers, the buyers, and the amount per buyer."""

from msgspec import Struct

from analytics.diagnosis.rule import Factors, Rule, makes, prices, settled
from analytics.diagnosis.sums import Sums, over


class Product(Struct, frozen=True):
    """Factors of a number at both times, each named by its node."""

    nodes: tuple[str, ...]
    before: Factors
    now: Factors

    def worth(self, rule: Rule) -> dict[str, float]:
        """What one unit of each factor is worth of the product."""
        return dict(zip(self.nodes, prices(rule, self.before, self.now), strict=True))

    def parts(self, rule: Rule) -> dict[str, float]:
        """How much of the product's change each factor made."""
        before, now = settled(self.before, self.now)
        worth = self.worth(rule).values()
        parts = (each * (after - ago) for each, ago, after in zip(worth, before, now, strict=True))
        return dict(zip(self.nodes, parts, strict=True))

    def of(self, before: float | None, now: float | None) -> "Product | None":
        """Itself if the factors multiply to these numbers; None where they do not: pieces without any money."""
        [ago], [after] = settled((before,), (now,))
        fits = makes(ago, self.now, self.before) and makes(after, self.before, self.now)
        return self if fits else None


class Products(Struct, frozen=True):
    """All products of a comparison; None for one that the data cannot tell."""

    money: Product | None
    """Buyers x amount per buyer, or orders x amount per order where no buyer is known at all."""
    visits: Product | None
    basket: Product | None

    @property
    def nodes(self) -> set[str]:
        """The nodes that are factors of something."""
        return {node for product in (self.money, self.visits, self.basket) if product for node in product.nodes}


def products(before: Sums, now: Sums) -> Products:
    """The products of two periods."""
    if not before.buyers and not now.buyers:
        return Products(_orders(before, now), None, None)
    money = Product(("buyers", "aov"), (before.buyers, before.amount_per_buyer), (now.buyers, now.amount_per_buyer)).of(
        before.known, now.known
    )
    return Products(money, _visits(before, now), _basket(before, now))


def _orders(before: Sums, now: Sums) -> Product | None:
    def factors(of: Sums) -> Factors:
        return of.orders, over(of.paid, of.orders)

    return Product(("paid_orders", "amount_per_order"), factors(before), factors(now)).of(before.paid, now.paid)


def _visits(before: Sums, now: Sums) -> Product | None:
    if before.visitors is None or now.visitors is None:
        return None
    factors = (before.visitors, before.conversion), (now.visitors, now.conversion)
    return Product(("visitors", "conversion"), *factors).of(before.buyers, now.buyers)


def _basket(before: Sums, now: Sums) -> Product | None:
    """Down to pieces where they are known, else down to orders."""
    whole = before.amount_per_buyer, now.amount_per_buyer
    names: tuple[str, ...] = ("orders_per_buyer", "items_per_order", "price_per_item")
    if before.all_counted and now.all_counted:
        pieces = Product(names, before.basket, now.basket)
    else:
        factors = (*before.basket, before.beyond_counted), (*now.basket, now.beyond_counted)
        pieces = Product((*names, "uncounted_orders"), *factors)
    return pieces.of(*whole) or _by_order(before, now).of(*whole)


def _by_order(before: Sums, now: Sums) -> Product:
    def factors(of: Sums) -> Factors:
        return over(of.buyers_orders, of.buyers), over(of.known, of.buyers_orders)

    return Product(("orders_per_buyer", "buyers_amount_per_order"), factors(before), factors(now))
