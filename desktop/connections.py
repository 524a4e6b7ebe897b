"""Through which connector each shop of a profile is synced, and what was answered to it. Secrets are not in here.

The file has one object of texts per shop: the answers by name, and the kind of connector. A file from before there were
several kinds names none; its shops are behind the neutral contract.
"""

from pathlib import Path

import msgspec

from desktop.atomic import write_whole
from storage.errors import KnownError
from storage.words import Words
from sync import neutral
from sync.connector import Answers

_FILE = "connections.json"
_KIND, _SHOP = "kind", "shop id"


class Address(msgspec.Struct, frozen=True):
    """What is remembered of a connection."""

    kind: str
    """Id of the connector."""
    answers: Answers
    """Without the secrets."""
    shop: str = ""
    """What the connector calls the shop, where its copy has another id: it was made from files first."""


def load(folder: Path) -> dict[str, Address]:
    """Addresses by shop id; empty if none was ever kept."""
    try:
        kept = msgspec.json.decode((folder / _FILE).read_bytes(), type=dict[str, dict[str, str]])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        aside = folder / f"{_FILE}.damaged"
        (folder / _FILE).replace(aside)
        raise KnownError(
            Words("店铺的连接设置已损坏，读不出来。", "The connections of the shops are damaged and cannot be read."),
            Words(
                "数据都还在。请在「数据」页重新连接店铺；损坏的文件已另存。",
                "The data is safe. Connect the shop again on the Data page; the damaged file was set aside.",
            ),
            f"{aside}: {error}",
        ) from error
    return {
        shop_id: Address(each.pop(_KIND, neutral.NAME), each, each.pop(_SHOP, "")) for shop_id, each in kept.items()
    }


def connected(folder: Path, called: str) -> tuple[str, Address] | None:
    """The shop that connectors call so, with its address; None if none of that name is connected."""
    found = load(folder).items()
    return next(((shop_id, each) for shop_id, each in found if (each.shop or shop_id) == called), None)


def save(folder: Path, shop_id: str, address: Address) -> None:
    """Remember the address of one shop."""
    _write(folder, load(folder) | {shop_id: address})


def remove(folder: Path, shop_id: str) -> None:
    """Forget the address of one shop."""
    _write(folder, {each: address for each, address in load(folder).items() if each != shop_id})


def _write(folder: Path, known: dict[str, Address]) -> None:
    kept = {each: {_KIND: of.kind, **of.answers, **({_SHOP: of.shop} if of.shop else {})} for each, of in known.items()}
    data = msgspec.json.format(msgspec.json.encode(kept), indent=2)

    def write(path: Path) -> None:
        path.write_bytes(data)

    write_whole(folder / _FILE, write)
