"""Co-operation in three steps: agree on a code, give the partner a file, open the partner's."""

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSpinBox, QVBoxLayout, QWidget

from analytics.cooperation.consent import CONSENT
from storage.words import Language
from ui.controls import Button, heading, label

EDGE, GAP = 12, 8
DAYS, MOST_DAYS = 30, 365
_TAIL = 4
"""Digits by which codes are told apart where none may be read; they are check digits."""


class Steps(QFrame):
    """The code of the shop's last agreement stands in the field, covered until it is to be read out."""

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
        self.new_code, self.others = Button(icon="key"), Button(choice=True)
        self.days, self.only_button = QSpinBox(), Button(icon="file")
        self.export, self.open_button = Button(icon="export", kind="primary"), Button(icon="folder", kind="primary")
        self.only: Path | None = None
        """The list of those who agreed; None for everybody."""
        self._codes: tuple[str, ...] = ()
        self._kept = True
        """Whether this computer keeps codes."""
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

    def take_codes(self, codes: tuple[str, ...], kept: bool) -> None:
        """The codes there are, the last used first: one goes on with it. ``kept``: whether they last."""
        self._codes, self._kept = codes, kept
        self.others.setVisible(len(codes) > 1)
        if codes and not self.code.text():
            self.code.setText(codes[0])
        self._explain_code()

    def cover(self) -> None:
        """Nobody reads the code any more."""
        self.seen.setChecked(False)

    def forget(self) -> None:
        """The code and the list are gone: they are another shop's."""
        self.code.clear()
        self.cover()
        self.take_codes((), self._kept)
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
        for title, text in zip(self._titles, titles, strict=True):
            title.setText(text)
        self._explain_code()
        self._hints[1].setText(
            self.tr("没有手机号和姓名，只有打乱的代码。给别家要客人单独同意(个人信息保护法第二十三条)。")
        )
        self._hints[1].setToolTip(CONSENT.say(language))
        self._hints[2].setText(self.tr("用同一个码打开，看共同买家有多少、谁的货适合谁的客人。"))
        self.code.setPlaceholderText(self.tr("28 位数字"))
        self.code.setAccessibleName(self.tr("合作码"))
        self.seen.setText(self.tr("显示"))
        self.seen.setAccessibleName(self.tr("显示合作码"))
        self.new_code.setText(self.tr("起一个新码"))
        self.others.setText(self.tr("用过的码"))
        self._days_name.setText(self.tr("有效几天"))
        self.days.setAccessibleName(self.tr("有效几天"))
        self.take_only(self.only)
        self.export.setText(self.tr("导出给对方…"))
        self.open_button.setText(self.tr("打开对方的文件…"))

    def _explain_code(self) -> None:
        self._hints[0].setText(
            self.tr("一家起码，念给另一家，别和文件一起发。码存在这台电脑，和同一家一直用它。")
            if self._kept
            else self.tr("一家起码，念给另一家，别和文件一起发。这台电脑存不住码，请记下来，和同一家一直用它。")
        )

    def _offer_others(self) -> None:
        menu = QMenu(self)
        for code in self._codes:
            menu.addAction(self.tr("尾号 {0}").format(code[-_TAIL:]), lambda chosen=code: self.code.setText(chosen))
        menu.popup(self.others.mapToGlobal(QPoint(0, self.others.height())))

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
        self.others.hide()
        self.others.clicked.connect(self._offer_others)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        parts = (
            (_beside(self.code, self.seen), _beside(self.new_code, self.others)),
            (_beside(self._days_name, self.days, self.only_button), _beside(self.export)),
            (_beside(self.open_button),),
        )
        for title, hint, step in zip(self._titles, self._hints, parts, strict=True):
            column.addWidget(title)
            column.addWidget(hint)
            for row in step:
                column.addLayout(row)
            column.addSpacing(GAP)
        column.addStretch(1)


def _beside(*parts: QWidget) -> QHBoxLayout:
    """In one row; the field or button that has most to say takes the room."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for part in parts:
        row.addWidget(part, int(isinstance(part, QLineEdit) or (isinstance(part, Button) and not part.isCheckable())))
    return row
