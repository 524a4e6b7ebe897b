"""Random orders that are hard on whoever sorts and links them."""

from random import Random

from storage.records import Order

DAY = 86_400_000


def random_orders(random: Random, count: int) -> list[Order]:
    """Few buyers and few moments, so that ties and long chains are common; some guests, some unpaid."""
    buyers = [f"b{number}" for number in range(random.choice([1, 3, count // 2 + 1]))]
    moments = [random.randrange(900 * DAY) for _ in range(random.choice([2, 20, count + 1]))]
    return [
        Order(
            id=f"o{number}",
            updated_at=1,
            created_at=0,
            buyer_id=random.choice([*buyers, None]),
            paid_at=random.choice([*moments, None]),
            payment_amount=random.choice([0, 1, 5000, -3, None, 2**40]),
        )
        for number in range(count)
    ]
