"""A view in a terminal: whole numbers without decimals, one minus sign, fewer of what is counted."""

from msgspec.structs import replace

from analytics.result import Column, Row, Shown, Table, View
from analytics.views import evaluate
from desktop.cli.text import view_as_text
from storage.records import Share
from storage.words import Words
from tests.analytics.making import Book, asking


def fewer_shares() -> View:
    """Thirty shares in February, twenty in March."""
    book = Book().order("2026-01-02 10:00", 100, "c1")
    for month, many in (("2026-02", 30), ("2026-03", 20)):
        for number in range(many):
            at = book.at(f"{month}-{number % 28 + 1:02} 10:00")
            book.records.append(Share(id=f"{month}-{number}", updated_at=1, created_at=at, customer_id="c1"))
    return evaluate("sharing", book.facts("2026-04-02 00:00"), asking("2026-03-01", "2026-03-31"))


def test_counts_are_fewer_and_the_minus_is_the_one_of_cells() -> None:
    text = view_as_text(fewer_shares(), "en")
    assert "10 fewer than the comparison (−33.3%)" in text
    assert "-33" not in text


def test_a_column_of_whole_numbers_is_printed_without_decimals() -> None:
    columns = tuple(Column(name, Words(name, name), Shown.NUMBER) for name in ("teams", "each"))
    table = Table("t", Words("t", "t"), columns, (Row((523.0, 1.5)), Row((None, 2.0)), Row((7, 3.0))))
    lines = view_as_text(replace(fewer_shares(), tables=(table,), notes=()), "en").splitlines()
    assert [line.split() for line in lines[-3:]] == [["523", "1.50"], ["—", "2.00"], ["7", "3.00"]]
