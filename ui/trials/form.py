"""A trial as a form: its name, what is offered, how many are held out, how long it is watched, what that tells."""

from itertools import zip_longest

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.controls import Button, label
from ui.trials.plan import Offer, Plan, Wanted

LEAST, MOST = 10, 50  # per cent
DAYS, MOST_DAYS = 30, 365
PAUSE = 300  # ms after the last letter


class TrialForm(QWidget):
    """Given to the drawer."""

    sized = Signal()
    """Another share or number of days: what it tells has to be said anew."""
    wanted = Signal()

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self.proposed = f"{plan.name} {QDate.currentDate().toString('MM-dd')}"
        self.name = QLineEdit(self.proposed)
        self.offers = tuple(_field(offer) for offer in plan.offers)
        self.lists = tuple(_choice(plan, offer) for offer in plan.offers if plan.lists)
        self.share, self.days = QSpinBox(), QSpinBox()
        self._typing = QTimer(self, interval=PAUSE, singleShot=True)
        self.said = label(wrap=True)
        self.go = Button(self.tr("分好，选文件夹放名单"), icon="export", kind="primary")
        self._ready()
        self._lay_out()

    def question(self) -> Wanted:
        """What is wanted."""
        typed = zip(self.offers, self._plan.offers, strict=True)
        texts = tuple(field.text().strip() or offer.text for field, offer in typed)
        return Wanted(
            name=self.name.text().strip(),
            view=self._plan.view,
            group=self._plan.group,
            hold_out=self.share.value() / 100 if self._plan.hold_out is not None else 0.0,
            days=self.days.value(),
            offers=texts if any(texts) else (),
            goods=tuple(choice.currentData() for choice in self.lists),
            floor=self._plan.floor,
        )

    def say(self, words: str, *, possible: bool) -> None:
        """Say what such a split tells, or why it cannot be made."""
        self.said.setText(words)
        self.go.setEnabled(possible)

    def take_over(self, other: "TrialForm") -> None:
        """What was typed and chosen in another form of the same trial, which spoke another language."""
        if other.name.text() != other.proposed:
            self.name.setText(other.name.text())
        for mine, theirs in zip(self.offers, other.offers, strict=True):
            mine.setText(theirs.text())
        for mine, theirs in zip(self.lists, other.lists, strict=True):
            mine.setCurrentIndex(theirs.currentIndex())
        self.share.setValue(other.share.value())
        self.days.setValue(other.days.value())

    def _ready(self) -> None:
        self.share.setRange(LEAST, MOST)
        self.share.setValue(self._plan.hold_out or LEAST)
        self.share.setSuffix(" %")
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(DAYS)
        self.say(self.tr("正在算这样分能看出多小的差别…"), possible=True)
        for field in (self.share, self.days):
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda _value: self.sized.emit())
        for choice in self.lists:
            choice.currentIndexChanged.connect(lambda _index: self.sized.emit())
        self._typing.timeout.connect(self.sized)
        for text in self.offers:
            text.textEdited.connect(lambda _text: self._typing.start())
        self.go.clicked.connect(self.wanted)

    def _lay_out(self) -> None:
        form = QFormLayout()
        offers = [
            (name, field)
            for offer, *fields in zip_longest(self._plan.offers, self.lists, self.offers)
            for name, field in zip((offer.listed, offer.name), fields, strict=True)
            if field is not None
        ]
        share = [] if self._plan.hold_out is None else [(self.tr("留多少人不发"), self.share)]
        self.share.setVisible(bool(share))
        for text, field in ((self.tr("名称"), self.name), *offers, *share, (self.tr("看几天"), self.days)):
            name = QLabel(text)
            name.setBuddy(field)
            field.setAccessibleName(text)
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(self._plan.why, "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(self.go)
        column.addStretch(1)


def _choice(plan: Plan, offer: Offer) -> QComboBox:
    made = QComboBox()
    for goods, name in plan.lists:
        made.addItem(name, goods)
    made.setCurrentIndex([goods for goods, _ in plan.lists].index(offer.goods))
    return made


def _field(offer: Offer) -> QLineEdit:
    made = QLineEdit(offer.text)
    made.setPlaceholderText(offer.example)
    return made
