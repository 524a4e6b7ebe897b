"""Choosing the period: named ones at the left, any days by calendar at the right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from analytics.period import Period
from analytics.presets import Preset
from storage.words import Language
from ui import theme
from ui.choices.names import span
from ui.choices.popover import Popover
from ui.controls import Button, empty, label, line


class PeriodPopover(Popover):
    """Emits ``preset_chosen`` with an id or ``days_chosen`` with a ``Period``, and closes."""

    preset_chosen = Signal(str)
    days_chosen = Signal(object)

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._grid.setHorizontalSpacing(16)
        self.presets: dict[str, Button] = {}
        self._days = Days()
        self._days.chosen.connect(self._choose_days)
        named = QVBoxLayout()
        named.addLayout(self._grid)
        named.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 16)
        row.setSpacing(16)
        row.addLayout(named)
        row.addWidget(self._days, 1)

    def offer(self, named: Sequence[Preset], chosen: str, language: Language, clock: date) -> None:
        """The named periods as of the newest data, ``chosen`` marked; ``clock`` is today's date."""
        empty(self._grid)
        self.presets = {}
        for row, preset in enumerate(named):
            button, days = Button(preset.name.say(language), kind="item"), label(span(preset.period, clock), "muted")
            button.setCheckable(True)
            button.setChecked(preset.id == chosen)
            button.setAccessibleName(f"{button.text()} {days.text()}")
            button.clicked.connect(lambda _on, name=preset.id: self._choose_preset(name))
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(days, row, 1)
            self.presets[preset.id] = button

    def show_period(self, period: Period, chosen: str) -> None:
        """Open with the period in force."""
        self._days.show_days(period)
        self.open()
        self.presets.get(chosen, next(iter(self.presets.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_preset(self, name: str) -> None:
        self.close()
        self.preset_chosen.emit(name)

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
        first, last = sorted((_date(self._first), _date(self._last)))
        return Period(first, last)

    def show_days(self, period: Period) -> None:
        """Start from ``period``."""
        self._first.setDate(_qdate(period.first))
        self._last.setDate(_qdate(period.last))
        self._calendar.setSelectedDate(_qdate(period.last))
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
        self._hint.setText(self.tr("点一下选开始，再点一下选结束"))
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


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(edit: QDateEdit) -> date:
    return date(edit.date().year(), edit.date().month(), edit.date().day())


def _edit() -> QDateEdit:
    edit = QDateEdit()
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
    edit.setMinimumWidth(theme.scaled(104))
    return edit


def _calendar() -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setMinimumSize(theme.scaled(312), theme.scaled(216))
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
    for name, drawing in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(theme.icon(drawing))
    palette = calendar.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(tokens.text))
    calendar.setPalette(palette)
