"""Choosing the period: named ones at the left, any days by calendar at the right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from analytics.period import Period
from ui import theme
from ui.choices.names import preset_name, span
from ui.choices.popover import Popover
from ui.controls import Button, label, line
from ui.presets import PRESETS, PresetName


class PeriodPopover(Popover):
    """Emits ``preset_chosen`` or ``days_chosen`` and closes."""

    preset_chosen = Signal(str)
    days_chosen = Signal(object)

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._presets: dict[PresetName, tuple[Button, QLabel]] = {}
        self._days = Days()
        self._days.chosen.connect(self._choose_days)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 16)
        row.setSpacing(16)
        row.addLayout(self._preset_list())
        row.addWidget(self._days, 1)

    def show_period(self, preset: PresetName, period: Period, today: date, clock: date) -> None:
        """Open with the period in force; ``today`` is the newest day of the data."""
        for name, (button, days) in self._presets.items():
            button.setText(preset_name(name))
            button.setChecked(name == preset)
            days.setText(span(PRESETS[name](today), clock))
            button.setAccessibleName(f"{button.text()} {days.text()}")
        self._days.show_days(period)
        self.open()
        self._presets.get(preset, self._presets["last30"])[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _preset_list(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setHorizontalSpacing(16)
        for index, name in enumerate(PRESETS):
            button = Button(kind="item")
            button.setCheckable(True)
            button.clicked.connect(self._chooser(name))
            days = label(kind="muted")
            self._presets[name] = (button, days)
            grid.addWidget(button, index, 0)
            grid.addWidget(days, index, 1)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _chooser(self, name: PresetName) -> Callable[[], None]:
        def choose() -> None:
            self.close()
            self.preset_chosen.emit(name)

        return choose

    def _choose_days(self, period: Period) -> None:
        self.close()
        self.days_chosen.emit(period)


class Days(QWidget):
    """From and to, as text or by two clicks into a calendar."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last = _edit(), _edit()
        self._calendar = _calendar()
        self._open_end = False
        self._apply = Button(kind="primary")
        self._to = label()
        self._hint = label(kind="muted")
        self._first.dateChanged.connect(self._mark)
        self._last.dateChanged.connect(self._mark)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        self._apply.clicked.connect(lambda: self.chosen.emit(self.period()))
        self._lay_out()

    def period(self) -> Period:
        """The days chosen, in order."""
        first, last = sorted((self._first.date().toPython(), self._last.date().toPython()))
        return Period(first, last)

    def show_days(self, period: Period) -> None:
        """Start from ``period``."""
        self._first.setDate(QDate(period.first))
        self._last.setDate(QDate(period.last))
        self._calendar.setSelectedDate(QDate(period.last))
        self._open_end = False
        self._say()
        self._mark()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._first, 1)
        row.addWidget(self._to)
        row.addWidget(self._last, 1)
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._calendar, 1)
        column.addWidget(line())
        column.addLayout(below)

    def _say(self) -> None:
        self._apply.setText(self.tr("应用"))
        self._to.setText(self.tr("至"))
        self._hint.setText(self.tr("点一下选开始,再点一下选结束"))
        self._first.setAccessibleName(self.tr("开始日期"))
        self._last.setAccessibleName(self.tr("结束日期"))
        self._calendar.setAccessibleName(self.tr("日历"))
        self._calendar.setLocale(QLocale())

    def _pick(self, day: QDate) -> None:
        self._last.setDate(day)
        if not self._open_end:
            self._first.setDate(day)
        elif day < self._first.date():
            self._last.setDate(self._first.date())
            self._first.setDate(day)
        self._open_end = not self._open_end

    def _mark(self) -> None:
        tokens = theme.current()
        inside = QTextCharFormat()
        inside.setBackground(QColor(tokens.selected))
        inside.setForeground(QColor(tokens.text))
        self._calendar.setDateTextFormat(QDate(), QTextCharFormat())
        day, last = sorted((self._first.date(), self._last.date()), key=QDate.toJulianDay)
        day = max(day, last.addDays(-400), key=QDate.toJulianDay)  # marking more than the eye can page through is slow
        while day <= last:
            self._calendar.setDateTextFormat(day, inside)
            day = day.addDays(1)
        _plain_days(self._calendar)


def _edit() -> QDateEdit:
    edit = QDateEdit()
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setMinimumWidth(104)
    return edit


def _calendar() -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setMinimumSize(264, 208)
    return calendar


def _plain_days(calendar: QCalendarWidget) -> None:
    """Qt paints weekends red; here red means up."""
    tokens = theme.current()
    usual = QTextCharFormat()
    usual.setForeground(QColor(tokens.text))
    header = QTextCharFormat()
    header.setForeground(QColor(tokens.muted))
    header.setBackground(QColor(tokens.surface))
    calendar.setHeaderTextFormat(header)
    for weekday in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(weekday, usual)
    palette = calendar.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(tokens.text))
    calendar.setPalette(palette)
