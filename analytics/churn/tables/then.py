"""What became of the list of three months ago: what was said of each group, and what they paid."""

from analytics.churn.groups import GROUPS, WIN_BACK, place
from analytics.churn.record import Then
from analytics.churn.shop_log import as_date
from analytics.churn.standing import FAR
from analytics.intervals import share
from analytics.result import Column, Row, Shown, Table
from analytics.say import counted, money
from storage.facts import Facts
from storage.words import Words


def then_table(facts: Facts, then: Then | None) -> Table:
    """What became of the list of three months ago."""
    title = Words("照三个月前的名单会怎样", "The list of three months ago")
    columns = (
        Column("group", Words("那时的分组", "Group then"), Shown.TEXT),
        Column("people", Words("人数", "People"), Shown.COUNT, total=True),
        Column("came", Words(f"后来 {FAR} 天来了", f"Came in {FAR} days"), Shown.RATIO),
        Column("usual", Words("平时会花", "Usual"), Shown.MONEY, total=True),
        Column("said", Words("那时预计会花", "Said then"), Shown.MONEY, total=True),
        Column("paid", Words("真花了", "Paid"), Shown.MONEY, total=True),
    )
    if then is None:
        return Table("then", title, columns, (), Words("三个月前的数据还太少。", "There was too little data then."))
    rows = tuple(
        Row(
            (
                group.name, int(then.people[number]), share(int(then.came[number]), int(then.people[number])),
                round(then.usual[number]), round(then.said[number]), round(then.spent[number]),
            )
        )
        for number, group in enumerate(GROUPS.values())
        if then.people[number]
    )  # fmt: skip
    note = Words(
        f"名单是 {as_date(then.day)} 晚上的，钱是没有校准过的预计；现在各组的钱，已按最近几次这样的名单校准。",
        f"The list is that of the evening of {as_date(then.day)}, its money as forecast; that of the groups now is set "
        "right by the last few such lists.",
    )
    return Table("then", title, columns, rows, note, lead=_became(facts, then))


def _became(facts: Facts, then: Then) -> Words:
    some = [place(key) for key in WIN_BACK]
    people = counted(int(then.people[some].sum()), "buyer")
    said, paid, usual = (
        money(facts.shop, round(sum(values[one] for one in some))) for values in (then.said, then.spent, then.usual)
    )
    return Words(
        f"那时点名的 {people.zh} 位，平时 {FAR} 天会花 {usual.zh}，预计只花 {said.zh}，真花了 {paid.zh}。",
        f"The {people.en} named then usually spend {usual.en} in {FAR} days; {said.en} was said, {paid.en} came.",
    )
