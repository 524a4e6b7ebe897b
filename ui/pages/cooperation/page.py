"""The page of co-operation: draws codes, writes and reads files in workers, and shows what a partner's file tells."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from analytics.cooperation.consent import CONSENT
from analytics.question import Question
from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.words import Words
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import empty
from ui.empty import Empty
from ui.jobs import Newest
from ui.page import Page, Writer
from ui.pages.analysishead import AnalysisHead
from ui.pages.cooperation.steps import Steps
from ui.scrolling import scrolling
from ui.theme import scaled
from ui.widgets.format import writing_of
from ui.widgets.tablepanel import TablePanel

SIDE = 320  # px of the steps' width, at the usual size of text
EDGE, GAP = 16, 8
ENDING = "zgc"
_IN_WORDS = "joint"
"""The table of which the first line tells most: it stands last."""
T = TypeVar("T")


class CooperationPage(Page):
    """What two shops may tell each other without their lists of customers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "cooperation")
        self.view: View | None = None
        self.bars, self.steps = Bars(), Steps()
        self.head, self.tables = AnalysisHead(), TablePanel()
        self.tables.wide_button.hide()
        self._stack, self._before = QStackedWidget(), QWidget()
        self._shop_id = ""
        self._working, self._recalling = Newest(context.jobs, self), Newest(context.jobs, self)
        self._lay_out()
        self.steps.code_wanted.connect(self._ask_code)
        self.steps.only_wanted.connect(self._ask_only)
        self.steps.file_wanted.connect(self._ask_file)
        self.steps.partner_wanted.connect(self._ask_partner)
        self.retranslate()

    def show_question(self, shop_id: str, question: Question) -> None:
        """Another shop begins anew; the days of the question play no part."""
        if shop_id != self._shop_id:
            self._shop_id = shop_id
            self.steps.forget()
            self.bars.clear()
            self._leave_result()
            self._recall()

    def writer(self) -> Writer | None:
        """What the partner's file told."""
        view = self.view
        return None if view is None else lambda path, _report, _stop: self.context.doors.export_view(path, view)

    def retranslate(self) -> None:
        """Write everything again."""
        self.steps.retranslate(self.context.language)
        self.tables.retranslate()
        self._explain()
        if self.view is not None:
            self._show_view(self.view)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left for another page: the code is no longer to be read. A window that is only put away keeps it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.steps.cover()

    def write_file(self, path: Path) -> None:
        """Write the file for the partner; says who is in it."""
        shop_id, code, days, only = self._shop_id, self.steps.code.text(), self.steps.days.value(), self.steps.only

        def work(report: Report, stop: StopAsked) -> tuple[Path, Words]:
            facts = self.context.facts_now(shop_id, report, stop)
            return self.context.doors.write_for_partner(path, facts, code, days, only)

        def done(written: tuple[Path, Words]) -> None:
            folder = QUrl.fromLocalFile(str(written[0].parent))
            look = Step(self.tr("打开文件夹"), lambda: QDesktopServices.openUrl(folder))
            language = self.context.language
            said = self.tr("已导出到 {0}。").format(written[0]) + written[1].say(language)
            self.bars.show_bar("file", "done", f"{said}\n{CONSENT.say(language)}", look)
            self._recall()

        self._work(work, done)

    def compare(self, path: Path) -> None:
        """Hold the shop's buyers against the partner's file."""
        shop_id, code = self._shop_id, self.steps.code.text()

        def work(report: Report, stop: StopAsked) -> View:
            facts = self.context.facts_now(shop_id, report, stop)
            return self.context.doors.compare_with_partner(path, facts, code)

        def done(view: View) -> None:
            self._show_view(view)
            self._recall()

        self._leave_result()  # that of another file must not stand below what is said of this one
        self._work(work, done)

    def _leave_result(self) -> None:
        self.view = None
        self._stack.setCurrentWidget(self._before)
        self.writer_changed.emit()

    def _show_view(self, view: View) -> None:
        self.view = view
        writing = writing_of(view.shop, self.context.language)
        notes = tuple(note for note in view.notes if note != CONSENT)  # that comes with the file for the partner
        self.head.show_view(replace(view, notes=notes), writing)
        self.tables.show_tables(sorted(view.tables, key=lambda table: table.id == _IN_WORDS), writing)
        self._stack.setCurrentIndex(1)
        self.writer_changed.emit()

    def _ask_code(self) -> None:
        """A new code; where there is one it is asked for twice."""
        if not self.steps.code.text():
            self._draw_code()
            return
        warned = self.tr(
            "已经有一个合作码了，和同一家请接着用它：换了码，两家都要重新导出、重新发文件。只有和另一家合作才起新码。"
        )
        self.bars.show_bar("file", "warning", warned, Step(self.tr("起一个新码"), self._draw_code))

    def _draw_code(self) -> None:
        shop_id = self._shop_id

        def done(code: str) -> None:
            self.steps.show_code(code)
            self._recall()

        self._work(lambda _report, _stop: self.context.doors.new_partner_code(shop_id), done)

    def _recall(self) -> None:
        """The codes that this computer has of the shop."""
        shop_id, doors = self._shop_id, self.context.doors

        def work(_report: Report, _stop: StopAsked) -> tuple[tuple[str, ...], bool]:
            return tuple(doors.partner_codes(shop_id)), doors.secrets_last()

        self._recalling.start(work, lambda found: self.steps.take_codes(*found), self._failed)

    def _work(self, work: Callable[[Report, StopAsked], T], done: Callable[[T], None]) -> None:
        """One thing at a time; what goes wrong stands above the page."""
        self.bars.clear("file")
        self._working.start(work, done, self._failed)

    def _failed(self, error: KnownError) -> None:
        self.bars.show_bar("file", "error", error.say(self.context.language))

    def _ask_only(self) -> None:
        """A list, or everybody again where there is one."""
        if self.steps.only is not None:
            self.steps.take_only(None)
            return
        kinds = self.tr("名单 (*.txt *.csv *.xlsx)")
        self._ask(self.tr("哪些客户同意了"), kinds, lambda path: self.steps.take_only(path))

    def _ask_partner(self) -> None:
        self._ask(self.tr("打开对方的文件"), f"{self._kind()};;{self.tr('所有文件')} (*)", self.compare)

    def _ask_file(self) -> None:
        known = self.context.state.known
        dialog = self._dialog(self.tr("导出给对方"), self._kind(), self.write_file)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING)
        dialog.selectFile(f"{known.shop.name if known else ''}_{self.tr('合作')}.{ENDING}")
        dialog.open()

    def _ask(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        dialog = self._dialog(title, kinds, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, kinds: str, then: Callable[[Path], None]) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), title, folder, kinds)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _kind(self) -> str:
        return self.tr("合作文件") + f" (*.{ENDING})"

    def _explain(self) -> None:
        """What will be seen here."""
        words = self.tr(
            "走完左边三步，这里告诉你：两家有多少共同买家，你的哪些货适合他的客人，他的哪些货适合你的客人。"
            "两家都不交出客户名单、手机号和姓名；对方要是还没有掌柜，让他也装一个。"
        )
        column = self._before.layout()
        assert isinstance(column, QVBoxLayout)
        empty(column)
        column.addWidget(Empty("link", self.tr("和别家合作"), words), 0, Qt.AlignmentFlag.AlignHCenter)

    def _lay_out(self) -> None:
        QVBoxLayout(self._before)
        answer = QWidget()
        right = QVBoxLayout(answer)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(GAP)
        right.addWidget(self.head)
        right.addWidget(self.tables, 1)
        right.addStretch()
        self._stack.addWidget(self._before)
        self._stack.addWidget(answer)
        side = scrolling(self.steps)
        side.setFixedWidth(scaled(SIDE))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self.bars)
        column.addLayout(row, 1)
