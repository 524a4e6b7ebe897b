"""Where names find room: beside points, at the ends of lines, out of the way of others."""

from PySide6.QtCore import QPointF, QRectF

from ui.widgets.drawn.labels import beside, clear_of, stacked


def test_names_beside_points_never_touch() -> None:
    points = [(QPointF(100 + x * 9, 100), 4.0) for x in range(8)]
    placed = beside(points, [60.0] * 8, 16.0, QRectF(0, 0, 400, 200))
    shown = [box for box in placed if box is not None]
    assert 2 <= len(shown) < 8
    assert not any(one.intersects(other) for place, one in enumerate(shown) for other in shown[place + 1 :])


def test_names_at_the_ends_of_lines_stand_apart_and_inside() -> None:
    assert stacked([50.0, 51.0, 52.0], 10.0, 0.0, 100.0) == [50.0, 60.0, 70.0]
    assert stacked([95.0, 99.0], 10.0, 0.0, 100.0) == [90.0, 100.0]
    crowded = stacked([float(height) for height in range(40)], 10.0, 0.0, 100.0)
    known = [height for height in crowded if height is not None]
    assert crowded[0] is not None
    assert crowded[-1] is not None
    assert len(known) == 11
    assert min(known) >= 0.0


def test_a_name_makes_way_for_those_that_stand(draw) -> None:
    room, box = QRectF(0, 0, 400, 100), QRectF(50, 92, 80, 16)
    assert clear_of([], box, room) == box
    assert clear_of([QRectF(100, 92, 80, 16)], box, room) == box.translated(0, -16), "below there is no room"
    assert clear_of([QRectF(100, 90, 80, 16), QRectF(60, 74, 80, 16)], box, room) == box.translated(0, -48)
