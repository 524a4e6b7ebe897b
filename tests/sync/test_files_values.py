"""Cells into ids, numbers and money."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.files.values import Unreadable, count, decimal, identity, minor_units, plain_text, whole_identity


def why(call: object, *given_: object) -> str:
    assert callable(call)
    with pytest.raises(Unreadable) as unreadable:
        call(*given_)
    return unreadable.value.reason.zh


@pytest.mark.parametrize(
    "text",
    [
        "6917926768823643751",
        '="6917926768823643751"',
        "'6917926768823643751",
        "\t6917926768823643751",
        " 6917926768823643751\t ",
    ],
)
def test_an_id_is_the_same_however_a_program_wrapped_it(text: str) -> None:
    assert identity(text, "订单号") == "6917926768823643751"


def test_an_id_keeps_its_zeros_and_letters() -> None:
    assert identity("007", "订单号") == "007"
    assert identity("85123A", "StockCode") == "85123A"
    assert identity("gift_0001_20", "StockCode") == "gift_0001_20"
    assert identity('=""', "订单号") == ""


def test_an_id_destroyed_by_a_spreadsheet_is_refused() -> None:
    assert "科学计数" in why(identity, "1.23E+17", "订单号")
    assert "科学计数" in why(identity, "6.91793E+18", "订单号")


def test_a_customer_read_as_a_number_is_the_number_without_its_point() -> None:
    assert whole_identity("17850.0", "CustomerID") == "17850"
    assert whole_identity("17850", "CustomerID") == "17850"
    assert whole_identity("A.0", "CustomerID") == "A.0"
    assert whole_identity("", "CustomerID") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.55", "2.55"),
        ("1,234.50", "1234.50"),
        ("¥12.00", "12"),
        ("￥3", "3"),
        ("8元", "8"),
        ("1，234 元", "1234"),
        ("-¥5.50", "-5.50"),
        ("¥ -5", "-5"),
        (" -7 ", "-7"),
        ("1e-3", "0.001"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert decimal(text, "金额") == Decimal(number)


@pytest.mark.parametrize("text", ["abc", "1,23.5", "1.2.3", "NaN", "Infinity", "0x10", "--5", "1 2", "½"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert "不是数字" in why(decimal, text, "金额")


def test_empty_and_gigantic_numbers_are_refused() -> None:
    assert "是空的" in why(decimal, " ", "金额")
    assert "太大" in why(decimal, "999999999999999e9", "金额")
    assert "太大" in why(minor_units, Decimal(10) ** 15, 2)


def test_pieces_are_whole() -> None:
    assert count("6.0", "Quantity") == 6
    assert count("-12", "Quantity") == -12
    assert "不是整数" in why(count, "6.5", "Quantity")


def test_a_very_long_text_is_refused_not_cut() -> None:
    assert plain_text("x" * 2000, "备注") == "x" * 2000
    assert "太长" in why(plain_text, "x" * 2001, "备注")


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**7))
def test_rounding_to_the_penny_agrees_with_exact_fractions(pieces: int, thousandths: int) -> None:
    exact = Fraction(pieces * thousandths, 10)  # pence
    half_up = int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)
    assert minor_units(pieces * Decimal(thousandths).scaleb(-3), 2) == half_up


def test_the_exponent_is_the_currency_s() -> None:
    assert minor_units(Decimal("12.345"), 0) == 12
    assert minor_units(Decimal("12.345"), 3) == 12345
