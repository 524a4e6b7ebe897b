"""The choice of the rule for a whole comparison, and which number decided it."""

from collections.abc import Iterator, Sequence

from analytics.diagnosis.branches import BRANCHES
from analytics.diagnosis.grid import Grid
from analytics.diagnosis.mix import splits
from analytics.diagnosis.products import Products, products
from analytics.diagnosis.rule import Rule, rule_for
from analytics.diagnosis.sums import Sums
from storage.words import Words

_LMDI = Words(
    "所有数都大于 0，按对数平均(LMDI)分摊，分到各项的加起来正好等于总变化。",
    "All numbers are above zero: changes are split by logarithmic means (LMDI) and add up exactly.",
)


def choose(before: Sums, now: Sums, grids: Sequence[Grid]) -> tuple[Rule, Words]:
    """The rule for the tree and all its tables, with the reason."""
    cells = [*_of_tree(products(before, now)), *(cell for grid in grids for cell in _of_grid(grid))]
    low = next((name for name, values in cells if rule_for(values) == "shapley"), None)
    if low is None:
        return "lmdi", _LMDI
    return "shapley", Words(
        f"有的数不大于 0({low.zh})，全部改按各种先后顺序的平均(Shapley)分摊，分到各项的加起来仍正好等于总变化。",
        f"Some number is not above zero ({low.en}): all changes are split by the average over all orders of the "
        "factors (Shapley) and still add up exactly.",
    )


_Cells = Iterator[tuple[Words, Sequence[float | None]]]


def _of_tree(every: Products) -> _Cells:
    names = {branch.id: branch.metric.name for branch in BRANCHES}
    for product in (every.money, every.visits, every.basket):
        if product is not None:
            yield from (
                (names[node], pair) for node, *pair in zip(product.nodes, product.before, product.now, strict=True)
            )


def _of_grid(grid: Grid) -> _Cells:
    """Every factor of every slice that is told apart."""
    of = grid.rate
    for place, row in enumerate(grid.rows):
        if splits(grid.before, grid.now, place):
            zh, en = (row.name.zh, row.name.en) if isinstance(row.name, Words) else (row.name, row.name)
            name = Words(f"{of.metric.name.zh} · {zh}", f"{of.metric.name.en} · {en}")
            yield name, (*grid.before.factors(place), *grid.now.factors(place))
