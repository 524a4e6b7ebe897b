"""A heat map: cells by row and column, colours by brightness, nothing is not zero."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from analytics.result import Column, Shown
from tests.ui import drawn_tables as made
from tests.ui.drawn.seen import boxes, colour_at
from tests.ui.hand_made import EN, ZH, words
from ui import theme
from ui.theme import DARK, LIGHT, Tokens
from ui.widgets.drawn.colours import contrast, heat, ink_on
from ui.widgets.drawn.told import measured


def test_a_cell_of_a_heat_map_is_told_by_row_and_column(draw) -> None:
    chart = draw(made.heat())
    place = next(place for place, spot in enumerate(chart.spots) if (spot.row, spot.column) == (6, 20))
    assert chart.words(place) == [("周日", ""), ("19点", "—")], "not known is not zero"
    place = next(place for place, spot in enumerate(chart.spots) if (spot.row, spot.column) == (0, 1))
    assert chart.words(place) == [("周一", ""), ("0点", "0")]


def test_nothing_and_zero_look_different(draw) -> None:
    chart = draw(made.heat())
    at = boxes(chart)
    corner = QPointF(3, 3)
    surface = QColor(theme.current().surface)
    unknown, zero, much = (colour_at(chart, at[cell].topLeft() + corner) for cell in ((6, 20), (0, 1), (0, 13)))
    assert unknown == surface
    assert zero != surface
    assert contrast(much, surface) > 3 > contrast(zero, surface)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_number_on_a_cell_can_be_read(tokens: Tokens) -> None:
    grounds = [heat(tokens, share / 20) for share in range(-20, 21)]
    assert min(contrast(ink_on(ground), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_more_is_always_farther_from_the_ground(tokens: Tokens) -> None:
    """One hue from pale to strong: it is read by brightness alone, so by every eye."""
    surface = QColor(tokens.surface)
    steps = [contrast(heat(tokens, share / 10), surface) for share in range(11)]
    assert steps == sorted(steps)
    assert steps[-1] > 3 * steps[0]


def test_the_legend_of_a_heat_map_says_what_its_cells_measure() -> None:
    per_day = words("平均到每一天：合计 ÷ 有几天。", "Per day: the sum / the days.")
    hours = [Column(f"h{hour}", words(f"{hour} 点"), Shown.NUMBER, per_day) for hour in range(3)]
    assert (measured(hours, ZH), measured(hours, EN)) == ("平均到每一天", "Per day")
    assert measured([*hours, made.NAME], ZH) == "", "columns of different things have no one measure"
