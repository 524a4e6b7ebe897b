"""The language of the window: Chinese as it stands in the code, English from ``translations``, Qt's own words too."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from storage.words import Language

FOLDER = Path(__file__).parent / "translations"
_LOCALES = {
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def speak(app: QCoreApplication, language: Language) -> None:
    """Load the texts of ``language``; whoever shows text sets it again afterwards."""
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(_LOCALES[language])
    if language == "zh":
        _install(app, "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    else:
        _install(app, "zhanggui_en", str(FOLDER))


def language_in_force() -> Language:
    """The language last spoken."""
    return "en" if QLocale().language() == QLocale.Language.English else "zh"


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if not translator.load(name, folder):
        raise FileNotFoundError(f"{folder}/{name}.qm")
    app.installTranslator(translator)
