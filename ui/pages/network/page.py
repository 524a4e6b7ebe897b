"""The page of the fan network: works out view, picture and plans in workers, and opens people in the drawer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from analytics.network.person import Person
from analytics.result import View
from analytics.seeding.asked import Asked
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.words import Words
from ui.bars import Step
from ui.context import Context
from ui.details.opening import Opening
from ui.drawer import WIDTH
from ui.jobs import Newest
from ui.page import Writer
from ui.pages.analysis import AnalysisPage, Body
from ui.pages.network.body import NetworkBody
from ui.pages.network.loop import LoopCard
from ui.pages.network.person import PersonCard
from ui.pages.network.saving import save_picture
from ui.theme import scaled
from ui.widgets.format import writing_of

if TYPE_CHECKING:
    from analytics.arrays import Ints
    from analytics.network.picture import Picture
    from storage.facts import Facts


class NetworkPage(AnalysisPage):
    """Shows who brought whom."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "network")
        self.plan: View | None = None
        self._drawing, self._finding, self._planning, self._looking, self._looping = (
            Newest(context.jobs, self) for _ in range(5)
        )
        self._opening = Opening(context, self.open_detail.emit, self._failed)

    def make_body(self) -> Body:
        """The picture with everything around it."""
        made = NetworkBody()
        made.canvas.chosen.connect(self._look_at)
        made.canvas.opened.connect(self._look_at)
        made.canvas.looped.connect(self._loop)
        made.tools.typed.connect(self._find)
        made.tools.picked.connect(self._go_to)
        made.tools.ties_wanted.connect(self._draw)
        made.tools.saving_wanted.connect(self._save)
        made.side.picked.connect(lambda key: self._go_to(made.node_of(key)))
        made.tools.samples_wanted.connect(self._begin_samples)
        made.samples.picked.connect(lambda key: self._go_to(made.node_of(key)))
        made.samples.asked.connect(self._ask_plan)
        made.samples.export_wanted.connect(self._export_plan)
        return made

    def fill(self, view: View) -> None:
        """Show a view, and the picture when it is ready."""
        super().fill(view)
        self._draw()
        if self._body.planning:
            self._body.samples.begin(view.shop)

    def _draw(self) -> None:
        ties = self._body.tools.by

        def work(facts: "Facts") -> "Picture":
            from analytics.network.picture import picture_of

            return picture_of(facts, ties)

        self._in_worker(self._drawing, work, self._body.show_picture)

    def writer(self) -> Writer | None:
        """The plan while samples are given away; else the view of the page."""
        if self.body is None or not self._body.planning or self.plan is None or not self.plan.tables:
            return super().writer()
        return self._view_writer(self.plan)

    @property
    def _body(self) -> NetworkBody:
        assert isinstance(self.body, NetworkBody)
        return self.body

    def _in_worker(self, newest: Newest, work: "Callable[[Facts], object]", then: Callable[..., object]) -> None:
        """Work something out of the facts of the shop in sight."""
        assert self.view is not None
        shop_id = self.view.shop.id

        def run(report: Report, stop: StopAsked) -> object:
            return work(self.context.facts_now(shop_id, report, stop))

        newest.start(run, then, self._failed)

    def _failed(self, error: KnownError) -> None:
        self.bars.show_bar("failed", "error", error.say(self.context.language))

    # people

    def _go_to(self, node: int) -> None:
        if node >= 0:
            canvas = self._body.canvas
            self._body.see_numbers(False)
            canvas.go_to(node)
            canvas.see(canvas.sight.moved(-self._covered() / 2, 0))

    def _covered(self) -> int:
        """How many px of the picture lie below the drawer when it is open."""
        right = self._body.canvas.mapTo(self, self._body.canvas.rect().topRight()).x()
        return max(right - (self.width() - scaled(WIDTH)), 0)

    def _look_at(self, node: int) -> None:
        if node < 0:
            return

        ties = self._body.tools.by

        def work(facts: "Facts") -> Person:
            from analytics.network.person import person
            from analytics.network.picture import picture_of

            return person(facts, picture_of(facts, ties), node)

        self._in_worker(self._looking, work, self._show_person)

    def _show_person(self, person: Person) -> None:
        assert self.view is not None
        body, shop_id = self._body, self.view.shop.id
        folded = person.node in body.canvas.folded
        below = int(body.picture.layout.size[person.node]) if body.picture else 0
        made = PersonCard(person, writing_of(self.view.shop, self.context.language), below, folded)
        made.wanted.connect(self._go_to)
        made.fold_wanted.connect(self._turn_fold)
        made.record_wanted.connect(lambda row: self._opening.open(shop_id, "customers", row))
        self.open_detail.emit(made, person.name)

    def _turn_fold(self, node: int) -> None:
        canvas = self._body.canvas
        (canvas.unfold if node in canvas.folded else canvas.fold)(node)
        self._look_at(node)

    def _find(self, typed: str) -> None:
        def work(facts: "Facts") -> list[tuple[int, str]]:
            from analytics.network.picture import find, picture_of

            picture = picture_of(facts)
            return [(node, f"{picture.name(node)}   {picture.ids[node]}") for node in find(picture, typed)]

        self._in_worker(self._finding, work, self._body.tools.find.offer)

    def _loop(self, nodes: "Ints") -> None:
        if not len(nodes):
            return

        def work(facts: "Facts") -> View:
            from analytics.network.crowd import crowd

            return crowd(facts, nodes)

        self._in_worker(self._looping, work, self._show_loop)

    def _show_loop(self, view: View) -> None:
        made = LoopCard(view, writing_of(view.shop, self.context.language))
        made.export_wanted.connect(lambda: self.export_wanted.emit(self._say(view.title), self._view_writer(view)))
        made.picked.connect(lambda key: self._go_to(self._body.node_of(key)))
        self.open_detail.emit(made, self._say(view.title))

    # samples

    def _begin_samples(self) -> None:
        assert self.view is not None
        self._body.see_samples()
        self._body.samples.begin(self.view.shop)

    def _ask_plan(self, asked: Asked) -> None:
        from msgspec.structs import replace

        left_out = (self._body.node_of(key) for key in self._body.samples.excluded())
        question = replace(asked, excluded=tuple(node for node in left_out if node >= 0))

        def work(facts: "Facts") -> View:
            from analytics.seeding.view import answered

            return answered(facts, question)

        self._in_worker(self._planning, work, self._show_plan)

    def _show_plan(self, view: View) -> None:
        self.plan = view
        if self._body.planning:
            self._body.show_plan(view)

    def _export_plan(self) -> None:
        if self.plan is not None:
            self.export_wanted.emit(self._say(self.plan.title), self._view_writer(self.plan))

    # files

    def _view_writer(self, view: View) -> Writer:
        def write(path: Path, report: Report, stop: StopAsked) -> Path:
            return self.context.doors.export_view(path, view)

        return write

    def _save(self, form: str) -> None:
        """Ask for a file and write what is seen."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self.window(), self.tr("保存图片"), folder, f"{form.upper()} (*.{form})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write what is seen to a file, by its ending a PNG or an SVG; says so."""
        write = save_picture(self._body.canvas, path)

        def done(_path: Path) -> None:
            self.bars.show_bar("saved", "done", self.tr("已保存到 {path}").format(path=path))

        def failed(error: KnownError) -> None:
            again = Step(self.tr("另存为"), lambda: self._save(path.suffix.lstrip(".")))
            self.bars.show_bar("saved", "error", error.say(self.context.language), again)

        self.context.jobs.start(self, lambda _report, _stop: write(), done, failed, title=self.tr("保存图片"))

    def _say(self, words: Words) -> str:
        return words.say(self.context.language)
