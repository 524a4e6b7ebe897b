"""The OAuth 1.0a signature of a question (RFC 5849, 3.4), one-legged: a key and its secret, no token. Pure."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct

METHOD = "HMAC-SHA256"
"""WooCommerce knows this and HMAC-SHA1."""


class Stamp(Struct, frozen=True):
    """What makes a signed question a question of its own: nobody can send it once more later."""

    seconds: int
    """Since 1970, by the server's clock."""
    nonce: str


def signed(
    method: str, url: str, params: Mapping[str, str | int], key: str, secret: str, stamp: Stamp
) -> dict[str, str | int]:
    """The parameters of a question with what proves that the holder of ``secret`` asked it.

    ``url`` is without query, as the server itself knows it.
    """
    dressed = {
        **params,
        "oauth_consumer_key": key,
        "oauth_nonce": stamp.nonce,
        "oauth_signature_method": METHOD,
        "oauth_timestamp": stamp.seconds,
    }
    digest = hmac.digest(f"{_escaped(secret)}&".encode(), _base_string(method, url, dressed).encode(), hashlib.sha256)
    return {**dressed, "oauth_signature": b64encode(digest).decode()}


def _base_string(method: str, url: str, params: Mapping[str, str | int]) -> str:
    """RFC 5849, 3.4.1: method, address and sorted parameters, each escaped once more as a whole."""
    pairs = sorted((_escaped(name), _escaped(str(value))) for name, value in params.items())
    listed = "&".join(f"{name}={value}" for name, value in pairs)
    return "&".join((method.upper(), _escaped(url), _escaped(listed)))


def _escaped(text: str) -> str:
    """RFC 5849, 3.6: everything but letters, digits and ``-._~``."""
    return quote(text, safe="-._~")
