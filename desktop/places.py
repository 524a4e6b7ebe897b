"""Where the program keeps things on this computer."""

import os
from pathlib import Path

import platformdirs

HOME = "ZHANGGUI_HOME"
"""Environment variable that moves everything to one folder: portable use, tests."""


def home() -> Path:
    """The program's own folder: local, never roaming, so that no network drive holds an open database."""
    chosen = os.environ.get(HOME)
    return Path(chosen) if chosen else platformdirs.user_data_path("Zhanggui", appauthor=False, roaming=False)


def profiles_folder() -> Path:
    """One folder per profile below here."""
    return home() / "profiles"


def settings_file() -> Path:
    """The settings of the window."""
    return home() / "settings.json"


def log_folder() -> Path:
    """Logs and crash reports."""
    return home() / "logs"
