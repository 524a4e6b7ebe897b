"""The page of every analysis: evaluates its view in a worker and shows the newest answer."""

from typing import Protocol, cast

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from analytics.question import Question
from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.words import Language, Words
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import empty, label
from ui.empty import Empty
from ui.exporting import views_writer
from ui.jobs import Newest
from ui.page import Page, Writer
from ui.pages.analysisbody import AnalysisBody
from ui.pages.analysishead import AnalysisHead
from ui.pages.silent import silent

PATIENCE = 300  # ms after which the page says that it is working


class Body(Protocol):
    """What a page shows its view in, beside being a widget."""

    head: AnalysisHead
    open_rows: SignalInstance

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        ...

    def retranslate(self) -> None:
        """The texts that no view brings."""
        ...


class AnalysisPage(Page):
    """Shows one view; until a newer answer comes, the old one stays."""

    def __init__(self, context: Context, view_id: str) -> None:
        super().__init__(context, view_id)
        self.view: View | None = None
        self.body: Body | None = None
        self._lonely = QWidget()
        """Holds the empty state."""
        QVBoxLayout(self._lonely)
        self.bars = Bars()
        self._working = label(kind="muted")
        self._working.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._working)
        self._stack.addWidget(self._lonely)
        self._newest = Newest(context.jobs, self)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(lambda: self._show_working(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_inset(self.bars))
        column.addWidget(self._stack, 1)

    def show_question(self, shop_id: str, question: Question) -> None:
        """Work out the view."""
        self.leave_other_shops(shop_id)

        def work(report: Report, stop: StopAsked) -> View:
            return self.answer(shop_id, question, report, stop)

        def failed(error: KnownError) -> None:
            self._show_working(False)
            again = Step(self.tr("重试"), lambda: self.show_question(shop_id, question))
            self.bars.show_bar("failed", "error", error.say(self.context.language), again)

        self._patience.start()
        self._newest.start(work, self.show_view, failed)

    def leave_other_shops(self, shop_id: str) -> None:
        """An older answer stays until there is a newer one, but never under the name of another shop."""
        if self.view is not None and self.view.shop.id != shop_id:
            self._stack.setCurrentWidget(self._working)

    def answer(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """In a worker: the view of the page."""
        from analytics.views import evaluate

        facts, notebook = self.context.facts_now(shop_id, report, stop), self.context.doors.notebook(shop_id)
        return evaluate(self.page_id, facts, question, notebook)

    def show_view(self, view: View) -> None:
        """Show a view that was worked out."""
        self._show_working(False)
        self.bars.clear("failed")
        self.view = view
        if view.data_as_of is None:
            self._stack.setCurrentWidget(self._nothing_yet())
        elif reasons := silent(view):
            self._stack.setCurrentWidget(self._not_in_the_data(reasons))
        else:
            self.fill(view)

    @property
    def seen(self) -> View | None:
        """The view in sight; None while the answer for another shop is on its way."""
        return None if self._stack.currentWidget() is self._working else self.view

    def writer(self) -> Writer | None:
        """The view of the page."""
        return views_writer(self.context, (self.page_id,))

    def retranslate(self) -> None:
        """Write everything again."""
        if self.body is not None:
            self.body.retranslate()
        if self.seen is not None:
            self.show_view(self.seen)

    def make_body(self) -> Body:
        """What the view is shown in, made when there is something to show."""
        return AnalysisBody()

    def fill(self, view: View) -> None:
        """Show a view of a shop that has data."""
        if self.body is None:
            self.body = self.make_body()
            self.body.open_rows.connect(self.open_rows)
            self._stack.addWidget(cast("QWidget", self.body))
        self.body.show_view(view, self.context.language)
        self._stack.setCurrentWidget(cast("QWidget", self.body))

    def _nothing_yet(self) -> QWidget:
        words = self.tr(
            "同步店铺或导入订单文件后，这里会告诉你生意怎么样、和之前比是好是坏、变化出在哪里。断网也能看。"
        )
        return self._empty(self.tr("还没有数据"), words, self.tr("去接入数据"))

    def _not_in_the_data(self, reasons: tuple[Words, ...]) -> QWidget:
        said = " ".join(reason.say(self.context.language) for reason in reasons)
        way = self.tr("接上提供这些记录的店铺接口，或导入带这些记录的文件，这里就有数了。")
        if len(reasons) == 1:  # of every figure alike: mostly that the data does not reach so far
            way = self.tr("换一段时间看，或补上缺的记录。")
        return self._empty(self.tr("这一页要用的记录还没有"), f"{said}\n{way}", self.tr("去接入数据"))

    def _empty(self, title: str, words: str, step: str) -> QWidget:
        column = self._lonely.layout()
        assert isinstance(column, QVBoxLayout)
        empty(column)
        shown = Empty("chart", title, words, Step(step, lambda: self.open_page.emit("data")))
        column.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        return self._lonely

    def _show_working(self, working: bool) -> None:
        self._patience.stop()
        self._working.setText(self.tr("正在计算…") if working else "")
        if self.body is not None:
            self.body.head.set_working(working)


def _inset(bars: Bars) -> QWidget:
    """Bars with the page's edges around them; no room while there are none."""
    bars.setContentsMargins(16, 8, 16, 0)
    return bars
