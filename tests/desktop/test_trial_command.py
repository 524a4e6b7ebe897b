"""``zhanggui trial``: lists go out as files, the trial stays, the result comes back from orders; mistakes are told."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import time_machine
from msgspec.structs import replace
from openpyxl import load_workbook

from analytics.trial.enrol import Asked as NewTrial
from analytics.trial.groups import people_of
from desktop.cli.main import main
from desktop.doors import ProcessDoors
from desktop.trials import ids_in, start
from storage.clock import now_ms
from storage.errors import KnownError
from storage.facts_load import load_facts
from storage.fields import Record
from storage.records import Product
from storage.store import open_store
from storage.words import Words
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.making import Book
from tests.analytics.recommend.shop.shops import club_records
from tests.simulated_shop import written
from ui.doors import Profile
from ui.trials.plan import Wanted
from ui.trials.work import tells

UNTIL, LATER = date(2026, 8, 1), date(2026, 9, 15)


@pytest.fixture(scope="module")
def shop() -> Simulated:
    return simulate(3000, seed=4, until=LATER)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop as it was known on the day of the trial."""
    made = simulate(2600, seed=4, until=UNTIL)
    return written(made, ("customers", "orders"), tmp_path_factory.mktemp("profile") / "shop")


@pytest.fixture
def folder(tmp_path: Path, before: Path) -> Iterator[Path]:
    """A copy of it, on that day."""
    shutil.copytree(before, tmp_path / "shop")
    with time_machine.travel(f"{UNTIL} 09:00+08:00", tick=False):
        yield tmp_path / "shop"


def run(folder: Path, *words: str, lang: str = "zh") -> int:
    return main(["--lang", lang, "--profile", str(folder), "trial", *words])


def new(folder: Path, out: Path, name: str, *words: str) -> int:
    return run(folder, "new", name, *(words or ("--all-buyers",)), "--out", str(out))


def ids_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row[0] for row in csv.reader(stream)][1:]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def kept(folder: Path, name: str) -> tuple[tuple[str, ...], ...]:
    with open_store(folder) as store:
        found = store.enrolled(store.shops()[0].id, name)
    assert found is not None
    return found.ids


def synced(folder: Path, shop: Simulated) -> None:
    """All that happened up to later on comes in."""
    with open_store(folder) as store:
        shop_id = store.shops()[0].id
        with store.write() as tx:
            for kind in ("customers", "orders"):
                for _, records in groupby(shop.records(kind), type):
                    tx.upsert(shop_id, "api", list(records))


def test_a_new_trial_writes_both_lists_and_stays(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder, tmp_path / "out", "召回", "--all-buyers", "--offer", "满 100 减 20") == 0
    said, plan, *paths = capsys.readouterr().out.splitlines()
    assert said.startswith("「召回」：发的 ")
    assert said.endswith("；2026-08-02 零点起 30 天里的单才算，在那之前发出去。")
    assert plan.startswith("像他们这样的人，30 天里约 ")
    book, treated, held = map(Path, paths)
    assert [book.name, treated.name, held.name] == ["试验 召回.xlsx", "试验 召回 发.csv", "试验 召回 不发.csv"]
    assert (tuple(ids_of(treated)), tuple(ids_of(held))) == kept(folder, "召回")
    sheets = {sheet.title: sheet for sheet in load_workbook(book).worksheets}
    for name, ids in (("试验 召回·发的", ids_of(treated)), ("试验 召回·留着不发的", ids_of(held))):
        assert [row[0] for row in sheets[name].iter_rows(min_row=4, values_only=True)][: len(ids)] == ids


def test_lists_written_again_and_made_elsewhere_are_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], shop: Simulated
) -> None:
    assert new(folder, tmp_path / "one", "召回") == 0
    synced(folder, shop)
    assert run(folder, "lists", "召回", "--out", str(tmp_path / "two")) == 0
    for path in (tmp_path / "one").glob("*.csv"):
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
    capsys.readouterr()


def test_our_own_list_is_read_back_and_two_offers_go_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder, tmp_path, "all") == 0
    mine = tmp_path / "试验 all 发.csv"
    assert new(folder, tmp_path, "A/B: 1?", "--ids", str(mine), "--offer", "x", "--offer", "y") == 0
    assert "两组各约" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.glob("*A B*")) == [
        "试验 A B  1 A.csv", "试验 A B  1 B.csv", "试验 A B  1.xlsx",
    ]  # fmt: skip
    assert sorted([one for arm in kept(folder, "a/b: 1?") for one in arm]) == sorted(ids_of(mine))


def result(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(folder, "result", name, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_result_comes_back_from_the_orders(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], shop: Simulated
) -> None:
    assert new(folder, tmp_path, "召回") == 0
    assert "还没有结果" in result(folder, capsys, "召回")["headline"]  # it begins tomorrow
    synced(folder, shop)
    found = result(folder, capsys, "召回")
    arms = {
        row[0]: dict(zip(found["tables"]["arms"]["columns"], row, strict=True))
        for row in found["tables"]["arms"]["rows"]
    }
    with open_store(folder) as store, store.reader() as reader:
        for name, ids in zip(("发的", "留着不发的"), kept(folder, "召回"), strict=True):
            counted = reader.execute(
                "SELECT count(DISTINCT buyer_id), count(*), sum(payment_amount) FROM orders WHERE paid_at >= ? AND "
                "paid_at < ? AND buyer_id IN (SELECT value FROM json_each(?))",
                (1_785_600_000_000, 1_788_192_000_000, json.dumps(ids)),  # 2026-08-02 and 2026-09-01 in Shanghai
            ).fetchone()
            assert (arms[name]["buyers"], arms[name]["orders"], arms[name]["amount"]) == counted
            assert arms[name]["people"] == len(ids)
    assert found["period"] == {"from": "2026-08-02", "to": "2026-08-31"}
    assert run(folder, "result", "召回", "--out", str(tmp_path / "r.xlsx")) == 0
    assert any(title.endswith("差别有多大") for title in load_workbook(tmp_path / "r.xlsx").sheetnames)
    assert run(folder, "list") == 0
    assert "满了，看结果" in capsys.readouterr().out


def test_who_is_held_out_and_treated_elsewhere_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder, tmp_path, "one") == 0
    assert new(folder, tmp_path, "two") == 0
    held, there = set(kept(folder, "one")[1]), set(kept(folder, "two")[0])
    assert f"要发的人里有 {len(held & there)} 个在「one」里是留着不发的" in capsys.readouterr().out
    assert any(f"{len(held & there)} 个在「two」里" in note for note in result(folder, capsys, "one")["notes"])


def test_needed_size_is_told_before_anything_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "size", "--people", "400", "--hold-out", "30%", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "留 120 人不发" in found["headline"]
    assert [row[0] for row in found["tables"]["shares"]["rows"]] == [0.1, 0.2, 0.3, 0.5]


def test_orders_of_this_morning_count_for_nobody_unless_it_is_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(folder) as store:
        assert new(folder, tmp_path, "a") == 0
        assert new(folder, tmp_path, "b", "--all-buyers", "--start", str(UNTIL)) == 0
        assert [trial.start for trial in store.trials(store.shops()[0].id)] == [UNTIL, UNTIL + timedelta(days=1)]
    said = capsys.readouterr().out
    assert "2026-08-01 零点起 30 天里的单都算，名单现在就发" in said, "what is over cannot be met"


def test_the_window_and_the_command_say_the_same_of_a_group(
    learnt_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(learnt_shop, tmp_path / "shop")
    with open_store(tmp_path / "shop") as store:
        facts = load_facts(store, store.shops()[0].id)
        for group in ("sleeping", "fine"):
            told = tells(facts, Wanted(name="x", view="churn", group=group, hold_out=0.2, days=30))
            said = told.words.zh
            assert told.possible
            assert run(tmp_path / "shop", "size", "--group", f"churn:{group}", "--json") == 0
            assert said.startswith(json.loads(capsys.readouterr().out)["headline"])
            ids = people_of(facts, "churn", group)
            assert not isinstance(ids, Words)
            made = start(store, facts, NewTrial(name=group, ids=ids, start=LATER, at=0, view="churn", group=group))
            assert made.trial.usual is not None
            assert f"约 {made.trial.usual:.1%}" in said
        facts.close()


def club(folder: Path, records: list[Record]) -> None:
    with open_store(folder) as store:
        store.put_shop(Book().shop)
        with store.write() as tx:
            for kind in ("products", "customers", "orders", "order_lines"):
                tx.upsert("s1", "api", [one for one in records if kind == one.KIND])


def test_lists_are_guarded_as_every_file_for_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nineteen digits stay nineteen digits, and no text becomes a formula; the ids can be read back."""

    def long_ids(one: Record) -> Record:
        fields = {"id": "customers", "buyer_id": "orders"}
        own = {name: f"52000000000000{getattr(one, name)[1:]:0>5}" for name, kind in fields.items() if kind == one.KIND}
        return replace(one, **({"title": "=HYPERLINK(1)"} if isinstance(one, Product) else own))

    club(tmp_path / "club", [long_ids(one) for one in club_records()])
    words = ("--list", "own", "--list", "best", "--offer", "=1+1")
    assert new(tmp_path / "club", tmp_path, "t", "--group", "recommend:all", *words) == 0
    half = tmp_path / "试验 t A.csv"
    assert rows_of(half)[1][1] == "按人推荐，=1+1"
    assert all(row[0].startswith('="5200') and row[2] == "'=HYPERLINK(1)" for row in rows_of(half)[1:])
    assert tuple(ids_in(half)) == kept(tmp_path / "club", "t")[0]
    assert new(tmp_path / "club", tmp_path, "only words", "--group", "recommend:all", "--offer", "=1+1") == 0
    assert rows_of(tmp_path / "试验 only words 发.csv")[1][1] == "'=1+1"
    assert "名单里没有商品，只有客户编号和优惠" in capsys.readouterr().out


def test_the_names_of_lists_as_offers_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    club(tmp_path / "club", club_records())
    offers = ("--offer", "按人推荐", "--offer", "卖得最多的")
    assert new(tmp_path / "club", tmp_path / "out", "t", "--group", "recommend:all", *offers) == 1
    assert "「按人推荐」只是一句话，名单里不会有商品" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert new(tmp_path / "club", tmp_path / "out", "t", "--group", "recommend:all", "--list", "popular") == 2
    assert "写 own(按人推荐)、best(卖得最多的)或 none" in capsys.readouterr().err


def test_what_is_recommended_goes_out_with_the_lists_and_stays_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    club(tmp_path / "club", club_records())
    lists = ("--list", "own", "--list", "卖得最多的")
    assert new(tmp_path / "club", tmp_path / "one", "t", "--group", "recommend:all", *lists) == 0
    half = rows_of(tmp_path / "one" / "试验 t A.csv")
    assert half[0][:4] == ["客户编号", "优惠", "商品 1", "商品 1 编号"]
    assert all(row[1] == "按人推荐" and len({*row[3::2]}) == 5 and "" not in row for row in half[1:])
    assert len({tuple(row[3::2]) for row in half[1:]}) > 20
    sheet = load_workbook(tmp_path / "one" / "试验 t.xlsx")["试验 t·B"]
    assert half[0][2:4] == [cell.value for cell in sheet[3]][2:4]
    with open_store(tmp_path / "club") as store, store.write() as tx:
        tx.upsert("s1", "api", [replace(one, updated_at=9, title="新名字") for one in products(club_records())[:6]])
        tx.upsert("s1", "api", [replace(one, updated_at=9, status="off_sale") for one in products(club_records())[6:]])
    assert run(tmp_path / "club", "lists", "t", "--out", str(tmp_path / "two")) == 0
    for path in (tmp_path / "one").glob("*.csv"):
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
    capsys.readouterr()


def products(records: list[Record]) -> list[Product]:
    return [one for one in records if isinstance(one, Product)]


def test_a_name_is_taken_once(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(folder, tmp_path, "召回") == 0
    first = kept(folder, "召回")
    capsys.readouterr()
    assert new(folder, tmp_path, "召回", "--all-buyers", "--hold-out", "0.5") == 1
    assert capsys.readouterr().err.endswith("换个名字；要再导出它的名单，用 zhanggui trial lists。\n")
    assert kept(folder, "召回") == first


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "是空的", "is empty"),
        ("客户编号\n", "一个人也没有", "nobody"),
        ("u1\nu2\nnobody\n", "3 个编号里有", "Of 3 ids"),
        ("customer_id,x\nu1,1\nu1,2\n", "重复的编号：u1", "twice: u1"),
    ],
)
def test_a_bad_list_is_told_and_nothing_is_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, zh: str, en: str
) -> None:
    listed = tmp_path / "ids.csv"
    listed.write_text(text, encoding="utf-8")
    for lang, said in (("zh", zh), ("en", en)):
        assert run(folder, "new", "t", "--ids", str(listed), "--out", str(tmp_path / "out"), lang=lang) == 1
        assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run(folder, "result", "t") == 1
    assert "还没有做过试验" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--all-buyers", "--hold-out", "0.6"), "请留 10% 到 50%"),
        (("--all-buyers", "--hold-out", "much"), "请留 10% 到 50%"),
        (("--all-buyers", "--start", "2026-07-31"), "已经过去了"),
        (("--all-buyers", "--days", "0"), "大于 0"),
        (("--group", "buyers:some"), "没有这一组"),
        (("--group", "nothing"), "VIEW:GROUP"),
    ],
)
def test_mistakes_of_usage_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert new(folder, tmp_path, "t", *words) == 2
    assert said in capsys.readouterr().err


def test_a_place_that_cannot_be_written_loses_no_trial(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert new(folder, blocked, "召回") == 1
    assert "文件没有写成" in capsys.readouterr().err
    assert run(folder, "lists", "召回", "--out", str(tmp_path / "out")) == 0
    assert tuple(ids_of(tmp_path / "out" / "试验 召回 发.csv")) == kept(folder, "召回")[0]


def test_the_window_has_the_same_trials(folder: Path, tmp_path: Path, shop: Simulated) -> None:
    doors = ProcessDoors(Profile("shop", folder, demo=False), lambda: "en")
    try:
        facts = load_facts(doors.store(), shop.shop.id)
        ids = people_of(facts, "buyers", "all")
        assert not isinstance(ids, Words)
        made = doors.start_trial(facts, NewTrial(name="recall", ids=ids, start=UNTIL, at=now_ms()))
        assert doors.trials(facts.shop.id) == [made.trial]
        names = [path.name for path in doors.export_trial(tmp_path, facts, "recall")]
        assert names == ["trial recall.xlsx", "trial recall treated.csv", "trial recall held out.csv"]
        assert doors.trial_result(facts, "recall").table("arms").rows[1].cells[2] == made.trial.arms[1].people
        with pytest.raises(KnownError, match="There is a trial recall already"):
            doors.start_trial(facts, NewTrial(name="recall", ids=ids, start=UNTIL, at=now_ms()))
        facts.close()
    finally:
        doors.close()
