"""Telling a view that answers a form: as text, as JSON, or as a workbook."""

import argparse
import json
import sys
from datetime import datetime

from analytics.as_json import to_json
from analytics.result import View
from desktop import PROGRAM
from desktop.cli.text import view_as_text
from desktop.export.workbook import write_workbook


def tell(view: View, options: argparse.Namespace) -> None:
    """To stdout; with ``--out`` to a workbook, whose path is printed."""
    if options.out is not None:
        print(write_workbook(options.out, [view], options.lang, PROGRAM, datetime.now().astimezone()))
    elif options.json:
        json.dump(to_json(view, options.lang), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(view_as_text(view, options.lang))
