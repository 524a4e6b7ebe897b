"""What the preview foresees is what the store does, whoever wrote the rows before."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from storage.foresee import foresee
from storage.records import Customer
from storage.shop import Shop
from storage.store import open_store
from storage.upsert import Tombstone

VALUES = st.sampled_from([UNSET, None, "a", "b"])
CUSTOMERS = st.lists(
    st.builds(
        Customer,
        id=st.sampled_from(["1", "2", "3"]),
        updated_at=st.integers(1, 3),
        name=VALUES,
        province=VALUES,
        joined_at=st.sampled_from([UNSET, None, 5, 6]),
    ),
    max_size=3,
    unique_by=lambda customer: customer.id,
)
WRITES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["api", "file"]), CUSTOMERS),
        st.tuples(st.just("api"), st.builds(Tombstone, id=st.sampled_from(["1", "2"]), updated_at=st.integers(1, 3))),
    ),
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(WRITES, CUSTOMERS)
def test_foreseen_counts_are_the_counts(
    before: list[tuple[str, list[Customer] | Tombstone]], file: list[Customer]
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        store.put_shop(Shop(id="s", name="s"))
        for number, (source, written) in enumerate(before):
            with store.write() as tx:
                if isinstance(written, Tombstone):
                    tx.delete("s", source, "customers", [written])
                    continue
                imported = tx.begin_import("s", "file", "f", f"{number}", "p") if source == "file" else None
                tx.upsert("s", imported.source if imported else source, written)
        foreseen = foresee(store, "s", file)
        with store.write() as tx:
            imported = tx.begin_import("s", "file", "f", "last", "p")
            assert imported is not None
            assert tx.upsert("s", imported.source, file) == foreseen
