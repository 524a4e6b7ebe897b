"""A waterfall: from one total to the other, step by step."""

from tests.ui import drawn_tables as made
from tests.ui.hand_made import ZH
from ui.widgets.drawn.waterfall import WaterfallPicture, _scale


def test_a_waterfall_runs_from_one_total_to_the_other(draw) -> None:
    table = made.waterfall()
    picture = WaterfallPicture(table, table.drawn, ZH)
    assert picture._levels[0] == table.drawn.start
    assert picture._levels[-1] == table.drawn.end
    assert picture._names[0] == "对比期"
    assert picture._names[-1] == "本期"
    assert picture._low > 0, "the steps are small beside the totals: the scale is cut, and the bars say so"
    drawn = type(table.drawn)("slice", "amount", 0, -350_000)
    whole = WaterfallPicture(made.waterfall(drawn=drawn), drawn, ZH)
    assert whole._names[0] == "抖音 · 石榴 5斤装", "from nothing there is no first total"
    assert len(draw(made.waterfall(drawn=drawn)).spots) == 4


def test_a_total_is_never_shorter_than_a_step() -> None:
    """Where small steps make the axis begin above zero, what is left of a total is still longer than any of them."""
    assert _scale([100.0, 60.0, 90.0], (-40, 30))[0] == 0.0
    low, high = _scale([1_000.0, 1_050.0, 1_020.0], (50, -30))
    assert 0 < low < high == 1_050.0
    assert 1_000.0 - low >= 50.0
