"""The page of recommendation: what any lesson's page does, three ways to ask, lists of everybody, and trials."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from analytics.question import Question
from analytics.recommend.shop.asked import Asked, Way
from analytics.recommend.shop.ways import WAYS
from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.context import Context
from ui.jobs import Newest
from ui.page import Writer
from ui.pages.analysis import Body
from ui.pages.lesson import LessonPage
from ui.pages.recommend.body import RecommendBody
from ui.trials.plan import Offer, Plan
from ui.trials.starting import Starting
from ui.trials.work import results

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from analytics.recommend.shop.finding import Named

VIEW, PARTNER = "recommend", "cooperation"
EVERYBODY = "all"


class RecommendPage(LessonPage):
    """What to show to whom, why, and whether it is any good."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, VIEW)
        self._question = Asked()
        self._finding = Newest(context.jobs, self)
        self.trials = Starting(context, self, self.bars)
        self.trials.begun.connect(self.ask_again)

    def make_body(self) -> Body:
        """What is asked above the answer."""
        made = RecommendBody()
        made.asking.asked.connect(self._ask)
        made.asking.typed.connect(self._find)
        made.every.clicked.connect(lambda: self.list_wanted.emit(self.tr("推荐名单"), self.lists_writer()))
        made.trial.clicked.connect(lambda: self.trials.offer(self.shop_id, self.plan))
        made.trial_picked.connect(lambda name: self.trials.show_result(self.shop_id, name))
        made.partner.clicked.connect(lambda: self.open_page.emit(PARTNER))
        return made

    def show_question(self, shop_id: str, question: Question) -> None:
        """Answer what was asked of this shop; another shop begins with the whole page."""
        if self._asked is not None and self._asked[0] != shop_id:
            self._question = Asked()
            if self.body is not None:
                self._body.asking.begin()
        super().show_question(shop_id, question)

    def answer(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """The answer to what is asked; the whole page with what became of the trials."""
        from analytics.recommend.shop.view import answered

        facts, asked = self.context.facts_now(shop_id, report, stop), self._question
        view = answered(facts, asked, report, stop)
        if asked != Asked(floor=asked.floor) or not view.tables:
            return view
        return replace(view, tables=(*view.tables, *results(self.context.doors, facts, VIEW)))

    def writer(self) -> Writer | None:
        """The answer that is seen."""
        view = self.seen
        if view is None:
            return super().writer()
        return lambda path, _report, _stop: self.context.doors.export_view(path, view)

    def lists_writer(self) -> Writer:
        """Writes a row per customer."""
        shop_id, floor = self.shop_id, self._question.floor

        def write(path: Path, report: Report, stop: StopAsked) -> Path:
            facts = self.context.facts_now(shop_id, report, stop)
            return self.context.doors.export_recommended(path, facts, floor, report, stop)

        return write

    def plan(self) -> Plan:
        """To hold what is recommended against what sells most, in the group that is seen or the whole shop."""
        begun = self.tr("两份名单已分好，放在 {0}。从明天的单算起，今天就发；满 {1} 天后回这一页看哪组买得多。")
        goods, bare = self.tr("每人要发的五件都在名单里。"), self.tr("名单里没有商品，只有客户编号和优惠。")
        example, language = self.tr("可不填，例如：满 100 减 15"), self.context.language
        group = self._question.segment
        of_group = self.tr("推荐 {0}").format(group.rpartition(":")[2]) if group else self.tr("推荐")
        return Plan(
            view=VIEW,
            group=group or EVERYBODY,
            title=self.tr("做 A/B 试验"),
            name=of_group,
            why=self.tr(
                "按编号抽签分成两半，只有发的东西不一样，别的都一样。过后比一比哪边买的人多，才知道推荐有没有用。"
            ),
            offers=(
                Offer(listed=self.tr("A 组发"), name=self.tr("另加优惠"), example=example, goods="own"),
                Offer(listed=self.tr("B 组发"), name=self.tr("另加优惠"), example=example, goods="best"),
            ),
            lists=(*((key, words.say(language)) for key, words in WAYS.items()), (None, self.tr("不附商品"))),
            hold_out=None,
            floor=self._question.floor,
            begun=lambda wanted, folder: begun.format(folder, wanted.days) + (goods if any(wanted.goods) else bare),
        )

    @property
    def _body(self) -> RecommendBody:
        assert isinstance(self.body, RecommendBody)
        return self.body

    def _ask(self, asked: Asked) -> None:
        self._question = asked
        self.ask_again()

    def _find(self, way: Way, typed: str) -> None:
        shop_id = self.shop_id

        def work(report: Report, stop: StopAsked) -> "Sequence[Named]":
            from analytics.recommend.shop.finding import find

            return find(self.context.facts_now(shop_id, report, stop), way, typed)

        def failed(error: KnownError) -> None:
            self.bars.show_bar("failed", "error", error.say(self.context.language))

        self._finding.start(work, lambda found: self._body.asking.offer(found, self.context.language), failed)
