"""Which address and client each shop of a profile is synced with. Secrets are not in here."""

from pathlib import Path

import msgspec

from desktop.atomic import write_whole
from storage.errors import KnownError
from storage.words import Words

_FILE = "connections.json"


class Address(msgspec.Struct, frozen=True):
    """What is remembered of a connection."""

    url: str
    client_id: str


def load(folder: Path) -> dict[str, Address]:
    """Addresses by shop id; empty if none was ever kept."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=dict[str, Address])
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


def save(folder: Path, shop_id: str, address: Address) -> None:
    """Remember the address of one shop."""
    known = load(folder) | {shop_id: address}
    data = msgspec.json.format(msgspec.json.encode(known), indent=2)

    def write(path: Path) -> None:
        path.write_bytes(data)

    write_whole(folder / _FILE, write)
