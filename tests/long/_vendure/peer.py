"""Vendure from npm, installed once into a cache folder, and running for as long as a block lasts."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

VERSION = "3.7.3"
USER, PASSWORD = "superadmin", "a-password-of-the-test"
_NEEDED = (f"@vendure/core@{VERSION}", "sql.js@1")


class Unavailable(Exception):
    """Why there is no Vendure here."""


def installed() -> Path:
    """The folder that has Vendure: ``ZHANGGUI_VENDURE``, or one in the user's cache. Raises Unavailable."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Unavailable("node and npm are not here")
    folder = Path(os.environ.get("ZHANGGUI_VENDURE") or _cache() / "zhanggui" / f"vendure-{VERSION}")
    if not (folder / "node_modules" / "sql.js").exists():
        _install(folder)
    return folder


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache")


def _install(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    npm = shutil.which("npm")
    assert npm is not None
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", *_NEEDED], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unavailable(f"npm could not install Vendure: {done.stderr[-500:]}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A shop in memory on a free port of this computer; the address of its Admin API."""
    script = Path(__file__).with_name("shop.js")
    environment = {**os.environ, "VENDURE_DISABLE_TELEMETRY": "true", "VENDURE_PASSWORD": PASSWORD}
    with subprocess.Popen(
        ["node", str(script), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as node:
        try:
            assert node.stdout is not None
            told = node.stdout.readline()
            if not told:
                raise Unavailable("Vendure did not start")
            yield msgspec.json.decode(told, type=dict[str, str])["url"]
        finally:
            node.terminate()
