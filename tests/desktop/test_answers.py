"""What a page shows is what the workbook and the terminal tell: trials begun from it among the rest."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analytics.coverage import present
from analytics.local_time import DAY
from analytics.presets import default_period
from analytics.question import Question
from analytics.trial.enrol import Asked, first_day
from analytics.trial.groups import people_of
from desktop.answers import answered
from desktop.cli.main import main
from desktop.doors import ProcessDoors
from desktop.trials import start
from storage.facts_load import load_facts
from storage.progress import ignore, never
from storage.store import open_store
from storage.words import Words
from ui.doors import Profile
from ui.trials.work import results

GROUP = "fine"


@pytest.fixture
def tried(learnt_shop: Path, tmp_path: Path) -> Path:
    """A shop in which a trial with people of the churn page runs for twenty days."""
    folder = tmp_path / "default"
    shutil.copytree(learnt_shop, folder)
    with open_store(folder) as store:
        facts = load_facts(store, store.shops()[0].id)
        ids, then = people_of(facts, "churn", GROUP), present(facts) - 20 * DAY
        assert not isinstance(ids, Words)
        day = first_day(then, facts.shop.zone)
        asked = Asked(name="叫回", ids=ids, start=day, at=then, days=30, offers=("减15",), view="churn", group=GROUP)
        start(store, facts, asked)
        facts.close()
    return folder


def test_the_workbook_has_what_became_of_a_trial(tried: Path, tmp_path: Path) -> None:
    doors = ProcessDoors(Profile("shop", tried, demo=False), lambda: "zh")
    facts = load_facts(doors.store(), doors.store().shops()[0].id)
    question = Question(default_period(facts))
    shown = results(doors, facts, "churn")
    told = answered(doors.store(), facts, "churn", question)
    assert [table.id for table in told.tables][-len(shown) :] == [table.id for table in shown]
    assert len(shown) > 1
    assert all("叫回" in table.title.zh for table in shown[1:])
    written = doors.export(tmp_path / "all.xlsx", ("churn", "orders"), facts, question, ignore, never)
    book = load_workbook(written)
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "叫回" in cells
    assert any("叫回：" in cell for cell in cells)
    book.close()
    facts.close()
    doors.close()


def test_the_terminal_too_and_only_where_trials_are_begun(tried: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for view, there in (("churn", True), ("orders", False)):
        assert main(["show", view, "--json", "--profile", str(tried)]) == 0
        tables = json.loads(capsys.readouterr().out)["tables"]
        assert ("trials" in tables) == there
