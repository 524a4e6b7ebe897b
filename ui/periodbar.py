"""The top of the window: which shop, which days, compared with which, which part of it; and how new the data is.

Both ranges are always printed. The bar changes nothing by itself: it tells what was chosen.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from analytics.period import Comparison, Period
from analytics.presets import presets
from analytics.question import Filters, Question
from ui.choices.chips import Chips
from ui.choices.comparison import ComparisonMenu
from ui.choices.filters import FilterPopover
from ui.choices.names import comparison_name, span
from ui.choices.period import PeriodPopover
from ui.controls import Button, Elided, heading
from ui.presets import CUSTOM
from ui.settings import Settings
from ui.shops import Known
from ui.state import State
from ui.theme import scaled

SHOP_WIDEST = 200


class PeriodBar(QFrame):
    """Two rows: what is asked, and what is shown."""

    shop_chosen = Signal(str)
    asked = Signal(object)
    """An ``Asked``."""
    values_wanted = Signal()
    """The filters are open: call ``filters.show_values`` when the values are known."""

    def __init__(self, state: State, settings: Settings, clock: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("kind", "bar-top")
        self._state = state
        self._settings = settings
        self._clock = clock
        self.shop = Button(icon="dot", choice=True, token="brand")
        self.period = Button(icon="calendar", choice=True)
        self.comparison = Button(choice=True)
        self.filter = Button(icon="filter", choice=True)
        self.search = Button(icon="search", token="muted")
        self.back = Button(icon="back", kind="quiet")
        self.title = heading(size=13)
        self.chips = Chips()
        self.sync_state = Elided()
        self.sync = Button(icon="sync")
        self.export = Button(icon="export")
        self.shops = QMenu(self)
        self.comparisons = ComparisonMenu(self)
        self._lay_out()
        self._wire()

    @cached_property
    def periods(self) -> PeriodPopover:
        """Made when first opened, like ``filters``: it takes as many widgets as the rest of the bar."""
        made = PeriodPopover(self.period)
        made.preset_chosen.connect(lambda name: self._ask(preset=name))
        made.days_chosen.connect(self._ask_days)
        return made

    @cached_property
    def filters(self) -> FilterPopover:
        """The choices of filters."""
        made = FilterPopover(self.filter)
        made.chosen.connect(self._ask_filters)
        return made

    def show_state(self, title: str, asks: bool, dated: bool = True) -> None:
        """Write what is asked now; what the page would not heed is hidden."""
        known, question = self._state.known, self._state.question
        self.title.setText(title)
        self.back.setEnabled(self._state.can_back)
        self.shop.setVisible(known is not None)
        for control in (self.period, self.comparison, self.filter, self.chips):
            control.setVisible(known is not None and asks and dated)
        self.export.setVisible(known is not None and asks)
        self.sync.setVisible(known is not None)
        self.sync_state.setVisible(known is not None)
        if known is not None and question is not None:
            self.shop.setText(known.shop.name)
            self._write(known, question)

    def retranslate(self) -> None:
        """Set every fixed text again; ``show_state`` sets the others."""
        self.search.setText(self.tr("搜索  Ctrl+K"))
        self.search.shorter = self.tr("搜索")
        self.search.setAccessibleName(self.search.shorter)
        self.search.setToolTip(self.search.text())
        self.back.name(self.tr("后退 (Alt+左)"))
        self.export.setText(self.tr("导出"))
        self.export.setToolTip(self.tr("导出本页为 Excel (Ctrl+E)"))

    def _write(self, known: Known, question: Question) -> None:
        clock = self._clock()
        chosen = self._state.place.asked.preset
        names = [preset.name.say(self._settings.language) for preset in presets(known.today) if preset.id == chosen]
        self.period.setText("  ".join([*names, span(question.period, clock)]))
        compared = question.comparison
        how = comparison_name(question.compare)
        self.comparison.setText(f"{how}  {span(compared, clock)}" if compared else how)
        self.filter.setText(self.tr("筛选"))
        self.filter.shorter = ""
        self.filter.name(self.filter.text())
        self.shop.setAccessibleName(self.tr("店铺 {name}").format(name=self.shop.text()))
        self.period.setAccessibleName(self.tr("时间 {days}").format(days=self.period.text()))
        self.comparison.setAccessibleName(self.comparison.text())
        for button in (self.shop, self.period, self.comparison):
            button.setToolTip(button.text())
        self.chips.show_filters(question.filters)

    def _lay_out(self) -> None:
        self.shop.setMaximumWidth(scaled(SHOP_WIDEST))
        self.period.whole = self.comparison.whole = True  # both ranges are always printed
        self.sync_state.setProperty("kind", "muted")
        self.sync_state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        asked = QHBoxLayout()
        asked.setContentsMargins(16, 8, 16, 8)
        asked.setSpacing(8)
        for widget in (self.shop, self.period, self.comparison, self.filter):
            asked.addWidget(widget)
        asked.addStretch(1)
        asked.addWidget(self.search)
        shown = QHBoxLayout()
        shown.setContentsMargins(8, 0, 16, 8)
        shown.setSpacing(8)
        shown.addWidget(self.back)
        shown.addWidget(self.title)
        shown.addWidget(self.chips)
        shown.addStretch(1)
        shown.addWidget(self.sync_state)
        shown.addWidget(self.sync)
        shown.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(asked)
        column.addLayout(shown)

    def _wire(self) -> None:
        self.shop.clicked.connect(self._open_shops)
        self.period.clicked.connect(self._open_periods)
        self.comparison.clicked.connect(self._open_comparisons)
        self.filter.clicked.connect(self._open_filters)
        self.comparisons.chosen.connect(self._ask_comparison)
        self.chips.changed.connect(self._ask_filters)

    def _ask(self, **changes: object) -> None:
        self.asked.emit(replace(self._state.place.asked, **changes))

    def _ask_days(self, period: Period) -> None:
        self.asked.emit(replace(self._state.place.asked, preset=CUSTOM, custom=period))

    def _ask_comparison(self, how: Comparison) -> None:
        self.asked.emit(replace(self._state.place.asked, compare=how))

    def _ask_filters(self, filters: Filters) -> None:
        self.asked.emit(replace(self._state.place.asked, filters=filters))

    def _open_shops(self) -> None:
        self.shops.clear()
        for known in self._state.shops:
            action = self.shops.addAction(
                self.fontMetrics().elidedText(known.shop.name, Qt.TextElideMode.ElideRight, scaled(320))
            )
            action.setCheckable(True)
            action.setChecked(known == self._state.known)
            action.triggered.connect(lambda _on, shop_id=known.shop.id: self.shop_chosen.emit(shop_id))
        self._pop(self.shops, self.shop)

    def _open_periods(self) -> None:
        known, question = self._state.known, self._state.question
        if known is not None and question is not None:
            named, chosen = presets(known.today), self._state.place.asked.preset
            self.periods.offer(named, chosen, self._settings.language, self._clock())
            self.periods.show_period(question.period, chosen)

    def _open_comparisons(self) -> None:
        question = self._state.question
        if question is not None:
            self.comparisons.show_for(question, self._clock())
            self._pop(self.comparisons, self.comparison)

    def _open_filters(self) -> None:
        self.filters.show_filters(self._state.place.asked.filters)
        self.values_wanted.emit()

    def _pop(self, menu: QMenu, button: Button) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
