"""``zhanggui cooperate``: two shops, one code, their files, and what was planted found from both sides."""

import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from openpyxl import load_workbook

from analytics.cooperation.agreement import new_code
from desktop.cli import cooperate
from desktop.cli.main import main
from storage.records import Customer, Product
from tests.two_shops import Pair, in_profile, two_shops


class Desk(Struct, frozen=True):
    """Both shops as they stand after each wrote its file."""

    pair: Pair
    ours: Path
    theirs: Path
    code: Path
    our_file: Path
    their_file: Path


def run(profile: Path, *words: str) -> int:
    return main(["--profile", str(profile), "cooperate", *words])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    pair = two_shops(350, 400, orders=14_000)
    ours, theirs = in_profile(pair.ours, folder / "ours"), in_profile(pair.theirs, folder / "theirs")
    made = Desk(pair, ours, theirs, folder / "code.txt", folder / "ours.zgc", folder / "theirs.zgc")
    made.code.write_text(new_code(bytes(range(16))), encoding="utf-8")
    for profile, file in ((ours, made.our_file), (theirs, made.their_file)):
        assert run(profile, "export", str(file), "--code-file", str(made.code)) == 0
    return made


def compared(desk: Desk, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run(desk.ours, "compare", str(desk.their_file), "--code-file", str(desk.code), "--json", *words) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def rows(found: dict[str, Any], table: str) -> list[dict[str, Any]]:
    told = found["tables"][table]
    return [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]


def test_joint_buyers_and_what_fits_are_found(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(desk, capsys)
    (joint,) = rows(found, "joint")
    assert joint["joint"]["low"] <= desk.pair.joint <= joint["joint"]["high"]
    best, *others = rows(found, "mine")
    assert (best["product_id"], best["said"]) == (desk.pair.product, "更爱买")
    assert best["lift"]["low"] > 1.5
    assert not any(other["said"] == "更爱买" for other in others)
    (both,) = rows(found, "mine_by_group")
    assert (both["product_id"], both["group"]) == (desk.pair.product, desk.pair.category)
    theirs = rows(found, "theirs")
    listed = [row for table in ("mine", "mine_by_group", "theirs") for row in rows(found, table)]
    assert all(not row["lift"]["low"] <= 1 <= row["lift"]["high"] for row in listed)  # what is listed is a finding
    assert min(row["buyers"] for table in ("mine", "mine_by_group", "theirs") for row in rows(found, table)) >= 10
    assert [row["group"] for row in theirs if row["said"] == "更爱买"] == [desk.pair.category]


def test_the_partner_finds_the_same_from_the_other_side(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk.theirs, "compare", str(desk.our_file), "--code-file", str(desk.code), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    liked = [row["group"] for row in rows(found, "theirs") if row["said"] == "更爱买"]
    assert liked == [desk.pair.ours.category[desk.pair.product]]
    fitting = {desk.pair.theirs.category[row["product_id"]] for row in rows(found, "mine") if row["said"] == "更爱买"}
    assert fitting == {desk.pair.category}


def test_asked_again_it_answers_the_same(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(desk, capsys) == compared(desk, capsys)


def test_exported_again_it_tells_the_same_of_everybody(desk: Desk, tmp_path: Path) -> None:
    again = tmp_path / "again.zgc"
    assert run(desk.theirs, "export", str(again), "--code-file", str(desk.code)) == 0
    assert gzip.decompress(again.read_bytes()) == gzip.decompress(desk.their_file.read_bytes())


def test_nothing_in_the_file_names_anybody(desk: Desk) -> None:
    text, side = gzip.decompress(desk.their_file.read_bytes()).decode(), desk.pair.theirs
    said = re.sub(r'"(marks|sha256|hmac)":"[A-Za-z0-9+/=]*"', "", text)  # a name of three letters may lie in these
    assert len(said) < 2000
    people = [record for record in side.simulated.records("customers") if isinstance(record, Customer)]
    numbers = set(side.phones) | set(side.phones.values()) | set(side.category) | {side.simulated.shop.id}
    names = {str(person.name) for person in people} | {str(person.city) for person in people} - {"."}
    names |= {str(person.province) for person in people} | {str(side.simulated.shop.name)}
    names |= {product.title for product in side.simulated.records("products") if isinstance(product, Product)}
    assert len(numbers) > 4800
    assert [number for number in numbers if number in text] == []
    assert [name for name in names if name in said] == []


def test_it_goes_to_a_workbook_too(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "cooperation.xlsx"
    code = ("--code-file", str(desk.code))
    assert run(desk.ours, "compare", str(desk.their_file), *code, "--out", str(out)) == 0
    assert capsys.readouterr().out.strip() == str(out)
    book = load_workbook(out)
    assert any("共同买家" in title for title in book.sheetnames)
    said = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any("对方的文件：theirs.zgc" in text and "有效到" in text for text in said)


def test_only_who_agreed_is_exported_and_what_it_takes_is_told(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed, out = tmp_path / "agreed.txt", tmp_path / "some.zgc"
    agreed.write_text("\n".join(sorted(desk.pair.theirs.bought)[:60]) + "\n", encoding="utf-8-sig")
    assert run(desk.theirs, "export", str(out), "--code-file", str(desk.code), "--only", str(agreed)) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out)
    assert "导出了 60 个手机号的哈希" in told.err
    assert "单独同意" in told.err
    header = json.loads(gzip.decompress(out.read_bytes()).partition(b"\n")[0])
    assert header["people"] == 60


def test_the_code_is_taken_from_the_environment_or_asked_for_unseen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = desk.code.read_text(encoding="utf-8")
    monkeypatch.setattr(cooperate, "getpass", lambda prompt: code)
    assert run(desk.ours, "compare", str(desk.their_file)) == 0
    asked = capsys.readouterr().out
    monkeypatch.setattr(cooperate, "getpass", lambda prompt: sys.exit(f"asked: {prompt}"))
    monkeypatch.setenv(cooperate.CODE, code)
    assert run(desk.ours, "compare", str(desk.their_file)) == 0
    assert capsys.readouterr().out == asked
    assert asked.startswith("和对方有 ")


def test_agree_prints_a_code_that_works(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cooperate", "agree"]) == 0
    told = capsys.readouterr()
    other = tmp_path / "other.txt"
    other.write_text(told.out, encoding="utf-8")
    assert "不要和文件发在一起" in told.err
    assert run(desk.ours, "compare", str(desk.their_file), "--code-file", str(other)) == 1
    assert "合作码和这份文件对不上" in capsys.readouterr().err


def test_what_goes_wrong_is_told_and_loses_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut, slip = tmp_path / "cut.zgc", tmp_path / "slip.txt"
    cut.write_bytes(desk.their_file.read_bytes()[:-100])
    slip.write_text("1234", encoding="utf-8")
    for file, code, said in (
        (cut, desk.code, "不完整"),
        (desk.our_file, desk.code, "自己店铺"),
        (desk.code, desk.code, "不是掌柜的合作文件"),
        (tmp_path / "nothing.zgc", desk.code, "找不到文件"),
        (tmp_path, desk.code, "是文件夹"),
        (desk.their_file, slip, "合作码不对"),
    ):
        assert run(desk.ours, "compare", str(file), "--code-file", str(code)) == 1
        assert said in capsys.readouterr().err
    assert run(desk.ours, "export", str(tmp_path / "no" / "x.zgc"), "--code-file", str(desk.code)) == 1
    assert "没有这个文件夹" in capsys.readouterr().err
    assert not (tmp_path / "no").exists()
    before = desk.our_file.read_bytes()
    assert run(desk.ours, "export", str(desk.our_file), "--code-file", str(slip)) == 1
    assert desk.our_file.read_bytes() == before


def test_a_shop_whose_phones_are_masked_is_told_why_nothing_leaves(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    side = desk.pair.ours
    for name in side.phones:
        side.phones[name] = "138****0000"
    masked, out = in_profile(side, tmp_path / "masked"), tmp_path / "masked.zgc"
    assert run(masked, "export", str(out), "--code-file", str(desk.code)) == 1
    assert "平台打了码的手机号对不上" in capsys.readouterr().err
    assert not out.exists()
