"""Customers: accounts, and guests who left a name with an order."""

from storage.records import Customer
from sync.persons import full_name
from sync.vendure.bodies import CustomerBody
from sync.vendure.told import millis, plain


def customer_of(body: CustomerBody) -> Customer:
    """One customer. Addresses are left out: a new one does not move the customer's date, and would stay unseen."""
    return Customer(
        id=body.id,
        updated_at=millis(body.updated_at),
        name=plain(full_name(body.first_name, body.last_name)),
        phone=plain(body.phone_number),
        joined_at=millis(body.created_at),
    )
