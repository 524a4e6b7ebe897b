"""Everything that changes the data: sync, files, undo, retries, other profiles. One at a time per shop, in workers.

Who starts something hears of it by callbacks; the window hears ``failed`` and reads the shops again by itself.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.runs import Imported, ImportPreview, Run
from storage.shop import Shop
from ui.doors import Connection, Doors, Offered, Profile
from ui.jobs import Failed, Job, Jobs, Newest
from ui.shops import Known, look


class Entering(QObject):
    """The one place that calls the doors which write."""

    read = Signal(tuple)
    """The shops (``Known``) as they are now."""
    busy = Signal()
    """A sync began or ended."""
    failed = Signal(str, object)
    """A sync of the shop with this id failed: its ``KnownError``."""
    profile_changed = Signal(object)
    """Another ``Profile`` is open."""

    def __init__(self, doors: Doors, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._doors = doors
        self._jobs = jobs
        self._looking = Newest(jobs, self)
        self._syncs: dict[str, Job] = {}

    def look(self) -> None:
        """Read the shops again."""
        self._looking.start(lambda _report, _stop: look(self._doors), self._tell, lambda error: self._fail("", error))

    def syncing(self, shop_id: str) -> Job | None:
        """The sync of a shop that runs now."""
        return self._syncs.get(shop_id)

    def sync(self, shop: Shop) -> None:
        """Pull what changed; while one runs, nothing."""
        if shop.id in self._syncs:
            return
        job = self._jobs.start(
            self,
            lambda report, stop: self._doors.sync(shop.id, report, stop),
            lambda _run: self.look(),
            lambda error: self._fail(shop.id, error),
            self.look,
            self.tr("同步 {shop}").format(shop=shop.name),
        )
        self._syncs[shop.id] = job
        job.ended.connect(lambda: self._synced(shop.id))
        self.busy.emit()

    def connect_shop(self, connection: Connection, done: Callable[[Shop], None], failed: Failed) -> Job:
        """Try a connection, new or changed, and remember it; a sync follows."""

        def connected(shop: Shop) -> None:
            done(shop)
            self.look()
            self.sync(shop)

        return self._jobs.start(self, lambda _report, _stop: self._doors.connect(connection), connected, failed)

    def disconnect(self, shop: Shop, done: Callable[[], None], failed: Failed) -> Job:
        """Forget with what a shop is connected; its data stays."""
        job = self._keep(lambda: self._doors.disconnect(shop.id), done, failed)
        job.ended.connect(self.look)
        return job

    def preview(self, offered: Offered, done: Callable[[ImportPreview], None], failed: Failed) -> Job:
        """Read files and say what importing them would do."""
        title = self.tr("读取 {file}").format(file=self._named(offered.paths))
        return self._jobs.start(
            self, lambda report, stop: self._doors.preview(offered, report, stop), done, failed, title=title
        )

    def import_files(self, offered: Offered, done: Callable[[Imported], None], failed: Failed) -> Job:
        """Import files."""
        job = self._jobs.start(
            self,
            lambda report, stop: self._doors.import_files(offered, report, stop),
            done,
            failed,
            title=self.tr("导入 {file}").format(file=self._named(offered.paths)),
        )
        job.ended.connect(self.look)
        return job

    def remember(self, mapping: TableMapping, done: Callable[[], None], failed: Failed) -> Job:
        """Keep what was told of a table."""
        return self._keep(lambda: self._doors.remember_mapping(mapping), done, failed)

    def forget(self, mapping: TableMapping, done: Callable[[], None], failed: Failed) -> Job:
        """Drop what was told of a table."""
        return self._keep(lambda: self._doors.forget_mapping(mapping), done, failed)

    def export_mapping(self, path: Path, mapping: TableMapping, done: Callable[[Path], None], failed: Failed) -> Job:
        """Write what was told of a table to a file."""
        return self._jobs.start(self, lambda _report, _stop: self._doors.export_mapping(path, mapping), done, failed)

    def _keep(self, work: Callable[[], None], done: Callable[[], None], failed: Failed) -> Job:
        return self._jobs.start(self, lambda _report, _stop: work(), lambda _nothing: done(), failed)

    def _named(self, paths: Sequence[Path]) -> str:
        return paths[0].name if len(paths) == 1 else self.tr("{n} 个文件").format(n=len(paths))

    def undo(self, run: Run, done: Callable[[Run], None], failed: Failed) -> Job:
        """Take an import back."""
        return self._write(lambda: self._doors.undo_import(run), done, failed, self.tr("撤销导入"))

    def export_rejected(self, folder: Path, done: Callable[[Sequence[Path]], None], failed: Failed) -> Job:
        """Write the lines that files were imported without."""
        title = self.tr("导出没读懂的行")
        return self._jobs.start(
            self, lambda _report, _stop: self._doors.export_rejected(folder), done, failed, title=title
        )

    def retry(self, shop_id: str, done: Callable[[Run], None], failed: Failed) -> Job:
        """Try every quarantined record of a shop again."""
        return self._write(lambda: self._doors.retry_quarantine(shop_id), done, failed, self.tr("重试未收下的数据"))

    def open_demo(self, failed: Failed) -> Job:
        """Make the demo profile if there is none, and open it."""
        return self._jobs.start_alone(
            self, self._doors.open_demo, self._moved_in, failed, self.look, self.tr("准备示例店铺")
        )

    def leave_demo(self, failed: Failed) -> Job:
        """Back to the merchant's own profile."""

        def switch() -> Profile:
            own = next(profile for profile in self._doors.profiles() if not profile.demo)
            self._doors.switch_profile(own)
            return own

        return self._jobs.start_alone(self, lambda _report, _stop: switch(), self._moved_in, failed)

    def read_profile(self, then: Callable[[Profile], None]) -> None:
        """Which profile is open."""
        fail = lambda error: self._fail("", error)  # noqa: E731
        self._jobs.start(self, lambda _report, _stop: self._doors.profile(), then, fail)

    def _write(self, work: Callable[[], Run], done: Callable[[Run], None], failed: Failed, title: str) -> Job:
        job = self._jobs.start(self, lambda _report, _stop: work(), done, failed, title=title)
        job.ended.connect(self.look)
        return job

    def _moved_in(self, profile: Profile) -> None:
        self.profile_changed.emit(profile)
        self.look()

    def _tell(self, shops: tuple[Known, ...]) -> None:
        self.read.emit(shops)

    def _fail(self, shop_id: str, error: KnownError) -> None:
        self.failed.emit(shop_id, error)
        if shop_id:
            self.look()

    def _synced(self, shop_id: str) -> None:
        del self._syncs[shop_id]
        self.busy.emit()
