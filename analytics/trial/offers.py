"""What an arm is offered, in words: light enough for a window that must not wait."""

from analytics.recommend.shop.ways import WAYS
from storage.trial import Arm
from storage.words import Words

_FORMER = ("我们推荐的", "what is recommended", "卖得最好的")
"""Words by which lists were once asked for."""
_NAMES = frozenset(name.casefold() for words in WAYS.values() for name in (words.zh, words.en)) | frozenset(_FORMER)


def offered(arm: Arm) -> Words | str | None:
    """The products by the name of their list, and the merchant's words; None where nothing is said."""
    listed = None if arm.goods is None else WAYS[arm.goods]
    if listed is None:
        return arm.offer or None
    if not arm.offer:
        return listed
    return Words(f"{listed.zh}，{arm.offer}", f"{listed.en}, {arm.offer}")


def is_list_name(offer: str) -> bool:
    """Whether somebody wrote the name of a list where it is but words: no products would go out with it."""
    return offer.strip().casefold() in _NAMES
