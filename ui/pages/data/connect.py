"""The form that connects a shop, or changes how one is: on which platform it is, and what that platform asks."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QVBoxLayout

from storage.errors import KnownError
from storage.shop import Shop
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import Button, heading, label
from ui.doors import Connection, Platform
from ui.jobs import Newest
from ui.pages.data.answers import Field, add_rows, answers, fill, is_complete, listen, take_rows
from ui.theme import scaled

WIDEST = 560


class ConnectForm(QFrame):
    """Emits ``connected`` with the shop; a sync of it has begun by then."""

    connected = Signal(object)
    closed = Signal()
    opened = Signal()
    """It shows what was answered for a shop."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setMaximumWidth(scaled(WIDEST))
        self._context = context
        self._asking = Newest(context.jobs, self)
        self.changed: Shop | None = None
        """The shop whose connection is changed; None while one is connected."""
        self._has_secrets = False
        self._platforms = {each.id: each for each in context.doors.platforms()}
        self.bars = Bars()
        self.platform = QComboBox()
        self.fields: Mapping[str, Field] = {}
        """Those of the platform that is chosen."""
        self.connect_button, self._close = Button(kind="primary"), Button()
        self._title, self._of_platform = heading(), label()
        self._of_platform.setBuddy(self.platform)
        self._promise = label(kind="muted", wrap=True)
        self._form = QFormLayout()
        self._lay_out()
        for each in self._platforms:
            self.platform.addItem("", each)
        self.platform.currentIndexChanged.connect(self._ask)
        self.connect_button.clicked.connect(self._submit)
        self._close.clicked.connect(self.closed)
        self.retranslate()

    def open(self) -> None:
        """Empty, with the cursor on the platform."""
        self._begin(None, False)
        fill(self._chosen().asks, self.fields, {})
        self.show()
        self.platform.setFocus()
        self._asking.start(lambda _report, _stop: self._context.doors.secrets_last(), self._promise_for, self._failed)

    def open_for(self, shop: Shop) -> None:
        """With what was answered for this shop, as soon as that is read; nothing where it is not connected."""
        doors = self._context.doors

        def read(_report: object, _stop: object) -> tuple[Connection, bool, bool] | None:
            before = doors.connection(shop.id)
            return before and (before, doors.has_secrets(shop.id), doors.secrets_last())

        self._asking.start(read, lambda found: found and self._change(shop, *found), self._failed)

    def _change(self, shop: Shop, before: Connection, has_secrets: bool, last: bool) -> None:
        if before.kind not in self._platforms:
            return  # one that only a newer program knows
        self._begin(shop, has_secrets)
        self.platform.setCurrentIndex(self.platform.findData(before.kind))
        fill(self._chosen().asks, self.fields, {each.id: "" for each in self._chosen().asks} | dict(before.answers))
        self._promise_for(last)
        self.show()
        self.opened.emit()
        next(iter(self.fields.values())).setFocus()

    def _begin(self, changed: Shop | None, has_secrets: bool) -> None:
        self.changed, self._has_secrets = changed, has_secrets
        self.platform.setEnabled(changed is None)
        self.bars.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        changed = self.changed
        self._title.setText(self.tr("改「{shop}」的连接").format(shop=changed.name) if changed else self.tr("连接店铺"))
        self._of_platform.setText(self.tr("平台"))
        self.platform.setAccessibleName(self.tr("平台"))
        for place, each in enumerate(self._platforms.values()):
            self.platform.setItemText(place, each.name.say(self._context.language))
        self._close.setText(self.tr("取消"))
        self.connect_button.setText(self.tr("保存并同步") if changed else self.tr("连接并同步"))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> Platform:
        return self._platforms[self.platform.currentData()]

    def _ask(self) -> None:
        """Show the fields of the platform; what it asks as the last one did stays answered."""
        given = answers(self.fields)
        take_rows(self._form, 1)
        kept = self.tr("不改就留空，用原来的") if self._has_secrets else ""
        self.fields = add_rows(self._form, self._chosen().asks, self._context.language, kept)
        listen(self.fields.values(), self._check, self._submit)
        fill(self._chosen().asks, self.fields, given)
        self._check()

    def _check(self) -> None:
        self.connect_button.setEnabled(is_complete(self._chosen().asks, self.fields, self._has_secrets))

    def _submit(self) -> None:
        if not self.connect_button.isEnabled():
            return
        self.bars.clear()
        self.connect_button.setEnabled(False)
        connection = Connection(self._chosen().id, answers(self.fields), self.changed.id if self.changed else "")
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
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.addRow(self._of_platform, self.platform)
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
        column.addLayout(self._form)
        column.addWidget(self._promise)
        column.addLayout(buttons)
