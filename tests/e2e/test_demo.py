"""The demo command without a display: a shop synced over HTTP, a picture of every page, and the workbook."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage

from analytics.views import VIEWS

ROOT = Path(__file__).parent.parent.parent
PAGES = ("overview", "orders", "buyers", "products", "data", "settings", "welcome")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo 示例")
    environment = os.environ | {
        "ZHANGGUI_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "desktop", "demo", "--no-window", "--orders", "300", "--out", str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder / "out"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_has_a_picture_with_something_on_it(out: Path, page: str, theme: str) -> None:
    image = QImage(str(out / f"{page}-{theme}-zh.png"))
    assert (image.width(), image.height()) == (1366, 768)
    middle = {image.pixel(x, y) for x in range(200, 1340, 7) for y in range(140, 740, 7)}
    assert len(middle) > 10  # text, lines and surfaces; an empty page has two or three colours


def test_light_and_dark_differ(out: Path) -> None:
    light, dark = (QImage(str(out / f"overview-{theme}-zh.png")).pixelColor(1350, 755) for theme in ("light", "dark"))
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_the_workbook_has_every_view(out: Path) -> None:
    book = openpyxl.load_workbook(out / "zhanggui.xlsx")
    assert len(book.sheetnames) > 2 * len(VIEWS)
    assert any("示例店铺" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
