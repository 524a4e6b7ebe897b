"""What the window needs from the process but may not import: handed in at start.

Every long call runs in a worker thread, reports with ``report`` and stops with ``stop``; what the world does wrong
arrives as ``KnownError``.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

from analytics.question import Question
from analytics.result import Selection, View
from storage.destination import Into
from storage.mapping import Sample, TableForm, TableMapping, Tried
from storage.notebook import Mark, Notebook
from storage.progress import Report, StopAsked
from storage.runs import Imported, ImportPreview, Run
from storage.shop import Shop
from storage.store import Store
from storage.trial import Enrolled, Trial
from storage.words import Words

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from analytics.trial.enrol import Asked as NewTrial
    from storage.facts import Facts


class Ask(Protocol):
    """One thing that the form asks of whoever connects a shop."""

    @property
    def id(self) -> str:
        """Its name among the answers."""
        ...

    @property
    def label(self) -> Words:
        """What it is called."""
        ...

    @property
    def hint(self) -> Words:
        """An example, or where to find it; may be empty."""
        ...

    @property
    def form(self) -> Literal["text", "optional", "secret", "consent"]:
        """How it is asked: a consent is a box to tick."""
        ...

    @property
    def default(self) -> str:
        """What is in the field at first."""
        ...


class Platform(Protocol):
    """One kind of interface that a shop can be connected through."""

    @property
    def id(self) -> str:
        """Its name for the process."""
        ...

    @property
    def name(self) -> Words:
        """As merchants know it."""
        ...

    @property
    def asks(self) -> Sequence[Ask]:
        """What has to be answered."""
        ...


CONSENT = "yes"
"""The answer of a box that was ticked."""


class Connection(Struct, frozen=True):
    """Where a shop's data comes from. Secrets go to the keyring, never to a file."""

    kind: str
    """Id of the platform."""
    answers: Mapping[str, str]
    """By the id of what was asked."""
    shop_id: str = ""
    """The shop whose connection is changed, "" for one that is connected: secrets left empty are those it has."""


class Offered(Struct, frozen=True):
    """Files to be looked at or imported together."""

    paths: tuple[Path, ...]
    encodings: dict[Path, str] = {}
    """Of those whose text is in another encoding than it seems."""
    into: dict[str, Into] = {}
    """What was chosen for their platforms, by ``Destination.platform``."""
    at_shop: str = ""
    """Id of the shop at which they were asked for, "" where at none."""


class Profile(Struct, frozen=True):
    """One folder with one database: the merchant's own, or the demo."""

    name: str
    folder: Path
    demo: bool


class Doors(Protocol):
    """The process, as the window sees it."""

    def store(self) -> Store:
        """The open store of the current profile."""
        ...

    def profile(self) -> Profile:
        """The current profile."""
        ...

    def profiles(self) -> Sequence[Profile]:
        """Every profile there is."""
        ...

    def switch_profile(self, profile: Profile) -> None:
        """Close the current profile's store and open another's."""
        ...

    def open_demo(self, report: Report, stop: StopAsked) -> Profile:
        """Make the demo profile if there is none: sandbox shop, real sync over HTTP. It becomes the current one."""
        ...

    def connect(self, connection: Connection) -> Shop:
        """Try the connection and remember it; the shop it leads to. Raises KnownError."""
        ...

    def disconnect(self, shop_id: str) -> None:
        """Forget with what a shop is connected, secrets included; its data stays. Raises KnownError."""
        ...

    def connection(self, shop_id: str) -> Connection | None:
        """The remembered connection of a shop, without its secrets; None for a shop that came from files."""
        ...

    def has_secrets(self, shop_id: str) -> bool:
        """Whether this computer has the secrets of a shop's connection, so that a change need not name them again."""
        ...

    def notes(self, shop_id: str) -> Sequence[Words]:
        """What else there is to know of a shop's connection: calls that are left of those it pays for."""
        ...

    def platforms(self) -> Sequence[Platform]:
        """The kinds of interface a shop can be connected through, in the order to offer them. Answers at once."""
        ...

    def secrets_last(self) -> bool:
        """Whether this computer keeps secrets safely; False: they last for the session only, and the page says so."""
        ...

    def sync(self, shop_id: str, report: Report, stop: StopAsked) -> Run:
        """Pull what changed. Raises KnownError or Cancelled; what was committed stays."""
        ...

    def preview(self, offered: Offered, report: Report, stop: StopAsked) -> ImportPreview:
        """Read files and say what importing them would do; what cannot be taken is in it, with the reason."""
        ...

    def import_files(self, offered: Offered, report: Report, stop: StopAsked) -> Imported:
        """Import every table that can be taken. Raises KnownError where none can, or Cancelled; then nothing is in."""
        ...

    def table_forms(self) -> Sequence[TableForm]:
        """The kinds of table that can be told of, in the order to offer them. Answers at once."""
        ...

    def try_mapping(self, sample: Sample, mapping: TableMapping) -> Tried:
        """Read the sample as it was told. Raises KnownError."""
        ...

    def mappings(self) -> Sequence[TableMapping]:
        """What was told of tables and is remembered, by name."""
        ...

    def remember_mapping(self, mapping: TableMapping) -> None:
        """Keep what was told: from now on such tables are known. Raises KnownError."""
        ...

    def forget_mapping(self, mapping: TableMapping) -> None:
        """Such tables are unknown again; what was imported stays."""
        ...

    def export_mapping(self, path: Path, mapping: TableMapping) -> Path:
        """Write it to a file that another profile can import; the path written. Raises KnownError."""
        ...

    def undo_import(self, run: Run) -> Run:
        """Take an import back."""
        ...

    def export_rejected(self, folder: Path) -> Sequence[Path]:
        """Write the lines that files were imported without into ``folder``, to be mended. Raises KnownError."""
        ...

    def retry_quarantine(self, shop_id: str) -> Run:
        """Try every quarantined record of the shop again."""
        ...

    def notebook(self, shop_id: str) -> Notebook:
        """What is noted about a shop: marks on cards of advice, and when the brief was last read before today."""
        ...

    def mark_card(self, shop_id: str, mark: Mark) -> None:
        """Note that a card is done or dismissed; ``analytics.cards.marking.mark_of`` makes the mark."""
        ...

    def unmark_card(self, shop_id: str, card_id: str) -> None:
        """Open a card again."""
        ...

    def looked(self, shop_id: str) -> None:
        """Note that the brief is being read today."""
        ...

    def trials(self, shop_id: str) -> Sequence[Trial]:
        """Every trial of a shop, the newest first."""
        ...

    def start_trial(self, facts: "Facts", asked: "NewTrial") -> Enrolled:
        """Split the people and keep the trial. Raises KnownError, and then nothing is kept."""
        ...

    def export_trial(self, folder: Path, facts: "Facts", name: str) -> Sequence[Path]:
        """Write the lists of a trial, a workbook and a CSV per group; the paths written. Raises KnownError."""
        ...

    def trial_result(self, facts: "Facts", name: str) -> View:
        """What came of a trial. Raises KnownError where there is none of that name."""
        ...

    def export_recommended(self, path: Path, facts: "Facts", floor: float, report: Report, stop: StopAsked) -> Path:
        """Write what to offer each customer at a margin of at least ``floor``, to a .csv or .xlsx; the path written.

        Raises KnownError or Cancelled.
        """
        ...

    def partner_codes(self, shop_id: str) -> Sequence[str]:
        """The codes of the shop's agreements that this computer still has, the last used first."""
        ...

    def new_partner_code(self, shop_id: str) -> str:
        """A code for an agreement with another shop, drawn by lot and kept."""
        ...

    def write_for_partner(
        self, path: Path, facts: "Facts", code: str, days: int, only: Path | None
    ) -> tuple[Path, Words]:
        """Write the shop's buyers for a partner; the path written, and what has to be known of the file.

        ``only`` is a list of ids of customers who agreed. Raises KnownError.
        """
        ...

    def compare_with_partner(self, path: Path, facts: "Facts", code: str) -> View:
        """Hold the shop's buyers against a partner's file. Raises KnownError for one that cannot be used."""
        ...

    def export(
        self, path: Path, views: Sequence[str], facts: "Facts", question: Question, report: Report, stop: StopAsked
    ) -> Path:
        """Write a workbook of the named views; the path written. Raises KnownError, Cancelled."""
        ...

    def export_view(self, path: Path, view: View) -> Path:
        """Write a workbook of one view that was worked out; the path written. Raises KnownError."""
        ...

    def export_rows(
        self, path: Path, facts: "Facts", selection: Selection, title: str, report: Report, stop: StopAsked
    ) -> Path:
        """Write the rows behind a number to a workbook; the path written. Raises KnownError or Cancelled."""
        ...
