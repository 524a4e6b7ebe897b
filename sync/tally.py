"""What a run has done so far: counts per kind for the history, and how fast it goes for whoever waits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from storage.progress import Progress, Report
from storage.runs import Counts
from storage.words import Words

Now = Callable[[], int]
"""UTC milliseconds."""


class Tally:
    """Counts of one run, and its reports."""

    def __init__(self, report: Report, now: Now) -> None:
        self.counts: dict[str, Counts] = defaultdict(Counts)
        self._report = report
        self._now = now
        self._started_at = now()
        self._items = 0
        self._aside: set[tuple[str, bytes]] = set()

    def add(self, counts: Mapping[str, Counts], items: int) -> None:
        """Note what became of one page of ``items``."""
        for kind, more in counts.items():
            self.counts[kind] += more
        self._items += items

    def set_aside(self, resource: str, raws: Iterable[bytes]) -> None:
        """Note what went to quarantine; the same bytes count once."""
        new = {(resource, raw) for raw in raws} - self._aside
        self._aside |= new
        self._quarantined(resource, len(new))

    def take_back(self, resource: str, raws: Iterable[bytes]) -> None:
        """Note what left quarantine; it counts if it went there in this run."""
        back = {(resource, raw) for raw in raws} & self._aside
        self._aside -= back
        self._quarantined(resource, -len(back))

    def _quarantined(self, resource: str, change: int) -> None:
        if change:
            self.counts[resource] += Counts(quarantined=change)

    def say(self, name: Words) -> None:
        """Report where the run is; ``name`` is what it pulls now."""
        seconds = (self._now() - self._started_at) / 1000
        if seconds <= 0:
            words = Words(f"正在同步{name.zh}", f"Syncing {name.en}")
        else:
            rate = f"{self._items / seconds:,.0f}"
            words = Words(f"正在同步{name.zh}，每秒 {rate} 条", f"Syncing {name.en}, {rate} a second")
        self._report(Progress(words, self._items))
