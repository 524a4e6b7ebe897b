"""The cursors over many seeds; and over a few with one line of theirs wrong, which must be noticed."""

import importlib
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import sync.cursors
from tests.sync.cursors import test_clocks

FOLDER = Path(sync.cursors.__path__[0])
KINDS = ("changes", "by_id", "windows", "backward", "lookback")
SEEDS_PER_WRONG_LINE = 1000


@dataclass(frozen=True)
class Wrong:
    """A line of a module put wrong, and the kind of cursor that must suffer from it."""

    kind: str
    module: str
    right: str
    wrong: str


BY_PAGE = "return structs.replace(state, paging=turn(state.paging, answer.total))"
NEXT = "        return _next_window(state, terms, width)\n    if answer"
OVER = "abs(now - last) >= period"
COUNT = "if paging.page and total != paging.total:"
SEEN = "if not paging.page or seen >= total"
BEHIND = "- terms.overlap"
WRONG = (
    # No step back; one that leads nowhere; the newest first trusted; the next moment instead of the walk through one.
    Wrong("changes", "changes", "after=newest - terms.step, paging", "after=newest, paging"),
    Wrong("changes", "changes", "moments[0] < newest and (", "("),
    Wrong("changes", "changes", "(start is None or newest - terms.step > start)", "True"),
    Wrong("changes", "changes", "before=newest + terms.step", "before=newest"),
    Wrong("changes", "changes", "return structs.replace(state, before=newest + terms.step, paging=Paging())", BY_PAGE),
    # No overlap; a record dated in the future hides others; so does a round that lasts.
    Wrong("changes", "changes", BEHIND, ""),
    Wrong("changes", "changes", "min(newest, begun)", "newest"),
    Wrong(
        "changes",
        "changes",
        "answer.clocks.knowing(state.since).earliest if state.begun is None else state.begun",
        "answer.clocks.now",
    ),
    # Pages are believed: counts, what was seen.
    Wrong("changes", "passes", COUNT, "if False:"),
    Wrong("changes", "passes", SEEN, "if True"),
    Wrong("changes", "changes", "seen if question.page else set()", "seen"),
    # What left took another along; what came in no order; a page that came twice was the last one.
    Wrong("by_id", "by_id", "[*ids, inf][0] > held[0]", "False"),
    Wrong("by_id", "by_id", "if ids != sorted(ids):", "if False:"),
    Wrong("by_id", "by_id", "(highest != place.last or place.offset < page.total)", "(highest != place.last)"),
    Wrong("by_id", "by_id", "clocks.earliest if now.begun is None else now.begun", "clocks.now"),
    Wrong("by_id", "changes", BEHIND, ""),
    Wrong("by_id", "changes", "min(newest, begun)", "newest"),
    Wrong("windows", "passes", COUNT, "if False:"),
    Wrong("windows", "passes", SEEN, "if True"),
    Wrong("windows", "windows", "seen if question.page else set()", "seen"),
    Wrong("windows", "windows", "        return _halve(state, terms)\n    if answer", NEXT),
    # Up to this moment; no overlap; no bisection; none of the caps; neighbours apart; windows that never grow again.
    Wrong("windows", "windows", "(now - terms.lag)", "now"),
    Wrong("windows", "windows", BEHIND, ""),
    Wrong("windows", "windows", "min(width, terms.span)", "width"),
    Wrong("windows", "windows", "min(start + terms.span, until)", "until"),
    Wrong("windows", "windows", "start=state.end, end=end", "start=state.end + terms.step, end=end"),
    Wrong("windows", "windows", "2 * width if 2 * answer.total <= terms.cap else width", "width"),
    # The past is never read, or not what was left of it; a total that is too small is believed.
    Wrong("windows", "windows", "left = since if since is not None and since > terms.opened else None", "left = None"),
    Wrong("windows", "windows", "left = None if in_past else state.left", "left = None"),
    Wrong("lookback", "windows", "max(terms.recent, terms.overlap)", "terms.recent"),
    # Of two clocks the later is believed, and one alone.
    Wrong("windows", "windows", "sure_until = sure if clocks.confirmed else None", "sure_until = until"),
    # Never everything again; led back by a page that came twice.
    Wrong("backward", "everything", OVER, "False"),
    Wrong("backward", "backward", "answer.lowest.moment <= below.moment and answer.lowest != below", "True"),
    # No look back; the future; a round that stops above its floor.
    Wrong("backward", "backward", BEHIND, ""),
    Wrong("backward", "backward", "min(highest, state.begun)", "highest"),
    Wrong("backward", "backward", "lowest.moment >= state.floor", "lowest.moment > state.floor + terms.overlap"),
    Wrong("lookback", "everything", OVER, "False"),
    Wrong("lookback", "windows", BEHIND, ""),
    Wrong("lookback", "passes", SEEN, "if True"),
    # An offset that is misunderstood.
    Wrong("lookback", "offsets", "return Meaning.ROWS if set(at_0) & set(at_1) else", "return Meaning.ROWS or"),
    Wrong("lookback", "offsets", "if not at_0 or at_0 == at_1:", "if False:"),
    Wrong("lookback", "lookback", "if page.total and not page.ids and self._meaning is None:", "if False:"),
)


def with_wrong(wrong: Wrong) -> ModuleType:
    """The kind's cursor as a module of its own, with the line put wrong."""
    text = (FOLDER / f"{wrong.module}.py").read_text("utf-8")
    assert text.count(wrong.right) == 1, (wrong, text.count(wrong.right))
    broken = ModuleType(wrong.module)
    exec(compile(text.replace(wrong.right, wrong.wrong), wrong.module, "exec"), broken.__dict__)
    return _with(importlib.import_module(f"sync.cursors.{wrong.kind}"), wrong.module, broken)


def _with(module: ModuleType, name: str, broken: ModuleType) -> ModuleType:
    """A copy of a module that uses the broken one."""
    if module.__name__ == f"sync.cursors.{name}":
        return broken
    copy = ModuleType(module.__name__)
    exec(compile(Path(str(module.__file__)).read_text("utf-8"), module.__name__, "exec"), copy.__dict__)
    for key, value in vars(copy).items():
        if isinstance(value, ModuleType) and value.__name__.startswith("sync.cursors."):
            setattr(copy, key, _with(value, name, broken))
        elif getattr(value, "__module__", "") == f"sync.cursors.{name}":
            setattr(copy, key, getattr(broken, key))
    return copy


def first_noticed(stories: ModuleType, seeds: range) -> int | None:
    """The first seed over which the copy is not right in the end, or the reading does not come to an end."""
    return next((seed for seed in seeds if _fails(stories, seed)), None)


def _fails(stories: ModuleType, seed: int) -> bool:
    try:
        return bool(_losing(stories, [seed]))
    except AssertionError:  # in circles, refused, without end, or too long a state
        return True


def _losing(stories: ModuleType, seeds: Sequence[int]) -> list[int]:
    """Seeds over which rows are lost, by right clocks or by one that jumps."""
    kind = stories.__name__.partition("test_")[2]
    losing = set(stories.seeds_that_lose(stories.ours, seeds))
    return sorted(losing | {seed for seed in seeds if test_clocks.lost(kind, seed)})


def main(options: Namespace) -> int:
    """0 if no seed loses a row, and every wrong line is noticed."""
    many = range(options.seed, options.seed + (options.n or 2000))
    bad = 0
    for kind in KINDS:
        stories = importlib.import_module(f"tests.sync.cursors.test_{kind}")
        losing = _losing(stories, many)
        print(f"{kind}: {len(losing)} of {len(many)} seeds lose rows {losing[:5]}", flush=True)
        bad += len(losing) + _unnoticed(stories, [wrong for wrong in WRONG if wrong.kind == kind], options.seed)
    return 1 if bad else 0


def _unnoticed(stories: ModuleType, wrong_lines: Sequence[Wrong], seed: int) -> int:
    right, unnoticed = stories.pages, 0
    for wrong in wrong_lines:
        stories.pages = with_wrong(wrong).pages
        first = first_noticed(stories, range(seed, seed + SEEDS_PER_WRONG_LINE))
        print(
            f"  noticed by seed {first}: {wrong.module}: {wrong.right.strip()!r} -> {wrong.wrong.strip()!r}", flush=True
        )
        unnoticed += first is None
    stories.pages = right
    return unnoticed
