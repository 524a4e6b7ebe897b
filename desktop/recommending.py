"""The lists of all customers from the shop to the disk, for the terminal and the window alike."""

from pathlib import Path

from analytics.recommend.shop import every
from analytics.recommend.shop.counter import counter
from analytics.recommend.shop.learnt import learnt
from analytics.recommend.shop.sentences import silent
from desktop.export.lists import Listed, write_list
from storage.errors import KnownError
from storage.facts import Facts
from storage.progress import Report, StopAsked
from storage.words import Language, Words

_TITLE = Words("推荐名单", "Lists")


def write_all(path: Path, facts: Facts, floor: float, language: Language, report: Report, stop: StopAsked) -> Path:
    """A row per customer, as CSV or workbook by the path's ending. Raises KnownError or Cancelled."""
    why_not = silent(facts)
    if why_not is not None:
        raise KnownError(
            why_not, Words("请先同步或导入带商品明细的订单。", "Sync or import orders with their lines first.")
        )
    made = counter(facts, learnt(facts, report, stop), floor)
    return write_list(path, Listed(facts.shop, _TITLE, every.columns(), every.rows(made, report, stop)), language)
