"""The form that connects a shop: where its interface is, and who we are to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from storage.errors import KnownError
from storage.shop import Shop
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import Button, heading, label
from ui.doors import Connection
from ui.jobs import Newest
from ui.theme import scaled

WIDEST = 560


class ConnectForm(QFrame):
    """Emits ``connected`` with the shop; its first sync has begun by then."""

    connected = Signal(object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setMaximumWidth(scaled(WIDEST))
        self._context = context
        self._asking = Newest(context.jobs, self)
        self.bars = Bars()
        self.url, self.client_id, self.secret = QLineEdit(), QLineEdit(), QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.connect_button, self._close = Button(kind="primary"), Button()
        self._title = heading()
        self._labels = (label(), label(), label())
        self._promise = label(kind="muted", wrap=True)
        self._lay_out()
        for field in self._fields():
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self._submit)
        self.connect_button.clicked.connect(self._submit)
        self._close.clicked.connect(self.closed)
        self.retranslate()
        self._check()

    def open(self) -> None:
        """Empty, with the cursor in the first field."""
        for field in self._fields():
            field.clear()
        self.bars.clear()
        self.show()
        self.url.setFocus()
        self._asking.start(lambda _report, _stop: self._context.doors.secrets_last(), self._promise_for, self._failed)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("连接店铺"))
        names = (self.tr("接口地址"), self.tr("应用编号"), self.tr("应用密钥"))
        for name, shown, field in zip(names, self._labels, self._fields(), strict=True):
            shown.setText(name)
            field.setAccessibleName(name)
        self.url.setPlaceholderText("https://")
        self._close.setText(self.tr("取消"))
        self.connect_button.setText(self.tr("连接并同步"))

    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.url, self.client_id, self.secret

    def _check(self) -> None:
        self.connect_button.setEnabled(all(field.text().strip() for field in self._fields()))

    def _submit(self) -> None:
        if not self.connect_button.isEnabled():
            return
        self.bars.clear()
        self.connect_button.setEnabled(False)
        connection = Connection(self.url.text().strip(), self.client_id.text().strip(), self.secret.text().strip())
        self._context.entering.connect_shop(connection, self._connected, self._failed)

    def _connected(self, shop: Shop) -> None:
        self._check()
        self.connected.emit(shop)

    def _failed(self, error: KnownError) -> None:
        self._check()
        again = Step(self.tr("再试一次"), self._submit)
        self.bars.show_bar("connect", "error", error.say(self._context.language), again)

    def _promise_for(self, last: bool) -> None:
        safe = self.tr("密钥存放在系统的密码保险箱里，不写入文件。")
        brief = self.tr("这台电脑没有可用的密码保险箱：密钥只保留到关闭程序，下次要再填一次。")
        self._promise.setText(safe if last else brief)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, field in zip(self._labels, self._fields(), strict=True):
            form.addRow(_buddy(name, field), field)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.connect_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.bars)
        column.addLayout(form)
        column.addWidget(self._promise)
        column.addLayout(buttons)


def _buddy(name: QLabel, field: QLineEdit) -> QLabel:
    name.setBuddy(field)
    return name
