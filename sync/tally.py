"""What a run has done so far: counts per kind for the history, and how fast it goes for whoever waits."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from storage.progress import Progress, Report
from storage.runs import Counts
from storage.words import Words
from sync.names import KIND_NAMES
from sync.same import same

Now = Callable[[], int]
"""UTC milliseconds."""


GONE = Words("店铺里已经没有、这里也去掉了：{what}。", "No longer in the shop, and taken out here: {what}.")
MISSING = Words(
    "在店铺里没有找到、过一天再核对的：{what}。", "Not found in the shop; to be looked for again another day: {what}."
)
BACK = Words("店铺里又有了、这里也恢复了：{what}。", "In the shop again, and here as well: {what}.")


class Tally:
    """Counts of one run, and its reports."""

    def __init__(self, report: Report, now: Now) -> None:
        self.counts: dict[str, Counts] = defaultdict(Counts)
        self._report = report
        self._now = now
        self._started_at = now()
        self._items = 0
        self._aside: set[tuple[str, bytes]] = set()
        self._notes: list[Words] = []
        self._swept: dict[Words, Counter[str]] = {GONE: Counter(), MISSING: Counter(), BACK: Counter()}

    def add(self, counts: Mapping[str, Counts], items: int) -> None:
        """Note what became of one page of ``items``."""
        for kind, more in counts.items():
            self.counts[kind] += more
        self._items += items

    def set_aside(self, resource: str, raws: Iterable[bytes]) -> None:
        """Note what went to quarantine; the same one counts once."""
        new = {(resource, same(raw)) for raw in raws} - self._aside
        self._aside |= new
        self._quarantined(resource, len(new))

    def take_back(self, resource: str, raws: Iterable[bytes]) -> None:
        """Note what left quarantine; it counts if it went there in this run."""
        back = {(resource, same(raw)) for raw in raws} & self._aside
        self._aside -= back
        self._quarantined(resource, -len(back))

    def swept(self, kind: str, gone: int = 0, missing: int = 0, back: int = 0) -> None:
        """Note what the source was asked for by name: records that went, are missing, and came back."""
        for said, count in ((GONE, gone), (MISSING, missing), (BACK, back)):
            self._swept[said][kind] += count

    def note(self, words: Words) -> None:
        """Note what the history has to say that is no failure; the same once."""
        if words not in self._notes:
            self._notes.append(words)

    @property
    def remarks(self) -> Words:
        """What the history has to say beside the counts; empty where that is nothing."""
        told = [*self._notes, *(_told(said, counts) for said, counts in self._swept.items() if counts.total())]
        return Words("".join(each.zh for each in told), " ".join(each.en for each in told))

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


def _told(said: Words, counts: Counter[str]) -> Words:
    kinds = [(KIND_NAMES[kind], count) for kind, count in counts.items() if count]
    return Words(
        said.zh.format(what="、".join(f"{name.zh} {count:,} 条" for name, count in kinds)),
        said.en.format(what=", ".join(f"{count:,} {name.en}" for name, count in kinds)),
    )
