"""The view "diagnosis": the tree, what stands behind each ratio, why, and what to do."""

from collections.abc import Sequence
from datetime import timedelta

from analytics import catalogue
from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.diagnosis.contributions import worth_of_a_buyer
from analytics.diagnosis.finished import finished, shortened
from analytics.diagnosis.grid import Grid, grid
from analytics.diagnosis.mix import cells
from analytics.diagnosis.mixtable import mix_table
from analytics.diagnosis.noise.judge import judge
from analytics.diagnosis.rates import RATES
from analytics.diagnosis.rule import Rule
from analytics.diagnosis.sentence import sentence
from analytics.diagnosis.tree import Compared, compared, diagnosis_of, metrics_of, split
from analytics.diagnosis.treetable import tree_table
from analytics.figures import figure
from analytics.metrics.income import NET_AMOUNT
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.notes import notes
from analytics.question import Question
from analytics.result import Table, View
from analytics.trends import trend
from storage.facts import Facts
from storage.notebook import Notebook
from storage.words import Words

FIGURES = (
    PAYMENT_AMOUNT, BUYER_COUNT, AOV, VISITOR_COUNT, CONVERSION, NEW, RETURNING, NET_AMOUNT, REFUND_AMOUNT,
)  # fmt: skip
LEADING = ("payment_amount", "buyers", "aov")
_TREND = Words("支付金额走势", "Payment amount over time")


def diagnose(facts: Facts, question: Question, notebook: Notebook) -> View:
    """Where the change of the payment amount came from, whether it is real, and what to do."""
    looked_at = finished(facts, question)
    asked = Asked(facts, looked_at)
    both = compared(asked)
    grids = [found for rate in RATES if (found := grid(asked, rate))] if both else []
    rule = both.rule(cell for each in grids for cell in cells(each.before, each.now)) if both else None
    parts = split(rule, both) if both and rule else {}
    mixes = _mixes(asked, grids, rule, both, parts) if both and rule else []
    judged = judge(asked, metrics_of(parts)) if both else {}
    diagnosis = diagnosis_of(asked, rule, parts, judged, _by_node(grids))
    hints = (shortened(question, looked_at), _short_memory(asked))
    return View(
        id=catalogue.DIAGNOSIS.id,
        title=catalogue.DIAGNOSIS.title,
        shop=facts.shop,
        period=looked_at.period,
        comparison=asked.comparison,
        filters=question.filters,
        data_as_of=facts.as_of,
        headline=sentence(asked, diagnosis),
        figures=tuple(figure(asked, metric, (), None) for metric in FIGURES),
        trends=(trend(asked, (PAYMENT_AMOUNT, BUYER_COUNT, AOV), _TREND),),
        tables=(tree_table(facts.shop, diagnosis), *mixes),
        notes=tuple(hint for hint in hints if hint) + notes(asked),
        leading=LEADING,
        diagnosis=diagnosis,
    )


def _mixes(asked: Asked, grids: Sequence[Grid], rule: Rule, both: Compared, parts: dict[str, int]) -> list[Table]:
    """Each ratio told apart, in the money of the tree where it has one."""
    buyer = worth_of_a_buyer(rule, both.before, both.now)
    made = []
    for each in grids:
        told_in_money = each.rate.counted == "buyers"
        total = parts.get("buyers", 0) if told_in_money else each.change
        made.append(mix_table(asked, each, rule, total, buyer if told_in_money else 1.0))
    return made


def _by_node(grids: Sequence[Grid]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in grids:
        found.setdefault(each.rate.metric.id, []).append(each.rate.id)
    return found


def _short_memory(asked: Asked) -> Words | None:
    """A hint where the data does not reach back far enough to know every returning buyer."""
    known = coverage(asked.facts)
    if known is None or asked.before is None or known.first <= asked.before.period.first - timedelta(days=365):
        return None
    return Words(
        f"数据从 {known.first} 开始，不足一年，更早买过的人会被算成新买家。",
        f"The data begins on {known.first}, less than a year before: who bought earlier is taken for a new buyer.",
    )
