"""The top of an analysis: how it went in words, for which days against which, and what has to be known to read it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analytics.question import Filters
from analytics.result import View
from ui.controls import heading, label
from ui.unbroken import unbroken
from ui.widgets.dates import moment, span
from ui.widgets.format import Writing


class AnalysisHead(QWidget):
    """Headline, days, notes."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label(wrap=True)
        self.headline.setFont(heading(size=13).font())
        self.days = label(kind="muted", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.headline)
        column.addWidget(self.days)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(column, 1)
        self._days = ""

    def add_action(self, action: QWidget) -> None:
        """Something to do from here, at the right of the words."""
        self._row.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)

    def show_view(self, view: View, writing: Writing) -> None:
        """Show what a view says of itself."""
        self._days = " · ".join([days_of(view, writing), *(note.say(writing.language) for note in view.notes)])
        self.headline.setText(unbroken(view.headline.say(writing.language)))
        self.days.setText(self._days)

    def set_working(self, working: bool) -> None:
        """Say that a newer answer is being worked out, or stop saying so."""
        self.days.setText(self.tr("正在计算…") if working else self._days)


def days_of(view: View, writing: Writing) -> str:
    """Both ranges, the filters, and the time of the data, on one line."""
    translate = QCoreApplication.translate
    parts = [span(view.period)]
    if view.comparison is not None:
        parts[0] += "  " + translate("Analysis", "对比 {0}").format(span(view.comparison))
    if view.filters:
        parts.append(translate("Analysis", "筛选：{0}").format(filters_of(view.filters)))
    if view.data_as_of is not None:
        parts.append(translate("Analysis", "数据截至 {0}").format(moment(view.data_as_of, writing.zone)))
    return " · ".join(parts)


def filters_of(filters: Filters) -> str:
    """The values filtered by, in words."""
    translate = QCoreApplication.translate
    unknown = translate("Analysis", "未知")
    values = [value or unknown for value in (*filters.channels, *filters.provinces, *filters.categories)]
    if filters.buyers != "all":
        new, returning = translate("Analysis", "新买家"), translate("Analysis", "老买家")
        values.append(new if filters.buyers == "new" else returning)
    return translate("Analysis", "、").join(values)
