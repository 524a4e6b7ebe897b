"""``zhanggui demo``: a simulated shop synced over HTTP; then the window, or its pictures and the workbook."""

import argparse
import os
import sys

from desktop.cli.importing import run_in_words
from desktop.cli.progress import to_stderr
from desktop.demo import demo_profile, fill_demo, recipe_now
from storage.store import open_store
from ui.doors import Profile


def demo(options: argparse.Namespace) -> int:
    """Fill the demo profile, then show it."""
    profile = demo_profile()
    recipe = recipe_now(options.orders, options.seed)
    run = fill_demo(profile.folder, recipe, to_stderr(options.lang))
    print(run_in_words(run, options.lang), file=sys.stderr)
    if options.no_window or not has_display():
        return _pictures(profile, options)
    from desktop.window import open_window_on

    return open_window_on(profile)


def _pictures(profile: Profile, options: argparse.Namespace) -> int:
    from desktop.pictures import write_book, write_pictures

    for path in write_pictures(profile, options.out, options.lang):
        print(path)
    with open_store(profile.folder) as store:
        print(write_book(store, options.out, options.lang))
    return 0


def has_display() -> bool:
    """Whether a window would be seen: always on Windows and macOS, with a display server elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
