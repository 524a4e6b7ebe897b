"""Letting files in: all or nothing, once, overlapping, and back out again."""

import gzip
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.progress import Cancelled, Progress
from storage.runs import Counts
from storage.shop import Shop
from storage.store import Store
from sync.files import Choice, undo_import
from tests.sync.one_file import import_file, preview
from tests.sync.retail import CLOCK, HEADER, HEART, LANTERN, content, line, new_store, retail_file, rows, write

SHOP = "online_retail"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def a_year(seed: int, invoices: int = 300) -> list[str]:
    """Lines of a made-up year, in the order of time, with refunds, guests and zero prices among them."""
    chance = random.Random(seed)
    moment = datetime(2011, 1, 1, 8, tzinfo=UTC)
    lines = []
    for number in range(invoices):
        moment += timedelta(minutes=chance.randrange(1, 3000))
        refund = chance.random() < 0.15
        customer = chance.choice(["", *(f"{12000 + person}.0" for person in range(40))])
        for _ in range(chance.randrange(1, 6)):
            pieces = chance.randrange(1, 30)
            lines.append(
                line(
                    invoice=f"{'C' if refund else ''}{600000 + number}",
                    code=chance.choice(["71053", "85123A", "22728", "POST"]),
                    title=chance.choice(["LANTERN", "HEART", "CLOCK", ""]),
                    quantity=f"{-pieces if refund else pieces}.0",
                    date=moment.strftime("%Y-%m-%d %H:%M:%S"),
                    price=chance.choice(["2.55", "0.0", "3.395", "18.0", "0.001"]),
                    customer=customer,
                    country=chance.choice(["France", "Germany"]),
                )
            )
    return lines


class Patience:
    """Asks to stop after so many questions."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.asked = 0

    def over(self) -> bool:
        self.asked += 1
        return self.asked > self.limit


def test_the_preview_says_what_the_file_is_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, HEART, LANTERN, CLOCK, line(price="0.0"), line(invoice="9", quantity="x"))
    found = preview(store, path)
    assert found.preset == SHOP
    assert (found.shop.currency, found.shop.timezone) == ("GBP", "Europe/London")
    assert (found.encoding, found.lines) == ("utf-8", 5)
    assert (found.first_day, found.last_day) == ("2010-12-01", "2010-12-01")
    assert found.counts == {
        "products": Counts(inserted=3),
        "customers": Counts(inserted=2),
        "orders": Counts(inserted=2),
        "order_lines": Counts(inserted=3),
    }
    assert [(bad.line, bad.raw) for bad in found.rejected] == [(6, line(invoice="9", quantity="x"))]
    assert found.rejected_lines == 1
    assert [times for _, times in found.skipped] == [1]
    assert not found.already_imported
    assert store.shops() == []
    assert content(store)["orders"] == []


def test_the_import_does_what_the_preview_said(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, *a_year(1))
    foreseen = preview(store, path)
    run = import_file(store, path)
    assert run.counts == foreseen.counts
    assert (run.kind, run.outcome) == ("import", "done")
    assert store.runs(SHOP) == [run]
    assert len(content(store)["orders"]) == run.counts["orders"].inserted


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, *a_year(2))
    first = import_file(store, path)
    before, version = content(store), store.data_version(SHOP)
    packed = write(tmp_path, gzip.compress(path.read_bytes()), "the same.csv.gz")
    assert preview(store, packed).already_imported
    second = import_file(store, packed)
    assert second.message == "这个文件已经导入过，数据没有变化。"
    assert {kind: Counts(inserted=counts.unchanged) for kind, counts in second.counts.items()} == first.counts
    assert content(store) == before
    assert store.data_version(SHOP) == version
    assert len(store.imports(SHOP)) == 1


def test_the_same_content_in_other_bytes_is_unchanged_row_by_row(store: Store, tmp_path: Path) -> None:
    lines = a_year(3)
    import_file(store, retail_file(tmp_path, *lines))
    before = content(store)
    again = write(tmp_path, "\r\n".join((HEADER, *lines)), "again.csv")
    foreseen = preview(store, again)
    assert not foreseen.already_imported
    run = import_file(store, again)
    assert all(counts == Counts(unchanged=counts.unchanged) for counts in run.counts.values())
    assert run.counts == foreseen.counts
    assert content(store) == before


@pytest.mark.parametrize("cut", [1, 250, 601])
def test_half_a_file_and_then_the_whole_is_the_whole_alone(tmp_path: Path, cut: int) -> None:
    lines = a_year(4)
    half, whole = retail_file(tmp_path, *lines[:cut], name="half.csv"), retail_file(tmp_path, *lines, name="whole.csv")
    with new_store(tmp_path / "alone") as alone:
        import_file(alone, whole)
        expected = content(alone)
    with new_store(tmp_path / "both") as both:
        first = import_file(both, half)
        half_alone = content(both)
        foreseen = preview(both, whole)
        second = import_file(both, whole)
        assert second.counts == foreseen.counts
        assert content(both) == expected
        undo_import(both, second)
        assert content(both) == half_alone
        second = import_file(both, whole)
        undo_import(both, first)
        assert content(both) == expected
        undo_import(both, second)
        assert all(not found for found in content(both).values())


def test_the_whole_and_then_a_half_of_it_is_the_whole(store: Store, tmp_path: Path) -> None:
    lines = a_year(5)
    import_file(store, retail_file(tmp_path, *lines))
    before = content(store)
    run = import_file(store, retail_file(tmp_path, *lines[:400], name="half.csv"))
    assert content(store) == before
    assert all(counts.inserted == counts.changed == 0 for counts in run.counts.values())


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_months_in_any_order_make_the_year(tmp_path: Path, order: tuple[int, ...]) -> None:
    lines = a_year(6)
    invoices = sorted({each.split(",")[0].lstrip("C") for each in lines})
    third = len(invoices) // 3
    parts = [invoices[:third], invoices[third : 2 * third], invoices[2 * third :]]
    with new_store(tmp_path / "alone") as alone:
        import_file(alone, retail_file(tmp_path, *lines))
        expected = content(alone)
    with new_store(tmp_path / "parts") as store:
        for part in order:
            chosen = [each for each in lines if each.split(",")[0].lstrip("C") in parts[part]]
            import_file(store, retail_file(tmp_path, *chosen, name=f"{part}.csv"))
        found = content(store)
    for kind in ("orders", "order_lines", "refunds"):
        assert found[kind] == expected[kind]
    assert [row[0] for row in found["products"]] == [row[0] for row in expected["products"]]
    # The first contact is the first order of all files, whichever came first.
    assert [row for row in found["customers"] if row[3]] == [row for row in expected["customers"] if row[3]]


def test_rejected_lines_are_kept_whole_with_number_and_reason(store: Store, tmp_path: Path) -> None:
    spanning = line(invoice="7", title='"two\nlines"', quantity="x")
    lone = line(invoice="8", title='"LOST')
    twice = line(invoice="9", date="01/02/2011")
    run = import_file(store, retail_file(tmp_path, LANTERN, spanning, twice, HEART, lone, twice, CLOCK))
    kept = [(each.raw.decode(), each.reason.zh, each.kind, each.source) for each in store.quarantined(SHOP)]
    assert kept == [
        (spanning, "文件第 3 行：「Quantity」是「x」，不是数字", "orders", run.source),
        (
            f"{twice}\n{twice}",
            "文件第 5、8 行：日期「01/02/2011」分不清哪个是月、哪个是日，同一列里写法不一",
            "orders",
            run.source,
        ),
        (lone, "文件第 7 行：引号没有成对", "orders", run.source),
    ]
    assert run.counts["orders"] == Counts(inserted=2, quarantined=4)
    assert "4 行没能用" in run.message
    undo_import(store, run)
    assert store.quarantined(SHOP) == []


def test_a_mended_line_comes_in_afterwards(store: Store, tmp_path: Path) -> None:
    good, bad = line(invoice="1"), line(invoice="2", quantity="six")
    import_file(store, retail_file(tmp_path, good, bad, name="first.csv"))
    assert [each.record_id for each in store.quarantined(SHOP)] == ["2"]
    run = import_file(store, retail_file(tmp_path, line(invoice="2", quantity="6"), name="mended.csv"))
    assert run.counts["orders"] == Counts(inserted=1)
    assert rows(store, "orders", "id", "payment_amount") == [("1", 2034), ("2", 2034)]
    assert store.quarantined(SHOP) == []
    undo_import(store, run)
    assert [each.record_id for each in store.quarantined(SHOP)] == ["2"]


def test_only_the_first_thousand_rejected_lines_are_listed_but_all_are_counted(store: Store, tmp_path: Path) -> None:
    bad = [line(invoice=str(number), quantity="x") for number in range(1500)]
    found = preview(store, retail_file(tmp_path, LANTERN, *bad))
    assert (len(found.rejected), found.rejected_lines) == (1000, 1500)
    assert [each.line for each in found.rejected[:2]] == [3, 4]


def test_undo_restores_what_was_there(store: Store, tmp_path: Path) -> None:
    import_file(store, retail_file(tmp_path, HEART, CLOCK, name="a.csv"))
    before = content(store)
    run = import_file(
        store,
        retail_file(
            tmp_path, HEART, LANTERN, line(invoice="7", customer="12583.0", date="2010-12-02 08:00:00"), name="b.csv"
        ),
    )
    assert content(store) != before
    undone = undo_import(store, run)
    assert (undone.kind, undone.outcome) == ("undo", "done")
    assert content(store) == before
    with pytest.raises(KnownError, match="before"):
        undo_import(store, run)
    again = import_file(store, tmp_path / "b.csv")
    assert again.counts == run.counts


def test_a_cancelled_import_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, *a_year(7))
    questions = Patience(1 << 30)
    undo_import(store, import_file(store, path, stop=questions.over))
    history = store.runs(SHOP)
    assert questions.asked >= 4
    for limit in range(questions.asked):
        with pytest.raises(Cancelled):
            import_file(store, path, stop=Patience(limit).over)
        assert all(not found for found in content(store).values())
        assert store.runs(SHOP) == history


def test_a_cancelled_first_import_leaves_not_even_the_shop(store: Store, tmp_path: Path) -> None:
    saved: list[Progress] = []
    with pytest.raises(Cancelled):
        import_file(
            store,
            retail_file(tmp_path, *a_year(8)),
            report=saved.append,
            stop=lambda: any(each.doing.en.startswith("Saving") for each in saved),
        )
    assert store.shops() == []
    assert store.imports(SHOP) == []


def test_progress_is_told(store: Store, tmp_path: Path) -> None:
    told: list[Progress] = []
    import_file(store, retail_file(tmp_path, *[line(invoice=str(n)) for n in range(20_000)]), report=told.append)
    reading = [each.done for each in told if each.total == 20_000]
    assert len(reading) >= 3
    assert reading == sorted(reading)
    assert [each.doing.zh for each in told][-1] == "正在存入「orders.csv」"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (HEADER + "\n", "只有表头"),
        (HEADER + "\n,,,,,,,\n\n", "只有表头"),
        ("", "是空的"),
        ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n", "PDF"),
        ("a,b,c\n1,2,3\n", "看到的列有：a、b、c"),
        ("just some words\n", "认不出"),
        (f"{HEADER}\n{line(title=chr(34) + 'LOST')}\n", "第 2 行：引号没有成对"),
        (f"{HEADER}\n{line(date='01/02/2011')}\n", "分不清"),
        (f"{HEADER}\n{line(price='0.0')}\n", "每一行都按规则略过了"),
    ],
    ids=[
        "header only",
        "blank rows",
        "empty",
        "pdf",
        "unknown",
        "no table",
        "lone quote",
        "ambiguous date",
        "all left out",
    ],
)
def test_bad_input_is_refused_in_plain_words_and_nothing_is_in(
    store: Store, tmp_path: Path, bad: str, said: str
) -> None:
    with pytest.raises(KnownError) as refused:
        import_file(store, write(tmp_path, bad))
    assert said in refused.value.say("zh")
    assert "orders.csv" in refused.value.say("zh")
    assert store.shops() == []
    assert store.imports(SHOP) == []


def test_a_file_that_breaks_off_halfway_leaves_nothing(store: Store, tmp_path: Path) -> None:
    whole = gzip.compress(("\n".join((HEADER, *a_year(9))) + "\n").encode(), mtime=0)
    with pytest.raises(KnownError, match="cut off"):
        import_file(store, write(tmp_path, whole[:-400], "orders.csv.gz"))
    assert store.shops() == []


def test_a_file_that_vanishes_during_the_import_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, *a_year(10))

    def vanish(step: Progress) -> None:
        if step.doing.en == "Looking through the file" or step.total is None:
            return
        path.unlink(missing_ok=True)

    bad = retail_file(tmp_path, *a_year(10), line(invoice="x", quantity="x"), name="orders.csv")
    with pytest.raises(KnownError, match="not there"):
        import_file(store, bad, report=vanish)  # the rejected line is fetched from a file that is no longer there
    assert store.shops() == []
    assert content(store)["orders"] == []


def test_a_file_that_is_still_being_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, *a_year(10))

    def grow(step: Progress) -> None:
        if step.total is not None:
            with path.open("a") as stream:
                stream.write(next(grown, ""))

    for door in (import_file, preview):
        grown = iter([line(invoice="999999") + "\n"])
        with pytest.raises(KnownError, match="changed while it was read"):
            door(store, path, report=grow)
    assert store.shops() == []
    assert next(grown, None) is None
    assert import_file(store, path).counts["orders"].inserted > 0


def test_a_shop_in_another_currency_is_not_mixed_up(store: Store, tmp_path: Path) -> None:
    store.put_shop(Shop(id="mine", name="小店", currency="CNY"))
    path = retail_file(tmp_path, LANTERN)
    with pytest.raises(KnownError) as refused:
        import_file(store, path, Choice(shop_id="mine"))
    assert "GBP" in refused.value.what.zh
    assert "小店" in refused.value.what.zh
    with pytest.raises(KnownError, match="no shop"):
        import_file(store, path, Choice(shop_id="nobody"))
    store.put_shop(Shop(id="gift", name="Gifts", currency="GBP", timezone="Europe/London"))
    import_file(store, path, Choice(shop_id="gift"))
    assert {shop.id for shop in store.shops()} == {"mine", "gift"}


def test_the_time_zone_of_the_file_may_be_stated(store: Store, tmp_path: Path) -> None:
    path = retail_file(tmp_path, LANTERN)
    assert preview(store, path, Choice(timezone="Asia/Shanghai")).shop.timezone == "Asia/Shanghai"
    import_file(store, path, Choice(timezone="Asia/Shanghai"))
    (paid_at,) = rows(store, "orders", "paid_at")[0]
    assert datetime.fromtimestamp(paid_at / 1000, UTC).isoformat() == "2010-12-01T00:26:00+00:00"
    with pytest.raises(KnownError, match="time zone"):
        import_file(store, path, Choice(timezone="Mars/Olympus"))


def test_everything_is_known_as_of_the_newest_moment_of_the_file(store: Store, tmp_path: Path) -> None:
    import_file(store, retail_file(tmp_path, HEART, CLOCK, line(invoice="5", price="0.0", date="2010-12-03 10:00:00")))
    as_of = int(datetime(2010, 12, 3, 10, tzinfo=UTC).timestamp() * 1000)
    assert store.as_of(SHOP) == as_of
    assert set(rows(store, "orders", "as_of")) == {(as_of,)}
