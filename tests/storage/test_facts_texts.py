"""Numberings on disk: they grow over many blocks and never change a number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.facts_file import open_facts_file
from storage.facts_texts import StoredCodes, count_texts, read_texts
from storage.store import open_store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path) as store:
        database = open_facts_file(store)
        yield database
        database.close()


def test_numberings_grow_over_blocks_and_keep_every_number(database: Database) -> None:
    texts = [f"order {number}" for number in range(200_000)]
    for known in (10, 65_536, 65_537, 140_000, 200_000, 200_000):
        with database.write() as connection:
            codes = StoredCodes(connection, "s1")
            numbers = codes.of("id:orders").numbers(texts[:known])
            assert numbers.tolist() == list(range(known))
            codes.save()
        with database.reader() as reader:
            assert read_texts(reader, "s1", "id:orders") == texts[:known]
            assert count_texts(reader, "s1", "id:orders") == known


def test_shops_and_domains_are_numbered_apart(database: Database) -> None:
    with database.write() as connection:
        for shop, domain, texts in (
            ("s1", "id:orders", ["a", "b"]),
            ("s2", "id:orders", ["b"]),
            ("s1", "id:visits", ["c"]),
        ):
            codes = StoredCodes(connection, shop)
            codes.of(domain).numbers([*texts, None, *texts])
            codes.save()
    with database.reader() as reader:
        assert read_texts(reader, "s1", "id:orders") == ["a", "b"]
        assert read_texts(reader, "s2", "id:orders") == ["b"]
        assert read_texts(reader, "s1", "id:visits") == ["c"]
        assert read_texts(reader, "s1", "id:customers") == []
        assert count_texts(reader, "s1", "id:customers") == 0


def test_distinct_texts_get_the_same_numbers_whichever_way(database: Database) -> None:
    with database.write() as connection:
        codes = StoredCodes(connection, "s1").of("id:orders")
        assert codes.numbers_of_distinct(["a", "b"]).tolist() == [0, 1]
        assert codes.numbers_of_distinct(["c", "b", "d"]).tolist() == [2, 1, 3]
        assert codes.numbers(["d", None, "a"]).tolist() == [3, -1, 0]
        assert codes.texts() == ["a", "b", "c", "d"]
