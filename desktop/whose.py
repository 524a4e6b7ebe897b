"""Which shop of the profile a connection leads to, so that no shop takes the place of another.

``found`` is what was seen through the connection, ``address`` what is to be remembered of it.
"""

from msgspec import structs

from desktop import connections
from desktop.connections import Address
from storage.errors import KnownError
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.connect import Found
from sync.connectors import connector_of
from sync.identity import copy_of, may_be


def shop_of(store: Store, found: Found, address: Address) -> Shop:
    """The shop as the profile has it: connected already, made from files, or new.

    Raises KnownError where it would take the place of another that is connected.
    """
    known = connections.connected(store.folder, found.shop.id)
    if known is None:
        return _from_files(store, found) or found.shop
    shop_id, before = known
    _confirm_way(found.shop, before, address)
    if _place(before) != _place(address) or not (found.is_told or may_be(store, shop_id, found.orders)):
        raise _other_shop(found.shop, f"{shop_id}: {_place(before)} before, now {_place(address)}")
    return structs.replace(found.shop, id=shop_id)


def confirmed(store: Store, shop_id: str, found: Found, before: Address, address: Address) -> Shop:
    """The shop whose connection is changed. Raises KnownError where it would lead to another."""
    shop = next(each for each in store.shops() if each.id == shop_id)
    _confirm_way(shop, before, address)
    is_told = found.is_told and _place(before) == _place(address)
    called = before.shop or shop_id
    if found.shop.id != called or not (is_told or may_be(store, shop_id, found.orders)):
        raise _not_this(shop, found.shop)
    return structs.replace(found.shop, id=shop_id, name=shop.name)


def _place(address: Address) -> str:
    """Where it leads, whichever way it was typed."""
    return connector_of(address.kind).place(address.answers.get("url", ""))


def _from_files(store: Store, found: Found) -> Shop | None:
    """The shop that was made from files of this very shop before it was connected, under the name it has."""
    shops = store.shops()
    if any(each.id == found.shop.id for each in shops):
        return None
    connected = connections.load(store.folder)
    candidates = [each for each in shops if each.id not in connected and each.currency == found.shop.currency]
    same = copy_of(store, candidates, found.orders)
    return None if same is None else structs.replace(found.shop, id=same.id, name=same.name)


def _confirm_way(shop: Shop, before: Address, address: Address) -> None:
    if before.kind != address.kind:
        platform = connector_of(before.kind).name
        raise KnownError(
            Words(
                f"「{shop.name}」已经通过「{platform.zh}」连接。",
                f"{shop.name} is connected through {platform.en} already.",
            ),
            Words("请换一个账本连接它。", "Connect it in another profile."),
            shop.id,
        )


def _other_shop(shop: Shop, detail: str) -> KnownError:
    return KnownError(
        Words(
            f"「{shop.name}」已经连接着，这次填的像是另一家店，所以没有替换它。",
            f"{shop.name} is connected already, and this looks like another shop. It was not replaced.",
        ),
        Words(
            "另一家店：请换一个账本连接，或者给它另起店名。确实是同一家店（比如换了网址）：在它的卡片上点「改连接」，"
            "或先断开再连接，数据都还在。",
            "Another shop: connect it in another profile, or give it a name of its own. The same shop at a new "
            "address: choose “Change connection” on its card, or disconnect it and connect it again; the data stays.",
        ),
        detail,
    )


def _not_this(shop: Shop, found: Shop) -> KnownError:
    return KnownError(
        Words(
            f"这样填会连到另一家店（{found.name}），不是「{shop.name}」，所以没有改。",
            f"This leads to another shop ({found.name}), not to {shop.name}. Nothing was changed.",
        ),
        Words(
            "要连另一家店，请点「连接店铺」。确实是同一家店（比如换了网址）：先断开，再连接，数据都还在。",
            "To connect another shop, choose “Connect a shop”. The same shop at a new address: disconnect it, then "
            "connect it again; the data stays.",
        ),
        f"{found.id} found, {shop.id} expected",
    )
