"""The answer as a view, so that the workbook, the terminal and JSON need nothing of their own."""

from analytics.coverage import coverage
from analytics.group_buy.whatif.answer import Answer, what_if
from analytics.group_buy.whatif.asked import GOALS, Asked
from analytics.group_buy.whatif.tables import tables_of
from analytics.period import Period, local_day
from analytics.question import Filters
from analytics.result import View
from analytics.say import counted
from storage.facts import Facts
from storage.words import Words

_TITLE = Words("试算下一场拼团", "The next group-buy")
_LEARNT = Words(
    "从自家办过的拼团学来，只在试过的取值里比；下一场当作和最近 60 天一样的日子。没有拼团会不会单买、"
    "拼团会不会抢走单买，数据说不了。",
    "Learnt from the shop's own offers, compared within what was tried; the next one is taken to run on days like the "
    "last 60. What would have been bought without a group no data tell.",
)


def answered(facts: Facts, asked: Asked) -> View:
    """Ask and show."""
    return view_of(facts, what_if(facts, asked))


def view_of(facts: Facts, answer: Answer) -> View:
    """The view of an answer; its period is all that was learnt from."""
    return View(
        id="what-if", title=_TITLE, shop=facts.shop, period=_period(facts), comparison=None, filters=Filters(),
        data_as_of=facts.as_of, headline=_headline(facts, answer), figures=(), tables=tables_of(answer, facts.shop),
        notes=(_LEARNT,) if answer.options else (),
    )  # fmt: skip


def _headline(facts: Facts, answer: Answer) -> Words:
    """What was asked; or why there is no answer."""
    if answer.advised is None and answer.untold:
        return answer.untold[0]
    asked, goal = answer.asked, GOALS[answer.asked.goal]
    title = _title(facts, answer)
    stock = (
        Words("", "")
        if asked.stock is None
        else Words(f"，备货 {asked.stock:,} 件", f", {counted(asked.stock, 'piece').en}")
    )
    return Words(
        f"试算{title.zh}：{asked.days} 天{stock.zh}，为了{goal.zh}。",
        f"{title.en}: {counted(answer.asked.days or 1, 'day').en}{stock.en}, for {goal.en}.",
    )


def _title(facts: Facts, answer: Answer) -> Words:
    """The product's title, else its id."""
    if answer.terms is None:
        return Words(answer.asked.product or "", answer.asked.product or "")
    place = facts.position("products")[answer.terms.product]
    title = facts["products"].labels("title")[int(place)] if place >= 0 else None
    return Words(f"「{title}」", f"“{title}”") if title else Words(str(answer.asked.product), str(answer.asked.product))


def _period(facts: Facts) -> Period:
    known = coverage(facts)
    if known is None:
        today = local_day(facts.as_of or 0, facts.shop.zone)
        return Period(today, today)
    return Period(known.first, known.until_day)
