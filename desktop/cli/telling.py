"""Commands that answer a form from a shop: the view is told as text, as JSON, or as a workbook."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime

from analytics.as_json import to_json
from analytics.result import View
from desktop import PROGRAM
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.text import view_as_text
from desktop.export.workbook import write_workbook
from desktop.profiles import existing, profile_named
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import open_store


def answer(options: argparse.Namespace, view: Callable[[Facts], View]) -> int:
    """What the view says of the shop that is asked for, told; the code of the command."""
    with open_store(existing(profile_named(options.profile)).folder) as store:
        shop = shop_asked(store, options.shop)
        found = view(load_facts(store, shop.id, to_stderr(options.lang)))
    tell(found, options)
    return 0


def tell(view: View, options: argparse.Namespace) -> None:
    """To stdout; with ``--out`` to a workbook, whose path is printed."""
    if options.out is not None:
        print(write_workbook(options.out, [view], options.lang, PROGRAM, datetime.now().astimezone()))
    elif options.json:
        json.dump(to_json(view, options.lang), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(view_as_text(view, options.lang))
