"""Which picture draws which ``analytics.result.Drawing``."""

from analytics.result import Bars, Curves, Heat, Scatter, Steps, Table, Waterfall
from ui.widgets.drawn.bars import BarsPicture
from ui.widgets.drawn.curves import CurvesPicture
from ui.widgets.drawn.heat import HeatPicture
from ui.widgets.drawn.picture import Picture
from ui.widgets.drawn.scatter import FEWEST, ScatterPicture, known_points
from ui.widgets.drawn.steps import StepsPicture
from ui.widgets.drawn.tiles import TilesPicture
from ui.widgets.drawn.waterfall import WaterfallPicture
from ui.widgets.format import Writing


def is_drawable(table: Table) -> bool:
    """Whether there is a picture of it: a few points are no cloud, their table says more."""
    if isinstance(table.drawn, Scatter):
        return len(known_points(table, table.drawn)) >= FEWEST
    return table.drawn is not None and bool(table.rows)


def picture_of(table: Table, writing: Writing) -> Picture | None:
    """The picture of a drawn table; None for one that is not drawn."""
    if not is_drawable(table):
        return None
    match table.drawn:
        case Heat(tiles=True):
            return TilesPicture(table, table.drawn, writing)
        case Heat():
            return HeatPicture(table, table.drawn, writing)
        case Bars():
            return BarsPicture(table, table.drawn, writing)
        case Steps():
            return StepsPicture(table, table.drawn, writing)
        case Scatter():
            return ScatterPicture(table, table.drawn, writing)
        case Waterfall():
            return WaterfallPicture(table, table.drawn, writing)
        case Curves():
            return CurvesPicture(table, table.drawn, writing)
    return None
