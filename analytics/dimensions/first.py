"""Where a person first came from within the period, so that nobody is counted in two channels or two regions."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from msgspec.structs import replace

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.paths import Paths
from storage.words import Words

_PERSON: Mapping[str, Paths] = MappingProxyType(
    {"orders": ("buyer_id",), "order_lines": ("order_id.buyer_id",), "visits": ("visitor_id",)}
)


def _first(of: Dimension) -> Callable[[Cut], Codes]:
    """The code of each person's first row in the cut; a row of nobody known keeps its own."""

    def codes(cut: Cut) -> Codes:
        people, own = cut.codes(_PERSON[cut.log.kind]), of.codes(cut)
        first = np.full(int(people.max(initial=-1)) + 2, -1, own.dtype)
        first[people[::-1]] = own[::-1]  # of several rows the one assigned last stays: the earliest
        return np.where(people < 0, own, first[people])

    return codes


def _of(dimension: Dimension, name: Words) -> Dimension:
    return replace(
        dimension,
        id=f"first_{dimension.id}",
        name=name,
        kinds=frozenset(_PERSON),
        codes=_first(dimension),
        one_per=frozenset({"customers", "visitors"}),
        elsewhere=frozenset(),
        paths={kind: dimension.paths[kind] for kind in _PERSON},
    )


FIRST_CHANNEL = _of(CHANNEL, Words("首次渠道", "First channel"))
FIRST_PROVINCE = _of(PROVINCE, Words("首次地区", "First region"))
