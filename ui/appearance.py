"""Language and colours of the running window, changed at once and kept."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from storage.errors import KnownError
from storage.words import Language
from ui import i18n, theme
from ui.settings import Settings


class Appearance(QObject):
    """Applies the settings that concern how the window looks and speaks."""

    language_changed = Signal()
    not_saved = Signal(object)
    """The settings could not be written: a ``KnownError``."""

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self) -> None:
        """Put the settings into force."""
        i18n.speak(self._app, self._settings.language)
        self._paint()

    def speak(self, language: Language) -> None:
        """Another language."""
        self._settings.language = language
        i18n.speak(self._app, language)
        self.save()
        self.language_changed.emit()

    def paint(self, scheme: theme.Scheme, direction: theme.Direction) -> None:
        """Other colours."""
        self._settings.theme, self._settings.direction = scheme, direction
        self._paint()
        self.save()

    def flip_language(self) -> None:
        """English if it is Chinese, and back."""
        self.speak("en" if self._settings.language == "zh" else "zh")

    def flip_theme(self) -> None:
        """Dark if it is light, and back."""
        self.paint("light" if theme.current().dark else "dark", self._settings.direction)

    def save(self) -> None:
        """Keep the settings; if the disk does not take them, somebody is told."""
        try:
            self._settings.save()
        except KnownError as error:
            self.not_saved.emit(error)

    def _paint(self) -> None:
        theme.apply(self._app, self._settings.theme, self._settings.direction)

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.theme == "system":
            self._paint()
