"""The file dialog offers what is read."""

import gzip
from pathlib import Path

import pytest

from sync.files.containers import SUFFIXES
from sync.files.mapping import paper
from tests.sync.one_file import preview
from tests.sync.packed import archive, workbook
from tests.sync.retail import HEADER, LANTERN, new_store, write
from ui.pages.data.importing import OFFERED

TEXT = f"{HEADER}\n{LANTERN}\n"


def test_the_dialog_offers_the_endings_of_the_containers_and_of_mappings() -> None:
    assert OFFERED.split() == [f"*.{suffix}" for suffix in (*SUFFIXES, paper.SUFFIX)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_each_ending_is_read(tmp_path: Path, suffix: str) -> None:
    written = {
        "gz": gzip.compress(TEXT.encode()),
        "tsv": TEXT.replace(",", "\t").encode(),
        "xlsx": workbook({"Sheet1": TEXT}),
        "xlsm": workbook({"Sheet1": TEXT}),
        "zip": archive({"orders.csv": TEXT.encode()}),
    }
    path = write(tmp_path, written.get(suffix, TEXT.encode()), f"orders.{suffix}")
    with new_store(tmp_path) as store:
        assert preview(store, path).preset == "online_retail"
