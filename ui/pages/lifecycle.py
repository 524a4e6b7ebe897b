"""The page of a shop's stage: that of any analysis, with all shops of the profile beside it where there are several."""

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.question import Question
from analytics.result import View
from storage.progress import Report, StopAsked
from ui.context import Context
from ui.page import Writer
from ui.pages.analysis import AnalysisPage

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from analytics.lifecycle.shops import Standing


class LifecyclePage(AnalysisPage):
    """Keeps where each shop stood at which version of its data, not its facts: there may be many shops."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "lifecycle")
        self._standings: dict[str, tuple[int, Standing]] = {}

    def answer(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """The view of the shop, with all shops."""
        from analytics.lifecycle.shops import with_shops

        view = super().answer(shop_id, question, report, stop)
        shops = self.context.doors.store().shops()
        if len(shops) < 2:
            return view
        return with_shops(view, [self._standing(shop.id, report, stop) for shop in shops])

    def writer(self) -> Writer | None:
        """The view as it is shown; until there is one, that of the shop."""
        of_shop = super().writer()
        if of_shop is None:
            return None

        def write(path: Path, report: Report, stop: StopAsked) -> Path:
            view = self.seen
            return of_shop(path, report, stop) if view is None else self.context.doors.export_view(path, view)

        return write

    def _standing(self, shop_id: str, report: Report, stop: StopAsked) -> "Standing":
        from analytics.lifecycle.shops import standing_of
        from storage.facts_load import load_facts

        store = self.context.doors.store()
        kept = self._standings.get(shop_id)
        if kept is None or kept[0] != store.data_version(shop_id):
            facts = load_facts(store, shop_id, report, stop)
            kept = facts.version, standing_of(facts)
            facts.close()
            self._standings[shop_id] = kept
        return kept[1]
