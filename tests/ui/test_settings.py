"""What was chosen is found again; what is not understood is dropped with a warning."""

import json
from datetime import date
from pathlib import Path

import pytest

from analytics.period import Period
from analytics.question import Filters
from storage.errors import KnownError
from tests.ui.desk import Desk
from ui.presets import CUSTOM, Asked
from ui.settings import Settings, load


def test_everything_chosen_comes_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home" / "settings.json", language="en", theme="dark", collapsed=True)
    settings.asked["s1"] = Asked(
        CUSTOM, Period(date(2026, 1, 1), date(2026, 1, 31)), "year", Filters(channels=("直播", ""), buyers="new")
    )
    settings.save()
    assert load(settings.path) == settings


def test_only_what_differs_from_the_usual_is_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json", direction="west")
    settings.save()
    assert json.loads(settings.path.read_text()) == {"version": 1, "direction": "west"}


def test_unknown_and_ill_typed_values_are_dropped_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 9, "theme": "pink", "language": "en", "fontsize": 12}', encoding="utf-8")
    found = load(path)
    assert (found.theme, found.language) == ("system", "en")
    assert [record.args[0] for record in caplog.records if record.args] == ["theme", "fontsize"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings(path)


def test_a_disk_that_takes_nothing_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError):
        Settings(tmp_path / "file" / "settings.json").save()


def test_the_window_says_that_settings_could_not_be_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "settings.json").unlink(missing_ok=True)
    (tmp_path / "settings.json").mkdir()
    page = desk.open("settings")
    desk.click(page.theme.buttons["dark"])
    assert desk.window.bars.texts() == ("设置没能保存。请检查磁盘空间和文件夹权限。",)
    (tmp_path / "settings.json").rmdir()
