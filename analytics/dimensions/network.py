"""The fan network as ways to split people and what they bought: layer, kind of fan, key role."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import Dimension, fixed
from analytics.fan_history import by_code
from analytics.network.fans import KINDS, fans_forest
from analytics.network.layers import DEEPEST
from analytics.network.roles import ROLES, role_codes
from storage.facts import Facts
from storage.words import Words

_KINDS = frozenset({"customers", "orders"})


def layer_name(depth: int) -> Words:
    """What people read for a layer: those the shop brought are the first one."""
    if depth == 0:
        return Words("第 1 层(店铺直接带来)", "1st layer (brought by the shop)")
    beyond = Words("及更深", " and deeper") if depth == DEEPEST else Words("", "")
    ending = {2: "nd", 3: "rd"}.get(depth + 1, "th")
    return Words(f"第 {depth + 1} 层{beyond.zh}", f"{depth + 1}{ending} layer{beyond.en}")


def _per_person(of: Callable[[Facts], Codes]) -> Callable[[Cut], Codes]:
    """The code of the person of each row."""

    def codes(cut: Cut) -> Codes:
        people = cut.codes(("buyer_id",) if cut.log.kind == "orders" else ("id",))
        return by_code(cut.facts, of(cut.facts), -1)[people]

    return codes


def of_people(id: str, name: Words, of: Callable[[Facts], Codes], values: dict[str, str | Words]) -> Dimension:
    """A dimension of customers and of their orders; ``of`` gives a code per position in ``facts["customers"]``."""
    return fixed(id, name, _KINDS, _per_person(of), values)


LAYER = of_people(
    "network_layer",
    Words("层", "Layer"),
    lambda facts: np.minimum(fans_forest(facts).forest.depth, DEEPEST).astype(np.int32),
    {str(depth): layer_name(depth) for depth in range(DEEPEST + 1)},
)
FAN_KIND = of_people(
    "fan_kind",
    Words("粉丝类型", "Kind of fan"),
    lambda facts: fans_forest(facts).kind.astype(np.int32),
    dict(KINDS),
)
ROLE = of_people(
    "fan_role",
    Words("角色", "Role"),
    lambda facts: role_codes(facts).astype(np.int32),
    {key: role.name for key, role in ROLES.items()},
)
