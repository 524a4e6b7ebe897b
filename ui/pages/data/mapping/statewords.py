"""The words of a column of states, and below each what it stands for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from storage.mapping import StateWord
from ui.controls import Elided, empty
from ui.pages.data.picker import Item, Picker

PER_ROW = 4
MOST = 24


class StateWords(QWidget):
    """Emits ``told`` with a word and its state, "" for none. Takes no room where there are no words."""

    told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, Picker] = {}
        self._names: dict[str, Elided] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column in range(PER_ROW):
            self._grid.setColumnStretch(column, 1)

    def show_words(self, words: Sequence[StateWord], states: Sequence[Item], told: Mapping[str, str]) -> None:
        """List the words, the most frequent first, and what they were told to stand for."""
        seen = words[:MOST]
        if [word.text for word in seen] != list(self.boxes):
            self._make(seen)
        for word in seen:
            self._names[word.text].setText(self.tr("{word} · {n} 行").format(word=word.text, n=f"{word.rows:,}"))
            self.boxes[word.text].offer(states, told.get(word.text, ""))
            self.boxes[word.text].setAccessibleName(word.text)
        self.setVisible(bool(seen))

    def _make(self, words: Sequence[StateWord]) -> None:
        empty(self._grid)
        self.boxes, self._names = {}, {}
        for number, word in enumerate(words):
            row, column = divmod(number, PER_ROW)
            box, name = Picker(), Elided()
            name.setProperty("kind", "muted")
            name.setBuddy(box)
            box.picked.connect(lambda state, word=word.text: self.told.emit(word, state))
            self.boxes[word.text], self._names[word.text] = box, name
            self._grid.addWidget(name, row * 2, column)
            self._grid.addWidget(box, row * 2 + 1, column)
