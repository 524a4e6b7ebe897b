"""``zhanggui show``: a view on stdout, as JSON or as text. ``zhanggui export``: views as a workbook."""

import argparse
import json
import sys
from datetime import datetime

from analytics.as_json import to_json
from analytics.result import View
from analytics.views import VIEWS, prepare
from desktop import PROGRAM
from desktop.answers import answered
from desktop.cli.asked import question_asked, shop_asked
from desktop.cli.every_shop import stage_among_all
from desktop.cli.progress import to_stderr
from desktop.cli.text import view_as_text
from desktop.export.workbook import write_workbook
from desktop.profiles import existing, profile_named
from storage.facts_load import load_facts
from storage.store import open_store


def show(options: argparse.Namespace) -> int:
    """Print one view."""
    view = stage_among_all(options) if options.all_shops else _evaluated(options, [options.view])[0]
    if options.json:
        json.dump(to_json(view, options.lang), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(view_as_text(view, options.lang))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the named views, or all, to a workbook."""
    views = _evaluated(options, options.view or list(VIEWS))
    print(write_workbook(options.out, views, options.lang, PROGRAM, datetime.now().astimezone()))
    return 0


def _evaluated(options: argparse.Namespace, names: list[str]) -> list[View]:
    with open_store(existing(profile_named(options.profile)).folder) as store:
        shop = shop_asked(store, options.shop)
        facts = load_facts(store, shop.id, to_stderr(options.lang))
        question = question_asked(options, facts)
        for name in names:
            prepare(name, facts, to_stderr(options.lang))
        return [answered(store, facts, name, question) for name in names]
