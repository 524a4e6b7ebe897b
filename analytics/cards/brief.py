"""The morning page: how the last finished day went, then what changed since the last look; at most five lines."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from analytics import say
from analytics.asked import Asked
from analytics.cards.cards import trifle
from analytics.cards.declared import RULES
from analytics.cards.festival import around, explained
from analytics.cards.outcome import outcome_of
from analytics.cards.rule import Rule, is_about_now
from analytics.cards.rules import slices
from analytics.cards.rules.nodes import ROOT
from analytics.cards.wording import Said, money, percent, told
from analytics.coverage import coverage
from analytics.measure import read
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.named import named
from analytics.period import Period, local_day
from analytics.question import Question
from analytics.result import Card, Diagnosis, Node, Usual
from analytics.slice import Slice
from analytics.usual import History
from storage.notebook import Notebook
from storage.words import Words

LINES = 5
PLACES = named(Rule, slices)
"""The rules that know where it fell and not why."""
LONGEST = 28
"""Days looked back at most after a long absence."""
LATER = Words(
    "以后打开，这里会先说上次看过之后变了什么。", "From now on this also says what changed since your last look."
)
NO_DATA = Words("店铺还没有数据，先同步或导入。", "There is no data of the shop yet: sync or import first.")

NOTHING_NEW = Words(
    "上次看过之后还没有新的一天的数据，先同步。", "No new finished day since your last look: sync first."
)
AS_USUAL = Words("正常", "as usual")
MORE = Words("高于平时", "more than usual")
LESS = Words("低于平时", "less than usual")
QUIET = Words("没有要处理的异常。", "Nothing asks for attention.")
WEEKDAYS = tuple(
    Words(f"周{zh}", en)
    for zh, en in zip(
        "一二三四五六日",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def brief_of(asked: Asked, diagnosis: Diagnosis, cards: Sequence[Card], notebook: Notebook) -> tuple[Words, ...]:
    """The lines: the last finished day first, then what is new, out of the ordinary, and most urgent.

    Where a festival is behind what is out of the ordinary, that is said before all. Of a part of the shop or of earlier
    days nothing is said of how the whole shop does now.
    """
    known, unusual = coverage(asked.facts), _unusual(diagnosis)
    if known is None:
        return (NO_DATA,)
    festival = explained(cards, unusual) if unusual else None
    unusual = unusual if festival is None else None
    urgent = _urgent(asked, diagnosis, cards)
    if not is_about_now(asked):
        return _told(festival, unusual, urgent) or (asked.unknown or asked.incomparable or _quiet(cards),)
    day = _day(asked, known.last_over) if known.last_over >= known.first else None
    if notebook.last_look is None:
        return _told(festival, day, unusual, urgent, LATER)
    days = _since(local_day(notebook.last_look, asked.facts.shop.zone), known.until_day)
    if days is None:
        return _told(festival, day, NOTHING_NEW, urgent)
    since = _since_then(asked, days) if len(days) > 1 else None
    rest = _told(unusual, *_brought(asked, notebook), urgent)
    return _told(festival, day, since, *(rest or (_quiet(cards),)))


def _told(*lines: Words | None) -> tuple[Words, ...]:
    return tuple(line for line in lines if line is not None)[:LINES]


def _since(looked: date, today: date) -> Period | None:
    """The finished days that were not over at the last look."""
    first, last = max(looked, today - timedelta(days=LONGEST)), today - timedelta(days=1)
    return Period(first, last) if first <= last else None


def _paid(asked: Asked, days: Period) -> tuple[int, Usual | None]:
    """What was paid in the whole shop, and what such days usually bring."""
    plain = Asked(asked.facts, Question(days, "none"))
    paid = read(Slice(asked.facts, days, plain.question.filters), PAYMENT_AMOUNT).value or 0
    return int(paid), History(plain).usual(PAYMENT_AMOUNT)


def _day(asked: Asked, last: date) -> Words:
    """The last finished day against the same weekdays before; named by its date, for the data may be of last week."""
    shop = asked.facts.shop
    amount, usual = _paid(asked, Period(last, last))
    if usual is not None and not usual.high:  # nothing was ever paid on such days: that is no measure
        usual = None
    head: dict[str, Said] = {"day": f"{last:%m-%d}", "name": WEEKDAYS[last.weekday()], "amount": money(shop, amount)}
    if usual is None:
        return told(
            "{day} {name}支付 {amount}；之前的{name}成交太少，说不出算不算正常。",
            "{day} ({name}): {amount} paid; too few sales on such days before to say what is usual.", **head,
        )  # fmt: skip
    return told(
        "{day} {name}支付 {amount}，{name}一般 {low}–{high}，{mark}{festival}。",
        "{day} ({name}): {amount} paid; a {name} brings {low}–{high}: {mark}{festival}.",
        low=money(shop, usual.low), high=money(shop, usual.high), mark=_mark(usual),
        festival="" if usual.within else around(shop, last), **head,
    )  # fmt: skip


def _since_then(asked: Asked, days: Period) -> Words:
    shop = asked.facts.shop
    amount, usual = _paid(asked, days)
    head: dict[str, Said] = {"days": say.days(days), "n": say.counted(len(days), "day"), "amount": money(shop, amount)}
    if usual is None:
        return told(
            "上次看过以后：{days}（{n} 天）支付 {amount}。", "Since your last look: {days} ({n}), {amount} paid.",
            **head,
        )  # fmt: skip
    return told(
        "上次看过以后：{days}（{n} 天）支付 {amount}，同样的星期几一般 {low}–{high}，{mark}。",
        "Since your last look: {days} ({n}), {amount} paid; the same weekdays bring {low}–{high}: {mark}.",
        low=money(shop, usual.low), high=money(shop, usual.high), mark=_mark(usual), **head,
    )  # fmt: skip


def _mark(usual: Usual) -> Words:
    return AS_USUAL if usual.within else MORE if usual.above else LESS


def _quiet(cards: Sequence[Card]) -> Words:
    """Nothing is wrong; what could be done by the way."""
    chances = sum(card.state == "open" and card.stake is not None for card in cards)
    if not chances:
        return QUIET
    return told(
        "没有要处理的异常，有 {n} 件可以顺手做的事。",
        "Nothing asks for attention; things worth doing: {n}.", n=chances,
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


def _urgent(asked: Asked, diagnosis: Diagnosis, cards: Sequence[Card]) -> Words | None:
    """The first open card of a rule that warns, if money is at stake for certain, and no trifle.

    A place that sells less is not urgent while the shop as a whole has not clearly sold less: others made up for it.
    """
    root_fell = any(node.id == ROOT and node.verdict == "down" for node in diagnosis.nodes)
    least = trifle(asked)
    for card in cards:
        rule = RULES.get(card.rule)
        if card.state != "open" or rule is None or not rule.alarm or card.stake is None:
            continue
        if card.stake.low > 0 and card.stake.high >= least and (root_fell or rule.id not in PLACES):
            return told(
                "最急：{title}，关系到约 {stake}。", "Most urgent: {title}, about {stake} at stake.",
                title=card.title, stake=money(asked.facts.shop, card.stake.value),
            )  # fmt: skip
    return None
