"""Who bought: an account of the shop, or a guest whom an e-mail address makes the same person every time.

A shop that lets people order without an account has most of its buyers there. They would all be nobody, and whoever
asks who comes back would learn nothing. So a guest's e-mail address, in small letters, is an identity: ``guest:`` with
the address. A guest without one (an order typed in by the shop) stays unknown. Guests are told by orders alone: an
account with the same address is merged with them only where both gave the same phone (``storage/identities.py``).
"""

from storage.records import Customer
from sync.persons import by_mail
from sync.woocommerce.bodies import Address, CustomerBody, OrderHead
from sync.woocommerce.places import region_of
from sync.woocommerce.told import full_name, moment, moment_or_none, plain

GUEST = "guest:"


def buyer_of(order: OrderHead) -> str | None:
    """The id of whoever ordered; None for a guest without an e-mail address."""
    if order.customer_id:
        return str(order.customer_id)
    return by_mail(GUEST, order.billing.email or "")


def guest_of(order: OrderHead, updated_at: int) -> Customer | None:
    """The guest who ordered, as the newest order shows him; None for an account or for nobody."""
    buyer = buyer_of(order)
    if buyer is None or not buyer.startswith(GUEST):
        return None
    where = delivery_of(order.billing, order.shipping)
    return Customer(
        id=buyer,
        updated_at=updated_at,
        name=full_name(order.billing) or full_name(order.shipping),
        phone=plain(order.billing.phone or order.shipping.phone),
        province=region_of(where.country, where.state),
        city=plain(where.city),
    )


def customer_of(body: CustomerBody) -> Customer:
    """An account. It was changed when it says so; one never changed since it was opened says nothing."""
    where = delivery_of(body.billing, body.shipping)
    joined = moment_or_none(body.date_created_gmt)
    own = Address(first_name=body.first_name, last_name=body.last_name)
    return Customer(
        id=str(body.id),
        updated_at=moment(body.date_modified_gmt) if body.date_modified_gmt else joined or 0,
        name=full_name(own) or full_name(body.billing) or plain(body.username),
        phone=plain(body.billing.phone or body.shipping.phone),
        province=region_of(where.country, where.state),
        city=plain(where.city),
        joined_at=joined,
    )


def delivery_of(billing: Address, shipping: Address) -> Address:
    """Where the parcel goes: to the address for it, where one is given."""
    return shipping if shipping.country or shipping.state or shipping.city else billing
