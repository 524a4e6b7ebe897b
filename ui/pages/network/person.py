"""One person of the network in the drawer: part and what to do, who brought them, and what they brought and bought."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analytics.network.person import Person
from ui.controls import Button, heading, label, line
from ui.details.field import known_grid
from ui.widgets.format import Writing

CHAIN = 4  # of who brought whom that are shown


class PersonCard(QWidget):
    """Given to the drawer."""

    wanted = Signal(int)
    """Somebody of the chain: show that one."""
    fold_wanted = Signal(int)
    record_wanted = Signal(int)
    """The customer's record, by its row."""

    def __init__(self, person: Person, writing: Writing, below: int, folded: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        language = writing.language
        kind = label(f"{person.kind.say(language)} · {person.layer.say(language)}", kind="muted")
        kind.setToolTip(person.kind_rule.say(language))
        column.addWidget(kind)
        for part in self._role(person, writing):
            column.addWidget(part)
        column.addWidget(line())
        column.addWidget(known_grid(person.known, writing))
        column.addWidget(line())
        self._add_chain(column, person)
        column.addLayout(self._buttons(person, below, folded))
        column.addStretch(1)

    def _role(self, person: Person, writing: Writing) -> list[QWidget]:
        said = person.evidence.say(writing.language)
        if person.role is None:
            return [label(said, kind="muted", wrap=True)] if said else []
        name = heading(person.role.name.say(writing.language))
        name.setToolTip(person.role.rule.say(writing.language))
        return [name, label(said, wrap=True), label(person.treatment.say(writing.language), wrap=True)]

    def _add_chain(self, column: QVBoxLayout, person: Person) -> None:
        """Who brought them, a line each, and so on up to the shop."""
        column.addWidget(label(self.tr("谁带来的"), kind="muted"))
        links = QVBoxLayout()
        links.setSpacing(0)
        for node, name in person.chain[:CHAIN]:
            link = Button(f"↑ {name}", kind="quiet")
            link.clicked.connect(partial(self.wanted.emit, node))
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        left = len(person.chain) - CHAIN
        ending = self.tr("↑ 再往上 {0} 位，到店铺").format(left) if left > 0 else self.tr("↑ 店铺")
        links.addWidget(label(ending, kind="muted"))
        column.addLayout(links)

    def _buttons(self, person: Person, below: int, folded: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        record = Button(self.tr("看订单和资料"), icon="person")
        record.clicked.connect(lambda: self.record_wanted.emit(person.row))
        row.addWidget(record)
        if below:
            fold = Button(self.tr("展开这一支") if folded else self.tr("折叠这一支"), icon="network")
            fold.clicked.connect(lambda: self.fold_wanted.emit(person.node))
            row.addWidget(fold)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row
