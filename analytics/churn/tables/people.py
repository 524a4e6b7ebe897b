"""The people of the groups, those that cost most first: what is to be expected of each, why, and the next step."""

import numpy as np

from analytics.arrays import Ints
from analytics.churn.groups import GROUPS, WIN_BACK, place
from analytics.churn.outlook import Outlook
from analytics.churn.reasons import MEANING, Seen, reasons, seen
from analytics.churn.shop_log import as_date
from analytics.churn.standing import AHEAD, FAR, SOON, overdue_of
from analytics.churn.value import value_of
from analytics.dimensions.fans import BRINGER
from analytics.network.ever import behind
from analytics.result import Column, Estimate, Row, Shown, Table, Value
from storage.facts import Facts
from storage.words import Words

TITLE = Words("这些人是谁", "Who they are")
MOST = 60
"""People listed of each group."""
COLUMNS = (
    Column("buyer", Words("买家", "Buyer"), Shown.TEXT, gives_way=True),
    Column("buyer_id", Words("买家编号", "Buyer id"), Shown.ID),
    Column(
        "loss",
        Words(f"{FAR} 天少花", f"Loss in {FAR} days"),
        Shown.MONEY,
        Words(
            "刚买完时预计会花的，减去现在预计的；照常的不算。",
            "What was expected just after buying less what is now; not told of those who come as usual.",
        ),
        bar=True,
    ),
    Column("why", Words("看到了什么", "What is seen"), Shown.TEXT, MEANING),
    Column("chance", Words(f"{SOON} 天内再来", f"Comes within {SOON} days"), Shown.RATIO),
    Column("group", Words("分组", "Group"), Shown.TEXT),
    Column(
        "value",
        Words(f"{FAR} 天还会花", f"Worth in {FAR} days"),
        Shown.MONEY,
        Words(
            "现在预计会花的，按付款额，退款没有扣；这样的人 95% 落在括号里。单个人说不准，一组人才准。",
            "Expected now, as paid, refunds not taken off; 95% of such buyers lie within the brackets. One person is "
            "uncertain, a group is less so.",
        ),
    ),
    Column("last", Words("最近购买", "Last bought"), Shown.DAY),
    Column(
        "overdue",
        Words("超出自己节奏几天", "Days beyond own rhythm"),
        Shown.COUNT,
        Words(
            "间隔本来就有长有短：照自己以往的间隔，十次里九次该来了的那天起，过了几天；0 是还没到那天。"
            "买过不到四次的，看不出节奏。",
            "Gaps vary: days since the day by which, going by the own past gaps, they would have come nine times in "
            "ten; 0: not yet. Of fewer than four purchases no rhythm is told.",
        ),
    ),
    Column("step", Words("下一步", "Next step"), Shown.TEXT),
    *(Column(f"times_{days}", Words(f"{days} 天买几次", f"Purchases in {days} d"), Shown.NUMBER) for days in AHEAD),
    *(Column(f"spend_{days}", Words(f"{days} 天花多少", f"Spend in {days} d"), Shown.MONEY) for days in AHEAD),
    Column("orders", Words("买过几天", "Days bought"), Shown.COUNT),
    Column("spent", Words("累计支付", "Paid so far"), Shown.MONEY),
)


def people_table(facts: Facts, found: Outlook) -> Table:
    """The first of each group that is written to."""
    places = np.concatenate([first_of(found, key) for key in WIN_BACK])
    every = int(np.isin(found.group, [place(key) for key in WIN_BACK]).sum())
    rows = tuple(rows_of(facts, found, places))
    note = Words(f"每组最多列 {MOST} 位，少花最多的在前。", f"At most {MOST} of each group, the largest losses first.")
    return Table("people", TITLE, COLUMNS, rows, note, every if every > len(rows) else None)


def first_of(found: Outlook, key: str) -> Ints:
    """Places of those of a group with the largest losses."""
    some = np.flatnonzero(found.group == place(key))
    return some[np.argsort(-found.standing.loss[some], kind="stable")][:MOST]


def rows_of(facts: Facts, found: Outlook, places: Ints) -> list[Row]:
    """Rows of buyers at places of the standing."""
    notices, values = seen(facts, found.standing.day), value_of(found, places)
    return [_row(facts, found, notices, int(one), value) for one, value in zip(places, values, strict=True)]


def _row(facts: Facts, found: Outlook, notices: Seen, one: int, value: Estimate) -> Row:
    standing, code = found.standing, int(found.standing.who[one])
    key, group = BRINGER.key_of(facts, code), list(GROUPS.values())[found.group[one]]
    cells: tuple[Value, ...] = (
        BRINGER.label_of(facts, code),
        key,
        round(float(standing.loss[one])) if found.loses[one] else None,
        reasons(standing, notices, one),
        float(standing.chance[one]),
        group.name,
        value,
        as_date(standing.day - round(float(standing.since[one]))),
        overdue_of(standing, one),
        group.step,
        *(float(standing.ahead[days].times[one]) for days in AHEAD),
        *(round(float(standing.ahead[days].spend[one])) for days in AHEAD),
        int(standing.repeats[one]) + 1,
        round(float(standing.spent[one])),
    )
    own = behind(facts, "orders", "buyer_orders", ("buyer", key))
    shown = {column.id: place for place, column in enumerate(COLUMNS)}
    orders = {shown["orders"], shown["spent"], shown["last"]}
    return Row(cells, own, tuple(own if number in orders else None for number in range(len(cells))))
