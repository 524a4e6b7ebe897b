"""The tokens in force: the one thing of the window that is global, because every painter needs it."""

from PySide6.QtCore import QObject, Signal

from ui.theme.tokens import LIGHT, Tokens


class Notifier(QObject):
    """Tells when the tokens have changed."""

    changed = Signal()


class _Theme:
    tokens: Tokens = LIGHT
    notifier: Notifier | None = None


def current() -> Tokens:
    """The tokens in force."""
    return _Theme.tokens


def put(tokens: Tokens) -> None:
    """Make ``tokens`` the ones in force; tell nobody yet."""
    _Theme.tokens = tokens


def notifier() -> Notifier:
    """The object whose ``changed`` fires after a change of the theme."""
    if _Theme.notifier is None:
        _Theme.notifier = Notifier()
    return _Theme.notifier
