"""The numberings of ids and categories in facts.db: they only ever grow, so codes written earlier stay right."""

from storage.columns import Codes
from storage.driver import Connection
from storage.facts_pack import pack_texts, unpack_texts
from storage.schema import BLOCK_BITS


class StoredCodes:
    """The numberings of one shop, read when first needed, their new texts written at the end."""

    def __init__(self, connection: Connection, shop_id: str) -> None:
        self._connection = connection
        self._shop_id = shop_id
        self._codes: dict[str, Codes] = {}
        self._stored: dict[str, int] = {}

    def of(self, domain: str) -> Codes:
        """The numbering of a domain (``columns.domain_of``)."""
        if domain not in self._codes:
            codes = Codes(read_texts(self._connection, self._shop_id, domain))
            self._codes[domain], self._stored[domain] = codes, codes.size
        return self._codes[domain]

    def save(self) -> None:
        """Write the texts that are new."""
        for domain, codes in self._codes.items():
            if codes.size > self._stored[domain]:
                self._save(domain, codes)

    def _save(self, domain: str, codes: Codes) -> None:
        first = self._stored[domain] >> BLOCK_BITS  # the last block, if it is not full, is written anew
        size = 1 << BLOCK_BITS
        texts = codes.texts(first * size)
        parts = [texts[start : start + size] for start in range(0, len(texts), size)]
        self._connection.executemany(
            "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)",
            [
                (self._shop_id, domain, block, len(part), pack_texts(part))
                for block, part in enumerate(parts, start=first)
            ],
        )


def read_texts(connection: Connection, shop_id: str, domain: str) -> list[str]:
    """The texts of a domain in order of their codes."""
    found = connection.execute(
        "SELECT data FROM texts WHERE shop_id = ? AND domain = ? ORDER BY block", (shop_id, domain)
    )
    texts: list[str] = []
    for (data,) in found:
        texts += unpack_texts(data)
    return texts


def count_texts(connection: Connection, shop_id: str, domain: str) -> int:
    """How many texts a domain has."""
    (count,) = connection.execute(
        "SELECT coalesce(sum(size), 0) FROM texts WHERE shop_id = ? AND domain = ?", (shop_id, domain)
    ).fetchone()
    return int(count)
