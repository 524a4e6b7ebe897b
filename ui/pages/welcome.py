"""The first run: three ways to begin."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.progress import Progress
from ui.bars import Bars
from ui.context import Context
from ui.controls import Button, Drawing, heading, label
from ui.jobs import Job
from ui.page import Page
from ui.theme import scaled

WIDEST = 960
BESIDE = 720  # pixels from which the three ways lie side by side


class Way(QFrame):
    """One way to begin, as a card."""

    def __init__(self, icon: str, act: Callable[[], object], main: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title = heading()
        self.words = label(kind="muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = Button(kind="primary" if main else "plain")
        self.button.clicked.connect(lambda: act())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Drawing(icon, "text", 20))
        column.addWidget(self.title)
        column.addWidget(self.words, 1)
        column.addSpacing(8)
        column.addWidget(self.button)

    def say(self, title: str, words: str, button: str) -> None:
        """Its texts."""
        self.title.setText(title)
        self.words.setText(words)
        self.button.setText(button)


class WelcomePage(Page):
    """Shown while the profile has no shop."""

    def __init__(self, context: Context, page_id: str) -> None:
        super().__init__(context, page_id)
        self.bars = Bars()
        self._title = heading(size=13)
        self._words = label(kind="muted", wrap=True)
        self.connect_way = Way("connect", context.state.want_connection, main=True)
        self.import_way = Way("import", context.state.want_file, main=False)
        self.demo_way = Way("welcome", self._demo, main=False)
        self._doing = label(kind="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._lay_out()
        self._wait(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("看清自己的店：发生了什么，为什么，现在做什么"))
        self._words.setText(self.tr("数据只存在这台电脑上，没有网络也能看。先选一种开始的办法。"))
        self.connect_way.say(
            self.tr("连接店铺"),
            self.tr("填上店铺后台给的接口地址和密钥。先取回全部订单，以后只取有变化的。"),
            self.tr("连接店铺"),
        )
        self.import_way.say(
            self.tr("导入文件"),
            self.tr(
                "现在能读 UCI Online Retail 格式的订单明细（CSV），其他平台的导出格式会陆续加上。"
                "导入前先给你看会有什么变化，导入后可以整份撤销。"
            ),
            self.tr("选择文件"),
        )
        self.demo_way.say(
            self.tr("试用示例店铺"),
            self.tr("一家模拟的店，数据单独存放，不会和你的混在一起，随时可以离开。"),
            self.tr("打开示例"),
        )
        self._doing.setText(self.tr("正在准备示例店铺…"))

    def resizeEvent(self, event: object) -> None:
        """The ways lie side by side where there is room."""
        beside = self.width() >= scaled(BESIDE)
        self._ways.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _demo(self) -> None:
        self.bars.clear()
        self._wait(True)
        job = self.context.entering.open_demo(self._failed)
        job.progress.connect(self._progressed)
        job.ended.connect(lambda: self._ended(job))

    def _progressed(self, progress: Progress) -> None:
        self._doing.setText(progress.doing.say(self.context.language))
        self._bar.setRange(0, 1000 if progress.total else 0)
        self._bar.setValue(progress.done * 1000 // progress.total if progress.total else 0)

    def _ended(self, _job: Job) -> None:
        self._wait(False)

    def _failed(self, error: KnownError) -> None:
        self.bars.show_bar("demo", "error", error.say(self.context.language))

    def _wait(self, waiting: bool) -> None:
        for way in (self.connect_way, self.import_way, self.demo_way):
            way.button.setEnabled(not waiting)
        self._bar.setRange(0, 0)
        self._bar.setVisible(waiting)
        self._doing.setVisible(waiting)

    def _lay_out(self) -> None:
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(16)
        for way in (self.connect_way, self.import_way, self.demo_way):
            self._ways.addWidget(way, 1)
        inside = QWidget()
        inside.setMaximumWidth(scaled(WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(8)
        column.addWidget(self.bars)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(16)
        column.addLayout(self._ways)
        column.addSpacing(8)
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
