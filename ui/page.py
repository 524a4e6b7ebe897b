"""What a page is to the window, and what a page may ask of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from analytics.question import Question
from analytics.result import Selection
from storage.progress import Report, StopAsked
from ui.context import Context

Writer = Callable[[Path, Report, StopAsked], Path]
"""Called in a worker: writes a workbook to the path and says where it is. Raises KnownError, Cancelled."""

Group = Literal["today", "cube", "insight", "data"]
"""Of the navigation: 今日, 数据魔方, 洞察, 数据与报表."""


class Page(QWidget):
    """One page. It starts its work in workers and shows results when they come."""

    open_rows = Signal(object, str)
    """Show the rows behind a number: a ``Selection`` and a title."""
    open_page = Signal(str)
    """Go to the page with this id."""
    open_detail = Signal(object, str)
    """Show a ``QWidget`` (given away) in the drawer at the right, under a title."""
    export_wanted = Signal(str, object)
    """Ask for a file of this name and let a ``Writer`` fill it."""
    list_wanted = Signal(str, object)
    """The same for a long list, which may be a CSV too."""
    writer_changed = Signal()
    """There is something to export now, or no longer."""

    def __init__(self, context: Context, page_id: str) -> None:
        super().__init__()
        self.context = context
        self.page_id = page_id

    def show_question(self, shop_id: str, question: Question) -> None:
        """The shop, the question or the data behind it changed, or the page was opened: show the answer."""

    def writer(self) -> Writer | None:
        """What Ctrl+E writes to a workbook, as it is shown now; None for a page without anything to export."""
        return None

    def retheme(self) -> None:
        """The tokens changed: set icons and drawn colours again."""

    def retranslate(self) -> None:
        """The language changed (``context.language``): set every text again."""


class RowsPage(Protocol):
    """What the page with id "rows" can do beside being a page."""

    def show_rows(self, shop_id: str, selection: Selection, title: str) -> None:
        """Show the rows of a selection; called instead of ``show_question``."""
        ...


class Declared(Struct, frozen=True):
    """A page in the navigation, made when first opened."""

    id: str
    title: Callable[[], str]
    """In the language in force."""
    icon: str
    group: Group | None
    """None: reached only from other pages."""
    factory: Callable[[Context], Page]
    asks: bool = True
    """Whether the page is about a shop; otherwise it is shown also where there is none."""
    dated: bool = True
    """Whether the page heeds period, comparison and filters; otherwise the period bar hides them."""
    under: str | None = None
    """Of a page that is not in the navigation: the one it belongs to, marked while it is open."""
