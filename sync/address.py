"""The address of an interface as it was typed: whether it can be used at all, and without giving secrets away."""

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

import httpx2

from sync import messages

_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_LONGEST_NAME = 253


def check(url: str, plain_http_host: str | None) -> bool:
    """Whether the address is this very computer. Raises KnownError for one that cannot or must not be used.

    ``plain_http_host`` is the host with which it was agreed to speak without encryption, "" where that was asked and
    not agreed to, None where it is not asked.
    """
    refuse_password(url)
    host = _host(url)
    local = is_loopback(host)
    if urlsplit(url).scheme == "http" and not local and host != plain_http_host:
        trouble = messages.PLAIN_HTTP if plain_http_host is None else messages.PLAIN_HTTP_UNLESS_AGREED
        raise trouble.known(host=host)
    return local


def refuse_password(typed: str) -> None:
    """Raises KnownError for an address with a name and password: it is kept and shown, a password must not be."""
    authority = re.split(r"[/?#\\]", typed.partition("://")[2] or typed, maxsplit=1)[0]
    if "@" in unicodedata.normalize("NFKC", authority):
        raise messages.PASSWORD_IN_ADDRESS.known()


def place_of(typed: str) -> str:
    """Where an address leads, for comparison: its host in small letters and its path, without scheme and last slash."""
    scheme, sign, rest = typed.strip().partition("://")
    host, slash, path = (rest if sign else scheme).partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host is this very computer, which needs no encryption."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(url: str) -> str:
    """The host of an address that a request can be made of. Raises KnownError."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
        name = httpx2.Request("GET", url).url.raw_host.decode("ascii")
    except (ValueError, httpx2.InvalidURL) as error:  # ValueError: also what cannot be written as UTF-8
        raise messages.BAD_ADDRESS.known(_kind(error), url=_shown(url)) from error
    if parts.scheme not in ("http", "https") or not _is_name(name):
        raise messages.BAD_ADDRESS.known(url=_shown(url))
    if parts.query or parts.fragment or url.endswith(("?", "#")):
        raise messages.TAIL_OF_ADDRESS.known()
    return host


def _is_name(host: str) -> bool:
    """Whether a network can be asked for a host: RFC 1035, with the underscores that are in use."""
    if ":" in host:
        return True  # IPv6, which the HTTP library has looked at
    labels = host.removesuffix(".").split(".")
    return len(host) <= _LONGEST_NAME and all(_LABEL.fullmatch(label) for label in labels)


def _shown(url: str) -> str:
    """As it was typed, without what a screen cannot show or should not, and what would fill it."""
    text = re.split(r"[?#]", url, maxsplit=1)[0]
    return "".join(each if each.isprintable() else "□" for each in text)[:100]


def _kind(error: Exception) -> str:
    return type(error).__name__
