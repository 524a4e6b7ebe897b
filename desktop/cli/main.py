"""From typed words to the function that does it; what the world does wrong is told in plain words."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise

from desktop.cli.parser import parser
from desktop.cli.usage import UsageError
from storage.errors import KnownError
from storage.progress import Cancelled
from storage.words import Language

# Loaded only when asked for, so that ``show`` never imports Qt and the window never imports the sandbox.
_COMMANDS = {
    None: "desktop.window:open_program",
    "demo": "desktop.cli.demo:demo",
    "import": "desktop.cli.importing:import_files",
    "sync": "desktop.cli.syncing:sync_shops",
    "show": "desktop.cli.show:show",
    "export": "desktop.cli.show:export",
    "card": "desktop.cli.cards:card",
    "samples": "desktop.cli.samples:samples",
    "outlook": "desktop.cli.outlook:write_outlook",
    "recommend": "desktop.cli.recommend:recommend",
    "trial": "desktop.cli.trial:trial",
    "cooperate": "desktop.cli.cooperate:cooperate",
    "what-if": "desktop.cli.what_if:what_if",
    "sandbox": "desktop.cli.sandbox:sandbox",
    "doctor": "desktop.cli.doctor:doctor",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0, 1 failed, 2 usage (often raised by argparse as SystemExit)."""
    _speak_utf8()
    try:
        options = parser().parse_args(arguments)
    except UsageError as error:
        print(error.say(_language(arguments)), file=sys.stderr)
        return 2
    try:
        return _command(options.command)(options)
    except BrokenPipeError:
        # Whoever read our output has left; the interpreter must not try to flush it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KnownError as error:
        print(error.say(options.lang), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except (Cancelled, KeyboardInterrupt):
        print("已取消" if options.lang == "zh" else "cancelled", file=sys.stderr)
    return 1


def _language(arguments: Sequence[str] | None) -> Language:
    """That of a line that could not be read to its end."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    english = ("--lang", "en") in pairwise(words) or "--lang=en" in words
    return "en" if english else "zh"


def _speak_utf8() -> None:
    """A pipe or a file gets UTF-8 on Windows too, where the old code page has no emoji."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


def _command(name: str | None) -> Callable[[argparse.Namespace], int]:
    module, function = _COMMANDS[name].split(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
    return command
