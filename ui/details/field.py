"""Names beside their values: the sums of a detail in large type, the fields of its record as a list."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from analytics.dossier import Known
from analytics.result import Shown
from ui import theme
from ui.controls import label
from ui.widgets.format import Writing, full

NAME_WIDTH = 88
Field = tuple[str, str, Callable[[], None] | None]
"""Name, value, and where the value leads to."""


def known_grid(known: tuple[Known, ...], writing: Writing) -> QWidget:
    """Sums, two beside each other: the name small, the value large; sentences have a line to themselves."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    sums = [each for each in known if each.shown is not Shown.TEXT]
    for place, each in enumerate(sums):
        grid.addWidget(_known(each, writing, theme.font(11, strong=True)), *divmod(place, 2))
    for line, each in enumerate((each for each in known if each.shown is Shown.TEXT), len(sums)):
        grid.addWidget(_known(each, writing, theme.font(9)), line, 0, 1, 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return made


def field_list(fields: Sequence[Field]) -> QWidget:
    """Name, value and where the value leads to, one below the other."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, theme.scaled(NAME_WIDTH))
    grid.setColumnStretch(1, 1)
    for place, (name, value, lead) in enumerate(fields):
        named = label(name, "muted")
        named.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(named, place, 0)
        grid.addWidget(_value(value) if lead is None else _link(value, lead), place, 1)
    return made


def _known(known: Known, writing: Writing, font: QFont) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(known.name.say(writing.language), "muted"))
    value = _value(full(known.value, known.shown, writing))
    value.setFont(font)
    column.addWidget(value)
    return made


def _value(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _link(text: str, lead: Callable[[], None]) -> QLabel:
    made = QLabel(f"<a href='#' style='color:{theme.current().info};text-decoration:none'>{escape(text)}</a>")
    made.setWordWrap(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.linkActivated.connect(lambda _href: lead())
    return made
