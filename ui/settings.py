"""What the user chose, kept in one JSON file: a field here is a setting, its default the first choice."""

import logging
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from PySide6.QtCore import QDir, QIODevice, QSaveFile

from storage.errors import KnownError
from storage.words import Language, Words
from ui.presets import Asked
from ui.theme import Direction, Scheme

log = logging.getLogger(__name__)
VERSION = 1


@dataclass
class Settings:
    """Change a field, then ``save``. Only what differs from the default is written."""

    path: Path
    """The file itself; not a setting."""
    language: Language = "zh"
    theme: Scheme = "system"
    direction: Direction = "china"
    collapsed: bool = False
    """The navigation shows icons only."""
    shop_id: str | None = None
    """The shop last looked at."""
    asked: dict[str, Asked] = field(default_factory=dict)
    """Per shop, what was chosen in the period bar."""
    geometry: str = ""
    """Size and place of the window, as Qt writes it, in base64."""

    def save(self) -> None:
        """Write the file whole or not at all. KnownError if the disk does not take it."""
        blank = Settings(self.path)
        chosen = {name: getattr(self, name) for name in _NAMES if getattr(self, name) != getattr(blank, name)}
        text = msgspec.json.format(msgspec.json.encode({"version": VERSION, **chosen}), indent=2)
        file = QSaveFile(str(self.path))
        QDir().mkpath(str(self.path.parent))
        if not (file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(text) == len(text) and file.commit()):
            raise KnownError(
                Words("设置没能保存。", "The settings could not be saved."),
                Words("请检查磁盘空间和文件夹权限。", "Check the free disk space and the folder's permissions."),
                file.errorString(),
            )


_NAMES = tuple(each.name for each in fields(Settings) if each.name != "path")


def load(path: Path) -> Settings:
    """The settings of a file, or the defaults. What is unknown or ill-typed is dropped with a warning."""
    settings = Settings(path)
    hints = get_type_hints(Settings)
    for name, value in _read(path).items():
        if name not in _NAMES:
            log.warning("settings: %s is not known and was dropped", name)
            continue
        try:
            setattr(settings, name, msgspec.convert(value, hints[name]))
        except msgspec.ValidationError as problem:
            log.warning("settings: %s was dropped: %s", name, problem)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as problem:
        log.warning("settings: %s could not be read: %s", path, problem)
        return {}
    found.pop("version", None)
    return found
