"""Pictures for files: twice as fine as the screen, and drawings that any program can open."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.network.crowd import crowd, grown
from ui.theme import DARK, LIGHT
from ui.widgets.network import export
from ui.widgets.network.canvas import NetworkCanvas
from ui.widgets.network.marked import Marked
from ui.widgets.network.people import shown_of
from ui.widgets.network.sight import whole

SVG = "{http://www.w3.org/2000/svg}"


def drawing(people, folded=frozenset(), tokens=LIGHT, marked=Marked(), size=(800, 600)) -> ElementTree.Element:  # noqa: B008
    sight = whole(people.layout.reach, *size)
    return ElementTree.fromstring(export.svg(people, shown_of(people, None, folded), sight, marked, tokens))


def points(tree: ElementTree.Element) -> int:
    """How many people a drawing shows: shapes, and points of lines for those too small to have one."""
    count = 0
    for kind in ("supporting", "buyer", "follower", "lapsed"):
        for group in tree.iter(f"{SVG}g"):
            if group.get("id") == kind:
                shapes = group.find(f"{SVG}g")
                count += len(list(shapes)) + sum(path.get("d").count("h0.01") for path in group.findall(f"{SVG}path"))
    return count


def test_the_png_is_painted_twice_as_fine(qtbot: QtBot, tmp_path: Path) -> None:
    canvas = NetworkCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    canvas.set_people(crowd(grown(300)))
    made = canvas.image()
    export.write_png(tmp_path / "a.png", made)
    read = QImage(str(tmp_path / "a.png"))
    assert (read.width(), read.height()) == (1000, 800)
    assert read.pixelColor(500, 400) == QColor(LIGHT.brand)
    doubled = canvas.grab().toImage().scaled(1000, 800)
    assert read.convertToFormat(doubled.format()) != doubled, "not the screen enlarged"
    with pytest.raises(OSError, match="cannot be written"):
        export.write_png(tmp_path / "no such folder" / "a.png", made)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_svg_shows_everybody_in_sight_and_the_merchant(qapp, tokens) -> None:
    tree = drawing(crowd(grown(400)), tokens=tokens)
    assert points(tree) == 400
    merchant = next(circle for circle in tree.iter(f"{SVG}circle") if circle.get("id") == "merchant")
    assert merchant.get("fill") == tokens.brand
    assert (float(merchant.get("cx")), float(merchant.get("cy"))) == (400, 300)


def test_folds_and_the_chain_go_into_the_svg(qapp) -> None:
    people = crowd([-1, 0, 0, 1, 1])
    assert points(drawing(people, folded=frozenset({1}))) == 3
    tree = drawing(people, marked=Marked(chosen=4, chain=(4, 1, 0)))
    assert [path.get("d").count("M") for path in tree.iter(f"{SVG}path") if path.get("stroke") == LIGHT.brand] == [3]


def test_a_large_svg_keeps_branches_closed(qapp) -> None:
    people = crowd(grown(60_000, on_their_own=0.1))
    tree = drawing(people, size=(4000, 4000))
    assert points(tree) <= export.MOST
    assert points(tree) > export.MOST / 4


def test_names_are_written_so_that_xml_can_be_read(qapp) -> None:
    people = crowd(grown(60))
    odd = type(people)(people.layout, people.kinds, people.joined, lambda node: f"<{node}> & 小林")
    texts = [text.text for text in drawing(odd).iter(f"{SVG}text")]
    assert texts
    assert all(text.startswith("<") and text.endswith("> & 小林") for text in texts)
