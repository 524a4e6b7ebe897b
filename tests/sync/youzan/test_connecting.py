"""What the form asks, and answers that cannot be right. Nothing is asked of anybody."""

import pytest

from storage.errors import KnownError
from sync.connect import open_connection
from sync.connectors import connector_of

RIGHT = {"client_id": "a7c1c7d0c2f4a1b2c3", "secret": "s", "kdt_id": "18163424"}
NOW = 1_772_337_600.0


def left(budget: str) -> str:
    answers = {**RIGHT, "budget": budget}
    said = connector_of("youzan").notes('{"calls": {"2026-03": 128}}', answers, NOW)
    return said[0].zh


def test_the_secret_alone_is_one() -> None:
    asks = {ask.id: ask for ask in connector_of("youzan").asks}
    assert [name for name, ask in asks.items() if ask.form == "secret"] == ["secret"]
    assert (asks["budget"].form, asks["budget"].default) == ("optional", "10000")
    assert all(ask.hint.zh for ask in asks.values())


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("10000", "还剩 9,872 次"),
        ("10,000 次", "还剩 9,872 次"),
        ("50万", "还剩 499,872 次"),
        ("100", "还剩 0 次"),
        ("", "本月已调用有赞接口 128 次"),
    ],
)
def test_a_budget_may_be_written_as_people_do(budget: str, said: str) -> None:
    assert said in left(budget)


def test_another_month_begins_with_nothing() -> None:
    said = connector_of("youzan").notes('{"calls": {"2026-02": 9999}}', {**RIGHT, "budget": "10000"}, NOW)
    assert said[0].zh == "本月有赞接口额度还剩 10,000 次"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kdt_id": "老茶客"}, "「老茶客」不是店铺 ID"),
        ({"kdt_id": "https://shop18163424.youzan.com"}, "不是店铺 ID"),
        ({"budget": "很多"}, "「很多」不是次数"),
        ({"budget": "-5"}, "不是次数"),
    ],
)
def test_answers_that_cannot_be_right(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(KnownError) as caught:
        open_connection("youzan", RIGHT | wrong)
    assert said in caught.value.say("zh")


def test_a_right_form_opens_without_asking_anybody() -> None:
    open_connection("youzan", {name: f" {text} " for name, text in RIGHT.items()}).close()
