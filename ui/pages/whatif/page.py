"""The page of the what-if: every change of the question is answered in a worker, the newest one counts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analytics.group_buy.whatif.asked import Asked, Choice
from analytics.question import Question
from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Bars, Step
from ui.context import Context
from ui.jobs import Newest
from ui.page import Page, Writer
from ui.pages.analysishead import AnalysisHead
from ui.pages.whatif.compare import Compared
from ui.pages.whatif.form import Form
from ui.scrolling import scrolling
from ui.theme import scaled
from ui.widgets.format import writing_of
from ui.widgets.tablepanel import TablePanel

if TYPE_CHECKING:
    from storage.facts import Facts

SIDE, TABLES = 304, 288  # px of the form's width and the tables' least height, at the usual size of text
EDGE, GAP = 16, 8
_RULES, _ADVICE, _TRIAL = "rules", "advice", "trial"
T = TypeVar("T")


class Begun(Struct, frozen=True):
    """What the form offers for a product, and the first answer."""

    goods: tuple[tuple[str, str], ...]
    tried: dict[str, Sequence[int]]
    last: Choice | None
    """None where the product cannot be asked about."""
    solo: int
    able: bool
    """Something can be told of this shop's group-buys: otherwise there is nothing to choose."""
    asked: Asked
    view: View


class WhatIfPage(Page):
    """Asks what the next group-buy would bring."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "what-if")
        self.view: View | None = None
        self.bars, self.head, self.form = Bars(), AnalysisHead(), Form()
        self.compared, self.tables = Compared(), TablePanel()
        self.tables.wide_button.hide()
        self._side = scrolling(self.form)
        self._side.hide()  # until it is known that there is something to choose
        self._shop_id = ""
        self._newest = Newest(context.jobs, self)
        self._lay_out()
        self.form.asked.connect(self._ask)
        self.form.product.currentIndexChanged.connect(lambda _place: self._begin(self.form.product.currentData()))
        self.form.again.clicked.connect(lambda: self._begin(self.form.product.currentData()))
        self.tables.open_rows.connect(self.open_rows)

    def show_question(self, shop_id: str, question: Question) -> None:
        """Begin with the shop's last offer; the days of the question play no part."""
        kept = self.form.product.currentData() if shop_id == self._shop_id else None
        self._shop_id = shop_id
        self._begin(kept)

    def writer(self) -> Writer | None:
        """The answer to what is asked now."""
        known = self.context.state.known
        if known is None:
            return None
        shop_id, asked = known.shop.id, self.form.question()

        def write(path: Path, report: Report, stop: StopAsked) -> Path:
            return self.context.doors.export_view(path, answered(self.context.facts_now(shop_id, report, stop), asked))

        return write

    def retranslate(self) -> None:
        """Write everything again."""
        self.form.retranslate()
        self.tables.retranslate()
        if self.view is not None:
            self.show_view(self.view)

    def show_view(self, view: View) -> None:
        """Show an answer."""
        self.bars.clear("failed")
        self.view = view
        writing = writing_of(view.shop, self.context.language)
        self.head.show_view(view, writing)
        self.form.show_rules(view.table(_RULES), writing)
        advice, trial = view.table(_ADVICE), view.table(_TRIAL)
        self.compared.show_table(advice, writing, None if advice.rows or trial.rows else trial.note)
        told = [table for table in view.tables if table.id not in (_RULES, _ADVICE) and table.rows]
        self.tables.show_tables(told, writing)

    def _begin(self, product: str | None) -> None:
        asked = Asked(goal=self.form.question().goal, product=product)
        self._work(lambda facts: begun(facts, asked), self._show_begun)

    def _show_begun(self, found: Begun) -> None:
        self._side.setVisible(found.able)
        if found.able:
            self.form.offer_goods(found.goods, found.asked.product)
        if found.able and found.last is not None:
            self.form.offer_terms(found.tried, found.last, found.solo, found.asked, found.view.shop)
        self.show_view(found.view)

    def _ask(self) -> None:
        asked = self.form.question()
        self._work(lambda facts: answered(facts, asked), self.show_view)

    def _work(self, work: "Callable[[Facts], T]", then: Callable[[T], None]) -> None:
        shop_id = self._shop_id

        def run(report: Report, stop: StopAsked) -> T:
            return work(self.context.facts_now(shop_id, report, stop))

        def failed(error: KnownError) -> None:
            again = Step(self.tr("重试"), lambda: self._begin(None))
            self.bars.show_bar("failed", "error", error.say(self.context.language), again)

        self._newest.start(run, then, failed)

    def _answer(self) -> QWidget:
        """What is compared, and below it the tables."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.compared)
        column.addWidget(self.tables, 1)
        column.addStretch()  # without tables the card above stays at the top
        self.tables.setMinimumHeight(scaled(TABLES))
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._side.setFixedWidth(scaled(SIDE))
        row.addWidget(self._side)
        row.addWidget(scrolling(self._answer()), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self.bars)
        column.addWidget(self.head)
        column.addLayout(row, 1)


def begun(facts: "Facts", asked: Asked) -> Begun:
    """The form for a product, and last time's terms worked out; in a worker."""
    from analytics.group_buy.whatif.answer import tried, what_if
    from analytics.group_buy.whatif.goods import goods
    from analytics.group_buy.whatif.learnt import learnt
    from analytics.group_buy.whatif.view import view_of

    answer = what_if(facts, asked)
    terms, found = answer.terms, tried(facts, asked.product)
    last = terms.last if terms is not None else None
    names = ("size", "price", "window", "reward")
    values = {name: getattr(found, name) if found is not None else () for name in names}
    solo = terms.solo if terms is not None else 0
    return Begun(goods(facts), values, last, solo, learnt(facts) is not None, answer.asked, view_of(facts, answer))


def answered(facts: "Facts", asked: Asked) -> View:
    """The answer; in a worker."""
    from analytics.group_buy.whatif.view import answered as view

    return view(facts, asked)
