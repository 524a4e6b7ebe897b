"""The engine: any subject, asked any question."""

from analytics.asked import Asked
from analytics.breakdown import Breakdown, breakdown_table
from analytics.buckets import buckets, grain_for
from analytics.figures import figure
from analytics.headline import headline
from analytics.listing import Listing, listing_table
from analytics.movers import Movers, movers_table
from analytics.notes import notes
from analytics.question import Question
from analytics.result import Figure, Table, View
from analytics.stopped import Stopped, stopped_table
from analytics.subject import Panel, Shelf, Subject
from analytics.trends import trend, values_over
from analytics.usual import usual_of
from storage.facts import Facts


def evaluate_subject(subject: Subject, facts: Facts, question: Question) -> View:
    """Everything the page of a subject shows."""
    asked = Asked(facts, question)
    figures = _figures(subject, asked)
    return View(
        id=subject.id,
        title=subject.title,
        shop=facts.shop,
        period=question.period,
        comparison=asked.comparison,
        filters=question.filters,
        data_as_of=facts.as_of,
        headline=headline(asked, figures),
        figures=figures,
        trends=(trend(asked, subject.trend, subject.trend_title),),
        tables=tuple(_table(asked, declared) for declared in subject.tables),
        notes=(*notes(asked), *(said for note in subject.notes if (said := note(asked)))),
        leading=subject.leading,
    )


def _figures(subject: Subject, asked: Asked) -> tuple[Figure, ...]:
    by = buckets(asked.question.period, grain_for(asked.question.period))
    usual = usual_of(asked, subject.judged)
    return tuple(
        figure(asked, metric, values_over(asked.now, metric, by), usual.get(metric.id)) for metric in subject.figures
    )


def _table(asked: Asked, declared: Shelf) -> Table:
    match declared:
        case Breakdown():
            return breakdown_table(asked, declared)
        case Movers():
            return movers_table(asked, declared)
        case Stopped():
            return stopped_table(asked, declared)
        case Listing():
            return listing_table(asked, declared)
        case Panel():
            return declared.answer(asked, declared)
