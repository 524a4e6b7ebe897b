"""A list to write to, with some held out: its name, how many are held out, how long it is watched, what that tells."""

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.controls import Button, label
from ui.pages.churn.trials import Wanted

HOLD_OUT, LEAST, MOST = 20, 10, 50  # per cent
DAYS, MOST_DAYS = 30, 365


class TrialForm(QWidget):
    """Given to the drawer."""

    sized = Signal()
    """Another share or number of days: what it tells has to be said anew."""
    wanted = Signal()

    def __init__(self, group: str, group_name: str) -> None:
        super().__init__()
        self._group = group
        today = QDate.currentDate().toString("MM-dd")
        self.name = QLineEdit(f"{group_name} {today}")
        self.offer = QLineEdit()
        self.offer.setPlaceholderText(self.tr("例如：满 100 减 15，两周内"))
        self.share, self.days = QSpinBox(), QSpinBox()
        self._said = label(self.tr("正在算这样分能看出多小的差别…"), wrap=True)
        self.go = Button(self.tr("分好，选文件夹放名单"), icon="export", kind="primary")
        self._ready()
        self._lay_out()

    def question(self) -> Wanted:
        """What is wanted."""
        return Wanted(
            name=self.name.text().strip(), group=self._group, hold_out=self.share.value() / 100,
            days=self.days.value(), offer=self.offer.text().strip(),
        )  # fmt: skip

    def say(self, words: str) -> None:
        """Say what such a split tells."""
        self._said.setText(words)

    def _ready(self) -> None:
        self.share.setRange(LEAST, MOST)
        self.share.setValue(HOLD_OUT)
        self.share.setSuffix(" %")
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(DAYS)
        for field in (self.share, self.days):
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda _value: self.sized.emit())
        self.go.clicked.connect(self.wanted)

    def _lay_out(self) -> None:
        form = QFormLayout()
        for text, field in (
            (self.tr("名称"), self.name),
            (self.tr("发什么"), self.offer),
            (self.tr("留多少人不发"), self.share),
            (self.tr("看几天"), self.days),
        ):
            name = QLabel(text)
            name.setBuddy(field)
            field.setAccessibleName(text)
            form.addRow(name, field)
        why = self.tr("按编号抽签留下一部分不发，别的都一样。过后比一比两边，才知道是你叫回来的，还是本来就会来。")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(why, "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self._said)
        column.addWidget(self.go)
        column.addStretch(1)
