"""The tree of the diagnosis: what is folded, how it is split, where everything stands."""

from itertools import pairwise

from msgspec.structs import replace

from tests.ui.hand_made_diagnosis import DIAGNOSIS, counted, node
from ui.pages.diagnosis.branches import Fold, Twig, grow, seen
from ui.pages.diagnosis.places import Places, Sizes, depth_of, neighbour, place

SIZES = Sizes(width=180, node=60, how=24, fold=32)


def names(twigs: tuple[Twig | Fold, ...]) -> list[str]:
    return [f"+{each.parent}" if isinstance(each, Fold) else each.node.id for each in twigs]


def placed(twigs: tuple[Twig, ...]) -> Places:
    return place(twigs, SIZES)


def test_a_node_stands_before_what_it_is_split_into_and_quiet_ones_are_folded() -> None:
    assert names(seen(grow(DIAGNOSIS, {}, ()))) == [
        "payment_amount", "buyers", "visitors", "conversion", "aov", "orders_per_buyer", "price_per_item", "+aov",
        "refund_amount", "net",
    ]  # fmt: skip


def test_an_opened_fold_shows_what_is_in_it_in_its_place() -> None:
    shown = names(seen(grow(DIAGNOSIS, {}, {"aov"})))
    assert shown[5:9] == ["orders_per_buyer", "items_per_order", "price_per_item", "+aov"]


def test_buyers_are_split_in_another_way() -> None:
    twigs = grow(DIAGNOSIS, {"buyers": 1}, ())
    buyers = next(each for each in seen(twigs) if isinstance(each, Twig) and each.node.id == "buyers")
    assert names(buyers.below) == ["returning_buyers", "+buyers"]
    assert [node.id for node in buyers.other] == ["visitors", "conversion"]
    assert buyers.next == 0


def test_a_quiet_node_above_a_loud_one_is_not_folded() -> None:
    quiet = tuple(replace(each, verdict="flat") if each.id == "buyers" else each for each in DIAGNOSIS.nodes)
    assert "buyers" in names(seen(grow(replace(DIAGNOSIS, nodes=quiet), {}, ())))


def test_what_cannot_be_told_is_never_folded() -> None:
    unsure = tuple(replace(each, verdict="unknown") for each in DIAGNOSIS.nodes)
    assert not any(isinstance(each, Fold) for each in seen(grow(replace(DIAGNOSIS, nodes=unsure), {}, ())))


def test_a_shop_where_nothing_happened_is_one_number_and_a_fold() -> None:
    still = tuple(
        replace(
            each, verdict="flat", contribution=each.contribution and each.contribution // (20 if each.parent else 1)
        )
        for each in DIAGNOSIS.nodes
        if each.parent or each.contribution
    )
    assert names(seen(grow(replace(DIAGNOSIS, nodes=still), {}, ()))) == ["payment_amount", "+payment_amount"]


def test_what_moved_the_whole_is_seen_even_if_the_shop_always_moves_like_that() -> None:
    usual = replace(DIAGNOSIS, nodes=tuple(replace(each, verdict="flat") for each in DIAGNOSIS.nodes))
    whole = abs(usual.nodes[0].contribution or 0)
    heavy = {each.id for each in usual.ways("payment_amount")[0] if abs(each.contribution or 0) >= whole / 10}
    assert heavy == {"buyers", "aov"}
    assert heavy <= set(names(seen(grow(usual, {}, ()))))


def test_nothing_stands_on_anything_else() -> None:
    twigs = grow(DIAGNOSIS, {}, {"aov"})
    places = placed(twigs)
    boxes = [*places.nodes.values(), *places.folds.values()]
    for at, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[at + 1 :])
        assert box.right() < places.size.width()
        assert box.bottom() < places.size.height()
    assert depth_of(twigs) == 3
    assert places.size.width() == 3 * 180 + 2 * 32


def test_a_parent_stands_in_the_middle_of_its_children() -> None:
    places = placed(grow(DIAGNOSIS, {}, {"aov"}))
    first, last = places.nodes["orders_per_buyer"], places.folds["aov"]
    assert abs(places.nodes["aov"].center().y() - (first.top() + last.bottom()) // 2) <= 1
    lefts = [places.nodes[name].left() for name in ("payment_amount", "aov", "price_per_item")]
    assert lefts == sorted(lefts)


def test_the_line_below_a_node_has_room() -> None:
    alone = replace(
        DIAGNOSIS, nodes=(node("a", None, "甲", "A"), counted("b", "a", "乙", "B", 2, 1), node("c", None, "丙", "C"))
    )
    boxes = placed(grow(alone, {}, ())).nodes
    assert boxes["c"].top() - boxes["a"].bottom() > SIZES.how


def test_arrows_lead_to_parent_child_and_the_next_in_the_column() -> None:
    twigs = grow(DIAGNOSIS, {}, ())
    places, every = placed(twigs), seen(twigs)

    def led(at: str, way: str) -> list[str]:
        found = neighbour(places, at, way, every)
        return names((found,)) if found else []

    assert led("payment_amount", "left") == []
    assert led("payment_amount", "right") == ["buyers"]
    assert led("aov", "left") == ["payment_amount"]
    assert led("visitors", "right") == []
    column = ["visitors", "conversion", "orders_per_buyer", "price_per_item"]
    for above, below in pairwise(column):
        assert led(above, "down") == [below]
        assert led(below, "up") == [above]
    assert led("price_per_item", "down") == ["+aov"]
    assert led("payment_amount", "down") == ["refund_amount"]
