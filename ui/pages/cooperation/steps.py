"""Co-operation in three steps: agree on a code, give the partner a file, open the partner's."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout

from analytics.cooperation.consent import CONSENT
from storage.words import Language
from ui.controls import Button, heading, label

EDGE, GAP = 12, 8
DAYS, MOST_DAYS = 30, 365


class Steps(QFrame):
    """The code is in the field alone, and only as long as the page is in sight."""

    code_wanted = Signal()
    """A new code is to be drawn."""
    only_wanted = Signal()
    """A list of those who agreed is to be chosen."""
    file_wanted = Signal()
    """A file for the partner is to be written."""
    partner_wanted = Signal()
    """The partner's file is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.code, self.seen = QLineEdit(), Button(kind="plain")
        self.new_code = Button(icon="key")
        self.days, self.only_button = QSpinBox(), Button(icon="file")
        self.export, self.open_button = Button(icon="export", kind="primary"), Button(icon="folder", kind="primary")
        self.only: Path | None = None
        """The list of those who agreed; None for everybody."""
        self._titles = (heading(), heading(), heading())
        self._hints = tuple(label(kind="muted", wrap=True) for _step in range(3))
        self._days_name = label()
        self._ready()
        self._lay_out()
        self._check()

    def show_code(self, code: str) -> None:
        """A new code, to be read out."""
        self.code.setText(code)
        self.seen.setChecked(True)

    def forget(self) -> None:
        """The code and the list are gone."""
        self.code.clear()
        self.seen.setChecked(False)
        self.take_only(None)

    def take_only(self, path: Path | None) -> None:
        """Export those on this list, or everybody."""
        self.only = path
        everybody = self.tr("选一个文件，每行一个客户编号；不选就是全部买家")
        self.only_button.setText(
            self.tr("只给同意的客户…") if path is None else self.tr("只给 {0} 里的").format(path.name)
        )
        self.only_button.setToolTip(everybody if path is None else self.tr("点一下改回全部买家"))

    def retranslate(self, language: Language) -> None:
        """Set every text again."""
        titles = (self.tr("1 约定一个合作码"), self.tr("2 给对方一份文件"), self.tr("3 打开对方给的文件"))
        hints = (
            self.tr("一家起码，当面或打电话念给另一家，别和文件一起发。离开这一页码就清掉，请自己记下。"),
            self.tr("文件里没有手机号、没有姓名，只有用合作码加密的短哈希。") + "\n" + CONSENT.say(language),
            self.tr("用同一个合作码打开，就能看出共同买家有多少、谁的货适合谁的客人。不满 10 位的数不显示。"),
        )
        for shown, text in zip((*self._titles, *self._hints), (*titles, *hints), strict=True):
            shown.setText(text)
        self.code.setPlaceholderText(self.tr("28 位数字"))
        self.code.setAccessibleName(self.tr("合作码"))
        self.seen.setText(self.tr("显示"))
        self.seen.setAccessibleName(self.tr("显示合作码"))
        self.new_code.setText(self.tr("起一个新码"))
        self._days_name.setText(self.tr("有效几天"))
        self.days.setAccessibleName(self.tr("有效几天"))
        self.take_only(self.only)
        self.export.setText(self.tr("导出给对方…"))
        self.open_button.setText(self.tr("打开对方的文件…"))

    def _check(self) -> None:
        """Nothing is written or read without a code."""
        for button in (self.export, self.open_button):
            button.setEnabled(bool(self.code.text().strip()))

    def _see(self, seen: bool) -> None:
        self.code.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    def _ready(self) -> None:
        self._see(False)
        self.seen.setCheckable(True)
        self.seen.toggled.connect(self._see)
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(DAYS)
        self._days_name.setBuddy(self.days)
        self.code.textChanged.connect(self._check)
        self.new_code.clicked.connect(self.code_wanted)
        self.only_button.clicked.connect(self.only_wanted)
        self.export.clicked.connect(self.file_wanted)
        self.open_button.clicked.connect(self.partner_wanted)
        self.retranslate("zh")

    def _lay_out(self) -> None:
        code, days = QHBoxLayout(), QFormLayout()
        code.setSpacing(GAP)
        code.addWidget(self.new_code, 1)
        code.addWidget(self.seen)
        days.addRow(self._days_name, self.days)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        parts = ((self.code, code), (days, self.only_button, self.export), (self.open_button,))
        for title, hint, step in zip(self._titles, self._hints, parts, strict=True):
            column.addWidget(title)
            column.addWidget(hint)
            for part in step:
                (column.addLayout if isinstance(part, QHBoxLayout | QFormLayout) else column.addWidget)(part)
            column.addSpacing(GAP)
        column.addStretch(1)
