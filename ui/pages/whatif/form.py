"""What is asked of the next group-buy: goal, product, terms, days and stock; below them the rules to keep."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QSpinBox, QVBoxLayout

from analytics.group_buy.whatif.asked import GOALS, MOST_DAYS, Asked, Choice, Goal
from analytics.result import Shown, Table
from analytics.say import symbol
from storage.shop import Shop
from ui.controls import Button, empty, heading, label, line
from ui.pages.whatif.lever import Lever
from ui.widgets.format import Writing, full

EDGE, GAP = 12, 8
HOUR = 60
USUAL = 30  # days of an offer of which nothing is known


class Form(QFrame):
    """Emits ``asked`` whenever the question is another one."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.goals: dict[Goal, Button] = {goal: Button(kind="item") for goal in GOALS}
        self.product = QComboBox()
        self.size, self.price = Lever(1, 0, 2, 10_000), Lever(100, 2, 0.01, 99_999_999)
        self.window, self.reward = Lever(HOUR, 1, 0.1, 24 * 90), Lever(100, 2, 0, 99_999_999)
        self.days, self.stock = QSpinBox(), QSpinBox()
        self.again = Button(icon="undo")
        self._names = (label(), label(), label())
        self._rules_title = heading()
        self._rules = QVBoxLayout()
        self._own = False
        self._ready()
        self._wire()
        self._lay_out()
        self.retranslate()

    def offer_goods(self, goods: Sequence[tuple[str, str]], product: str | None) -> None:
        """The products there were group-buys of, and the one that is asked about."""
        self.product.blockSignals(True)
        self.product.clear()
        for key, title in goods:
            self.product.addItem(title, key)
        place = self.product.findData(product)
        self.product.setCurrentIndex(max(place, 0))
        self.product.blockSignals(False)

    def offer_terms(self, tried: dict[str, Sequence[int]], last: Choice, solo: int, asked: Asked, shop: Shop) -> None:
        """The values that were tried, last time's in force: nothing is chosen yet. Prices lie below the solo price."""
        self._own = False
        for lever in (self.price, self.reward):
            lever.per = 10**shop.exponent
            lever.field.setPrefix(symbol(shop.currency))
        self.price.bound(solo)
        for name, lever in self._levers().items():
            lever.offer(tried[name], getattr(last, name))
        for field, value in ((self.days, asked.days or USUAL), (self.stock, asked.stock or 0)):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)

    def question(self) -> Asked:
        """What is asked now; terms only where one of them was chosen."""
        goal = next(goal for goal, button in self.goals.items() if button.isChecked())
        terms = {name: lever.value for name, lever in self._levers().items()} if self._own else {}
        return Asked(
            goal=goal,
            product=self.product.currentData(),
            days=self.days.value() or None,
            stock=self.stock.value() or None,
            **terms,
        )

    def show_rules(self, table: Table, writing: Writing) -> None:
        """What has to be kept in mind of these terms, each with its source on hover."""
        empty(self._rules)
        for row in table.rows:
            said = label("· " + full(row.cells[0], Shown.TEXT, writing), wrap=True)
            said.setToolTip(full(row.cells[1], Shown.TEXT, writing))
            self._rules.addWidget(said)
        self._rules_title.setText(table.title.say(writing.language))
        self._rules_title.setVisible(bool(table.rows))

    def retranslate(self) -> None:
        """Set every text again."""
        titles = {"newcomers": self.tr("拉新客"), "margin": self.tr("多赚钱"), "clear": self.tr("清库存")}
        for goal, button in self.goals.items():
            button.setText(titles[goal])
        names = (self.tr("商品"), self.tr("办几天"), self.tr("备货(件)"))
        for name, shown, field in zip(names, self._names, (self.product, self.days, self.stock), strict=True):
            shown.setText(name)
            field.setAccessibleName(name)
        self.size.say(self.tr("几人成团"), self.tr(" 人"))
        self.price.say(self.tr("拼团价"), "")
        self.window.say(self.tr("成团时限"), self.tr(" 小时"))
        self.reward.say(self.tr("团长奖励"), "")
        self.stock.setSpecialValueText(self.tr("不限"))
        self.again.setText(self.tr("恢复成上次的"))

    def _levers(self) -> dict[str, Lever]:
        return {"size": self.size, "price": self.price, "window": self.window, "reward": self.reward}

    def _choose(self) -> None:
        self._own = True
        self.asked.emit()

    def _ready(self) -> None:
        for button in self.goals.values():
            button.setCheckable(True)
            button.setAutoExclusive(True)
        next(iter(self.goals.values())).setChecked(True)
        self.product.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.product.setMinimumContentsLength(8)
        self.days.setRange(1, MOST_DAYS)
        self.stock.setRange(0, 9_999_999)
        for field in (self.days, self.stock):
            field.setKeyboardTracking(False)

    def _wire(self) -> None:
        for button in self.goals.values():
            button.clicked.connect(self.asked)
        for lever in self._levers().values():
            lever.changed.connect(self._choose)
        for field in (self.days, self.stock):
            field.valueChanged.connect(lambda _value: self.asked.emit())

    def _lay_out(self) -> None:
        goals, form = QHBoxLayout(), QFormLayout()
        for button in self.goals.values():
            goals.addWidget(button)
        goals.addStretch(1)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(GAP)
        for name, field in zip(self._names, (self.product, self.days, self.stock), strict=True):
            name.setBuddy(field)
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        column.addLayout(goals)
        column.addLayout(form)
        for part in (line(), *self._levers().values()):
            column.addWidget(part)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rules_title)
        column.addLayout(self._rules)
        column.addStretch(1)
