"""What to offer whom, on public data that the program was not made for, and how long it takes for a large shop.

Models and weights are chosen inside what is learnt from, by ``fit`` as any shop uses it: no figure of a test chose
anything. The protocol of each part stands in its module and is printed beside its figures.
"""

from tests.bench._recommend_beibei import beibei
from tests.bench._recommend_cold import cold
from tests.bench._recommend_lastfm import DATA, warm
from tests.bench._recommend_scale import scale
from tests.bench._recommend_shop_scale import shop_scale
from tests.bench._result import Result, say


def run(quick: bool) -> list[Result]:
    """All figures; quick: one seed instead of five, fewer beginners, a tenth of the large shop."""
    parts = [
        ("Last.fm", DATA, lambda: [*warm(quick), *cold(quick)]),
        ("BeiBei", DATA.parent / "beibei_groupbuy", beibei),
    ]
    results = []
    for name, folder, part in parts:
        if folder.exists():
            results += part()
        else:
            say(f"{name} is not at {folder}: left out")
    return [*results, *scale(quick), *shop_scale(quick)]
