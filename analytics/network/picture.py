"""What the picture of the network is made of: everybody's place, kind and name, and finding somebody by name or id."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.network.fans import Fans, fans_forest
from analytics.network.layout import Layout, radial
from analytics.network.share_ties import share_forest
from storage.columns import MISSING
from storage.facts import Facts

MOST_FOUND = 30
TiesBy = Literal["referrals", "shares"]


class Picture(Struct, frozen=True, eq=False):
    """Nodes are positions in ``facts["customers"]``."""

    fans: Fans
    layout: Layout
    names: Sequence[str | None]
    ids: Sequence[str]
    rows: Ints
    """SQLite rows of the customers."""

    def __len__(self) -> int:
        return len(self.fans)

    def name(self, node: int) -> str:
        """What somebody is called: the name, else the id."""
        return self.names[node] or self.ids[node]

    @property
    def span(self) -> tuple[int, int] | None:
        """The moments between which people came, UTC milliseconds; None where no moment is known."""
        known = self.fans.since[self.fans.since != MISSING]
        return (int(known.min()), self.fans.until) if len(known) and int(known.min()) < self.fans.until else None


def picture_of(facts: Facts, ties: TiesBy = "referrals") -> Picture:
    """The picture of a shop's network by its referrals, or by whose share people came through first; made once."""
    return facts.derived(f"network picture by {ties}", lambda facts: _picture(facts, ties))


def find(picture: Picture, typed: str, most: int = MOST_FOUND) -> tuple[int, ...]:
    """Whose name or id holds what was typed: those with the most people below first."""
    wanted = typed.strip().casefold()
    if not wanted:
        return ()
    both = zip(picture.names, picture.ids, strict=True)
    fits = [node for node, (name, key) in enumerate(both) if wanted in f"{name or ''}\n{key}".casefold()]
    order = np.argsort(-picture.layout.size[np.array(fits, np.int64)], kind="stable")[:most]
    return tuple(fits[place] for place in order.tolist())


def _picture(facts: Facts, ties: TiesBy) -> Picture:
    fans, people, ids = fans_forest(facts), facts["customers"], facts.ids("customers")
    return Picture(
        fans,
        radial(fans.forest if ties == "referrals" else share_forest(facts)),
        facts.texts_of("customers", "name"),
        [ids[code] for code in people["id"].tolist()],
        people.row,
    )
