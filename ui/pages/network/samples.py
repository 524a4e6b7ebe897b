"""Whom to give samples, left of the picture: how many or which budget, the list, and what it is expected to bring."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
)

from analytics.result import Row, Shown, View
from analytics.say import symbol
from analytics.seeding.asked import Asked
from storage.shop import Shop
from ui.controls import Button, heading, label
from ui.theme import scaled
from ui.widgets.format import Writing, full

COUNT, MOST = 20, 9_999
BUDGET, COST = 500.0, 25.0
EDGE, GAP = 12, 8


class Samples(QFrame):
    """Asks for plans and shows them."""

    asked = Signal(object)
    """An ``Asked``."""
    picked = Signal(str)
    """Somebody of the list, by id."""
    numbers_wanted = Signal()
    export_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self.back = heading(), Button(icon="back", kind="quiet")
        self.by_count, self.by_budget = Button(kind="item"), Button(kind="item")
        self.count, self.budget, self.cost = QSpinBox(), QDoubleSpinBox(), QDoubleSpinBox()
        self._names = (label(), label(), label())
        self.said = label(wrap=True)
        self.list = QListWidget()
        self.without = Button(icon="trash")
        self.numbers, self.export = Button(icon="table"), Button(icon="export")
        self._excluded: dict[str, None] = {}
        self._shop: Shop | None = None
        self._ready()
        self._wire()
        self._lay_out()
        self.retranslate()
        self._turn()
        self._show_list(False)

    def begin(self, shop: Shop) -> None:
        """Ask for a shop; what was left out of another one's list counts no more."""
        if self._shop is None or self._shop.id != shop.id:
            self._excluded.clear()
            self.list.clear()
        self._shop = shop
        for field in (self.budget, self.cost):
            field.setPrefix(symbol(shop.currency))
        self._ask()

    def wait(self) -> None:
        """A plan is being worked out."""
        self.said.setText(self.tr("正在挑人…"))

    def show_view(self, view: View, writing: Writing) -> None:
        """Show a plan, or why there is none."""
        self.said.setText(view.headline.say(writing.language))
        self.said.setToolTip("\n".join(note.say(writing.language) for note in view.notes))
        self.list.clear()
        rows = view.tables[0].rows if view.tables else ()
        for row in rows:
            self.list.addItem(self._item(row, writing))
        self._show_list(bool(rows))
        self.without.setEnabled(False)

    def _show_list(self, shown: bool) -> None:
        for part in (self.list, self.without, self.numbers, self.export):
            part.setVisible(shown)

    def excluded(self) -> tuple[str, ...]:
        """Ids of those who are not to be given anything."""
        return tuple(self._excluded)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("样品给谁"))
        self.back.name(self.tr("返回"))
        self.by_count.setText(self.tr("按份数"))
        self.by_budget.setText(self.tr("按预算"))
        names = (self.tr("份数"), self.tr("预算"), self.tr("每份成本"))
        for name, shown, field in zip(names, self._names, (self.count, self.budget, self.cost), strict=True):
            shown.setText(name)
            field.setAccessibleName(name)
        self.list.setAccessibleName(self.tr("样品给谁"))
        self.without.setText(self.tr("不给 TA，重新挑"))
        self.numbers.setText(self.tr("对比和检验"))
        self.export.setText(self.tr("导出名单"))

    def question(self) -> Asked:
        """What is asked, people aside: amounts in minor units."""
        if self.by_count.isChecked():
            return Asked(budget=float(self.count.value()))
        minor = 10 ** (self._shop.exponent if self._shop else 2)
        return Asked(budget=self.budget.value() * minor, cost=self.cost.value() * minor)

    def _item(self, row: Row, writing: Writing) -> QListWidgetItem:
        name, adds = full(row.cells[1], Shown.TEXT, writing), full(row.cells[3], Shown.NUMBER, writing)
        role = f" · {full(row.cells[8], Shown.TEXT, writing)}" if row.cells[8] else ""
        made = QListWidgetItem(f"{full(row.cells[0], Shown.COUNT, writing)}  {name}   +{adds}{role}")
        made.setData(Qt.ItemDataRole.UserRole, row.cells[2])
        made.setToolTip(
            self.tr("预计多带动 {0} 位朋友成交；影响过 {1} 位朋友，其中成交 {2}").format(
                adds, full(row.cells[6], Shown.COUNT, writing), full(row.cells[7], Shown.RATIO, writing)
            )
        )
        return made

    def _ask(self) -> None:
        if self._shop is not None:
            self.wait()
            self.asked.emit(self.question())

    def _leave_out(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._excluded[str(item.data(Qt.ItemDataRole.UserRole))] = None
            self._ask()

    def _turn(self) -> None:
        """The fields of the way that is chosen."""
        count = self.by_count.isChecked()
        for part in (self._names[0], self.count):
            part.setVisible(count)
        for part in (*self._names[1:], self.budget, self.cost):
            part.setVisible(not count)

    def _ready(self) -> None:
        self.count.setRange(1, MOST)
        self.count.setValue(COUNT)
        for field, value in ((self.budget, BUDGET), (self.cost, COST)):
            field.setRange(0.01, 99_999_999)
            field.setDecimals(2)
            field.setValue(value)
        for way in (self.by_count, self.by_budget):
            way.setCheckable(True)
            way.setAutoExclusive(True)
        self.by_count.setChecked(True)
        self.list.setMinimumHeight(scaled(96))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        for way in (self.by_count, self.by_budget):
            way.clicked.connect(self._turn)
            way.clicked.connect(self._ask)
        for field in (self.count, self.budget, self.cost):
            field.setKeyboardTracking(False)  # asked when it is typed, not at each digit
            field.valueChanged.connect(lambda _value: self._ask())
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.list.currentItemChanged.connect(lambda item, _before: self.without.setEnabled(item is not None))
        self.without.clicked.connect(self._leave_out)
        self.numbers.clicked.connect(self.numbers_wanted)
        self.export.clicked.connect(self.export_wanted)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _lay_out(self) -> None:
        top, ways, form = QHBoxLayout(), QHBoxLayout(), QFormLayout()
        top.addWidget(self.back)
        top.addWidget(self._title, 1)
        for way in (self.by_count, self.by_budget):
            ways.addWidget(way)
        ways.addStretch(1)
        for name, field in zip(self._names, (self.count, self.budget, self.cost), strict=True):
            name.setBuddy(field)
            form.addRow(name, field)
        end = QHBoxLayout()
        end.addWidget(self.numbers)
        end.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        for part in (top, ways, form):
            column.addLayout(part)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addWidget(self.without, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(end)
        column.addStretch(0)  # takes the room of a list that is not there
