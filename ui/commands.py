"""The commands of the window and their keys: the one table behind shortcuts and palette."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Actions, Command
from ui.page import Declared
from ui.palette import Entry
from ui.shops import Known
from ui.state import State

if TYPE_CHECKING:
    from ui.window import Window

translate = QCoreApplication.translate


def declare(actions: Actions, window: "Window", pages: tuple[Declared, ...]) -> None:
    """Add every command of ``window``."""
    _declare_pages(actions, window, pages)
    for command in (*_moves(window), *_deeds(window)):
        actions.add(command)


def _declare_pages(actions: Actions, window: "Window", pages: tuple[Declared, ...]) -> None:
    listed = [page for page in pages if page.group is not None]
    for number, page in enumerate(listed, 1):
        keys = (str(number),) if number <= 9 else ()

        def run(page_id: str = page.id) -> None:
            window.context.state.open(page_id)

        actions.add(Command(f"page-{page.id}", page.title, run, keys, page.icon, page.id))


def _moves(window: "Window") -> tuple[Command, ...]:
    state = window.context.state
    return (
        Command("back", lambda: translate("Commands", "后退"), state.back, ("Alt+Left",), "back", "back"),
        Command("forward", lambda: translate("Commands", "前进"), state.forward, ("Alt+Right",), "forward", "forward"),
        Command("undo", lambda: translate("Commands", "撤销筛选或时间"), state.undo, ("Ctrl+Z",), "undo", "undo"),
        Command("palette", lambda: translate("Commands", "搜索"), window.palette_box.open, ("Ctrl+K",), listed=False),
        Command("escape", lambda: translate("Commands", "关闭抽屉"), window.drawer.shut, ("Esc",), listed=False),
    )


def _deeds(window: "Window") -> tuple[Command, ...]:
    return (
        Command(
            "sync", lambda: translate("Commands", "同步"), window.freshness.renew, ("F5",), "sync", "sync refresh 刷新"
        ),
        Command(
            "import",
            lambda: translate("Commands", "导入文件"),
            window.context.state.want_file,
            ("Ctrl+O",),
            "import",
            "import file csv",
        ),
        Command(
            "export-page",
            lambda: translate("Commands", "导出本页"),
            window.export_page,
            ("Ctrl+E",),
            "export",
            "export excel",
        ),
        Command(
            "export-all",
            lambda: translate("Commands", "导出全部"),
            window.export_all,
            ("Ctrl+Shift+E",),
            "export",
            "export everything excel",
        ),
        Command(
            "theme",
            lambda: translate("Commands", "切换深色或浅色"),
            window.context.appearance.flip_theme,
            (),
            "theme",
            "dark light theme",
        ),
        Command(
            "language",
            lambda: translate("Commands", "切换语言 Switch language"),
            window.context.appearance.flip_language,
            (),
            "language",
            "english 中文",
        ),
    )


def entries(actions: Actions, state: State) -> tuple[Entry, ...]:
    """What the palette finds: commands and shops."""
    commands = (
        Entry(action.text(), action.shortcut().toString(), declared.icon, declared.also, action.trigger)
        for declared, action in actions.listed()
    )
    return (*commands, *(_shop_entry(known, state) for known in state.shops))


def _shop_entry(known: Known, state: State) -> Entry:
    return Entry(known.shop.name, translate("Commands", "店铺"), "welcome", "shop", lambda: state.choose(known.shop.id))
