"""Fans, every number a second time in plain Python, and the rows behind it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import UNSET

from analytics.intervals import share
from analytics.period import Period, local_day
from analytics.question import Filters, Question
from analytics.result import Estimate, Row, Selection, Table, View
from analytics.rows import behind, total
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import Customer, Order, Referral, Share, Visit
from tests.analytics.making import Book, asking
from tests.analytics.social import BY_DAY, DAY_ONE, EVERYTHING, SALES, Social, questions, socials

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = 86_400_000


def text(value: Any) -> str:
    return "" if value in (None, UNSET) else str(value)


class Twin:
    """The fans of a shop, looked at one by one."""

    def __init__(self, made: Social, filters: Filters) -> None:
        self.made, self.zone = made, made.zone
        self.orders = [r for r in made.records if isinstance(r, Order) and r.paid_at]
        self.deeds = [(text(o.buyer_id), o.paid_at) for o in self.orders]
        self.deeds += [(text(r.customer_id), r.created_at) for r in made.records if isinstance(r, Visit | Share)]
        self.ties = [r for r in made.records if isinstance(r, Referral)]
        every = [r for r in made.records if isinstance(r, Customer)]
        self.recorded = {r.id for r in every}
        self.parent = self.parents()
        self.known = [r for r in every if self.since(r)]
        self.fans = [r for r in self.known if not filters.provinces or text(r.province) in filters.provinces]

    def since(self, fan: Customer) -> int | None:
        return fan.joined_at or fan.followed_at or None

    def gone(self, fan: Customer) -> int | None:
        since = self.since(fan)
        if not fan.unfollowed_at or not since or (fan.followed_at or 0) > fan.unfollowed_at:
            return None
        return max(fan.unfollowed_at, since)

    def day(self, moment: int) -> date:
        return local_day(moment, self.zone)

    def inside(self, moment: int | None, period: Period) -> bool:
        return bool(moment) and period.first <= self.day(moment or 0) <= period.last

    def gained(self, period: Period) -> list[Customer]:
        return [fan for fan in self.fans if self.inside(self.since(fan), period)]

    def lost(self, period: Period) -> list[Customer]:
        return [fan for fan in self.fans if self.inside(self.gone(fan), period)]

    def there(self, period: Period) -> list[Customer]:
        def by_then(moment: int | None) -> bool:
            return moment is not None and self.day(moment) <= period.last

        return [fan for fan in self.fans if by_then(self.since(fan)) and not by_then(self.gone(fan))]

    def active(self, period: Period) -> list[Customer]:
        doers = {who for who, moment in self.deeds if self.inside(moment, period)}
        return [fan for fan in self.there(period) if fan.id in doers]

    def bringer(self, fan: Customer) -> str:
        """The parent who counts; where there is none the first one said of whom there is no record."""
        if fan.id in self.parent:
            return self.parent[fan.id]
        strangers = [t for t in self.ties if text(t.child_id) == fan.id and text(t.parent_id) not in self.recorded]
        strangers = [t for t in strangers if text(t.parent_id)]
        return text(min(strangers, key=lambda tie: tie.created_at).parent_id) if strangers else ""

    def parents(self) -> dict[str, str]:
        """The first tie of each to another recorded fan; of those in a circle the latest does not count."""
        first: dict[str, tuple[int, int, str]] = {}
        for row, tie in enumerate(self.ties):
            parent, child = text(tie.parent_id), text(tie.child_id)
            if parent != child and {parent, child} <= self.recorded:
                first[child] = min(first.get(child, (tie.created_at, row, parent)), (tie.created_at, row, parent))
        for child in list(first):
            ring = [child]
            while ring[-1] in first and first[ring[-1]][2] not in ring:
                ring.append(first[ring[-1]][2])
            if ring[-1] in first and first[ring[-1]][2] == child:
                del first[max(ring, key=lambda one: first[one])]
        return {child: parent for child, (_, _, parent) in first.items()}

    def brought(self, period: Period) -> list[Customer]:
        return [fan for fan in self.gained(period) if self.bringer(fan)]

    def first_purchase(self, fan: Customer) -> int | None:
        return min((o.paid_at for o in self.orders if text(o.buyer_id) == fan.id), default=None)

    def watched(self, fan: Customer, days: int) -> bool:
        """Whether the fan came so many days ago, and had not bought before."""
        since, bought = self.since(fan) or 0, self.first_purchase(fan)
        return since + days * DAY <= self.made.until and (bought is None or bought >= since)

    def begins(self) -> date | None:
        return min((self.day(self.since(fan)) for fan in self.known), default=None)

    def tells(self, period: Period) -> bool:
        """Whether fans were recorded from the beginning of the period, or of the data, on."""
        moments = [r.created_at for r in self.made.records if isinstance(r, Order | Visit)]
        moments += [o.paid_at for o in self.orders]
        begins = self.begins()
        if begins is None or not moments:
            return False
        first = min(self.day(moment) for moment in moments)
        covered = period.last >= first and period.first <= self.day(self.made.until)
        return covered and max(period.first, first) >= begins


def rows_of(facts: Facts, rows: Selection | None) -> list[int]:
    assert rows is not None
    numbers = behind(facts, rows).tolist()
    assert len(set(numbers)) == len(numbers)
    return numbers


def ids(facts: Facts, made: Social, rows: Selection | None) -> set[str]:
    of_kind = [record for record in made.records if rows and rows.kind == record.KIND]
    return {of_kind[number - 1].id for number in rows_of(facts, rows)}


def cell(table: Table, row: Row, column: str) -> Any:
    return row.cells[[one.id for one in table.columns].index(column)]


def behind_cell(table: Table, row: Row, column: str) -> Selection | None:
    return row.behind_cell([one.id for one in table.columns].index(column))


def asked(made: Social, question: Question) -> tuple[Facts, View, Twin]:
    facts = made.facts()
    return facts, evaluate("fans", facts, question), Twin(made, question.filters)


@given(socials(EVERYTHING - {"daily_traffic"}), questions())
@quick
def test_who_came_left_is_there_and_is_about(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    if not twin.tells(question.period):
        assert view.figure("fans_gained").value is None
        assert view.figure("fans_gained").reason is not None
        return
    people = {
        "fans_gained": twin.gained(question.period),
        "fans": twin.there(question.period),
        "active_fans": twin.active(question.period),
    }
    if any(twin.gone(fan) for fan in twin.known):
        people["fans_lost"] = twin.lost(question.period)
        net = len(people["fans_gained"]) - len(people["fans_lost"])
        assert view.figure("fans_net").value == net
    else:
        assert view.figure("fans_lost").value is None
    if any(twin.bringer(fan) for fan in twin.known):
        people["fans_brought"] = twin.brought(question.period)
    for name, expected in people.items():
        figure = view.figure(name)
        assert figure.value == len(expected), name
        assert ids(facts, made, figure.rows) == {fan.id for fan in expected}, name
    fans, active = len(people["fans"]), len(people["active_fans"])
    assert view.figure("active_share").value == (active / fans if fans else None)


@given(socials(EVERYTHING - {"daily_traffic"}), questions())
@quick
def test_the_fans_there_are_follow_from_who_came_and_left(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    growth = view.table("growth")
    for row in growth.rows:
        day = Period(row.cells[0], row.cells[0])
        assert cell(growth, row, "fans_gained") == len(twin.gained(day))
        assert cell(growth, row, "fans") == len(twin.there(day))
        assert ids(facts, made, behind_cell(growth, row, "fans")) == {fan.id for fan in twin.there(day)}
        assert ids(facts, made, behind_cell(growth, row, "fans_gained")) == {fan.id for fan in twin.gained(day)}
    series = {one.id: one for one in view.trends[0].series}
    for value, rows in zip(series["fans"].values, series["fans"].rows, strict=True):
        assert value is None or value == len(rows_of(facts, rows))


@given(socials(EVERYTHING - {"daily_traffic"}), questions())
@quick
def test_new_fans_are_watched_for_whole_windows_only(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("conversion")
    for row in table.rows:
        first = date.fromisoformat(f"{row.cells[0]}-01")
        month = Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        assert row.cells[1] == len(twin.gained(month))
        for days in (7, 30, 90):
            found, every = 0, 0
            for fan in twin.gained(month):
                since, bought = twin.since(fan) or 0, twin.first_purchase(fan)
                if since + days * DAY > made.until or (bought is not None and bought < since):
                    continue
                every += 1
                found += bought is not None and bought < since + days * DAY
            estimate = cell(table, row, f"within_{days}")
            assert estimate == share(found, every)
            if estimate is not None:
                assert len(rows_of(facts, behind_cell(table, row, f"within_{days}"))) == found


@given(socials(EVERYTHING - {"daily_traffic"}), questions())
@quick
def test_every_fan_is_in_one_band_of_days_since_last_seen(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("activity")
    if not table.rows:
        return
    end = made.midnight(question.period.last + timedelta(days=1))
    bands = {"7": 0, "30": 0, "90": 0, "180": 0, "older": 0}
    buyers = dict(bands)
    for fan in twin.there(question.period):
        last = max((moment for who, moment in twin.deeds if who == fan.id and moment < end), default=None)
        name = next((str(d) for d in (7, 30, 90, 180) if last is not None and last >= end - d * DAY), "older")
        bands[name] += 1
        bought = twin.first_purchase(fan)
        buyers[name] += bought is not None and bought < end
    shown = {row.behind[1].slices[0][1]: row for row in table.rows if row.behind[1]}
    assert {name: cell(table, row, "fans") for name, row in shown.items() if cell(table, row, "fans")} == {
        name: number for name, number in bands.items() if number
    }
    for name, row in shown.items():
        assert cell(table, row, "buying_fans") == buyers[name]
        assert len(rows_of(facts, behind_cell(table, row, "fans"))) == bands[name]


@given(socials(EVERYTHING - {"daily_traffic"}), questions(provinces=False))
@quick
def test_sources_and_bringers_are_told_with_those_who_bought(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    gained = twin.gained(question.period)
    sources = view.table("sources")
    days = int(next(column.name.zh.split()[1] for column in sources.columns if column.id == "watched"))
    for row in sources.rows:
        source = row.rows.slices[0][1]
        here = [fan for fan in gained if text(fan.source) == source]
        seen = [fan for fan in here if twin.watched(fan, days)]
        bought = [fan for fan in seen if (twin.first_purchase(fan) or made.until * 2) < twin.since(fan) + days * DAY]
        assert cell(sources, row, "fans_gained") == len(here)
        assert cell(sources, row, "watched") == len(seen)
        assert cell(sources, row, "fans_bought") == len(bought)
        assert cell(sources, row, "buying_share") == share(len(bought), len(seen))
        assert ids(facts, made, behind_cell(sources, row, "fans_bought")) == {fan.id for fan in bought}
    bringers = view.table("bringers")
    if bringers.rows:
        assert sum(cell(bringers, row, "fans_brought") for row in bringers.rows) == len(twin.brought(question.period))
    for row in bringers.rows:
        parent = row.cells[1]
        here = [fan for fan in twin.brought(question.period) if twin.bringer(fan) == parent]
        every = {r.id for r in made.records if isinstance(r, Customer) and twin.bringer(r) == parent}
        orders = [o for o in twin.orders if text(o.buyer_id) in every and twin.inside(o.paid_at, question.period)]
        assert cell(bringers, row, "fans_brought") == len(here)
        assert cell(bringers, row, "orders_of_brought") == len(orders)
        assert (cell(bringers, row, "sales_of_brought") or 0) == sum(o.payment_amount or 0 for o in orders)
        sales = behind_cell(bringers, row, "orders_of_brought")
        assert total(facts, sales) == sum(o.payment_amount or 0 for o in orders)


@given(socials(BY_DAY), questions(provinces=False))
@quick
def test_totals_of_days_stand_in_where_no_single_fan_is_recorded(made: Social, question: Question) -> None:
    facts = made.facts()
    view = evaluate("fans", facts, question)
    if view.figures[0].id != "daily_fans":
        return  # the totals do not tell new fans either
    assert "每天合计" in view.figures[0].name.zh
    rows = [r for r in made.records if r.KIND == "daily_traffic" and question.period.first <= date.fromisoformat(r.day)
            <= question.period.last]  # fmt: skip
    days = {r.day for r in rows if not r.channel}
    counted = [r for r in rows if not r.channel or r.day not in days]
    figure = view.figure("daily_fans")
    if figure.value is not None:
        assert figure.value == sum(r.new_fans or 0 for r in counted)
        assert total(facts, figure.rows) == figure.value
    for table in view.tables[1:]:
        assert not table.rows
        assert table.note is not None


def test_a_fan_who_follows_again_is_not_lost() -> None:
    book = Book().order("2026-03-01 10:00", 100, "c1")
    for key, followed, left in (
        ("c1", "2026-03-01", None),
        ("c2", "2026-03-09", "2026-03-05"),
        ("c3", "2026-03-02", "2026-03-05"),
    ):
        book.records.append(
            Customer(
                id=key,
                updated_at=1,
                joined_at=book.at("2026-03-01 09:00"),
                followed_at=book.at(f"{followed} 10:00"),
                unfollowed_at=book.at(f"{left} 10:00") if left else None,
            )
        )
    view = evaluate("fans", book.facts("2026-04-01 00:00"), asking("2026-03-01", "2026-03-31"))
    assert [view.figure(name).value for name in ("fans_gained", "fans_lost", "fans_net", "fans")] == [3, 1, 2, 2]


def test_a_shop_whose_source_knows_no_fans_says_so() -> None:
    made = Social(3, SALES)
    view = evaluate("fans", made.facts(), Question(Period(DAY_ONE, DAY_ONE + timedelta(days=29))))
    assert all(figure.value is None and figure.reason for figure in view.figures)
    assert all(not table.rows and table.note for table in view.tables)


def test_the_lead_names_only_months_with_enough_fans() -> None:
    book = Book().order("2026-01-01 10:00", 100, "x")
    for number in range(30):
        book.records.append(Customer(id=f"c{number}", updated_at=1, joined_at=book.at("2026-01-05 10:00")))
        if number < 6:
            book.order("2026-01-10 10:00", 100, f"c{number}")
    book.records.append(Customer(id="late", updated_at=1, joined_at=book.at("2026-02-01 10:00")))
    view = evaluate("fans", book.facts("2026-03-20 00:00"), asking("2026-03-01", "2026-03-19"))
    table = view.table("conversion")
    assert [row.cells[0] for row in table.rows] == ["2026-01", "2026-02"]
    assert isinstance(table.rows[0].cells[3], Estimate)
    assert table.rows[0].cells[3].value == pytest.approx(0.2)
    assert table.lead is not None
    assert "2026-01" in table.lead.zh
    assert "20.0%" in table.lead.zh


def test_columns_of_everybody_ever_brought_are_told_from_those_of_the_period() -> None:
    book = Book().order("2026-01-01 10:00", 100, "x")
    for key, came in (("old", "2026-01-05"), ("new", "2026-03-05")):
        since = book.at(f"{came} 10:00")
        book.records.append(Customer(id=key, updated_at=1, followed_at=since))
        book.records.append(Referral(id=f"r{key}", updated_at=1, created_at=since, parent_id="x", child_id=key))
        book.order("2026-03-10 10:00", 700, key)
    book.records.append(Customer(id="x", updated_at=1, followed_at=book.at("2026-01-01 10:00")))
    table = evaluate("fans", book.facts("2026-03-20 00:00"), asking("2026-03-01", "2026-03-19")).table("bringers")
    (row,) = table.rows
    assert cell(table, row, "fans_brought") == 1
    for name, both in (("orders_of_brought", 2), ("sales_of_brought", 1400)):
        assert cell(table, row, name) == both
        assert next(column.name.zh for column in table.columns if column.id == name).startswith("累计带来的人")


def fans_by_source(**bought: tuple[int, int]) -> Book:
    """So many of the fans of each source bought a day after they came in January."""
    book = Book().order("2026-01-01 10:00", 100, "x")
    for source, (some, every) in bought.items():
        for number in range(every):
            key = f"{source}{number}"
            book.records.append(Customer(id=key, updated_at=1, followed_at=book.at("2026-01-05 10:00"), source=source))
            if number < some:
                book.order("2026-01-06 10:00", 100, key)
    return book


def sources_of(book: Book) -> Table:
    return evaluate("fans", book.facts("2026-03-20 00:00"), asking("2026-01-05", "2026-01-31")).table("sources")


def test_the_highest_of_several_shares_is_not_called_the_best_where_chance_explains_it() -> None:
    table = sources_of(fans_by_source(live=(12, 31), friends=(20, 70), shop=(25, 90), moments=(16, 60)))
    assert table.lead.zh == "带来新粉最多的是shop(90 人)；30 天内买过的比例分不出高低。"


def test_a_source_whose_fans_clearly_buy_more_is_named() -> None:
    table = sources_of(fans_by_source(live=(60, 90), friends=(20, 70), shop=(25, 90)))
    assert "30 天内买过的比例明显更高的是live(66.7%)" in table.lead.zh


def test_fans_who_have_just_come_do_not_lower_the_share_of_their_source() -> None:
    book = fans_by_source(live=(20, 40), shop=(20, 40))
    for number in range(50):
        book.records.append(
            Customer(id=f"new{number}", updated_at=1, followed_at=book.at("2026-03-19 10:00"), source="shop")
        )
    view = evaluate("fans", book.facts("2026-03-20 00:00"), asking("2026-01-05", "2026-03-19"))
    table = view.table("sources")
    shown = {row.cells[0]: row for row in table.rows}
    assert cell(table, shown["shop"], "fans_gained") == 90
    assert cell(table, shown["shop"], "watched") == cell(table, shown["live"], "watched") == 40
    assert cell(table, shown["shop"], "buying_share") == cell(table, shown["live"], "buying_share") == share(20, 40)


def test_where_fans_are_known_by_their_orders_only_nobody_says_that_all_of_them_buy() -> None:
    book = Book()
    for number in range(40):
        book.order("2026-01-05 10:00", 100, f"b{number}")
        book.records.append(
            Customer(id=f"b{number}", updated_at=1, joined_at=book.at("2026-01-05 10:00"), source="web")
        )
    view = evaluate("fans", book.facts("2026-03-20 00:00"), asking("2026-01-01", "2026-01-31"))
    assert view.figure("fans_gained").value == 40
    for name in ("conversion", "sources"):
        table = view.table(name)
        assert not table.rows
        assert "没买的粉丝没有记录" in table.note.zh
    assert "没买的粉丝没有记录" in view.table("activity").note.zh


def test_of_several_who_brought_as_many_none_is_named() -> None:
    book = Book().order("2026-01-05 10:00", 100, "x")
    for number, parent in enumerate(("a", "a", "b", "b", "c")):
        key = f"fan{number}"
        book.records.append(Customer(id=key, updated_at=1, followed_at=book.at("2026-01-05 10:00")))
        book.records.append(Referral(id=f"t{number}", updated_at=1, created_at=1, parent_id=parent, child_id=key))
    facts = book.facts("2026-03-20 00:00")
    lead = evaluate("fans", facts, asking("2026-01-05", "2026-01-31")).table("bringers").lead
    assert lead.zh == "老粉本期带来 5 个新粉；前 3 位带来其中的 100.0%。"
