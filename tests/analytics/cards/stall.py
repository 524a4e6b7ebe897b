"""A small shop told in days before today, and what rules see of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from analytics.asked import Asked
from analytics.cards.rule import Draft, Rule, Scene
from analytics.diagnosis.finding import Finding
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Diagnosis, Estimate, Good, Node, Shown
from analytics.rows import behind
from storage.records import Order, OrderLine, Product
from storage.words import Words
from tests.analytics.making import Book

TODAY = date(2026, 6, 30)
NOW = f"{TODAY} 10:00"


def ago(days: int, clock: str = "12:00") -> str:
    """A moment so many days before today."""
    return f"{TODAY - timedelta(days=days)} {clock}"


class Stall(Book):
    """A shop that has been there for 300 days; the newest data is of ten o'clock today."""

    def __init__(self) -> None:
        super().__init__()
        self.sale(300, "long ago", 100)

    def shelf(self, key: str, **more: Any) -> "Stall":
        """A product; amounts in minor units."""
        self.records.append(Product(id=key, updated_at=1, title=f"商品{key}", **more))
        return self

    def sale(self, days: int, product: str, amount: int, pieces: int = 1, clock: str = "12:00", **more: Any) -> "Stall":
        """One paid order of one product."""
        when, key = self.at(ago(days, clock)), f"o{len(self.records)}"
        more.setdefault("paid_at", when)
        order = Order(id=key, updated_at=1, created_at=when, payment_amount=amount, **more)
        line = OrderLine(
            id=f"{key}-1", updated_at=1, created_at=when, order_id=key, product_id=product, amount=amount,
            quantity=pieces,
        )  # fmt: skip
        self.records += [order, line]
        return self

    def sales(self, days: range, product: str, amount: int, each: int = 1, **more: Any) -> "Stall":
        """So many orders on every one of these days."""
        for day in days:
            for number in range(each):
                self.sale(day, product, amount, clock=f"{8 + number % 12:02d}:{number // 12:02d}", **more)
        return self

    def scene(
        self,
        nodes: tuple[Node, ...] = (),
        findings: Mapping[str, tuple[Finding, ...]] | None = None,
        days: int = 30,
        filters: Filters | None = None,
        until: int = 1,
    ) -> Scene:
        """What rules look at: the last finished days against those before."""
        last = TODAY - timedelta(days=until)
        question = Question(Period(last - timedelta(days=days - 1), last), "previous", filters or Filters())
        diagnosis = Diagnosis(nodes, "none", Words("", ""))
        return Scene(Asked(self.facts(NOW), question), diagnosis, findings or {})


def said(rule: Rule, scene: Scene) -> list[Draft]:
    """What the rule says, after the checks that hold for every card."""
    drafts = list(rule.when(scene))
    for draft in drafts:
        for text in (draft.title, draft.evidence, draft.effect, rule.source, rule.name):
            assert text.zh
            assert text.en
            assert not set("!！{}") & set(text.zh + text.en)
        if draft.stake is not None:
            assert 0 <= draft.stake.low <= draft.stake.value <= draft.stake.high
        for concern in draft.concerns:
            assert len(behind(scene.facts, concern.rows)) > 0
    return drafts


def listed(scene: Scene, draft: Draft, number: int = 0) -> list[str]:
    """The ids of what one click on a concern lists."""
    rows = draft.concerns[number].rows
    table = scene.facts[rows.kind]
    ids = scene.facts.ids(rows.kind)
    return sorted(ids[code] for row, code in zip(table.row, table["id"], strict=True)
                  if row in set(behind(scene.facts, rows).tolist()))  # fmt: skip


def node(name: str, value: float, previous: float, **more: Any) -> Node:
    """A node of the tree that is down."""
    blank = Words("", "")
    given: dict[str, Any] = {"verdict": "down", "contribution": None, "shown": Shown.COUNT, "parent": "payment_amount"}
    return Node(
        id=name, name=Words(name, name), definition=blank, good=Good.UP, how=blank, value=value, previous=previous,
        change=(value - previous) / previous, **(given | more),
    )  # fmt: skip


def finding(values: tuple[tuple[str, str], ...], before: int, now: int, **more: Any) -> Finding:
    """A slice that fell, give or take a tenth."""
    change = now - before
    given: dict[str, Any] = {"interval": Estimate(change, change * 1.1, change * 0.9), "share": 0.5, "p": 0.001}
    key = values[0][1]
    return Finding(
        metric="payment_amount", values=values, name=Words(key, key), change=change, before=before, now=now,
        **(given | more),
    )  # fmt: skip
