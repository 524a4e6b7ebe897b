"""What is handed to reading where a row alone is not enough: with it goes whatever its meaning depends on."""

import msgspec
from msgspec import Raw, Struct


class Seen(Struct, frozen=True):
    """A row that tells no time of its last change: it is as new as the moment it was seen."""

    row: Raw
    seen_at: int
    """UTC milliseconds by the server's clock."""


class SeenGoods(Struct, frozen=True):
    """A product, and whether the list of those on sale has it."""

    goods: Raw
    seen_at: int
    listed: bool


class SeenGuider(Struct, frozen=True):
    """A promoter, with the customer who brought him."""

    guider: Raw
    seen_at: int
    parent: str | None
    """None: the shop itself."""
    is_known: bool = True
    """Whether ``parent`` could be found out."""


class Withheld(Struct, frozen=True):
    """Stands for an order or a product that the interface did not give, though it gives others."""

    withheld: str
    """Its number."""
    zh: str
    en: str
    """Why."""


_withheld = msgspec.json.Decoder(Withheld).decode


def withheld_in(item: Raw) -> Withheld | None:
    """What stands for a thing that was not given; None for an item that is one."""
    return _withheld(item) if bytes(item).startswith(b'{"withheld":') else None
