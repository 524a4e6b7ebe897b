"""How to treat a person of a part: as the part says, but who stopped following has to be won back first."""

from analytics.arrays import Mask
from analytics.fan_history import still_here
from analytics.network.roles import Role
from storage.facts import Facts
from storage.words import Words

LEFT = Words(
    "已经取关，消息发不到：先用下单时留的方式请回来，回来了再按角色待。",
    "No longer follows, so messages do not arrive: invite them back by the contact of an order first.",
)


def treatment(role: Role, following: bool) -> Words:
    """What to do about somebody."""
    return role.treatment if following else LEFT


def following(facts: Facts) -> Mask:
    """Who can be written to, per position in ``facts["customers"]``."""
    return facts.derived("who follows", still_here)
