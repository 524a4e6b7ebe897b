"""Telling what the columns of one table mean, with a reading of its first rows after every change."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from storage.errors import KnownError
from storage.mapping import Sample, TableForm, Tried
from storage.shop import Shop
from ui.bars import Bars
from ui.context import Context
from ui.controls import Button, heading, label
from ui.jobs import Newest
from ui.pages.data.mapping import draft as drafts
from ui.pages.data.mapping import offers
from ui.pages.data.mapping.about import About
from ui.pages.data.mapping.columns import Columns
from ui.pages.data.mapping.draft import NEW, Draft
from ui.pages.data.mapping.sentence import read_and_not, what_came_of_it
from ui.pages.data.mapping.statewords import StateWords
from ui.taborder import in_order


class MappingPanel(QFrame):
    """Emits ``told`` with a ``TableMapping``, ``closed``, and ``encoding_told`` with a codec, "" for what is found."""

    told = Signal(object)
    closed = Signal()
    encoding_told = Signal(str)

    def __init__(self, context: Context, sample: Sample, encoding: str, before: Draft | None = None) -> None:
        """Ask of the table of ``sample``, whose text is in ``encoding``; ``before`` is what was told of it so far."""
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self._trying = Newest(context.jobs, self)
        self._forms = {form.kind: form for form in context.doors.table_forms()}
        self.sample, self.encoding = sample, encoding
        self.draft = before or self._first()
        self._passing = "", self.draft.columns
        """The column that is being told of, and what all of them meant before."""
        self.bars, self.about, self.columns, self.words = Bars(), About(), Columns(sample), StateWords()
        self._title, self._hint = heading(size=13), label(kind="muted", wrap=True)
        self._needs, self._of_words = label(kind="muted", wrap=True), heading()
        self.sentence, self._came_of_it = label(wrap=True), label(kind="muted", wrap=True)
        self.accept, self._close = Button(kind="primary"), Button()
        self._lay_out()
        self._wire()
        self.retranslate()

    def refuse(self, error: KnownError) -> None:
        """Say what went wrong; everything is as it was before."""
        self.bars.show_bar("refused", "error", error.say(self._context.language))
        self.about.encoding.show_choice(self.encoding)
        self._changed()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("告诉掌柜各列是什么：{file}").format(file=Path(self.sample.path).name))
        self._hint.setText(self.tr("掌柜按列名和内容猜了一遍，请对一对。确定后会记住，下次这样的文件直接认得出来。"))
        self._of_words.setText(self.tr("状态那一列的词各是什么意思"))
        self.accept.setText(self.tr("确定"))
        self._close.setText(self.tr("取消"))
        self.about.offer(list(self._forms.values()), self._shops(), self._context.language, self.draft, self.encoding)
        self._offer_meanings()
        self._changed()

    def _first(self) -> Draft:
        known = self._context.state.known
        shop = known.shop if known is not None and not known.shop.demo else None
        return drafts.first_draft(self.sample, Path(self.sample.path).stem, self.tr("我的店铺"), shop)

    def _form(self) -> TableForm:
        return self._forms[self.draft.table]

    def _shops(self) -> Sequence[Shop]:
        """Those that are there, and the one that was told of where it is not there yet."""
        found = [known.shop for known in self._context.state.shops if not known.shop.demo]
        told = self.sample.remembered
        if told is None or not told.shop_id or any(shop.id == told.shop_id for shop in found):
            return found
        return [*found, Shop(id=told.shop_id, name=told.shop_name, currency=told.currency, timezone=told.timezone)]

    def _tell(self, field: str, value: str) -> None:
        self.draft = structs.replace(self.draft, **{field: value})
        if field == "table":
            self._passing = "", self.draft.columns
            self._offer_meanings()
        self._changed()

    def _tell_shop(self, shop_id: str) -> None:
        new = Shop(id=NEW, name=self.tr("我的店铺"))
        self.draft = drafts.in_shop(self.draft, next((each for each in self._shops() if each.id == shop_id), new))
        self._changed()

    def _mean(self, column: str, target: str) -> None:
        # Arrow keys pass over meanings of other columns: what was only passed over is given back.
        if column != self._passing[0]:
            self._passing = column, self.draft.columns
        self.draft = drafts.means(structs.replace(self.draft, columns=self._passing[1]), column, target)
        self.columns.show_meanings(self._meaning)
        self._changed()

    def _stand(self, word: str, state: str) -> None:
        self.draft = drafts.stands_for(self.draft, word, state)
        self._changed()

    def _meaning(self, column: str) -> str:
        return drafts.target_of(self.draft, column)

    def _offer_meanings(self) -> None:
        language = self._context.language
        self.columns.offer(offers.meanings(self._form(), language), self._meaning)
        self._needs.setText(offers.needs(self._form(), language))

    def _changed(self) -> None:
        """Show what was told, and read the sample by it."""
        self.about.show_draft(self.draft, self.sample.is_text)
        sample, mapping, doors = self.sample, drafts.mapping_of(self.draft, self.sample), self._context.doors
        self._trying.start(lambda _report, _stop: doors.try_mapping(sample, mapping), self._tried, self._failed)

    def _tried(self, tried: Tried) -> None:
        proposed = {word.text: word.proposed for word in tried.words}
        told = drafts.states_of(self.draft)
        if not told.keys() >= proposed.keys():
            for word, state in proposed.items():
                self.draft = drafts.stands_for(self.draft, word, told.get(word, state))
            self._changed()
            return
        self._show_words(tried, told)
        language = self._context.language
        self.sentence.setText(read_and_not(tried, self.sample, language))
        self._came_of_it.setText(what_came_of_it(tried, self.draft.currency, language))
        self._came_of_it.setVisible(bool(tried.counts))
        self.accept.setEnabled(bool(tried.counts and self.draft.shop_name.strip()))

    def _failed(self, error: KnownError) -> None:
        self.sentence.setText(error.say(self._context.language))
        self._came_of_it.hide()
        self.accept.setEnabled(False)

    def _show_words(self, tried: Tried, told: Mapping[str, str]) -> None:
        items = offers.states(self._form(), self._context.language)
        self.words.show_words(tried.words, items, told)
        self._of_words.setVisible(bool(tried.words))
        # Words are made anew for another column: Tab goes on as the eye does.
        in_order(
            [*self.columns.boxes.values(), self.columns.grid, *self.words.boxes.values(), self._close, self.accept]
        )

    def _accept(self) -> None:
        self.accept.setEnabled(False)
        self.told.emit(drafts.mapping_of(self.draft, self.sample))

    def _wire(self) -> None:
        self.about.told.connect(self._tell)
        self.about.shop_told.connect(self._tell_shop)
        self.about.encoding_told.connect(self.encoding_told)
        self.columns.told.connect(self._mean)
        self.words.told.connect(self._stand)
        self.accept.clicked.connect(self._accept)
        self._close.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (self._title, self._hint, self.bars, self.about, self._needs, self.columns):
            column.addWidget(part)
        for part in (self._of_words, self.words, self.sentence, self._came_of_it):
            column.addWidget(part)
        column.addLayout(buttons)
