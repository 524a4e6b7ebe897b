"""Above the picture: looking for somebody, the whole picture, folding, numbers instead, and saving it as a file."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from analytics.network.picture import TiesBy
from ui.controls import Button
from ui.suggesting import Suggesting
from ui.theme import scaled

LEAST, WIDEST = 132, 260  # px of the search field, at the usual size of text


class Tools(QWidget):
    """Emits what is wanted."""

    typed = Signal(str)
    """Somebody is looked for by this text."""
    picked = Signal(int)
    """One of those offered."""
    samples_wanted = Signal()
    ties_wanted = Signal(str)
    """People by "referrals" or by "shares"."""
    whole_wanted = Signal()
    unfold_wanted = Signal()
    numbers_wanted = Signal(bool)
    saving_wanted = Signal(str)
    """As "png" or "svg"."""

    def __init__(self) -> None:
        super().__init__()
        self.ties = Button(kind="plain", choice=True)
        self._by: TiesBy = "referrals"
        self.find = Suggesting()
        self.find.setMinimumWidth(scaled(LEAST))
        self.find.setMaximumWidth(scaled(WIDEST))
        self.whole, self.unfold = Button(icon="expand", kind="quiet"), Button(icon="network", kind="quiet")
        self.save = Button(icon="export", kind="quiet")
        self.numbers = Button(icon="table", kind="quiet")
        self.numbers.setCheckable(True)
        self.samples = Button(icon="tag", kind="primary")
        self._wire()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.find, 1)
        row.addWidget(self.ties)
        row.addStretch(1)
        for part in (self.whole, self.unfold, self.save, self.numbers, self.samples):
            row.addWidget(part)
        self.retranslate()

    def show_numbers(self, numbers: bool) -> None:
        """Whether the numbers are seen instead of the picture; what serves the picture alone goes with it."""
        self.numbers.setChecked(numbers)
        self.numbers.set_icon("network" if numbers else "table")
        for part in (self.find, self.ties, self.whole, self.unfold, self.save):
            part.setVisible(not numbers)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.find.setPlaceholderText(self.tr("找一位粉丝：名字或编号"))
        self.find.setAccessibleName(self.tr("找一位粉丝：名字或编号"))
        self.samples.setText(self.tr("给 20 份样品"))
        self.samples.shorter = self.tr("给样品")
        self.numbers.shorter = ""  # its icon stands for it where room is short
        self.ties.setText(self._names()[self._by])
        self.ties.setAccessibleName(self.tr("线连的是什么"))
        self.ties.setToolTip(self.tr("线连的是什么：谁推荐来的，或第一次从谁的分享进店"))
        self.whole.name(self.tr("看整张图 (Home)"))
        self.unfold.name(self.tr("展开折叠的分支"))
        self.save.name(self.tr("保存图片"))
        self.numbers.setText(self.tr("看图") if self.numbers.isChecked() else self.tr("看数字表"))

    def _wire(self) -> None:
        self.find.textEdited.connect(self.typed)
        self.find.picked.connect(self.picked.emit)
        self.ties.clicked.connect(self._offer_ties)
        self.samples.clicked.connect(self.samples_wanted)
        self.whole.clicked.connect(self.whole_wanted)
        self.unfold.clicked.connect(self.unfold_wanted)
        self.numbers.clicked.connect(self.numbers_wanted)
        self.save.clicked.connect(self._offer_files)

    def _names(self) -> dict[TiesBy, str]:
        return {"referrals": self.tr("按推荐关系"), "shares": self.tr("按分享")}

    def _offer_ties(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for by, name in self._names().items():
            action = menu.addAction(name, partial(self.choose_ties, by))
            action.setCheckable(True)
            action.setChecked(by == self._by)
        menu.popup(self.ties.mapToGlobal(self.ties.rect().bottomLeft()))

    def choose_ties(self, by: TiesBy) -> None:
        """Show people by these ties."""
        if by != self._by:
            self._by = by
            self.retranslate()
            self.ties_wanted.emit(by)

    @property
    def by(self) -> TiesBy:
        """The ties that are shown."""
        return self._by

    def _offer_files(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("图片 PNG"), lambda: self.saving_wanted.emit("png"))
        menu.addAction(self.tr("矢量图 SVG"), lambda: self.saving_wanted.emit("svg"))
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))
