"""Left of the picture: what to do first, who the key people are, and how the layers go on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from analytics.network.layers import DEEPEST
from analytics.network.roles import ROLES
from analytics.result import Estimate, Row, Shown, Table, Value, View
from ui.controls import Button, empty, heading, label
from ui.theme import scaled
from ui.widgets.format import Writing, full, short

FIRST, LISTED = 8, 30
LONGEST = 9  # letters of a name
EDGE, GAP = 12, 8


class Side(QWidget):
    """Shows what the view of the network says."""

    picked = Signal(str)
    """Somebody of the list, by id."""
    all_wanted = Signal(str)
    """The table with this id, whole."""

    def __init__(self) -> None:
        super().__init__()
        self.people, self.layers = _People(), _Layers()
        self.people.picked.connect(self.picked)
        for part in (self.people, self.layers):
            part.all_wanted.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.people, 1)
        column.addWidget(self.layers)
        self.retranslate()

    def show_view(self, view: View, writing: Writing) -> None:
        """Show the tables that belong here."""
        self.people.show_tables(view.table("key_people"), view.table("roles"), writing)
        self.layers.show_table(view.table("layers"), writing)

    def retranslate(self) -> None:
        """Set every text again."""
        for part in (self.people, self.layers):
            part.retranslate()


class _Part(QFrame):
    """A card with a title and a way to the whole table."""

    all_wanted = Signal(str)

    def __init__(self, table_id: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._table_id = table_id
        self.title = heading()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        self.column.setSpacing(4)
        self.column.addWidget(self.title)

    def _add_more(self) -> Button:
        made = Button(kind="quiet")
        made.clicked.connect(lambda: self.all_wanted.emit(self._table_id))
        self.column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made


class _Layers(_Part):
    """A line per layer: fans, conversion, buyers per buyer."""

    def __init__(self) -> None:
        super().__init__("layers")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._said = label(kind="muted", wrap=True)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._said)
        self.more = self._add_more()

    def show_table(self, table: Table, writing: Writing) -> None:
        """The layers, or why there are none."""
        empty(self._grid)
        self._said.setText("" if table.rows else (table.note.say(writing.language) if table.note else ""))
        self._said.setVisible(not table.rows)
        self.more.setVisible(bool(table.rows))
        if table.rows:
            for place, text in enumerate(("", self.tr("粉丝"), self.tr("转化"), self.tr("每买家带来"))):
                self._put(0, place, text, "muted", "")
        for number, row in enumerate(table.rows, start=1):
            self._row(number, row, writing)

    def retranslate(self) -> None:
        """The title and the way on."""
        self.title.setText(self.tr("一层层传下去"))
        self.more.setText(self.tr("带区间的整张表"))

    def _row(self, number: int, row: Row, writing: Writing) -> None:
        named = self.tr("第 {0} 层起") if number > DEEPEST else self.tr("第 {0} 层")
        names = [named.format(number), "", "", ""]
        values: tuple[tuple[Value, Shown], ...] = (
            (row.cells[0], Shown.TEXT),
            (row.cells[1], Shown.COUNT),
            (row.cells[4], Shown.RATIO),
            (row.cells[5], Shown.NUMBER),
        )
        for place, (value, shown) in enumerate(values):
            bare = value.value if isinstance(value, Estimate) else value
            text = names[place] or full(bare, shown, writing)
            self._put(number, place, text, "plain", full(value, shown, writing))

    def _put(self, row: int, place: int, text: str, kind: str, hint: str) -> None:
        made = label(text, "muted" if kind == "muted" else "plain")
        made.setToolTip(hint)
        if place:
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(made, row, place)


class _People(_Part):
    """The key people, the first first; a click shows one in the picture."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__("key_people")
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(scaled(88))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self._said = label(kind="muted", wrap=True)
        self._first = label(wrap=True)
        self.column.addWidget(self._first)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._said)
        self.more = self._add_more()
        self.column.addStretch(0)  # takes the room of a list that is not there

    def show_tables(self, table: Table, roles: Table, writing: Writing) -> None:
        """What to do first; names with role and friends, the evidence on hover."""
        self._first.setText(roles.lead.say(writing.language) if roles.lead else "")
        self._first.setVisible(roles.lead is not None)
        self.list.clear()
        lapsing = [row for row in table.rows if row.cells[2] == ROLES["lapsing"].name]
        others = [row for row in table.rows if row not in lapsing]
        for title, rows in ((self.tr("先联系"), lapsing[:FIRST]), (self.tr("最会带人"), others[:LISTED])):
            self._add(title if lapsing else "", rows, writing)
        self._said.setText(table.note.say(writing.language) if table.note and not table.rows else "")
        self._said.setVisible(not table.rows)
        self.list.setVisible(bool(table.rows))
        self.more.setVisible(bool(table.rows))

    def retranslate(self) -> None:
        """The title and the way on."""
        self.title.setText(self.tr("关键人物"))
        self.list.setAccessibleName(self.tr("关键人物"))
        self.more.setText(self.tr("依据和怎么待他们"))

    def _add(self, title: str, rows: Sequence[Row], writing: Writing) -> None:
        """A group under its title, which cannot be chosen."""
        if title and rows:
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(head)
        for row in rows:
            self.list.addItem(self._item(row, writing))

    def _item(self, row: Row, writing: Writing) -> QListWidgetItem:
        name, role = full(row.cells[0], Shown.TEXT, writing), full(row.cells[2], Shown.TEXT, writing)
        brought = self.tr("带来 {0} 人").format(full(row.cells[4], Shown.COUNT, writing))
        told = " · ".join(part for part in (role if row.cells[2] else "", brought) if part)
        made = QListWidgetItem(f"{brief(name)}   {told}")
        made.setData(Qt.ItemDataRole.UserRole, row.cells[1])
        spread = row.cells[3]
        worth = short(spread.value, Shown.MONEY, writing) if isinstance(spread, Estimate) else ""
        hints = (name, told, worth, full(row.cells[11], Shown.TEXT, writing) if row.cells[11] else "")
        made.setToolTip("\n".join(hint for hint in hints if hint))
        return made

    def _pick(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key is not None:
            self.picked.emit(str(key))


def brief(name: str) -> str:
    """Long names cut, so that what is said of them stays in sight, or what is beside them."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
