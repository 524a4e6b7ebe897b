"""Where pages stand: each is made when first opened, and asked again whenever the place of the window changes."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from analytics.result import Selection
from ui import theme
from ui.context import Context
from ui.page import Declared, Page, RowsPage
from ui.state import Behind, State

FIRST_RUN = "welcome"
ROWS = "rows"


class Stage(QStackedWidget):
    """Shows the page that the state names."""

    shown = Signal()
    """Another page, or the same with another question."""
    open_detail = Signal(object, str)
    """From the page: show this in the drawer."""
    export_wanted = Signal(str, object)
    """From the page: ask for a file and fill it."""
    list_wanted = Signal(str, object)
    """From the page: the same for a long list."""
    writer_changed = Signal()
    """From the page: there is something to export now, or no longer."""

    def __init__(self, context: Context, declared: Sequence[Declared]) -> None:
        super().__init__()
        self._context = context
        self._declared = {page.id: page for page in declared}
        self._pages: dict[str, Page] = {}
        self._dressed: dict[str, theme.Tokens] = {}
        context.state.moved.connect(self._show)
        theme.notifier().changed.connect(self._dress)

    @property
    def page(self) -> Page | None:
        """The page that is shown; None until the shops are known."""
        return cast("Page | None", self.currentWidget())

    @property
    def declared(self) -> Declared | None:
        """What the page that is shown was declared as."""
        return self._declared[self.page.page_id] if self.page is not None else None

    def retranslate(self) -> None:
        """Every page sets its texts again."""
        for page in self._pages.values():
            page.retranslate()

    def _dress(self) -> None:
        """The page in sight follows the theme; the others do when they are shown."""
        page, tokens = self.page, theme.current()
        if page is None or self._dressed.get(page.page_id) == tokens:
            return
        theme.dress(page)
        if page.page_id in self._dressed:
            page.retheme()
        self._dressed[page.page_id] = tokens

    def _show(self) -> None:
        state = self._context.state
        declared = self._declared[state.place.page_id]
        if declared.asks and state.known is None:
            declared = self._declared[FIRST_RUN]
        page = self._pages.get(declared.id) or self._make(declared)
        self.setCurrentWidget(page)
        self._dress()
        self.shown.emit()
        if declared.asks:
            _ask(page, state)

    def _make(self, declared: Declared) -> Page:
        page = declared.factory(self._context)
        page.open_rows.connect(self._open_rows)
        page.open_page.connect(self._context.state.open)
        page.open_detail.connect(self.open_detail)
        page.export_wanted.connect(self.export_wanted)
        page.list_wanted.connect(self.list_wanted)
        page.writer_changed.connect(self.writer_changed)
        self._pages[declared.id] = page
        self.addWidget(page)
        return page

    def _open_rows(self, selection: Selection, title: str) -> None:
        self._context.state.open_rows(ROWS, Behind(selection, title))


def _ask(page: Page, state: State) -> None:
    known, question, behind = state.known, state.question, state.place.behind
    if known is None or question is None:
        return
    if behind is not None:
        cast("RowsPage", page).show_rows(known.shop.id, behind.selection, behind.title)
    else:
        page.show_question(known.shop.id, question)
