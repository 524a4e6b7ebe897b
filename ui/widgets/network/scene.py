"""Who could be drawn: people, their places, and what time and folds leave. What changes it makes a new one."""

from dataclasses import dataclass

from analytics.arrays import Codes
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.people import People, Shown
from ui.widgets.network.sight import Sight


@dataclass(frozen=True, eq=False)
class Scene:
    """Asked who of them is drawn at a sight; ``dots`` is px of it per px of a usual screen."""

    people: People
    detail: Detail
    shown: Shown

    def seen(self, sight: Sight, dots: float = 1.0, margin: float = 0.0) -> Seen:
        """Everybody in sight or up to so many px beside it."""
        shown = self.shown
        return self.detail.seen(sight, shown.mask, shown.below, shown.folded, dots, margin)

    def among(self, nodes: Codes, sight: Sight, dots: float = 1.0, margin: float = 0.0) -> Seen:
        """Of some people those."""
        shown = self.shown
        return self.detail.among(nodes, sight, shown.mask, shown.below, shown.folded, dots, margin)
