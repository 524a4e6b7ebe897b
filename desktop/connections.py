"""Which address and client each shop of a profile is synced with. Secrets are not in here."""

from pathlib import Path

import msgspec

from desktop.atomic import write_whole

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


def save(folder: Path, shop_id: str, address: Address) -> None:
    """Remember the address of one shop."""
    known = load(folder) | {shop_id: address}
    data = msgspec.json.format(msgspec.json.encode(known), indent=2)

    def write(path: Path) -> None:
        path.write_bytes(data)

    write_whole(folder / _FILE, write)
