"""Who could be drawn: people, their places, and what time and folds leave. What changes it makes a new one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.arrays import Codes
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.people import People, Shown
from ui.widgets.network.sight import Pixels, Sight


@dataclass(frozen=True, eq=False)
class Scene:
    """Asked who of them is drawn at a sight; ``dots`` is px of it per px of a usual screen."""

    people: People
    detail: Detail
    shown: Shown

    @cached_property
    def _reaching(self) -> Pixels:
        """The furthest radius of those drawn when somebody appears, in the order in which they do."""
        radius = np.where(self.shown.mask, self.people.layout.radius, 0)[self.detail.by_scale]
        return np.maximum.accumulate(radius.astype(np.float32))

    def furthest(self, scale: float) -> float:
        """How far out somebody is drawn at a scale, anywhere."""
        drawn = int(np.searchsorted(self.detail.appearing, np.float32(scale), "right"))
        return float(self._reaching[drawn - 1]) if drawn else 0.0

    def seen(self, sight: Sight, dots: float = 1.0, margin: float = 0.0) -> Seen:
        """Everybody in sight or up to so many px beside it."""
        shown = self.shown
        return self.detail.seen(sight, shown.mask, shown.below, shown.folded, dots, margin)

    def among(self, nodes: Codes, sight: Sight, dots: float = 1.0, margin: float = 0.0) -> Seen:
        """Of some people those."""
        shown = self.shown
        return self.detail.among(nodes, sight, shown.mask, shown.below, shown.folded, dots, margin)
