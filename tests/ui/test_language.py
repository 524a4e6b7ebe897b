"""English says everything that Chinese says, at once, and the committed texts are those of the code."""

import filecmp
import re
import shutil
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.desk import Desk
from ui.translations.collect import COMPILED, TEXTS, collect, compile_texts, untranslated

HAN = re.compile("[\u4e00-\u9fff]")


def test_every_text_is_translated_and_none_is_stale(tmp_path: Path) -> None:
    fresh = tmp_path / TEXTS.name
    shutil.copy(TEXTS, fresh)
    collect(fresh)
    assert untranslated(fresh) == []
    assert fresh.read_text(encoding="utf-8") == TEXTS.read_text(encoding="utf-8"), "run: python -m ui.translations"


def test_the_compiled_texts_are_those_of_the_source(tmp_path: Path) -> None:
    compile_texts(TEXTS, tmp_path / "fresh.qm")
    assert filecmp.cmp(tmp_path / "fresh.qm", COMPILED, shallow=False), "run: python -m ui.translations"


def test_no_placeholder_is_lost_in_translation() -> None:
    text = TEXTS.read_text(encoding="utf-8")
    pairs = re.findall(r"<source>([^<]*)</source>\s*<translation>([^<]*)</translation>", text)
    assert len(pairs) > 100
    for source, translation in pairs:
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", translation)), source


def test_the_language_changes_in_the_running_window_and_back(desk: Desk) -> None:
    for page_id in ("data", "settings", "churn", "recommend", "cooperation", "overview"):
        desk.open(page_id)
    before = _texts(desk)
    desk.window.context.appearance.speak("en")
    desk.settle()
    left = {text for text in _texts(desk) if HAN.search(text)} - {"小林女装", "中文", "Language 语言"}
    assert {text for text in left if not text.startswith("商品")} == set()
    assert desk.settings.language == "en"
    desk.window.context.appearance.speak("zh")
    desk.settle()
    assert _texts(desk) == before


def _texts(desk: Desk) -> set[str]:
    shown = [*desk.window.findChildren(QLabel), *desk.window.findChildren(QAbstractButton)]
    return {widget.text() for widget in shown if not widget.isHidden() and widget.window() is desk.window}
