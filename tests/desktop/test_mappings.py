"""What was told of tables: remembered in a profile's folder, handed on as a file, used by the command line."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import mappings
from desktop.cli.main import main
from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.progress import ignore, never
from storage.store import Store, open_store
from sync.files import Choice
from tests.sync.mapping.telling import sample_of, told
from tests.sync.retail import rows, write

LEDGER = "日期,客户,金额\n2026-03-01,周小雨,12.50\n2026-03-02,吴敏,¥8\n合计,,20.50\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shop"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as store:
        yield store


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path, LEDGER.encode("gbk", "ignore"), "台账.csv")


@pytest.fixture
def mapping(tmp_path: Path, ledger: Path) -> TableMapping:
    with open_store(tmp_path / "elsewhere") as store:
        return told(sample_of(store, ledger))


def run(folder: Path, *words: object) -> int:
    return main(["--profile", str(folder), "import", *map(str, words)])


def test_what_is_remembered_is_there_again_and_can_be_forgotten(folder: Path, mapping: TableMapping) -> None:
    assert mappings.remembered(folder) == []
    mappings.remember(folder, mapping)
    assert mappings.remembered(folder) == [mapping]
    assert [path.name for path in (folder / "mappings").iterdir()] == [f"{mapping.signature}.json"]
    mappings.forget(folder, mapping)
    mappings.forget(folder, mapping)
    assert mappings.remembered(folder) == []


def test_a_damaged_one_is_left_out_and_noted(
    folder: Path, mapping: TableMapping, caplog: pytest.LogCaptureFixture
) -> None:
    mappings.remember(folder, mapping)
    write(folder / "mappings", "{", "broken.json")
    with caplog.at_level(logging.WARNING):
        assert mappings.remembered(folder) == [mapping]
    assert "broken.json" in caplog.text


def test_a_table_is_known_once_its_form_is_remembered(
    folder: Path, store: Store, ledger: Path, mapping: TableMapping
) -> None:
    def looked_at(*paths: Path) -> tuple[int, int, int]:
        found = mappings.preview(store, folder, paths, Choice(), ignore, never)
        return len(found.tables), len(found.unknown), len(found.mappings)

    handed_on = mappings.write(ledger.with_name("格式.json"), mapping)
    assert looked_at(ledger) == (0, 1, 0)
    assert looked_at(handed_on, ledger) == (1, 0, 1)
    assert looked_at(ledger) == (0, 1, 0), "a preview remembers nothing"
    assert looked_at(handed_on) == (0, 0, 1)
    mappings.remember(folder, mapping)
    assert looked_at(ledger) == (1, 0, 0)


def test_the_command_line_is_given_a_mapping_once(
    folder: Path, ledger: Path, mapping: TableMapping, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, ledger) == 1
    assert "告诉掌柜各列是什么" in capsys.readouterr().err
    handed_on = mappings.write(ledger.with_name("格式.json"), mapping)
    assert run(folder, ledger, "--mapping", handed_on) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "格式「我的台账」已记住。"
    assert out[1].startswith("台账.csv: 店铺「小林手作」（own_8fc36eecdcf3）; 完成; 客户 新增 2; 订单 新增 2")
    longer = write(ledger.parent, f"{LEDGER}2026-03-03,吴敏,1\n".replace("¥", "").encode("gbk"), "新.csv")
    assert run(folder, longer) == 0
    with open_store(folder) as store:
        assert sorted(amount for (amount,) in rows(store, "orders", "payment_amount")) == [100, 800, 1250]


def test_only_a_mapping_is_remembered_too(
    folder: Path, tmp_path: Path, mapping: TableMapping, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, mappings.write(tmp_path / "格式.json", mapping)) == 0
    assert capsys.readouterr().out == "格式「我的台账」已记住。\n"
    assert mappings.remembered(folder) == [mapping]


def test_a_file_of_nonsense_is_told_and_the_others_come_in(
    folder: Path, tmp_path: Path, ledger: Path, mapping: TableMapping, capsys: pytest.CaptureFixture[str]
) -> None:
    mappings.remember(folder, mapping)
    bad = write(tmp_path, "{}", "别的.json")
    assert run(folder, bad, ledger) == 1
    told_of = capsys.readouterr()
    assert "「别的.json」不是掌柜的格式文件，或者坏了" in told_of.err
    assert "订单 新增 2" in told_of.out
    with pytest.raises(KnownError, match="no format file"), open_store(folder) as store:
        mappings.import_files(store, folder, [bad], Choice(), ignore, never, "zh")


def test_an_encoding_may_be_told_on_the_command_line(
    folder: Path, ledger: Path, mapping: TableMapping, capsys: pytest.CaptureFixture[str]
) -> None:
    mappings.remember(folder, mapping)
    assert run(folder, ledger, "--encoding", "utf-8") == 1
    assert "不是 UTF-8 编码：第 1 行" in capsys.readouterr().err
    assert run(folder, ledger, "--encoding", "gb18030") == 0
