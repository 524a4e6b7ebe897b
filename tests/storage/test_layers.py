"""Layers keep what an undo may need and nothing else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from storage.layers import EXISTS, Layer, shown, without, write

IMPORTS = {3: 1, 4: 1, 5: 2}  # origins 1 and 2 last, 3 and 4 are one import, 5 another

writes = st.lists(
    st.builds(
        Layer,
        st.sampled_from([1, 2, 3, 4, 5]),
        st.integers(0, 3),
        st.dictionaries(st.sampled_from("ab"), st.integers(0, 1)).map(lambda values: values | {EXISTS: True}),
    ),
    max_size=8,
)


def after(these: list[Layer]) -> list[Layer]:
    layers: list[Layer] = []
    for one in these:
        layers = write(layers, one, IMPORTS) or layers
    return layers


@given(writes)
def test_nothing_is_kept_that_can_never_show(these: list[Layer]) -> None:
    layers = after(these)
    assert all(layer.values for layer in layers)
    assert [layer.as_of for layer in layers] == sorted((layer.as_of for layer in layers), reverse=True)
    for above, below in combinations(layers, 2):
        if IMPORTS.get(above.origin) in (None, IMPORTS.get(below.origin)):
            assert not above.values.keys() & below.values.keys()


@given(writes)
def test_without_an_import_it_is_as_if_it_had_never_been(these: list[Layer]) -> None:
    others = [one for one in these if IMPORTS.get(one.origin) != 1]
    assert shown(without(after(these), 1, IMPORTS)) == shown(after(others))


@given(writes)
def test_saying_the_same_again_says_nothing(these: list[Layer]) -> None:
    layers = after(these)
    for layer in layers:
        if layer.origin not in IMPORTS:
            assert write(layers, layer, IMPORTS) is None or any(one.origin in IMPORTS for one in layers)


def test_a_lasting_write_drops_what_it_covers_and_an_import_keeps_it() -> None:
    old, new = {"a": 1, EXISTS: True}, {"a": 2, EXISTS: True}
    assert after([Layer(1, 1, old), Layer(2, 2, new)]) == [Layer(2, 2, new)]
    assert after([Layer(1, 1, old), Layer(5, 2, new)]) == [Layer(5, 2, new), Layer(1, 1, old)]
    assert after([Layer(5, 1, old), Layer(1, 2, new)]) == [Layer(1, 2, new)]
    assert after([Layer(3, 1, old), Layer(4, 2, new)]) == [Layer(4, 2, new)]
    assert after([Layer(1, 2, new), Layer(5, 1, old)]) == [Layer(1, 2, new)]
