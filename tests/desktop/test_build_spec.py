"""What the built program is made of: nothing that the code imports may be left out of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("desktop", "ui", "analytics", "sync", "storage")


def analysis_call() -> ast.Call:
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return next(call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Analysis")


def texts(argument: str) -> set[str]:
    value = next(one.value for one in analysis_call().keywords if one.arg == argument)
    return {node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def every_import() -> set[str]:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {name.partition(".")[0] for path in files for name in imported(path)}


def test_nothing_that_is_imported_is_excluded() -> None:
    imports = every_import()
    assert {"scipy", "sklearn", "numpy"} <= imports
    assert not imports & texts("excludes")


def test_every_command_that_is_chosen_by_name_is_included() -> None:
    from desktop.cli.main import _COMMANDS

    chosen = {named.partition(":")[0] for named in _COMMANDS.values()}
    assert chosen <= texts("hiddenimports")
