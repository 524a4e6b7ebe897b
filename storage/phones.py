"""Phones that identify customers, for the one thing they are read for: to be hashed on this computer.

A phone that several people of the shop have says nothing of any of them, as for merges: it is left out.
"""

import hmac

from storage.driver import Connection
from storage.identities import plain_phone, resolved


def people_by_phone(connection: Connection, shop_id: str) -> dict[str, str]:
    """Plain phone -> id of the one person who has it, merged customers being one; masked phones are not among them."""
    merged = resolved(connection, shop_id)
    holders: dict[str, set[str]] = {}
    found = connection.execute(
        "SELECT id, phone FROM customers WHERE shop_id = ? AND NOT deleted AND phone IS NOT NULL ORDER BY id",
        (shop_id,),
    )
    for customer_id, text in found:
        phone = plain_phone(text)
        if phone is not None:
            holders.setdefault(phone, set()).add(merged.get(customer_id, customer_id))
    return {phone: next(iter(people)) for phone, people in holders.items() if len(people) == 1}


def local_key(connection: Connection, shop_id: str, purpose: str) -> bytes:
    """A key that this profile alone has and that never changes: for what nobody else is to work out again."""
    (key,) = connection.execute("SELECT value FROM meta WHERE name = 'identity_key'").fetchone()
    return hmac.digest(key, f"{purpose}/{shop_id}".encode(), "sha256")
