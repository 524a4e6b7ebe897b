"""Codes agreed with partners: kept by shop and profile, the last used first, however they were typed."""

from pathlib import Path

import pytest

from analytics.cooperation.agreement import new_code
from desktop import partner_codes
from storage.errors import KnownError
from storage.store import open_store

CODES = [new_code(bytes([number]) * 16) for number in range(10)]


def test_the_last_used_code_comes_first_and_once(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert partner_codes.kept(store, "s1") == ()
        for typed in (CODES[0], CODES[1], CODES[0].replace("-", " ")):
            partner_codes.keep(store, "s1", typed)
        assert partner_codes.kept(store, "s1") == (CODES[0], CODES[1])
        with pytest.raises(KnownError):
            partner_codes.keep(store, "s1", "1234")


def test_each_shop_and_each_profile_has_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "a") as store, open_store(tmp_path / "b") as other:
        partner_codes.keep(store, "s1", CODES[0])
        assert partner_codes.kept(store, "s2") == ()
        assert partner_codes.kept(other, "s1") == ()


def test_no_more_are_kept_than_a_keyring_takes(tmp_path: Path) -> None:
    """That of Windows holds 1,280 letters."""
    with open_store(tmp_path) as store:
        for code in CODES:
            partner_codes.keep(store, "s1", code)
        assert partner_codes.kept(store, "s1") == tuple(reversed(CODES[2:]))
        assert len(" ".join(partner_codes.kept(store, "s1"))) < 1280
