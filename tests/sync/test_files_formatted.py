"""Amounts as shops show them: read back whatever marks a shop has chosen, and never guessed."""

import random
from itertools import product

import pytest

from sync.files.formatted import amounts_in
from sync.files.values import Unreadable

_THOUSANDS = ("", ",", ".", " ", "\u00a0", "\u202f", "'", "’")
_STYLES = [(thousands, decimal) for thousands, decimal in product(_THOUSANDS, ".,") if thousands != decimal]
_SIGNS = [("¥{}", "CNY"), ("{}\u00a0€", "EUR"), ("$ {}", "USD"), ("{}kr", "SEK"), ("RM{}", "MYR")]


def written(units: int, exponent: int, thousands: str, decimal: str) -> str:
    whole, part = divmod(units, 10**exponent)
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{grouped}{decimal}{part:0{exponent}d}" if exponent else grouped


@pytest.mark.parametrize(("thousands", "decimal"), _STYLES)
def test_every_way_of_writing_is_read_back(thousands: str, decimal: str) -> None:
    chance = random.Random(f"{thousands}{decimal}")
    for _ in range(200):
        units = chance.choice([chance.randrange(100), chance.randrange(10**6), chance.randrange(10**11)])
        sign, currency = chance.choice(_SIGNS)
        assert amounts_in(sign.format(written(units, 2, thousands, decimal)), currency, 2) == [units]
        # Two amounts in one cell: what was paid and what refunds left of it.
        both = " ".join(sign.format(written(each, 2, thousands, decimal)) for each in (units, units // 2))
        assert amounts_in(both, currency, 2) == [units, units // 2]


@pytest.mark.parametrize("thousands", ["", ",", ".", " ", "'"])
def test_amounts_without_decimals(thousands: str) -> None:
    for units in (0, 7, 999, 1000, 25_000, 1_234_567):
        assert amounts_in(f"¥{written(units, 0, thousands, '')}", "JPY", 0) == [units]
        assert amounts_in(f"${written(units, 0, thousands, '')}", "USD", 2) == [units * 100]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12.5", 1250), ("12,5", 1250), ("-30.00", -3000), ("-1.030,00", -103000), ("1,258.505", 125851), ("0.5", 50)],
)
def test_other_amounts(text: str, amount: int) -> None:
    assert amounts_in(text, "USD", 2) == [amount]


def test_three_digits_after_a_mark_are_both_in_a_currency_of_thousandths() -> None:
    assert amounts_in("1.258,500 KD", "KWD", 3) == [1_258_500]
    assert amounts_in("12.5 KD", "KWD", 3) == [12_500]
    with pytest.raises(Unreadable, match="either kind"):
        amounts_in("1.258 KD", "KWD", 3)


@pytest.mark.parametrize(
    ("text", "currency"), [("€5", "CNY"), ("¥5", "USD"), ("$5", "JPY"), ("£5", "EUR"), ("US$5", "GBP"), ("5 ₫", "THB")]
)
def test_the_sign_of_another_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(Unreadable, match="cannot be added up"):
        amounts_in(text, currency, 2)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("¥5", "JPY"), ("￥5", "CNY"), ("$5", "HKD"), ("NT$5", "TWD"), ("R$5", "BRL"), ("RM5", "MYR")],
)
def test_signs_that_may_be_the_shops_own(text: str, currency: str) -> None:
    assert amounts_in(text, currency, 2) == [500]


def test_no_amount_is_none() -> None:
    assert amounts_in("free", "CNY", 2) == []
