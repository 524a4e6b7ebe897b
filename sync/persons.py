"""Who somebody is, told by an address, and how a name in two parts is written: the same for interfaces and files."""

import hashlib
import re

_LONGEST_ID = 128
_HAN = re.compile("[\u3400-\u9fff]")


def by_mail(prefix: str, address: str) -> str | None:
    """The id of whoever has an e-mail address; None without one. Small and capital letters are the same address.

    An address that cannot be (RFC 2606 keeps ``.invalid`` for those) is nobody's: shops write one for all whom they
    have forgotten, as WooCommerce does with deleted@site.invalid.
    """
    bare = address.strip().lower()
    if not bare or bare.endswith(".invalid"):
        return None
    known = prefix + bare
    return known if len(known) <= _LONGEST_ID else prefix + hashlib.sha256(bare.encode()).hexdigest()


def full_name(first: str, last: str) -> str:
    """The family name first, without a blank, where it is written in Chinese; "" where neither is told."""
    first, last = first.strip(), last.strip()
    return last + first if _HAN.search(first + last) else f"{first} {last}".strip()
