"""To which shop the tables of an import go: what somebody chose for a platform, and what follows from that."""

from typing import Literal

from msgspec import Struct

from storage.shop import Shop
from storage.words import Words

Answer = Literal["shop", "currency", "timezone"]
Because = Literal["", "told", "same", "last"]
"""Why a shop is proposed: its earlier files say they are of the same shop as these; it has records of the files
already; such files went there last."""


class Into(Struct, frozen=True):
    """What somebody chose for the tables of one platform; what is "" follows from the files and the shops."""

    shop_id: str = ""
    """Of a shop that is there."""
    name: str = ""
    """Of a shop that the import makes."""
    timezone: str = ""
    """In which the files write their moments, and of a new shop its own."""
    currency: str = ""
    """As everybody writes it: USD."""

    @property
    def is_new(self) -> bool:
        """Whether the import makes the shop."""
        return not self.shop_id


class Destination(Struct, frozen=True):
    """Where the tables of one platform would go, and what has to be answered first."""

    platform: str
    name: Words
    shop: Shop
    """There already, or to be made; its currency is "" where nothing tells it yet."""
    is_new: bool
    because: Because = ""
    new_name: str = ""
    """For a new shop, where one is wanted."""
    worldwide: bool = False
    """Shops of every currency and time zone export such files."""
    told: tuple[str, ...] = ()
    """Currencies that the files tell."""
    asks: tuple[Answer, ...] = ()
    """What has to be answered: of a new shop because nothing tells it, and which shop where the files contradict."""
    told_shops: tuple[str, ...] = ()
    """Shops of which the files say they are, where that is not the shop, or more than one."""
    known_as: tuple[str, ...] = ()
    """Shops of which the shop's earlier files said they were."""
    waiting: tuple[str, ...] = ()
    """Paths of tables that cannot be read before a currency is chosen, or a shop that has theirs."""
    settled: bool = False
    """Somebody told of such tables to which shop they belong; that is changed where it was told."""

    @property
    def misfit(self) -> bool:
        """Whether files are in another currency than the shop: they belong to another one."""
        return bool(self.waiting) and not self.is_new
