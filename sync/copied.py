"""What the copy has of a source's own orders, for a source whose lists do not tell what changed.

Which orders may change still is then known from the copy alone. A list of them kept by the source would have to be
written with every page; and what the copy lacks, because it could not be read, would be thought to be there.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from msgspec import Struct

from storage import held
from storage.held import Placed, Stretch
from storage.store import Store
from sync.source import Source


class Copied(Struct, frozen=True):
    """Looks into the copy. A page that was handed over a moment ago may not be in it yet."""

    not_closed: Callable[[Sequence[str]], Collection[str]]
    """Those of the ids whose orders this source has told, and not as closed."""
    under_way: Callable[[Stretch, int], Sequence[Placed]]
    """The first orders of a stretch, so many at most, that are neither closed nor finished for long."""


EMPTY = Copied(not_closed=lambda ids: (), under_way=lambda stretch, limit: ())
"""Until it is known which shop a connection is of."""


@runtime_checkable
class Recalling(Source, Protocol):
    """A source that goes by what the copy has of its orders."""

    def recall(self, copied: Copied) -> None:
        """Look there. Called once before the first page; to be used from the thread of ``pages`` as well."""
        ...


def copied(store: Store, shop_id: str, source: str) -> Copied:
    """The orders of a shop that a source of this name has told."""
    return Copied(
        not_closed=partial(held.not_closed, store, shop_id, source),
        under_way=partial(held.under_way, store, shop_id, source),
    )
