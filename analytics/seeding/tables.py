"""The plan as tables: who gets something and why, what other ways would bring, and how it went in the past."""

from analytics.dimensions.fans import BRINGER
from analytics.dimensions.network import ROLE
from analytics.network.ever import behind
from analytics.network.fans import fans_forest
from analytics.network.roles import ROLES, role_codes
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from analytics.say import counted, money
from analytics.seeding.asked import Asked
from analytics.seeding.shop import ShopPlan
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

_OURS = Words("这份名单", "This list")


def tables_of(facts: Facts, asked: Asked, plan: ShopPlan) -> tuple[Table, ...]:
    """Whom to give it; other ways; the past."""
    return _whom(facts, asked, plan), _ways(facts, asked, plan), _past(asked, plan)


def _whom(facts: Facts, asked: Asked, plan: ShopPlan) -> Table:
    columns = (
        Column("order", Words("次序", "Order"), Shown.COUNT),
        Column("fan", Words("给谁", "Give it to"), Shown.TEXT),
        Column("fan_id", BRINGER.id_name or Words("粉丝编号", "Fan id"), Shown.ID),
        Column(
            "adds",
            Words(f"{asked.days} 天带动成交的朋友", f"Friends who buy in {asked.days} days"),
            Shown.NUMBER,
            Words(
                "在前面几位之外再多带动几位；名单里的人影响同一批朋友时只算一次。"
                "次序是抽样挑出来的，相近的几位先后会有出入。",
                "Beyond those whom the people above bring; friends of several on the list count once. The order comes "
                "from draws: of near equals either may stand first.",
            ),
            bar=True,
            total=True,
        ),
        Column("brings", Words("约值", "Worth about"), Shown.MONEY, total=True),
        _cost_column(asked),
        Column("reached", Words("影响过的朋友", "Friends reached so far"), Shown.COUNT),
        Column(
            "rate",
            Words("朋友成交的比例", "Share of friends who buy"),
            Shown.RATIO,
            Words(
                f"影响过的朋友里，之后 {asked.days} 天内成交的比例；影响过的人少时往平均靠。",
                f"Of friends reached, those who bought within {asked.days} days; drawn towards the average where few.",
            ),
        ),
        Column("role", ROLE.name, Shown.TEXT),
        Column("last", Words("最近购买", "Last bought"), Shown.TIME),
    )
    rows = tuple(_row(facts, asked, plan, place) for place in range(len(plan.plan.nodes)))
    return Table(
        "whom",
        Words("给谁", "Whom to give it"),
        columns,
        rows,
        _spent(facts, asked, plan),
        lead=_lead(facts, asked, plan),
    )


def _cost_column(asked: Asked) -> Column:
    """What giving takes: money, or samples."""
    if asked.cost is None:
        return Column("cost", Words("份数", "Samples"), Shown.COUNT, total=True)
    return Column("cost", Words("成本", "Cost"), Shown.MONEY, total=True)


def _row(facts: Facts, asked: Asked, plan: ShopPlan, place: int) -> Row:
    node, adds = plan.plan.nodes[place], plan.plan.adds[place]
    fans, code = fans_forest(facts), int(facts["customers"]["id"][node])
    key, last, role = BRINGER.key_of(facts, code), int(fans.last_purchase[node]), int(role_codes(facts)[node])
    cost = dict(asked.cost_of).get(node, asked.cost)
    cells: tuple[Value, ...] = (
        place + 1,
        BRINGER.label_of(facts, code),
        key,
        adds,
        round(adds * plan.worth),
        1 if cost is None else round(cost),
        int((plan.pairs.who == node).sum()),
        float(plan.rates.means[node]),
        list(ROLES.values())[role].name if role >= 0 else None,
        None if last == MISSING else last,
    )
    friends = behind(facts, "customers", "network_fans", (BRINGER.id, key))
    return Row(cells, friends if (fans.forest.parent == node).any() else None)


def _ways(facts: Facts, asked: Asked, plan: ShopPlan) -> Table:
    columns = (
        Column("way", Words("怎么给", "Given to"), Shown.TEXT),
        Column(
            "friends",
            Words(f"{asked.days} 天带动成交的朋友", f"Friends who buy in {asked.days} days"),
            Shown.NUMBER,
            bar=True,
        ),
        Column("brings", Words("约值", "Worth about"), Shown.MONEY),
        Column("part", Words("是这份名单的", "Of this list's"), Shown.RATIO),
    )
    ours = plan.plan.value.value
    rows = [Row((_OURS, ours, round(ours * plan.worth), 1.0))]
    for rival in plan.plan.rivals:
        value = rival.spread.value.value
        rows.append(Row((rival.name, value, round(value * plan.worth), value / ours if ours else None)))
    note = Words(
        "每种给法都按它自己在过去的应验程度打了折。", "Each way was brought down by how far it came true in the past."
    )
    return Table(
        "ways", Words("换个给法呢", "Other ways to give"), columns, tuple(rows), note, drawn=Bars("way", "friends")
    )


def _past(asked: Asked, plan: ShopPlan) -> Table:
    columns = (
        Column("ago", Words("往回", "Looking back"), Shown.TEXT),
        Column("expected", Words("当时会估计", "Expected then"), Shown.NUMBER),
        Column("came", Words("后来真的", "Came"), Shown.NUMBER),
        Column("part", Words("应验", "Came true"), Shown.RATIO),
    )
    looks = plan.hindsight.looks
    rows = tuple(
        Row((_ago(asked, back), look.expected, look.came, look.came / look.expected if look.expected else None))
        for back, look in enumerate(looks)
    )
    many = max(1, round(asked.budget / (asked.cost or 1.0)))
    title = Words("过去这样估准不准", "Has it come true before")
    if not rows:
        thin = Words(
            "历史还不够长，没法回头检验；上面的数可能偏高。",
            "There is too little past to look back on; the figures above may be too high.",
        )
        return Table("past", title, columns, (), thin)
    lead = Words(
        f"往回看 {len(looks)} 次，每次按当时的数据选 {many} 位，后来成交的朋友是估计的 {plan.hindsight.kept:.0%}。"
        "上面的数已经按这个比例打折，区间也按几次之间的差别放宽。",
        f"Looking back {counted(len(looks), 'time').en}, {counted(many, 'person', 'people').en} picked by what was "
        f"known then: {plan.hindsight.kept:.0%} of the friends expected came to buy. The figures above were brought "
        "down by that, and their range is as wide as these looks differ.",
    )
    return Table("past", title, columns, rows, lead=lead)


def _ago(asked: Asked, back: int) -> Words:
    days = (back + 2) * asked.days
    return Words(f"{days} 天前起的 {asked.days} 天", f"{asked.days} days from {days} days ago")


def _lead(facts: Facts, asked: Asked, plan: ShopPlan) -> Words:
    friends, brings = plan.friends_likely, plan.money_likely
    value, low, high = (money(facts.shop, round(one)) for one in (brings.value, brings.low, brings.high))
    many, span, than = len(plan.plan.nodes), _span(friends), _than(plan)
    return Words(
        f"给这 {many:,} 位，{asked.days} 天里约带动 {span.zh}位朋友成交，值 {value.zh}({low.zh} – {high.zh})。"
        f"{than.zh}",
        f"Given to these {many:,}, about {span.en} friends buy within {asked.days} days, worth {value.en} "
        f"({low.en} – {high.en}). {than.en}".rstrip(),
    )


def _than(plan: ShopPlan) -> Words:
    """What it is beside giving it to anybody; where nobody is left to choose, that."""
    if plan.everybody:
        return Words(
            "影响过朋友、还在关注的人都在名单里了，再多的份数没有依据该给谁。",
            "All who reached a friend and still follow are on the list: for more samples nothing tells to whom.",
        )
    lot = next((rival.spread.value.value for rival in plan.plan.rivals if rival.id == "by_lot"), None)
    if not lot:
        return Words("", "")
    return Words(f"随便给同样多的人约 {lot:.0f} 位。", f"Given to anybody it would be about {lot:.0f}.")


def _span(friends: Estimate) -> Words:
    ends = f"({friends.low:.0f} – {friends.high:.0f})"
    return Words(f"{friends.value:.0f}{ends}", f"{friends.value:.0f} {ends}")


def _spent(facts: Facts, asked: Asked, plan: ShopPlan) -> Words | None:
    if asked.cost is None:
        return None
    cost, budget = money(facts.shop, round(plan.plan.cost)), money(facts.shop, round(plan.plan.budget))
    return Words(f"用掉 {cost.zh}，预算 {budget.zh}。", f"Spends {cost.en} of {budget.en}.")
