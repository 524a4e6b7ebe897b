"""``zhanggui cooperate``: a code for two shops, the file for the partner, and what the partner's file tells."""

import argparse
import os
import sys
from collections.abc import Set
from getpass import getpass
from pathlib import Path

from analytics.cooperation.agreement import Agreement, agreement_of
from analytics.cooperation.consent import CONSENT
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.telling import tell
from desktop.cooperating import agree, compare_with_partner, said, today, write_for_partner
from desktop.profiles import existing, profile_named
from storage.facts_load import load_facts
from storage.store import open_store
from storage.words import Words
from sync.files.text import told

CODE = "ZHANGGUI_COOPERATION_CODE"
"""Where a script may leave the code: not on the command line, which stays in the history and is seen by others."""
_KEEP = Words(
    "请打电话或当面把合作码念给对方，不要和文件发在一起。两家导出、对比一直用这一个码，请存好；和另一家合作才起新码。",
    "Read the code to the partner by phone or in person; never send it with a file. Keep it: both export and compare "
    "with it from now on. Draw a new one only for another partner.",
)


def cooperate(options: argparse.Namespace) -> int:
    """Print a code, write the file, or compare."""
    if options.do == "agree":
        print(agree())
        _say(_KEEP, options)
        return 0
    agreement = _agreement(options)
    with open_store(existing(profile_named(options.profile)).folder) as store:
        shop = shop_asked(store, options.shop)
        facts = load_facts(store, shop.id, to_stderr(options.lang))
        if options.do == "compare":
            tell(compare_with_partner(store, facts, agreement, options.file, today()), options)
            return 0
        written = write_for_partner(store, facts, agreement, options.file, today(), options.days, _only(options.only))
    print(written.path)
    _say(said(written), options)
    _say(CONSENT, options)
    return 0


def _agreement(options: argparse.Namespace) -> Agreement:
    """From a file, the environment, or as typed unseen. Raises KnownError for a slip."""
    if options.code_file is not None:
        return agreement_of(_text(options.code_file))
    prompt = Words("合作码: ", "Code: ").say(options.lang)
    return agreement_of(os.environ.get(CODE) or getpass(prompt))


def _only(path: Path | None) -> Set[str] | None:
    """The ids in a file, one a line; None without one."""
    return None if path is None else {line.strip() for line in _text(path).splitlines()} - {""}


def _text(path: Path) -> str:
    with told(path):
        return path.read_text(encoding="utf-8-sig")


def _say(words: Words, options: argparse.Namespace) -> None:
    print(words.say(options.lang), file=sys.stderr)
