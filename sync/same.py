"""What of a raw item is the same whenever it is seen.

A row of a list that tells no time is handed on with the moment it was seen at. One that cannot be read comes again each
day, and is no other row for that.
"""

import re

_SEEN_AT = re.compile(rb'"seen_at":[0-9]+')


def same(raw: bytes) -> bytes:
    """An item without the moment it was seen at."""
    return _SEEN_AT.sub(b"", raw)
