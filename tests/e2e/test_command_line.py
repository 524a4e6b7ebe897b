"""The command line as typed: a sandbox shop synced over HTTP, shown, exported, checked, all without importing Qt."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import openpyxl
import pytest

from storage.shop import Shop
from storage.store import open_store
from sync.sandbox.server import Sandbox, running
from sync.sandbox.shop import simulate

ROOT = Path(__file__).parent.parent.parent

WITHOUT_QT = """
loaded = sorted(name for name in sys.modules if name.startswith(("PySide6", "pyqtgraph")))
assert not loaded, loaded
"""

# Runs the command in a fresh interpreter and fails if it pulled in Qt on the way.
RUN = f"""
import sys
from desktop.cli.main import main
code = main(sys.argv[1:])
{WITHOUT_QT}
sys.exit(code)
"""

# Runs one command after the other in a fresh interpreter; what is not caught ends a command as it would end a program.
RUN_EACH = f"""
import io, json, sys, traceback
from contextlib import redirect_stderr, redirect_stdout
from desktop.cli.main import main

def done(arguments):
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as error:
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code
        except BaseException:
            traceback.print_exc()
            code = 1
    return dict(code=code, out=out.getvalue(), error=error.getvalue())

found = [done(arguments) for arguments in json.loads(sys.argv[1])]
{WITHOUT_QT}
print(json.dumps(found))
"""


class Done(msgspec.Struct, frozen=True):
    """What one of several commands came to."""

    code: int
    out: str
    error: str


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running(simulate(orders=400, seed=7)) as server:
        yield server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Path:
    folder = tmp_path_factory.mktemp("home")
    typed = ("sync", "--url", sandbox.url, "--client-id", sandbox.client_id)
    done = zhanggui(folder, *typed, ZHANGGUI_CLIENT_SECRET=sandbox.client_secret)
    assert done.returncode == 0, done.stderr
    assert "完成" in done.stdout
    return folder


def zhanggui(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return interpreter(home, RUN, *arguments, **environment)


def zhanggui_each(home: Path, commands: Sequence[Sequence[str]], **environment: str) -> list[Done]:
    """Several commands, one after the other: to start Python for each is most of the time."""
    ran = interpreter(home, RUN_EACH, json.dumps(commands), **environment)
    assert ran.returncode == 0, ran.stderr
    return msgspec.json.decode(ran.stdout, type=list[Done])


def interpreter(home: Path, program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ZHANGGUI_HOME": str(home), "PYTHONUTF8": "1", **environment}
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_what_if_of_a_small_shop_says_what_is_missing(home: Path) -> None:
    done = zhanggui(home, "what-if")
    assert done.returncode == 0, done.stderr
    assert "要 100 个才能试算" in done.stdout


def test_show_prints_one_json_object_of_the_promised_shape(home: Path) -> None:
    done = zhanggui(home, "show", "overview", "--json")
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert {"view", "shop", "period", "comparison", "filters", "data_as_of", "currency", "metrics", "tables"} <= set(
        shown
    )
    assert [metric["id"] for metric in shown["metrics"]] == [
        "payment_amount",
        "paid_orders",
        "buyers",
        "aov",
        "new_buyers",
        "returning_buyers",
        "refund_amount",
        "visitors",
        "conversion",
    ]
    assert set(shown["metrics"][0]) >= {"id", "name", "unit", "value", "previous", "change", "reason"}
    paid = shown["metrics"][0]
    assert paid["unit"] == "money"
    assert isinstance(paid["value"], int)


def test_the_workbook_holds_the_figures_that_show_prints(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "报表.xlsx"
    exported, printed = zhanggui_each(
        home, [("export", str(out), "--view", "overview"), ("show", "overview", "--json")]
    )
    assert exported.code == 0
    shown = json.loads(printed.out)
    sheet = openpyxl.load_workbook(out, data_only=True).worksheets[1]
    written = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)}
    for metric in shown["metrics"]:
        value = metric["value"]
        expected = "—" if value is None else value / 100 if metric["unit"] == "money" else value
        assert written[metric["name"]] == pytest.approx(expected), metric["id"]


def test_the_figures_are_those_of_the_simulated_shop(home: Path, sandbox: Sandbox) -> None:
    """Everything the sandbox ever sold, counted from what it serves."""
    with open_store(home / "profiles" / "default") as store:
        shop: Shop = store.shops()[0]
        with store.reader() as reader:
            query = "SELECT sum(payment_amount), count(*) FROM orders WHERE paid_at IS NOT NULL AND deleted = 0"
            amount, orders = reader.execute(query).fetchone()
    done = zhanggui(
        home, "show", "overview", "--json", "--from", "2000-01-01", "--to", "2030-12-31", "--compare", "none"
    )
    metrics = {metric["id"]: metric["value"] for metric in json.loads(done.stdout)["metrics"]}
    assert (metrics["payment_amount"], metrics["paid_orders"]) == (amount, orders)
    assert shop.demo


def test_every_view_can_be_read_as_text(home: Path) -> None:
    for done in zhanggui_each(home, [("show", view) for view in ("overview", "orders", "products", "buyers")]):
        assert done.code == 0, done.error
        assert "支付" in done.out


def test_doctor_looks_at_database_source_and_fonts(home: Path) -> None:
    done = zhanggui(home, "doctor")
    assert "数据库完好" in done.stdout, done.stderr
    assert "字体" in done.stdout
    assert "密钥" in done.stdout or "接口连得上" in done.stdout


def test_the_profile_may_stand_before_the_command(home: Path) -> None:
    done = zhanggui(home, "--profile", "never-made", "show", "overview")
    assert done.returncode == 1
    assert "never-made" in done.stderr


def test_a_second_sync_without_news_changes_nothing(home: Path) -> None:
    with open_store(home / "profiles" / "default") as store:
        before = store.data_version(store.shops()[0].id)
    done = zhanggui(home, "sync")
    assert done.returncode == (0 if "完成" in done.stdout else 1)
    if done.returncode == 0:
        with open_store(home / "profiles" / "default") as store:
            assert store.data_version(store.shops()[0].id) == before
    else:  # no keyring on this computer: the secret was for one run only, and that is said
        assert "密钥" in done.stderr


def test_a_shop_is_disconnected_and_its_data_stays(home: Path) -> None:
    with open_store(home / "profiles" / "default") as store:
        shop = store.shops()[0].id
        orders = store.data_version(shop)
    asked, again = zhanggui_each(home, [("sync", "--disconnect", shop), ("sync",)])
    assert (asked.code, "已断开" in asked.out) == (0, True)
    assert "没有已连接的店铺" in again.error
    with open_store(home / "profiles" / "default") as store:
        assert store.data_version(shop) == orders


MISTAKES = [
    (("sync", "--disconnect", "nobody"), 1, "来自文件"),
    (("show", "nothing"), 2, "invalid choice"),
    (("show", "overview", "--from", "11-2011"), 2, "2026-11-22"),
    (("export", "never.xlsx", "--to", "abc"), 2, "2026-11-22"),
    (("show", "overview", "--province", "火星"), 2, "最接近的有"),
    (("show", "overview", "--province", "浙江市"), 2, "浙江"),
    (("show", "overview", "--channel", "不存在"), 2, "不存在"),
    (("export", "never.xlsx", "--category", "X"), 2, "最接近的有"),
    (("--lang", "en", "show", "overview", "--category", "X"), 2, "The nearest are"),
    (("show", "overview", "--profile", "never-made"), 1, "never-made"),
    (("show", "overview", "--from", "2026-03-02", "--to", "2026-03-01"), 1, "晚于"),
    (("import", "no-such-file.csv"), 1, "no-such-file.csv"),
    (("sync", "--url", "http://127.0.0.1:9", "--client-id", "a"), 1, "。"),
    (("sync", "--connect", "api", "url=http://127.0.0.1:9", "client_id=a"), 1, "没有应答"),
    (("sync", "--connect", "list"), 2, "api url=… client_id=…"),
    (("sync", "--connect", "api", "url=http://127.0.0.1:9"), 2, "client_id=…"),
    (("sync", "--connect", "api", "url=x", "client_id=a", "client_secret=b"), 2, "api url=… client_id=…"),
    (("sync", "--connect", "api", "http://127.0.0.1:9"), 2, "NAME=TEXT"),
    (("sync", "--profile", "never-made"), 1, "--connect"),
    (("show", "overview", "--shop", "nobody"), 1, "nobody"),
    (("import", "any.csv", "--profile", "demo"), 1, "示例"),
    (("sandbox", "--fault", "bogus"), 2, "bogus"),
    (("demo", "--orders", "-5"), 2, "大于 0 的整数"),
]


@pytest.fixture(scope="module")
def mistakes(home: Path) -> dict[tuple[str, ...], Done]:
    commands = [arguments for arguments, _code, _said in MISTAKES]
    return dict(zip(commands, zhanggui_each(home, commands, ZHANGGUI_CLIENT_SECRET="b"), strict=True))


@pytest.mark.parametrize(("arguments", "code", "said"), MISTAKES)
def test_what_goes_wrong_is_said_with_the_right_exit_code(
    mistakes: dict[tuple[str, ...], Done], arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = mistakes[arguments]
    assert done.code == code
    assert said in done.error
    assert "Traceback" not in done.error
    assert "fromisoformat" not in done.error


def test_a_mistake_ends_the_program_with_its_exit_code(home: Path) -> None:
    """In a process of its own, as typed."""
    for arguments, code in ((("show", "nothing"), 2), (("show", "overview", "--shop", "nobody"), 1)):
        done = zhanggui(home, *arguments)
        assert (done.returncode, done.stdout) == (code, "")
        assert done.stderr


def test_a_name_of_the_data_is_taken_and_the_nearest_of_a_misspelt_one_can_be_typed(home: Path) -> None:
    told = zhanggui(home, "show", "overview", "--province", "浙江市").stderr
    near = told.split("：")[-1].strip("。\n").split("、")
    assert 1 <= len(near) <= 5
    assert near[0].startswith("浙江")
    show = ("show", "overview", "--json", "--from", "2000-01-01", "--province")
    for done in zhanggui_each(home, [(*show, near[0]), (*show, near[-1])]):
        assert done.code == 0, done.error
