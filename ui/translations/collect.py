"""Keeps ``zhanggui_en.ts`` in step with the code, by Qt's own tools."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOM = Path(__file__).parent.parent
TEXTS = Path(__file__).parent / "zhanggui_en.ts"
COMPILED = TEXTS.with_suffix(".qm")


def collect(into: Path) -> None:
    """Add every text of the window to the file and drop what is said no more; translations are kept."""
    sources = sorted(str(path.relative_to(ROOM.parent)) for path in ROOM.rglob("*.py"))
    languages = ["-source-language", "zh_CN", "-target-language", "en_GB"]
    _tool("lupdate", [*sources, *languages, "-no-obsolete", "-locations", "none", "-silent", "-ts", str(into)])


def compile_texts(source: Path, into: Path) -> None:
    """Write the binary form that the program loads."""
    _tool("lrelease", ["-silent", "-removeidentical", str(source), "-qm", str(into)])


def untranslated(source: Path) -> list[str]:
    """Texts without a finished translation, as "context: text"."""
    return [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in ElementTree.parse(source).getroot().iter("context")
        for message in context.iter("message")
        if not message.findtext("translation") or message.find("translation[@type]") is not None
    ]


def _tool(name: str, arguments: list[str]) -> None:
    tool = Path(sys.executable).parent / f"pyside6-{name}"
    subprocess.run([str(tool), *arguments], cwd=ROOM.parent, check=True)
