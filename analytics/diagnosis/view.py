"""The view "diagnosis": the tree, what stands behind each ratio, why, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from analytics import catalogue
from analytics.asked import Asked
from analytics.cards.brief import brief_of
from analytics.cards.cards import cards_of
from analytics.coverage import coverage
from analytics.diagnosis.change import change_between
from analytics.diagnosis.comparison import Compared, compared, why_none
from analytics.diagnosis.contributions import ROOT
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.finished import finished, shortened
from analytics.diagnosis.judged import judged
from analytics.diagnosis.noise.judgement import Judgement
from analytics.diagnosis.sentence import sentence
from analytics.diagnosis.tree import metrics_of, nodes_of
from analytics.diagnosis.treetable import tree_table
from analytics.diagnosis.why.findings import findings
from analytics.diagnosis.why.waterfall import why_table
from analytics.figures import figure
from analytics.measure import read
from analytics.metric import Metric
from analytics.metrics.income import NET_AMOUNT
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.notes import notes
from analytics.question import Question
from analytics.result import Diagnosis, Table, View
from analytics.trends import trend
from storage.facts import Facts
from storage.notebook import Notebook
from storage.words import Words

FIGURES = (
    PAYMENT_AMOUNT, BUYER_COUNT, AOV, VISITOR_COUNT, CONVERSION, NEW, RETURNING, NET_AMOUNT, REFUND_AMOUNT,
)  # fmt: skip
LEADING = ("payment_amount", "buyers", "aov")
_TREND = Words("支付金额走势", "Payment amount over time")


class _Told(Struct, frozen=True):
    """What was found out about one comparison."""

    diagnosis: Diagnosis
    tables: tuple[Table, ...] = ()
    found: Mapping[str, tuple[Finding, ...]] = {}
    """The slices that explain a change, by the node."""


def diagnose(facts: Facts, question: Question, notebook: Notebook) -> View:
    """Where the change of the payment amount came from, whether it is real, and what to do."""
    looked_at = finished(facts, question)
    asked = Asked(facts, looked_at)
    both = compared(asked)
    told = _told(asked, both) if both else _Told(Diagnosis(nodes_of(asked, {}, {}, {}), "none", why_none(asked)))
    cards = cards_of(asked, told.diagnosis, told.found, notebook)
    hints = (shortened(question, looked_at), _short_memory(asked))
    return View(
        id=catalogue.DIAGNOSIS.id,
        title=catalogue.DIAGNOSIS.title,
        shop=facts.shop,
        period=looked_at.period,
        comparison=asked.comparison,
        filters=question.filters,
        data_as_of=facts.as_of,
        headline=sentence(asked, told.diagnosis, told.found.get(ROOT, ())),
        figures=tuple(figure(asked, metric, (), None) for metric in FIGURES),
        trends=(trend(asked, (PAYMENT_AMOUNT, BUYER_COUNT, AOV), _TREND),),
        tables=(tree_table(facts.shop, told.diagnosis), *told.tables),
        notes=tuple(hint for hint in hints if hint) + notes(asked),
        leading=LEADING,
        cards=cards,
        brief=brief_of(asked, told.diagnosis, cards, notebook),
        diagnosis=told.diagnosis,
    )


def _told(asked: Asked, both: Compared) -> _Told:
    change = change_between(asked, both)
    metrics = metrics_of(change.parts)
    verdicts = judged(asked, metrics)
    found = {metric.id: findings(asked, metric) for metric in metrics if _to_explain(metric, both, verdicts)}
    whys = [(metric.id, _why(asked, metric, found[metric.id], verdicts)) for metric in metrics if metric.id in found]
    tables = [*whys, *change.mixes]
    nodes = nodes_of(asked, change.parts, verdicts, _by_node(tables))
    return _Told(Diagnosis(nodes, change.rule, change.because), tuple(table for _, table in tables), found)


def _to_explain(metric: Metric, both: Compared, verdicts: Mapping[str, Judgement]) -> bool:
    """Whether to ask why: of the root wherever something was sold before, of others where they have really changed."""
    if metric.id == ROOT:
        return both.before.paid > 0
    return metric.id in verdicts and verdicts[metric.id].verdict in ("up", "down")


def _why(asked: Asked, metric: Metric, found: Sequence[Finding], verdicts: Mapping[str, Judgement]) -> Table:
    """The table of reasons; one without rows says so in its note as well."""
    table = why_table(asked, metric, found, verdicts[metric.id].verdict if metric.id in verdicts else None)
    return table if table.rows else replace(table, note=table.note or table.lead)


def _by_node(tables: Iterable[tuple[str, Table]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node, table in tables:
        found.setdefault(node, []).append(table.id)
    return found


def _short_memory(asked: Asked) -> Words | None:
    """A hint where the data does not reach back far enough to know every returning buyer."""
    known = coverage(asked.facts)
    if read(asked.now, BUYER_COUNT).value is None:
        return None  # who bought is not known at all
    if known is None or asked.before is None or known.first <= asked.before.period.first - timedelta(days=365):
        return None
    return Words(
        f"数据从 {known.first} 开始，不足一年，更早买过的人会被算成新买家。",
        f"The data begins on {known.first}, less than a year before: who bought earlier is taken for a new buyer.",
    )
