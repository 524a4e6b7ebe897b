"""Lines of text into cells: line numbers stay true, and a bad quote spoils only its own line."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.words import Words
from sync.files.quoting import LONE_QUOTE, first_cell, records


def cut(text: str, width: int | None = None) -> tuple[list[tuple[int, list[str]]], list[tuple[int, Words]]]:
    torn: list[tuple[int, Words]] = []
    lines = io.StringIO(text, newline="")
    found = [
        (number, cells)
        for number, cells, _ in records(iter(lines), ",", width, lambda number, why, _: torn.append((number, why)))
    ]
    return found, torn


def test_plain_lines_keep_their_numbers() -> None:
    found, torn = cut("a,b\n1,2\r\n\n3,4")
    assert found == [(1, ["a", "b"]), (2, ["1", "2"]), (3, [""]), (4, ["3", "4"])]
    assert torn == []


def test_a_cell_over_three_lines_counts_as_three_lines() -> None:
    found, torn = cut('a,b\n1,"first\nsecond\nthird, ""quoted"""\n3,4\n')
    assert found == [(1, ["a", "b"]), (2, ["1", 'first\nsecond\nthird, "quoted"']), (5, ["3", "4"])]
    assert torn == []


def test_an_inch_mark_inside_an_unquoted_cell_is_text() -> None:
    assert cut('a,12" RULER\n3,4\n')[0] == [(1, ["a", '12" RULER']), (2, ["3", "4"])]


@pytest.mark.parametrize(
    "bad",
    ['1,"lost,2', '1,2,"lost', '"1,2,3', '1,"lo"st,2'],
    ids=["in the middle", "in the last cell", "in the first cell", "closed too early"],
)
@pytest.mark.parametrize("after", ["4,5,6", '4,"5",6', '"4","5","6"', '4,"5, five",6'])
def test_a_lone_quote_spoils_its_line_and_no_other(bad: str, after: str) -> None:
    found, torn = cut(f"a,b,c\n1,2,3\n{bad}\n{after}\n7,8,9\n", width=3)
    assert torn == [(3, LONE_QUOTE)]
    assert [number for number, _ in found] == [1, 2, 4, 5]
    assert found[-1] == (5, ["7", "8", "9"])


def test_a_lone_quote_on_the_last_line_is_told() -> None:
    found, torn = cut('a,b\n1,2\n3,"4')
    assert found == [(1, ["a", "b"]), (2, ["1", "2"])]
    assert torn == [(3, LONE_QUOTE)]


def test_a_lone_quote_does_not_swallow_a_long_file() -> None:
    found, torn = cut('a,b\n1,"2\n' + "3,4\n" * 5000 + '5,"6"\n', width=2)
    assert torn == [(2, LONE_QUOTE)]
    assert len(found) == 5002


@pytest.mark.parametrize("between", ["", "4,5,6\n", '4,"5, five",6\n'], ids=["none", "plain", "quoted"])
def test_two_lone_quotes_that_look_like_a_pair_do_not_swallow_the_rows_between_them(between: str) -> None:
    found, torn = cut(f'a,b,c\n1,"2,3\n{between}7,8",9\n', width=3)
    assert torn == [(2, LONE_QUOTE)]
    assert found[-1][1] == ["7", '8"', "9"]
    assert len(found) == (3 if between else 2)


def test_a_cell_over_lines_that_are_no_rows_is_one_cell() -> None:
    found, torn = cut('a,b,c\n1,"2\n4,5\n\n7",9\n', width=3)
    assert found[1:] == [(2, ["1", "2\n4,5\n\n7", "9"])]
    assert torn == []


def test_two_lone_quotes_are_told_apart_by_the_width() -> None:
    found, torn = cut('a,b,c\n1,"2,3\n4,5,6\n7",8,9\n', width=3)
    assert torn == [(2, LONE_QUOTE)]
    assert [number for number, _ in found] == [1, 3, 4]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('536365,71053,"LOST,6\n', "536365"),
        ("536365\n", "536365"),
        ('"536365,71053,6\n', "536365"),
        ('"536365","71053","LOST\n', "536365"),
        ('"536,365","71053","LOST\n', None),
        ('"536365,71053","LOST\n', None),
        (",71053\n", ""),
    ],
)
def test_a_torn_line_tells_its_first_cell_unless_a_quote_leaves_it_open(text: str, first: str | None) -> None:
    assert first_cell(text, ",") == first


def test_a_web_page_of_many_lines_may_stand_in_a_cell() -> None:
    page = '<p class="a">two, three</p>\n' * 100_000
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["a", "b", "c"], ["1", page, "2"], ["3", "x" * 200_000, '"']])
    found, torn = cut(text.getvalue(), width=3)
    assert [(number, cells[0]) for number, cells in found] == [(1, "a"), (2, "1"), (100_003, "3")]
    assert found[1][1] == ["1", page, "2"]
    assert torn == []


@pytest.mark.parametrize("width", [None, 3])
@pytest.mark.parametrize("between", ["some words\n", '<p class=""x"">\n'], ids=["plain", "quoted"])
def test_a_lone_quote_above_two_million_letters_costs_little(between: str, width: int | None) -> None:
    lines = 2_000_000 // len(between)
    started = time.process_time()
    cut("a,b\n1,2\n" + between * lines, width)
    without = time.process_time() - started
    found, torn = cut('a,b\n1,"2\n' + between * lines, width)
    assert time.process_time() - started < without * 6
    assert torn == [(2, LONE_QUOTE)]
    assert len(found) == lines + 1


@given(st.lists(st.lists(st.text(alphabet='ab ",\n', max_size=6), min_size=2, max_size=4), max_size=8))
def test_whatever_python_writes_is_read_back(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    found, torn = cut(text.getvalue())
    assert [cells for _, cells in found] == table
    assert torn == []
    numbers = [number for number, _ in found]
    starts = [1 + sum("".join(row).count("\n") + 1 for row in table[:index]) for index in range(len(table))]
    assert numbers == starts
