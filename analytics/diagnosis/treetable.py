"""The tree as a flat table, for the workbook and for reading number by number."""

from analytics.diagnosis.verdicts import VERDICTS
from analytics.result import Column, Diagnosis, Node, Row, Shown, Table, Value
from analytics.say import count, plain_money
from storage.shop import Shop
from storage.words import Words

_COLUMNS = (
    Column("node", Words("指标", "Number"), Shown.TEXT),
    Column("part_of", Words("属于", "Part of"), Shown.TEXT),
    Column("value", Words("本期", "Period"), Shown.TEXT),
    Column("previous", Words("对比期", "Comparison"), Shown.TEXT, compared=True),
    Column("change", Words("变化", "Change"), Shown.RATIO),
    Column(
        "contribution",
        Words("对总变化的影响", "Part in the change"),
        Shown.MONEY,
        Words("支付金额的变化里有多少是它带来的。", "How much of the change of the payment amount it made."),
        bar=True,
    ),
    Column("share", Words("占总变化", "Share of the change"), Shown.RATIO),
    Column("verdict", Words("判断", "Judgement"), Shown.TEXT),
    Column("interval", Words("变化的范围", "Interval of the change"), Shown.RATIO),
)


def tree_table(shop: Shop, diagnosis: Diagnosis) -> Table:
    """A row per node, each before those below it."""
    root = diagnosis.nodes[0].contribution
    rows = tuple(_row(shop, diagnosis, node, root) for node in diagnosis.nodes)
    title = Words("变化来自哪里", "Where the change came from")
    return Table("tree", title, _COLUMNS, rows, diagnosis.why_rule)


def _row(shop: Shop, diagnosis: Diagnosis, node: Node, root: int | None) -> Row:
    parent = diagnosis.node(node.parent).name if node.parent else Words("", "")
    share = node.contribution / root if node.contribution is not None and root else None
    cells: tuple[Value, ...] = (
        node.name,
        parent,
        _written(shop, node, node.value),
        _written(shop, node, node.previous),
        node.change,
        node.contribution,
        share,
        VERDICTS[node.verdict],
        node.interval,
    )
    behind = (None, None, node.rows, node.previous_rows, None, None, None, None, None)
    return Row(cells, node.rows, behind)


def _written(shop: Shop, node: Node, value: float | None) -> str | None:
    """Numbers of different units in one column are written out."""
    if value is None:
        return None
    match node.shown:
        case Shown.MONEY:
            return plain_money(shop, int(value))
        case Shown.RATIO:
            return f"{value * 100:.2f}%"
        case Shown.COUNT:
            return count(int(value))
        case _:
            return f"{value:.2f}"
