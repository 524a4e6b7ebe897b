"""The result of a trial as two tables: what each arm did, and how far they differ."""

from analytics.intervals import share
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from analytics.trial.amounts import Paid
from analytics.trial.offers import offered
from analytics.trial.outcome import Compared, Outcome
from analytics.trial.words import arm_name, lead, pair_name, verdict
from storage.facts import Facts
from storage.trial import Arm, Trial
from storage.words import Words

_ARMS = (
    Column("arm", Words("组", "Group"), Shown.TEXT),
    Column("offer", Words("优惠", "Offer"), Shown.TEXT),
    Column("people", Words("人数", "People"), Shown.COUNT, total=True),
    Column("buyers", Words("买了的人", "Buyers"), Shown.COUNT, total=True),
    Column("share", Words("买的比例", "Share who bought"), Shown.RATIO),
    Column("orders", Words("订单", "Orders"), Shown.COUNT, total=True),
    Column("amount", Words("支付金额", "Payment amount"), Shown.MONEY, total=True),
    Column(
        "head", Words("每人平均付", "Paid per head"), Shown.MONEY, Words("没买的也算人头。", "Of all, buyers or not.")
    ),
)
_RESULT = (
    Column("compared", Words("谁比谁", "Compared"), Shown.TEXT),
    Column("verdict", Words("看出什么", "What is to be seen"), Shown.TEXT),
    Column(
        "buyers", Words("多几个买家", "More buyers"), Shown.COUNT,
        Words("和另一组同样的比例比，这一组多出来的买家。", "Buyers beyond what the other group's share would make."),
    ),
    Column("per_hundred", Words("每百人多几个", "Per hundred people"), Shown.NUMBER),
    Column(
        "least", Words("至少差几个才看得出", "Seen from"), Shown.COUNT,
        Words("这么多人，差别比这小的，五次里有一次以上看不出来。", "Smaller ones are missed more than once in five."),
    ),
    Column("head", Words("每人多付", "More per head"), Shown.MONEY),
    Column("amount", Words("一共多付", "More in all"), Shown.MONEY),
)  # fmt: skip
_NOT_YET = Words(
    "差多少等天数满了才写；没满的时候，谁先来谁后来就能差很多。",
    "Differences are told when the days are over: before that they depend on who happens to come first.",
)
_TITLES = (Words("每组怎么样", "What each group did"), Words("差别有多大", "How far they differ"))


def result_tables(facts: Facts, trial: Trial, found: Outcome) -> tuple[Table, Table]:
    """What is seen of a trial that has begun."""
    said, (arms, result) = lead(facts, trial, found), _TITLES
    rows = tuple(_arm(arm, own) for arm, own in zip(trial.arms, found.arms, strict=True))
    pairs = tuple(_pair(trial, found, pair) for pair in found.compared)
    return (
        Table("arms", arms, _ARMS, rows, drawn=Bars("arm", "share")),
        Table("result", result, _RESULT, pairs, None if found.phase == "over" else _NOT_YET, lead=said),
    )


def _arm(arm: Arm, own: Paid) -> Row:
    head = own.amount / own.people if own.people else None
    cells: tuple[Value, ...] = (
        arm_name(arm), offered(arm), own.people, own.buyers, share(own.buyers, own.people), own.orders,
        own.amount, head,
    )  # fmt: skip
    return Row(cells)


def _pair(trial: Trial, found: Outcome, pair: Compared) -> Row:
    people = found.arms[pair.one].people
    least = None if pair.smallest is None else pair.smallest * people
    buyers, per_hundred, head, amount = _differences(pair, people) if found.phase == "over" else (None,) * 4
    return Row((pair_name(trial, pair), verdict(trial, found, pair), buyers, per_hundred, least, head, amount))


def _differences(pair: Compared, people: int) -> tuple[Estimate | None, ...]:
    """In buyers, in buyers per hundred, and in money per head and in all."""
    buyers, head = pair.extra, pair.head
    return buyers, buyers.times(100 / people), head, None if head is None else head.times(people)
