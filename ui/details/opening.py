"""From a row to its detail in the drawer; from there on to the details it refers to."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.context import Context
from ui.details.detail import Detail, Found, title_of
from ui.jobs import Newest
from ui.widgets.format import writing_of

_OWNER = {"order_lines": "order_id", "refunds": "order_id"}
"""Kinds whose detail is that of what they belong to."""


class Opening(QObject):
    """Makes details in workers; only the newest one that was asked for arrives."""

    def __init__(
        self, context: Context, show: Callable[[QWidget, str], None], failed: Callable[[KnownError], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._show = show
        self._failed = failed
        self._newest = Newest(context.jobs, self)

    def open(self, shop_id: str, kind: str, row: int) -> None:
        """Show the detail of a record by its kind and row number."""

        def work(report: Report, stop: StopAsked) -> Found:
            import numpy as np

            from analytics.dossier import dossier
            from storage.rows import RowWindow

            store = self._context.doors.store()
            facts = self._context.facts_now(shop_id, report, stop)
            told = dossier(facts, kind, row)
            owner = told.links.get(_OWNER.get(kind, ""))
            if owner is not None:
                told = dossier(facts, *owner)
            cells = RowWindow(store, told.kind, np.array([told.row], np.int64)).fetch(0, 1)[0]
            return Found(store, facts.shop, told, cells)

        def show(found: Found) -> None:
            writing = writing_of(found.shop, self._context.language)
            detail = Detail(found, self._context.jobs, writing)
            detail.wanted.connect(lambda other, number: self.open(shop_id, other, number))
            self._show(detail, title_of(found, writing))

        self._newest.start(work, show, self._failed)
