"""What was told once: found again in other files of that form, handed on, and of no effect on other tables."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.store import Store
from sync import files
from sync.files import Choice, undo_import
from sync.files.mapping import paper
from sync.files.mapping.signature import signature_of
from tests.sync.mapping.telling import sample_of, told
from tests.sync.one_file import import_file, preview
from tests.sync.packed import archive, workbook
from tests.sync.retail import HEADER, LANTERN, content, new_store, write

# A Weidian export, saved anew by its owner.
WEIDIAN = (
    "订单编号,下单时间,买家姓名,买家电话,商品,数量,实付金额,订单状态\n"
    "8020001,2026-03-01 10:00:00,周小雨,13812345678,大红袍,2,256.00,已完成\n"
    "8020002,2026-03-02 11:00:00,吴敏,13900231145,水仙,1,39.00,待发货\n"
)
SHUFFLED = (
    "实付金额,订单状态,买家电话,订单编号,买家姓名,下单时间,商品,数量\n"
    "256.00,已完成,13812345678,8020001,周小雨,2026-03-01 10:00:00,大红袍,2\n"
    "39.00,待发货,13900231145,8020002,吴敏,2026-03-02 11:00:00,水仙,1\n"
)
STATES = {"已完成": "finished", "待发货": "paid"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


@pytest.fixture
def mapping(store: Store, tmp_path: Path) -> TableMapping:
    return told(sample_of(store, write(tmp_path, WEIDIAN, "三月.csv")), states=STATES)


def test_the_same_columns_in_another_order_and_another_container_are_known(
    store: Store, mapping: TableMapping, tmp_path: Path
) -> None:
    choice = Choice(mappings=(mapping,))
    import_file(store, tmp_path / "三月.csv", choice)
    before = content(store)
    shuffled = write(tmp_path, SHUFFLED.encode("gb18030"), "另一份.csv")
    packed = write(tmp_path, archive({"a.xlsx": workbook({"一": SHUFFLED})}), "打包.zip")
    for path in (shuffled, packed):
        table = preview(store, path, choice)
        assert table.preset_name.zh == "我的台账"
        assert {kind: counts.records - counts.unchanged for kind, counts in table.counts.items()} == dict.fromkeys(
            table.counts, 0
        )
        import_file(store, path, choice)
    assert content(store) == before


def test_one_column_more_is_another_form_and_what_was_told_is_proposed_for_it(
    store: Store, mapping: TableMapping, tmp_path: Path
) -> None:
    other = structs.replace(mapping, name="别的", signature="0" * 32, columns={"placed_at": "下单时间", "paid": "没有"})
    more = "".join(f"{line},{'备注' if place == 0 else ''}\n" for place, line in enumerate(WEIDIAN.splitlines()))
    found = sample_of(store, write(tmp_path, more), Choice(mappings=(other, mapping)))
    assert found.signature != mapping.signature
    assert found.remembered == mapping


def test_it_comes_before_a_preset_that_knows_the_columns_too(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\n{LANTERN}\n")
    assert preview(store, path).preset == "online_retail"
    mapping = TableMapping(
        "自己的", "orders", signature_of(HEADER.split(",")), {"placed_at": "InvoiceDate", "price": "UnitPrice"},
        shop_name="店", currency="GBP", timezone="Europe/London",
    )  # fmt: skip
    table = preview(store, path, Choice(mappings=(mapping,)))
    assert table.preset_name.zh == "自己的"
    assert table.sample is not None
    assert table.sample.remembered == mapping
    assert preview(store, path, Choice(preset="online_retail", mappings=(mapping,))).preset == "online_retail"


def test_handed_on_to_another_profile_it_gives_the_same_records(
    store: Store, mapping: TableMapping, tmp_path: Path
) -> None:
    import_file(store, tmp_path / "三月.csv", Choice(mappings=(mapping,)))
    handed_on = write(tmp_path, paper.written(mapping), "我的台账.json")
    with new_store(tmp_path / "other") as other:
        assert paper.is_written(handed_on)
        import_file(other, tmp_path / "三月.csv", Choice(mappings=(paper.read(handed_on),)))
        assert content(other) == content(store)
        assert [shop.id for shop in other.shops()] == [shop.id for shop in store.shops()]


def test_undo_takes_back_what_a_told_table_brought_and_no_more(
    store: Store, mapping: TableMapping, tmp_path: Path
) -> None:
    choice = Choice(mappings=(mapping,))
    import_file(store, tmp_path / "三月.csv", choice)
    before = content(store)
    later = WEIDIAN.replace("待发货", "已完成") + "8020003,2026-03-05 10:00:00,李雷,15012342222,水仙,1,39,已完成\n"
    run = import_file(store, write(tmp_path, later, "四月.csv"), choice)
    assert (run.counts["orders"].inserted, run.counts["orders"].changed) == (1, 1)
    undo_import(store, run)
    assert content(store) == before


def test_a_shop_with_another_currency_is_not_mixed_up(store: Store, mapping: TableMapping, tmp_path: Path) -> None:
    path = tmp_path / "三月.csv"
    import_file(store, path, Choice(mappings=(mapping,)))
    in_yen = structs.replace(mapping, currency="JPY")
    with pytest.raises(KnownError) as refused:
        import_file(store, write(tmp_path, SHUFFLED, "b.csv"), Choice(mappings=(in_yen,)))
    assert "JPY" in refused.value.what.zh


def test_moments_are_of_the_zone_that_was_told(store: Store, mapping: TableMapping, tmp_path: Path) -> None:
    abroad = structs.replace(mapping, shop_name="海外", currency="USD", timezone="America/New_York")
    import_file(store, tmp_path / "三月.csv", Choice(mappings=(abroad,)))
    with store.reader() as reader:
        found = reader.execute("SELECT min(created_at), sum(payment_amount) FROM orders").fetchone()
    assert found == (1772377200000, 29500)  # 10:00 in New York is 15:00 UTC
    assert [(shop.currency, shop.timezone) for shop in store.shops()] == [("USD", "America/New_York")]


def test_a_table_may_belong_to_a_shop_that_is_there(store: Store, mapping: TableMapping, tmp_path: Path) -> None:
    import_file(store, write(tmp_path, f"{HEADER}\n{LANTERN}\n"))
    of_shop = structs.replace(mapping, shop_id="online_retail", currency="GBP")
    assert import_file(store, tmp_path / "三月.csv", Choice(mappings=(of_shop,))).shop_id == "online_retail"
    assert len(store.shops()) == 1


def test_one_that_tells_too_little_is_refused_with_what_is_missing(
    store: Store, mapping: TableMapping, tmp_path: Path
) -> None:
    bare = structs.replace(mapping, columns={"number": "订单编号", "placed_at": "下单时间"})
    (refused,) = files.preview(store, [tmp_path / "三月.csv"], Choice(mappings=(bare,))).refused
    assert refused.error.what.zh == "格式「我的台账」不全：还要选出：「整单实付」或「这件商品实付」或「单价」。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "来自更新的程序"),
        ({"table": "invoices"}, "不是掌柜的格式文件"),
        ({"columns": {"secret": "x"}}, "不是掌柜的格式文件"),
        ({"states": {"已完成": "done"}}, "不是掌柜的格式文件"),
        ({"signature": "../../etc"}, "不是掌柜的格式文件"),
        ({"timezone": "Mars/Olympus"}, "不是掌柜的格式文件"),
        ({"shop_name": ""}, "不是掌柜的格式文件"),
        ({"currency": "元"}, "没有叫「元」的货币"),
    ],
)
def test_a_file_that_tells_nonsense_is_refused(
    mapping: TableMapping, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    written = json.dumps(json.loads(paper.written(mapping)) | change, ensure_ascii=False)
    path = write(tmp_path, "\ufeff" + written, "改过.json")
    assert paper.is_written(path)
    with pytest.raises(KnownError) as refused:
        paper.read(path)
    assert said in refused.value.say("zh")


@pytest.mark.parametrize("text", ["{", '{"name": 1}', "{}", '{"a": [1, 2]}'])
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnownError, match="no format file"):
        paper.read(write(tmp_path, text, "x.json"))


def test_a_table_is_none(tmp_path: Path) -> None:
    assert not paper.is_written(write(tmp_path, WEIDIAN))
    assert not paper.is_written(tmp_path / "nowhere.csv")
    assert not paper.is_written(tmp_path)
