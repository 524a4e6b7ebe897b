"""The secret that two shops share: a code of digits to be read out like a bank card, and the keys made from it."""

import hmac
import unicodedata
from hashlib import blake2b, scrypt

from msgspec import Struct

from analytics.cooperation.refusals import mistyped

_SECRET, _CHECK, _BLOCK = 24, 4, 4
"""Digits: 24 drawn by lot are 80 bits, 4 more tell a slip of the tongue."""
_SALT = b"zhanggui-cooperation/1"
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26, "dklen": 40}
"""A tenth of a second and 32 MB for each guess (RFC 7914)."""


class Agreement(Struct, frozen=True):
    """What both sides of one agreement work out from its code."""

    id: str
    """Stands in the files; tells one agreement from another and nothing of the code."""
    key: bytes

    def key_for(self, purpose: str) -> bytes:
        """A key of its own for each purpose."""
        return hmac.digest(self.key, purpose.encode(), "sha256")


def new_code(drawn: bytes) -> str:
    """A code in blocks of four digits from 16 bytes or more drawn by lot: 1234-5678-..."""
    secret = f"{int.from_bytes(drawn) % 10**_SECRET:0{_SECRET}}"
    return in_blocks(secret + _check_of(secret))


def in_blocks(code: str) -> str:
    """A code as people type it, the way it is read out. Raises KnownError for a slip."""
    digits = _digits_of(code)
    return "-".join(digits[at : at + _BLOCK] for at in range(0, len(digits), _BLOCK))


def agreement_of(code: str) -> Agreement:
    """The agreement of a code as people type it, spaces and dashes anywhere. Raises KnownError for a slip.

    The salt is the same for everybody: the code itself is drawn by lot.
    """
    made = scrypt(_digits_of(code)[:_SECRET].encode(), salt=_SALT, **_COST)
    return Agreement(made[:8].hex(), made[8:])


def _digits_of(code: str) -> str:
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", code) if letter not in "-–— \t\r\n")
    if not (digits.isascii() and digits.isdecimal()) or digits[_SECRET:] != _check_of(digits[:_SECRET]):
        raise mistyped(_SECRET + _CHECK)
    return digits


def _check_of(secret: str) -> str:
    return f"{int.from_bytes(blake2b(secret.encode(), digest_size=8).digest()) % 10**_CHECK:0{_CHECK}}"
