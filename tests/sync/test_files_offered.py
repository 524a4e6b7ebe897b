"""The file dialog offers what is read, and nothing that is refused."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from storage.errors import KnownError
from sync.files.containers import SUFFIXES, open_sheet
from sync.files.table import open_table
from tests.sync.retail import HEADER, LANTERN, write
from ui.pages.data.importing import OFFERED

TEXT = f"{HEADER}\n{LANTERN}\n"


def test_the_dialog_offers_the_endings_of_the_containers() -> None:
    assert OFFERED.split() == [f"*.{suffix}" for suffix in SUFFIXES]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_each_ending_is_read(tmp_path: Path, suffix: str) -> None:
    written = {"gz": gzip.compress(TEXT.encode()), "tsv": TEXT.replace(",", "\t").encode()}
    path = write(tmp_path, written.get(suffix, TEXT.encode()), f"orders.{suffix}")
    assert open_table(path).preset.id == "online_retail"


@pytest.mark.parametrize("suffix", ["xlsx", "zip"])
def test_what_is_refused_is_not_offered(tmp_path: Path, suffix: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("orders.csv", TEXT)
    with pytest.raises(KnownError):
        open_sheet(write(tmp_path, packed.getvalue(), f"orders.{suffix}"))
    assert suffix not in SUFFIXES
