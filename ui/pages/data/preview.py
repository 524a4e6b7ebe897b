"""What importing a file would do, before anything is written."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storage.runs import ImportPreview
from storage.words import Language
from ui.bars import Bars
from ui.controls import Button, heading, label
from ui.kinds import kind_name
from ui.pages.data.grid import Grid

SEEN = 200  # rejected lines listed; the number tells of all


class PreviewCard(QFrame):
    """Emits ``accepted`` or ``closed``."""

    accepted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = heading(size=13)
        self._facts = label(wrap=True)
        self._bars = Bars()
        self._counts = Grid(4, numbers=(1, 2, 3))
        self._rejected_title = heading()
        self._rejected = Grid(3, numbers=(0,))
        self._skipped = label(kind="muted", wrap=True)
        self.accept, self._close = Button(kind="primary"), Button()
        self.accept.clicked.connect(self.accepted)
        self._close.clicked.connect(self.closed)
        self._lay_out()

    def show_preview(self, preview: ImportPreview, language: Language) -> None:
        """Write everything that is known of the file."""
        self._title.setText(Path(preview.path).name)
        self._facts.setText(self._facts_of(preview, language))
        self._bars.clear()
        if preview.already_imported:
            self._bars.show_bar("again", "info", self.tr("这份文件已经导入过，再导入不会改变什么。"), closable=False)
        self._show_counts(preview)
        self._show_left_out(preview, language)
        self.accept.setText(self.tr("导入"))
        self.accept.setEnabled(not preview.already_imported)
        self._close.setText(self.tr("取消"))
        self.show()
        (self._close if preview.already_imported else self.accept).setFocus()

    def _facts_of(self, preview: ImportPreview, language: Language) -> str:
        days = f"{preview.first_day} – {preview.last_day}" if preview.first_day else "—"
        file = self.tr("格式 {preset} · 编码 {encoding} · {lines} 行 · {days}")
        shop = self.tr("导入到店铺「{shop}」，货币 {currency}，时区 {zone}")
        return f"{file}\n{shop}".format(
            preset=preview.preset_name.say(language),
            encoding=preview.encoding,
            lines=f"{preview.lines:,}",
            days=days,
            shop=preview.shop.name,
            currency=preview.shop.currency,
            zone=preview.shop.timezone,
        )

    def _show_counts(self, preview: ImportPreview) -> None:
        heads = (self.tr("内容"), self.tr("新增"), self.tr("更新"), self.tr("不变"))
        self._counts.name(self.tr("将要导入的内容"), heads)
        self._counts.show_rows(
            [
                (kind_name(kind), f"{counts.inserted:,}", f"{counts.changed:,}", f"{counts.unchanged + counts.stale:,}")
                for kind, counts in preview.counts.items()
            ]
        )
        self._counts.fit_height(8)

    def _show_left_out(self, preview: ImportPreview, language: Language) -> None:
        rules = [
            self.tr("{rule}：{count} 行").format(rule=rule.say(language), count=f"{count:,}")
            for rule, count in preview.skipped
        ]
        self._skipped.setText("\n".join([self.tr("按规则略过"), *rules]))
        self._skipped.setVisible(bool(rules))
        count = len(preview.rejected)
        self._rejected_title.setText(self.tr("{count} 行读不懂，不会导入").format(count=f"{count:,}"))
        self._rejected.name(self._rejected_title.text(), (self.tr("行"), self.tr("原因"), self.tr("原文")))
        self._rejected.show_rows(
            [(f"{line.line:,}", line.reason.say(language), line.raw[:SEEN]) for line in preview.rejected[:SEEN]]
        )
        self._rejected.fit_height(6)
        self._rejected_title.setVisible(count > 0)
        self._rejected.setVisible(count > 0)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        parts: tuple[QWidget, ...] = (
            self._title,
            self._facts,
            self._bars,
            self._counts,
            self._skipped,
            self._rejected_title,
            self._rejected,
        )
        for part in parts:
            column.addWidget(part)
        column.addLayout(buttons)
