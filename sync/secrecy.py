"""Secrets that this process has seen, and texts without them: what people, logs and databases get to read.

Servers and proxies echo what they were sent: in a redirect, an error page, the text of an error. So whoever makes a
text of something that came from outside asks here, and whoever holds a secret tells it here first. For the whole
process: a log does not know which connection a line is about.
"""

import re
import threading
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

import msgspec

_SHORTEST = 4
"""Signs. Shorter ones are no secret anybody should rely on, and would be taken out of the middle of every word."""
_INSTEAD = "***"

_lock = threading.Lock()
_known: set[str] = set()
_patterns = [re.compile(r"(?!)")]
"""One, of all that is known."""


def guard(secrets: Iterable[str]) -> None:
    """Never tell these from now on, however they are written."""
    written = {form for secret in secrets if len(secret) >= _SHORTEST for form in _written(secret)}
    with _lock:
        if not written <= _known:
            _known.update(written)
            # Longer ones first: a secret may be the beginning of another.
            _patterns[0] = re.compile("|".join(map(re.escape, sorted(_known, key=len, reverse=True))))


def redacted(text: str) -> str:
    """The text without any secret."""
    return _patterns[0].sub(_INSTEAD, text)


def _written(secret: str) -> set[str]:
    """The ways in which a secret is found in addresses, headers and bodies; in an address inside an address, too."""
    bare = secret.encode(errors="replace")
    once = {quote(bare, safe=""), quote(bare), quote_plus(bare)}
    encoded = once | {quote(each, safe="") for each in once}
    in_json = msgspec.json.encode(bare.decode()).decode()[1:-1]
    as_repr = {repr(secret)[1:-1], repr(bare)[2:-1]}
    return {secret, in_json, b64encode(bare).decode(), *as_repr, *encoded, *map(_small, encoded)}


def _small(text: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), text)
