"""The outlook of a shop's buyers: what is learnt once per state of the data, and read by every page about churn."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.churn.groups import GROUPS, groups, place
from analytics.churn.record import Then, look_back
from analytics.churn.shop_log import as_date, deeds_on, missing, shop_log, today
from analytics.churn.standing import Standing, set_right, standing
from analytics.learning import Lesson, known, learnt
from analytics.lifetime.backtest import Judged, judged
from analytics.lifetime.fitting import BG, MBG
from analytics.lifetime.gamma_gamma import GammaGamma
from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd
from analytics.lifetime.past import Past
from analytics.lifetime.record import Record
from analytics.period import midnight
from analytics.result import Estimate
from storage.facts import Facts
from storage.progress import Cancelled, Progress, Report, StopAsked, ignore, never
from storage.words import Words

_STEPS = 36
"""Evenings worked out and trees grown, about; for the progress."""
AGAIN = 7
"""Days for which a back-test stands: models and forecasts are made anew with every new state of the data."""
SAME = 0.01
"""An import that is undone, or records that are merged, change the past: by more than this, it is judged anew."""
_KINDS = ("visits", "shares", "refunds", "coupon_claims", "referrals", "group_members")


class Outlook(Struct, frozen=True, eq=False):
    """Everything learnt."""

    standing: Standing
    group: Codes
    """[m] places in ``GROUPS``."""
    judged: Judged
    judged_on: int
    """The day up to which the back-test went."""
    models: tuple[Nbd, ...]
    """BG/NBD and MBG/NBD as fitted now."""
    spend: GammaGamma
    ground: tuple[int, ...]
    """What the back-test stood on (``ground_of``)."""
    record: Record
    """How the groups of earlier evenings did: money is set right by it, and it tells how far sums may be off."""
    then: Then | None
    """None where there was not yet enough to say anything then."""

    @property
    def rhythm(self) -> Nbd:
        """The model that tells the rhythm: MBG/NBD."""
        return self.models[MBG]

    def sum_of(self, values: Floats, some: Mask) -> Estimate:
        """Money [m] of some buyers together, whole minor units with its 95% interval.

        What is still to be spent depends on what single buyers happen to do; the rest of it does not.
        """
        spend = np.bincount(self.group, weights=self.standing.spend * some, minlength=len(GROUPS))
        return whole(self.record.sum_of(float(values[some].sum()), spend.astype(np.float64)))

    @property
    def loses(self) -> Mask:
        """[m] of whom a loss is told: not of those who come as usual. Some of them spend more than usual, some less,
        and a sum of what single ones fell by would be above nothing where nothing is lost."""
        found: Mask = self.group != place("fine")
        return found


def whole(found: Estimate) -> Estimate:
    """In whole units."""
    return Estimate(round(found.value), round(found.low), round(found.high))


def learn(facts: Facts, before: Outlook | None, report: Report, stop: StopAsked) -> Outlook:
    """The outlook; the shop has enough for one. Raises Cancelled."""
    day = today(facts)
    steps = _Steps(report, stop)
    past = Past(shop_log(facts), lambda evening: deeds_on(facts, evening), steps.next)
    steps.now(Words("回看自己猜得准不准", "Testing forecasts on the past"))
    kept = before if before is not None and _stands(facts, before, day) else None
    verdict = judged(past, day) if kept is None else kept.judged
    assert verdict is not None, "missing() has seen to it that there is past enough"
    steps.now(Words("看现在每位买家", "Looking at every buyer now"))
    raw = standing(past, day, verdict.chosen)
    steps.now(Words("看三个月前的名单后来怎样", "Looking what became of the list of three months ago"))
    record, then = look_back(facts, past, day, verdict.chosen) if kept is None else (kept.record, kept.then)
    now = set_right(raw, record.levels.of(groups(facts, raw)))
    spend, fits = past.evening(day).spend, past.evening(day).fits
    assert spend is not None
    return Outlook(
        standing=now,
        group=groups(facts, now),
        judged=verdict,
        judged_on=day if kept is None else kept.judged_on,
        ground=ground_of(facts, day) if kept is None else kept.ground,
        models=(fits[BG].model, fits[MBG].model),
        spend=spend,
        record=record,
        then=then,
    )


def ground_of(facts: Facts, day: int) -> tuple[int, ...]:
    """How much there is up to the evening of ``day``: purchases, what was paid, the first day, and records by kind."""
    log, moment = shop_log(facts), midnight(as_date(day + 1), facts.shop.zone)
    kept = log.day <= day
    records = (int((facts[kind]["created_at"] < moment).sum()) for kind in _KINDS)
    return int(kept.sum()), round(float(log.amount[kept].sum())), int(log.day.min(initial=day)), *records


def _stands(facts: Facts, before: Outlook, day: int) -> bool:
    """Whether an earlier back-test still holds: it is of these days, and what it stood on is still there."""
    if not 0 <= day - before.judged_on < AGAIN:
        return False
    now = ground_of(facts, before.judged_on)
    return all(abs(new - old) <= SAME * max(new, old) for new, old in zip(now, before.ground, strict=True))


OUTLOOK = Lesson("outlook", 18, Outlook, learn)
"""Its form is raised whenever the same facts yield another outlook (``tests/analytics/churn/test_form.py``)."""


def outlook(facts: Facts, report: Report = ignore, stop: StopAsked = never) -> Outlook | Words:
    """The outlook of a shop, or what is missing for one. Raises Cancelled."""
    lack = missing(facts)
    return learnt(facts, OUTLOOK, report, stop) if lack is None else lack


def told(facts: Facts) -> bool:
    """Whether ``outlook`` answers at once."""
    return missing(facts) is not None or known(facts, OUTLOOK) is not None


class _Steps:
    """Tells how far the lesson is, and stops it between two steps."""

    def __init__(self, report: Report, stop: StopAsked) -> None:
        self._report, self._stop, self._done = report, stop, 0
        self._doing = Words("看每位买家什么时候会再来", "Looking when each buyer will come again")

    def now(self, doing: Words) -> None:
        self._doing = doing

    def next(self) -> None:
        if self._stop():
            raise Cancelled
        self._report(Progress(self._doing, min(self._done, _STEPS), _STEPS))
        self._done += 1
