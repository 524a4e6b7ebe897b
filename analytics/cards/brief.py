"""The morning page: what changed since the last look, in at most five lines."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from analytics import say
from analytics.asked import Asked
from analytics.cards.outcome import outcome_of
from analytics.cards.rules import RULES
from analytics.cards.wording import Said, money, percent, told
from analytics.coverage import coverage
from analytics.measure import read
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.period import Period, local_day
from analytics.question import Question
from analytics.result import Card, Diagnosis, Node, Usual
from analytics.slice import Slice
from analytics.usual import History
from storage.notebook import Notebook
from storage.words import Words

LINES = 5
LONGEST = 28
"""Days looked back at most after a long absence."""
FIRST = Words(
    "以后每次打开，这里用几句话说：上次看过之后收了多少钱、什么不寻常、做过的事有没有用、现在最急的是什么。",
    "From now on this page says in a few lines what was paid since your last look, what is out of the ordinary, "
    "whether what you did helped, and what is most urgent.",
)
NO_DATA = Words("店铺还没有数据，先同步或导入。", "There is no data of the shop yet: sync or import first.")

NOTHING_NEW = Words(
    "上次看过之后还没有新的一天的数据，先同步。", "No new finished day since your last look: sync first."
)
AS_USUAL = Words("在平时范围内", "as usual")
MORE = Words("高于平时", "more than usual")
LESS = Words("低于平时", "less than usual")


def brief_of(asked: Asked, diagnosis: Diagnosis, cards: Sequence[Card], notebook: Notebook) -> tuple[Words, ...]:
    """The lines, the newest first; quiet days make one."""
    known = coverage(asked.facts)
    if known is None:
        return (NO_DATA,)
    if notebook.last_look is None:
        return tuple(line for line in (FIRST, _unusual(diagnosis), _urgent(asked, cards)) if line)
    days = _since(local_day(notebook.last_look, asked.facts.shop.zone), known.until_day)
    if days is None:
        return tuple(line for line in (NOTHING_NEW, _urgent(asked, cards)) if line)
    usual = History(asked_of := Asked(asked.facts, Question(days, "none"))).usual(PAYMENT_AMOUNT)
    paid = read(Slice(asked.facts, days, asked_of.question.filters), PAYMENT_AMOUNT).value or 0
    rest = [_unusual(diagnosis), *_brought(asked, notebook), _urgent(asked, cards)]
    told_lines = [line for line in rest if line is not None]
    if not told_lines and (usual is None or usual.within):
        return (_quiet(asked, days, int(paid), cards),)
    return (_paid(asked, days, int(paid), usual), *told_lines)[:LINES]


def _since(looked: date, today: date) -> Period | None:
    """The finished days that were not over at the last look."""
    first, last = max(looked, today - timedelta(days=LONGEST)), today - timedelta(days=1)
    return Period(first, last) if first <= last else None


def _paid(asked: Asked, days: Period, amount: int, usual: Usual | None) -> Words:
    head: dict[str, Said] = {"days": say.days(days), "n": len(days), "amount": money(asked.facts.shop, amount)}
    if usual is None:
        return told("{days}（{n} 天）支付 {amount}。", "{days} ({n} days): {amount} paid.", **head)
    shop = asked.facts.shop
    beyond = MORE if usual.above else LESS
    return told(
        "{days}（{n} 天）支付 {amount}，{mark}：同样的星期几一般 {low}–{high}。",
        "{days} ({n} days): {amount} paid, {mark}; the same weekdays bring {low}–{high}.",
        mark=AS_USUAL if usual.within else beyond, low=money(shop, usual.low), high=money(shop, usual.high), **head,
    )  # fmt: skip


def _quiet(asked: Asked, days: Period, amount: int, cards: Sequence[Card]) -> Words:
    chances = sum(card.state == "open" for card in cards)
    more = told("有 {n} 件可以顺手做的事。", "There are {n} things worth doing.", n=chances) if chances else ""
    return told(
        "{days}（{n} 天）支付 {amount}，和平时一样，没有要处理的异常。{more}",
        "{days} ({n} days): {amount} paid, as usual; nothing asks for attention. {more}",
        days=say.days(days), n=len(days), amount=money(asked.facts.shop, amount), more=more,
    )  # fmt: skip


def _unusual(diagnosis: Diagnosis) -> Words | None:
    """The nodes beyond the shop's own noise, the largest changes first."""
    moved = [node for node in diagnosis.nodes if node.verdict in ("up", "down") and node.change is not None]
    moved.sort(key=lambda node: (node.parent is not None, -abs(node.contribution or 0)))
    if not moved:
        return None
    said = [_moved(node) for node in moved[:3]]
    return Words(
        f"超出平时波动：{'，'.join(each.zh for each in said)}。",
        f"Beyond the usual ups and downs: {', '.join(each.en for each in said)}.",
    )


def _moved(node: Node) -> Words:
    up = node.verdict == "up"
    return told("{name}{way} {change}", "{name} {way} {change}", name=node.name, change=percent(node.change or 0),
                way=Words("升", "up") if up else Words("降", "down"))  # fmt: skip


def _brought(asked: Asked, notebook: Notebook) -> Iterator[Words]:
    """What the newest card that can be judged has brought."""
    for mark in notebook.marks:
        if mark.state == "done":
            outcome = outcome_of(asked.facts, mark)
            if outcome.state == "moved":
                title = Words(*(mark.title or mark.card_id).partition("\n")[::2])
                yield told(
                    "你做过的「{title}」{words}", "What you did, {title}: {words}", title=title, words=outcome.words
                )
                return


def _urgent(asked: Asked, cards: Sequence[Card]) -> Words | None:
    """The first open card of a rule that warns."""
    for card in cards:
        rule = RULES.get(card.rule)
        if card.state == "open" and card.stake is not None and rule is not None and rule.alarm:
            return told(
                "最急：{title}，关系到约 {stake}。", "Most urgent: {title}, about {stake} at stake.",
                title=card.title, stake=money(asked.facts.shop, card.stake.value),
            )  # fmt: skip
    return None
