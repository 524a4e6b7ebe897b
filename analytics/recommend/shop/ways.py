"""The two kinds of lists by the one name that each has everywhere: light enough for a window that must not wait."""

from storage.trial import Goods
from storage.words import Words

OWN = Words("按人推荐", "lists of their own")
BEST = Words("卖得最多的", "what sells most")
WAYS: dict[Goods, Words] = {"own": OWN, "best": BEST}
