"""The groups worth money: how many people, what staying away costs, why, and what to do."""

import numpy as np

from analytics.arrays import Mask
from analytics.churn.groups import GROUPS, Group, place
from analytics.churn.outlook import Outlook
from analytics.churn.standing import FAR, SOON
from analytics.dimensions.churn import CHURN_GROUP
from analytics.lifecycle.days import days_of
from analytics.lifecycle.rhythm import pause_on
from analytics.lifecycle.said import pause_said
from analytics.network.ever import behind
from analytics.result import Column, Row, Selection, Shown, Table, Value
from analytics.say import counted, money
from storage.facts import Facts
from storage.words import Words

TITLE = Words("先找谁", "Whom to write to first")
_COLUMNS = (
    Column("group", Words("这些人", "Who"), Shown.TEXT),
    Column("people", Words("人数", "People"), Shown.COUNT, total=True),
    Column(
        "loss",
        Words(f"{FAR} 天少花", f"Loss in {FAR} days"),
        Shown.MONEY,
        Words(
            f"刚买完时预计 {FAR} 天会花的(按近半年买完后真花的校准)，减去现在预计 {FAR} 天会花的。"
            "括号里是 95% 区间，按这一组在以前几次名单上的误差算。",
            f"What was expected of {FAR} days just after they bought, less what is expected now; 95% interval by how "
            "far this group was off on earlier lists.",
        ),
        bar=True,
    ),
    Column(
        "spend",
        Words(f"{FAR} 天还会花", f"Still expected in {FAR} days"),
        Shown.MONEY,
        Words(
            "什么都不做，预计还会来买的钱，已按这一组在以前几次名单上说多说少的校准，带 95% 区间。",
            "Expected with nothing done, set right by how this group was told on earlier lists; with 95% interval.",
        ),
    ),
    Column(
        "chance",
        Words(f"{SOON} 天内再来", f"Come within {SOON} days"),
        Shown.RATIO,
        Words("平均每人的把握。", "The mean chance of one of them."),
    ),
    Column("since", Words("多少天没买(中位)", "Days since (median)"), Shown.COUNT),
    Column("rule", Words("怎样算这一组", "Rule"), Shown.TEXT),
    Column("step", Words("下一步", "Next step"), Shown.TEXT),
)


def groups_table(facts: Facts, found: Outlook) -> Table:
    """A row per group that has anybody, those to write to first."""
    rows = tuple(_row(facts, found, key, group) for key, group in GROUPS.items() if (found.group == place(key)).any())
    return Table("groups", TITLE, _COLUMNS, rows, _NOTE, lead=lead(facts, found))


def lead(facts: Facts, found: Outlook) -> Words:
    """Whom to write to first, and what is at stake; before it, that the shop itself has no orders any more."""
    still, said = _still(facts), _lead(facts, found)
    return Words(f"{still.zh}{said.zh}", f"{still.en}{said.en}")


def _lead(facts: Facts, found: Outlook) -> Words:
    for keys in (("promoter", "cooling"), ("new", "drifting")):
        first = np.isin(found.group, [place(key) for key in keys])
        if first.any():
            return _to_write_to(facts, found, first)
    asleep = int((found.group == place("sleeping")).sum())
    if not asleep:
        return Words("没有人在变冷，照常做生意就好。", "Nobody is cooling: go on as usual.")
    people = counted(asleep, "buyer")
    return Words(
        f"没有人正在变冷；有 {people.zh} 位睡着了，大节或上新时群发一次就够。",
        f"Nobody is cooling; of {people.en} asleep, one message at a festival or for new goods is enough.",
    )


def _to_write_to(facts: Facts, found: Outlook, first: Mask) -> Words:
    people, loss = counted(int(first.sum()), "buyer"), found.sum_of(found.standing.loss, first)
    value, low, high = (money(facts.shop, int(one)) for one in (loss.value, loss.low, loss.high))
    return Words(
        f"最该先联系 {people.zh} 位：照现在这样，{FAR} 天比平时少花约 {value.zh}({low.zh} – {high.zh})。",
        f"Write to {people.en} first: as things go they spend about {value.en} ({low.en} – {high.en}) less than usual "
        f"in {FAR} days.",
    )


def _still(facts: Facts) -> Words:
    """That it is the shop that has stopped, by its own rhythm, before any buyer is blamed."""
    days = days_of(facts)
    pause = None if days is None else pause_on(days, len(days) - 1)
    if pause is None or not pause.out_of_rhythm:
        return Words("", "")
    said = pause_said(pause)
    return Words(
        f"整个店{said.zh}：先弄清是店停了，还是订单没同步进来。",
        f"{said.en}, in the whole shop: see first whether it has stopped, or its orders were not synced. ",
    )


def _row(facts: Facts, found: Outlook, key: str, group: Group) -> Row:
    some: Mask = found.group == place(key)
    standing = found.standing
    cells: tuple[Value, ...] = (
        group.name,
        int(some.sum()),
        found.sum_of(standing.loss, some) if found.loses[some].all() else None,
        found.sum_of(standing.spend, some),
        float(standing.chance[some].mean()),
        int(np.median(standing.since[some])),
        group.rule,
        group.step,
    )
    people = people_behind(facts, key)
    return Row(cells, people, (people, people, people, people))


def people_behind(facts: Facts, key: str) -> Selection:
    """The customers of a group."""
    return behind(facts, "customers", "network_buyers", (CHURN_GROUP.id, key))


_NOTE = Words(
    "一个人只在一组，先符合的算；自己的节奏还没过的、60 天内多半会来的，不算变冷。少花的钱叫回来一部分就不错了："
    "发之前留一部分人不发，过后才知道有没有用。钱都按付款额算，退款没有扣。",
    "Everybody is in one group, the first that fits; nobody is cooling whose own rhythm is not over, or who will more "
    "likely than not come within 60 days. Only part of a loss can be won back: hold some of them out, or nobody will "
    "know whether it helped. Money is as paid, refunds are not taken off.",
)
