"""A real process behind the window, as small as it can be: real stores, a sync that upserts, a file that is a list.

A test sets ``pause`` to make long work long, ``refuse`` to make the world go wrong, ``vault`` to have no place for
secrets. Once ``guarded``, every door that is opened from the main thread fails: the event loop must stay free.
"""

import csv
import hashlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from analytics.cooperation.agreement import agreement_of
from analytics.question import Question
from analytics.result import Selection, View
from analytics.trial.enrol import Asked as NewTrial
from desktop import cooperating, mappings, recommending, trials
from desktop.rejected import write_rejected
from storage.errors import KnownError
from storage.facts import Facts
from storage.fields import Record
from storage.mapping import Sample, TableForm, TableMapping, Tried
from storage.notebook import Mark, Notebook
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.records import Order
from storage.runs import Counts, Imported, ImportPreview, Rejected, Run, TablePreview
from storage.shop import Shop
from storage.store import Store, open_store
from storage.trial import Enrolled, Trial
from storage.words import Words
from sync.connectors import CONNECTORS
from sync.files.mapping.kinds import KINDS
from sync.files.mapping.trying import tried
from tests.ui.little_shop import records, shop
from ui.doors import Connection, Offered, Platform, Profile

SOURCE = "neutral"
FILES = "files"
CONNECTION = Connection("api", {"url": "https://shop.example/v1", "client_id": "id"})
PULLING = Words("取回订单", "Fetching orders")
OFFLINE = KnownError(
    Words("连不上店铺接口：网络已断开。", "The shop cannot be reached: there is no network."),
    Words("联网后再点「同步」。", "Sync again when you are online."),
)


class LittleDoors:
    """Implements ``ui.doors.Doors``. Times are UTC milliseconds of the real clock."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._profile = Profile("default", home / "default", demo=False)
        self._store = open_store(self._profile.folder)
        self._connections = {known.id: CONNECTION for known in self._store.shops() if known.id != FILES}
        self.pause = 0.0
        self.refuse: KnownError | None = None
        self.vault = True
        self.connected: list[Connection] = []
        """As they were typed."""
        self.guarded = False
        self.codes: dict[str, list[str]] = {}
        """Of agreements, by shop."""
        self.views_exported: list[tuple[Path, View]] = []
        self.rows_exported: list[tuple[Path, Selection, str]] = []
        self.exported: list[tuple[Path, tuple[str, ...], str, Question]] = []
        self.noted: Sequence[Words] = ()

    def close(self) -> None:
        self._store.close()

    def store(self) -> Store:
        self._watch()
        return self._store

    def profile(self) -> Profile:
        self._watch()
        return self._profile

    def profiles(self) -> Sequence[Profile]:
        self._watch()
        return [
            Profile("default", self._home / "default", demo=False),
            Profile("demo", self._home / "demo", demo=True),
        ]

    def switch_profile(self, profile: Profile) -> None:
        self._watch()
        opened = open_store(profile.folder)
        self._store.close()
        self._profile, self._store = profile, opened

    def open_demo(self, report: Report, stop: StopAsked) -> Profile:
        self._watch()
        self.switch_profile(self.profiles()[1])
        self.fill(shop("demo", "示例店铺", demo=True), report, stop)
        return self._profile

    def connect(self, connection: Connection) -> Shop:
        self._watch()
        self._fail_if_asked()
        found = shop("s1", "小林女装")
        self._store.put_shop(found)
        self.connected.append(connection)
        self._connections[found.id] = connection
        return found

    def disconnect(self, shop_id: str) -> None:
        self._watch()
        self._fail_if_asked()
        del self._connections[shop_id]

    def connection(self, shop_id: str) -> Connection | None:
        self._watch()
        return self._connections.get(shop_id)

    def has_secrets(self, shop_id: str) -> bool:
        self._watch()
        return self.vault and shop_id in self._connections

    def notes(self, shop_id: str) -> Sequence[Words]:
        self._watch()
        return self.noted

    def platforms(self) -> Sequence[Platform]:
        return CONNECTORS

    def secrets_last(self) -> bool:
        self._watch()
        return self.vault

    def sync(self, shop_id: str, report: Report, stop: StopAsked) -> Run:
        self._watch()
        found = next(each for each in self._store.shops() if each.id == shop_id)
        return self.fill(found, report, stop)

    def fill(self, found: Shop, report: Report, stop: StopAsked) -> Run:
        """Upsert the little shop in small pages; the pages that are in stay when it is cancelled."""
        self._store.put_shop(found)
        self._connections.setdefault(found.id, CONNECTION)
        with self._store.write() as tx:
            run_id = tx.start_run(found.id, SOURCE, "sync", _now())
        counts: dict[str, Counts] = {}
        pages = [page for group in records().values() for page in _pages(group)]
        try:
            for number, page in enumerate(pages):
                if stop():
                    raise Cancelled
                self._fail_if_asked()
                report(Progress(PULLING, number * len(page), len(pages) * len(page)))
                time.sleep(self.pause)
                with self._store.write() as tx:
                    done = tx.upsert(found.id, SOURCE, page)
                counts[page[0].KIND] = counts.get(page[0].KIND, Counts()) + done
        except Cancelled:
            self._finish(run_id, "cancelled", counts)
            raise
        except KnownError as error:
            self._finish(run_id, "failed", counts, error.say("zh"))
            raise
        self._finish(run_id, "done", counts)
        return self._store.runs(found.id, 1)[0]

    def preview(self, offered: Offered, report: Report, stop: StopAsked) -> ImportPreview:
        self._watch()
        return ImportPreview(tuple(self._preview(path) for path in offered.paths))

    def _preview(self, path: Path) -> TablePreview:
        orders, rejected = _read(path)
        sha = _sha(path)
        known = next((each for each in self._store.imports(FILES) if each.sha256 == sha and not each.undone_at), None)
        return TablePreview(
            path=str(path),
            preset="list",
            preset_name=Words("订单清单", "Order list"),
            shop=shop(FILES, "文件店铺"),
            encoding="utf-8",
            lines=len(orders) + len(rejected),
            counts={"orders": Counts(inserted=0 if known else len(orders), unchanged=len(orders) if known else 0)},
            first_day="2026-10-01",
            last_day="2026-11-20",
            rejected=tuple(rejected),
            rejected_lines=len(rejected),
            skipped=((Words("金额为零", "Amount is zero"), 2),),
            already_imported=known is not None,
        )

    def import_files(self, offered: Offered, report: Report, stop: StopAsked) -> Imported:
        self._watch()
        return Imported(tuple(self._import(path) for path in offered.paths))

    def _import(self, path: Path) -> Run:
        orders, _rejected = _read(path)
        self._store.put_shop(shop(FILES, "文件店铺"))
        with self._store.write() as tx:
            begun = tx.begin_import(FILES, "list", path.name, _sha(path), "list")
            assert begun is not None
            run_id = tx.start_run(FILES, begun.source, "import", _now())
            counts = tx.upsert(FILES, begun.source, orders)
            tx.finish_run(run_id, "done", {"orders": counts}, _now())
        return self._store.runs(FILES, 1)[0]

    def table_forms(self) -> Sequence[TableForm]:
        return [kind.form for kind in KINDS.values()]

    def try_mapping(self, sample: Sample, mapping: TableMapping) -> Tried:
        self._watch()
        return tried(sample, mapping)

    def mappings(self) -> Sequence[TableMapping]:
        self._watch()
        return mappings.remembered(self._profile.folder)

    def remember_mapping(self, mapping: TableMapping) -> None:
        self._watch()
        self._fail_if_asked()
        mappings.remember(self._profile.folder, mapping)

    def forget_mapping(self, mapping: TableMapping) -> None:
        self._watch()
        mappings.forget(self._profile.folder, mapping)

    def export_mapping(self, path: Path, mapping: TableMapping) -> Path:
        self._watch()
        return mappings.write(path, mapping)

    def undo_import(self, run: Run) -> Run:
        self._watch()
        done = next(each for each in self._store.imports(run.shop_id) if each.source == run.source)
        return self._store.undo_import(done.id)

    def export_rejected(self, folder: Path) -> Sequence[Path]:
        self._watch()
        return write_rejected(self._store, folder, "zh")

    def retry_quarantine(self, shop_id: str) -> Run:
        self._watch()
        with self._store.write() as tx:
            run_id = tx.start_run(shop_id, SOURCE, "sync", _now())
            for each in self._store.quarantined(shop_id):
                tx.release(each.id)
            tx.finish_run(run_id, "done", {"orders": Counts(inserted=1)}, _now())
        return self._store.runs(shop_id, 1)[0]

    def notebook(self, shop_id: str) -> Notebook:
        self._watch()
        return self._store.notebook(shop_id)

    def mark_card(self, shop_id: str, mark: Mark) -> None:
        self._watch()
        with self._store.write() as tx:
            tx.mark(shop_id, mark)

    def unmark_card(self, shop_id: str, card_id: str) -> None:
        self._watch()
        with self._store.write() as tx:
            tx.unmark(shop_id, card_id)

    def looked(self, shop_id: str) -> None:
        self._watch()
        with self._store.write() as tx:
            tx.looked(shop_id)

    def trials(self, shop_id: str) -> Sequence[Trial]:
        self._watch()
        return self._store.trials(shop_id)

    def start_trial(self, facts: Facts, asked: NewTrial) -> Enrolled:
        self._watch()
        return trials.start(self._store, facts, asked)

    def export_trial(self, folder: Path, facts: Facts, name: str) -> Sequence[Path]:
        self._watch()
        enrolled = trials.trial_named(self._store, facts.shop.id, name)
        return trials.write_lists(folder, trials.lists(self._store, facts, enrolled), enrolled, "zh")

    def trial_result(self, facts: Facts, name: str) -> View:
        self._watch()
        return trials.result(self._store, facts, name)

    def export_recommended(self, path: Path, facts: Facts, floor: float, report: Report, stop: StopAsked) -> Path:
        self._watch()
        return recommending.write_all(path, facts, floor, "zh", report, stop)

    def partner_codes(self, shop_id: str) -> Sequence[str]:
        self._watch()
        return self.codes.get(shop_id, [])

    def new_partner_code(self, shop_id: str) -> str:
        self._watch()
        code = cooperating.agree()
        self._keep_code(shop_id, code)
        return code

    def write_for_partner(
        self, path: Path, facts: Facts, code: str, days: int, only: Path | None
    ) -> tuple[Path, Words]:
        self._watch()
        ids = None if only is None else set(trials.ids_in(only))
        written = cooperating.write_for_partner(
            self._store, facts, agreement_of(code), path, cooperating.today(), days, ids
        )
        self._keep_code(facts.shop.id, code)
        return written.path, cooperating.said(written)

    def compare_with_partner(self, path: Path, facts: Facts, code: str) -> View:
        self._watch()
        view = cooperating.compare_with_partner(self._store, facts, agreement_of(code), path, cooperating.today())
        self._keep_code(facts.shop.id, code)
        return view

    def export(
        self, path: Path, views: Sequence[str], facts: Facts, question: Question, report: Report, stop: StopAsked
    ) -> Path:
        self._watch()
        self._fail_if_asked()
        path.write_text("\n".join(views), encoding="utf-8")
        self.exported.append((path, tuple(views), facts.shop.id, question))
        return path

    def export_view(self, path: Path, view: View) -> Path:
        self._watch()
        path.write_text("\n".join(table.id for table in view.tables), encoding="utf-8")
        self.views_exported.append((path, view))
        return path

    def export_rows(
        self, path: Path, facts: Facts, selection: Selection, title: str, report: Report, stop: StopAsked
    ) -> Path:
        self._watch()
        path.write_text(title, encoding="utf-8")
        self.rows_exported.append((path, selection, title))
        return path

    def _keep_code(self, shop_id: str, code: str) -> None:
        self.codes[shop_id] = [code, *(other for other in self.codes.get(shop_id, []) if other != code)]

    def _watch(self) -> None:
        assert not (self.guarded and threading.current_thread() is threading.main_thread()), "the event loop waits"

    def _fail_if_asked(self) -> None:
        if self.refuse is not None:
            raise self.refuse

    def _finish(self, run_id: int, outcome: str, counts: dict[str, Counts], message: str = "") -> None:
        with self._store.write() as tx:
            tx.finish_run(run_id, outcome, counts, _now(), message)  # type: ignore[arg-type]


def _pages(group: list[Record]) -> list[list[Record]]:
    return [group[start : start + 20] for start in range(0, len(group), 20)]


def _read(path: Path) -> tuple[list[Order], list[Rejected]]:
    orders, rejected = [], []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), 1):
            if len(row) == 3 and row[2].isdigit():
                at = 1_790_000_000_000 + number * 1000
                order = Order(id=row[0], updated_at=at, created_at=at, paid_at=at, payment_amount=int(row[2]))
                orders.append(order)
            else:
                rejected.append(Rejected(number, Words("缺少金额", "The amount is missing"), ",".join(row)))
    return orders, rejected


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _now() -> int:
    return int(time.time() * 1000)
