"""``zhanggui import``: export files into the local copy."""

import argparse
import sys

from desktop import mappings
from desktop.cli.progress import to_stderr
from desktop.profiles import own, profile_named
from desktop.rejected import write_rejected
from storage.progress import never
from storage.runs import Counts, Run
from storage.store import open_store
from storage.words import Language, Words
from sync.contract.chinese import KIND_NAMES
from sync.files import Choice

_WRITTEN = Words(
    "没读懂的行写在 {path}，改好后再导入。", "lines not understood are in {path}: mend and import them again"
)
_INTO = Words("店铺「{name}」（{id}）", "shop “{name}” ({id})")
_REMEMBERED = Words("格式「{name}」已记住。", "the format “{name}” is remembered")


def import_files(options: argparse.Namespace) -> int:
    """Import every table in the files that can be taken; 1 if some cannot, each told with its reason."""
    choice = Choice(
        options.shop,
        options.preset,
        options.timezone,
        options.currency,
        dict.fromkeys(options.files, options.encoding) if options.encoding else {},
        shop_name=options.new_shop,
    )
    folder, paths = own(profile_named(options.profile)).folder, [*options.mapping, *options.files]
    with open_store(folder) as store:
        imported = mappings.import_files(store, folder, paths, choice, to_stderr(options.lang), never, options.lang)
        written = write_rejected(store, options.rejected, options.lang) if options.rejected else []
        names = {each.source: each.file_name for run in imported.runs for each in store.imports(run.shop_id)}
        shops = {shop.id: shop.name for shop in store.shops()}
    for mapping in imported.mappings:
        sys.stdout.write(f"{_REMEMBERED.fill(name=mapping.name).say(options.lang)}\n")
    for run in imported.runs:
        into = _INTO.fill(name=shops[run.shop_id], id=run.shop_id).say(options.lang)
        sys.stdout.write(f"{names[run.source]}: {into}; {run_in_words(run, options.lang)}\n")
    for path in written:
        sys.stdout.write(f"{_WRITTEN.fill(path=path).say(options.lang)}\n")
    for refused in imported.refused:
        sys.stderr.write(f"{refused.path}: {refused.error.say(options.lang)}\n")
    return 1 if imported.refused else 0


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
