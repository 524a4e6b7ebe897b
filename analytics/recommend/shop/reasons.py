"""Why a product suits a customer, by what is on record: the first of these that holds, for many pairs at once.

The model mixes many things into one score; a reason names the one fact that a merchant can check and tell the customer.
"""

from enum import IntEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cards.goods import categories
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.local_time import DAY
from analytics.recommend.shop.moment import LATELY, Moment
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.past import Taken, met, viewed
from analytics.recommend.shop.together import Neighbours
from analytics.say import as_words, counted
from storage.facts import Facts
from storage.words import Words

MORE = 1.5
"""So many times the part of friends must have bought something as of all customers, to be a reason."""


class Kind(IntEnum):
    """In the order in which they are looked for; ``AGAIN`` belongs to the list of what is bought again."""

    VIEWED = 0
    TOGETHER = 1
    FRIENDS = 2
    LIKE_VIEWED = 3
    NEW = 4
    TASTE = 5
    POPULAR = 6
    AGAIN = 7


class Why(Struct, frozen=True, eq=False):
    """Reasons of pairs of customer and product."""

    kind: NDArray[np.int8]
    about: NDArray[np.int32]
    """The product, category or number of friends that the reason names; -1 where it names none."""


class Grounds:
    """What reasons are looked up in, of a shop at a moment."""

    def __init__(self, now: Moment, neighbours: Neighbours) -> None:
        facts = now.facts
        self.facts, self.owned, self.neighbours = facts, now.owned, neighbours
        self.category = categories(facts)
        self.looked = owned(viewed(facts).within(now.at - LATELY * DAY, now.at), now.users, now.items)
        self.friends = _friends(facts, now.at, now.users)
        self.new = now.fresh
        buyers = np.bincount(now.owned.key % max(now.items, 1), minlength=now.items)
        self.bought = buyers / max(int((now.owned.many() > 0).sum()), 1)
        """[products] the part of all buyers who have it."""

    def why(self, users: Codes, items: Codes) -> Why:
        """The reason of each pair."""
        kind, about = np.full(len(users), Kind.POPULAR, np.int8), np.full(len(users), -1, np.int32)
        for found, of in (
            (Kind.TASTE, self._taste(users, items)),
            (Kind.NEW, np.where(self.new[items], self._taste(users, items), -1)),
            (Kind.LIKE_VIEWED, self._beside(self.looked, users, items)),
            (Kind.FRIENDS, self._friends_with(users, items)),
            (Kind.TOGETHER, self._beside(self.owned, users, items)),
            (Kind.VIEWED, np.where(self.looked.has(users, items), items, -1)),
        ):  # the last one that holds stays
            kind[of >= 0], about[of >= 0] = found, of[of >= 0]
        return Why(kind, about)

    def _beside(self, has: Owned, users: Codes, items: Codes) -> Ints:
        """Of what each customer has, the product most often bought by the same people as the item; -1 for none."""
        mine = has.of(users)
        lift = self.neighbours.of(items[mine.row], mine.item)
        return _best_of(mine.row, mine.item, lift, len(users))

    def _friends_with(self, users: Codes, items: Codes) -> Ints:
        """How many friends have bought it; -1 where no larger a part of them has than of all customers."""
        friends = self.friends.of(users)
        got = self.owned.has(friends.item, items[friends.row])
        many = np.bincount(friends.row[got], minlength=len(users))
        more = many > MORE * self.bought[items] * self.friends.many()[users]
        return np.where((many > 0) & more, many, -1)

    def _taste(self, users: Codes, items: Codes) -> Ints:
        """The category, where the customer has bought other products of it; else -1."""
        mine, kind = self.owned.of(users), self.category[items]
        alike = self.category[mine.item] == kind[mine.row]
        some = np.bincount(mine.row[alike], minlength=len(users)) > 0
        return np.where(some & (kind >= 0), kind, -1)


def _best_of(row: Ints, item: Codes, value: NDArray[np.float32], rows: int) -> Ints:
    """Per row the item of the highest value above 0; -1 for none."""
    found = np.full(rows, -1, np.int64)
    rising = np.argsort(value, kind="stable")
    rising = rising[value[rising] > 0]
    found[row[rising]] = item[rising]  # the highest is written last
    return found


def _friends(facts: Facts, at: int, users: int) -> Owned:
    """Whom each customer knows: of the same shape as products, with people in their place."""
    pairs = met(facts)
    known = pairs.at < at
    one, other, since = pairs.one[known], pairs.other[known], pairs.at[known]
    both = Taken(np.concatenate([one, other]), np.concatenate([other, one]), np.tile(since, 2), np.tile(since, 2))
    return owned(both, users, users)


def said(facts: Facts, kind: int, about: int) -> Words:
    """A reason in words."""
    match Kind(kind):
        case Kind.VIEWED:
            return Words("最近看过，还没买", "looked at it lately and did not buy")
        case Kind.FRIENDS:
            return Words(f"{about} 位朋友买过", f"bought by {counted(about, 'friend').en}")
        case Kind.TOGETHER:
            return Words(
                f"买过“{_title(facts, about).zh}”的人常买", f"often bought by those with “{_title(facts, about).en}”"
            )
        case Kind.LIKE_VIEWED:
            return Words(
                f"和最近看过的“{_title(facts, about).zh}”常被同样的人买",
                f"bought by the same people as “{_title(facts, about).en}”, which they looked at",
            )
        case Kind.NEW:
            return Words(
                f"新上架，是常买的{_kind(facts, about).zh}", f"new, and {_kind(facts, about).en} is to their taste"
            )
        case Kind.TASTE:
            return Words(
                f"买过{_kind(facts, about).zh}，没买过这一款", f"bought {_kind(facts, about).en}, not this one yet"
            )
        case Kind.AGAIN:
            return Words(f"上次买过 {about} 天了，该补了", f"bought {counted(about, 'day').en} ago, due again")
        case _:
            return Words("近来买的人多", "much bought lately")


def _title(facts: Facts, code: int) -> Words:
    return as_words(PRODUCT.label_of(facts, code))


def _kind(facts: Facts, code: int) -> Words:
    return as_words(CATEGORY.label_of(facts, code))
