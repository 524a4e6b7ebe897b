"""The parts key people play: how many, what they bring and bought, by which rule, and how to treat them."""

from analytics.asked import Asked
from analytics.dimensions.network import ROLE
from analytics.network.ever import TO_DATE, behind
from analytics.network.fans import Fans, fans_forest
from analytics.network.roles import ROLES, Role, Roles, roles_in_shop
from analytics.network.standing import Standing, standing
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.say import money
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

_COLUMNS = (
    Column("role", ROLE.name, Shown.TEXT),
    Column("people", Words("人数", "People"), Shown.COUNT),
    Column("sales", Words("自己累计支付", "Paid by them"), Shown.MONEY, bar=True, total=True),
    Column("brought", Words("带来的人", "Brought"), Shown.COUNT, total=True),
    Column("treatment", Words("怎么待他们", "What to do"), Shown.TEXT),
    Column("rule", Words("怎么算的", "Rule"), Shown.TEXT),
)


def people_roles(asked: Asked, panel: Panel) -> Table:
    """A row per role."""
    facts, ranks = asked.facts, standing(asked.facts)
    if isinstance(ranks, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), ranks)
    fans, parts = fans_forest(facts), roles_in_shop(facts, ranks)
    rows = tuple(_row(facts, fans, ranks, parts, key, role) for key, role in ROLES.items())
    if not any(row.cells[1] for row in rows):
        return Table(panel.id, panel.title, _COLUMNS, (), Words("还没有人符合这些角色。", "Nobody plays a part yet."))
    return Table(
        panel.id, panel.title, _COLUMNS, rows, TO_DATE, drawn=Bars("role", "sales"), lead=_lead(facts, fans, parts)
    )


def _row(facts: Facts, fans: Fans, ranks: Standing, parts: Roles, key: str, role: Role) -> Row:
    who, at = parts.of(key), (ROLE.id, key)
    people, orders = behind(facts, "customers", "network_fans", at), behind(facts, "orders", "buyer_orders", at)
    cells: tuple[Value, ...] = (
        role.name,
        len(who),
        int(fans.sales[who].sum()),
        int(ranks.bringing.friends[who].sum()),
        role.treatment,
        role.rule,
    )
    return Row(cells, people, (None, people, orders if cells[2] else None, None, None, None))


def _lead(facts: Facts, fans: Fans, parts: Roles) -> Words:
    """Who is about to be lost comes first; else who spreads."""
    lapsing = parts.of("lapsing")
    if len(lapsing):
        worth = money(facts.shop, int(fans.sales[lapsing].sum()))
        return Words(
            f"先联系 {len(lapsing):,} 位快要流失的关键人物，他们一共买过 {worth.zh}。{ROLES['lapsing'].treatment.zh}",
            f"First write to {len(lapsing):,} key people about to lapse, who bought {worth.en} in all. "
            f"{ROLES['lapsing'].treatment.en}",
        )
    many = len(parts.of("promoter")) + len(parts.of("leader"))
    return Words(
        f"关键人物里没有快要流失的；{many:,} 位推手和意见领袖，样品和内容先给他们。",
        f"No key person is about to lapse; samples and content go first to {many:,} promoters and opinion leaders.",
    )
