"""Tiles of provinces: where they lie, with their names and numbers."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSizeF

from analytics.result import Column, Heat, Row, Shown
from tests.ui import drawn_tables as made
from tests.ui.drawn.seen import boxes, texts_of
from tests.ui.hand_made import ZH, words
from ui.widgets.drawn.provinces import COLUMNS, ROWS, place_of_province, province_of, provinces
from ui.widgets.drawn.tiles import TilesPicture


def test_tiles_stand_where_provinces_lie(draw) -> None:
    assert province_of("内蒙古自治区") == "内蒙古"
    assert province_of("浙江省") == "浙江"
    assert province_of("United Kingdom") is None
    places = [place_of_province(each) for each in provinces()]
    assert len(set(places)) == len(places) == 34
    assert all(column < COLUMNS and row < ROWS for column, row in places)
    at = boxes(draw(made.tiles()))
    zhejiang, guangdong, inner_mongolia, xinjiang, beijing, abroad = (at[(row, 1)] for row in range(6))
    assert guangdong.top() > zhejiang.top() > beijing.top() > inner_mongolia.top()
    assert xinjiang.left() < inner_mongolia.left() < zhejiang.left()
    assert abroad.top() > guangdong.bottom(), "a place outside China stands below"


@pytest.mark.parametrize("size", [(600, 252), (640, 290), (575, 252), (900, 600)], ids=str)
def test_every_tile_has_its_name_and_all_or_none_have_their_number(size) -> None:
    """The room of a window of 1366 px at the usual scale and at 150%, and a large one."""
    listed = tuple(Row((f"{name}省", 272_735 + 9 * place)) for place, name in enumerate(provinces()[:-3]))
    columns = (made.NAME, Column("amount", words("金额"), Shown.MONEY))
    table = replace(made.tiles(rows=listed), columns=columns, drawn=Heat(("amount",), tiles=True))
    picture = TilesPicture(table, table.drawn, ZH)
    painted = texts_of(picture, size)
    said = [text for text, _box in painted]
    assert set(provinces()) <= set(said), "also those of which nothing is listed"
    assert sum(text.startswith("¥2,7") and "." not in text for text in said) == len(listed)
    tiles = {spot.row: spot.box for spot in picture.spots(QSizeF(*size))}
    names = dict(painted)
    for row, tile in tiles.items():
        name = names[picture._names[row]]
        assert tile.top() + 2 <= name.bottom() - 9, "clear of the upper edge"
        assert tile.left() <= name.left() < name.right() <= tile.right()


def test_places_outside_china_alone_make_a_plain_grid(draw) -> None:
    names = ("United Kingdom", "France", "Germany")
    at = boxes(draw(made.tiles(rows=tuple(Row((name, 5)) for name in names))))
    assert [at[(row, 1)].top() for row in range(3)] == [0.0, 0.0, 0.0]
