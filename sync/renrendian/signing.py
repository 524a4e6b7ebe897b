"""The signature of a call: everybody who sees the parameters can make it, so it proves nothing but that they are whole.

UPPER(MD5(``k=v&k=v...``)) over all parameters that are sent but itself, sorted by name, values as they are and not as
they stand in an address. So say seven clients that run against the real interface, and one of them that it need not be
made with the secret.
"""

import hashlib
from collections.abc import Mapping


def sign(params: Mapping[str, str | int]) -> str:
    """The value of ``sign`` for these parameters."""
    text = "&".join(f"{name}={params[name]}" for name in sorted(params))
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()
