"""What every page is given: the doors, the state of the window, threads, settings, the language, and the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from storage.progress import Report, StopAsked
from storage.words import Language
from ui.jobs import Failed, Job, Jobs, Newest

if TYPE_CHECKING:  # they load numpy and the database driver, which a window must not wait for
    from storage.facts import Facts

    from ui.doors import Doors
    from ui.settings import Settings
    from ui.state import State


@dataclass
class Context:
    """Handed to every page. ``language`` is read when words are shown: it may change."""

    doors: Doors
    state: State
    jobs: Jobs
    settings: Settings
    language: Language
    _facts: dict[str, Facts] = field(default_factory=dict)
    _loading: Lock = field(default_factory=Lock)

    def facts_now(self, shop_id: str, report: Report, stop: StopAsked) -> Facts:
        """The facts of a shop, read again if its data changed. Only in a worker."""
        from storage.facts import load_facts

        store = self.doors.store()
        with self._loading:
            kept = self._facts.get(shop_id)
            if kept is None or kept.version != store.data_version(shop_id):
                kept = load_facts(store, shop_id, report, stop)
                self._facts[shop_id] = kept
        return kept

    def facts(self, shop_id: str, then: Callable[[Facts], None], failed: Failed, newest: Newest) -> Job:
        """Load the facts in a worker and hand them to ``then`` on the main thread."""
        return newest.start(lambda report, stop: self.facts_now(shop_id, report, stop), then, failed)

    def forget_facts(self) -> None:
        """Let go of every shop's facts, as when the profile changes."""
        self._facts = {}
