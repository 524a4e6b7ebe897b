"""Every command of the window, declared once: its words, keys and deed. Shortcuts and the palette come from here."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Command(Struct, frozen=True):
    """A command before it is built."""

    id: str
    title: Callable[[], str]
    """In the language in force."""
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    also: str = ""
    """Other words it is found by, in either language."""
    listed: bool = True
    """Whether the palette shows it."""


class Actions:
    """The commands of one window, in order."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._built: dict[str, tuple[Command, QAction]] = {}

    def add(self, declared: Command) -> QAction:
        """Build a command and give it its keys. ValueError if a key is taken."""
        taken = {key for other, _action in self._built.values() for key in other.keys}
        if taken & set(declared.keys):
            raise ValueError(f"{declared.id}: {taken & set(declared.keys)} taken")
        action = QAction(declared.title(), self._window)
        action.setObjectName(declared.id)
        action.setShortcuts([QKeySequence(key) for key in declared.keys])
        action.triggered.connect(lambda: declared.run())
        self._window.addAction(action)
        self._built[declared.id] = (declared, action)
        return action

    def __getitem__(self, action_id: str) -> QAction:
        return self._built[action_id][1]

    def listed(self) -> tuple[tuple[Command, QAction], ...]:
        """What the palette offers now."""
        return tuple(
            (declared, action) for declared, action in self._built.values() if declared.listed and action.isEnabled()
        )

    def retranslate(self) -> None:
        """Set every title again."""
        for declared, action in self._built.values():
            action.setText(declared.title())
