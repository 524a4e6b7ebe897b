"""The codes agreed with partners, kept by shop where secrets are: it is natural to go on with the one there is."""

from analytics.cooperation.agreement import in_blocks
from desktop import secrets
from storage.phones import local_key
from storage.store import Store

_MOST = 8
_PURPOSE = "partner codes"


def kept(store: Store, shop_id: str) -> tuple[str, ...]:
    """The codes of a shop, the last used first; none where this computer has none (any more)."""
    return tuple((secrets.recall(_name(store, shop_id)) or "").split())


def keep(store: Store, shop_id: str, code: str) -> None:
    """Remember a code that was drawn or has just done its work. Raises KnownError for a slip."""
    used = in_blocks(code)
    others = (other for other in kept(store, shop_id) if other != used)
    secrets.keep(_name(store, shop_id), " ".join([used, *others][:_MOST]))


def _name(store: Store, shop_id: str) -> str:
    """Another one for the same shop in another profile, and nothing that names the shop."""
    with store.reader() as reader:
        return f"cooperation/{local_key(reader, shop_id, _PURPOSE).hex()[:16]}"
