"""Through which content fans came and what they bought soon: every number a second time, and the rows behind it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from analytics.intervals import share as interval
from analytics.question import Question
from analytics.result import Table
from analytics.rows import behind, total
from analytics.views import evaluate
from storage.records import Content, Customer, Referral, Share
from tests.analytics.making import Book, asking
from tests.analytics.share_chains.chained import DAY, PERIOD, Chained, chaineds, plain

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Twin:
    """The fans of a shop, looked at one by one."""

    def __init__(self, made: Chained) -> None:
        self.made = made
        self.shares = {share.id: share for share in made.shares}

    def content(self, fan: Customer) -> str | None:
        """By the share that brought the fan, else by the last visit before."""
        ties = sorted(
            (tie for tie in self.made.referrals if tie.child_id == fan.id and plain(tie.parent_id)),
            key=lambda tie: tie.created_at,
        )  # nobody has two ties here, nor a circle
        share = plain(ties[0].share_id) if ties else None
        if share:
            return plain(self.shares[share].content_id) if share in self.shares else None
        led = [
            (visit.created_at, number, self.of_visit(visit))
            for number, visit in enumerate(self.made.visits)
            if plain(visit.customer_id) == fan.id and 0 <= plain(fan.joined_at) - visit.created_at <= 7 * DAY
        ]
        led = [one for one in led if one[2]]
        return max(led)[2] if led else None  # fmt: skip

    def of_visit(self, visit: Any) -> str | None:
        share = self.shares.get(plain(visit.share_id) or "")
        return plain(visit.content_id) or (plain(share.content_id) if share else None)

    def paid(self, fan: Customer) -> list[Any]:
        found = [order for order in self.made.orders if plain(order.buyer_id) == fan.id and plain(order.paid_at)]
        return sorted(found, key=lambda order: order.paid_at)

    def watched(self, fan: Customer, days: int) -> bool:
        paid, joined = self.paid(fan), plain(fan.joined_at)
        return joined + days * DAY <= self.made.until and not (paid and paid[0].paid_at < joined)

    def soon(self, fan: Customer, days: int) -> list[Any]:
        joined = plain(fan.joined_at)
        return [order for order in self.paid(fan) if 0 <= order.paid_at - joined < days * DAY]


@given(chaineds())
@quick
def test_every_number_is_that_of_following_the_fans(made: Chained) -> None:
    facts = made.facts()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analytics.panels.content_fans_said.LEAST", 1)  # these shops are small
        table = evaluate("sharing", facts, Question(PERIOD)).table("content_fans")
    twin = Twin(made)
    came = [fan for fan in made.customers if plain(fan.joined_at) and made.inside(plain(fan.joined_at))]
    by_content = {fan.id: twin.content(fan) for fan in came}
    if not table.rows:
        assert table.note is not None
        return
    days = 30 if "30" in table.columns[3].name.zh else 7
    assert {row.cells[1] for row in table.rows} == {content for content in by_content.values() if content}
    for row in table.rows:
        found = dict(zip([column.id for column in table.columns], zip(row.cells, row.behind, strict=True), strict=True))
        fans = [fan for fan in came if by_content[fan.id] == row.cells[1]]
        watched = [fan for fan in fans if twin.watched(fan, days)]
        buying = [fan for fan in watched if twin.soon(fan, days)]
        sales = sum(plain(order.payment_amount) or 0 for fan in watched for order in twin.soon(fan, days))
        for column, people in (("fans", fans), ("watched", watched), ("bought", buying)):
            assert found[column][0] == len(people), column
            if people:
                rows = {made.customers[number - 1].id for number in behind(facts, found[column][1])}
                assert rows == {fan.id for fan in people}
        assert found["buying_share"][0] == interval(len(buying), len(watched))
        assert found["sales"][0] == sales
        if sales:
            assert total(facts, found["sales"][1]) == sales
            assert found["sales_each"][0].value == pytest.approx(sales / len(watched))


def fans(book: Book, content: str, many: int, buying: int, on: str = "2026-03-02 10:00") -> None:
    """So many fans who came by a share of a content, some of whom bought the day after."""
    when = book.at(on)
    book.records += [Content(id=content, updated_at=1, title=content), Share(id=content, updated_at=1, created_at=when,
                                                                            content_id=content)]  # fmt: skip
    for number in range(many):
        key = f"{content}-{number}"
        book.records += [
            Customer(id=key, updated_at=1, joined_at=when + 1),
            Referral(id=key, updated_at=1, created_at=when + 1, parent_id="old", child_id=key, share_id=content),
        ]
        if number < buying:
            book.order(on.replace("-02 ", "-03 "), 5000, key)


def answer(book: Book) -> Table:
    question = asking("2026-03-01", "2026-03-31")
    return evaluate("sharing", book.facts("2026-05-01 00:00"), question).table("content_fans")


def book() -> Book:
    made = Book().order("2026-03-01 10:00", 100, "old")
    made.records.append(Customer(id="old", updated_at=1, joined_at=made.at("2026-03-01 09:00")))
    return made


def test_the_content_whose_fans_buy_is_to_be_made_more_of() -> None:
    made = book()
    for content, many, buying in (("多", 200, 12), ("准", 60, 30), ("淡", 80, 4)):
        fans(made, content, many, buying)
    table = answer(made)
    assert [row.cells[0] for row in table.rows][:1] == ["准"]
    assert table.lead is not None
    assert table.lead.zh == (
        "本期从内容来的新粉有 340 人，最多的是“多”(200 人)；30 天内买过的占 13.5%；"
        "最有把握高出平均的是“准”(50.0%)，可以多做这样的内容。"
    )
    assert table.lead.en.endswith("most surely above that is “准” (50.0%): make more like it.")


def test_few_lucky_fans_do_not_lead() -> None:
    made = book()
    for number in range(12):
        fans(made, f"t{number}", 20, 3)
    fans(made, "lucky", 1, 1)
    table = answer(made)
    assert table.lead is not None
    assert table.lead.zh.endswith("各篇内容还分不出高低，再积累一些再定多做哪种。")
    assert table.lead.en.endswith("contents cannot be told apart yet: wait before making more of one kind.")


def test_too_few_fans_say_from_how_many_on_it_speaks() -> None:
    made = book()
    fans(made, "a", 9, 3)
    table = answer(made)
    assert not table.rows
    assert table.note is not None
    assert table.note.zh == "本期从内容来、加入满 30 天的新粉只有 9 人，满 20 人才能比较内容。"


def test_a_source_without_fans_says_so() -> None:
    table = answer(Book().order("2026-03-01 10:00", 100, "c1"))
    assert not table.rows
    assert table.note is not None
