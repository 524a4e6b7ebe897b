"""What tells a row of a list from others, before it is understood."""

import msgspec
from msgspec import Raw

_fields = msgspec.json.Decoder(dict[str, Raw]).decode


def id_of(row: Raw, *names: str) -> str:
    """The first of these fields that tells anything; the row's own text if it cannot be read or tells none of them."""
    try:
        fields = _fields(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        fields = {}
    told = (msgspec.json.decode(fields[name]) for name in names if name in fields)
    return next((str(each) for each in told if each), bytes(row).decode(errors="replace"))
