"""``python docs/screenshots.py``: the pictures of README and guide, made by the program from a demo shop.

Seed, size and end of the shop are fixed and the clock stands still, so that the same program gives the same pictures.
Chinese and the emoji in names need fonts: fonts-noto-cjk and fonts-noto-color-emoji on Debian.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import time_machine
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop import connections
from desktop.connections import Address
from desktop.doors import ProcessDoors
from desktop.pictures import SIZE, settle
from desktop.profiles import DEFAULT, DEMO, profile_named
from storage.store import open_store
from storage.words import Language
from sync import neutral
from sync.engine import pull
from sync.neutral import NeutralSource
from sync.sandbox.server import running
from sync.sandbox.shop import simulate
from ui.app import make_application, open_window
from ui.pages.analysis import AnalysisPage
from ui.pages.analysisbody import AnalysisBody
from ui.pages.churn.body import ChurnBody
from ui.pages.data.page import DataPage
from ui.pages.diagnosis.body import DiagnosisBody
from ui.pages.network.body import NetworkBody
from ui.pages.rows import RowsPage
from ui.pages.today.body import TodayBody
from ui.pages.whatif.page import WhatIfPage
from ui.presets import USUAL, Asked
from ui.settings import Settings
from ui.theme import Scheme
from ui.widgets.figurecard import FigureCard
from ui.widgets.tableview import TableView
from ui.window import Window

OUT = Path(__file__).parent / "screenshots"
ORDERS, SEED = 20_000, 1
AWAY = timedelta(days=3)
"""Since the owner last looked."""
ADDRESS = "http://127.0.0.1:8787"  # the real one has another port each time
SCREEN = b'{"screens": [{"name": "one", "width": 1366, "height": 768, "logicalDpi": 96}]}'
LEDGER = """2026年1月 小林手作 销售台账,,,,,,
日期,客户,电话,品名,数量,金额,状态
2026/1/3,周小雨,138 1234 5678,大红袍 100g,2,"1,200.00",已寄
2026/1/3,吴敏,,水仙 50g,1,600,已寄
2026/1/5,李雷,13900231145,水仙 50g,3,"1,799.50元",签收
2026/1/6,周小雨,13812345678,大红袍 100g,1,-600,签收
1月8日,韩梅,,肉桂 50g,1,380,待付款
2026/1/9,韩梅,,肉桂 50g,1,380,待付款
合计,,,,9,"3,759.50",
"""
FILE = """InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom
536370,22728,ALARM CLOCK BAKELIKE PINK,24,2010-12-01 08:45:00,3.75,12583,France
536371,22086,PAPER CHAIN KIT 50'S CHRISTMAS,80,2010-12-01 09:00:00,2.55,13748,United Kingdom
536372,22632,HAND WARMER RED POLKA DOT,many,2010-12-01 09:01:00,1.85,17850,United Kingdom
536414,22139,,56,2010-12-01 11:52:00,0.00,,United Kingdom
C536379,22728,ALARM CLOCK BAKELIKE PINK,-2,2010-12-01 09:41:00,3.75,12583,France
"""


Stage = Callable[[Window, Path], QWidget | None]
"""Makes a window show something; what it returns is all that is seen, else the whole window."""


def welcome(_window: Window, _folder: Path) -> None:
    """The first run."""


def overview(window: Window, _folder: Path) -> None:
    """The page that opens first."""
    window.context.state.open("overview")


def definition(window: Window, _folder: Path) -> None:
    """What hovering over a figure tells."""
    window.context.state.open("overview")
    _rest(window)
    card = window.findChildren(FigureCard)[3]
    QToolTip.showText(card.mapToGlobal(card.rect().center()), card.toolTip(), card)


def period(window: Window, _folder: Path) -> None:
    """Choosing days."""
    window.context.state.open("overview")
    _rest(window)
    window.bar.period.click()


def filters(window: Window, _folder: Path) -> None:
    """Choosing a part of the shop."""
    window.context.state.open("overview")
    _rest(window)
    window.bar.filter.click()


def diagnosis(window: Window, _folder: Path) -> None:
    """The tree, a node that was opened, what to do."""
    window.context.state.open("diagnosis")
    _rest(window)
    body = _body(window)
    assert isinstance(body, DiagnosisBody)
    body.tree.tree.node("payment_amount").click()


def panel(view_id: str, table_id: str, preset: str = USUAL) -> Stage:
    """One question of a subject, alone."""

    def show(window: Window, _folder: Path) -> QWidget:
        window.context.state.open(view_id)
        window.context.state.ask(Asked(preset))
        _rest(window)
        page, body = window.stage.page, _body(window)
        assert isinstance(page, AnalysisPage)
        assert page.view is not None
        assert isinstance(body, AnalysisBody)
        body.tables.tabs.choose([table.id for table in page.view.tables].index(table_id))
        body.tables.wide_button.click()
        return body.tables

    return show


def rows(window: Window, _folder: Path) -> None:
    """What was sold of the product that rose most, and the order of one of these lines."""
    window.context.state.open("overview")
    _rest(window)
    body = _body(window)
    assert isinstance(body, TodayBody)
    body.tables.findChildren(TableView)[0].opened.emit(0, 2)
    _rest(window)
    behind = window.stage.page
    assert isinstance(behind, RowsPage)
    behind.table.view.opened.emit(0, 2)


def importing(window: Window, folder: Path) -> None:
    """A file about to come in."""
    window.context.state.open("data")
    _rest(window)
    page = window.stage.page
    assert isinstance(page, DataPage)
    page.panel.offer([folder / "onlineretail.csv"])


def telling(window: Window, folder: Path) -> None:
    """A ledger that nobody knows: what its columns are."""
    (folder / "销售台账.csv").write_text(LEDGER, encoding="utf-8")
    window.context.state.open("data")
    _rest(window)
    page = window.stage.page
    assert isinstance(page, DataPage)
    page.panel.offer([folder / "销售台账.csv"])
    _rest(window)
    asking = page.panel.card.bars.asking
    assert asking is not None
    asking.click()


def data(window: Window, _folder: Path) -> None:
    """The shops, and what came in when."""
    window.context.state.open("data")


def network(window: Window, _folder: Path) -> None:
    """Who brought whom."""
    window.context.state.open("network")


def samples(window: Window, _folder: Path) -> None:
    """Whom to give twenty samples."""
    network(window, _folder)
    _rest(window)
    body = _body(window)
    assert isinstance(body, NetworkBody)
    body.tools.samples.click()


def what_if(window: Window, _folder: Path) -> None:
    """The next group-buy, with a choice beside last time's terms."""
    window.context.state.open("group-buy")
    _rest(window)
    window.context.state.open("what-if")
    _rest(window)
    page = window.stage.page
    assert isinstance(page, WhatIfPage)
    page.form.size.slider.setValue(0)


def churn(window: Window, _folder: Path) -> None:
    """Groups of buyers, and the people of one of them."""
    window.context.state.open("churn")
    _rest(window)
    body = _body(window)
    assert isinstance(body, ChurnBody)
    body.cards[1].picked.emit()


def recommend(window: Window, _folder: Path) -> None:
    """What to offer whom."""
    window.context.state.open("recommend")


def _body(window: Window) -> object:
    """What the page in front shows its view in."""
    page = window.stage.page
    assert isinstance(page, AnalysisPage)
    return page.body


Floats, Counts, Codes = NDArray[np.float64], NDArray[np.intp], NDArray[np.uint8]
Scenes = Mapping[str, Stage]
OF_NEW: Scenes = {"welcome": welcome, "importing": importing, "telling": telling}
OF_DEMO: Scenes = {
    "overview": overview,
    "definition": definition,
    "period": period,
    "filters": filters,
    "rows": rows,
    "data": data,
    "diagnosis": diagnosis,
    "orders": panel("orders", "busy_hours"),
    "buyers": panel("buyers", "rfm"),
    "products": panel("products", "stock"),
    "campaigns": panel("campaigns", "extra"),
    "income": panel("income", "statement"),
    "traffic": panel("traffic", "funnel"),
    "regions": panel("regions", "region_map"),
    "network": network,
    "samples": samples,
    "what-if": what_if,
    "churn": churn,
    "recommend": recommend,
    "group-buy": panel("group-buy", "quadrants", "last_365"),
}
DARK: Scenes = {"overview": overview}
BOTH: tuple[Language, ...] = ("zh", "en")


def main() -> int:
    """Write every picture; prints their paths."""
    with TemporaryDirectory() as folder:
        screen = Path(folder) / "screen.json"
        screen.write_bytes(SCREEN)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        os.environ["ZHANGGUI_HOME"] = folder
        for path in _pictures(Path(folder)):
            sys.stdout.write(f"{path.relative_to(OUT.parent.parent)} {path.stat().st_size:,}\n")
    return 0


def _pictures(folder: Path) -> Iterator[Path]:
    (folder / "onlineretail.csv").write_text(FILE, encoding="utf-8")
    now = _fill(profile_named(DEMO).folder)
    app = make_application(sys.argv[:1])
    app.setCursorFlashTime(0)
    with time_machine.travel(now, tick=False):
        for language in BOTH:
            yield from _taken(folder, DEFAULT, language, "light", OF_NEW)
            yield from _taken(folder, DEMO, language, "light", OF_DEMO)
        yield from _taken(folder, DEMO, "zh", "dark", DARK)
    del app


def _fill(folder: Path) -> datetime:
    """Sync the demo shop, which was looked at some days ago; two hours later, when the pictures are taken."""
    simulated = simulate(ORDERS, SEED)
    synced = datetime.fromtimestamp(simulated.until / 1000, UTC)
    with time_machine.travel(synced, tick=False), running(simulated) as sandbox, open_store(folder) as store:
        with NeutralSource(sandbox.url, sandbox.client_id, sandbox.client_secret) as source:
            store.put_shop(source.shop())
            pull(store, simulated.shop.id, source)
        answers = {"url": ADDRESS, "client_id": sandbox.client_id}
        connections.save(folder, simulated.shop.id, Address(neutral.NAME, answers))
        with time_machine.travel(synced - AWAY, tick=False), store.write() as tx:
            tx.looked(simulated.shop.id)
    return synced + timedelta(hours=2)


def _taken(folder: Path, profile: str, language: Language, theme: Scheme, scenes: Scenes) -> Iterator[Path]:
    doors = ProcessDoors(profile_named(profile), lambda: language)
    for name, stage in scenes.items():
        window = open_window(doors, Settings(folder / "settings.json", language=language, theme=theme))
        window.resize(*SIZE)
        _rest(window)
        part = stage(window, folder)
        yield _save(_rest(window, part), OUT / f"{name}-{theme}-{language}.png")
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    doors.close()


def _rest(window: Window, part: QWidget | None = None) -> QImage:
    """Wait until what is seen changes no more."""
    before, now = QImage(), _seen(window, part)
    while now != before:
        settle(window)
        before, now = now, _seen(window, part)
    return now


def _seen(window: Window, part: QWidget | None) -> QImage:
    """One part, or the window with what hovers over it."""
    if part is not None:
        return part.grab().toImage()
    image = window.grab().toImage()
    painter = QPainter(image)
    for above in QApplication.topLevelWidgets():
        if above is not window and above.isVisible():
            painter.drawPixmap(above.pos() - window.pos(), above.grab())
    painter.end()
    return image


def _save(image: QImage, path: Path) -> Path:
    """As a PNG of at most 256 colours, a third of the size."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept, nearest = _palette(colours.view(np.uint8).reshape(-1, 4).astype(np.float64), counts)
    indexed = np.ascontiguousarray(nearest[places].reshape(height, width))
    small = QImage(indexed.data, width, height, width, QImage.Format.Format_Indexed8)
    small.setColorTable(colours[kept].tolist())
    path.parent.mkdir(exist_ok=True)
    if not small.save(str(path), "PNG", 0):  # 0: as small as it gets
        raise OSError(f"{path} could not be written")
    return path


def _palette(colours: Floats, counts: Counts) -> tuple[Counts, Codes]:
    """Which colours to keep, and for each colour the nearest kept one: always next the one that is missed most."""
    kept: list[int] = []
    nearest = np.zeros(len(colours), np.uint8)
    missed = np.full(len(colours), np.inf)
    for code in range(min(256, len(colours))):
        place = int(np.argmax(missed * np.sqrt(counts) if kept else counts))
        distance = ((colours - colours[place]) ** 2).sum(axis=1)
        nearest[distance < missed] = code
        missed = np.minimum(missed, distance)
        kept.append(place)
    return np.array(kept), nearest


if __name__ == "__main__":
    sys.exit(main())
