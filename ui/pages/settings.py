"""Language, colours, where the data is, and what the program is made of."""

from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.words import Language
from ui.bars import Bars
from ui.context import Context
from ui.controls import Button, Drawing, Elided, card, heading, label
from ui.licences import BUILT_WITH
from ui.page import Page
from ui.theme import Direction, Scheme, scaled

WIDEST = 720


class Choice(QFrame):
    """A card with a title, a hint, and one of several to choose."""

    def __init__(self, values: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title, self.hint = heading(), label(kind="muted", wrap=True)
        self.group = QButtonGroup(self)
        self.buttons = {value: QRadioButton() for value in values}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        for button in self.buttons.values():
            self.group.addButton(button)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            column.addWidget(button)

    def say(self, title: str, hint: str, names: dict[str, str]) -> None:
        """Its texts, by value."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        for value, button in self.buttons.items():
            button.setText(names[value])
            button.setAccessibleDescription(title)

    def value(self) -> str:
        """The one that is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())


class SettingsPage(Page):
    """Everything takes effect at once."""

    def __init__(self, context: Context, page_id: str) -> None:
        super().__init__(context, page_id)
        self.bars = Bars()
        self.language = Choice(("zh", "en"))
        self.theme = Choice(("system", "light", "dark"))
        self.direction = Choice(("china", "west"))
        self._folder_title, self._folder = heading(), Elided()
        self._folder_hint = label(kind="muted", wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = Button(icon="folder")
        self.open_folder.clicked.connect(self._open_folder)
        self._about_title, self._about = heading(), label(wrap=True)
        self._built = label(kind="muted", wrap=True)
        self._lay_out()
        settings = context.settings
        self.language.buttons[settings.language].setChecked(True)
        self.theme.buttons[settings.theme].setChecked(True)
        self.direction.buttons[settings.direction].setChecked(True)
        self.language.group.buttonClicked.connect(self._speak)
        self.theme.group.buttonClicked.connect(self._paint)
        self.direction.group.buttonClicked.connect(self._paint)
        context.entering.profile_changed.connect(self._read_folder)
        self._read_folder()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.language.say(self.tr("语言 Language"), "", {"zh": "中文", "en": "English"})
        self.theme.say(
            self.tr("界面"),
            "",
            {"system": self.tr("跟随系统"), "light": self.tr("浅色"), "dark": self.tr("深色")},
        )
        self.direction.say(
            self.tr("涨跌颜色"),
            self.tr("颜色之外，箭头和正负号总在。"),
            {"china": self.tr("红涨绿跌"), "west": self.tr("绿涨红跌")},
        )
        self._folder_title.setText(self.tr("数据文件夹"))
        self._folder_hint.setText(self.tr("店铺的数据都在这里。备份时先关闭程序，再复制整个文件夹。"))
        self.open_folder.setText(self.tr("打开文件夹"))
        self._about_title.setText(self.tr("关于"))
        version = QCoreApplication.applicationVersion()
        self._about.setText(self.tr("掌柜 {version} · MIT 许可 · 数据不离开这台电脑").format(version=version))
        built = "\n".join(f"{name} · {licence} · {where}" for name, licence, where in BUILT_WITH)
        self._built.setText(self.tr("用到的开源软件：") + "\n" + built)

    def showEvent(self, event: object) -> None:
        """The theme may have been changed by a command meanwhile."""
        settings = self.context.settings
        self.theme.buttons[settings.theme].setChecked(True)
        self.language.buttons[settings.language].setChecked(True)

    def retheme(self) -> None:
        """The theme was changed: mark it."""
        self.theme.buttons[self.context.settings.theme].setChecked(True)

    def _speak(self) -> None:
        self.context.appearance.speak(cast("Language", self.language.value()))

    def _paint(self) -> None:
        scheme, direction = cast("Scheme", self.theme.value()), cast("Direction", self.direction.value())
        self.context.appearance.paint(scheme, direction)

    def _read_folder(self) -> None:
        profile = self.context.doors.profile
        self.context.jobs.start(self, lambda _report, _stop: str(profile().folder), self._show_folder, self._failed)

    def _show_folder(self, folder: str) -> None:
        self._folder.setText(folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder.text()))

    def _failed(self, error: KnownError) -> None:
        self.bars.show_bar("failed", "error", error.say(self.context.language))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(scaled(WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.bars)
        for choice in (self.language, self.theme, self.direction):
            column.addWidget(choice)
        column.addWidget(self._folder_card())
        column.addWidget(self._about_card())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _folder_card(self) -> QFrame:
        made = card()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Drawing("folder", "muted"))
        row.addWidget(self._folder, 1)
        row.addWidget(self.open_folder)
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._folder_title)
        column.addWidget(self._folder_hint)
        column.addLayout(row)
        return made

    def _about_card(self) -> QFrame:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._about_title, self._about, self._built):
            column.addWidget(widget)
        return made
