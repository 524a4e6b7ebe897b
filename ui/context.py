"""What every page is given: the doors, the state of the window, threads, settings, the language, and the facts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from storage.progress import Report, StopAsked
from storage.words import Language
from ui.appearance import Appearance
from ui.doors import Doors
from ui.entering import Entering
from ui.jobs import Failed, Job, Jobs, Newest
from ui.network import Network
from ui.settings import Settings
from ui.state import State

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from storage.facts import Facts


@dataclass
class Context:
    """Handed to every page."""

    doors: Doors
    state: State
    jobs: Jobs
    settings: Settings
    entering: Entering
    appearance: Appearance
    network: Network
    _facts: "dict[str, Facts]" = field(default_factory=dict)
    _loading: Lock = field(default_factory=Lock)

    @property
    def language(self) -> Language:
        """Read it when words are shown: it may change."""
        return self.settings.language

    def facts_now(self, shop_id: str, report: Report, stop: StopAsked) -> "Facts":
        """The facts of a shop, read again if its data changed. Only in a worker."""
        from storage.facts_load import load_facts

        store = self.doors.store()
        with self._loading:
            kept = self._facts.get(shop_id)
            if kept is None or kept.version != store.data_version(shop_id):
                kept = load_facts(store, shop_id, report, stop)
                self._facts[shop_id] = kept
        return kept

    def facts(self, shop_id: str, then: "Callable[[Facts], None]", failed: Failed, newest: Newest) -> Job:
        """Load the facts in a worker and hand them to ``then`` on the main thread."""
        return newest.start(lambda report, stop: self.facts_now(shop_id, report, stop), then, failed)

    def forget_facts(self) -> None:
        """Close every shop's facts, as when the profile changes. Nothing may be at work with them."""
        for kept in self._facts.values():
            kept.close()
        self._facts.clear()


def context_for(app: QApplication, doors: Doors, settings: Settings, first_page: str, parent: QObject) -> Context:
    """A context whose objects belong to ``parent``."""
    jobs = Jobs(parent)
    state = State(settings, first_page, parent)
    network = Network(parent)
    return Context(
        doors, state, jobs, settings, Entering(doors, jobs, parent), Appearance(app, settings, parent), network
    )
