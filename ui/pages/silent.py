"""Whether a view has nothing to say because the data behind it is not there: then one empty state says so. Pure."""

from collections.abc import Sequence

from analytics.result import Figure, View
from storage.words import Words


def silent(view: View) -> tuple[Words, ...]:
    """Why nothing can be said, each reason once; empty where some leading figure has a value.

    A count of 0 in both periods has nothing to say either where most of the other figures are not known.
    """
    leading = [view.figure(name) for name in view.leading] or list(view.figures)
    unknown = [figure for figure in leading if figure.value is None and figure.reason is not None]
    idle = [figure for figure in leading if figure.value == 0 and not figure.previous]
    if len(unknown) * 2 <= len(leading) or len(unknown) + len(idle) < len(leading):
        return ()
    return _reasons(unknown)


def _reasons(figures: Sequence[Figure]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(figure.reason for figure in figures if figure.reason is not None))
