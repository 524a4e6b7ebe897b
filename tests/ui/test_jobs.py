"""Work in threads: results on the main thread, cancel, newest wins, crashes in the open, a clean end."""

import sys
import threading
import time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from storage.errors import KnownError
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words
from ui.jobs import Jobs, Newest

DOING = Words("数", "Counting")
WRONG = KnownError(Words("磁盘满了。", "Disk full."), Words("腾出空间。", "Free space."))


@pytest.fixture
def jobs(qapp: QObject) -> Jobs:
    return Jobs()


def _refuse(error: KnownError) -> None:
    raise AssertionError(error)


def _wait_for_stop(_report: Report, stop: StopAsked) -> None:
    while not stop():
        time.sleep(0.005)
    raise Cancelled


def test_the_result_arrives_on_the_main_thread(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[object] = []

    def done(where: threading.Thread) -> None:
        heard.append((where is threading.main_thread(), threading.current_thread() is threading.main_thread()))

    jobs.start(jobs, lambda _report, _stop: threading.current_thread(), done, _refuse)
    qtbot.waitUntil(lambda: heard == [(False, True)])
    assert jobs.running == ()


def test_what_went_wrong_in_the_world_is_in_the_log_with_its_detail(
    qtbot: QtBot, jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_report: Report, _stop: StopAsked) -> None:
        raise KnownError(WRONG.what, WRONG.next_step, "ray 12345")

    heard: list[KnownError] = []
    jobs.start(jobs, fail, lambda _none: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert "ray 12345" not in heard[0].say("zh")
    assert "Disk full. Free space. [ray 12345]" in caplog.text


def test_progress_comes_at_most_ten_times_a_second_and_the_last_always(qtbot: QtBot, jobs: Jobs) -> None:
    def work(report: Report, _stop: StopAsked) -> None:
        for done in range(1, 401):
            report(Progress(DOING, done, 400))
            time.sleep(0.001)

    seen: list[int] = []
    job = jobs.start(jobs, work, lambda _none: None, _refuse)
    job.progress.connect(lambda progress: seen.append(progress.done))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen[-1] == 400
    assert 2 <= len(seen) <= 12
    assert seen == sorted(seen)


def test_what_the_world_does_wrong_and_a_cancel_come_back_apart(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[str] = []

    def fail(_report: Report, _stop: StopAsked) -> None:
        raise WRONG

    jobs.start(jobs, fail, lambda _none: heard.append("done"), lambda error: heard.append(error.what.zh))
    qtbot.waitUntil(lambda: heard == ["磁盘满了。"])
    stopped = jobs.start(
        jobs, _wait_for_stop, lambda _none: heard.append("done"), _refuse, lambda: heard.append("cancelled")
    )
    stopped.cancel()
    qtbot.waitUntil(lambda: heard[1:] == ["cancelled"])


def test_our_own_mistake_reaches_the_excepthook_on_the_main_thread(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[type, bool]] = []

    def hook(kind: type, _error: BaseException, _at: object) -> None:
        caught.append((kind, threading.current_thread() is threading.main_thread()))

    monkeypatch.setattr(sys, "excepthook", hook)
    job = jobs.start(jobs, lambda _report, _stop: 1 // 0, _refuse, _refuse)
    with qtbot.waitSignal(job.ended):
        pass
    assert caught == [(ZeroDivisionError, True)]
    assert jobs.running == ()


def test_only_the_newest_answer_of_a_page_counts(qtbot: QtBot, jobs: Jobs) -> None:
    page = QObject(jobs)
    newest, heard = Newest(jobs, page), []
    newest.start(_wait_for_stop, lambda _none: heard.append("old"), _refuse)
    newest.start(lambda _report, _stop: 1, lambda _one: heard.append("middle"), _refuse)
    newest.start(lambda _report, _stop: 2, lambda _two: heard.append("new"), _refuse)
    qtbot.waitUntil(lambda: not jobs.running)
    assert heard == ["new"]


def test_a_page_that_is_gone_hears_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    page = QObject()
    heard: list[int] = []
    Newest(jobs, page).start(lambda _report, _stop: 1, heard.append, _refuse)
    delete(page)
    qtbot.waitUntil(lambda: not jobs.running)
    assert heard == []


def test_work_alone_waits_for_the_others_and_the_later_wait_for_it(qtbot: QtBot, jobs: Jobs) -> None:
    order: list[str] = []

    def note(name: str) -> object:
        def work(_report: Report, _stop: StopAsked) -> None:
            order.append(f"{name} begins")
            time.sleep(0.05)
            order.append(f"{name} ends")

        return work

    jobs.start(jobs, note("before"), lambda _none: order.append("told"), _refuse)
    jobs.start_alone(jobs, note("alone"), lambda _none: None, _refuse)
    jobs.start(jobs, note("after"), lambda _none: None, _refuse)
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == [f"{name} {what}" for name in ("before", "alone", "after") for what in ("begins", "ends")]


def test_closing_stops_all_work_and_calls_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[str] = []
    jobs.start(jobs, _wait_for_stop, lambda _none: None, _refuse, lambda: heard.append("cancelled"))
    qtbot.wait(30)
    jobs.close()
    assert jobs._pool.activeThreadCount() == 0
    qtbot.wait(30)
    assert heard == []
