"""Offers that are lists of products: light enough for a window that must not wait."""

from collections.abc import Iterable

from storage.words import Words

OWN = Words("我们推荐的", "what is recommended")
BEST = Words("卖得最好的", "what sells most")


def list_named(offer: str) -> Words | None:
    """Which of the two an offer is, in the merchant's words; None where it is something else."""
    return next((kind for kind in (OWN, BEST) if kind.zh in offer or kind.en in offer), None)


def has_list(offers: Iterable[str]) -> bool:
    """Whether any of them is one."""
    return any(map(list_named, offers))
