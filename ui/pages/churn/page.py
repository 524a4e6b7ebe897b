"""The page about churn: what any lesson's page does, and lists to write to with some held out."""

from msgspec.structs import replace

from analytics.question import Question
from analytics.result import Selection, View
from storage.progress import Report, StopAsked
from ui.context import Context
from ui.pages.analysis import Body
from ui.pages.churn.body import ChurnBody
from ui.pages.lesson import LessonPage
from ui.trials.plan import Offer, Plan
from ui.trials.starting import Starting
from ui.trials.work import results

VIEW = "churn"
HOLD_OUT = 20  # per cent


class ChurnPage(LessonPage):
    """Whom to write to, why, and how far that can be trusted."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, VIEW)
        self.trials = Starting(context, self, self.bars)
        self.trials.begun.connect(self.ask_again)

    def make_body(self) -> Body:
        """Groups beside people and proof."""
        made = ChurnBody()
        made.trial_wanted.connect(self._offer_trial)
        made.trial_picked.connect(lambda name: self.trials.show_result(self.shop_id, name))
        return made

    def answer(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """The view with what became of the trials."""
        view = super().answer(shop_id, question, report, stop)
        facts = self.context.facts_now(shop_id, report, stop)
        return replace(view, tables=(*view.tables, *results(self.context.doors, facts, VIEW)))

    def plan(self, group: str, name: str) -> Plan:
        """To write to a group of this view, some of it held out."""
        begun = self.tr(
            "名单已分好，放在 {0}。「不发」的那份一个都别发。从明天的单算起，今天就发；满 {1} 天后回这一页看有没有用。"
        )
        return Plan(
            view=VIEW,
            group=group,
            title=self.tr("叫回：{0}").format(name),
            name=name,
            why=self.tr("按编号抽签留下一部分不发，别的都一样。过后比一比两边，才知道是你叫回来的，还是本来就会来。"),
            offers=(Offer(name=self.tr("发什么"), example=self.tr("例如：满 100 减 15，两周内")),),
            hold_out=HOLD_OUT,
            begun=lambda wanted, folder: begun.format(folder, wanted.days),
        )

    def _offer_trial(self, people: Selection, name: str) -> None:
        self.trials.offer(self.shop_id, lambda: self.plan(people.slices[-1][1], name))
