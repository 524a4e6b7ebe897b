"""The process as the window sees it: the real implementation of ``ui.doors.Doors``."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from analytics.cooperation.agreement import agreement_of
from analytics.question import Question
from analytics.result import Selection, View
from analytics.trial.enrol import Asked as NewTrial
from analytics.views import prepare
from desktop import PROGRAM, connections, mappings, partner_codes, secrets, syncing
from desktop.demo import demo_profile, fill_demo, is_demo, recipe_now, sync_demo
from desktop.profiles import own, profiles
from desktop.rejected import write_rejected
from storage.facts import Facts
from storage.mapping import Sample, TableForm, TableMapping, Tried
from storage.notebook import Mark, Notebook
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.runs import Imported, ImportPreview, Run
from storage.shop import Shop
from storage.store import Store, open_store
from storage.trial import Enrolled, Trial
from storage.words import Language, Words
from sync import engine, files
from sync.connectors import CONNECTORS
from sync.files.mapping.kinds import KINDS
from sync.files.mapping.trying import tried
from ui.doors import Connection, Offered, Platform, Profile

WRITING = Words("正在写入工作簿", "Writing the workbook")


class ProcessDoors:
    """One open profile at a time. Long calls come from worker threads; the store has its own lock."""

    def __init__(self, profile: Profile, language: Callable[[], Language]) -> None:
        self._profile = profile
        self._store = open_store(profile.folder)
        self._switching = threading.Lock()
        self._language = language

    def close(self) -> None:
        """Close the store; nothing may be asked afterwards."""
        self._store.close()

    def store(self) -> Store:
        """The open store of the current profile."""
        return self._store

    def profile(self) -> Profile:
        """The current profile."""
        return self._profile

    def profiles(self) -> Sequence[Profile]:
        """Every profile there is."""
        return profiles()

    def switch_profile(self, profile: Profile) -> None:
        """Open another profile's store, then close the current one."""
        with self._switching:
            opened = open_store(profile.folder)
            self._store.close()
            self._profile, self._store = profile, opened

    def open_demo(self, report: Report, stop: StopAsked) -> Profile:
        """Make the demo profile if there is none and switch to it."""
        profile = demo_profile()
        if not is_demo(profile.folder):
            fill_demo(profile.folder, recipe_now(), report, stop)
        self.switch_profile(profile)
        return profile

    def connect(self, connection: Connection) -> Shop:
        """Try the connection and remember it. Raises KnownError."""
        own(self._profile)
        return syncing.connect(self._store, connection)

    def disconnect(self, shop_id: str) -> None:
        """Forget with what a shop is connected; its data stays."""
        own(self._profile)
        syncing.disconnect(self._store, shop_id)

    def connection(self, shop_id: str) -> Connection | None:
        """The remembered connection without its secret; None for a shop from files."""
        address = connections.load(self._profile.folder).get(shop_id)
        return Connection(address.kind, address.answers, shop_id) if address else None

    def has_secrets(self, shop_id: str) -> bool:
        """Whether this computer has the secrets of a shop's connection."""
        return syncing.has_secrets(self._store, shop_id)

    def notes(self, shop_id: str) -> Sequence[Words]:
        """What the connector says of the connection."""
        return syncing.notes(self._store, shop_id)

    def platforms(self) -> Sequence[Platform]:
        """Every kind of connector."""
        return CONNECTORS

    def secrets_last(self) -> bool:
        """Whether this computer keeps secrets safely."""
        return secrets.secrets_last()

    def sync(self, shop_id: str, report: Report, stop: StopAsked) -> Run:
        """Pull what changed; the demo shop comes back to life for it."""
        if is_demo(self._profile.folder):
            return sync_demo(self._store, report, stop)
        return syncing.sync(self._store, shop_id, report, stop)

    def preview(self, offered: Offered, report: Report, stop: StopAsked) -> ImportPreview:
        """Read files and say what importing them would do."""
        own(self._profile)
        choice = files.Choice(encodings=offered.encodings, into=offered.into, at_shop=offered.at_shop)
        return mappings.preview(self._store, self._profile.folder, offered.paths, choice, report, stop)

    def import_files(self, offered: Offered, report: Report, stop: StopAsked) -> Imported:
        """Import files: each table in them whole or not at all."""
        own(self._profile)
        choice = files.Choice(encodings=offered.encodings, into=offered.into, at_shop=offered.at_shop)
        return mappings.import_files(
            self._store, self._profile.folder, offered.paths, choice, report, stop, self._language()
        )

    def table_forms(self) -> Sequence[TableForm]:
        """The kinds of table that can be told of."""
        return [kind.form for kind in KINDS.values()]

    def try_mapping(self, sample: Sample, mapping: TableMapping) -> Tried:
        """Read the sample as it was told."""
        return tried(sample, mapping)

    def mappings(self) -> Sequence[TableMapping]:
        """What was told of tables and is remembered."""
        return mappings.remembered(self._profile.folder)

    def remember_mapping(self, mapping: TableMapping) -> None:
        """Keep what was told."""
        mappings.remember(own(self._profile).folder, mapping)

    def forget_mapping(self, mapping: TableMapping) -> None:
        """Such tables are unknown again."""
        mappings.forget(self._profile.folder, mapping)

    def export_mapping(self, path: Path, mapping: TableMapping) -> Path:
        """Write it to a file to be handed on."""
        return mappings.write(path, mapping)

    def undo_import(self, run: Run) -> Run:
        """Take an import back."""
        return files.undo_import(self._store, run)

    def export_rejected(self, folder: Path) -> Sequence[Path]:
        """Write the lines that files were imported without."""
        return write_rejected(self._store, folder, self._language())

    def retry_quarantine(self, shop_id: str) -> Run:
        """Try every quarantined record of the shop again."""
        return engine.retry_quarantine(self._store, shop_id)

    def notebook(self, shop_id: str) -> Notebook:
        """What is noted about a shop."""
        return self._store.notebook(shop_id)

    def mark_card(self, shop_id: str, mark: Mark) -> None:
        """Note that a card is done or dismissed."""
        with self._store.write() as tx:
            tx.mark(shop_id, mark)

    def unmark_card(self, shop_id: str, card_id: str) -> None:
        """Open a card again."""
        with self._store.write() as tx:
            tx.unmark(shop_id, card_id)

    def looked(self, shop_id: str) -> None:
        """Note that the brief is being read today."""
        with self._store.write() as tx:
            tx.looked(shop_id)

    def trials(self, shop_id: str) -> Sequence[Trial]:
        """Every trial of a shop, the newest first."""
        return self._store.trials(shop_id)

    def start_trial(self, facts: Facts, asked: NewTrial) -> Enrolled:
        """Split the people and keep the trial."""
        from desktop import trials  # loads how files are read and written

        return trials.start(self._store, facts, asked)

    def export_trial(self, folder: Path, facts: Facts, name: str) -> Sequence[Path]:
        """Write the lists of a trial."""
        from desktop import trials

        enrolled = trials.trial_named(self._store, facts.shop.id, name)
        return trials.write_lists(folder, trials.lists(self._store, facts, enrolled), enrolled, self._language())

    def trial_result(self, facts: Facts, name: str) -> View:
        """What came of a trial."""
        from desktop import trials

        return trials.result(self._store, facts, name)

    def export_recommended(self, path: Path, facts: Facts, floor: float, report: Report, stop: StopAsked) -> Path:
        """Write what to offer each customer."""
        from desktop.recommending import write_all  # loads how files are written

        return write_all(path, facts, floor, self._language(), report, stop)

    def partner_codes(self, shop_id: str) -> Sequence[str]:
        """The codes of the shop's agreements."""
        return partner_codes.kept(self._store, shop_id)

    def new_partner_code(self, shop_id: str) -> str:
        """A code for an agreement with another shop."""
        from desktop.cooperating import agree

        code = agree()
        partner_codes.keep(self._store, shop_id, code)
        return code

    def write_for_partner(
        self, path: Path, facts: Facts, code: str, days: int, only: Path | None
    ) -> tuple[Path, Words]:
        """Write the shop's buyers for a partner."""
        from desktop.cooperating import said, today, write_for_partner
        from desktop.trials import ids_in

        ids = None if only is None else set(ids_in(only))
        written = write_for_partner(self._store, facts, agreement_of(code), path, today(), days, ids)
        partner_codes.keep(self._store, facts.shop.id, code)
        return written.path, said(written)

    def compare_with_partner(self, path: Path, facts: Facts, code: str) -> View:
        """Hold the shop's buyers against a partner's file."""
        from desktop.cooperating import compare_with_partner, today

        view = compare_with_partner(self._store, facts, agreement_of(code), path, today())
        partner_codes.keep(self._store, facts.shop.id, code)
        return view

    def export(
        self, path: Path, views: Sequence[str], facts: Facts, question: Question, report: Report, stop: StopAsked
    ) -> Path:
        """Write a workbook of the named views."""
        from desktop.answers import answered  # loads how files are read and written
        from desktop.export.workbook import write_workbook

        results = []
        for number, name in enumerate(views):
            if stop():
                raise Cancelled
            report(Progress(WRITING, number, len(views)))
            prepare(name, facts, report, stop)
            results.append(answered(self._store, facts, name, question))
        written = write_workbook(path, results, self._language(), PROGRAM, datetime.now().astimezone())
        report(Progress(WRITING, len(views), len(views)))
        return written

    def export_view(self, path: Path, view: View) -> Path:
        """Write a workbook of one view."""
        from desktop.export.workbook import write_workbook

        return write_workbook(path, [view], self._language(), PROGRAM, datetime.now().astimezone())

    def export_rows(
        self, path: Path, facts: Facts, selection: Selection, title: str, report: Report, stop: StopAsked
    ) -> Path:
        """Write the rows behind a number to a workbook."""
        from desktop.export.rows import Asked, write_rows

        asked = Asked(selection, title, self._language(), PROGRAM, datetime.now().astimezone())
        return write_rows(path, self._store, facts, asked, report, stop)
