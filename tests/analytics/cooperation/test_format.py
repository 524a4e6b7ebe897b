"""The file: what is written is read, and whatever else comes is refused in words."""

import gzip
import json
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from analytics.cooperation.agreement import Agreement
from analytics.cooperation.format import from_bytes, to_bytes
from analytics.cooperation.sent import Group, Sent
from storage.errors import KnownError

OURS, STRANGERS = Agreement("0123456789abcdef", b"k" * 32), Agreement("fedcba9876543210", b"s" * 32)
THEIR_PROFILE, OUR_PROFILE = b"p" * 32, b"q" * 32
MADE, LAST = date(2026, 11, 30), date(2026, 12, 30)


def sent(bits: int = 20, sizes: tuple[int, ...] = (15, 40), seed: int = 1) -> Sent:
    rng = np.random.default_rng(seed)
    every = rng.integers(0, 2**64, sum(sizes), dtype=np.uint64)
    marks = np.split(every, np.cumsum(sizes)[:-1])
    return Sent(bits, MADE, LAST, tuple(Group(f"类目{place}", np.sort(some)) for place, some in enumerate(marks)))


def lines_of(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


def packed(lines: list[dict[str, Any]]) -> bytes:
    """A file as somebody without the code would make it: the checksum is right, the seal cannot be."""
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines[:-1])
    seal = lines[-1] | {"sha256": sha256(body).hexdigest()}
    return gzip.compress(body + json.dumps(seal).encode() + b"\n")


DATA = to_bytes(sent(), OURS, THEIR_PROFILE)


def refused(data: bytes, agreement: Agreement = OURS, profile: bytes = OUR_PROFILE, today: date = MADE) -> KnownError:
    with pytest.raises(KnownError) as error:
        from_bytes(data, agreement, profile, today)
    assert error.value.what.en
    assert error.value.next_step.en
    return error.value


@settings(max_examples=40, deadline=None)
@given(st.integers(18, 24), st.lists(st.integers(10, 60), min_size=1, max_size=6), st.integers(0, 99))
def test_what_is_written_is_read(bits: int, sizes: list[int], seed: int) -> None:
    one = sent(bits, tuple(sizes), seed)
    read = from_bytes(to_bytes(one, OURS, THEIR_PROFILE), OURS, OUR_PROFILE, LAST)
    assert (read.bits, read.made, read.expires, read.people) == (bits, MADE, LAST, sum(sizes))
    for before, after in zip(one.groups, read.groups, strict=True):
        assert before.name == after.name
        assert (before.marks == after.marks).all()


def test_the_same_content_makes_the_same_bytes() -> None:
    assert to_bytes(sent(), OURS, THEIR_PROFILE) == DATA


def test_the_file_is_what_its_document_says() -> None:
    header, *groups, seal = lines_of(DATA)
    assert list(header) == ["format", "version", "agreement", "shop", "made", "expires", "bits", "people", "groups"]
    assert (header["format"], header["version"]) == ("zhanggui-cooperation", 2)
    assert (header["agreement"], header["people"], header["groups"]) == (OURS.id, 55, 2)
    assert [list(group) for group in groups] == [["group", "people", "marks"]] * 2
    assert list(seal) == ["sha256", "hmac"]
    assert OURS.key not in gzip.decompress(DATA)
    assert OURS.key.hex().encode() not in gzip.decompress(DATA)


def test_a_file_cut_off_anywhere_is_refused() -> None:
    for size in range(len(DATA)):
        assert refused(DATA[:size]).what.zh in (
            "这不是掌柜的合作文件。",
            "合作文件不完整，可能在传送时损坏了。",
        )


def test_a_changed_byte_anywhere_is_refused_or_changes_nothing() -> None:
    for at in range(len(DATA)):
        changed = DATA[:at] + bytes([DATA[at] ^ 0x55]) + DATA[at + 1 :]
        if 4 <= at < 10:  # of gzip's own header: the time and the system it was made on say nothing
            continue
        refused(changed)


def test_two_files_in_one_are_refused() -> None:
    assert "不完整" in refused(DATA + DATA).what.zh


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", gzip.compress(b"id,name\n1,x\n", mtime=0), gzip.compress(b'{"a": 1}\n', mtime=0)]
)
def test_something_else_is_told_as_such(data: bytes) -> None:
    assert refused(data).what.zh == "这不是掌柜的合作文件。"


def test_a_later_version_is_refused_whatever_else_it_has() -> None:
    header, *_ = lines_of(DATA)
    later = gzip.compress(json.dumps(header | {"version": 3, "curve": "x25519"}).encode() + b"\nsomething else")
    assert refused(later).what.zh == "这份合作文件是更新版本的掌柜导出的。"
    assert refused(later).next_step.zh == "请先升级掌柜，再打开。"


def test_an_older_version_is_refused_because_its_files_told_too_much() -> None:
    header, *rest = lines_of(DATA)
    older = refused(packed([header | {"version": 1}, *rest]))
    assert "旧版本的掌柜导出的" in older.what.zh
    assert "同一个合作码再导出一份" in older.next_step.zh


def test_the_code_of_another_agreement_opens_nothing() -> None:
    assert refused(DATA, STRANGERS).what.zh == "合作码和这份文件对不上。"


def test_what_somebody_changed_without_the_code_is_refused() -> None:
    header, one, other, seal = lines_of(DATA)
    for changed in ([header | {"expires": "2030-01-01"}, one, other, seal], [header, other, one, seal]):
        assert refused(packed(changed)).what.zh == "合作文件被人改过。"


def test_an_old_file_and_ones_own_are_told_as_such() -> None:
    assert refused(DATA, today=date(2026, 12, 31)).what.zh == "合作文件已过期，有效期到 2026-12-30。"
    assert refused(DATA, profile=THEIR_PROFILE).what.zh == "这是你自己店铺导出的文件。"


def with_names(*names: str) -> Sent:
    return replace(sent(), groups=tuple(Group(n, g.marks) for n, g in zip(names, sent().groups, strict=True)))


def crowded(bits: int) -> Sent:
    """Every bucket there is, so that everybody would be found."""
    return Sent(bits, MADE, LAST, (Group("其他", np.arange(2**bits, dtype=np.uint64)),))


ONE = sent().groups[0].marks


@pytest.mark.parametrize(
    "wrong",
    [
        with_names("甲", "甲"),
        with_names("", "甲"),
        with_names(" ", "甲"),
        with_names("甲\x00\x1b[31m", "乙"),
        with_names("甲\u202e", "乙"),
        with_names("甲" * 61, "乙"),
        replace(sent(), groups=()),
        replace(sent(), groups=sent(sizes=(10,) * 22).groups),
        replace(sent(), groups=(Group("甲", ONE), Group("乙", ONE))),
        replace(sent(), groups=(Group("甲", ONE[::-1]),)),
        replace(sent(), groups=(Group("甲", np.repeat(ONE, 2)),)),
        replace(sent(), groups=(Group("甲", ONE[:9]),)),
        crowded(8),
        sent(bits=12),
        replace(sent(), expires=date(9999, 12, 31)),
        replace(sent(), expires=date(2026, 11, 29)),
        replace(sent(), made=date(2026, 12, 3)),
    ],
)
def test_what_the_partner_sealed_but_zhanggui_never_writes_is_refused(wrong: Sent) -> None:
    assert refused(to_bytes(wrong, OURS, THEIR_PROFILE), today=date(2026, 11, 29)).what.zh == (
        "合作文件不完整，可能在传送时损坏了。"
    )


def test_a_partner_whose_day_has_begun_earlier_is_read() -> None:
    assert from_bytes(DATA, OURS, OUR_PROFILE, date(2026, 11, 29)).made == MADE


def test_a_bomb_is_not_unpacked() -> None:
    header, *_ = lines_of(DATA)
    bomb = gzip.compress(json.dumps(header).encode() + b"\n" + b"0" * 2**27, 9)
    assert "不完整" in refused(bomb).what.zh
