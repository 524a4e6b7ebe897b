"""``zhanggui import``: export files into the local copy."""

import argparse
import sys

from desktop.cli.progress import to_stderr
from desktop.profiles import own, profile_named
from storage.runs import Counts, Run
from storage.store import open_store
from storage.words import Language, Words
from sync.contract.chinese import KIND_NAMES
from sync.files import Choice, import_file


def import_files(options: argparse.Namespace) -> int:
    """Import each file in turn; a file that fails ends the command, those before it stay."""
    choice = Choice(shop_id=options.shop, preset=options.preset, timezone=options.timezone)
    with open_store(own(profile_named(options.profile)).folder) as store:
        for path in options.files:
            run = import_file(store, path, choice, to_stderr(options.lang), language=options.lang)
            sys.stdout.write(f"{path}: {run_in_words(run, options.lang)}\n")
    return 0


_OUTCOMES = {
    "done": Words("完成", "done"),
    "cancelled": Words("已取消", "cancelled"),
    "failed": Words("失败", "failed"),
    "running": Words("进行中", "running"),
}


def run_in_words(run: Run, language: Language) -> str:
    """One line: outcome, then what became of each kind."""
    parts = [_OUTCOMES[run.outcome].say(language)]
    parts += [_kind(kind, counts, language) for kind, counts in run.counts.items()]
    if run.message:
        parts.append(run.message)
    return "; ".join(parts)


_COUNTED = (
    ("inserted", Words("新增", "new")),
    ("changed", Words("更新", "changed")),
    ("deleted", Words("删除", "deleted")),
    ("quarantined", Words("没读懂", "not understood")),
)


def _kind(kind: str, counts: Counts, language: Language) -> str:
    said = [f"{word.say(language)} {getattr(counts, name):,}" for name, word in _COUNTED if getattr(counts, name)]
    name = KIND_NAMES[kind] if language == "zh" else kind
    return f"{name} {', '.join(said) or Words('没有变化', 'no change').say(language)}"
