"""``zhanggui doctor``: checks database, facts, sources, fonts, disk; says what to do."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from desktop import connections, secrets
from desktop.demo import is_demo
from desktop.profiles import existing, profile_named
from desktop.syncing import keeper, with_secrets
from storage.errors import KnownError
from storage.facts_load import load_facts
from storage.records import RECORDS
from storage.store import Store, open_store
from storage.words import Language, Words
from sync.connect import try_connection

_LEAST_FREE = 500_000_000  # bytes: a backup and an export of a large shop


class Finding(Struct, frozen=True):
    """One thing looked at: whether it is well, and what to do if not."""

    well: bool
    words: Words


def doctor(options: argparse.Namespace) -> int:
    """Print the findings; 1 if anything needs care."""
    profile = existing(profile_named(options.profile))
    with open_store(profile.folder) as store:
        findings = list(_findings(store))
    for finding in findings:
        sys.stdout.write(f"{_mark(finding, options.lang)} {finding.words.say(options.lang)}\n")
    return 0 if all(finding.well for finding in findings) else 1


def _mark(finding: Finding, language: Language) -> str:
    if finding.well:
        return "[好]" if language == "zh" else "[ok]"
    return "[注意]" if language == "zh" else "[care]"


def _findings(store: Store) -> Iterator[Finding]:
    yield _database(store)
    yield _disk(store.folder)
    for shop in store.shops():
        yield from _shop(store, shop.id)
    yield _keyring()
    yield _fonts()


def _database(store: Store) -> Finding:
    with store.reader() as reader:
        verdict = str(reader.execute("PRAGMA quick_check").fetchone()[0])
        rows = sum(reader.execute(f"SELECT count(*) FROM {record.KIND}").fetchone()[0] for record in RECORDS)
    if verdict == "ok":
        return Finding(True, Words(f"数据库完好，共 {rows:,} 条记录。", f"The database is sound: {rows:,} records."))
    return Finding(
        False,
        Words(
            f"数据库有损坏：{verdict}。请从备份恢复，或重新同步。",
            f"The database is damaged: {verdict}. Restore a backup, or sync again.",
        ),
    )


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:,.1f} GB"
    if free >= _LEAST_FREE:
        return Finding(True, Words(f"磁盘剩余 {said}。", f"Free disk space: {said}."))
    return Finding(False, Words(f"磁盘只剩 {said}，请先清理。", f"Only {said} of disk space left: make room."))


def _shop(store: Store, shop_id: str) -> Iterator[Finding]:
    facts = load_facts(store, shop_id)
    yield Finding(
        True,
        Words(f"{shop_id}：分析数据是最新的(版本 {facts.version})。", f"{shop_id}: current ({facts.version})."),
    )
    waiting = len(store.quarantined(shop_id))
    if waiting:
        yield Finding(
            False,
            Words(
                f"{shop_id}：有 {waiting:,} 条记录无法识别，已原样保存。请在「数据」页查看原因并重试。",
                f"{shop_id}: {waiting:,} records could not be understood and are kept. See the Data page and retry.",
            ),
        )
    yield _source(store, shop_id)


def _source(store: Store, shop_id: str) -> Finding:
    address = connections.load(store.folder).get(shop_id)
    if address is None:
        return Finding(True, Words(f"{shop_id}：数据来自文件。", f"{shop_id}: data from files."))
    if is_demo(store.folder):
        return Finding(True, Words(f"{shop_id}：示例店铺，同步时才启动。", f"{shop_id}: the demo, run when synced."))
    answers = with_secrets(store, shop_id, address)
    if answers is None:
        return Finding(
            False,
            Words(f"{shop_id}：本机没有保存密钥，请重新连接。", f"{shop_id}: its secret is not here; connect again."),
        )
    try:
        try_connection(address.kind, answers, keeper(store, shop_id))
    except KnownError as error:
        return Finding(False, Words(f"{shop_id}：{error.say('zh')}", f"{shop_id}: {error.say('en')}"))
    return Finding(True, Words(f"{shop_id}：接口连得上。", f"{shop_id}: the API answers."))


def _fonts() -> Finding:
    """Windows and macOS bring Chinese glyphs; elsewhere the font list is asked, without loading Qt."""
    lister = shutil.which("fc-list")
    if sys.platform in ("win32", "darwin"):
        return Finding(True, Words("系统自带中文字体。", "The system brings Chinese fonts."))
    listed = (
        lister and subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    )
    if listed:
        return Finding(True, Words("有中文字体。", "There is a Chinese font."))
    return Finding(
        False,
        Words(
            "没有中文字体，汉字会显示成方框。请安装 fonts-noto-cjk。",
            "There is no Chinese font: install fonts-noto-cjk, or characters show as boxes.",
        ),
    )


def _keyring() -> Finding:
    if secrets.secrets_last():
        return Finding(True, Words("系统钥匙串可用。", "The system keyring works."))
    return Finding(
        False,
        Words(
            "本机没有可用的系统钥匙串：密钥只在本次运行中有效，下次需重新填写。",
            "There is no system keyring: secrets last for one run and must be entered again.",
        ),
    )
